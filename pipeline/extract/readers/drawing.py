"""Drawn shapes sorted into rulings, fills and other strokes, by what tables and arrows look like.

A horizontal line can be a row's rule or an arrow's shaft. It is a shaft where a small head sits on
its end, or where it floats: a rule ends on the rules that cross it, or sticks out of the table.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from pipeline.contracts.page import Area, Ruling, Stroke
from pipeline.extract.readers.bars import part_bars
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.paper import cut_lines
from pipeline.extract.readers.rules import Line, join_pieces, merge_doubled, split_floating

Point = tuple[float, float]

MAX_RULE_WIDTH = 4.6  # points: borders of 4.5 are met; a bar of a chart is thicker
MIN_ELONGATION = 2.0  # a filled rectangle this much longer than thick is a line
STRAIGHT = 0.75  # points off the axis: LibreOffice's level shafts slant by 0.1
SLANT = 0.3  # a piece of a circle rises by more of its length than a level line's
MAX_HEAD = 25.0  # points: larger polygons are no arrow heads
HEAD_REACH = 2.0  # points between a shaft's end and its head
MAX_STOP = 10.0  # points: an upright line across a shaft's end; no two rows together are so low
MAX_LINES = 30_000  # level and upright, joined: a table has some hundred
HEAD_AXIS = 0.3  # the shaft meets the head within this share of its height from the middle


@dataclass(frozen=True, slots=True)
class Shape:
    """One subpath as drawn, in page coordinates."""

    points: tuple[Point, ...]
    closed: bool
    filled: bool
    stroked: bool
    width: float
    shade: float


Sorted = tuple[tuple[Ruling, ...], tuple[Stroke, ...], tuple[Area, ...]]


def sort_shapes(shapes: Iterable[Shape], width: float = inf, height: float = inf) -> Sorted:
    """Rulings, other strokes, filled rectangles. Lines end at the edges of the paper, in points.

    Raises DamagedPageError for a sea of lines.
    """
    lines: list[Line] = []
    strokes: list[Stroke] = []
    fills: list[Area] = []
    boxes: list[tuple[tuple[float, float, float, float], list[Line]]] = []
    for shape in shapes:
        before = len(lines)
        _sort_one(shape, lines, strokes, fills)
        if shape.stroked and _is_box(shape.points):
            boxes.append((_box(shape.points), lines[before:]))
            del lines[before:]
    bars, lines = part_bars(boxes, lines)
    whole = join_pieces(list(cut_lines(lines, width, height)))
    if len(whole) > MAX_LINES:
        raise DamagedPageError(f"{len(whole)} lines: a drawing, no table")
    strokes += [Stroke(_corners(*bar), False, 0.0) for bar in bars]
    shafts = _shafts(whole, [stroke for stroke in strokes if _small(stroke)])
    shafts += _stopped(whole, shafts)
    known = set(map(id, shafts))
    rules, floating = split_floating(merge_doubled([x for x in whole if id(x) not in known]))
    strokes += [_stroke(line) for line in (*shafts, *floating)]
    rulings = tuple(Ruling(line.axis, line.position, line.start, line.end) for line in rules)
    return rulings, tuple(strokes), tuple(fills)


def open_frames(one: Shape, two: Shape, even_odd: bool) -> tuple[Shape, ...]:
    """The four sides of a border that is filled between two rectangles of one path; else the two.

    Between them only: by the even-odd rule, or where they run round in opposite directions.
    """
    if not (is_rectangle(one.points) and is_rectangle(two.points)):
        return one, two
    if not (even_odd or _turn(one.points) * _turn(two.points) < 0):
        return one, two
    (left, top, right, bottom), (x0, y0, x1, y1) = sorted(
        (_box(one.points), _box(two.points)), key=lambda box: box[0] - box[2]
    )
    edges = x0 - left, y0 - top, right - x1, bottom - y1
    if min(edges) < 0 or max(edges) > MAX_RULE_WIDTH:
        return one, two
    upright = (left, top, x0, bottom), (x1, top, right, bottom)
    level = (left, top, right, y0), (left, y1, right, bottom)
    return tuple(replace(one, points=_corners(*side), closed=True) for side in (*upright, *level))


def _corners(x0: float, top: float, x1: float, bottom: float) -> tuple[Point, ...]:
    return (x0, top), (x1, top), (x1, bottom), (x0, bottom)


def _turn(points: tuple[Point, ...]) -> float:
    """Above 0 for an outline that runs round clockwise on the page, below for the other way."""
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in pairs)


def _sort_one(shape: Shape, lines: list[Line], strokes: list[Stroke], fills: list[Area]) -> None:
    box = _box(shape.points)
    if shape.filled:
        rectangle = is_rectangle(shape.points)
        line = _thin(box) if rectangle or len(set(shape.points)) > 3 else []
        if line:
            lines += line
            return
        if rectangle:
            fills.append(Area(*box, shape.shade))
        else:
            strokes.append(Stroke(shape.points, True, shape.width))
            return
    if shape.stroked:
        edges = _edges(shape)
        if edges is None or _is_elbow(shape.points):
            strokes.append(Stroke(shape.points, False, shape.width))
        else:
            lines += edges


def _box(points: tuple[Point, ...]) -> tuple[float, float, float, float]:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def is_rectangle(points: tuple[Point, ...]) -> bool:
    """Whether the outline has four corners and level or upright sides."""
    corners = points[:-1] if len(points) == 5 and _near(points[0], points[-1]) else points
    if len(corners) != 4:
        return False
    turned = (*corners[1:], corners[0])
    return all(_axis(one, two) is not None for one, two in zip(corners, turned, strict=True))


def level_or_upright(points: tuple[Point, ...]) -> bool:
    """Whether the points are the two ends of a straight level or upright line."""
    return len(points) == 2 and _axis(*points) is not None


def _is_box(points: tuple[Point, ...]) -> bool:
    """Whether the outline runs along its rectangle, from a corner or (LibreOffice) amid a side."""
    if len(points) < 4:
        return False
    x0, top, x1, bottom = _box(points)
    along = all(min(x - x0, x1 - x, y - top, bottom - y) <= STRAIGHT for x, y in points)
    return along and all(any(_near(at, p) for p in points) for at in _corners(x0, top, x1, bottom))


def _near(one: Point, two: Point) -> bool:
    return abs(one[0] - two[0]) < STRAIGHT and abs(one[1] - two[1]) < STRAIGHT


def _axis(one: Point, two: Point) -> Literal["h", "v"] | None:
    dx, dy = abs(one[0] - two[0]), abs(one[1] - two[1])
    if min(dx, dy) > SLANT * max(dx, dy):
        return None
    if dy <= STRAIGHT and dx >= dy:
        return "h"
    return "v" if dx <= STRAIGHT else None


def _thin(box: tuple[float, float, float, float]) -> list[Line]:
    """A filled rectangle as a line; a dot can be a piece of either axis; none if it is an area."""
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    if min(wide, high) > MAX_RULE_WIDTH:
        return []
    pieces = []
    if high < MIN_ELONGATION * wide or wide >= MIN_ELONGATION * high:
        pieces.append(Line("h", (top + bottom) / 2, x0, x1, high))
    if wide < MIN_ELONGATION * high:
        pieces.append(Line("v", (x0 + x1) / 2, top, bottom, wide))
    return pieces


def _edges(shape: Shape) -> list[Line] | None:
    """The sides of a stroked outline as lines; None if any side is oblique or it is curved."""
    points = _steps([*shape.points, shape.points[0]] if shape.closed else shape.points)
    lines = []
    for one, two in itertools.pairwise(points):
        axis = _axis(one, two)
        if axis is None:
            return None
        along, across = (0, 1) if axis == "h" else (1, 0)
        start, end = sorted((one[along], two[along]))
        lines.append(Line(axis, (one[across] + two[across]) / 2, start, end, shape.width))
    return lines or _dot(shape)


def _is_elbow(points: Sequence[Point]) -> bool:
    """Whether a connector goes level, a little up or down, and on: no border does."""
    if len(points) != 4:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    onward = (x1 - x0) * (x3 - x2) > 0 and STRAIGHT < abs(y2 - y1) <= MAX_HEAD
    return onward and max(abs(y1 - y0), abs(x2 - x1), abs(y3 - y2)) <= STRAIGHT


def _steps(points: Sequence[Point]) -> list[Point]:
    """The points without those that a curve passes too near to the one before."""
    kept = [points[0]]
    kept += (point for point in points[1:] if not _near(kept[-1], point))
    return kept


def _dot(shape: Shape) -> list[Line]:
    """A line of no length, drawn as a dot: a piece of either axis, as wide as the pen."""
    (x, y), half = shape.points[0], shape.width / 2
    return _thin((x - half, y - half, x + half, y + half))


def _small(stroke: Stroke) -> bool:
    return stroke.x1 - stroke.x0 <= MAX_HEAD and stroke.bottom - stroke.top <= MAX_HEAD


def _shafts(lines: list[Line], heads: list[Stroke]) -> list[Line]:
    """The lines that have a head on an end."""
    shafts = []
    for axis in ("h", "v"):
        placed = sorted((_head(stroke, axis) for stroke in heads), key=lambda head: head.middle)
        middles = [head.middle for head in placed]
        for line in lines:
            if line.axis != axis:
                continue
            first = bisect_left(middles, line.position - MAX_HEAD)
            last = bisect_right(middles, line.position + MAX_HEAD)
            if any(_sits_on_end(line, head) for head in placed[first:last]):
                shafts.append(line)
    return shafts


def _stopped(lines: list[Line], shafts: list[Line]) -> list[Line]:
    """Level lines that a short upright one crosses at an end (`|---|`), and these crossings."""
    stops = [x for x in lines if x.axis == "v" and x.end - x.start <= MAX_STOP]
    if not stops:
        return []
    known = set(map(id, shafts))
    level = [x for x in lines if x.axis == "h" and id(x) not in known]
    order = sorted(range(len(level)), key=lambda at: level[at].position)
    places = [level[at].position for at in order]
    found: dict[int, Line] = {}
    for stop in stops:
        head = _head(_stroke(stop), "h")
        reach = HEAD_AXIS * head.height + 2 * STRAIGHT
        first = bisect_left(places, head.middle - reach)
        last = bisect_right(places, head.middle + reach)
        for line in (level[at] for at in sorted(order[first:last])):
            if _sits_on_end(line, head):
                found |= {id(stop): stop, id(line): line}
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Head:
    """A small stroke as seen along an axis."""

    middle: float  # across the axis
    height: float  # across the axis
    start: float
    end: float


def _head(stroke: Stroke, axis: str) -> _Head:
    x0, x1, top, bottom = stroke.x0, stroke.x1, stroke.top, stroke.bottom
    if axis == "h":
        return _Head((top + bottom) / 2, bottom - top, x0, x1)
    return _Head((x0 + x1) / 2, x1 - x0, top, bottom)


def _sits_on_end(line: Line, head: _Head) -> bool:
    if abs(head.middle - line.position) > HEAD_AXIS * head.height + STRAIGHT:
        return False
    reach = HEAD_REACH + line.gap
    return any(head.start - reach <= end <= head.end + reach for end in (line.start, line.end))


def _stroke(line: Line) -> Stroke:
    return Stroke.along(line.axis, line.position, line.start, line.end, line.width)
