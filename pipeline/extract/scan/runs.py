"""Long runs of ink along one axis of a page, and those that are pieces of one line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, connected

LONG: Final = 2.6  # letter heights: no stroke of a letter is as long
BREAK: Final = 0.2  # letter heights of ink missing in a line that a scanner broke
LEAST_BREAK: Final = 4  # pixels
WHOLE: Final = 0.8  # of a line is ink; less is a row of letters
DOTTED: Final = 0.4  # of a long line is ink
DOTTED_LONG: Final = 8.0  # letter heights
THICK: Final = 0.45  # letter heights: thicker is a filled area, not a line
BESIDE: Final = 0.06  # letter heights from its edge, a line has paper beside it
CLEAR: Final = 0.35  # of its length has ink there at most: letters that touch it
JOIN: Final = 1.5  # letter heights between pieces of one line
LEVEL: Final = 0.3  # letter heights by which such pieces may be off
HEAD: Final = 0.9  # letter heights of a line's end in which an arrow's head stands

Axis = Literal["h", "v"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line in pixels: along `axis` from `start` to `end`, at `position` across it."""

    axis: Axis
    position: float
    start: float
    end: float
    width: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of ink, and at which position it begins and ends: paper bends."""

    line: Line
    first: float
    last: float


def find_pieces(ink: Mask, axis: Axis, letter: float) -> tuple[list[Piece], Mask]:
    """Runs of ink along `axis`, and where their ink is."""
    long, gap = max(12, round(LONG * letter)), max(LEAST_BREAK, round(BREAK * letter))
    shape = (lambda n: (n, 1)) if axis == "h" else (lambda n: (1, n))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(shape(gap)[::-1], np.uint8))
    runs = whole.astype(np.uint8, copy=False)
    cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones(shape(long)[::-1], np.uint8), dst=runs)
    found, rejected = [], []
    for place, own in _islands(runs, axis):
        height, width = own.shape
        top, left = place[0].start, place[1].start
        length, middle, start = (
            (width, top + height / 2, left) if axis == "h" else (height, left + width / 2, top)
        )
        line = Line(axis, middle, start, start + length, int(own.sum()) / length)
        least = DOTTED if length >= DOTTED_LONG * letter else WHOLE
        is_line = (
            line.width <= THICK * letter
            and ink[place][own].mean() >= least
            and not _runs_through_letters(ink, runs, line, letter)
        )
        if is_line:
            along = own if axis == "h" else own.T
            ends = (along[:, :long], along[:, -long:])
            first, last = (middle + _middle(end) - len(along) / 2 for end in ends)
            found.append(Piece(line, first, last))
        else:
            rejected.append((place, own))
    for place, own in rejected:
        runs[place][own] = 0
    return found, runs


def _islands(runs: Mask, axis: Axis) -> Iterator[tuple[tuple[slice, slice], npt.NDArray[np.bool_]]]:
    """Each run of ink: its place on the page, and where it is there.

    Runs lie in few rows, or columns: only these are looked at.
    """
    level = runs if axis == "h" else runs.T
    taken = np.flatnonzero(np.diff(level.max(1), prepend=0, append=0))
    for first, stop in zip(taken[::2].tolist(), taken[1::2].tolist(), strict=True):
        labels, boxes = connected(np.ascontiguousarray(level[first:stop]))
        for number, (x, y, width, height, _) in enumerate(boxes[1:].tolist(), 1):
            own = labels[y : y + height, x : x + width] == number
            rows, columns = slice(first + y, first + y + height), slice(x, x + width)
            yield ((rows, columns), own) if axis == "h" else ((columns, rows), own.T)


def _runs_through_letters(ink: Mask, runs: Mask, line: Line, letter: float) -> bool:
    """Whether there is ink beside the line, as below the heads of bold letters that touch; `runs`
    is no such ink: a double rule runs beside itself."""
    off = line.width / 2 + 2 + BESIDE * letter
    ends = min(HEAD * letter, line.length / 3)  # an arrow's head is beside its line too
    along = slice(round(line.start + ends), round(line.end - ends))
    beside, other = (ink, runs) if line.axis == "h" else (ink.T, runs.T)
    sides = (round(line.position - off), round(line.position + off))
    return any(
        0 <= side < len(beside) and (beside[side, along] & (1 - other[side, along])).mean() > CLEAR
        for side in sides
    )


def _middle(own: npt.NDArray[np.bool_]) -> float:
    """The middle row of what is true."""
    rows = own.sum(1)
    return float((rows * (np.arange(len(rows)) + 0.5)).sum() / rows.sum())


def joined(pieces: Iterable[Piece], letter: float) -> list[Piece]:
    """Pieces that go on where another ends, and double lines, made one."""
    return merged(pieces, letter, lambda _, __, gap: gap <= JOIN * letter)


def merged(
    pieces: Iterable[Piece], letter: float, are_one: Callable[[Piece, Piece, float], bool]
) -> list[Piece]:
    """Pieces on one level made one, from left to right, where `are_one` says so of two pieces and
    the pixels between them."""
    lines: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.line.start):
        for index, before in enumerate(lines):
            gap = piece.line.start - before.line.end
            if _off(before, piece) <= LEVEL * letter and are_one(before, piece, gap):
                lines[index] = _one(before, piece)
                break
        else:
            lines.append(piece)
    return lines


def _off(before: Piece, piece: Piece) -> float:
    """Pixels by which a piece is not on the level of another."""
    return min(abs(before.line.position - piece.line.position), abs(before.last - piece.first))


def _one(before: Piece, piece: Piece) -> Piece:
    line, new = before.line, piece.line
    length = line.length + new.length
    whole = Line(
        line.axis,
        (line.position * line.length + new.position * new.length) / length,
        line.start,
        max(line.end, new.end),
        max(line.width, new.width),
    )
    return Piece(whole, before.first, piece.last if new.end > line.end else before.last)
