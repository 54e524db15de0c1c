"""Invented plans that agree with themselves, in the varieties that tempt a reconciler to err."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from bench.born_digital.invent import FULL_MONTHS, Project, Section, invent_plan, to_arabic, to_thai
from bench.typeset.plan import (
    DetailSection,
    Goal,
    Indicator,
    ProjectRow,
    Prose,
    SummaryLine,
    TypesetPlan,
)

MIN_ROWS, MAX_ROWS = 24, 44
NO_BUDGET = "ไม่ใช้งบประมาณ"
TITLE = "แผนปฏิบัติการป้องกันการทุจริตและประพฤติมิชอบ ประจำปีงบประมาณ พ.ศ. {year}"
SUMMARY_TITLE = "แผนงาน/โครงการ/กิจกรรม และงบประมาณของส่วนราชการ ประจำปีงบประมาณ พ.ศ. {year}"
TWINS = ("รุ่นที่ ๑", "รุ่นที่ ๒")  # what alone tells two names of a plan apart

Numbering = Literal["indicator", "goal", "plan", "twice"]
NUMBERINGS: tuple[Numbering, ...] = ("indicator", "indicator", "goal", "plan", "twice")


@dataclass(frozen=True)
class Traits:
    """What a plan has that is no fault.

    `numbering`: where the item numbers begin again; `twice`: also once within an indicator.
    """

    has_group: bool  # 2.2 above 2.2.1
    numbering: Numbering
    has_summary: bool
    has_goal_totals: bool
    has_twins: bool


@dataclass(frozen=True)
class Invented:
    """A plan with its traits; `twice_numbered` is the indicator that begins again."""

    plan: TypesetPlan
    traits: Traits
    twice_numbered: str = ""


def invented(seed: int, at: int, is_clean: bool) -> Invented:
    """The plan of that number. Only a clean one may lack its summary, and that is no error."""
    chance = random.Random(f"reconcile {seed} {at}")
    traits = Traits(
        has_group=chance.random() < 0.4,
        numbering=NUMBERINGS[at % len(NUMBERINGS)],
        has_summary=not (is_clean and at % 10 == 9),
        has_goal_totals=chance.random() < 0.85,
        has_twins=chance.random() < 0.3,
    )
    source = invent_plan(chance, chance.randint(MIN_ROWS, MAX_ROWS))
    year = to_thai(str(source.year_be))
    indicators, group = _indicators(source.sections, traits)
    leaves = [one for one in indicators if one.target]
    goals = {
        one.goal_no: Goal(one.goal_no, to_thai(one.goal_no), one.goal) for one in source.sections
    }
    sections, twice = _sections(chance, source.sections, leaves, group, traits)
    title = (TITLE.format(year=year), f"จังหวัด{source.province}")
    plan = TypesetPlan(
        title=title,
        province=source.province,
        organization=title[1],
        fiscal_year_be=source.year_be,
        prose=_prose(source.preface),
        goals=tuple(goals.values()),
        group=group,
        indicators=indicators,
        summary_title=(SUMMARY_TITLE.format(year=year), title[1]),
        summary=summary_of(sections, indicators, group, traits),
        sections=sections,
    )
    return Invented(plan, traits, twice)


def _prose(preface: tuple[str, ...]) -> tuple[Prose, ...]:
    chart = Prose("section", "๑.๑", "เป้าหมายและตัวชี้วัด", (), chart=True)
    return Prose("preface", "", "คำนำ", preface), chart


def _indicators(
    sections: tuple[Section, ...], traits: Traits
) -> tuple[tuple[Indicator, ...], Indicator]:
    """The indicators with rows and, in each goal, one for which nothing is planned."""
    last = sections[-1]
    group_no = last.indicator_no if traits.has_group else "-"
    group = _indicator(group_no, last.goal_no, "จำนวนคดีทุจริตรายหน่วยงานลดลง", "")
    found: list[Indicator] = []
    for section in sections:
        number = section.indicator_no
        number = f"{number}.1" if number == group_no else number
        found.append(_indicator(number, section.goal_no, section.indicator, section.target))
    goal, nth = last.indicator_no.split(".")
    idle = f"{group_no}.2" if traits.has_group else f"{goal}.{int(nth) + 1}"
    found.append(_indicator(idle, goal, "ร้อยละของข้อร้องเรียนที่ดำเนินการแล้วเสร็จ", "ร้อยละ ๘๐"))
    return tuple(found), group


def _indicator(number: str, goal: str, title: str, target: str) -> Indicator:
    return Indicator(number, to_thai(number), goal, title, title, target, True, True)


def _sections(
    chance: random.Random,
    sections: tuple[Section, ...],
    leaves: list[Indicator],
    group: Indicator,
    traits: Traits,
) -> tuple[tuple[DetailSection, ...], str]:
    twice = chance.randrange(len(sections)) if traits.numbering == "twice" else -1
    made: list[DetailSection] = []
    following: dict[str, int] = {}
    for at, (section, indicator) in enumerate(zip(sections, leaves, strict=False)):
        scopes = {"goal": section.goal_no, "plan": "all"}
        scope = scopes.get(traits.numbering, indicator.indicator_no)
        first, size = following.get(scope, 1), len(section.projects)
        following[scope] = first + size
        numbers = list(range(first, first + size))
        if at == twice:
            numbers = [*range(1, size // 2 + 1), *range(1, size - size // 2 + 1)]
        rows = [row_of(chance, one, n) for one, n in zip(section.projects, numbers, strict=True)]
        if traits.has_twins and at == 0:
            rows[:2] = _twins(rows[0], rows[1])
        in_group = indicator.indicator_no.startswith(f"{group.indicator_no}.")
        made.append(DetailSection(indicator, tuple(rows), True, True, in_group))
    return tuple(made), leaves[twice].indicator_no if twice >= 0 else ""


def row_of(chance: random.Random, project: Project, number: int) -> ProjectRow:
    """The project as printed, half of them with their months in words."""
    first, last = (month // 3 for month in project.months)
    words = ""
    if chance.random() < 0.5:
        words = f"{FULL_MONTHS[first * 3]} - {FULL_MONTHS[last * 3 + 2]}"
    one, two, three, four = (first <= quarter <= last for quarter in range(4))
    return ProjectRow(
        item_no=str(number),
        printed_number=f"{to_thai(str(number))}.",
        project_name=project.name,
        method=project.method,
        kpi=project.kpi,
        budget=amount(project.baht) if project.baht else "-" if project.is_dash else NO_BUDGET,
        quarters=(one, two, three, four),
        schedule_text=words,
        agency=project.agency,
    )


def _twins(one: ProjectRow, other: ProjectRow) -> list[ProjectRow]:
    """Two projects that only their round tells apart: no repeat."""
    return [
        replace(
            row, project_name=f"{one.project_name} {word}", method=one.method, agency=one.agency
        )
        for row, word in zip((one, other), TWINS, strict=True)
    ]


def amount(baht: Decimal) -> str:
    """As printed: Thai digits, commas, satang where there are some."""
    text = f"{baht:,.2f}" if baht % 1 else f"{baht:,.0f}"
    return to_thai(text)


def baht_of(row: ProjectRow) -> Decimal:
    """A row's money; none is 0."""
    is_amount = row.budget[:1].isdecimal()
    return Decimal(to_arabic(row.budget).replace(",", "")) if is_amount else Decimal(0)


