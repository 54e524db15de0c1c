"""A line's total over all years against the years that it prints."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import declared_value
from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.reconcile.advice import advice
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.measure import (
    Kind,
    Measure,
    cell_of,
    counts_each_year,
    found_value,
    measures,
)
from pipeline.reconcile.over_years import largest, scope_of, years_gap
from pipeline.reconcile.printed import Misread, certain, line_suspect
from pipeline.reconcile.tally import rows_of, sum_gap, tallies, total_line
from pipeline.reconcile.wording import finding, finding_id, plain

Gaps = Mapping[Measure, tuple[str, Decimal]]


def years_count_sum(plan: Plan) -> Iterator[Finding]:
    """A line's printed total of projects is not the sum of its years, as the plan's other totals
    are; info where another finding speaks of its cells."""
    yield from _of_lines(plan, Kind.COUNT)


def years_budget_sum(plan: Plan) -> Iterator[Finding]:
    """A line's printed total in baht is not the sum of its years; info where another finding
    speaks of its cells."""
    yield from _of_lines(plan, Kind.BUDGET)


def _of_lines(plan: Plan, kind: Kind) -> Iterator[Finding]:
    whole = Measure(kind, each_year=kind is Kind.COUNT and counts_each_year(plan))
    for line in plan.summary:
        gap = years_gap(plan, line, whole)
        if gap:
            yield _finding(plan, line, whole, gap)


def _finding(plan: Plan, line: SummaryLine, whole: Measure, gap: Decimal) -> Finding:
    of_years = (whole.of_year(one.fiscal_year_be) for one in line.years)
    cells = [cell_of(line, one) for one in (whole, *of_years)]
    printed = declared_value(cells[0])
    assert printed is not None  # the gap was computed from it
    root = _root(plan, line, whole, gap)
    rule = f"years_{whole}_sum"
    return finding(
        plan,
        rule,
        scope_of(line),
        Cause.READING if any(map(is_doubtful, cells)) else Cause.SOURCE,
        severity=Severity.INFO if root else None,
        measure=whole,
        expected=plain(printed),
        actual=plain(printed + gap),
        difference=gap,
        pages=(line.page,),
        root=root,
        **advice(plan, rule, None if root else _odd_total(plan, line, whole, gap)),
    )


def _root(plan: Plan, line: SummaryLine, whole: Measure, gap: Decimal) -> str:
    """The finding that its total, or cells of some years, differ by as much from what else the
    plan says of them; else one that says so of any of its cells."""
    if line.level is Level.INDICATOR:
        own = [one for one in tallies(plan) if one.number == line.indicator_no]
        gaps = _gaps(plan, line, f"indicator_{whole}", whole, own[0].difference) if own else {}
        return _explaining(gaps, whole, gap) or _largest(gaps)
    if line is not total_line(plan, line.goal_no):
        return ""
    level = "goal" if line.level is Level.GOAL_TOTAL else "grand"
    to_lines = _gaps(
        plan, line, f"{level}_{whole}_sum", whole, partial(sum_gap, plan, line.goal_no)
    )
    to_rows = _gaps(plan, line, f"{level}_{whole}", whole, partial(_gap_to_rows, plan, line))
    explained = _explaining(to_lines, whole, gap) or _explaining(to_rows, whole, gap)
    return explained or _largest(to_lines)


def _gaps(
    plan: Plan,
    line: SummaryLine,
    rule: str,
    whole: Measure,
    gap_of: Callable[[Measure], Decimal | None],
) -> Gaps:
    """By column the finding of a rule, and by how much what else the plan says exceeds the cell."""
    columns = [one for one in measures(plan, whole.kind) if gap_of(one)]
    return {
        one: (finding_id(plan, rule, scope_of(line), one.year_be), gap_of(one) or Decimal(0))
        for one in columns
    }


def _explaining(gaps: Gaps, whole: Measure, gap: Decimal) -> str:
    of_whole = gaps.get(whole)
    if of_whole and of_whole[1] == gap:
        return of_whole[0]
    return largest((found for one, found in gaps.items() if one != whole), -gap)


def _largest(gaps: Gaps) -> str:
    return max(gaps.values(), key=lambda one: abs(one[1]), default=("", 0))[0]


def _rows_value(plan: Plan, line: SummaryLine, measure: Measure) -> Decimal | None:
    """What the rows of a line come to."""
    if line.level is not Level.INDICATOR:
        return found_value(rows_of(plan, line.goal_no), measure)
    tally = next((one for one in tallies(plan) if one.number == line.indicator_no), None)
    return None if tally is None else tally.found(measure)


def _gap_to_rows(plan: Plan, line: SummaryLine, measure: Measure) -> Decimal | None:
    declared, found = declared_value(cell_of(line, measure)), _rows_value(plan, line, measure)
    return None if declared is None or found is None else found - declared


def _odd_total(plan: Plan, line: SummaryLine, whole: Measure, gap: Decimal) -> Misread | None:
    """The total, where the rows come to what its years do."""
    suspect = line_suspect(line, whole, -1, gap)
    if suspect is None or _rows_value(plan, line, whole) != suspect.needed(gap):
        return None
    return certain(whole, [(suspect, suspect.needed(gap))])
