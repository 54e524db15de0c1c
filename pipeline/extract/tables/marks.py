"""Drawn marks over a table's cells: arrows, ticks and shading, with the columns they cover."""

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts.page import Area, Page, Stroke
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import Mark
from pipeline.extract.tables.grid import Grid
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.slots import mostly_covered

PIECE_GAP = 8.0  # points between the dashes of one shaft (see rules.DASH_GAP)
LEVEL_GAP = 1.0  # points between pieces one above the other: a head touches its shaft
MIN_ARROW = 5.0  # points: the shortest arrow that can be seen as one
FLAT = 0.4  # a plain arrow is at most this high for its length; a tick or a cross is higher
TIP = 0.2  # of a head's length and height: the part about the middle where it ends in a point
MIN_TICK, MAX_TICK = 3.0, 24.0  # points: smaller is a speck, larger a drawing
UNDERLINE = 0.35  # em below the baseline: where underlines and strike-throughs lie
UNDERLINED = 0.6  # share of a line that has letters right above: it is an underline
SHADED = 0.95  # luminance below which a fill is seen
FILLED = 0.5  # share of a cell that a fill must cover
STRIPED = 8  # rows from which on a column filled all the way down is decoration
BESIDE = 0.5  # of the rows have arrows or ticks: a column filled all the way down is decoration


@dataclass(slots=True)
class _Drawing:
    """Strokes that touch: one arrow, tick or cross."""

    x0: float
    top: float
    x1: float
    bottom: float
    strokes: list[Stroke]

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


def find_marks(page: Page, grid: Grid, clusters: Sequence[Cluster]) -> tuple[Mark, ...]:
    """The marks over one table, from top to bottom. `clusters`: the page's letters."""
    inside = [stroke for stroke in page.strokes if _in_grid(stroke, grid)]
    marks = [
        mark
        for drawing in _drawings(inside)
        if not _is_underline(drawing, clusters)
        if (mark := _mark(drawing, grid, page)) is not None
    ]
    marks += _fills(page, grid, {mark.row for mark in marks})
    return tuple(sorted(marks, key=lambda mark: (mark.row, mark.first_col)))


def _in_grid(stroke: Stroke, grid: Grid) -> bool:
    middle = (stroke.x0 + stroke.x1) / 2, (stroke.top + stroke.bottom) / 2
    return grid.slot_at(*middle) is not None


def _drawings(strokes: Iterable[Stroke]) -> list[_Drawing]:
    """Strokes gathered from left to right into what touches them, or nearly on their level."""
    drawings: list[_Drawing] = []
    for stroke in strokes:
        new = _Drawing(stroke.x0, stroke.top, stroke.x1, stroke.bottom, [stroke])
        apart = []
        for old in drawings:
            if _joined(old, new):
                new = _Drawing(
                    min(old.x0, new.x0),
                    min(old.top, new.top),
                    max(old.x1, new.x1),
                    max(old.bottom, new.bottom),
                    old.strokes + new.strokes,
                )
            else:
                apart.append(old)
        drawings = [*apart, new]
    return drawings


def _joined(one: _Drawing, two: _Drawing) -> bool:
    aside = max(one.x0, two.x0) - min(one.x1, two.x1)
    above = max(one.top, two.top) - min(one.bottom, two.bottom)
    return aside <= PIECE_GAP and above <= LEVEL_GAP


def _is_underline(drawing: _Drawing, clusters: Sequence[Cluster]) -> bool:
    """A bare level line along the foot, or through the middle, of letters."""
    if drawing.height > 2 * LEVEL_GAP or drawing.width <= 0:
        return False
    y = (drawing.top + drawing.bottom) / 2
    under = sum(
        max(0.0, min(c.x1, drawing.x1) - max(c.x0, drawing.x0))
        for c in clusters
        if c.baseline - c.size * UNDERLINE <= y <= c.baseline + c.size * UNDERLINE
    )
    return under >= UNDERLINED * drawing.width


def _mark(drawing: _Drawing, grid: Grid, page: Page) -> Mark | None:
    slot = grid.slot_at((drawing.x0 + drawing.x1) / 2, (drawing.top + drawing.bottom) / 2)
    if slot is None:
        return None
    place = _place(page, (drawing.x0, drawing.top, drawing.x1, drawing.bottom))
    row = slot[0]
    flat = drawing.height <= FLAT * drawing.width
    if drawing.width >= MIN_ARROW and (flat or _is_headed(drawing)):
        first, last = covered_columns(drawing.x0, drawing.x1, grid.xs)
        return Mark("arrow", row, first, last, place)
    big = max(drawing.width, drawing.height)
    if MIN_TICK <= big <= MAX_TICK:
        return Mark("tick", row, slot[1], slot[1], place)
    return None


