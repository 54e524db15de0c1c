"""What may lie behind an indicator's difference; the likeliest of it, or nothing.

First what the plan's other totals bear out, then cells read with doubt, then what closes two
differences at once, then any plausible slip. No value is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, Plan, Project
from pipeline.reconcile.candidates import fitting_budget
from pipeline.reconcile.doubt import doubtful_rows
from pipeline.reconcile.evidence import totals_believe_rows
from pipeline.reconcile.exchanges import Exchange, exchange
from pipeline.reconcile.ledger import Entry, whole_value
from pipeline.reconcile.measure import Measure, money_cell
from pipeline.reconcile.printed import (
    Misread,
    Printed,
    alone,
    certain,
    line_suspect,
    row_suspect,
)
from pipeline.reconcile.suspects import Answers, Correction, Suspect, several, single
from pipeline.reconcile.tally import Tally, lines_of


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the rows not seen, and those whose budget was not read, must have together."""

    missing: tuple[int, ...]  # numbers of rows
    unread: tuple[Project, ...]
    baht: Decimal


Suspicion = Misread | Lacking | Exchange


def behind_count(
    plan: Plan, entry: Entry, entries: Sequence[Entry], measure: Measure = Measure.COUNT
) -> Misread | None:
    """The declared count, where the numbers on the rows agree with the rows."""
    gap = entry.tally.difference(measure)
    declared = _declared(plan, entry.tally, measure)
    if not gap or declared is None or entry.missing_items or entry.doubled_items:
        return None
    believed = _believed(plan, entry, entries, measure)
    if believed:
        return certain(measure, [(declared, declared.needed(gap))])
    answers = single([] if believed is False else [declared], gap)
    return Misread(measure, answers) if answers.named else None


def behind_budget(
    plan: Plan, entry: Entry, entries: Sequence[Entry], measure: Measure = Measure.BUDGET
) -> Suspicion | None:
    """Rows that lack, the declared amount, a row of another indicator, or misread cells."""
    gap = entry.tally.difference(measure)
    if not gap:
        return None
    moved = exchange(entry, entries, measure)
    if moved is not None and moved.kind == "row":
        return moved
    rows = entry.tally.projects
    unread = tuple(one for one in rows if money_cell(one, measure).status is Status.UNREADABLE)
    if gap < 0 and entry.rows_missing and entry.missing:
        return Lacking(entry.missing, unread, -gap)
    if gap < 0 and entry.incomplete and not entry.headless:
        return None  # a page that may hold its rows was never seen
    declared = _declared(plan, entry.tally, measure)
    believed = _believed(plan, entry, entries, measure)
    if believed and declared is not None:
        return certain(measure, [(declared, declared.needed(gap))])
    if gap < 0 and len(unread) > 1:
        return _by_candidates(plan, unread, measure) or Lacking((), unread, -gap)
    suspects = _rows(entry.tally, gap, measure)
    if believed is None and declared is not None and suspects:
        suspects = [*suspects, declared]
    return _among(suspects, gap, moved, measure)


def _among(
    suspects: Sequence[Suspect[Printed]], gap: Decimal, moved: Exchange | None, measure: Measure
) -> Misread | Exchange | None:
    """A doubtful cell before an exchange with another indicator, before any other cell."""
    found = alone(measure, suspects, gap)
    if found is not None and (moved is None or found.is_in_doubt):
        return found
    if moved is not None:
        return moved
    together = several(suspects, gap)
    return Misread(measure, together) if together.named else None


def _by_candidates(plan: Plan, unread: Sequence[Project], measure: Measure) -> Misread | None:
    """What the readers left for several cells, where only one choice closes the difference."""
    corrections = []
    for row in unread:
        meant = fitting_budget(plan, row, measure)
        suspect = row_suspect(row, Decimal(0), True, measure)
        if meant is None or suspect is None:
            return None
        corrections.append(Correction(suspect, meant, suspect.meant[meant]))
    return Misread(measure, Answers((tuple(corrections),)))


def _declared(plan: Plan, tally: Tally, measure: Measure) -> Suspect[Printed] | None:
    lines = (one for one in lines_of(plan, Level.INDICATOR) if one.indicator_no == tally.number)
    line, gap = next(lines, None), tally.difference(measure)
    return None if line is None or gap is None else line_suspect(line, measure, -1, gap)


def _believed(plan: Plan, entry: Entry, entries: Sequence[Entry], measure: Measure) -> bool | None:
    """Whether printed totals side with the rows against the declaration; None: they say nothing.

    Where they agree with the declaration, it is no suspect.
    """
    tallies = [one.tally for one in entries]
    rows = {one.tally.number: _rows_value(one, measure) for one in entries}
    rows[entry.tally.number] = entry.tally.found(measure) or Decimal(0)
    return totals_believe_rows(plan, entry.tally, tallies, measure, rows)


def _rows_value(entry: Entry, measure: Measure) -> Decimal:
    """What an indicator's rows come to; what is declared of it where some lack."""
    values = (
        whole_value(entry, measure),
        entry.tally.declared(measure),
        entry.tally.found(measure),
    )
    return next((value for value in values if value is not None), Decimal(0))


def _rows(tally: Tally, gap: Decimal, measure: Measure) -> list[Suspect[Printed]]:
    """The rows' budgets."""
    unsure = {one.project_id for one in doubtful_rows(tally.projects, measure)}
    found = (row_suspect(row, gap, row.project_id in unsure, measure) for row in tally.projects)
    return [suspect for suspect in found if suspect is not None]
