"""A drawn row of a summary that holds many of its lines: cut where a name begins, so that a number
belongs to the name at its height."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.contracts.table import RawTable, Role
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.grid import Grid, GridCell
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.overflow import CellClusters
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


def lines_apart(
    grid: Grid, texts: Texts, header: Header, headings: Headings
) -> tuple[Grid, CellClusters]:
    """The grid with every drawn row of a summary table cut into its lines, and the letters of each
    cell; the same grid where no row is cut."""
    name = next((c.index for role in NAMES for c in header.columns if c.role is role), None)
    count = next((c.index for c in header.columns if c.role is Role.COUNT), None)
    found = {index: list(letters) for index, letters in texts.items()}
    if header.kind != "summary" or name is None or count is None:
        return grid, found
    for row in range(len(grid.ys) - 2, -1, -1):
        cells = {
            index: cell
            for index, cell in enumerate(grid.cells)
            if cell.row == row and cell.rowspan == 1 and cell.colspan == 1
        }
        names = _lines(grid, found, row, name) if grid.owner[row][name] in cells else []
        if len(names) < 2 or len(cells) < len(set(grid.owner[row])):
            continue
        starts = _starts(names, _lines(grid, found, row, count), name, headings)
        if len(starts) > 1:
            grid, found = _cut(grid, found, row, cells, starts)
    return grid, found


def _lines(grid: Grid, texts: Texts, row: int, col: int) -> list[Chunk]:
    return [chunks[0] for chunks in chunk_rows(texts.get(grid.owner[row][col], ()))]


@dataclass(frozen=True, slots=True)
class _Name:
    """The line that begins a name. `declares`: a number may stand beside it, no strategy's."""

    mark: Mark
    declares: bool


def _starts(
    lines: Sequence[Chunk], counts: Sequence[Chunk], col: int, headings: Headings
) -> list[_Name]:
    """The lines that begin a name: by their words or numbers, or because a number stands beside
    them that is not that of the name which began above."""
    begins = [not at or _begins(line.text, headings) for at, line in enumerate(lines)]
    for at, line in enumerate(lines[:-1]):
        if total_kind(line.text, headings):
            begins[at + 1] = True
    has_dotted = any("." in parse_outline_line(line.text, headings)[0] for line in lines)
    declares = [_declares(line.text, has_dotted, headings) for line in lines]
    if sum(map(all, zip(begins, declares, strict=True))) != len(counts):
        _begin_at_counts(begins, lines, counts, col)
    return [
        _Name(mark_at(col, line), is_declaring)
        for line, is_first, is_declaring in zip(lines, begins, declares, strict=True)
        if is_first
    ]


def _begin_at_counts(
    begins: list[bool], lines: Sequence[Chunk], counts: Sequence[Chunk], col: int
) -> None:
    leading = leading_of([mark_at(col, line) for line in lines])
    counted: set[int] = set()  # the beginnings of the names that have a number
    for count in counts:
        at = min(range(len(lines)), key=lambda n: abs(lines[n].baseline - count.baseline))
        first = max(n for n in range(at + 1) if begins[n])
        is_beside = abs(lines[at].baseline - count.baseline) <= LEVEL * leading
        if first in counted and is_beside:
            begins[at] = True
            first = at
        counted.add(first)


def _begins(text: str, headings: Headings) -> bool:
    is_named = parse_strategy(text, headings) or parse_outline_line(text, headings)[0]
    return bool(is_named or total_kind(text, headings))


def _declares(text: str, has_dotted: bool, headings: Headings) -> bool:
    named = parse_strategy(text, headings)
    number = parse_outline_line(text, headings)[0]
    is_upper = has_dotted and bool(number) and "." not in number  # `๒.` above `๒.๑`
    return named.kind != "theme" if named else not is_upper


def _cut(
    grid: Grid,
    texts: CellClusters,
    row: int,
    cells: dict[int, GridCell],
    names: Sequence[_Name],
) -> tuple[Grid, CellClusters]:
    """The row cut between its names. As many lines as names that may declare are theirs in order,
    be they level or not; of others each is of the name at its height."""
    rows = {index: [c for c in chunk_rows(texts.get(index, ()))] for index in cells}
    declaring = [at for at, name in enumerate(names) if name.declares]
    key = names[0].mark.column
    in_order = {
        index
        for index, cell in cells.items()
        if cell.col != key and len(rows[index]) == len(declaring)
    }
    marks = [
        mark_at(cell.col, chunks[0])
        for index, cell in cells.items()
        if index not in in_order
        for chunks in rows[index]
    ]
    found = cut_rows(marks, [Start(name.mark, leads=True) for name in names], has_rest=False)
    cuts = tuple(y for y in found if grid.ys[row] < y < grid.ys[row + 1])
    if len(cuts) != len(names) - 1:
        return grid, texts
    apart = [(at, 1) for at in range(len(names))]
    whole = rebuilt(grid, row, cuts, {index: apart for index in cells})
    own: CellClusters = {}
    for index, cell in enumerate(grid.cells):
        if index not in cells:
            at = cell.row + (len(cuts) if cell.row > row else 0)
            own[whole.owner[at][cell.col]] = texts.get(index, [])
            continue
        for number, chunks in enumerate(rows[index]):
            at = declaring[number] if index in in_order else bisect_left(cuts, _middle(chunks[0]))
            letters = [letter for chunk in chunks for letter in chunk.clusters]
            own.setdefault(whole.owner[row + at][cell.col], []).extend(letters)
    return whole, own


def _middle(line: Chunk) -> float:
    return (line.top + line.bottom) / 2
