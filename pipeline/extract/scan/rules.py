"""Straight lines of a page: those that rule a table, and those that are drawn over it (arrows)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from pipeline.extract.scan.ink import Mask, widened
from pipeline.extract.scan.runs import (
    CLEAR,
    DOTTED,
    HEAD,
    Line,
    Piece,
    find_pieces,
    joined,
    merged,
)
from pipeline.extract.scan.spare_memory import give_back

BRIDGED: Final = 4.0  # letter heights of pieces that are one line over a wider gap, at least
BRIDGE: Final = 6.0  # letter heights of such a gap
ACROSS: Final = 0.45  # of the page's width: a line so long rules a table; an arrow never is
OVERHANG: Final = 2.5  # letter heights beyond a line's end that may be letters on its level
APART: Final = 0.16  # letter heights from its edge, in which such letters are on one side only
MEET: Final = 0.6  # letter heights between a line's end and the line on which it ends
HEAD_ROOM: Final = 0.9  # letter heights above and below the line in which it is looked for
HEAD_TIMES: Final = 1.6  # as much ink as the line has, column by column
SIDE: Final = 0.06  # letter heights of it on either side at least
HEAD_INK: Final = 0.18  # letter heights of ink more than the line has
FRINGE: Final = 2  # pixels beside a rule that are its blur


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
    flat, flat_ink = find_pieces(_with_faint(ink, faint and faint[0]), "h", letter)
    flat_rows = np.packbits(flat_ink, axis=1)  # masks of a page are large
    del flat_ink
    give_back()
    upright, upright_ink = find_pieces(_with_faint(ink, faint and faint[1]), "v", letter)
    give_back()
    steep = [one.line for one in joined(upright, letter)]
    wide = ACROSS * ink.shape[1]
    cut = (
        replace(one, line=_without_letters(one.line, steep, ink, letter))
        for one in _bridged(joined(flat, letter), steep, letter, wide)
    )
    pieces = [one for one in cut if one.line.length > 1]  # letters on both sides of an upright
    loose = widened(upright_ink, 2)
    if faint:
        loose |= widened(_whole(faint[1], ink), 2 * FRINGE)
    loose ^= 1
    loose &= _with_faint(ink, faint and faint[0])
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
    flat_ink = np.unpackbits(flat_rows, axis=1, count=ink.shape[1])
    for line, its_ink in (*((r, flat_ink) for r in rules), *((v, upright_ink) for v in verticals)):
        y, x = _band(line)
        walls[y, x] |= its_ink[y, x]
    return Lines((*rules, *verticals), (*headed, *loose_ends), walls)


def _with_faint(ink: Mask, faint: Mask | None) -> Mask:
    """The ink with pale lines, a mask of a reduced page."""
    if faint is None:
        return ink
    whole = _whole(faint, ink)
    whole |= ink
    return whole


def _whole(small: Mask, ink: Mask) -> Mask:
    """A mask of a reduced page (`ink.reduced`) as large as the page."""
    factor = max(1, ink.shape[0] // small.shape[0])
    whole = np.zeros_like(ink)
    size = small.shape[1] * factor, small.shape[0] * factor
    whole[: size[1], : size[0]] = cv2.resize(small, size, interpolation=cv2.INTER_NEAREST)
    return whole


def _bridged(
    pieces: list[Piece], steep: list[Line], letter: float, longest: float = 0.0
) -> list[Piece]:
    """Long pieces of one line over a wider gap; not from one upright line to the next.

    One of two is so many pixels long: then the other is no arrow.
    """

    def are_one(before: Piece, piece: Piece, gap: float) -> bool:
        lengths = sorted((before.line.length, piece.line.length))
        return (
            0 <= gap <= BRIDGE * letter
            and lengths[0] >= BRIDGED * letter
            and lengths[1] >= longest
            and not (
                _has_end_on(before.line.end, before.line, steep, letter)
                and _has_end_on(piece.line.start, piece.line, steep, letter)
            )
        )

    return merged(pieces, letter, are_one)


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
