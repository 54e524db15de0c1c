"""Faults planted in sound plans over several years, and the findings that each calls for."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bench.forms.case import Expected
from bench.forms.years_plan import (
    Figure,
    Group,
    Key,
    Strategy,
    YearsCase,
    YearsProject,
)

WRONG_BAHT = Decimal(7000)
MIN_ROWS = 3  # of a group from whose middle a row is taken


def plant(case: YearsCase, fault: str, chance: random.Random) -> YearsCase:
    """The case with the fault. Raises LookupError where the plan has no room for it."""
    return FAULTS[fault](replace(case, fault=fault), chance)


def _year_count(case: YearsCase, chance: random.Random) -> YearsCase:
    """A year's count of one แผนงาน is one too high."""
    return _indicator_figure(case, chance, "projects", chance.choice(case.plan.years))


def _year_budget(case: YearsCase, chance: random.Random) -> YearsCase:
    """A year's money of one แผนงาน is too high."""
    return _indicator_figure(case, chance, "budget_baht", chance.choice(case.plan.years))


def _all_years(case: YearsCase, chance: random.Random) -> YearsCase:
    """The money of all years of one แผนงาน is too high."""
    return _indicator_figure(case, chance, "budget_baht", None)


def _indicator_figure(
    case: YearsCase, chance: random.Random, column: str, year: int | None
) -> YearsCase:
    strategy, group = chance.choice(_declaring(case, year))
    what = "count" if column == "projects" else "budget"
    wanted = {
        _error(f"indicator_{what}", group.number, _field(column, year)),
        _error(f"goal_{what}_sum", strategy.number, _field(column, year)),
    }
    return _wrong(case, ("indicator", group.number, year), column, wanted)


def _goal_year(case: YearsCase, chance: random.Random) -> YearsCase:
    """A year's money in the รวม of a strategy is too high."""
    strategy = chance.choice(case.plan.strategies)
    year = chance.choice(case.plan.years)
    named = _field("budget_baht", year)
    wanted = {
        _error("goal_budget_sum", strategy.number, named),
        _error("grand_budget_sum", "all", named),
    }
    return _wrong(case, ("goal", strategy.number, year), "budget_baht", wanted)


def _grand_year(case: YearsCase, chance: random.Random) -> YearsCase:
    """A year's count in รวมทั้งสิ้น is one too high."""
    year = chance.choice(case.plan.years)
    wanted = {_error("grand_count_sum", "all", _field("projects", year))}
    return _wrong(case, ("grand", "all", year), "projects", wanted)


def _detail_year(case: YearsCase, chance: random.Random) -> YearsCase:
    """One year's amount of one project is printed too high."""
    level = "goal" if case.kinds else "indicator"
    places = [
        (strategy.number, group, at, place)
        for strategy, group in case.plan.groups
        for at, project in enumerate(group.projects)
        for place, money in enumerate(project.years)
        if money.baht is not None and not money.overflows
    ]
    goal, group, at, place = chance.choice(places)
    project = group.projects[at]
    years = list(project.years)
    years[place] = replace(years[place], baht=(years[place].baht or Decimal(0)) + WRONG_BAHT)
    changed = _with_project(group, at, replace(project, years=tuple(years)))
    scope = goal if level == "goal" else group.number
    year = case.plan.years[place]
    return replace(
        case,
        plan=case.plan.with_group(group.number, changed),
        wanted=frozenset({_error(f"{level}_budget", scope, _field("budget_baht", year))}),
        allowed=frozenset({_error(f"{level}_budget", scope, "budget_baht")}),
    )


def _row_out(case: YearsCase, chance: random.Random) -> YearsCase:
    """A row between two others is left out of its table."""
    places = [
        (strategy.number, group, at)
        for strategy, group in case.plan.groups
        for at in range(1, len(group.projects) - 1)
        if len(group.projects) >= MIN_ROWS and group.projects[at].item_no.isdecimal()
    ]
    if not places:
        raise LookupError("no group with rows enough")
    goal, group, at = chance.choice(places)
    gone = group.projects[at]
    rest = replace(group, projects=(*group.projects[:at], *group.projects[at + 1 :]))
    level, scope = ("goal", goal) if case.kinds else ("indicator", group.number)
    wanted = {_error("missing_item", group.number, "item_no")}
    allowed = {_error(f"{level}_count", scope, "projects")}
    for year, money in zip(case.plan.years, gone.years, strict=True):
        if money.counts and not case.kinds:
            wanted.add(_error(f"{level}_count", scope, _field("projects", year)))
        if money.baht is not None:
            wanted.add(_error(f"{level}_budget", scope, _field("budget_baht", year)))
            allowed.add(_error(f"{level}_budget", scope, "budget_baht"))
    if case.kinds:
        wanted.add(_error("goal_count", scope, "projects"))
    return replace(
        case,
        plan=case.plan.with_group(group.number, rest),
        sheets=tuple(sheet for sheet in case.sheets if sheet.project != gone),
        wanted=frozenset(wanted),
        allowed=frozenset(allowed),
    )


