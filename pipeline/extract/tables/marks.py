"""Drawn marks over a table's cells: arrows, ticks and shading, with the columns they cover."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.page import Page, Ruling, Stroke
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import Mark, MarkKind
from pipeline.extract.tables.fills import find_bars, find_fills
from pipeline.extract.tables.grid import OPEN_END, REACH, SAME_RULE, Grid
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.slots import COVER, mostly_covered

PIECE_GAP = 8.0  # points between the dashes of one shaft (see rules.DASH_GAP)
LEVEL_GAP = 1.0  # points between pieces one above the other: a head touches its shaft
MIN_ARROW = 5.0  # points: the shortest arrow that can be seen as one
FLAT = 0.4  # a plain arrow is at most this high for its length; a tick or a cross is higher
STOUT = 0.7  # a block arrow or a bow too large for a tick; what is higher still may be anything
TIP = 0.2  # of a head's length and height: the part about the middle where it ends in a point
MIN_TICK, MAX_TICK = 3.0, 24.0  # points: smaller is a speck, larger a drawing
MAX_IMAGE_HEIGHT = 60.0  # points: a higher one is a picture or a background
CLEAR = 0.75  # share of a typed arrow that lies over the columns it takes
UNDERLINE = 0.35  # em below the baseline: where underlines and strike-throughs lie
UNDERLINED = 0.6  # share of a line that has letters right above: it is an underline


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


def find_marks(
    page: Page, grid: Grid, clusters: Sequence[Cluster], loose: Sequence[Stroke] = ()
) -> tuple[Mark, ...]:
    """The marks over one table, from top to bottom.

    `clusters`: the page's letters. `loose`: lines that looked like rules, yet are of no table.
    """
    strokes = (*page.strokes, *loose, *find_bars(page.fills, grid, clusters))
    marks = [
        mark
        for drawing in _drawings(stroke for stroke in strokes if _in_grid(stroke, grid))
        if not _is_underline(drawing, clusters)
        if (mark := _mark(drawing, grid, page)) is not None
    ]
    marks += _lines_across_blank_cells(page, grid, clusters, marks)
    drawn = {mark.row for mark in marks if mark.kind != "image"}
    marks += [
        Mark("fill", row, first, last, _cells_place(page, grid, row, first, last))
        for row, first, last in find_fills(page.fills, grid, drawn)
    ]
    marks += _images(page, grid)
    return tuple(sorted(marks, key=lambda mark: (mark.row, mark.first_col)))


def _images(page: Page, grid: Grid) -> Iterator[Mark]:
    """Images that lie in one row: nobody can tell here whether they show an arrow or a tick; and
    the unread ink of a page that is itself a picture."""
    for image in page.images:
        slot = grid.slot_at((image.x0 + image.x1) / 2, (image.top + image.bottom) / 2)
        if slot is not None and image.bottom - image.top <= MAX_IMAGE_HEIGHT:
            first, last = covered_columns(image.x0, image.x1, grid.xs)
            box = image.x0, image.top, image.x1, image.bottom
            kind: MarkKind = "unread" if page.reader == PICTURES else "image"
            yield Mark(kind, slot[0], first, last, _place(page, box))


def typed_marks(page: Page, grid: Grid, arrows: Sequence[Box]) -> Iterator[Mark]:
    """Arrows of letters that lie so; a short one upon a rule may be of either cell."""
    for box in arrows:
        slot = grid.slot_at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        if slot is None:
            continue
        first, last = covered_columns(box.x0, box.x1, grid.xs)
        left, right = grid.xs[first], grid.xs[last + 1]
        covered = min(box.x1, right) - max(box.x0, left)
        is_clear = covered >= COVER * (right - left) or covered >= CLEAR * (box.x1 - box.x0)
        place = _place(page, (box.x0, box.top, box.x1, box.bottom))
        yield Mark("glyph" if is_clear else "image", slot[0], first, last, place)


def loose_strokes(rulings: Sequence[Ruling], grids: Sequence[Grid]) -> tuple[Stroke, ...]:
    """The rulings that are no line of any grid: a bar, a bracket or a box that holds itself up."""
    return tuple(
        Stroke.along(ruling.axis, ruling.position, ruling.start, ruling.end, 0.0)
        for ruling in rulings
        if not any(_is_line_of(ruling, grid) for grid in grids)
    )


def _is_line_of(ruling: Ruling, grid: Grid) -> bool:
    along, across = (grid.xs, grid.ys) if ruling.axis == "h" else (grid.ys, grid.xs)
    reach = REACH if ruling.axis == "h" else OPEN_END
    inside = along[0] - reach <= ruling.start and ruling.end <= along[-1] + reach
    return inside and any(abs(ruling.position - line) <= SAME_RULE for line in across)


def _lines_across_blank_cells(
    page: Page, grid: Grid, clusters: Sequence[Cluster], marks: Sequence[Mark]
) -> Iterator[Mark]:
    """Level lines from rule to rule that divide nothing: shafts without heads.

    The cells on one side of it are blank, those beside it go on past it, and the upright rules
    that it meets run through. A rule between rows goes on over the whole table, one between
    parts of a row divides texts in some column, and one below a merged heading has rules
    hanging from it.
    """
    marked = {(mark.row, col) for mark in marks for col in range(mark.first_col, mark.last_col + 1)}
    texts: set[int] | None = None
    for below in range(1, len(grid.ys) - 1):
        runs = tuple(_divided(grid, below))
        for first, last in runs:
            columns = range(first, last + 1)
            is_row = len(columns) == len(grid.xs) - 1
            if is_row or not _runs_through(grid, below, first, last):
                continue
            if any((row, col) in marked for row in (below - 1, below) for col in columns):
                continue
            texts = _cells_with_text(grid, clusters) if texts is None else texts
            others = [run for run in runs if run != (first, last)]
            blank_sides = [side.isdisjoint(texts) for side in _sides(grid, below, first, last)]
            if any(blank_sides) and all(
                side.isdisjoint(texts) for run in others for side in _sides(grid, below, *run)
            ):
                box = grid.xs[first], grid.ys[below], grid.xs[last + 1], grid.ys[below]
                yield Mark("arrow", below - 1, first, last, _place(page, box))


def _sides(grid: Grid, below: int, first: int, last: int) -> tuple[set[int], set[int]]:
    """The cells right above and right below the line over these columns."""
    above, under = (set(grid.owner[row][first : last + 1]) for row in (below - 1, below))
    return above, under


def _divided(grid: Grid, below: int) -> Iterator[tuple[int, int]]:
    """Runs of columns in which a cell ends at the upper side of row `below`."""
    walls = [
        above != under
        for above, under in zip(grid.owner[below - 1], grid.owner[below], strict=True)
    ]
    for is_wall, run in itertools.groupby(range(len(walls)), key=walls.__getitem__):
        if is_wall:
            columns = list(run)
            yield columns[0], columns[-1]


def _runs_through(grid: Grid, below: int, first: int, last: int) -> bool:
    """Whether every upright rule between the columns stands both above and below the line."""
    above, under = grid.owner[below - 1], grid.owner[below]
    return all(
        (above[col] == above[col + 1]) == (under[col] == under[col + 1])
        for col in range(first, last)
    )


def _cells_with_text(grid: Grid, clusters: Sequence[Cluster]) -> set[int]:
    found = set()
    for cluster in clusters:
        slot = grid.slot_at((cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2)
        if slot is not None and cluster.text.strip():
            found.add(grid.owner[slot[0]][slot[1]])
    return found


def _cells_place(page: Page, grid: Grid, row: int, first: int, last: int) -> Place:
    return _place(page, (grid.xs[first], grid.ys[row], grid.xs[last + 1], grid.ys[row + 1]))


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
    if big <= MAX_TICK or drawing.width < MIN_ARROW:
        return None
    is_stout = drawing.height <= STOUT * drawing.width
    first, last = covered_columns(drawing.x0, drawing.x1, grid.xs)
    return Mark("arrow" if is_stout else "image", row, first, last, place)


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


def _place(page: Page, box: tuple[float, float, float, float]) -> Place:
    x0, top, x1, bottom = box
    return Place(
        reader=page.reader, page=page.number, box=Box(x0=x0, top=top, x1=x1, bottom=bottom)
    )
