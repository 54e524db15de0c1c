"""A grid with the letters of its page as a table: which cell each letter is of, marks, places."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.page import Page, Stroke
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.tables.grid import Grid, is_open_below
from pipeline.extract.tables.line_ends import are_typed, join_cell_lines
from pipeline.extract.tables.lines import Cluster, Line, make_lines
from pipeline.extract.tables.marks import find_marks, typed_marks
from pipeline.extract.tables.overflow import CellClusters, Placed, cells_of, runs_out
from pipeline.extract.tables.upright import turned_text


def share_out(
    clusters: Sequence[Cluster], grids: Sequence[Grid], rules: Sequence[float]
) -> tuple[dict[int, CellClusters], list[Cluster]]:
    """Clusters by table and cell, the innermost table first; and those outside all tables."""
    if not grids:
        return {}, list(clusters)
    placed: dict[int, list[Placed]] = defaultdict(list)
    outside: list[Cluster] = []
    areas = sorted(range(len(grids)), key=lambda index: grids[index].area)
    order = [(grids[index], placed[index]) for index in areas]
    last: tuple[Grid, list[Placed]] | None = None  # where the letter before went
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
        for grid, found in order:
            if (slot := grid.slot_at(x, y)) is not None:
                found.append((cluster, slot))
                last = grid, found
                break
        else:
            if last is not None and runs_out(last[0], last[1][-1], cluster):
                last[1].append((cluster, last[1][-1][1]))
            else:
                outside.append(cluster)
                last = None
    inside = {index: cells_of(grid, placed[index], rules) for index, grid in enumerate(grids)}
    return inside, outside


def table_of(
    page: Page,
    grid: Grid,
    texts: CellClusters,
    clusters: Sequence[Cluster],
    loose: Sequence[Stroke],
    typed: Sequence[Box],
) -> RawTable:
    """The table of a grid: `texts` in its cells, marks of `loose` strokes and `typed` arrows too.

    `clusters`: all letters of the page.
    """
    turned = {index: text for index, own in texts.items() if (text := turned_text(own))}
    level = {index: own for index, own in texts.items() if index not in turned}
    lines = {index: make_lines(own) for index, own in level.items()}
    is_typed = page.reader != PICTURES and are_typed(lines, clusters)
    written = turned | join_cell_lines(grid, lines, is_typed)
    cells = tuple(
        RawCell(
            row=cell.row,
            col=cell.col,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            text=written.get(index, "").strip(),
            place=_place(page, *grid.box(cell)),
            spaced=written.get(index, "").endswith(" "),
        )
        for index, cell in enumerate(grid.cells)
    )
    return RawTable(
        n_rows=len(grid.ys) - 1,
        n_cols=len(grid.xs) - 1,
        cells=cells,
        marks=(*find_marks(page, grid, clusters, loose), *typed_marks(page, grid, typed)),
        place=_place(page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]),
        spans_stated=True,
        open_below=is_open_below(grid, page.rulings),
    )


def text_line(line: Line, page: Page) -> TextLine:
    """A line of a page as text with its place."""
    return TextLine(
        text=line.text.lstrip(),
        place=_place(page, line.x0, line.top, line.x1, line.bottom),
        bold=line.bold,
    )


def _place(page: Page, x0: float, top: float, x1: float, bottom: float) -> Place:
    return Place(
        reader=page.reader, page=page.number, box=Box(x0=x0, top=top, x1=x1, bottom=bottom)
    )