def _narrative(case: YearsCase, chance: random.Random) -> YearsCase:
    """One narrative sheet states more money than the table."""
    told = [at for at, sheet in enumerate(case.sheets) if sheet.baht is not None]
    at = chance.choice(told)
    sheets = list(case.sheets)
    sheets[at] = replace(sheets[at], baht=(sheets[at].baht or Decimal(0)) + WRONG_BAHT)
    wanted = {Expected("narrative_budget", sheets[at].indicator_no, "warning")}
    return replace(case, sheets=tuple(sheets), wanted=frozenset(wanted))


def _dimension_count(case: YearsCase, chance: random.Random) -> YearsCase:
    """The รวม row of a มิติ counts one measure too many."""
    strategy = chance.choice(case.plan.strategies)
    kinds = {number: dict(counts) for number, counts in case.kinds.items()}
    kinds[strategy.number]["มาตรการ"] += 1
    key: Key = ("goal", strategy.number, None)
    figures = case.figures | {key: _raised(case.figures[key], "projects")}
    wanted = {_error("goal_count", strategy.number, "projects")}
    return replace(case, kinds=kinds, figures=figures, wanted=frozenset(wanted))


def _dimension_year(case: YearsCase, chance: random.Random) -> YearsCase:
    """The รวม row of a มิติ states too much money for one year."""
    strategy = chance.choice(case.plan.strategies)
    year = chance.choice(case.plan.years)
    wanted = {_error("goal_budget", strategy.number, _field("budget_baht", year))}
    allowed = {_error("goal_budget", strategy.number, "budget_baht")}
    changed = _wrong(case, ("goal", strategy.number, year), "budget_baht", wanted)
    return replace(changed, allowed=frozenset(allowed))


FAULTS: dict[str, Callable[[YearsCase, random.Random], YearsCase]] = {
    "year_count": _year_count,
    "year_budget": _year_budget,
    "goal_year": _goal_year,
    "grand_year": _grand_year,
    "all_years": _all_years,
    "detail_year": _detail_year,
    "row_out": _row_out,
    "narrative": _narrative,
    "dimension_count": _dimension_count,
    "dimension_year": _dimension_year,
}
OF_DEVELOPMENT = (
    "year_count", "year_budget", "goal_year", "grand_year", "all_years", "detail_year", "row_out",
)  # fmt: skip
OF_ANTICORRUPTION = ("detail_year", "row_out", "narrative", "dimension_count", "dimension_year")


def _declaring(case: YearsCase, year: int | None) -> list[tuple[Strategy, Group]]:
    """The groups that declare something for the year: a dash is not made a number."""
    return [
        (strategy, group)
        for strategy, group in case.plan.groups
        if case.figures["indicator", group.number, year].baht
    ]


def _wrong(case: YearsCase, key: Key, column: str, wanted: set[Expected]) -> YearsCase:
    figures = case.figures | {key: _raised(case.figures[key], column)}
    return replace(case, figures=figures, wanted=frozenset(wanted))


def _raised(figure: Figure, column: str) -> Figure:
    if column == "projects":
        return replace(figure, count=figure.count + 1)
    return replace(figure, baht=figure.baht + WRONG_BAHT)


def _error(rule: str, scope: str, field: str) -> Expected:
    """A finding of severity error about one of the plan's fields."""
    return Expected(rule, scope, field=field)


def _field(column: str, year: int | None) -> str:
    return column if year is None else f"{column}_{year}"


def _with_project(group: Group, at: int, project: YearsProject) -> Group:
    projects = (*group.projects[:at], project, *group.projects[at + 1 :])
    return replace(group, projects=projects)
