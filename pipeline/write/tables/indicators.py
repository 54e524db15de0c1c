"""indicators.csv: one line a leaf indicator, declared beside extracted."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, get_args

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Comparator, Indicator, Plan, Project, Target
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import (
    BAHT,
    DOC_ID_PATTERN,
    GOAL_NO,
    GOAL_NO_WORDS,
    INDICATOR_NO,
    INDICATOR_NO_WORDS,
    PROJECT_COUNT,
    Cell,
    Column,
    Reference,
    Table,
)


class IndicatorRow(NamedTuple):
    """An indicator with the projects that were found under it."""

    plan: Plan
    indicator: Indicator
    projects: tuple[Project, ...]


SPENT_NOTHING = (Status.NONE, Status.DASH)  # the plan itself says that there is no amount


def _rows(result: DocumentResult) -> Iterator[IndicatorRow]:
    if result.plan is None:
        return
    for indicator in result.plan.indicators:
        number = indicator.indicator_no
        found = tuple(row for row in result.plan.projects if row.indicator_no == number)
        yield IndicatorRow(result.plan, indicator, found)


def extracted_budget(projects: Sequence[Project]) -> Decimal | None:
    """The sum of the amounts read; None where there is none and a budget was not read."""
    budgets = [project.budget for project in projects]
    amounts = [budget.value for budget in budgets if budget.value is not None]
    if not amounts and any(budget.status not in SPENT_NOTHING for budget in budgets):
        return None
    return sum(amounts, Decimal(0))


def _of_target(take: Callable[[Target], Cell]) -> Callable[[IndicatorRow], Cell]:
    """A cell taken from the target; blank where the plan states none."""
    return lambda row: None if row.indicator.target is None else take(row.indicator.target)


INDICATORS: Table[IndicatorRow] = Table(
    name="indicators",
    title=("ตัวชี้วัด", "Indicators"),
    description=(
        "ตัวชี้วัดย่อยสุดทุกตัว (แผนงาน ภารกิจ) ที่ประกาศเทียบกับที่อ่าน ไม่รวมหัวกลุ่ม",
        "Every leaf indicator (in plans of local bodies programmes or missions), as declared and "
        "as extracted; groups are left out",
    ),
    rows=_rows,
    primary_key=("doc_id", "indicator_no"),
    references=(Reference("doc_id", "documents", "doc_id"),),
    columns=(
        Column("doc_id", "text", ("รหัสเอกสาร", "Document ID"),
               ("12 หลักแรกของ SHA-256 ของไฟล์", "First 12 hex digits of the file's SHA-256"),
               lambda row: row.plan.doc_id, pattern=DOC_ID_PATTERN),
        Column("goal_no", "text", GOAL_NO, GOAL_NO_WORDS,
               lambda row: row.indicator.goal_no),
        Column("goal_title", "text",
               ("ชื่อเป้าหมาย/ยุทธศาสตร์/มิติ", "Title of goal, strategy or dimension"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               lambda row: row.indicator.goal_title),
        Column("indicator_no", "text", INDICATOR_NO, INDICATOR_NO_WORDS,
               lambda row: row.indicator.indicator_no),
        Column("indicator_title", "text",
               ("ชื่อตัวชี้วัด/แผนงาน/ภารกิจ", "Title of indicator, programme or mission"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               lambda row: row.indicator.indicator_title),
        Column("target_text", "text", ("ค่าเป้าหมาย", "Target"),
               ("ข้อความค่าเป้าหมาย", "The phrase that states it"),
               _of_target(lambda target: target.text)),
        Column("target_value", "decimal", ("ตัวเลขเป้าหมาย", "Target value"),
               ("ตัวเลขในค่าเป้าหมาย", "The number in the target"),
               _of_target(lambda target: target.value)),
        Column("target_unit", "text", ("หน่วย", "Target unit"),
               ("percent ร้อยละ · count จำนวน", "percent, count, …"),
               _of_target(lambda target: target.unit)),
        Column("target_comparator", "category", ("เงื่อนไข", "Target comparator"),
               ("eq เท่ากับ · ge ไม่น้อยกว่า · le ไม่เกิน · decrease ลดลง · increase เพิ่มขึ้น",
                "eq, ge (at least), le (at most), decrease, increase"),
               _of_target(lambda target: target.comparator),
               enum=get_args(Comparator)),
        Column("declared_projects", "integer", ("จำนวนโครงการที่ประกาศ", "Declared projects"),
               ("จากตารางสรุปของแผน ว่าง = ขีดหรือไม่มี", "From the summary table; blank: - or none"),
               lambda row: row.indicator.declared_projects.value, unit=PROJECT_COUNT, minimum=0),
        Column("declared_budget_baht", "money",
               ("งบประมาณที่ประกาศ (บาท)", "Declared budget (baht)"),
               ("จากตารางสรุปของแผน ว่าง = ขีดหรือไม่มี", "From the summary table; blank: - or none"),
               lambda row: row.indicator.declared_budget.value, unit=BAHT, minimum=0),
        Column("extracted_projects", "integer", ("จำนวนโครงการที่อ่านได้", "Extracted projects"),
               ("จำนวนแถวที่อ่านได้ภายใต้เลขนี้", "Rows read under this number"),
               lambda row: len(row.projects), unit=PROJECT_COUNT, required=True, minimum=0),
        Column("extracted_budget_baht", "money",
               ("งบประมาณที่อ่านได้ (บาท)", "Extracted budget (baht)"),
               ("ผลรวมของยอดที่อ่านได้ ว่าง = อ่านไม่ได้สักยอด",
                "Sum of the amounts read; blank: not one could be read"),
               lambda row: extracted_budget(row.projects), unit=BAHT, minimum=0),
        Column("page", "integer", ("หน้า", "Page"),
               ("ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.indicator.page, minimum=1),
    ),
)  # fmt: skip
