"""documents.csv: one line an input, whatever became of it."""

from collections.abc import Callable
from typing import get_args

from pipeline.contracts.finding import Severity
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult, DocumentStatus
from pipeline.write.code_words import LAYOUT
from pipeline.write.columns import (
    DOC_ID_PATTERN,
    PAGE_COUNT,
    PROJECT_COUNT,
    YEAR_BE,
    Cell,
    Column,
    Table,
)


def _of_plan(take: Callable[[Plan], Cell]) -> Callable[[DocumentResult], Cell]:
    """A cell taken from the plan; blank where no plan was read."""
    return lambda result: None if result.plan is None else take(result.plan)


def _pages(*statuses: str) -> Callable[[DocumentResult], Cell]:
    """How many pages were read so (all of them without `statuses`); blank for transcripts."""

    def take(plan: Plan) -> Cell:
        if plan.kind == "transcript":
            return None
        return sum(not statuses or page.status in statuses for page in plan.pages)

    return _of_plan(take)


def _findings(severity: Severity) -> Callable[[DocumentResult], Cell]:
    """How many findings; blank where nothing was there to be checked."""

    def take(result: DocumentResult) -> Cell:
        if result.plan is None and not result.findings:
            return None
        return sum(finding.severity is severity for finding in result.findings)

    return take


def _layouts(at: int) -> str:
    """The codes of the forms with their words, in Thai (0) or English (1)."""
    return (" · ", "; ")[at].join(f"{code} {words[at]}" for code, words in LAYOUT.items())


DOCUMENTS: Table[DocumentResult] = Table(
    name="documents",
    title=("เอกสาร", "Documents"),
    description=(
        "ไฟล์นำเข้าทุกไฟล์ อ่านได้หรือไม่ และเพราะอะไร",
        "Every input, whether it was read, and why not",
    ),
    rows=lambda result: (result,),
    columns=(
        Column("doc_id", "text", ("รหัสเอกสาร", "Document ID"),
               ("12 หลักแรกของ SHA-256 ของไฟล์", "First 12 hex digits of the file's SHA-256"),
               lambda result: result.doc_id, pattern=DOC_ID_PATTERN),
        Column("source_file", "text", ("ไฟล์ต้นฉบับ", "Source file"),
               ("ชื่อไฟล์เทียบกับข้อมูลนำเข้า", "The file's name relative to its INPUT"),
               lambda result: result.source_file, required=True),
        Column("sha256", "text", ("SHA-256", "SHA-256"),
               ("ลายพิมพ์ของไฟล์", "The file's digest"),
               lambda result: result.sha256, pattern="[0-9a-f]{64}"),
        Column("kind", "category", ("ชนิด", "Kind"),
               ("pdf · image รูปภาพ · transcript ไฟล์ถอดความ", "pdf, image, transcript"),
               lambda result: result.kind, enum=("pdf", "image", "transcript")),
        Column("status", "category", ("สถานะ", "Status"),
               (("ok อ่านครบ · partial อ่านได้บางส่วน · failed อ่านไม่ได้ · duplicate ไฟล์ซ้ำ · "
                "skipped ไม่ใช่แผน"),
                "ok, partial, failed, duplicate, skipped (no plan)"),
               lambda result: result.status, enum=get_args(DocumentStatus), required=True),
        Column("error", "text", ("เหตุผล", "Reason"),
               ("เหตุที่อ่านไม่ได้หรือไม่ครบ และวิธีแก้", "Why not, and what helps"),
               lambda result: result.error),
        Column("title", "text", ("ชื่อแผน", "Title"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               _of_plan(lambda plan: plan.title)),
        Column("organization", "text", ("หน่วยงานเจ้าของแผน", "Organization"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               _of_plan(lambda plan: plan.organization)),
        Column("province", "text", ("จังหวัด", "Province"),
               ("ชื่อจังหวัด ไม่มีคำว่าจังหวัด", "The province, without the word จังหวัด"),
               _of_plan(lambda plan: plan.province)),
        Column("fiscal_year_be", "integer", ("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"),
               ("ปีงบประมาณ 2566 คือ 1 ต.ค. 2565 – 30 ก.ย. 2566 แผนหลายปี = ปีแรก",
                "2566 is 1 October 2022 – 30 September 2023; of several years the first"),
               _of_plan(lambda plan: plan.fiscal_year_be), unit=YEAR_BE),
        Column("layout", "text", ("รูปแบบ", "Layout"),
               (f"แบบฟอร์มของแผน: {_layouts(0)} · ชื่ออื่นมาจาก --lexicon ของผู้ใช้",
                f"The form that the plan follows: {_layouts(1)}. Other names are of the user's "
                "--lexicon."),
               _of_plan(lambda plan: plan.layout)),
        Column("pages", "integer", ("จำนวนหน้า", "Pages"),
               ("ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               _pages(), unit=PAGE_COUNT, minimum=0),
        Column("pages_text", "integer", ("หน้าที่อ่านจากข้อความ", "Pages read as text"),
               ("อ่านจากข้อความในไฟล์", "Read from the file's own text"),
               _pages("text"), unit=PAGE_COUNT, minimum=0),
        Column("pages_ocr", "integer", ("หน้าที่อ่านด้วย OCR", "Pages read by OCR"),
               ("อ่านจากภาพ", "Read from the image"),
               _pages("ocr"), unit=PAGE_COUNT, minimum=0),
        Column("pages_unread", "integer", ("หน้าที่อ่านไม่ได้", "Pages unread"),
               ("ต้องให้คนดู", "A person has to look"),
               _pages("unread"), unit=PAGE_COUNT, minimum=0),
        Column("projects", "integer", ("จำนวนโครงการ", "Projects"),
               ("จำนวนแถวที่อ่านได้", "Rows read"),
               _of_plan(lambda plan: len(plan.projects)), unit=PROJECT_COUNT, minimum=0),
        Column("findings_error", "integer", ("ข้อผิดพลาด", "Errors"),
               ("จำนวนผลตรวจระดับ error", "Findings of severity error"),
               _findings(Severity.ERROR), minimum=0),
        Column("findings_warning", "integer", ("คำเตือน", "Warnings"),
               ("จำนวนผลตรวจระดับ warning", "Findings of severity warning"),
               _findings(Severity.WARNING), minimum=0),
        Column("seconds", "float", ("เวลา (วินาที)", "Seconds"),
               ("เวลาที่ใช้อ่านเอกสาร", "Time taken to read the document"),
               lambda result: result.seconds,
               unit=("วินาที", "seconds"), required=True, minimum=0),
        Column("fiscal_year_end_be", "integer",
               ("ปีงบประมาณสุดท้าย (พ.ศ.)", "Last fiscal year (B.E.)"),
               ("ปีสุดท้ายของแผน แผนปีเดียว = ปีเดียวกับ fiscal_year_be",
                "The plan's last year; of a plan for one year that year"),
               _of_plan(lambda plan: plan.fiscal_year_end_be), unit=YEAR_BE),
    ),
)  # fmt: skip
