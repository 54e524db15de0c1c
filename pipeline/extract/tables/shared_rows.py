"""Drawn rows that hold several projects: cut where their item numbers and the white say."""

import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.contracts.table import RawTable
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.drift import level_with
from pipeline.extract.tables.grid import Grid, GridCell, grid_of
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.open_grid import crossed, parted
from pipeline.extract.tables.overflow import CellClusters, Placed, cells_of
from pipeline.extract.tables.row_cuts import LOOSE, Mark, Start, cut_rows, leading_of, mark_at
from pipeline.extract.tables.shared_numbers import (
    LEVEL,
    LISTED,
    Keys,
    Numbered,
    Texts,
    are_centred,
    begins_figure,
    find_numbers,
    follows_rest,
    is_broken,
    lies_below,
    runs_on,
)
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Budget, Headings, Lexicon
from pipeline.normalize.numbering import (
    parse_item,
)

MIN_SPLIT = 3  # columns in which one line of a merged cell has text: its upright rules are missing


def may_share(table: RawTable, keys: Keys, headings: Headings) -> bool:
    """Cheap: whether a cell holds a number below its first line, or spans what columns may part."""
    return any(
        LISTED.search(cell.text) or _ends_in_sum(cell.text, headings)
        if cell.col in keys.items and cell.colspan == 1
        else cell.row > 0 and cell.colspan >= MIN_SPLIT and "\n" in cell.text
        for cell in table.cells
    )


def _ends_in_sum(text: str, headings: Headings) -> bool:
    """Whether an item's number alone stands above the word for total."""
    first, _, last = text.rpartition("\n")
    return bool(parse_item(first)) and bool(total_kind(last, headings))


def told_apart(
    grid: Grid, texts: CellClusters, keys: Keys, lexicon: Lexicon
) -> tuple[Grid, CellClusters]:
    """The grid with each drawn row that holds several projects cut into theirs, and its letters."""
    given = grid
    grid, texts = _without_lost_spans(grid, texts)
    numbers = [find_numbers(grid, texts, row, keys, lexicon) for row in range(len(grid.ys) - 1)]
    if keys.lined and are_centred(grid, texts, numbers):
        keys = replace(keys, lined=False)
    for row in range(len(numbers) - 1, -1, -1):
        found = numbers[row]
        if found is None:
            continue
        shares = runs_on(found, numbers[row + 1 :]) and not is_broken(grid, texts, row, numbers)
        shares = shares or (follows_rest(found) and not any(numbers[:row]))
        if shares or (keys.lined and lies_below(grid, texts, row, found)):
            texts = _level(grid, texts, row, found, keys, lexicon.budget)
            grid = _cut(grid, texts, row, numbers, keys, lexicon.budget)
    if grid is given:
        return grid, texts
    return grid, shared_out(grid, [letter for own in texts.values() for letter in own])


def _level(
    grid: Grid, texts: CellClusters, row: int, found: Numbered, keys: Keys, facts: Budget
) -> CellClusters:
    """The letters, with the figures of each year level with the projects that have as many."""
    starts = [line for _, line in found[0]]
    years = {grid.owner[row][col] for col in keys.years}
    level = dict(texts)
    for index in set(grid.owner[row]) & set(texts):
        begins = partial(begins_figure, facts=facts) if index in years else bool
        if grid.cells[index].row == row and keys.years and index not in _key_cells(grid, row, keys):
            level[index] = list(level_with(texts[index], starts, begins))
    return level


def _key_cells(grid: Grid, row: int, keys: Keys) -> set[int]:
    return {grid.owner[row][col] for col in (*keys.items, *keys.labels)}


def _cut(
    grid: Grid,
    texts: Texts,
    row: int,
    numbers: Sequence[Numbered | None],
    keys: Keys,
    facts: Budget,
) -> Grid:
    found, is_first = numbers[row], not any(numbers[:row])
    if found is None:
        return grid
    chain, alone, _ = found
    cells = {
        index: cell
        for index, cell in enumerate(grid.cells)
        if cell.row == row and cell.rowspan == 1 and cell.col not in keys.labels
    }
    marks = {index: _marks(cell, texts.get(index, ())) for index, cell in cells.items()}
    key = next(cell.col for cell in cells.values() if _holds(grid, cell, row, chain[0][1]))
    starts = [Start(mark_at(key, line), leads=not alone) for _, line in chain]
    every = [mark for found_marks in marks.values() for mark in found_marks]
    cuts = tuple(
        y
        for y in cut_rows(every, starts, is_first, keys.lined)
        if grid.ys[row] < y < grid.ys[row + 1]
    )
    if not cuts:
        return grid
    bounds = (grid.ys[row], *cuts, grid.ys[row + 1])
    whole = {
        index: _runs(found_marks, bounds, extents(every, bounds))
        for index, found_marks in marks.items()
    }
    for index in set(whole) & {grid.owner[row][col] for col in keys.years}:
        if _is_uneven(texts.get(index, ()), bounds, len(chain), facts):
            whole[index] = [(0, len(bounds) - 1)]
    return rebuilt(grid, row, cuts, whole)


