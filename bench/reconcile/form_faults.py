"""Faults planted in plans of local bodies, column by column, and all that must be said of each.

Each column of years, and that of all, is DESIGN's table anew. Where only the รวม of a goal is
printed, what DESIGN says of an indicator's declaration is said of the goal's.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from bench.born_digital.invent import to_arabic, to_thai
from bench.reconcile.fault import ALL, Expected, Fault, expect
from bench.reconcile.forms import (
    ALL_YEARS,
    Figures,
    FormPlan,
    Line,
    Programme,
    Row,
    baht,
    is_in_year,
)
from bench.reconcile.invent import amount
from pipeline.contracts.finding import Cause

SOURCE, COVERAGE, READING = Cause.SOURCE, Cause.COVERAGE, Cause.READING
TOO_NARROW = "####"  # a number wider than its column
Change = Callable[[FormPlan], FormPlan]
Planted = tuple[Change, Fault]


@dataclass(frozen=True)
class FormSite:
    """Where a fault is planted. `nth` keeps faults of one plan from cancelling out."""

    plan: FormPlan
    programme: Programme
    nth: int
    chance: random.Random

    @property
    def number(self) -> str:
        """The indicator."""
        return self.programme.number

    @property
    def goal(self) -> str:
        """Its goal."""
        return self.programme.goal

    @property
    def has_lines(self) -> bool:
        """Whether the summary lists indicators."""
        return self.plan.form != "anticorruption"

    def row(self) -> Row:
        """Neither first nor last, so that any numbering shows it."""
        return self.chance.choice(self.programme.rows[1:-1])

    def column(self, at: int) -> int:
        """A year, or the column of all of them where one with money (`at` 1) or counts is."""
        has_all = self.plan.has_all_years or (self.plan.form == "anticorruption" and at == 0)
        years = () if self.plan.form == "anticorruption" and at == 0 else self.plan.years
        columns: tuple[int, ...] = (*years, *((ALL_YEARS,) if has_all else ()))
        return self.chance.choice(columns)

    def year(self, column: int) -> str:
        """The column as the field of a finding names it."""
        return "" if column == ALL_YEARS or self.plan.form == "local" else str(column)

    def line(self, level: str) -> Line:
        """The summary's line of this indicator, its goal or the whole plan."""
        found = self.plan.line(
            level,
            self.goal if level != "grand_total" else "",
            self.number if level == "indicator" else "",
        )
        assert found is not None  # only kinds for which there is one are planted
        return found

    def misprinted(self, level: str, at: int) -> tuple[Change, str]:
        """Another number of projects (`at` 0) or baht in a line, and the year of its column."""
        line, column = self.line(level), self.column(at)
        figures = list(line.figures[column])
        figures[at] = self.other(figures[at], at)
        return _with_figures(line, column, (figures[0], figures[1])), self.year(column)

    def other(self, text: str, at: int) -> str:
        """A number that is off unlike any other fault of the plan."""
        value = Decimal(to_arabic(text).replace(",", "")) if text[:1].isdecimal() else Decimal(0)
        if at == 0:
            return to_thai(str(value + (1 << self.nth)))
        return amount(value + 137 * 10 ** (self.nth + 1))


FormKind = Callable[[FormSite], Planted | None]


def _with_figures(line: Line, column: int, figures: Figures) -> Change:
    def changed(plan: FormPlan) -> FormPlan:
        lines = (
            replace(one, figures=one.figures | {column: figures}) if one.key == line.key else one
            for one in plan.lines
        )
        return replace(plan, lines=tuple(lines))

    return changed


def _with_programme(number: str, change: Callable[[Programme], Programme]) -> Change:
    def changed(plan: FormPlan) -> FormPlan:
        programmes = (change(one) if one.number == number else one for one in plan.programmes)
        return replace(plan, programmes=tuple(programmes))

    return changed


def _with_row(site: FormSite, row: Row, other: Row | None) -> Change:
    def changed(programme: Programme) -> Programme:
        rows = (other if one.item == row.item else one for one in programme.rows)
        return replace(programme, rows=tuple(one for one in rows if one is not None))

    return _with_programme(site.number, changed)


def _declared(site: FormSite, at: int) -> Planted | None:
    """An indicator's declaration, where the summary has one."""
    if not site.has_lines:
        return None
    measure = ("count", "budget")[at]
    change, year = site.misprinted("indicator", at)
    keys = ((f"indicator_{measure}", site.number), (f"goal_{measure}_sum", site.goal))
    return change, Fault(f"declared_{measure}", expected=expect(SOURCE, *keys, year=year))


def declared_count(site: FormSite) -> Planted | None:
    """The summary declares more projects than there are, in one of its columns."""
    return _declared(site, 0)


def declared_budget(site: FormSite) -> Planted | None:
    """The summary declares another budget in one of its columns."""
    return _declared(site, 1)


def _goal_total(site: FormSite, at: int) -> Planted:
    measure = ("count", "budget")[at]
    change, year = site.misprinted("goal_total", at)
    keys = [(f"goal_{measure}_sum", site.goal), (f"grand_{measure}_sum", ALL)]
    if not site.has_lines:
        keys = [(f"goal_{measure}", site.goal)]
    return change, Fault(f"goal_{measure}_total", expected=expect(SOURCE, *keys, year=year))


