"""An invented plan as the record that a faultless reading of it would give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bench.born_digital.invent import FULL_MONTHS, to_arabic
from bench.typeset.plan import DetailSection, ProjectRow, SummaryLine, TypesetPlan
from pipeline.contracts.parsed import CountField, MoneyField, Parsed, Status, TextField
from pipeline.contracts.record import (
    Indicator,
    Level,
    PageRecord,
    Plan,
    Project,
    Quarters,
    Schedule,
)
from pipeline.contracts.record import SummaryLine as SummaryRecord
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import parse_count
from pipeline.normalize.money import parse_money
from pipeline.normalize.targets import parse_target

ROWS_A_PAGE = 4
SUMMARY_PAGE = 3  # after cover and preface
DOC_ID = "0123456789ab"


def record_of(plan: TypesetPlan) -> Plan:
    """The record, each section beginning a page as it does in print."""
    projects, pages = _projects(plan)
    return Plan(
        doc_id=DOC_ID,
        source_file="plan.pdf",
        kind="pdf",
        layout="",
        title=plan.title[0],
        organization=plan.organization,
        province=plan.province,
        fiscal_year_be=plan.fiscal_year_be,
        pages=tuple(page_record(number) for number in range(1, pages + 1)),
        summary=tuple(_line(at, line) for at, line in enumerate(plan.summary, start=1)),
        indicators=tuple(_indicators(plan)),
        projects=projects,
        sections=(),
        notes=(),
    )


def page_record(number: int) -> PageRecord:
    """A page read from its text, with its number printed."""
    return PageRecord(
        number=number, status="text", reader="pdfium", reason="", printed_number=number
    )


def parts_of(parsed: Parsed[Any]) -> dict[str, Any]:
    """Raw text, value and doubts of what a normaliser gives."""
    fields = {"raw": parsed.raw, "value": parsed.value, "status": parsed.status}
    return {**fields, "flags": parsed.flags}


def money_field(text: str) -> MoneyField:
    """A cell with an amount, or with one of the ways to say that there is none."""
    return MoneyField(**parts_of(parse_money(text, load_lexicon().budget)))


def count_field(text: str) -> CountField:
    """A cell of the summary with a number of projects."""
    return CountField(**parts_of(parse_count(text, load_lexicon().budget.dash)))


def text_field(text: str, value: str | None = None) -> TextField:
    """A cell with text; `value`: what is made of it."""
    return TextField(raw=text, value=text if value is None else value, status=Status.OK)


def _line(at: int, line: SummaryLine) -> SummaryRecord:
    return SummaryRecord(
        line_no=at,
        level=Level(line.level),
        goal_no=line.goal_no or None,
        indicator_no=line.indicator_no or None,
        title=line.title,
        projects=count_field(line.projects),
        budget=money_field(line.budget),
        page=SUMMARY_PAGE,
    )


def _indicators(plan: TypesetPlan) -> Iterator[Indicator]:
    lines = {line.indicator_no: _line(0, line) for line in plan.summary}
    printed = {one.indicator.indicator_no: one for one in plan.sections}
    absent = MoneyField(raw="", value=None, status=Status.ABSENT)
    for one in plan.indicators:
        line, section = lines.get(one.indicator_no), printed.get(one.indicator_no)
        target = parse_target(one.target)
        titles = {} if line is None else {"summary": line.title}
        heading = {} if section is None else {"heading": section.indicator.heading}
        yield Indicator(
            goal_no=one.goal_no,
            goal_title=plan.goal(one.goal_no).title,
            indicator_no=one.indicator_no,
            indicator_title=one.title,
            titles=titles | heading | {"chart": one.title},
            target=target,
            targets={"chart": target},
            declared_projects=line.projects if line else CountField(**absent.model_dump()),
            declared_budget=line.budget if line else absent,
            headed=section is not None and section.has_heading,
            page=None,
        )


def _projects(plan: TypesetPlan) -> tuple[tuple[Project, ...], int]:
    """The rows and the number of pages that they end on."""
    page, found = SUMMARY_PAGE, []
    for section in plan.sections:
        for at, row in enumerate(section.rows):
            page += at % ROWS_A_PAGE == 0
            found.append(_project(section, row, page))
    return tuple(found), page


def _project(section: DetailSection, row: ProjectRow, page: int) -> Project:
    printed = to_arabic(row.printed_number).rstrip(".")
    schedule = _schedule(row)
    flags = () if section.has_heading else ("indicator_inferred",)
    return Project(
        project_id=f"{DOC_ID}:{section.indicator.indicator_no}:{page}:{row.printed_number}",
        goal_no=section.indicator.goal_no,
        indicator_no=section.indicator.indicator_no,
        item_no=text_field(row.printed_number, printed),
        project_name=text_field(row.project_name),
        method=text_field(row.method),
        kpi=text_field(row.kpi),
        budget=money_field(row.budget),
        schedule=schedule,
        agency=text_field(row.agency),
        extra={},
        page_first=page,
        page_last=page,
        extractor="pdfium",
        confidence=1.0,
        flags=(*flags, *(("schedule_conflict",) if schedule.conflict else ())),
    )


def _schedule(row: ProjectRow) -> Schedule:
    words = _worded(row.schedule_text)
    return Schedule(
        quarters=words or row.quarters,
        source=None,
        mark_quarters=row.quarters,
        word_quarters=words,
        text=text_field(row.schedule_text),
        start_month=None,
        end_month=None,
        conflict=words is not None and words != row.quarters,
    )


def _worded(text: str) -> Quarters | None:
    """The quarters of `ตุลาคม - มีนาคม`; None without words."""
    named = [FULL_MONTHS.index(word) // 3 for word in text.split(" - ") if word]
    if not named:
        return None
    one, two, three, four = (named[0] <= quarter <= named[-1] for quarter in range(4))
    return one, two, three, four


def baht(project: Project) -> Decimal:
    """A row's money; none is 0."""
    return project.budget.value or Decimal(0)
