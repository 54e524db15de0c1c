"""Straight lines of a page: those that rule a table, and those that are drawn over it (arrows)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, connected, widened

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
BRIDGED: Final = 4.0  # letter heights of pieces that are one line over a wider gap, at least
BRIDGE: Final = 6.0  # letter heights of such a gap
LEVEL: Final = 0.3  # letter heights by which such pieces may be off
ACROSS: Final = 0.45  # of the page's width: a line so long rules a table; an arrow never is
OVERHANG: Final = 2.5  # letter heights beyond a line's end that may be letters on its level
APART: Final = 0.16  # letter heights from its edge, in which such letters are on one side only
MEET: Final = 0.6  # letter heights between a line's end and the line on which it ends
HEAD: Final = 0.9  # letter heights of a line's end in which an arrow's head stands
HEAD_ROOM: Final = 0.9  # letter heights above and below the line in which it is looked for
HEAD_TIMES: Final = 1.6  # as much ink as the line has, column by column
SIDE: Final = 0.06  # letter heights of it on either side at least
HEAD_INK: Final = 0.18  # letter heights of ink more than the line has
FRINGE: Final = 2  # pixels beside a rule that are its blur

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
class Lines:
    """`rules` make tables; `others` are drawn, or underline. `ink`: 1 where a rule lies."""

    rules: tuple[Line, ...]
    others: tuple["Drawn", ...]
    ink: Mask


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line that rules no table, and at which of its ends a head stands."""

    line: Line
    start_head: bool
    end_head: bool


def find_rules(ink: Mask, letter: float, faint: tuple[Mask, Mask] | None = None) -> Lines:
    """The straight lines of an upright page; `faint`: where level and upright ones are
    pale, as `find_faint` has them."""
    level_ink = ink | _whole(faint[0], ink) if faint else ink
    flat, flat_ink = _pieces(level_ink, "h", letter)
    upright, upright_ink = _pieces(ink | _whole(faint[1], ink) if faint else ink, "v", letter)
    steep = [one.line for one in _joined(upright, letter)]
    wide = ACROSS * ink.shape[1]
    pieces = [
        replace(one, line=_without_letters(one.line, steep, ink, letter))
        for one in _bridged(_joined(flat, letter), steep, letter, wide)
    ]
    loose = widened(upright_ink, 2)
    if faint:
        loose |= widened(_whole(faint[1], ink), 2 * FRINGE)
    loose ^= 1
    loose &= level_ink
    del level_ink
    every = [one.line for one in pieces]
    drawn = [
        Drawn(line, *(_has_head(loose, line, every, letter, end) for end in (0, 1)))
        for line in every
        if line.length < wide
    ]
    headed = [one for one in drawn if one.start_head or one.end_head]
    arrows = [one.line for one in headed]
    bare = [one for one in pieces if one.line not in arrows]
    level = [one.line for one in _bridged(bare, steep, letter)]
    rules = [
        line
        for line in level
        if line.length >= wide and (_is_inked(ink, line) or _crosses(line, steep, letter))
    ]
    for _ in range(3):  # a rule may end on one that is known only now
        verticals = [
            line
            for line in steep
            if _ends_on(line, rules, letter, 1) or _crosses(line, rules, letter)
        ]
        more = [
            line for line in level if line not in rules and _ends_on(line, verticals, letter, 2)
        ]
        rules += more
        if not more:
            break
    loose_ends = [Drawn(line, False, False) for line in level if line not in rules]
    walls = np.zeros_like(ink)
    for line, its_ink in (*((r, flat_ink) for r in rules), *((v, upright_ink) for v in verticals)):
        y, x = _band(line)
        walls[y, x] |= its_ink[y, x]
    return Lines((*rules, *verticals), (*headed, *loose_ends), walls)


