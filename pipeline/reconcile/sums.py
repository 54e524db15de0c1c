"""The plan's own arithmetic: printed totals against the printed lines they sum up."""

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import declared_value
from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.reconcile.advice import advice
from pipeline.reconcile.doubt import cause_of_sum
from pipeline.reconcile.lacking import lacking_pages
from pipeline.reconcile.measure import Kind, Measure, cell_of, measures
from pipeline.reconcile.odd_lines import behind_sum
from pipeline.reconcile.over_years import sum_told_in_years
from pipeline.reconcile.paging import holes_at_summary
from pipeline.reconcile.roots import sum_root
from pipeline.reconcile.tally import accounts, line_sum, lines_of, summed_lines
from pipeline.reconcile.wording import ALL, finding, plain


def goal_count_sum(plan: Plan) -> Iterator[Finding]:
    """A printed รวม is not the sum of its indicators' declared projects."""
    yield from _goal_sums(plan, Kind.COUNT)


def goal_budget_sum(plan: Plan) -> Iterator[Finding]:
    """A printed รวม is not the sum of its indicators' declared budgets."""
    yield from _goal_sums(plan, Kind.BUDGET)


def grand_count_sum(plan: Plan) -> Iterator[Finding]:
    """The printed ภาพรวม is not the sum of the printed รวม in projects."""
    yield from _grand_sums(plan, Kind.COUNT)


def grand_budget_sum(plan: Plan) -> Iterator[Finding]:
    """The printed ภาพรวม is not the sum of the printed รวม in baht."""
    yield from _grand_sums(plan, Kind.BUDGET)


def _goal_sums(plan: Plan, kind: Kind) -> Iterator[Finding]:
    for total, measure in product(lines_of(plan, Level.GOAL_TOTAL), tuple(measures(plan, kind))):
        if total.goal_no is not None:
            yield from _compared(plan, total, summed_lines(plan, total), measure, total.goal_no)


def _grand_sums(plan: Plan, kind: Kind) -> Iterator[Finding]:
    for lines, measure in product(accounts(plan), tuple(measures(plan, kind))):
        for total in lines:
            if total.level is Level.GRAND_TOTAL:
                yield from _compared(plan, total, summed_lines(plan, total), measure, ALL)


def _compared(
    plan: Plan, total: SummaryLine, parts: Sequence[SummaryLine], measure: Measure, scope: str
) -> Iterator[Finding]:
    """One finding where the total printed is not the sum; none where a cell declares nothing."""
    expected, actual = declared_value(cell_of(total, measure)), line_sum(parts, measure)
    if expected is None or actual is None or expected == actual:
        return
    level, goal = ("grand", None) if scope == ALL else ("goal", scope)
    cause = cause_of_sum(plan, [cell_of(line, measure) for line in (total, *parts)])
    in_years = sum_told_in_years(plan, goal, measure, actual - expected)
    odd = None if in_years else behind_sum(plan, total, parts, measure)
    if cause is Cause.COVERAGE and odd and not odd.is_borne_out:
        odd = None  # lines may lack
    yield finding(
        plan,
        f"{level}_{measure}_sum",
        scope,
        cause,
        severity=Severity.INFO if in_years else None,
        measure=measure,
        expected=plain(expected),
        actual=plain(actual),
        difference=actual - expected,
        pages=[line.page for line in (total, *parts)],
        root=in_years or sum_root(plan, goal, measure, actual - expected),
        lacking=lacking_pages(holes_at_summary(plan)),
        **advice(plan, f"{level}_{measure}_sum", odd),
    )
