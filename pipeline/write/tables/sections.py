"""sections.csv: the plan's prose in reading order; nothing of a plan is thrown away."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.contracts.record import Plan, Section
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import DOC_ID_PATTERN, Column, Reference, Table


class SectionRow(NamedTuple):
    """A piece of prose with the plan that it stands in."""

    plan: Plan
    section: Section


def _rows(result: DocumentResult) -> Iterator[SectionRow]:
    if result.plan is not None:
        for section in result.plan.sections:
            yield SectionRow(result.plan, section)


SECTIONS: Table[SectionRow] = Table(
    name="sections",
    title=("เนื้อความ", "Sections"),
    description=(
        "เนื้อความของแผนตามลำดับการอ่าน เช่น คำนำ หัวข้อ 1.1 วัตถุประสงค์",
        "The plans' prose in reading order: preface, 1.1, objectives",
    ),
    rows=_rows,
    references=(Reference("doc_id", "documents", "doc_id"),),
    columns=(
        Column("doc_id", "text", ("รหัสเอกสาร", "Document ID"),
               ("12 หลักแรกของ SHA-256 ของไฟล์", "First 12 hex digits of the file's SHA-256"),
               lambda row: row.plan.doc_id, pattern=DOC_ID_PATTERN, required=True),
        Column("section_no", "text", ("หัวข้อที่", "Section"),
               ("เลขอารบิก ว่าง = ไม่มีเลข", "Arabic digits; blank: not numbered"),
               lambda row: row.section.section_no),
        Column("title", "text", ("ชื่อหัวข้อ", "Title"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               lambda row: row.section.title),
        Column("text", "text", ("เนื้อความ", "Text"),
               ("ข้อความทั้งหมดของหัวข้อ (ในไฟล์ Excel ยาวได้ 32,767 อักขระ)",
                "All of the section's text (an Excel cell holds 32,767 characters)"),
               lambda row: row.section.text),
        Column("page_first", "integer", ("หน้าแรก", "First page"),
               ("ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.section.page_first, minimum=1),
        Column("page_last", "integer", ("หน้าสุดท้าย", "Last page"),
               ("ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.section.page_last, minimum=1),
    ),
)  # fmt: skip
