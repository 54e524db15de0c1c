"""Cuts a grid at its header rows and at headings that stand inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.headings import LineMatch, match_line
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header, find_header
from pipeline.lexicon.facts import Lexicon

MAX_HEADING_CELLS = 2  # "ตัวชี้วัดที่ ๑.๑" and its title
_HEADING_KINDS = ("goal", "indicator", "target")


@dataclass(frozen=True, slots=True)
class Piece:
    """The body rows `rows` of a table under one header.

    `heading`: a heading row of the table that stands above these rows. `inherited`: the header
    comes from an earlier page.
    """

    table: RawTable
    header: Header | None
    rows: range
    heading: tuple[LineMatch, RawCell] | None
    inherited: bool


def cut_table(table: RawTable, earlier: Header | None, lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces of a table in order; rows above its first header go under `earlier` if it fits."""
    header = earlier if earlier is not None and _fits(table, earlier) else None
    inherited, heading, start, row = True, None, 0, 0
    grid = Grid(table)
    while row < table.n_rows:
        found = find_header(table, row, lexicon.headings, lexicon.months)
        lists_headings = header is not None and header.kind in ("summary", "chart")
        inside = None if found or lists_headings else _heading_row(grid, row, lexicon)
        if found or inside:
            if row > start or heading:
                yield Piece(table, header, range(start, row), heading, inherited)
            if found:
                header, inherited = found, False
            heading = inside
            row += found.rows if found else 1
            start = row
        else:
            row += 1
    if start < table.n_rows or heading or (header and not inherited):
        yield Piece(table, header, range(start, table.n_rows), heading, inherited)


def _fits(table: RawTable, header: Header) -> bool:
    """A transcript may have lost trailing empty cells; drawn tables keep their columns."""
    width = len(header.columns)
    return table.n_cols == width or (not table.spans_stated and 1 < table.n_cols < width)


def _heading_row(grid: Grid, row: int, lexicon: Lexicon) -> tuple[LineMatch, RawCell] | None:
    """A row with one text only, or a label and its text, that reads as a heading."""
    cells = [cell for cell in grid.own_cells(row) if cell.text.strip()]
    if not 1 <= len(cells) <= MAX_HEADING_CELLS or (len(cells) == 1 and grid.width < 3):
        return None
    return _as_heading(cells, lexicon)


def _as_heading(cells: list[RawCell], lexicon: Lexicon) -> tuple[LineMatch, RawCell] | None:
    for cell in cells[1:]:
        if match_line(cell.text, cell.place, lexicon.headings).kind != "text":
            return None  # two headings beside each other: boxes of a chart
    text = " ".join(cell.text for cell in cells)
    match = match_line(text, cells[0].place, lexicon.headings)
    return (match, replace(cells[0], text=text)) if match.kind in _HEADING_KINDS else None


def heading_table(table: RawTable, lexicon: Lexicon) -> tuple[TextLine, ...]:
    """The lines of a small table that holds nothing but headings; none for any other table."""
    grid = Grid(table)
    lines = []
    for row in range(table.n_rows):
        cells = [cell for cell in grid.own_cells(row) if cell.text.strip()]
        found = _as_heading(cells, lexicon) if 1 <= len(cells) <= MAX_HEADING_CELLS else None
        if found is None:
            return ()
        lines.append(TextLine(found[1].text, found[1].place))
    return tuple(lines)
