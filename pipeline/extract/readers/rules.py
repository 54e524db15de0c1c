"""Straight lines: pieces joined, doubled borders made one, rules told from floating lines."""

import itertools
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SAME_LINE = 0.6  # points off the axis between pieces of one line
TOUCH = 1.0  # points: pieces of one border that meet
DASH_GAP = 8.0  # points between dashes: Word's long dash at 2.25 pt leaves 6.75
MAX_DASH = 20.0  # points: a longer piece is a border of its own, not a dash
DOUBLE_GAP = 3.4  # points left white between the lines of a double border, or between the frames
# of cells that stand apart; no column or row is so narrow
MAX_BORDER = 12.0  # points: the widest border of several lines; what is wider is hatching
SHARED = 0.8  # of the shorter line's length runs beside the other in a double border
MIN_LINE = 3.0  # points: what is shorter after joining is a speck or a dot of another line
MIN_COLUMNS = 6  # upright lines that begin and end level; fewer may be anything
MIN_HEIGHT = 10.0  # points: a line of text and the room around it
REACH = 2.5  # points, and the border's width (Writer stops half of it short of a thick border),
# by which a rule may miss the middle of the border it ends on

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """A level (`h`) or upright (`v`) line: its middle, its extent, its width over all.

    `gap` is the widest gap between its dashes.
    """

    axis: Literal["h", "v"]
    position: float
    start: float
    end: float
    width: float
    gap: float = 0.0

    @property
    def low(self) -> float:
        """The upper or left edge."""
        return self.position - self.width / 2

    @property
    def high(self) -> float:
        """The lower or right edge."""
        return self.position + self.width / 2


def join_pieces(lines: list[Line]) -> list[Line]:
    """Pieces and dashes that follow each other on one axis become one line; specks are left out."""
    joined: list[Line] = []
    for axis in ("h", "v"):
        pieces = sorted((x for x in lines if x.axis == axis), key=lambda x: x.position)
        for band in _bands(pieces):
            joined += _join_band(sorted(band, key=lambda x: x.start))
    return [line for line in joined if line.end - line.start >= MIN_LINE]


def _bands(pieces: list[Line]) -> list[list[Line]]:
    """Pieces of nearly the same position, together."""
    bands: list[list[Line]] = []
    for piece in pieces:
        if bands and piece.position - bands[-1][0].position <= SAME_LINE:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    return bands


def _join_band(pieces: list[Line]) -> list[Line]:
    joined: list[Line] = []
    last = 0.0  # length of the piece last added
    for piece in pieces:
        length = piece.end - piece.start
        gap = piece.start - joined[-1].end if joined else float("inf")
        dashed = gap <= DASH_GAP and min(last, length) <= MAX_DASH
        if gap <= TOUCH or dashed:
            line = joined[-1]
            joined[-1] = Line(
                line.axis,
                line.position,
                line.start,
                max(line.end, piece.end),
                max(line.width, piece.width),
                max(line.gap, gap if gap > TOUCH else 0.0),
            )
        else:
            joined.append(piece)
        last = length
    return joined


def merge_doubled(lines: list[Line]) -> list[Line]:
    """Lines close beside each other are one border, as wide as all of them together."""
    merged: list[Line] = []
    for axis in ("h", "v"):
        near: list[Line] = []
        for line in sorted((x for x in lines if x.axis == axis), key=lambda x: x.low):
            merged += [x for x in near if line.low - x.high > DOUBLE_GAP]
            near = [x for x in near if line.low - x.high <= DOUBLE_GAP]
            twins = [x for x in near if _doubles(x, line)]
            near = [x for x in near if x not in twins] + [_border([*twins, line])]
        merged += near
    return merged


def _doubles(one: Line, two: Line) -> bool:
    if two.low - one.high > DOUBLE_GAP or two.high - one.low > MAX_BORDER:
        return False
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= SHARED * min(one.end - one.start, two.end - two.start)


