"""The ledger: each indicator's tally, the state of its numbering, heading and pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.reconcile import compound
from pipeline.reconcile.evidence import declaration_is_odd, totals_believe_rows
from pipeline.reconcile.measure import Measure, money_cells, years
from pipeline.reconcile.numbers import Numbering, numberings
from pipeline.reconcile.paging import Hole, doubtful_tables, holes
from pipeline.reconcile.tally import (
    Tally,
    pages_of,
    printed_total,
    rows_of,
    summary_pages,
    tallies,
)
from pipeline.reconcile.wording import ranges


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator and what is known to lack in it."""

    tally: Tally
    missing: tuple[int, ...]  # item numbers not found
    doubled: tuple[int, ...]  # item numbers on more than one row
    compound_missing: tuple[str, ...]  # the same of numbers of several levels
    compound_doubled: tuple[str, ...]
    rows_missing: bool  # rows lack, not only numbers
    rows_over: bool  # more rows than expected
    headless: bool  # rows exist or are expected, no heading
    holes: tuple[Hole, ...]  # pages that may hold its rows are unread or lacking
    doubtful_pages: tuple[int, ...]  # a table that holds its rows, or may, was not seen whole

    @property
    def missing_items(self) -> str:
        """All item numbers not found, as a finding has them: `1-3,5` or `1.1.1(2)`."""
        return ",".join(filter(None, (ranges(self.missing), *self.compound_missing)))

    @property
    def doubled_items(self) -> str:
        """The same of those on more than one row."""
        return ",".join(filter(None, (ranges(self.doubled), *self.compound_doubled)))

    @property
    def incomplete(self) -> bool:
        """Something of this indicator was never seen."""
        return self.rows_missing or self.headless or bool(self.holes)


def _reach(plan: Plan, all_tallies: Sequence[Tally], index: int) -> tuple[float, float]:
    """From the rows before to the rows after this indicator: the pages that may hold its own."""
    before = set().union(*(pages_of(one.projects) for one in all_tallies[:index]))
    after = set().union(*(pages_of(one.projects) for one in all_tallies[index + 1 :]))
    low = max(before or summary_pages(plan), default=0)
    return low, min(after, default=inf)


def ledger(plan: Plan) -> tuple[Entry, ...]:
    """One entry an indicator, in the plan's order."""
    counted = tallies(plan)
    numbered = numberings(counted)
    implied = {
        tally.number: numbering.implied for tally, numbering in zip(counted, numbered, strict=True)
    }
    gaps, doubtful = holes(plan), doubtful_tables(plan)
    entries = []
    for index, (tally, numbering) in enumerate(zip(counted, numbered, strict=True)):
        declared = tally.declared_rows
        odd = declaration_is_odd(plan, tally, counted, implied)
        least = max(numbering.implied, _rows_of_fullest_year(plan, tally, counted))
        if not tally.listed and _has_all_rows(plan, tally.goal_no):
            least = numbering.rows
        expected = least if declared is None or odd else int(declared)
        may_lack = declared is None or numbering.rows < expected
        reach = _reach(plan, counted, index) if may_lack else (inf, 0.0)
        own = pages_of(tally.projects)
        lacking = tuple(hole for hole in gaps if reach[0] <= hole.at <= reach[1])
        torn = tuple(page for page in doubtful if reach[0] <= page <= reach[1] or page in own)
        entries.append(_entry(tally, numbering, expected, lacking, torn))
    return tuple(entries)


def _has_all_rows(plan: Plan, goal: str | None) -> bool:
    """The goal's printed รวม counts as many rows as were found."""
    total = None if goal is None else printed_total(plan, goal, Measure.COUNT)
    return total == len(rows_of(plan, goal))


def _rows_of_fullest_year(plan: Plan, tally: Tally, counted: Sequence[Tally]) -> int:
    """The most projects declared for one year: there are at least so many rows.

    A count that the printed totals speak against does not say so.
    """
    most = 0
    for year in years(plan) if tally.declared_rows is None else ():
        measure = Measure.COUNT.of_year(year)
        declared, found = tally.declared(measure), tally.found(measure)
        if declared is None or found is None or declared <= len(tally.projects):
            continue
        rows = {one.number: one.found(measure) or Decimal(0) for one in counted}
        if not totals_believe_rows(plan, tally, counted, measure, rows):
            most = max(most, int(declared))
    return most


def may_own(entry: Entry, goal: str | None, measure: Measure = Measure.COUNT) -> bool:
    """Whether rows of the goal (of any, for None) whose indicator is unknown may be its own."""
    lacks = (entry.tally.difference(measure) or 0) < 0
    return lacks and goal in (None, entry.tally.goal_no)


def _entry(
    tally: Tally,
    numbering: Numbering,
    expected: int,
    gaps: tuple[Hole, ...],
    torn: tuple[int, ...],
) -> Entry:
    """`expected`: the rows that the totals and the declared count speak for together."""
    lacking = numbering.lacking(expected)
    compound_lacking = compound.lacking(numbering.compound)
    short = numbering.rows < expected
    rows_missing = bool(lacking or compound_lacking) and short
    unnumbered = numbering.rows - len(numbering.numbers) - len(numbering.compound)
    return Entry(
        tally=tally,
        missing=() if not short and len(lacking) <= unnumbered else lacking,
        doubled=numbering.doubled,
        compound_missing=compound_lacking if short or len(compound_lacking) > unnumbered else (),
        compound_doubled=compound.doubled(numbering.compound),
        rows_missing=rows_missing,
        rows_over=numbering.rows > expected,
        headless=_headless(tally) and (numbering.rows > 0 or rows_missing),
        holes=gaps,
        doubtful_pages=torn,
    )


def _headless(tally: Tally) -> bool:
    return tally.indicator is not None and not tally.indicator.headed


def rows_differ(entry: Entry, count: Measure = Measure.COUNT) -> bool:
    """The rows themselves are too few or too many, and so the count."""
    gap = entry.tally.difference(count) or Decimal(0)
    return (gap < 0 and entry.incomplete) or (gap > 0 and entry.rows_over)


def explains_budget(entry: Entry, measure: Measure = Measure.BUDGET) -> bool:
    """The count's difference carries the budget's: rows lack, or there are too many; in one year,
    projects have money in that year that should have none, or have none."""
    count = entry.tally.difference(measure.count) or Decimal(0)
    budget = entry.tally.difference(measure) or Decimal(0)
    return count * budget > 0 and (measure.year_be is not None or rows_differ(entry))


def whole_value(entry: Entry, measure: Measure) -> Decimal | None:
    """What the rows come to where nothing of them lacks, nor, for money, is unread; else None."""
    cells = {cell.status for one in entry.tally.projects for cell in money_cells(one, measure)}
    by_money = measure.in_baht or measure.year_be is not None or measure.each_year
    is_unread = by_money and not {Status.UNREADABLE, Status.ABSENT}.isdisjoint(cells)
    if entry.missing_items or entry.incomplete or is_unread:
        return None
    return entry.tally.found(measure)
