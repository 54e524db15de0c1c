"""summary.csv: the plan's own summary table, line by line as printed."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import (
    BAHT,
    BUDGET_STATUS_WORDS,
    BUDGET_STATUSES,
    DOC_ID_PATTERN,
    GOAL_NO,
    GOAL_NO_WORDS,
    INDICATOR_NO,
    INDICATOR_NO_WORDS,
    PROJECT_COUNT,
    Column,
    Reference,
    Table,
)


class SummaryRow(NamedTuple):
    """A printed line with the plan that it stands in."""

    plan: Plan
    line: SummaryLine


COUNT_STATUSES = tuple(status.value for status in Status if status is not Status.AMOUNT)


def _rows(result: DocumentResult) -> Iterator[SummaryRow]:
    if result.plan is not None:
        for line in result.plan.summary:
            yield SummaryRow(result.plan, line)


SUMMARY: Table[SummaryRow] = Table(
    name="summary",
    title=("ตารางสรุป", "Summary"),
    description=(
        "ตารางสรุปของแผนทีละบรรทัดตามที่พิมพ์ รวมหัวกลุ่ม รวม และภาพรวม",
        "The plans' summary tables line by line, groups and totals included",
    ),
    rows=_rows,
    primary_key=("doc_id", "line_no"),
    references=(Reference("doc_id", "documents", "doc_id"),),
    columns=(
        Column("doc_id", "text", ("รหัสเอกสาร", "Document ID"),
               ("12 หลักแรกของ SHA-256 ของไฟล์", "First 12 hex digits of the file's SHA-256"),
               lambda row: row.plan.doc_id, pattern=DOC_ID_PATTERN),
        Column("line_no", "integer", ("บรรทัดที่", "Line"),
               ("ลำดับในตารางสรุป", "Its place in the summary table"),
               lambda row: row.line.line_no, minimum=1),
        Column("level", "category", ("ระดับ", "Level"),
               ("group หัวกลุ่ม · indicator ตัวชี้วัด/แผนงาน/ภารกิจ · goal_total รวม · grand_total ภาพรวม",
                "group; indicator, programme or mission; goal_total (รวม); grand_total (ภาพรวม)"),
               lambda row: row.line.level.value,
               enum=tuple(level.value for level in Level), required=True),
        Column("goal_no", "text", GOAL_NO, GOAL_NO_WORDS,
               lambda row: row.line.goal_no),
        Column("indicator_no", "text", INDICATOR_NO, INDICATOR_NO_WORDS,
               lambda row: row.line.indicator_no),
        Column("title", "text", ("ข้อความ", "Title"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               lambda row: row.line.title),
        Column("projects", "integer", ("จำนวนโครงการ", "Projects"),
               ("เฉพาะเมื่ออ่านเป็นตัวเลขได้", "Only where a number stands"),
               lambda row: row.line.projects.value, unit=PROJECT_COUNT, minimum=0),
        Column("projects_status", "category", ("สถานะจำนวน", "Projects status"),
               ("ok ตัวเลข · dash ขีด · blank ว่าง · unreadable อ่านไม่ได้ · absent ไม่มีช่องนี้",
                "ok: a number; dash; blank; unreadable; absent: no such column"),
               lambda row: row.line.projects.status.value, enum=COUNT_STATUSES, required=True),
        Column("budget_baht", "money", ("งบประมาณ (บาท)", "Budget (baht)"),
               ("เฉพาะเมื่อสถานะเป็น amount", "Only where the status is amount"),
               lambda row: row.line.budget.value, unit=BAHT, minimum=0),
        Column("budget_status", "category", ("สถานะงบประมาณ", "Budget status"),
               BUDGET_STATUS_WORDS,
               lambda row: row.line.budget.status.value, enum=BUDGET_STATUSES, required=True),
        Column("page", "integer", ("หน้า", "Page"),
               ("ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.line.page, minimum=1),
    ),
)  # fmt: skip
