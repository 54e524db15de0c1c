"""Cells of a scanned table that run on over rules which a scanner broke: cut where the lines say.

Only where another column shows the rule; each line of the cell stays whole.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.grid import Grid, GridCell, grid_of
from pipeline.extract.tables.overflow import CellClusters
from pipeline.extract.tables.shared_numbers import KEY_COLUMNS
from pipeline.extract.tables.shared_rows import shared_out
from pipeline.normalize.digits import squeeze

MIN_NAME = 6  # letters that say the same twice; fewer may be a word
_ITEM = re.compile(f"\\(?[0-9๐-๙{UNKNOWN}]{{1,3}}[.)]*(?![0-9๐-๙{UNKNOWN},])")
_FIGURE = re.compile(f"[0-9๐-๙{UNKNOWN}.,]*[0-9๐-๙{UNKNOWN}][0-9๐-๙{UNKNOWN}.,]*")


def with_broken_rules(grid: Grid, texts: CellClusters) -> tuple[Grid, CellClusters]:
    """The grid, and its letters, with its cells cut at the rules that other columns have.

    A rule between two item numbers goes on over all columns. A cell that has one line in each of
    its rows is cut into them if they are amounts, or if one says what a whole cell of the column
    says elsewhere.
    """
    whole = _cut(grid, texts)
    if whole is grid:
        return grid, texts
    return whole, shared_out(whole, [letter for own in texts.values() for letter in own])


def _cut(grid: Grid, texts: CellClusters) -> Grid:
    lines = {index: chunk_rows(texts.get(index, ())) for index in range(len(grid.cells))}
    between = set(_between_items(grid, lines))
    whole = {
        (cell.col, _text(lines[index]))
        for index, cell in enumerate(grid.cells)
        if cell.rowspan == 1 and len(lines[index]) == 1
    }
    cells: list[GridCell] = []
    for index, cell in enumerate(grid.cells):
        cuts = {row for row in between if cell.row < row < cell.row + cell.rowspan}
        cuts = {row for row in cuts if _is_clear(lines[index], grid.ys[row])}
        if cell.rowspan > 1 and _has_line_a_row(grid, cell, lines[index]):
            said = [_text([line]) for line in lines[index]]
            is_known = any(len(one) >= MIN_NAME and (cell.col, one) in whole for one in said)
            if is_known or all(map(_FIGURE.fullmatch, said)):
                cuts = set(range(cell.row + 1, cell.row + cell.rowspan))
        cells += _parts(cell, sorted(cuts))
    return grid if len(cells) == len(grid.cells) else grid_of(grid.xs, grid.ys, cells)


def _between_items(grid: Grid, lines: Mapping[int, Sequence[Sequence[Chunk]]]) -> Iterator[int]:
    """The rules, by the row below, that run between two item numbers of one cell."""
    for index, cell in enumerate(grid.cells):
        if cell.col >= KEY_COLUMNS or cell.rowspan == 1:
            continue
        starts = [row[0] for row in lines[index] if _ITEM.match(squeeze(row[0].text))]
        if not starts or len(starts) < len(lines[index]):
            continue
        for row in range(cell.row + 1, cell.row + cell.rowspan):
            y = grid.ys[row]
            if starts[0].bottom <= y <= starts[-1].top and _is_clear(lines[index], y):
                yield row


def _is_clear(lines: Sequence[Sequence[Chunk]], y: float) -> bool:
    """Whether no line's middle half lies across `y`."""
    return not any(
        abs((row[0].top + row[0].bottom) / 2 - y) < (row[0].bottom - row[0].top) / 4
        for row in lines
    )


def _has_line_a_row(grid: Grid, cell: GridCell, lines: Sequence[Sequence[Chunk]]) -> bool:
    rows = [grid.slot_at(row[0].middle, (row[0].top + row[0].bottom) / 2) for row in lines]
    found = [slot[0] for slot in rows if slot is not None]
    return found == list(range(cell.row, cell.row + cell.rowspan))


def _text(lines: Sequence[Sequence[Chunk]]) -> str:
    return squeeze("".join(chunk.text for row in lines for chunk in row))


def _parts(cell: GridCell, cuts: Sequence[int]) -> Iterator[GridCell]:
    bounds = (cell.row, *cuts, cell.row + cell.rowspan)
    for first, stop in itertools.pairwise(bounds):
        yield replace(cell, row=first, rowspan=stop - first)
