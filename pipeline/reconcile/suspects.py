"""The fewest cells whose plausible misreading closes a difference exactly. A search, no more.

One cell is looked up; two are met in the middle over what each may change; three are tried only
where few changes are possible. So the work grows with the cells, not with their pairs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Generic, TypeVar

MAX_NAMED = 3  # answers; beyond that a list helps nobody
NEARLY_AS_LIKELY = 1.0  # of cost, within which answers are named together
MAX_CHANGES = 400  # of all cells together, for which three cells at once are tried
USUAL = 1.5  # what a slip may cost that is looked for in several cells at once

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Suspect(Generic[Owner]):
    """A number of a sum, and what it may have been.

    `value`: as it counts now, 0 where nothing was read. `weight`: by how much the difference grows
    with it, 1 or -1. `meant`: the plausible numbers, each with what it costs to believe it.
    """

    owner: Owner
    value: Decimal
    weight: int
    meant: Mapping[Decimal, float]
    is_doubtful: bool = False

    def needed(self, gap: Decimal) -> Decimal:
        """What it must have been, if it alone makes the difference."""
        return self.value - self.weight * gap


@dataclass(frozen=True, slots=True)
class Correction(Generic[Owner]):
    """One cell and what it would have to be."""

    suspect: Suspect[Owner]
    meant: Decimal
    cost: float

    @property
    def change(self) -> Decimal:
        """By how much it changes the difference."""
        return self.suspect.weight * (self.meant - self.suspect.value)


Answer = tuple[Correction[Owner], ...]  # corrections that together close the difference


@dataclass(frozen=True, slots=True)
class Answers(Generic[Owner]):
    """The likeliest answers, the best first, and how many more are about as likely."""

    named: tuple[Answer[Owner], ...] = ()
    more: int = 0


def _rank(answer: Answer[Owner]) -> tuple[int, float]:
    """Doubtful cells first, then by cost."""
    sure = sum(not one.suspect.is_doubtful for one in answer)
    return sure, sum(one.cost for one in answer)


def _likeliest(answers: Sequence[Answer[Owner]]) -> Answers[Owner]:
    """Those about as likely as the best one; a tie keeps the plan's order."""
    ranked = sorted(answers, key=_rank)
    if not ranked:
        return Answers()
    sure, cost = _rank(ranked[0])
    near = [one for one in ranked if _rank(one) <= (sure, cost + NEARLY_AS_LIKELY)]
    return Answers(tuple(near[:MAX_NAMED]), max(len(near) - MAX_NAMED, 0))


def single(suspects: Sequence[Suspect[Owner]], gap: Decimal) -> Answers[Owner]:
    """The cells of which each alone may make the difference `gap`."""
    answers: list[Answer[Owner]] = []
    for one in suspects:
        meant = one.needed(gap)
        cost = one.meant.get(meant)
        if cost is not None:
            answers.append((Correction(one, meant, cost),))
    return _likeliest(answers)


def several(suspects: Sequence[Suspect[Owner]], gap: Decimal) -> Answers[Owner]:
    """Two cells that make the difference together, else three.

    Nothing where more than MAX_NAMED are about as likely: then it is chance that they fit.
    """
    changes = [change for one in suspects for change in _changes(one)]
    place = {id(one): at for at, one in enumerate(suspects)}
    for found in (_pairs(changes, gap), _triples(changes, gap)):
        answers = _likeliest([_in_order(answer, place) for answer in found])
        if answers.named:
            return Answers() if answers.more else answers
    return Answers()


def _in_order(answer: Answer[Owner], place: Mapping[int, int]) -> Answer[Owner]:
    """As the plan has the cells."""
    return tuple(sorted(answer, key=lambda one: place[id(one.suspect)]))


def _changes(one: Suspect[Owner]) -> Iterator[Correction[Owner]]:
    most = max(USUAL, *one.meant.values()) if one.is_doubtful and one.meant else USUAL
    for meant, cost in one.meant.items():
        if cost <= most:
            yield Correction(one, meant, cost)


Changes = Mapping[Decimal, list[Correction[Owner]]]


def _by_change(changes: Sequence[Correction[Owner]]) -> Changes[Owner]:
    """By what they change, the likeliest of each first, and no more than can be named."""
    table: dict[Decimal, list[Correction[Owner]]] = {}
    for one in sorted(changes, key=lambda one: _rank((one,))):
        alike = table.setdefault(one.change, [])
        if len(alike) <= MAX_NAMED:
            alike.append(one)
    return table


def _pairs(changes: Sequence[Correction[Owner]], gap: Decimal) -> Iterator[Answer[Owner]]:
    table = _by_change(changes)
    for change, alike in table.items():
        rest = -gap - change
        if rest == change:
            yield from (pair for pair in combinations(alike, 2) if _are_apart(pair))
        elif change < rest:
            both = ((one, other) for one in alike for other in table.get(rest, ()))
            yield from (pair for pair in both if _are_apart(pair))


def _triples(changes: Sequence[Correction[Owner]], gap: Decimal) -> Iterator[Answer[Owner]]:
    if len(changes) > MAX_CHANGES:
        return
    table = _by_change(changes)
    place = {id(one.suspect): at for at, one in enumerate(changes)}
    for one, other in combinations(changes, 2):
        for third in table.get(-gap - one.change - other.change, ()):
            triple = (one, other, third)
            if _are_apart(triple) and place[id(other.suspect)] < place[id(third.suspect)]:
                yield triple


def _are_apart(answer: Answer[Owner]) -> bool:
    """No cell is corrected twice."""
    return len({id(one.suspect) for one in answer}) == len(answer)
