"""An invented plan of a local body as the record that a faultless reading of it would give."""

from __future__ import annotations

from bench.born_digital.invent import to_arabic
from bench.reconcile.forms import ALL_YEARS, FormPlan, Line, Programme, Row
from bench.reconcile.record import (
    DOC_ID,
    ROWS_A_PAGE,
    SUMMARY_PAGE,
    count_field,
    money_field,
    page_record,
    text_field,
)
from pipeline.contracts.parsed import CountField, MoneyField, Status, TextField
from pipeline.contracts.record import (
    DeclaredYear,
    Indicator,
    Level,
    Plan,
    Project,
    Schedule,
    SummaryLine,
    YearBudget,
)
from pipeline.normalize.budgets import total_budget

LAYOUTS = {
    "development": "development_plan",
    "anticorruption": "anticorruption_plan",
    "local": "local_operation_plan",
}
PERCENTS = ("คิดเป็นร้อยละของโครงการทั้งหมด", "คิดเป็นร้อยละของงบประมาณทั้งหมด")
NO_COUNT = CountField(raw="", value=None, status=Status.ABSENT)
NO_MONEY = MoneyField(raw="", value=None, status=Status.ABSENT)
NO_TEXT = TextField(raw="", value=None, status=Status.ABSENT)


def record_of(plan: FormPlan) -> Plan:
    """The record, each programme beginning a page."""
    projects, pages = _projects(plan)
    return Plan(
        doc_id=DOC_ID,
        source_file="plan.pdf",
        kind="pdf",
        layout=LAYOUTS[plan.form],
        title="",
        organization="",
        province="",
        fiscal_year_be=plan.years[0],
        fiscal_year_end_be=plan.years[-1],
        pages=tuple(page_record(number) for number in range(1, pages + 1)),
        summary=tuple(_line(plan, at, line) for at, line in enumerate(plan.lines, start=1)),
        indicators=tuple(_indicator(plan, one) for one in plan.programmes),
        projects=projects,
        sections=(),
        notes=(),
    )


def _declared(
    plan: FormPlan, line: Line | None
) -> tuple[CountField, MoneyField, tuple[DeclaredYear, ...]]:
    """A line's projects and baht over all years, then year by year."""
    if line is None:
        return NO_COUNT, NO_MONEY, ()
    if plan.form == "local":
        printed = line.figures[plan.years[0]]
        return count_field(printed[0]), money_field(printed[1]), ()
    years = tuple(
        DeclaredYear(
            fiscal_year_be=year,
            projects=count_field(line.figures[year][0]) if line.figures[year][0] else NO_COUNT,
            budget=money_field(line.figures[year][1]),
        )
        for year in plan.years
    )
    total = line.figures.get(ALL_YEARS)
    added = total_budget(YearBudget(fiscal_year_be=0, budget=one.budget) for one in years)
    count = count_field(total[0]) if total else NO_COUNT
    return count, money_field(total[1]) if total and plan.has_all_years else added, years


def _line(plan: FormPlan, at: int, line: Line) -> SummaryLine:
    count, money, years = _declared(plan, line)
    return SummaryLine(
        line_no=at,
        level=Level(line.level),
        goal_no=line.goal or None,
        indicator_no=line.number or None,
        title="",
        projects=count,
        budget=money,
        page=SUMMARY_PAGE,
        extra={
            name: text_field(share)
            for name, share in zip(PERCENTS, line.percents, strict=True)
            if share
        },
        years=years,
    )


def _indicator(plan: FormPlan, programme: Programme) -> Indicator:
    line = plan.line("indicator", programme.goal, programme.number)
    count, money, years = _declared(plan, line)
    return Indicator(
        goal_no=programme.goal,
        goal_title="",
        indicator_no=programme.number,
        indicator_title="",
        titles={},
        target=None,
        targets={},
        declared_projects=count,
        declared_budget=money,
        headed=programme.has_heading,
        page=None,
        declared_years=years,
    )


def _projects(plan: FormPlan) -> tuple[tuple[Project, ...], int]:
    """The rows and the number of pages that they end on."""
    page, found = SUMMARY_PAGE, []
    for programme in plan.programmes:
        for at, row in enumerate(programme.rows):
            page += at % ROWS_A_PAGE == 0
            found.append(_project(plan, programme, row, page))
    return tuple(found), page


def _project(plan: FormPlan, programme: Programme, row: Row, page: int) -> Project:
    budgets = tuple(
        YearBudget(fiscal_year_be=year, budget=money_field(cell))
        for year, cell in row.cells.items()
    )
    flags = () if programme.has_heading else ("indicator_inferred",)
    words, has_kpi = row.words, plan.form == "development"
    return Project(
        project_id=f"{DOC_ID}:{programme.number}:{page}:{words.number}:{row.item}",
        goal_no=programme.goal,
        indicator_no=programme.number,
        item_no=text_field(row.item, to_arabic(row.item)),
        project_name=text_field(words.name),
        method=text_field(words.method),
        kpi=text_field(words.kpi) if has_kpi else NO_TEXT,
        budget=total_budget(budgets),
        schedule=_no_schedule(),
        agency=NO_TEXT if plan.form == "anticorruption" else text_field(words.agency),
        extra={},
        page_first=page,
        page_last=page,
        extractor="pdfium",
        confidence=1.0,
        flags=(*flags, *(("number_given",) if plan.is_given else ())),
        budgets=budgets,
    )


def _no_schedule() -> Schedule:
    return Schedule(
        quarters=None,
        source=None,
        mark_quarters=None,
        word_quarters=None,
        text=NO_TEXT,
        start_month=None,
        end_month=None,
    )
