"""Straight lines of a page: those that rule a table, and those that are drawn over it (arrows)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, connected, widened
from pipeline.extract.scan.strip import Grey

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
ACROSS: Final = 0.45  # of the page's width: a line so long rules a table; an arrow never is
MEET: Final = 0.6  # letter heights between a line's end and the line on which it ends
HEAD: Final = 0.9  # letter heights of a line's end in which an arrow's head stands
HEAD_ROOM: Final = 0.9  # letter heights above and below the line in which it is looked for
HEAD_TIMES: Final = 1.6  # as much ink as the line has, column by column
SIDE: Final = 0.06  # letter heights of it on either side at least
HEAD_INK: Final = 0.18  # letter heights of ink more than the line has
FRINGE: Final = 2  # pixels beside a rule that are its blur
STUB: Final = 4  # pixels that a stroke is high at least; less beside a rule is its rough edge
WALL: Final = 4  # pixels of the page for one of the map of cells

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


def find_rules(ink: Mask, letter: float) -> Lines:
    """The straight lines of an upright page."""
    flat, flat_ink = _pieces(ink, "h", letter)
    upright, upright_ink = _pieces(ink, "v", letter)
    level, steep = _joined(flat, letter), _joined(upright, letter)
    width = ink.shape[1]
    loose = ink & (1 - widened(upright_ink, 2))
    drawn = [
        Drawn(line, *(_has_head(loose, line, level, letter, end) for end in (0, 1)))
        for line in level
        if line.length < ACROSS * width
    ]
    headed = [one.line for one in drawn if one.start_head or one.end_head]
    level = [line for line in level if line not in headed]
    rules = [line for line in level if line.length >= ACROSS * width]
    for _ in range(3):  # a rule may end on one that is known only now
        verticals = [line for line in steep if _ends_on(line, rules, letter, 1)]
        more = [
            line for line in level if line not in rules and _ends_on(line, verticals, letter, 2)
        ]
        rules += more
        if not more:
            break
    others = tuple(one for one in drawn if one.line not in rules)
    walls = np.zeros_like(ink)
    for line, its_ink in (*((r, flat_ink) for r in rules), *((v, upright_ink) for v in verticals)):
        y, x = _band(line)
        walls[y, x] |= its_ink[y, x]
    return Lines((*rules, *verticals), others, walls)


def _pieces(ink: Mask, axis: Axis, letter: float) -> tuple[list[Line], Mask]:
    """Runs of ink along `axis`, and where their ink is."""
    long, gap = max(12, round(LONG * letter)), max(LEAST_BREAK, round(BREAK * letter))
    shape = (lambda n: (n, 1)) if axis == "h" else (lambda n: (1, n))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(shape(gap)[::-1], np.uint8))
    kernel = np.ones(shape(long)[::-1], np.uint8)
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel).astype(np.uint8, copy=False)
    del whole
    labels, boxes = connected(runs)
    others = ink & (1 - runs)  # a double rule runs beside itself
    found = []
    for number, (left, top, width, height, area) in enumerate(boxes[1:].tolist(), 1):
        place = slice(top, top + height), slice(left, left + width)
        own = labels[place] == number
        length, middle, start = (
            (width, top + height / 2, left) if axis == "h" else (height, left + width / 2, top)
        )
        line = Line(axis, middle, start, start + length, area / length)
        least = DOTTED if length >= DOTTED_LONG * letter else WHOLE
        is_line = (
            line.width <= THICK * letter
            and ink[place][own].mean() >= least
            and not _runs_through_letters(others, line, letter)
        )
        if is_line:
            found.append(line)
        else:
            runs[place][own] = 0
    return found, runs


def _runs_through_letters(ink: Mask, line: Line, letter: float) -> bool:
    """Whether there is ink beside the line, as below the heads of bold letters that touch."""
    off = line.width / 2 + 2 + BESIDE * letter
    ends = min(HEAD * letter, line.length / 3)  # an arrow's head is beside its line too
    along = slice(round(line.start + ends), round(line.end - ends))
    beside = ink if line.axis == "h" else ink.T
    sides = (round(line.position - off), round(line.position + off))
    return any(0 <= side < beside.shape[0] and beside[side, along].mean() > CLEAR for side in sides)


def _joined(pieces: list[Line], letter: float) -> list[Line]:
    """Pieces that go on where another ends, and double lines, made one."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda one: one.start):
        for index, line in enumerate(lines):
            if (
                abs(line.position - piece.position) <= LEVEL * letter
                and piece.start - line.end <= JOIN * letter
            ):
                lines[index] = Line(
                    line.axis,
                    (line.position * line.length + piece.position * piece.length)
                    / (line.length + piece.length),
                    line.start,
                    max(line.end, piece.end),
                    max(line.width, piece.width),
                )
                break
        else:
            lines.append(piece)
    return lines


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


