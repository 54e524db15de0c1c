"""budgets.csv: one line a project and fiscal year."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Project, YearBudget
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import (
    BAHT,
    BUDGET_STATUS_WORDS,
    BUDGET_STATUSES,
    YEAR_BE,
    Column,
    Reference,
    Table,
)


class BudgetRow(NamedTuple):
    """A year's budget with the project that it is of."""

    project: Project
    year: YearBudget


def _rows(result: DocumentResult) -> Iterator[BudgetRow]:
    if result.plan is not None:
        for project in result.plan.projects:
            for year in project.budgets:
                yield BudgetRow(project, year)


BUDGETS: Table[BudgetRow] = Table(
    name="budgets",
    title=("งบประมาณรายปี", "Budgets by year"),
    description=(
        "งบประมาณของแต่ละโครงการ ปีละหนึ่งบรรทัด แผนปีเดียวมีโครงการละหนึ่งบรรทัด",
        "Every project's budget, a line a year; one line a project in a plan for one year",
    ),
    rows=_rows,
    references=(Reference("project_id", "projects", "project_id"),),
    columns=(
        Column("project_id", "text", ("รหัสโครงการ", "Project ID"),
               ("ตรงกับ projects.csv", "As in projects.csv"),
               lambda row: row.project.project_id, required=True),
        Column("fiscal_year_be", "integer", ("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"),
               ("ปีงบประมาณของงบนี้ ว่าง = แผนไม่ได้บอกปี หรือเป็นยอดเดียวของหลายปี",
                "Of this budget; blank: the plan names none, or one amount is for several"),
               lambda row: row.year.fiscal_year_be, unit=YEAR_BE),
        Column("budget_status", "category", ("สถานะงบประมาณ", "Budget status"),
               BUDGET_STATUS_WORDS,
               lambda row: row.year.budget.status.value,
               enum=BUDGET_STATUSES, required=True),
        Column("budget_baht", "money", ("งบประมาณ (บาท)", "Budget (baht)"),
               ("เฉพาะเมื่อสถานะเป็น amount", "Only where the status is amount"),
               lambda row: row.year.budget.value
               if row.year.budget.status is Status.AMOUNT else None, unit=BAHT, minimum=0),
        Column("source", "text", ("แหล่งงบประมาณ", "Source of the fund"),
               ("ข้อความในวงเล็บใต้ยอดเงิน", "The words in brackets beneath the amount"),
               lambda row: row.year.source.value),
        Column("raw", "text", ("ตามต้นฉบับ", "As read"),
               ("ข้อความในช่องงบประมาณของปีนี้ตามที่อ่านได้", "The words of the year's cell as read"),
               lambda row: " ".join(row.year.budget.raw.split())),
    ),
)  # fmt: skip
