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
BAR_INSET = 1.0  # points: a bar leaves so much of its cell free above and below


def find_bars(fills: Iterable[Area], grid: Grid, clusters: Sequence[Cluster]) -> Iterator[Stroke]:
    """Filled rectangles inside a row that are no shading: less than half as high, no letters on."""
    for fill in fills:
        slot = grid.slot_at((fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2)
        if slot is None or fill.shade >= SHADED or fill.x1 - fill.x0 < MIN_BAR:
            continue
        top, bottom = grid.ys[slot[0]], grid.ys[slot[0] + 1]
        low = fill.bottom - fill.top < FILLED * (bottom - top)
        inside = top + BAR_INSET <= fill.top and fill.bottom <= bottom - BAR_INSET
        if low and inside and not any(_lies_on(cluster, fill) for cluster in clusters):
            corners = (fill.x0, fill.top), (fill.x1, fill.top), (fill.x1, fill.bottom)
            yield Stroke((*corners, (fill.x0, fill.bottom)), True, 0.0)


def _lies_on(cluster: Cluster, fill: Area) -> bool:
    x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
    return fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom


def find_fills(fills: Iterable[Area], grid: Grid, drawn: set[int]) -> list[tuple[int, int, int]]:
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
    return [(row, *run) for row in body for run in runs_of(set(marked.get(row, ())) - decoration)]


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
