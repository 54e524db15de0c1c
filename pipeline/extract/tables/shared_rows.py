"""Drawn rows that hold several projects: cut where their item numbers and the white say."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.table import RawTable, Role
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.drift import level_with
from pipeline.extract.tables.grid import Grid, GridCell, grid_of
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.labels import LABEL_ROLES
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.open_grid import crossed, parted
from pipeline.extract.tables.overflow import CellClusters, Placed, cells_of
from pipeline.extract.tables.row_cuts import LOOSE, Mark, Start, cut_rows, leading_of, mark_at
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.numbering import (
    begins_dotted,
    parse_item,
    split_bare_item,
    split_dotted_item,
    split_item,
)

KEY_COLUMNS = 2  # item numbers stand in the first column or in the second, right of labels
MIN_SPLIT = 3  # columns in which one line of a merged cell has text: its upright rules are missing
CENTRED = 0.7  # sizes of the type by which a number may miss the middle of its row
LEVEL = 0.3  # leadings by which a line may miss the level of its project

MIN_COUNTED = 2  # columns of a summary: projects and baht
_LISTED = re.compile(r"\n\s*\(?\d")
NO_NUMBER = -1  # of an item whose number does not tell its neighbours': 1.1.1 (2)
_MONEY = re.compile(r"\d[\d,.]*|[-–—]+$|ไม่ใช้")
_FIGURE = re.compile(r"[\d.,]+|[-–—]+")

Numbered = tuple[list[tuple[int, Chunk]], bool, list[Chunk]]  # numbers, alone, all of the cell
Texts = Mapping[int, Sequence[Cluster]]  # cell -> its letters


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns in which item numbers may stand, those whose cells are the labels of all projects
    beside them, and those that hold the budget of a year.

    `lined`: each line was typed as a row of its own, a number in the first of its project.
    """

    items: tuple[int, ...] = tuple(range(KEY_COLUMNS))
    labels: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    lined: bool = False


def keys_of(header: Header | None) -> Keys:
    """What the columns of a header say; without one the first two hold the numbers."""
    columns = header.columns if header is not None and header.kind == "detail" else ()
    items = tuple(c.index for c in columns if c.role in (Role.ITEM, Role.PROJECT))
    labels = frozenset(c.index for c in columns if c.role in LABEL_ROLES)
    years = frozenset(c.index for c in columns if c.year_be is not None)
    return Keys(items, labels, years) if labels or years else Keys()


def may_share(table: RawTable, keys: Keys, headings: Headings) -> bool:
    """Cheap: whether a cell holds a number below its first line, or spans what columns may part."""
    return any(
        _LISTED.search(cell.text) or _ends_in_sum(cell.text, headings)
        if cell.col in keys.items and cell.colspan == 1
        else cell.row > 0 and cell.colspan >= MIN_SPLIT and "\n" in cell.text
        for cell in table.cells
    )


def _ends_in_sum(text: str, headings: Headings) -> bool:
    """Whether an item's number alone stands above the word for total."""
    first, _, last = text.rpartition("\n")
    return bool(parse_item(first)) and bool(total_kind(last, headings))


def lists_numbers(table: RawTable) -> bool:
    """Cheap: whether a cell holds a number below its first line where a header may say that item
    numbers stand right of labels."""
    last = KEY_COLUMNS + len(LABEL_ROLES)
    return any(KEY_COLUMNS <= c.col < last and _LISTED.search(c.text) for c in table.cells)


