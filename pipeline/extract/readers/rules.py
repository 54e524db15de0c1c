"""Straight lines: pieces joined, doubled borders made one, rules told from floating lines."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SAME_LINE = 0.6  # points off the axis between pieces of one line
TOUCH = 1.0  # points: pieces of one border that meet
DASH_GAP = 8.0  # points between dashes: Word's long dash at 2.25 pt leaves 6.75
MAX_DASH = 20.0  # points: a longer piece is a border of its own, not a dash
DOUBLE_GAP = 3.0  # points between the two lines of a double border; no row is so low
SHARED = 0.8  # of the shorter line's length runs beside the other in a double border
MIN_LINE = 3.0  # points: what is shorter after joining is a speck or a dot of another line
REACH = 3.0  # points by which a rule may miss the rule it ends on


@dataclass(frozen=True, slots=True)
class Line:
    """A level (`h`) or upright (`v`) line; `gap` is the widest gap between its dashes."""

    axis: Literal["h", "v"]
    position: float
    start: float
    end: float
    width: float
    gap: float = 0.0


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
            joined[-1] = replace(
                line,
                end=max(line.end, piece.end),
                width=max(line.width, piece.width),
                gap=max(line.gap, gap if gap > TOUCH else 0.0),
            )
        else:
            joined.append(piece)
        last = length
    return joined


def merge_doubled(lines: list[Line]) -> list[Line]:
    """Two lines close beside each other are one border: the first's place, the longer extent."""
    merged: list[Line] = []
    for axis in ("h", "v"):
        kept: list[Line] = []
        for line in sorted((x for x in lines if x.axis == axis), key=lambda x: x.position):
            twin = next((i for i in range(len(kept) - 1, -1, -1) if _doubles(kept[i], line)), None)
            if twin is None:
                kept.append(line)
            else:
                old = kept[twin]
                kept[twin] = replace(
                    old, start=min(old.start, line.start), end=max(old.end, line.end)
                )
        merged += kept
    return merged


def _doubles(one: Line, two: Line) -> bool:
    if two.position - one.position > DOUBLE_GAP:
        return False
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= SHARED * min(one.end - one.start, two.end - two.start)


def split_floating(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(rules of tables, lines that float). Neither end of a rule stops short between two that it
    could meet; a level one meets two others, an upright one at least one (a page break leaves a
    table open above or below). What is left is judged again until nothing changes."""
    rules = list(lines)
    floating: list[Line] = []
    while True:
        level = [x for x in rules if x.axis == "h"]
        upright = [x for x in rules if x.axis == "v"]
        kept = _held(level, upright, 2) + _held(upright, level, 1)
        if len(kept) == len(rules):
            return kept, floating
        known = set(map(id, kept))
        floating += [x for x in rules if id(x) not in known]
        rules = kept


def _held(lines: list[Line], crossing: list[Line], needed: int) -> list[Line]:
    if not lines or len(crossing) < needed:
        return []
    mine, other = _array(lines), _array(crossing)
    position, start, end = (mine[:, i, None] for i in range(3))
    place, first, last = (other[None, :, i] for i in range(3))
    spans = (first - REACH <= position) & (position <= last + REACH)
    touches = spans & (start - REACH <= place) & (place <= end + REACH)
    at_start = touches & (np.abs(place - start) <= REACH)
    at_end = touches & (np.abs(place - end) <= REACH)
    before = spans & (place < start)
    after = spans & (place > end)
    stops_short = (~at_start.any(1) & before.any(1)) | (~at_end.any(1) & after.any(1))
    keep = (touches.sum(1) >= needed) & ~stops_short
    return [line for line, good in zip(lines, keep, strict=True) if good]


def _array(lines: list[Line]) -> NDArray[np.float64]:
    return np.array([(x.position, x.start, x.end) for x in lines], dtype=np.float64)
