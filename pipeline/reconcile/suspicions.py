"""What may lie behind an indicator's difference; the likeliest of it, or nothing.

First what the plan's other totals bear out, then cells read with doubt, then what closes two
differences at once, then any plausible slip. No value is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, Plan, Project
from pipeline.normalize.doubts import readings_of
from pipeline.reconcile.doubt import doubtful_rows
from pipeline.reconcile.evidence import totals_believe_rows
from pipeline.reconcile.exchanges import Exchange, exchange
from pipeline.reconcile.ledger import Entry, whole_value
from pipeline.reconcile.printed import (
    Misread,
    Printed,
    alone,
    certain,
    line_suspect,
    row_suspect,
)
from pipeline.reconcile.suspects import Suspect, several, single
from pipeline.reconcile.tally import Measure, Tally, lines_of


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the rows not seen, and those whose budget was not read, must have together."""

    missing: tuple[int, ...]  # numbers of rows
    unread: tuple[Project, ...]
    baht: Decimal


Suspicion = Misread | Lacking | Exchange


def behind_count(plan: Plan, entry: Entry, entries: Sequence[Entry]) -> Misread | None:
    """The declared count, where the numbers on the rows agree with the rows."""
    gap = entry.tally.difference(Measure.COUNT)
    declared = _declared(plan, entry.tally, Measure.COUNT)
    if not gap or declared is None or entry.missing or entry.doubled:
        return None
    believed = _believed(plan, entry, entries, Measure.COUNT)
    if believed:
        return certain(Measure.COUNT, [(declared, declared.needed(gap))])
    answers = single([] if believed is False else [declared], gap)
    return Misread(Measure.COUNT, answers) if answers.named else None


def behind_budget(plan: Plan, entry: Entry, entries: Sequence[Entry]) -> Suspicion | None:
    """Rows that lack, the declared amount, a row of another indicator, or misread cells."""
    gap = entry.tally.difference(Measure.BUDGET)
    if not gap:
        return None
    moved = exchange(entry, entries)
    if moved is not None and moved.kind == "row":
        return moved
    unread = tuple(one for one in entry.tally.projects if _is_unread(one))
    if gap < 0 and entry.rows_missing and entry.missing:
        return Lacking(entry.missing, unread, -gap)
    if gap < 0 and entry.incomplete and not entry.headless:
        return None  # a page that may hold its rows was never seen
    declared = _declared(plan, entry.tally, Measure.BUDGET)
    believed = _believed(plan, entry, entries, Measure.BUDGET)
    if believed and declared is not None:
        return certain(Measure.BUDGET, [(declared, declared.needed(gap))])
    suspects = _rows(entry.tally, gap, unread if len(unread) > 1 else ())
    if believed is None and declared is not None and suspects:
        suspects = [*suspects, declared]
    if gap < 0 and len(unread) > 1:
        return _with_candidates(suspects, gap) or Lacking((), unread, -gap)
    return _among(suspects, gap, moved)


def _among(
    suspects: Sequence[Suspect[Printed]], gap: Decimal, moved: Exchange | None
) -> Misread | Exchange | None:
    """A doubtful cell before an exchange with another indicator, before any other cell."""
    found = alone(Measure.BUDGET, suspects, gap)
    if found is not None and (moved is None or found.is_in_doubt):
        return found
    if moved is not None:
        return moved
    together = several(suspects, gap)
    return Misread(Measure.BUDGET, together) if together.named else None


def _with_candidates(suspects: Sequence[Suspect[Printed]], gap: Decimal) -> Misread | None:
    """What the readers left for several cells, where it closes the difference."""
    together = several([one for one in suspects if one.is_doubtful], gap)
    return Misread(Measure.BUDGET, together) if together.named else None


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


def _rows(tally: Tally, gap: Decimal, without: Sequence[Project]) -> list[Suspect[Printed]]:
    """The rows' budgets; of those `without` only what their readers left as candidates."""
    unsure = {one.project_id for one in doubtful_rows(tally.projects, Measure.BUDGET)}
    closed = {one.project_id for one in without}
    found = []
    for row in tally.projects:
        open_gap = Decimal(0) if row.project_id in closed else gap
        suspect = row_suspect(row, open_gap, row.project_id in unsure)
        found += [] if suspect is None else [suspect]
    return found


def _is_unread(project: Project) -> bool:
    return project.budget.status is Status.UNREADABLE and not readings_of(project.budget)