def told_apart(
    grid: Grid, texts: CellClusters, keys: Keys, headings: Headings
) -> tuple[Grid, CellClusters]:
    """The grid with each drawn row that holds several projects cut into theirs, and its letters."""
    given = grid
    grid, texts = _without_lost_spans(grid, texts)
    numbers = [_numbers(grid, texts, row, keys, headings) for row in range(len(grid.ys) - 1)]
    begins_level = keys.lined and not _are_centred(grid, texts, numbers)
    for row in range(len(numbers) - 1, -1, -1):
        found = numbers[row]
        if found is None:
            continue
        shares = _runs_on(found, numbers[row + 1 :]) and not _is_broken(grid, texts, row, numbers)
        if shares or (begins_level and _lies_below(grid, texts, row, found)):
            is_first = not any(numbers[:row])
            texts = _level(grid, texts, row, found, keys)
            grid = _cut(grid, texts, row, found, is_first, keys)
    if grid is given:
        return grid, texts
    return grid, shared_out(grid, [letter for own in texts.values() for letter in own])


def _level(grid: Grid, texts: CellClusters, row: int, found: Numbered, keys: Keys) -> CellClusters:
    """The letters, with the figures of each year level with the projects that have as many."""
    starts = [line for _, line in found[0]]
    years = {grid.owner[row][col] for col in keys.years}
    level = dict(texts)
    for index in set(grid.owner[row]) & set(texts):
        begins = _begins_figure if index in years else bool
        if grid.cells[index].row == row and keys.years and index not in _key_cells(grid, row, keys):
            level[index] = list(level_with(texts[index], starts, begins))
    return level


def _key_cells(grid: Grid, row: int, keys: Keys) -> set[int]:
    return {grid.owner[row][col] for col in (*keys.items, *keys.labels)}


def _begins_figure(text: str) -> bool:
    return bool(_MONEY.match(to_arabic(text)))


def _numbers(grid: Grid, texts: Texts, row: int, keys: Keys, headings: Headings) -> Numbered | None:
    """The item numbers that begin lines of the row's first cell that holds any."""
    for col in (col for col in keys.items if col < len(grid.xs) - 1):
        index = grid.owner[row][col]
        cell = grid.cells[index]
        if cell.row != row or cell.rowspan > 1 or cell.colspan > 1 or not texts.get(index):
            continue
        lines = [line for chunks in chunk_rows(texts[index]) for line in chunks[:1]]
        if keys.years and (level := _level_with_years(grid, texts, row, lines, keys.years)):
            return [(NO_NUMBER, line) for line in level], False, lines
        sums = [line for line in lines if total_kind(line.text, headings)]
        alone = all(parse_item(line.text) for line in lines if line not in sums)
        read = parse_item if alone else _reader(lines[0].text)
        found = [(int(number), line) for line in lines if (number := read(line.text))]
        if found:
            after = [(NO_NUMBER, line) for line in sums if alone and line.top > found[-1][1].top]
            return [*_chain(found), *after], alone, lines
        dotted = [line for line in lines if begins_dotted(line.text)]
        if len(dotted) > 1 and _counted(grid, texts, row, len(dotted)):
            return list(enumerate(dotted, 1)), False, lines
    return None


def _level_with_years(
    grid: Grid, texts: Texts, row: int, lines: list[Chunk], years: frozenset[int]
) -> list[Chunk]:
    """The lines that begin with an item number, where each year beside has as many figures.

    Of lines that begin with a dotted number those that begin with a plain one are lists.
    """
    dotted = [line for line in lines if split_dotted_item(line.text)[0]]
    found = dotted or [line for line in lines if split_item(line.text)[0]]
    cells = {grid.owner[row][year] for year in years}
    beside = [chunk_rows(texts[index]) for index in cells if texts.get(index)]
    figures = [sum(_begins_figure(r[0].text) for r in rows) for rows in beside]
    return found if len(found) > 1 and figures and set(figures) == {len(found)} else []


def _reader(first: str) -> Callable[[str], str]:
    """How a cell that begins with the text writes its numbers: `๑. โครงการ` or `๑ โครงการ`."""
    split = split_item if split_item(first)[0] or not split_bare_item(first)[0] else split_bare_item
    return lambda text: split(text)[0]


def _counted(grid: Grid, texts: Texts, row: int, lines: int) -> bool:
    """Whether two columns hold nothing but numbers and dashes, for up to so many indicators."""
    found = 0
    for index in set(grid.owner[row]):
        rows = chunk_rows(texts.get(index, ()))
        found += 1 < len(rows) <= lines and all(_FIGURE.fullmatch(line[0].text) for line in rows)
    return found >= MIN_COUNTED