def _is_uneven(
    clusters: Sequence[Cluster], bounds: Sequence[float], projects: int, facts: Budget
) -> bool:
    """Whether a year's figures stand so that one project would have two, or the end of the page
    before would have one, and another none."""
    lines = [chunks[0] for chunks in chunk_rows(clusters)]
    middles = [(c.top + c.bottom) / 2 for c in lines if begins_figure(c.text, facts)]
    counts = [sum(low < y <= high for y in middles) for low, high in itertools.pairwise(bounds)]
    own = counts[-projects:]
    return 0 in own and (max(own) > 1 or len(middles) == projects)


def _holds(grid: Grid, cell: GridCell, row: int, line: Chunk) -> bool:
    return cell.row == row and grid.xs[cell.col] <= line.middle < grid.xs[cell.col + cell.colspan]


def _marks(cell: GridCell, clusters: Sequence[Cluster]) -> list[Mark]:
    return [mark_at(cell.col, chunks[0]) for chunks in chunk_rows(clusters)]


Extent = tuple[float, float]  # first and last baseline


def extents(marks: Sequence[Mark], bounds: Sequence[float]) -> list[Extent]:
    """The first and last baseline between each two bounds."""
    found = []
    for low, high in itertools.pairwise(bounds):
        inside = [mark.baseline for mark in marks if low < _middle(mark) <= high] or [low, high]
        found.append((min(inside), max(inside)))
    return found


def _middle(mark: Mark) -> float:
    return (mark.top + mark.bottom) / 2


def _runs(
    marks: list[Mark], bounds: Sequence[float], rows: Sequence[Extent]
) -> list[tuple[int, int]]:
    """(first row, rows) of the cells that a column has between the bounds.

    Lines that run on across a bound and stand level with, or in the middle of, neither row are
    one text for both.
    """
    leading = leading_of(marks)
    at = [bisect_left(bounds, _middle(mark)) - 1 for mark in marks]
    joined: set[int] = set()  # rows that go on in the next
    for one, two, row, following in zip(marks, marks[1:], at, at[1:], strict=False):
        if row == following or two.baseline - one.baseline > LOOSE * leading:
            continue
        if not all(_fits(marks, at, n, rows[n], leading) for n in range(row, following + 1)):
            joined.update(range(row, following))
    runs: list[tuple[int, int]] = []
    for row in range(len(rows)):
        if row - 1 in joined:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((row, 1))
    return runs


def _fits(marks: list[Mark], at: list[int], row: int, extent: Extent, leading: float) -> bool:
    lines = [mark.baseline for mark, place in zip(marks, at, strict=True) if place == row]
    if not lines:
        return False
    off_top = lines[0] - extent[0]
    off_middle = abs(lines[0] + lines[-1] - extent[0] - extent[1]) / 2
    return min(off_top, off_middle) <= LEVEL * leading


def rebuilt(
    grid: Grid, row: int, cuts: tuple[float, ...], whole: Mapping[int, list[tuple[int, int]]]
) -> Grid:
    """The grid with one more row for every cut; `whole`: the runs of rows of the cut cells."""
    more = len(cuts)
    cells: list[GridCell] = []
    for index, cell in enumerate(grid.cells):
        if index in whole:
            cells += [replace(cell, row=row + n, rowspan=rows) for n, rows in whole[index]]
        elif cell.row > row:
            cells.append(replace(cell, row=cell.row + more))
        elif cell.row + cell.rowspan > row:
            cells.append(replace(cell, rowspan=cell.rowspan + more))
        else:
            cells.append(cell)
    ys = (*grid.ys[: row + 1], *cuts, *grid.ys[row + 1 :])
    return grid_of(grid.xs, ys, cells)


def _without_lost_spans(grid: Grid, texts: CellClusters) -> tuple[Grid, CellClusters]:
    """Merged cells whose lines stand in the columns of the header: its rules were not drawn on."""
    wide = {
        index
        for index, cell in enumerate(grid.cells)
        if cell.row > 0 and cell.colspan >= MIN_SPLIT
        if _stands_in_columns(grid, cell, texts.get(index, ()))
    }
    if not wide:
        return grid, texts
    cells: list[GridCell] = []
    for index, cell in enumerate(grid.cells):
        if index in wide:
            columns = range(cell.col, cell.col + cell.colspan)
            cells += [replace(cell, col=col, colspan=1) for col in columns]
        else:
            cells.append(cell)
    parts = grid_of(grid.xs, grid.ys, cells)
    return parts, shared_out(parts, [c for letters in texts.values() for c in letters])


def _stands_in_columns(grid: Grid, cell: GridCell, clusters: Sequence[Cluster]) -> bool:
    if not clusters:
        return False
    xs = grid.xs[cell.col : cell.col + cell.colspan + 1]
    rows = [parted(row, xs) for row in chunk_rows(clusters)]
    runs_over = any(crossed(chunk, xs) for row in rows for chunk in row)
    return not runs_over and max(map(len, rows)) >= MIN_SPLIT


def shared_out(grid: Grid, clusters: Sequence[Cluster]) -> CellClusters:
    """Letters by the cell in whose place they stand."""
    placed: list[Placed] = []
    for cluster in clusters:
        slot = grid.slot_at((cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2)
        if slot is not None:
            placed.append((cluster, slot))
    return cells_of(grid, placed)
