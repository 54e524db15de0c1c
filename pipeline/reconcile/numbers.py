"""The item numbers of each indicator's rows: where they begin, what lacks, what is doubled."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts.record import Project
from pipeline.reconcile import compound
from pipeline.reconcile.tally import Tally

MAX_ITEM_DIGITS = 3  # no indicator has a thousand projects; 2566 in the number column is a year
MIN_RUN = 2  # a single 1 after higher numbers is a misprint, not a new numbering

# Where a plan's numbering begins again: at each indicator (usual), at each goal, or never.
RESTARTS: tuple[Callable[[Tally], Hashable], ...] = (
    lambda tally: tally.number,
    lambda tally: tally.goal_no,
    lambda tally: None,
)


def item_number(project: Project) -> int | None:
    """The row's number; None where it has none that is a plain number."""
    value = project.item_no.value or ""
    if value.isascii() and value.isdigit() and len(value) <= MAX_ITEM_DIGITS:
        return int(value)
    return None


def item_numbers(projects: Iterable[Project]) -> tuple[int, ...]:
    """The rows' numbers in the rows' order; rows without one are left out."""
    numbers = (item_number(one) for one in projects)
    return tuple(number for number in numbers if number is not None)


def _begins_again(numbers: Sequence[int]) -> bool:
    """Two or more complete numberings 1..n one after the other."""
    runs: list[list[int]] = [[]]
    for number in numbers:
        if number == 1 and runs[-1] and runs[-1][-1] > 1:
            runs.append([])
        runs[-1].append(number)
    complete = all(run == list(range(1, len(run) + 1)) and len(run) >= MIN_RUN for run in runs)
    return len(runs) > 1 and complete


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers printed on one indicator's rows, in order."""

    first: int  # the number that the rows should begin with
    numbers: tuple[int, ...]
    rows: int  # rows found, numbered or not
    begins_again: bool  # several complete numberings within the indicator
    compound: tuple[str, ...] = ()  # numbers of several levels, in order

    @property
    def implied(self) -> int:
        """How many rows the printed numbers speak of, missing ones included."""
        if self.compound:
            twice = len(self.compound) - len(set(self.compound))
            return self.rows - twice + len(compound.lacking(self.compound))
        if self.begins_again or not self.numbers:
            return self.rows
        return max(max(self.numbers) - self.first + 1, 0)

    def lacking(self, expected_rows: int) -> tuple[int, ...]:
        """The numbers not found of 1..`expected_rows` or up to the last one printed."""
        if not self.numbers:
            return tuple(range(self.first, self.first + expected_rows)) if not self.rows else ()
        if self.begins_again:
            last = self.numbers[-1]
            return tuple(range(last + 1, last + 1 + expected_rows - len(self.numbers)))
        end = max(self.first + expected_rows - 1, *self.numbers)
        return tuple(sorted(set(range(self.first, end + 1)) - set(self.numbers)))

    @property
    def doubled(self) -> tuple[int, ...]:
        """The numbers that stand on more than one row."""
        if self.begins_again:
            return ()
        return tuple(sorted(n for n, times in Counter(self.numbers).items() if times > 1))


def _ranges(tallies: Sequence[Tally], restart: Callable[[Tally], Hashable]) -> list[range]:
    """The numbers each indicator's rows should have if the numbering begins again at `restart`."""
    following: dict[Hashable, tuple[int, int]] = {}
    spans: list[range] = []
    for tally in tallies:
        numbers = item_numbers(tally.projects)
        printed, first = following.get(restart(tally), (1, 1))
        if numbers and printed <= min(numbers) < first:
            first = min(numbers)  # the count declared before was too high
        declared = int(tally.declared_rows or 0)
        after = max(first, *(n + 1 for n in (*numbers, 0)))
        end = max(first + declared, after)
        following[restart(tally)] = after, end
        spans.append(range(first, end))
    return spans


def _misfit(tallies: Sequence[Tally], spans: Sequence[range]) -> int:
    """How many numbers lack or are too many under these ranges."""
    pairs = zip(tallies, spans, strict=True)
    return sum(len(set(span) ^ set(item_numbers(tally.projects))) for tally, span in pairs)


def numberings(tallies: Sequence[Tally]) -> tuple[Numbering, ...]:
    """One numbering a tally, under the way of counting that leaves the least unexplained."""
    ways = [_ranges(tallies, restart) for restart in RESTARTS]
    spans = min(ways, key=lambda way: _misfit(tallies, way))  # a tie keeps the usual way
    return tuple(_numbering(tally, span.start) for tally, span in zip(tallies, spans, strict=True))


def _numbering(tally: Tally, first: int) -> Numbering:
    numbers = item_numbers(tally.projects)
    declared = tally.declared_rows
    room = declared is None or len(tally.projects) <= declared  # else rows were read twice
    return Numbering(
        first=first,
        numbers=numbers,
        rows=len(tally.projects),
        begins_again=room and _begins_again(numbers),
        compound=compound.compound_numbers(one.item_no.value for one in tally.projects),
    )