def goal_count_total(site: FormSite) -> Planted:
    """A รวม is another, in projects."""
    return _goal_total(site, 0)


def goal_budget_total(site: FormSite) -> Planted:
    """A รวม is another, in baht."""
    return _goal_total(site, 1)


def grand_total(site: FormSite) -> Planted | None:
    """The ภาพรวม is another."""
    if not site.has_lines:
        return None
    at = site.chance.randrange(2)
    change, year = site.misprinted("grand_total", at)
    rule = ("grand_count_sum", "grand_budget_sum")[at]
    return change, Fault("grand_total", expected=expect(SOURCE, (rule, ALL), year=year))


def _budget_differs(site: FormSite, year: int, cause: Cause) -> tuple[Expected, ...]:
    """Of the indicator in that year; of the goal where the summary lists no indicators."""
    key = ("indicator_budget", site.number) if site.has_lines else ("goal_budget", site.goal)
    return expect(cause, key, year=site.year(year))


def _money(site: FormSite) -> tuple[Row, int] | None:
    """A row and a year in which it has money."""
    row = site.row()
    years = [year for year, cell in row.cells.items() if baht(cell)]
    return (row, site.chance.choice(years)) if years else None


def detail_budget(site: FormSite) -> Planted | None:
    """A row's amount of one year is printed as another."""
    found = _money(site)
    if found is None:
        return None
    row, year = found
    text = site.other(row.cells[year], 1)
    change = _with_row(site, row, replace(row, cells=row.cells | {year: text}))
    return change, Fault("detail_budget", expected=_budget_differs(site, year, SOURCE))


def detail_unread(site: FormSite) -> Planted | None:
    """A row's amount of one year is wider than its column: `####`."""
    found = _money(site)
    if found is None:
        return None
    row, year = found
    change = _with_row(site, row, replace(row, cells=row.cells | {year: TOO_NARROW}))
    unread = expect(READING, ("unreadable_value", site.number), year=site.year(year))
    differs = _budget_differs(site, year, READING)
    return change, Fault("detail_unread", expected=(*unread, *differs))


def declared_unread(site: FormSite) -> Planted:
    """An amount of the summary is wider than its column: nothing is compared with it."""
    level = "indicator" if site.has_lines else "goal_total"
    line, column = site.line(level), site.column(1)
    change = _with_figures(line, column, (line.figures[column][0], TOO_NARROW))
    scope = site.number if site.has_lines else site.goal
    unread = expect(READING, ("unreadable_value", scope), year=site.year(column))
    return change, Fault("declared_unread", expected=unread)


def row_out(site: FormSite) -> Planted:
    """A row is out; it lacks in each year that it was planned for."""
    row = site.row()
    missing = expect(COVERAGE, ("missing_item", site.number))
    of = ("indicator", site.number) if site.has_lines else ("goal", site.goal)
    expected = [*missing]
    if not site.has_lines:
        expected += expect(COVERAGE, ("goal_count", site.goal))
    for year, cell in row.cells.items():
        counted = site.has_lines and (site.plan.form == "local" or is_in_year(cell))
        rules = [*["count"] * counted, *["budget"] * bool(baht(cell))]
        keys = ((f"{of[0]}_{rule}", of[1]) for rule in rules)
        expected += expect(COVERAGE, *keys, year=site.year(year))
    return _with_row(site, row, None), Fault("row_out", expected=tuple(expected))


def number_twice(site: FormSite) -> Planted:
    """A number stands twice, the next one nowhere."""
    row = site.row()
    change = _with_row(site, row, replace(row, item=str(int(row.item) - 1)))
    keys = (("duplicate_item", site.number), ("missing_item", site.number))
    return change, Fault("number_twice", expected=expect(SOURCE, *keys))


def heading_out(site: FormSite) -> Planted:
    """A heading is out."""

    def headless(programme: Programme) -> Programme:
        return replace(programme, has_heading=False)

    change = _with_programme(site.number, headless)
    fault = Fault("heading_out", expected=expect(COVERAGE, ("missing_section", site.number)))
    return change, fault


def percent(site: FormSite) -> Planted | None:
    """A share of ผด.๐๑ is another."""
    if site.plan.form != "local":
        return None
    line = site.line("indicator")
    shares = list(line.percents)
    at = site.chance.randrange(2)
    shares[at] = to_thai(str(Decimal(to_arabic(shares[at])) + Decimal("1.23")))
    percents = (shares[0], shares[1])

    def changed(plan: FormPlan) -> FormPlan:
        lines = (
            replace(one, percents=percents) if one.key == line.key else one for one in plan.lines
        )
        return replace(plan, lines=tuple(lines))

    return changed, Fault("percent", expected=expect(SOURCE, ("percent_mismatch", site.number)))


ALONE = ("declared_unread",)  # sums with an unread cell are not compared: others would not show
FORM_KINDS: dict[str, FormKind] = {
    kind.__name__: kind
    for kind in (
        declared_count,
        declared_budget,
        goal_count_total,
        goal_budget_total,
        grand_total,
        detail_budget,
        detail_unread,
        declared_unread,
        row_out,
        number_twice,
        heading_out,
        percent,
    )
}