def summary_of(
    sections: tuple[DetailSection, ...],
    indicators: tuple[Indicator, ...],
    group: Indicator,
    traits: Traits,
) -> tuple[SummaryLine, ...]:
    """The summary table that says of these sections what is in them."""
    if not traits.has_summary:
        return ()
    by_number = {one.indicator.indicator_no: one for one in sections}
    lines: list[SummaryLine] = []
    for goal in dict.fromkeys(one.goal_no for one in indicators):
        for one in (one for one in indicators if one.goal_no == goal):
            is_first = one.indicator_no == f"{group.indicator_no}.1"
            lines += [SummaryLine("group", goal, *_names(group), "", "")] if is_first else []
            inside = [by_number[one.indicator_no]] if one.indicator_no in by_number else []
            lines.append(SummaryLine("indicator", goal, *_names(one), *_figures(inside)))
        if traits.has_goal_totals:
            inside = [one for one in sections if one.indicator.goal_no == goal]
            lines.append(SummaryLine("goal_total", goal, "", "", "รวม", *_figures(inside)))
    return (*lines, SummaryLine("grand_total", "", "", "", "ภาพรวม", *_figures(sections)))


def _names(indicator: Indicator) -> tuple[str, str, str]:
    return indicator.indicator_no, indicator.number, indicator.title


def _figures(sections: list[DetailSection] | tuple[DetailSection, ...]) -> tuple[str, str]:
    rows = [row for section in sections for row in section.rows]
    baht = sum((baht_of(row) for row in rows), Decimal(0))
    return to_thai(str(len(rows))) if rows else "-", amount(baht) if baht else "-"