def _border(lines: list[Line]) -> Line:
    """One line over the whole of them; of a cell's short lines and the table's long one, too."""
    low, high = min(x.low for x in lines), max(x.high for x in lines)
    start, end = min(x.start for x in lines), max(x.end for x in lines)
    return Line(lines[0].axis, (low + high) / 2, start, end, high - low, lines[0].gap)


def split_floating(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(rules of tables, lines that float). Neither end of a rule stops short between two that it
    could meet; a level one meets two others, an upright one at least one (a page break leaves a
    table open above or below). Upright ones that begin and end level, a table's columns, hold each
    other: a heading without rules may stand above them. What is left is judged again until nothing
    changes."""
    rules = list(lines)
    columns = _columns(lines)
    floating: list[Line] = []
    while True:
        level = [x for x in rules if x.axis == "h"]
        upright = [x for x in rules if x.axis == "v"]
        kept = _held(level, upright, 2)
        held = {*map(id, _held(upright, level, 1)), *columns}
        kept += [line for line in upright if id(line) in held]
        if len(kept) == len(rules):
            return _met(level, upright) + _met(upright, level), floating
        known = set(map(id, kept))
        floating += [x for x in rules if id(x) not in known]
        rules = kept


def _columns(lines: list[Line]) -> set[int]:
    """The ids of upright lines that together part the columns of a table."""
    groups: list[list[Line]] = []
    for line in (x for x in lines if x.axis == "v" and x.end - x.start >= MIN_HEIGHT):
        for group in groups:
            if max(abs(group[0].start - line.start), abs(group[0].end - line.end)) <= REACH:
                group.append(line)
                break
        else:
            groups.append([line])
    found: set[int] = set()
    for group in groups:
        places = sorted(line.position for line in group)
        narrow = min((b - a for a, b in itertools.pairwise(places)), default=0.0)
        if len(group) >= MIN_COLUMNS and narrow > DOUBLE_GAP:
            found.update(map(id, group))
    return found


def _held(lines: list[Line], crossing: list[Line], needed: int) -> list[Line]:
    if not lines or len(crossing) < needed:
        return []
    mine, place = _array(lines), _array(crossing)[None, :, 0]
    start, end = mine[:, 1, None], mine[:, 2, None]
    spans, at_start, at_end, between = _meetings(lines, crossing)
    before = spans & (place < start)
    after = spans & (place > end)
    stops_short = (~at_start.any(1) & before.any(1)) | (~at_end.any(1) & after.any(1))
    keep = ((at_start | between | at_end).sum(1) >= needed) & ~stops_short
    return [line for line, good in zip(lines, keep, strict=True) if good]


def _met(lines: list[Line], crossing: list[Line]) -> list[Line]:
    """The lines, each drawn on to the middle of the border in which it ends."""
    if not lines or not crossing:
        return lines
    mine, place = _array(lines), _array(crossing)[None, :, 0]
    start, end = mine[:, 1, None], mine[:, 2, None]
    _, at_start, at_end, _ = _meetings(lines, crossing)
    first = np.where(at_start, np.minimum(place, start), start).min(1)
    last = np.where(at_end, np.maximum(place, end), end).max(1)
    return [
        Line(line.axis, line.position, one, two, line.width, line.gap)
        for line, one, two in zip(lines, first.tolist(), last.tolist(), strict=True)
    ]


def _meetings(lines: list[Line], crossing: list[Line]) -> tuple[Truths, Truths, Truths, Truths]:
    """[line, crossing]: whether the crossing reaches the line's level; and so far, whether the
    line starts at the crossing, ends at it, or runs across it."""
    mine, other = _array(lines), _array(crossing)
    position, start, end, width = (mine[:, i, None] for i in range(4))
    place, first, last, other_width = (other[None, :, i] for i in range(4))
    spans = (first - REACH - width <= position) & (position <= last + REACH + width)
    reach = REACH + other_width
    at_start = spans & (np.abs(place - start) <= reach)
    at_end = spans & (np.abs(place - end) <= reach)
    return spans, at_start, at_end, spans & (start <= place) & (place <= end)


def _array(lines: list[Line]) -> NDArray[np.float64]:
    return np.array([(x.position, x.start, x.end, x.width) for x in lines], dtype=np.float64)
