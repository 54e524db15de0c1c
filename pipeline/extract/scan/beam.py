"""Ways to read the columns in which the net is not sure: CTC's prefix beam search over those alone.

Where one class has nearly all of the chance there is nothing to search, and on most lines that is
everywhere; so the search costs little.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

BLANK: Final = 0
DOUBTFUL: Final = -1  # label of columns that were searched
SURE_COLUMN: Final = 0.9  # chance of a column's best class above which no other is looked at
EVIDENT: Final = 0.02  # chance beside the neighbours' classes: less leaves the text as it is
FLOOR: Final = 0.004  # chance below which a class is not tried
TRIED: Final = 6  # classes of a column that are tried at most
LONGEST: Final = 40  # columns without a sure one: no print looks so, the likeliest class will do
WIDTH: Final = 8  # ways kept from column to column

Chances = npt.NDArray[np.float32]  # (columns, classes)


@dataclass(frozen=True, slots=True)
class Way:
    """Classes that a stretch may stand for, the columns where each is clearest, their chance."""

    classes: tuple[int, ...]
    columns: tuple[int, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns `start` to `stop`; `ways` to read them, likeliest first (none: the net is sure).

    `number` is the class of a sure stretch, else DOUBTFUL.
    """

    start: int
    stop: int
    number: int
    ways: tuple[Way, ...] = ()


def find_stretches(chances: Chances) -> list[Stretch]:
    """The columns from left to right, cut where the likeliest class changes or turns doubtful."""
    best = chances.argmax(1)
    labels = np.where(_doubtful(chances, best), DOUBTFUL, best)
    edges = [0, *(np.flatnonzero(labels[1:] != labels[:-1]) + 1).tolist(), len(labels)]
    found = []
    for start, stop in itertools.pairwise(edges):
        number = int(labels[start])
        ways: tuple[Way, ...] = ()
        if number == DOUBTFUL:
            left = int(labels[start - 1]) if start else BLANK
            right = int(labels[stop]) if stop < len(labels) else None
            ways = _search(chances[start:stop], start, left, right)
        found.append(Stretch(start, stop, number, ways))
    return found


def most_between(chances: Chances, stretches: Sequence[Stretch], space: int | None) -> float:
    """The most that a column of a blank stretch gives to a class that does not stand beside it.

    The class of the space does not count: nothing is lost with it.
    """
    most = 0.0
    rest = 1 - chances[:, BLANK] - (chances[:, space] if space else 0)
    peaks = np.maximum.reduceat(rest, [part.start for part in stretches]).tolist()
    for index, (part, peak) in enumerate(zip(stretches, peaks, strict=True)):
        if part.number == BLANK and peak > most:
            mass = rest[part.start : part.stop].copy()
            for other in (*stretches[max(0, index - 1) : index], *stretches[index + 1 : index + 2]):
                if other.number > 0 and other.number != space:
                    mass -= chances[part.start : part.stop, other.number]
            most = max(most, float(mass.max()))
    return most


def _doubtful(chances: Chances, best: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Columns that need a search."""
    rows = np.arange(len(best))
    unsure = chances[rows, best] < SURE_COLUMN
    if not unsure.any():
        return unsure
    # A letter that ends or begins: whichever of the two it is, the text stays the same.
    before, after = np.r_[BLANK, best[:-1]], np.r_[best[1:], BLANK]
    mass = chances[:, BLANK] + np.where(before != BLANK, chances[rows, before], 0)
    mass += np.where((after != BLANK) & (after != before), chances[rows, after], 0)
    sure_beside = ~np.r_[False, unsure[:-1]] & ~np.r_[unsure[1:], False]
    unsure &= ~(sure_beside & (before != after) & (mass > 1 - EVIDENT))
    # A letter on both sides may be one letter or two: the search must see both its ends.
    for start in np.flatnonzero(unsure & ~np.r_[False, unsure[:-1]]).tolist():
        stop = start
        while stop < len(best) and unsure[stop]:
            stop += 1
        if start > 0 and stop < len(best) and best[start - 1] == best[stop] != BLANK:
            while stop < len(best) and (unsure[stop] or best[stop] == best[start - 1]):
                unsure[stop] = True
                stop += 1
        if stop - start > LONGEST:
            unsure[start:stop] = False
    return unsure


def _search(part: Chances, offset: int, left: int, right: int | None) -> tuple[Way, ...]:
    """Ways from a sure `left` to a sure `right` (None: the end), neither of them in the ways."""
    root = (left,) if left != BLANK else ()
    # classes -> chance when the last column was blank, when it was the last class, the columns
    beams: dict[tuple[int, ...], list[float]] = {root: [float(not root), float(bool(root))]}
    columns: dict[tuple[int, ...], tuple[int, ...]] = {root: (offset,) * len(root)}
    rows: list[list[tuple[int, float]]] = [
        [(number, float(row[number])) for number in order if row[number] > FLOOR]
        for row, order in zip(part, np.argsort(-part, 1)[:, :TRIED].tolist(), strict=True)
    ]
    if right is not None:
        rows.append([(right, 1.0)])
    for column, row in enumerate(rows, offset):
        grown: dict[tuple[int, ...], list[float]] = {}
        for prefix, (blank, letter) in beams.items():
            for number, chance in row:
                if number == BLANK:
                    _add(grown, prefix, (blank + letter) * chance, 0.0)
                    continue
                longer = (*prefix, number)
                fresh = blank * chance
                if prefix and prefix[-1] == number:
                    _add(grown, prefix, 0.0, letter * chance)
                else:
                    fresh += letter * chance
                if fresh > 0:
                    _add(grown, longer, 0.0, fresh)
                    if longer not in columns:
                        columns[longer] = (*columns[prefix], column)
        kept = sorted(grown, key=lambda prefix: -sum(grown[prefix]))[:WIDTH]
        beams = {prefix: grown[prefix] for prefix in kept}
    cut = slice(len(root), None if right in (None, BLANK) else -1)
    found = [Way(p[cut], columns[p][cut], blank + letter) for p, (blank, letter) in beams.items()]
    return tuple(sorted(found, key=lambda way: -way.chance))


def _add(grown: dict[tuple[int, ...], list[float]], key: tuple[int, ...], *more: float) -> None:
    sums = grown.setdefault(key, [0.0, 0.0])
    sums[0] += more[0]
    sums[1] += more[1]
