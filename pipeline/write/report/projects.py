"""All projects by indicator, with the raw text and the crop of each on demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.contracts.parsed import MoneyField, Status
from pipeline.contracts.place import Place
from pipeline.contracts.record import Plan, Project, Schedule, YearBudget
from pipeline.write.anchors import project_anchor
from pipeline.write.report.amounts import grouped
from pipeline.write.report.comparison import indicator_anchor
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.evidence import (
    AnyField,
    Picture,
    page_href,
    picture,
    project_caption,
    project_fields,
)
from pipeline.write.report.phrases import Phrases

QuarterState = Literal["on", "off", "unknown"]


@dataclass(frozen=True, slots=True)
class RawLine:
    """One cell as read: raw text, what was made of it, where it stands."""

    name: str
    raw: str
    value: str  # empty where it says nothing beyond the raw text
    doubts: tuple[str, ...]
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class QuarterView:
    """One quarter of a project."""

    name: str
    state: QuarterState
    word: str


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a project's budget, where there are several; empty where it has no such cell."""

    year: str
    budget: str
    is_amount: bool
    source: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One row of the table of projects."""

    anchor: str
    item: str
    name: str
    budget: str
    is_amount: bool
    quarters: tuple[QuarterView, ...]
    months: str
    agency: str
    place: str
    years: tuple[YearView, ...]  # one a year of the page
    flags: tuple[str, ...]
    sureness: str  # empty where nothing was in doubt
    raw: tuple[RawLine, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class IndicatorProjects:
    """The projects of one indicator, in the order of the plan."""

    anchor: str
    number: str
    title: str
    target: str
    projects: tuple[ProjectView, ...]


def view_projects(document: ReportDocument, words: Phrases) -> tuple[IndicatorProjects, ...]:
    """Every indicator that has rows; last the rows of no known indicator."""
    plan = document.result.plan
    if plan is None:
        return ()
    years = years_of(plan)
    indicators = {one.indicator_no: one for one in plan.indicators}
    groups: dict[str | None, list[ProjectView]] = {number: [] for number in indicators}
    for project in plan.projects:
        view = _view(document, project, years, words)
        groups.setdefault(project.indicator_no, []).append(view)
    if None in groups:
        groups[None] = groups.pop(None)
    return tuple(
        IndicatorProjects(
            anchor=indicator_anchor(number),
            number=_group_name(number, words),
            title=indicators[number].indicator_title if number in indicators else "",
            target=_target(plan, number),
            projects=tuple(views),
        )
        for number, views in groups.items()
        if views
    )


def _group_name(number: str | None, words: Phrases) -> str:
    if number is None:
        return words.say("indicator_unknown")
    return words.indicator(number)


def _target(plan: Plan, number: str | None) -> str:
    targets = (one.target for one in plan.indicators if one.indicator_no == number)
    return next((target.text for target in targets if target), "")


def _view(
    document: ReportDocument, project: Project, years: tuple[int, ...], words: Phrases
) -> ProjectView:
    anchor = project_anchor(project.project_id)
    caption = project_caption(project, words)
    places = _doubted(project)
    return ProjectView(
        anchor=anchor,
        item=project.item_no.value or "?",
        name=project.project_name.value or words.say("no_name"),
        budget=budget_text(project.budget, words),
        is_amount=project.budget.value is not None,
        quarters=quarters(project.schedule, words),
        months=_months(project.schedule, words),
        agency=project.agency.value or words.value_status(project.agency.status),
        place=project.place.value or "",
        years=_years(project, years, words),
        flags=tuple(words.flag(flag) for flag in project.flags),
        sureness="" if project.confidence >= 1 else f"{project.confidence:.0%}",
        raw=_raw(document, project, words),
        pictures=tuple(
            picture(
                crop,
                f"{anchor}-{index}",
                words.say("crop_of", what=caption, page=crop.page),
                document.original,
                places,
            )
            for index, crop in enumerate(document.crops.projects.get(project.project_id, ()))
        ),
    )


def years_of(plan: Plan) -> tuple[int, ...]:
    """The years that have a column of their own: those of a plan over several."""
    rows = [one.budgets for one in plan.projects if len(one.budgets) > 1]
    known = (year.fiscal_year_be for budgets in rows for year in budgets)
    return tuple(sorted({year for year in known if year is not None}))


def _years(project: Project, years: tuple[int, ...], words: Phrases) -> tuple[YearView, ...]:
    budgets = {one.fiscal_year_be: one for one in project.budgets}
    return tuple(
        YearView(str(year), *_of_year(budgets[year], words))
        if year in budgets
        else YearView(str(year), "", False, "")
        for year in years
    )


def _of_year(year: YearBudget, words: Phrases) -> tuple[str, bool, str]:
    """The amount or why there is none, whether it is one, the fund."""
    is_dash = year.budget.status is Status.DASH
    shown = "–" if is_dash else budget_text(year.budget, words)
    return shown, year.budget.value is not None, year.source.value or ""


def _doubted(project: Project) -> tuple[Place, ...]:
    """Where in the row something was not read surely."""
    return tuple(doubt.place for _, field in project_fields(project) for doubt in field.doubts)


def budget_text(budget: MoneyField, words: Phrases) -> str:
    """The amount, else in words why there is none."""
    if budget.value is not None:
        return grouped(budget.value)
    return words.value_status(budget.status)


def quarters(schedule: Schedule, words: Phrases) -> tuple[QuarterView, ...]:
    """Q1 to Q4 of a project; all unknown where the source cannot tell."""
    flags: Sequence[bool | None] = schedule.quarters or (None,) * 4
    states: dict[bool | None, QuarterState] = {True: "on", False: "off", None: "unknown"}
    return tuple(
        QuarterView(f"Q{number}", states[flag], words.say(f"quarter_{states[flag]}"))
        for number, flag in enumerate(flags, 1)
    )


def _months(schedule: Schedule, words: Phrases) -> str:
    """From when to when, as far as it is known."""
    if not (schedule.start_month or schedule.end_month):
        return ""
    ends = (schedule.start_month, schedule.end_month)
    said = [words.month(month) if month else "…" for month in dict.fromkeys(ends)]
    return " – ".join(said)


def _raw(document: ReportDocument, project: Project, words: Phrases) -> tuple[RawLine, ...]:
    return tuple(_raw_line(document, name, field, words) for name, field in project_fields(project))


def _raw_line(document: ReportDocument, name: str, field: AnyField, words: Phrases) -> RawLine:
    place = next(iter(field.places), None)
    page = place.page if place else None
    where = ""
    if place is not None and place.line is not None:
        where = words.say("line", n=place.line)
    elif page is not None:
        where = words.say("page", n=page)
    return RawLine(
        name=words.field(name),
        raw=field.raw,
        value=_value(field, words),
        doubts=tuple(
            words.say(
                "candidates",
                text=" · ".join(f"{one.text} ({one.confidence:.0%})" for one in doubt.candidates),
            )
            for doubt in field.doubts
            if doubt.candidates
        ),
        where=where,
        href=page_href(document.original, page),
    )


def _value(field: AnyField, words: Phrases) -> str:
    """The value where it differs from the raw text, or why there is none."""
    if field.value is None:
        return words.value_status(field.status)
    value = str(field.value)
    if field.status is Status.AMOUNT:
        value = grouped(Decimal(field.value))
    return "" if value == " ".join(field.raw.split()) else value
