"""A drawn row of a summary that holds many of its lines: cut where a name begins, so that a number
belongs to the name at its height."""

from collections.abc import Iterable, Sequence

from pipeline.contracts.table import RawTable, Role
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.grid import Grid, GridCell
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.row_cuts import Mark, Start, cut_rows, leading_of, mark_at
from pipeline.extract.tables.shared_numbers import Texts
from pipeline.extract.tables.shared_rows import rebuilt
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings
from pipeline.normalize.strategy_names import parse_outline_line, parse_strategy

NAMES = (Role.INDICATOR, Role.KPI, Role.GOAL)  # the first of a table's columns that its lines begin
NAME_COLUMNS = 3  # names stand in one of the first
LEVEL = 0.6  # leadings by which a number may miss the line that it stands beside


def may_hold_lines(table: RawTable) -> bool:
    """Cheap: whether a cell that may name a line holds several lines."""
    return any(
        "\n" in cell.text
        for cell in table.cells
        if cell.col < NAME_COLUMNS and cell.colspan == 1 and cell.text
    )


def lines_apart(grid: Grid, texts: Texts, header: Header, headings: Headings) -> Grid:
    """The grid with every drawn row of a summary table cut into its lines."""
    name = next((c.index for role in NAMES for c in header.columns if c.role is role), None)
    count = next((c.index for c in header.columns if c.role is Role.COUNT), None)
    if header.kind != "summary" or name is None or count is None:
        return grid
    for row in range(len(grid.ys) - 2, -1, -1):
        cells = {
            index: cell
            for index, cell in enumerate(grid.cells)
            if cell.row == row and cell.rowspan == 1 and cell.colspan == 1
        }
        names = _lines(grid, texts, row, name) if grid.owner[row][name] in cells else []
        if len(names) < 2 or len(cells) < len(set(grid.owner[row])):
            continue
        starts = _starts(names, _lines(grid, texts, row, count), name, headings)
        if len(starts) > 1:
            grid = _cut(grid, texts, row, cells, starts)
    return grid


def _lines(grid: Grid, texts: Texts, row: int, col: int) -> list[Chunk]:
    return [chunks[0] for chunks in chunk_rows(texts.get(grid.owner[row][col], ()))]


def _starts(
    names: Sequence[Chunk], counts: Iterable[Chunk], col: int, headings: Headings
) -> list[Mark]:
    """The lines that begin a name: by their words or numbers, or because a number stands beside
    them that is not that of the name which began above."""
    marks = [mark_at(col, line) for line in names]
    begins = [not at or _begins(line.text, headings) for at, line in enumerate(names)]
    for at, line in enumerate(names[:-1]):
        if total_kind(line.text, headings):
            begins[at + 1] = True
    leading = leading_of(marks)
    counted: set[int] = set()  # the beginnings of the names that have a number
    for count in counts:
        at = min(range(len(names)), key=lambda n: abs(names[n].baseline - count.baseline))
        first = max(n for n in range(at + 1) if begins[n])
        is_beside = abs(names[at].baseline - count.baseline) <= LEVEL * leading
        if first in counted and is_beside:
            begins[at] = True
            first = at
        counted.add(first)
    return [mark for mark, is_first in zip(marks, begins, strict=True) if is_first]


def _begins(text: str, headings: Headings) -> bool:
    is_named = parse_strategy(text, headings) or parse_outline_line(text, headings)[0]
    return bool(is_named or total_kind(text, headings))


def _cut(
    grid: Grid, texts: Texts, row: int, cells: dict[int, GridCell], starts: Sequence[Mark]
) -> Grid:
    marks = [
        mark_at(cell.col, chunks[0])
        for index, cell in cells.items()
        for chunks in chunk_rows(texts.get(index, ()))
    ]
    found = cut_rows(marks, [Start(mark, leads=True) for mark in starts], has_rest=False)
    cuts = tuple(y for y in found if grid.ys[row] < y < grid.ys[row + 1])
    apart = [(at, 1) for at in range(len(cuts) + 1)]
    return rebuilt(grid, row, cuts, dict.fromkeys(cells, apart)) if cuts else grid
