"""What the whole of several years and its years say alike: told once, where it arises.

Rows that lack or are too many are told for the whole plan, for they lack in each of their years;
any other difference in its own year, or where a line's total is not the sum of its years.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.reconcile.ledger import Entry, explains_budget, rows_differ
from pipeline.reconcile.measure import (
    Measure,
    cell_of,
    counts_each_year,
    declared_value,
    years,
    years_total,
)
from pipeline.reconcile.tally import line_sum, lines_of, part_lines, printed_total, total_line
from pipeline.reconcile.wording import ALL, finding_id

Shares = Iterable[tuple[str, Decimal | None]]  # finding, and its share of a difference


def years_gap(plan: Plan, line: SummaryLine, measure: Measure) -> Decimal | None:
    """By how much a line's years exceed its total; None where the total is not their sum."""
    if not (measure.in_baht or counts_each_year(plan)):
        return None
    whole = replace(measure, year_be=None)
    total, added = declared_value(cell_of(line, whole)), years_total(line, whole)
    return None if total is None or added is None else added - total


def scope_of(line: SummaryLine) -> str:
    """What a line of the summary speaks of."""
    return line.indicator_no or line.goal_no or ALL


def years_sum_id(plan: Plan, line: SummaryLine, measure: Measure) -> str:
    """The finding that a line's total is not the sum of its years."""
    return finding_id(plan, f"years_{measure}_sum", scope_of(line))


def largest(shares: Shares, difference: Decimal) -> str:
    """The finding of the largest share, where the shares make up the difference; else empty."""
    known = [(one, share) for one, share in shares if share]
    is_whole = bool(known) and sum(share for _, share in known) == difference
    return max(known, key=lambda one: abs(one[1]))[0] if is_whole else ""


def adds_up(plan: Plan, measure: Measure) -> bool:
    """Whether a measure is the sum of several years."""
    return measure.year_be is None and bool(years(plan)) and (measure.in_baht or measure.each_year)


def told_elsewhere(plan: Plan, entry: Entry, measure: Measure) -> str:
    """The finding of the whole plan, or of a year, that an indicator's difference repeats."""
    difference = entry.tally.difference(measure) or Decimal(0)
    is_of_rows = rows_differ(entry) and (not measure.in_baht or explains_budget(entry, measure))
    rule, number = f"indicator_{measure}", entry.tally.number
    if measure.year_be is not None:
        whole = entry.tally.difference(replace(measure, year_be=None)) or Decimal(0)
        return finding_id(plan, rule, number) if is_of_rows and whole * difference > 0 else ""
    if is_of_rows or not adds_up(plan, measure):
        return ""
    of_years = (measure.of_year(year) for year in years(plan))
    shares = [
        (finding_id(plan, rule, number, one.year_be), entry.tally.difference(one))
        for one in of_years
    ]
    lines = [one for one in lines_of(plan, Level.INDICATOR) if one.indicator_no == number][:1]
    return largest([*shares, *_of_lines(plan, lines, measure, 1)], difference)


def sum_told_elsewhere(plan: Plan, goal: str | None, measure: Measure, difference: Decimal) -> str:
    """The same of a printed total (the ภาพรวม for None) against the lines that it sums up."""
    line = total_line(plan, goal)
    if line is None or not adds_up(plan, measure):
        return ""
    rule = f"grand_{measure}_sum" if goal is None else f"goal_{measure}_sum"
    parts = part_lines(plan, goal)
    shares: list[tuple[str, Decimal | None]] = []
    for one in (measure.of_year(year) for year in years(plan)):
        gap = sum_gap(plan, goal, one)
        shares.append((finding_id(plan, rule, goal or ALL, one.year_be), gap))
    shares += _of_lines(plan, [line], measure, 1)
    return largest([*shares, *_of_lines(plan, parts, measure, -1)], difference)


def sum_gap(plan: Plan, goal: str | None, measure: Measure) -> Decimal | None:
    """By how much the lines exceed their printed total; None where one of them declares nothing."""
    total, added = printed_total(plan, goal, measure), line_sum(part_lines(plan, goal), measure)
    return None if total is None or added is None else added - total


def _of_lines(
    plan: Plan, lines: Iterable[SummaryLine], measure: Measure, weight: int
) -> list[tuple[str, Decimal | None]]:
    gaps = ((line, years_gap(plan, line, measure) or Decimal(0)) for line in lines)
    return [(years_sum_id(plan, line, measure), weight * gap) for line, gap in gaps]
