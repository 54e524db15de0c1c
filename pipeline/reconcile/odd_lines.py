"""Which cells make a printed total differ from the sum of its lines, or from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.parsed import declared_value
from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.reconcile.candidates import rest_of_total
from pipeline.reconcile.doubt import doubtful_rows, strays
from pipeline.reconcile.ledger import Entry, ledger, whole_value
from pipeline.reconcile.measure import Measure, cell_of
from pipeline.reconcile.printed import (
    Misread,
    Printed,
    alone,
    certain,
    line_suspect,
    row_suspect,
)
from pipeline.reconcile.suspects import MAX_NAMED, Suspect, several, single
from pipeline.reconcile.tally import line_sum, part_lines, printed_total, total_line


@dataclass(frozen=True, slots=True)
class _Testified:
    """A cell of the summary and what the rest of the plan says that it should be."""

    suspect: Suspect[Printed]
    told: tuple[Decimal, ...]  # by the rows first

    @property
    def is_odd(self) -> bool:
        """The rest of the plan speaks of it, and nothing agrees with it."""
        return bool(self.told) and self.suspect.value not in self.told

    @property
    def change(self) -> Decimal:
        """Of the difference, if it were what the rows say."""
        return self.suspect.weight * (self.told[0] - self.suspect.value)


def behind_sum(
    plan: Plan, total: SummaryLine, parts: Sequence[SummaryLine], measure: Measure
) -> Misread | None:
    """The cells that the rest of the plan speaks against; else those that may be misread."""
    added, printed = line_sum(parts, measure), declared_value(cell_of(total, measure))
    if added is None or printed is None or added == printed:
        return None
    gap, entries = added - printed, ledger(plan)
    cells = [
        _Testified(suspect, tuple(_witnesses(plan, entries, line, line is total, measure)))
        for line, weight in (*((line, 1) for line in parts), (total, -1))
        if (suspect := line_suspect(line, measure, weight, gap)) is not None
    ]
    odd = [one for one in cells if one.is_odd]
    if 0 < len(odd) <= MAX_NAMED and sum(one.change for one in odd) == -gap:
        return certain(measure, [(one.suspect, one.told[0]) for one in odd])
    settled = [one.suspect for one in odd if one.suspect.needed(gap) in one.told]
    if len(settled) == 1:
        return certain(measure, [(settled[0], settled[0].needed(gap))])
    open_ones = [one.suspect for one in cells if one.is_odd or not one.told]
    found = alone(measure, open_ones, gap)
    if found is not None:
        return found
    together = several(open_ones, gap)
    return Misread(measure, together) if together.named else None


def behind_total(plan: Plan, goal: str | None, found: Decimal, measure: Measure) -> Misread | None:
    """The printed รวม (ภาพรวม for None), or else a row, that makes it differ from the rows.

    For where nothing narrower differs: no indicator's declaration and no line of the sum.
    """
    line, printed = total_line(plan, goal), printed_total(plan, goal, measure)
    if line is None or printed is None or printed == found:
        return None
    gap = found - printed
    total = line_suspect(line, measure, -1, gap)
    assert total is not None  # it declares a number
    others = (line_sum(part_lines(plan, goal), measure), rest_of_total(plan, line, measure))
    told = [value for value in others if value is not None]
    if told and total.value not in told and total.needed(gap) in told:
        return certain(measure, [(total, total.needed(gap))])
    suspects = [] if total.value in told else [total]
    if measure.in_baht:
        rows = [one for one in plan.projects if goal in (None, one.goal_no)]
        unsure = {one.project_id for one in doubtful_rows(rows, measure)}
        cells = (row_suspect(one, gap, one.project_id in unsure, measure) for one in rows)
        suspects = [*(one for one in cells if one is not None), *suspects]
    answers = single(suspects, gap)
    return Misread(measure, answers) if answers.named else None


def _witnesses(
    plan: Plan, entries: Sequence[Entry], line: SummaryLine, is_total: bool, measure: Measure
) -> list[Decimal]:
    """What else in the plan says what this cell should be; not the sum in question itself.

    The rows, for a รวม among parts its own indicators, and for a total what the one above leaves.
    """
    said = [_rows_value(plan, entries, line, measure)]
    if not is_total and line.level is Level.GOAL_TOTAL:
        said.append(line_sum(part_lines(plan, line.goal_no), measure))
    if is_total:
        said.append(rest_of_total(plan, line, measure))
    return [value for value in said if value is not None]


def _rows_value(
    plan: Plan, entries: Sequence[Entry], line: SummaryLine, measure: Measure
) -> Decimal | None:
    """What the rows of a line come to; None where one lacks or may be another's."""
    if line.level is Level.INDICATOR:
        concerned = [one for one in entries if one.tally.number == line.indicator_no]
        return whole_value(concerned[0], measure) if concerned else None
    concerned = [one for one in entries if line.goal_no in (None, one.tally.goal_no)]
    values = [whole_value(one, measure) for one in concerned]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or strays(plan, line.goal_no):
        return None
    return sum(known, Decimal(0))