def _whole(small: Mask, ink: Mask) -> Mask:
    """A mask of a reduced page (`ink.reduced`) as large as the page."""
    factor = max(1, ink.shape[0] // small.shape[0])
    whole = np.zeros_like(ink)
    size = small.shape[1] * factor, small.shape[0] * factor
    whole[: size[1], : size[0]] = cv2.resize(small, size, interpolation=cv2.INTER_NEAREST)
    return whole


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of ink, and at which position it begins and ends: paper bends."""

    line: Line
    first: float
    last: float


def _pieces(ink: Mask, axis: Axis, letter: float) -> tuple[list[_Piece], Mask]:
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
            found.append(_Piece(line, first, last))
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


def _joined(pieces: list[_Piece], letter: float) -> list[_Piece]:
    """Pieces that go on where another ends, and double lines, made one."""
    lines: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: one.line.start):
        for index, before in enumerate(lines):
            gap = piece.line.start - before.line.end
            if _off(before, piece) <= LEVEL * letter and gap <= JOIN * letter:
                lines[index] = _one(before, piece)
                break
        else:
            lines.append(piece)
    return lines


def _bridged(
    pieces: list[_Piece], steep: list[Line], letter: float, longest: float = 0.0
) -> list[_Piece]:
    """Long pieces of one line over a wider gap; not from one upright line to the next.

    One of two is so many pixels long: then the other is no arrow.
    """
    lines: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: one.line.start):
        for index, before in enumerate(lines):
            gap = piece.line.start - before.line.end
            if (
                _off(before, piece) <= LEVEL * letter
                and 0 <= gap <= BRIDGE * letter
                and min(before.line.length, piece.line.length) >= BRIDGED * letter
                and max(before.line.length, piece.line.length) >= longest
                and not (
                    _has_end_on(before.line.end, before.line, steep, letter)
                    and _has_end_on(piece.line.start, piece.line, steep, letter)
                )
            ):
                lines[index] = _one(before, piece)
                break
        else:
            lines.append(piece)
    return lines


def _off(before: _Piece, piece: _Piece) -> float:
    """Pixels by which a piece is not on the level of another."""
    return min(abs(before.line.position - piece.line.position), abs(before.last - piece.first))


def _one(before: _Piece, piece: _Piece) -> _Piece:
    line, new = before.line, piece.line
    length = line.length + new.length
    whole = Line(
        line.axis,
        (line.position * line.length + new.position * new.length) / length,
        line.start,
        max(line.end, new.end),
        max(line.width, new.width),
    )
    return _Piece(whole, before.first, piece.last if new.end > line.end else before.last)


def _has_head(ink: Mask, line: Line, others: Sequence[Line], letter: float, end: int) -> bool:
    """Whether the ink thickens at the line's start (0) or end (1), on both sides of it."""
    gaps = [
        abs(other.position - line.position) - other.width for other in others if _over(other, line)
    ]
    room = round(min([HEAD_ROOM * letter, *(gap for gap in gaps if gap > 0)]))
    reach, middle = round(HEAD * letter), round(line.position)
    if room < 2 or middle < room:
        return False
    band = ink[middle - room : middle + room + 1]
    up = np.minimum.accumulate(band[: room + 1][::-1], axis=0).sum(0, dtype=np.int32)
    down = np.minimum.accumulate(band[room:], axis=0).sum(0, dtype=np.int32)
    thick = np.maximum(up + down - 1, 0)
    inside = thick[round(line.start) + reach : round(line.end) - reach]
    usual = float(np.median(inside)) if inside.size else line.width
    at = round(line.end) - reach if end else round(line.start) - round(0.2 * letter)
    tip = slice(max(0, at), at + reach + round(0.2 * letter))
    even = np.minimum(up, down)[tip] >= usual / 2 + SIDE * letter
    most = np.sort(np.where(even & (np.maximum(up, down)[tip] <= room), thick[tip], 0))[-3:]
    if not most.size:
        return False
    wide = float(most.mean())
    return wide >= HEAD_TIMES * usual and wide - usual >= HEAD_INK * letter


def _without_letters(line: Line, steep: list[Line], ink: Mask, letter: float) -> Line:
    """A level line up to the upright one beyond which it is only the heads of letters."""
    crossed = [one.position for one in steep if _meet(line, one, letter)]
    start, end = min(crossed, default=line.start), max(crossed, default=line.end)
    off = line.width / 2 + 2 + APART * letter

    def is_letters(left: float, right: float) -> bool:
        """Letters are on one side of it; an arrow's head is on both."""
        if not MEET * letter < right - left <= OVERHANG * letter:
            return False
        rows = (round(line.position - off), round(line.position + off))
        beside = [ink[min(max(0, y), len(ink) - 1), round(left) : round(right)] for y in rows]
        less, more = sorted(float(row.mean()) for row in beside)
        return less < CLEAR / 2 and more > CLEAR

    return replace(
        line,
        start=start if is_letters(line.start, start) else line.start,
        end=end if is_letters(end, line.end) else line.end,
    )


def _is_inked(ink: Mask, line: Line) -> bool:
    """Whether a level line is ink, dotted at least, not only darker than paper."""
    return float(ink[_band(line)].max(0).mean()) >= DOTTED


def _meet(line: Line, other: Line, letter: float) -> bool:
    """Whether two lines across each other meet."""
    near = MEET * letter
    return (
        other.start - near <= line.position <= other.end + near
        and line.start - near <= other.position <= line.end + near
    )


def _crosses(line: Line, others: Sequence[Line], letter: float) -> bool:
    """Whether a line meets several others."""
    return sum(_meet(line, other, letter) for other in others) > 1


def _over(one: Line, two: Line) -> bool:
    """Whether one of two lines lies over a part of the other."""
    return one is not two and one.start < two.end and two.start < one.end


def _ends_on(line: Line, others: Sequence[Line], letter: float, ends: int) -> bool:
    """Whether so many ends of `line` lie on lines across it."""
    return sum(_has_end_on(end, line, others, letter) for end in (line.start, line.end)) >= ends


def _has_end_on(end: float, line: Line, others: Sequence[Line], letter: float) -> bool:
    near = MEET * letter
    return any(
        abs(other.position - end) <= near
        and other.start - near <= line.position <= other.end + near
        for other in others
    )


def _band(line: Line) -> tuple[slice, slice]:
    """Rows and columns of the page under a line."""
    half = round(line.width) + 2
    along = slice(max(0, round(line.start)), round(line.end) + 1)
    across = slice(max(0, round(line.position) - half), round(line.position) + half + 1)
    return (across, along) if line.axis == "h" else (along, across)