def _over(one: Line, two: Line) -> bool:
    """Whether one of two lines lies over a part of the other."""
    return one is not two and one.start < two.end and two.start < one.end


def _ends_on(line: Line, others: Sequence[Line], letter: float, ends: int) -> bool:
    """Whether so many ends of `line` lie on lines across it."""
    near = MEET * letter
    met = 0
    for end in (line.start, line.end):
        met += any(
            abs(other.position - end) <= near
            and other.start - near <= line.position <= other.end + near
            for other in others
        )
    return met >= ends


def _band(line: Line) -> tuple[slice, slice]:
    """Rows and columns of the page under a line."""
    half = round(line.width) + 2
    along = slice(max(0, round(line.start)), round(line.end) + 1)
    across = slice(max(0, round(line.position) - half), round(line.position) + half + 1)
    return (across, along) if line.axis == "h" else (along, across)


def whiten(grey: Grey, lines: Lines) -> Grey:
    """The page without its rules."""
    return np.where(widened(lines.ink, FRINGE) > 0, np.uint8(255), grey)


def keep_letters(bare: Grey, grey: Grey, ink: Mask, lines: Lines) -> Grey:
    """The page `bare` of its level rules, with what letters that reach into one have there.

    `grey` and its `ink` are of the page with its rules.

    Not where letters of both rows do: they would be one.
    """
    kept = bare.copy()
    reach = 2 * FRINGE + round(max((rule.width for rule in lines.rules), default=0.0))
    for rule in lines.rules:
        if rule.axis == "h":  # letters stand beside upright rules, and seldom touch
            half = round(rule.width / 2) + FRINGE + 1
            y, x = round(rule.position), slice(max(0, round(rule.start)), round(rule.end))
            top, more = max(0, y - half), reach + STUB
            seen = slice(max(0, top - more), y + half + 1 + more), x
            touched = _touched(ink[seen], lines.ink[seen], reach)
            band = slice(top, y + half + 1), x
            inside = touched[top - seen[0].start :][: y + half + 1 - top]
            kept[band] = np.where(inside, grey[band], kept[band])
    return kept


def _touched(ink: Mask, walls: Mask, reach: int) -> npt.NDArray[np.bool_]:
    """Where a rule lies and letters of one side only, above or below, reach so far into it."""
    rules = widened(walls, FRINGE)
    beside = ink & (1 - rules)
    strokes = cv2.morphologyEx(beside, cv2.MORPH_OPEN, np.ones((STUB, 1), np.uint8))
    kernel = np.ones((reach + 1, 1), np.uint8)
    above = cv2.dilate(strokes, kernel, anchor=(0, reach)) > 0
    below = cv2.dilate(strokes, kernel, anchor=(0, 0)) > 0
    touched: npt.NDArray[np.bool_] = (above != below) & (rules > 0)
    return touched


def map_cells(lines: Lines, shape: tuple[int, int], letter: float) -> npt.NDArray[np.int32]:
    """(height / WALL, width / WALL): the same number wherever no rule lies between."""
    free = np.ones((-(-shape[0] // WALL), -(-shape[1] // WALL)), np.uint8)
    over = MEET * letter
    for line in lines.rules:
        start, end = round((line.start - over) / WALL), round((line.end + over) / WALL)
        at = round(line.position / WALL)
        one, two = ((start, at), (end, at)) if line.axis == "h" else ((at, start), (at, end))
        cv2.line(free, one, two, 0, 1)
    _, cells = cv2.connectedComponents(free, connectivity=4)
    return cells.astype(np.int32, copy=False)