def _chain(found: list[tuple[int, Chunk]]) -> list[tuple[int, Chunk]]:
    """The numbers that follow each other one by one; others are of a list inside a project."""
    chain = found[:1]
    for number, line in found[1:]:
        if number == chain[-1][0] + 1:
            chain.append((number, line))
    return chain


def _runs_on(found: Numbered, below: Sequence[Numbered | None]) -> bool:
    """Several numbers, and the next drawn row goes on from the last of them, not from the first."""
    chain = found[0]
    following = next((row[0][0][0] for row in below if row), None)
    if len(chain) < 2:
        return False
    return following is None or following != chain[0][0] + 1


def _are_centred(grid: Grid, texts: Texts, numbers: Sequence[Numbered | None]) -> bool:
    """Whether numbers stand in the middle of their drawn rows more often than in the first line."""
    votes = 0
    for row, found in enumerate(numbers):
        if found is None or len(found[2]) > 1:
            continue
        line, middle = found[2][0], (grid.ys[row] + grid.ys[row + 1]) / 2
        if _lies_below(grid, texts, row, found):
            votes += abs((line.top + line.bottom) / 2 - middle) <= CENTRED * line.size
        else:
            votes -= len(chunk_rows(_letters(grid, texts, row))) > 1
    return votes > 0


def _letters(grid: Grid, texts: Texts, row: int) -> list[Cluster]:
    return [letter for index in set(grid.owner[row]) for letter in texts.get(index, ())]


def _lies_below(grid: Grid, texts: Texts, row: int, found: Numbered) -> bool:
    """Whether lines of another project stand above the row's first number."""
    first = found[0][0][1]
    inked = (letter for letter in _letters(grid, texts, row) if letter.text.strip())
    return any(first.baseline - letter.baseline > LEVEL * first.size for letter in inked)


def _is_broken(grid: Grid, texts: Texts, row: int, numbers: Sequence[Numbered | None]) -> bool:
    """Whether the lines are digits of one number that a narrow column broke: it follows on from
    the row above, or the row below from it, or there are fewer lines beside it than digits."""
    whole, found = _unbroken(numbers[row]), numbers[row]
    if whole is None or found is None:
        return False
    above = next((one for one in reversed(numbers[:row]) if one), None)
    below = next((one for one in numbers[row + 1 :] if one), None)
    if below is not None and below[0][0][0] == found[0][-1][0] + 1:
        return False
    if above is not None and whole - 1 in (above[0][-1][0], _unbroken(above)):
        return True
    if below is not None and whole + 1 in (below[0][0][0], _unbroken(below)):
        return True
    beside = grid.slot_at(found[2][0].middle, found[2][0].baseline)
    name = grid.owner[row][beside[1] + 1] if beside and beside[1] + 2 < len(grid.xs) else None
    return name is not None and len(chunk_rows(texts.get(name, ()))) < len(found[2])


def _unbroken(found: Numbered | None) -> int | None:
    """The number that all lines of a cell make together if each holds one digit; else None."""
    digits = [to_arabic(line.text).strip(" .)") for line in found[2]] if found else []
    if len(digits) < 2 or not all(len(digit) == 1 and digit.isdecimal() for digit in digits):
        return None
    return int("".join(digits))


def _cut(grid: Grid, texts: Texts, row: int, found: Numbered, is_first: bool, keys: Keys) -> Grid:
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
        y for y in cut_rows(every, starts, is_first) if grid.ys[row] < y < grid.ys[row + 1]
    )
    if not cuts:
        return grid
    bounds = (grid.ys[row], *cuts, grid.ys[row + 1])
    whole = {
        index: _runs(found_marks, bounds, extents(every, bounds))
        for index, found_marks in marks.items()
    }
    return rebuilt(grid, row, cuts, whole)


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
