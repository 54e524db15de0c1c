"""Which of two numbers the printed totals believe: the declared one or that of the rows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.contracts.record import Plan
from pipeline.reconcile.measure import Measure
from pipeline.reconcile.tally import Tally, goals, line_sum, part_lines, printed_total


def _others(
    tally: Tally, tallies: Sequence[Tally], measure: Measure, implied: Mapping[str, Decimal]
) -> set[Decimal]:
    """The goal's other indicators together, as declared and as their rows imply."""
    rest = [one for one in tallies if one.goal_no == tally.goal_no and one is not tally]
    declared = [one.declared(measure) for one in rest if one.listed]
    known = [value for value in declared if value is not None]
    sums = {sum((implied[one.number] for one in rest), Decimal(0))}
    if len(known) == len(declared):
        sums.add(sum(known, Decimal(0)))
    return sums


def _goal_totals(plan: Plan, goal: str | None, measure: Measure) -> Iterator[Decimal]:
    """What the summary says of a goal: its รวม, then ภาพรวม less the other goals."""
    if goal is not None and (total := printed_total(plan, goal, measure)) is not None:
        yield total
    grand = printed_total(plan, None, measure)
    if grand is None:
        return
    for one in goals(plan):
        if one != goal:
            other = printed_total(plan, one, measure)
            if other is None:
                other = line_sum(part_lines(plan, one), measure)
            if other is None:
                return
            grand -= other
    yield grand


def totals_believe_rows(
    plan: Plan,
    tally: Tally,
    tallies: Sequence[Tally],
    measure: Measure,
    implied: Mapping[str, Decimal],
) -> bool | None:
    """True where a printed total fits the rows and not the declaration; False the other way round;
    None without such evidence.

    `implied`: what each indicator's rows come to. The รวม is asked first, the ภาพรวม only where
    the รวม fits both or neither.
    """
    declared = tally.declared(measure)
    if declared is None or declared == implied[tally.number]:
        return None
    others = _others(tally, tallies, measure, implied)
    for total in _goal_totals(plan, tally.goal_no, measure):
        left = {total - other for other in others}
        fits_rows, fits_declared = implied[tally.number] in left, declared in left
        if fits_rows != fits_declared:
            return fits_rows
    return None


def declaration_is_odd(
    plan: Plan, tally: Tally, tallies: Sequence[Tally], implied: Mapping[str, int]
) -> bool:
    """A printed total fits the rows' numbering and not the declared count.

    `implied`: how many rows each indicator's numbering speaks of. Without such evidence the
    declaration stands.
    """
    rows = {number: Decimal(size) for number, size in implied.items()}
    return bool(totals_believe_rows(plan, tally, tallies, Measure.COUNT, rows))
