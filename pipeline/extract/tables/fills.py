"""Filled areas over a table's cells: shaded cells, and bars that are drawn inside them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.contracts.page import Area, Stroke
from pipeline.extract.tables.grid import Grid, runs_of
from pipeline.extract.tables.lines import Cluster

SHADED = 0.98  # a fill less white than this is seen
FILLED = 0.5  # share of a cell that a fill must cover
STRIPED = 8  # rows from which on a column filled all the way down is decoration
BESIDE = 0.5  # of the rows have arrows or ticks: a column filled all the way down is decoration
MIN_BAR = 5.0  # points: the shortest bar
MIN_LINE = 6.0  # points: the height of the lowest line of a spreadsheet that is shaded
WHOLE = 0.75  # share of a row's height: a fill that takes more is no line of it
OF_ROW = 0.6  # share of a fill that lies in the row whose line it shades
AT_RULE = 1.5  # points: a cell's fill ends so near to the rules beside it
BAR_INSET = 1.0  # points: a bar leaves so much of its cell free above and below


def find_bars(fills: Iterable[Area], grid: Grid, clusters: Sequence[Cluster]) -> Iterator[Stroke]:
    """Filled rectangles inside a row that are no shading: less than half as high, no letters on."""
    for fill in fills:
        slot = grid.slot_at((fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2)
        if slot is None or fill.shade >= SHADED or fill.x1 - fill.x0 < MIN_BAR:
            continue
        top, bottom = grid.ys[slot[0]], grid.ys[slot[0] + 1]
        if _row_of_line(fill, grid) is not None:
            continue
        low = fill.bottom - fill.top < FILLED * (bottom - top)
        inside = top + BAR_INSET <= fill.top and fill.bottom <= bottom - BAR_INSET
        if low and inside and not any(_lies_on(cluster, fill) for cluster in clusters):
            corners = (fill.x0, fill.top), (fill.x1, fill.top), (fill.x1, fill.bottom)
            yield Stroke((*corners, (fill.x0, fill.bottom)), True, 0.0)


def _lies_on(cluster: Cluster, fill: Area) -> bool:
    x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
    return fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom


def find_fills(fills: Sequence[Area], grid: Grid, drawn: set[int]) -> list[tuple[int, int, int]]:
    """Runs of shaded cells as (row, first column, last column).

    The rows' own shading and shaded columns are decoration. `drawn`: the rows with other marks. A
    column is decoration where every row below the header has it shaded: beside other marks, or
    over many rows in a shade that marks nothing elsewhere.
    """
    rows, cols = len(grid.ys) - 1, len(grid.xs) - 1
    shaded = _shades(fills, grid)
    marked = {row: _without_background(found, cols) for row, found in shaded.items()}
    body = range(min((row for row in marked if marked[row]), default=rows), rows)
    full = {col for col in range(cols) if all(col in shaded.get(row, ()) for row in body)}
    telling = {found[col] for found in marked.values() for col in found if col not in full}
    beside = len(body) > 1 and len(drawn.intersection(body)) >= BESIDE * len(body)
    decoration = {
        col
        for col in full
        if beside or (len(body) >= STRIPED and all(shaded[row][col] not in telling for row in body))
    }
    lines = _shaded_lines(fills, grid)
    return [
        (row, *run)
        for row in range(rows)
        for run in runs_of(({*marked.get(row, ())} | lines.get(row, set())) - decoration)
    ]


def _shaded_lines(fills: Iterable[Area], grid: Grid) -> dict[int, set[int]]:
    """[row]: the columns of which one line of text is shaded, and not most of the cell.

    In a spreadsheet each line of a project is a row of its own; no rule need part it from the
    next. A line that is shaded over the whole table is a stripe.
    """
    lines: dict[tuple[int, int], set[int]] = defaultdict(set)  # [row, top of the line]: columns
    for fill in fills:
        row = _row_of_line(fill, grid)
        if row is not None and fill.shade < SHADED:
            lines[row, round(fill.top)].update(_columns_between(fill, grid))
    found: dict[int, set[int]] = defaultdict(set)
    for (row, _), columns in lines.items():
        if len(columns) < len(grid.xs) - 1:
            found[row] |= columns
    return found


def _row_of_line(fill: Area, grid: Grid) -> int | None:
    """The row in which a fill shades one line of whole columns; None for any other fill."""
    slot = grid.slot_at((fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2)
    height = fill.bottom - fill.top
    if slot is None or height < MIN_LINE or not _columns_between(fill, grid):
        return None
    top, bottom = grid.ys[slot[0]], grid.ys[slot[0] + 1]
    inside = min(bottom, fill.bottom) - max(top, fill.top)
    return slot[0] if OF_ROW * height <= inside < WHOLE * (bottom - top) else None


def _columns_between(fill: Area, grid: Grid) -> range:
    """The columns from rule to rule that a fill takes; none where its sides are no rules."""
    sides = [
        n for x in (fill.x0, fill.x1) for n, at in enumerate(grid.xs) if abs(x - at) <= AT_RULE
    ]
    return range(*sides) if len(sides) == 2 else range(0)


def _shades(fills: Iterable[Area], grid: Grid) -> dict[int, dict[int, float]]:
    """[row][column]: the shade of what was painted last over the cell, where it can be seen.

    A gradient is painted in strips: together they cover the cell. What only touches a cell that
    was painted whole (a white page, the row above) covers nothing of it.
    """
    painted: dict[int, dict[int, float]] = defaultdict(dict)
    strips: dict[tuple[int, int], float] = defaultdict(float)
    for fill in fills:
        for row, col, share in _covered_slots(fill, grid):
            is_whole = share >= FILLED
            strips[row, col] = 0.0 if is_whole else strips[row, col] + share
            if is_whole or strips[row, col] >= FILLED:
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


def _covered_slots(fill: Area, grid: Grid) -> Iterator[tuple[int, int, float]]:
    """(row, column, share of the slot that is covered) of all slots that a fill touches."""
    for row in range(max(0, bisect_right(grid.ys, fill.top) - 1), len(grid.ys) - 1):
        top, bottom = grid.ys[row], grid.ys[row + 1]
        if top >= fill.bottom:
            return
        high = (min(bottom, fill.bottom) - max(top, fill.top)) / (bottom - top)
        for col in range(max(0, bisect_right(grid.xs, fill.x0) - 1), len(grid.xs) - 1):
            left, right = grid.xs[col], grid.xs[col + 1]
            if left >= fill.x1:
                break
            wide = (min(right, fill.x1) - max(left, fill.x0)) / (right - left)
            if wide > 0 and high > 0:
                yield row, col, wide * high
