"""A line's total over all years against the years that it prints."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Level, Plan, Project, SummaryLine
from pipeline.reconcile.advice import advice
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.measure import (
    Kind,
    Measure,
    cell_of,
    counts_each_year,
    declared_value,
    found_value,
    years,
)
from pipeline.reconcile.over_years import Shares, largest, scope_of, sum_gap, years_gap
from pipeline.reconcile.printed import Misread, certain, line_suspect
from pipeline.reconcile.wording import finding, finding_id, plain


def years_count_sum(plan: Plan) -> Iterator[Finding]:
    """A line's printed total of projects is not the sum of its years, as the plan's other totals
    are; info where a finding of one of its years explains it."""
    yield from _of_lines(plan, Kind.COUNT)


def years_budget_sum(plan: Plan) -> Iterator[Finding]:
    """A line's printed total in baht is not the sum of its years; info where a finding of one of
    its years explains it."""
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
    rows = [one for one in plan.projects if _is_of(line, one)]
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
        **advice(rule, None if root else _odd_total(line, whole, rows, gap)),
    )


def _is_of(line: SummaryLine, row: Project) -> bool:
    if line.level is Level.INDICATOR:
        return row.indicator_no == line.indicator_no
    return line.goal_no in (None, row.goal_no)


def _root(plan: Plan, line: SummaryLine, whole: Measure, gap: Decimal) -> str:
    """The finding of a year whose cell differs by as much from what else the plan says of it."""
    scope = scope_of(line)
    level = {Level.GOAL_TOTAL: "goal", Level.GRAND_TOTAL: "grand"}.get(line.level, "indicator")
    of_years = [whole.of_year(year) for year in years(plan)]
    if line.level in (Level.GOAL_TOTAL, Level.GRAND_TOTAL):
        gaps: Shares = [
            (
                finding_id(plan, f"{level}_{whole}_sum", scope, one.year_be),
                sum_gap(plan, line.goal_no, one),
            )
            for one in of_years
        ]
        if root := largest(gaps, -gap):
            return root
    rows = [one for one in plan.projects if _is_of(line, one)]
    gaps = [
        (
            finding_id(plan, f"{level}_{whole}", scope, one.year_be),
            _against_rows(line, rows, one),
        )
        for one in of_years
    ]
    return largest(gaps, -gap)


def _against_rows(line: SummaryLine, rows: list[Project], measure: Measure) -> Decimal | None:
    declared, found = declared_value(cell_of(line, measure)), found_value(rows, measure)
    return None if declared is None or found is None else found - declared


def _odd_total(
    line: SummaryLine, whole: Measure, rows: list[Project], gap: Decimal
) -> Misread | None:
    """The total, where the rows come to what its years do."""
    suspect = line_suspect(line, whole, -1, gap)
    if suspect is None or found_value(rows, whole) != suspect.needed(gap):
        return None
    return certain(whole, [(suspect, suspect.needed(gap))])
