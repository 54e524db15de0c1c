"""A row, or its money, that stands under another indicator: one move closes both differences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.contracts.record import Project
from pipeline.reconcile.ledger import Entry
from pipeline.reconcile.measure import Measure, money_cell
from pipeline.reconcile.suspects import MAX_NAMED


@dataclass(frozen=True, slots=True)
class Exchange:
    """What goes from one indicator to the other.

    `row`: the row as a whole; `money`: its budget only, the rows being as many as declared;
    `swap`: two rows in each other's place. `rows`: of the indicator that is over, then, for a
    swap, of the one that is short.
    """

    kind: Literal["row", "money", "swap"]
    rows: tuple[Project, ...]
    to: str  # the indicator that is short
    measure: Measure = Measure.BUDGET


def exchange(
    entry: Entry, entries: Sequence[Entry], measure: Measure = Measure.BUDGET
) -> Exchange | None:
    """The only exchange that closes this difference and another's; the nearest indicator first.

    None where no row fits, or so many do that it is chance.
    """
    gap = _gap(entry, measure)
    at = entries.index(entry)
    opposite = [
        (abs(place - at), other)
        for place, other in enumerate(entries)
        if other is not entry and _gap(other, measure) == -gap
    ]
    for _, other in sorted(opposite, key=lambda pair: pair[0]):
        over, short = (entry, other) if gap > 0 else (other, entry)
        if found := _between(over, short, abs(gap), measure):
            return found
    return None


def _gap(entry: Entry, measure: Measure) -> Decimal:
    return entry.tally.difference(measure) or Decimal(0)


def _between(over: Entry, short: Entry, amount: Decimal, measure: Measure) -> Exchange | None:
    rows, theirs, count = over.tally.projects, short.tally.projects, measure.count
    is_row_over = _gap(over, count) > 0 > _gap(short, count)
    is_even = not _gap(over, count) and not _gap(short, count)
    whole = [row for row in rows if _baht(row, measure) == amount]
    is_bare = any(_baht(row, measure) is None for row in theirs)
    if whole and (is_row_over or (is_even and is_bare)):
        kind: Literal["row", "money"] = "row" if is_row_over else "money"
        return Exchange(kind, (_at_the_edge(whole, rows),), short.tally.number, measure)
    pairs = list(_differing_by(rows, theirs, amount, measure)) if is_even else []
    if 0 < len(pairs) <= MAX_NAMED:
        alike = [pair for pair in pairs if pair[0].item_no.value == pair[1].item_no.value]
        return Exchange("swap", (alike or pairs)[0], short.tally.number, measure)
    return None


def _baht(row: Project, measure: Measure) -> Decimal | None:
    return money_cell(row, measure).value


def _at_the_edge(fitting: Sequence[Project], rows: Sequence[Project]) -> Project:
    """Of rows that fit alike the first or last of the indicator, where a heading may have slid."""
    return next((row for row in fitting if row in (rows[0], rows[-1])), fitting[0])


def _differing_by(
    rows: Iterable[Project], theirs: Iterable[Project], amount: Decimal, measure: Measure
) -> Iterable[tuple[Project, Project]]:
    """Pairs of which the first has so much more money."""
    by_amount: dict[Decimal, list[Project]] = {}
    for row in theirs:
        if (baht := _baht(row, measure)) is not None:
            by_amount.setdefault(baht, []).append(row)
    for row in rows:
        if (baht := _baht(row, measure)) is not None:
            yield from ((row, other) for other in by_amount.get(baht - amount, ()))
