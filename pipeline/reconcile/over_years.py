"""A plan over several years: each column, of a year or of all, is compared as a one-year plan is.

What the column of all years says is told once, where it arises: in the years that make it up.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.contracts.parsed import declared_value
from pipeline.contracts.record import Plan, SummaryLine
from pipeline.reconcile.ledger import Entry, rows_differ
from pipeline.reconcile.measure import Measure, cell_of, counts_each_year, years, years_total
from pipeline.reconcile.tally import sum_gap
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


def largest(shares: Shares, difference: Decimal) -> str:
    """The finding of the largest share, where the shares make up the difference; else empty."""
    known = [(one, share) for one, share in shares if share]
    is_whole = bool(known) and sum(share for _, share in known) == difference
    return max(known, key=lambda one: abs(one[1]))[0] if is_whole else ""


def adds_up(plan: Plan, measure: Measure) -> bool:
    """Whether a measure is the sum of several years."""
    return measure.year_be is None and bool(years(plan)) and (measure.in_baht or measure.each_year)


def told_in_years(plan: Plan, entry: Entry, measure: Measure) -> str:
    """The finding of a year that an indicator's difference over all years follows from."""
    tally, rule = entry.tally, f"indicator_{measure}"
    difference = tally.difference(measure) or Decimal(0)
    gaps = [(year, tally.difference(measure.of_year(year))) for year in years(plan)]
    ids = [(finding_id(plan, rule, tally.number, year), gap) for year, gap in gaps]
    if adds_up(plan, measure):
        return largest(ids, difference)
    if measure.year_be is not None or measure.in_baht or not rows_differ(entry):
        return ""  # else it counts the rows once, and they lack in each of their years
    return next((one for one, gap in ids if gap and gap * difference > 0), "")


def sum_told_in_years(plan: Plan, goal: str | None, measure: Measure, difference: Decimal) -> str:
    """The same of a printed total (the ภาพรวม for None) against the lines that it sums up."""
    rule = f"grand_{measure}_sum" if goal is None else f"goal_{measure}_sum"
    if not adds_up(plan, measure):
        return ""
    shares = [
        (finding_id(plan, rule, goal or ALL, year), sum_gap(plan, goal, measure.of_year(year)))
        for year in years(plan)
    ]
    return largest(shares, difference)
