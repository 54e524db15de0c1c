"""Which of two numbers the printed totals believe: the declared count or the rows' numbering."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.contracts.record import Plan
from pipeline.reconcile.tally import (
    Measure,
    Tally,
    goals,
    line_sum,
    part_lines,
    printed_total,
)


def _others(tally: Tally, tallies: Sequence[Tally], implied: Mapping[str, int]) -> set[Decimal]:
    """The goal's other indicators together, as declared and as their rows imply."""
    rest = [one for one in tallies if one.goal_no == tally.goal_no and one is not tally]
    declared = [one.declared(Measure.COUNT) for one in rest if one.listed]
    known = [value for value in declared if value is not None]
    sums = {Decimal(sum(implied[one.number] for one in rest))}
    if len(known) == len(declared):
        sums.add(sum(known, Decimal(0)))
    return sums


def _goal_totals(plan: Plan, goal: str | None) -> Iterator[Decimal]:
    """What the summary says of a goal's count: its รวม, then ภาพรวม less the other goals."""
    if goal is not None and (total := printed_total(plan, goal, Measure.COUNT)) is not None:
        yield total
    grand = printed_total(plan, None, Measure.COUNT)
    if grand is None:
        return
    for one in goals(plan):
        if one != goal:
            other = printed_total(plan, one, Measure.COUNT)
            if other is None:
                other = line_sum(part_lines(plan, one), Measure.COUNT)
            if other is None:
                return
            grand -= other
    yield grand


def declaration_is_odd(
    plan: Plan, tally: Tally, tallies: Sequence[Tally], implied: Mapping[str, int]
) -> bool:
    """True where a printed total fits the rows' numbering and not the declared count.

    `implied`: how many rows each indicator's numbering speaks of. The รวม is asked first, the
    ภาพรวม only where the รวม fits both or neither. Without such evidence the declaration stands.
    """
    declared = tally.declared(Measure.COUNT)
    if declared is None or declared == implied[tally.number]:
        return False
    others = _others(tally, tallies, implied)
    for total in _goal_totals(plan, tally.goal_no):
        left = {total - other for other in others}
        fits_rows, fits_declared = implied[tally.number] in left, declared in left
        if fits_rows != fits_declared:
            return fits_rows
    return False