def _is_headed(drawing: _Drawing) -> bool:
    """Whether it ends in a head on one side, and in another or its own level shaft on the other.

    An arrow so short that its heads are most of it is as high as a tick.
    """
    left = min(drawing.strokes, key=lambda stroke: stroke.x0)
    right = max(drawing.strokes, key=lambda stroke: stroke.x1)
    level = abs(left.top + left.bottom - right.top - right.bottom) <= 2 * LEVEL_GAP
    heads = _ends_in_tip(left, left.x0), _ends_in_tip(right, right.x1)
    shafts = (stroke.bottom - stroke.top <= LEVEL_GAP for stroke in (left, right))
    sound = all(head or shaft for head, shaft in zip(heads, shafts, strict=True))
    return left is not right and level and sound and any(heads)


def _ends_in_tip(stroke: Stroke, end: float) -> bool:
    """Whether the stroke comes to a point at half its height on the side whose x is `end`."""
    width, height = stroke.x1 - stroke.x0, stroke.bottom - stroke.top
    middle = (stroke.top + stroke.bottom) / 2
    at_end = [y for x, y in stroke.points if abs(x - end) <= TIP * width]
    return height > LEVEL_GAP and all(abs(y - middle) <= TIP * height for y in at_end)


def covered_columns(x0: float, x1: float, xs: Sequence[float]) -> tuple[int, int]:
    """First and last column that the span covers for the most part; at least the best covered.

    >>> covered_columns(55, 210, (0, 100, 200, 300))
    (1, 1)
    """
    taken = mostly_covered(x0, x1, tuple(itertools.pairwise(xs))) or (0,)
    return taken[0], taken[-1]


def _fills(page: Page, grid: Grid, drawn: set[int]) -> list[Mark]:
    """Runs of shaded cells; the rows' own shading and shaded columns are decoration.

    `drawn`: the rows with other marks. A column is decoration where every row below the header
    has it shaded: beside other marks, or over many rows in a shade that marks nothing elsewhere.
    """
    rows, cols = len(grid.ys) - 1, len(grid.xs) - 1
    shaded = _shades(page, grid)
    marked = {row: _without_background(found, cols) for row, found in shaded.items()}
    body = range(min((row for row in marked if marked[row]), default=rows), rows)
    full = {col for col in range(cols) if all(col in shaded.get(row, ()) for row in body)}
    telling = {found[col] for found in marked.values() for col in found if col not in full}
    beside = len(drawn) >= BESIDE * len(body)
    decoration = {
        col
        for col in full
        if beside or (len(body) >= STRIPED and all(shaded[row][col] not in telling for row in body))
    }
    return [
        _fill_mark(row, *run, grid, page)
        for row in body
        for run in _runs(set(marked.get(row, ())) - decoration)
    ]


def _shades(page: Page, grid: Grid) -> dict[int, dict[int, float]]:
    """[row][column]: the shade of what was painted last over the cell, where it can be seen."""
    painted: dict[int, dict[int, float]] = defaultdict(dict)
    for fill in page.fills:
        for row, col in _filled_slots(fill, grid):
            painted[row][col] = round(fill.shade, 2)
    return {
        row: {col: shade for col, shade in found.items() if shade < SHADED}
        for row, found in painted.items()
    }


def _without_background(found: dict[int, float], cols: int) -> dict[int, float]:
    """The cells darker than the shade that a row has all along (a header, a stripe)."""
    if len(found) < cols:
        return found
    background = max(found.values())
    return {col: shade for col, shade in found.items() if shade < background}


def _filled_slots(fill: Area, grid: Grid) -> Iterable[tuple[int, int]]:
    first = max(0, bisect_right(grid.ys, fill.top) - 1)
    for row in range(first, len(grid.ys) - 1):
        if grid.ys[row] >= fill.bottom:
            return
        top, bottom = grid.ys[row], grid.ys[row + 1]
        high = min(bottom, fill.bottom) - max(top, fill.top)
        for col, (left, right) in enumerate(zip(grid.xs, grid.xs[1:], strict=False)):
            wide = min(right, fill.x1) - max(left, fill.x0)
            if wide > 0 and wide * high >= FILLED * (right - left) * (bottom - top):
                yield row, col


def _runs(columns: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for col in sorted(columns):
        if runs and runs[-1][1] == col - 1:
            runs[-1] = (runs[-1][0], col)
        else:
            runs.append((col, col))
    return runs


def _fill_mark(row: int, first: int, last: int, grid: Grid, page: Page) -> Mark:
    box = grid.xs[first], grid.ys[row], grid.xs[last + 1], grid.ys[row + 1]
    return Mark("fill", row, first, last, _place(page, box))


def _place(page: Page, box: tuple[float, float, float, float]) -> Place:
    x0, top, x1, bottom = box
    return Place(
        reader=page.reader, page=page.number, box=Box(x0=x0, top=top, x1=x1, bottom=bottom)
    )
