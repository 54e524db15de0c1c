"""Faults to plant in a plan before it is typeset. Every function is pure and returns a new plan.

`indicator`, `goal` and `item` are Arabic as in the truth file ("1.2", "1", "7"); texts as printed.
A place that the plan has not raises KeyError: a fault that was not planted proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bench.typeset.plan import DetailSection, ProjectRow, SummaryLine, TypesetPlan


def with_declared_count(plan: TypesetPlan, indicator: str, text: str) -> TypesetPlan:
    """The summary table declares `text` projects for the indicator."""
    return _with_summary(plan, lambda ln: ln.indicator_no == indicator, projects=text)


def with_declared_budget(plan: TypesetPlan, indicator: str, text: str) -> TypesetPlan:
    """The summary table declares `text` baht for the indicator."""
    return _with_summary(plan, lambda ln: ln.indicator_no == indicator, budget=text)


def with_total(
    plan: TypesetPlan, goal: str, *, count: str | None = None, budget: str | None = None
) -> TypesetPlan:
    """The goal's รวม line says `count` projects and/or `budget` baht."""
    return _with_summary(
        plan,
        lambda ln: ln.level == "goal_total" and ln.goal_no == goal,
        projects=count,
        budget=budget,
    )


def with_grand(
    plan: TypesetPlan, *, count: str | None = None, budget: str | None = None
) -> TypesetPlan:
    """The ภาพรวม line says `count` projects and/or `budget` baht."""
    return _with_summary(plan, lambda ln: ln.level == "grand_total", projects=count, budget=budget)


def with_budget(plan: TypesetPlan, indicator: str, item: str, text: str) -> TypesetPlan:
    """The detail row's budget cell says `text`."""
    return _with_row(plan, indicator, item, lambda row: replace(row, budget=text))


def with_schedule(
    plan: TypesetPlan,
    indicator: str,
    item: str,
    quarters: tuple[bool, bool, bool, bool],
    text: str,
) -> TypesetPlan:
    """The detail row's arrow covers `quarters` and its words are `text`."""
    return _with_row(
        plan,
        indicator,
        item,
        lambda row: replace(row, quarters=quarters, schedule_text=text),
    )


def with_number(plan: TypesetPlan, indicator: str, item: str, printed_number: str) -> TypesetPlan:
    """The detail row `item` carries `printed_number` (as printed: `๒.`) in front of its name."""
    return _with_row(plan, indicator, item, lambda row: replace(row, printed_number=printed_number))


def without_row(plan: TypesetPlan, indicator: str, item: str) -> TypesetPlan:
    """The detail row is taken out; the others keep their numbers."""
    return without_rows(plan, indicator, (item,))


def without_rows(plan: TypesetPlan, indicator: str, items: Iterable[str]) -> TypesetPlan:
    """The detail rows are taken out, as on lost pages; the others keep their numbers."""
    gone = {str(item) for item in items}
    section = _section(plan, indicator)
    absent = gone - {row.item_no for row in section.rows}
    if absent:
        raise KeyError(f"{indicator} has no row {sorted(absent)}")
    rows = tuple(row for row in section.rows if row.item_no not in gone)
    return _with_section(plan, indicator, replace(section, rows=rows))


def without_heading(plan: TypesetPlan, indicator: str, *, whole: bool = True) -> TypesetPlan:
    """The indicator's heading and target are taken out; with `whole` also the lines above them.

    Whole is what a missing page takes: title, goal, group, indicator and target lines. The table
    stays, and begins a page.
    """
    section = replace(_section(plan, indicator), has_heading=False)
    if whole:
        section = replace(section, has_goal_lines=False, has_group_line=False)
    return _with_section(plan, indicator, section)


def _section(plan: TypesetPlan, indicator: str) -> DetailSection:
    for section in plan.sections:
        if section.indicator.indicator_no == indicator:
            return section
    raise KeyError(indicator)


def _with_section(plan: TypesetPlan, indicator: str, new: DetailSection) -> TypesetPlan:
    sections = tuple(
        new if old.indicator.indicator_no == indicator else old for old in plan.sections
    )
    return replace(plan, sections=sections)


def _with_row(
    plan: TypesetPlan,
    indicator: str,
    item: str,
    change: Callable[[ProjectRow], ProjectRow],
) -> TypesetPlan:
    section = _section(plan, indicator)
    if item not in {row.item_no for row in section.rows}:
        raise KeyError(f"{indicator} has no row {item}")
    rows = tuple(change(row) if row.item_no == item else row for row in section.rows)
    return _with_section(plan, indicator, replace(section, rows=rows))


def _with_summary(
    plan: TypesetPlan,
    is_meant: Callable[[SummaryLine], bool],
    *,
    projects: str | None = None,
    budget: str | None = None,
) -> TypesetPlan:
    if not any(is_meant(line) for line in plan.summary):
        raise KeyError("no such line in the summary table")
    lines = tuple(
        replace(
            line,
            projects=line.projects if projects is None else projects,
            budget=line.budget if budget is None else budget,
        )
        if is_meant(line)
        else line
        for line in plan.summary
    )
    return replace(plan, summary=lines)
