"""Cuts a grid at its header rows and at headings that stand inside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.table import RawCell, RawTable, Role, TextLine
from pipeline.extract.headings import match_line
from pipeline.extract.tables.earlier_headings import as_earlier
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.goal_totals import total_beside_label
from pipeline.extract.tables.header import Header, find_header
from pipeline.extract.tables.header_rest import header_of_rest, is_beginning
from pipeline.extract.tables.labels import Label, labels_at
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import parse_dotted, parse_item
from pipeline.normalize.years import parse_year_heading

MIN_NAMED = 0.5  # of the columns that the header above names
MIN_REPEATED = 2  # headings in a row that prints a header again
MAX_HEADING_LINES = 3  # of one heading, each a row of its own
MAX_HEADING_CELLS = 2  # "ตัวชี้วัดที่ ๑.๑" and its title
_HEADING_KINDS = ("goal", "theme", "programme", "indicator", "target")
_STRATEGY_KINDS = ("theme", "programme")  # words that a project's name may begin with, too


@dataclass(frozen=True, slots=True)
class Piece:
    """The body rows `rows` of a table under one header.

    `heading`: a heading row of the table that stands above these rows. `labels`: what their columns
    of goals and indicators say. `inherited`: the header comes from an earlier page.
    """

    table: RawTable
    header: Header | None
    rows: range
    heading: Label | None
    inherited: bool
    labels: tuple[Label, ...] = ()

    @property
    def headings(self) -> tuple[Label, ...]:
        """All that governs these rows and stands in the table, in reading order."""
        return (*((self.heading,) if self.heading else ()), *self.labels)


def cut_table(
    table: RawTable, earlier: Header | None, known: Mapping[int, Header], lexicon: Lexicon
) -> Iterator[Piece]:
    """The pieces of a table in order; rows above its first header go under `earlier` if it fits.

    `known`: the document's headers of projects by number of columns (see `header_of_rest`).
    """
    if is_beginning(table, lexicon):
        return
    header = earlier if earlier is not None and _fits(table, earlier) else None
    inherited, heading, start, row = True, None, 0, 0
    labels: tuple[Label, ...] = ()
    if rest := header_of_rest(table, known, lexicon):
        (header, start), inherited = rest, False
        row = start
    grid = Grid(table)
    while row < table.n_rows:
        found = find_header(table, row, lexicon.headings, lexicon.months)
        if found and table.place.reader == PICTURES:
            found = as_earlier(found, known.get(len(found.columns)))
        if found and header and _names_less(found, header):
            found = None
        again = header if not found and _repeats(grid, row, header) else None
        found = replace(again, rows=1) if again else found
        lists_headings = header is not None and header.kind in ("summary", "chart")
        inside = None if found or lists_headings else _heading_row(grid, row, header, lexicon)
        is_labelled = not found and not inside and not _is_sum(grid, row, header, lexicon)
        named = labels_at(grid, row, header, lexicon) if is_labelled else ()
        if found or inside or named:
            if row > start or heading:
                yield Piece(table, header, range(start, row), heading, inherited, labels)
            if found and not again:
                header, inherited = found, False
            lines = _name_rest(grid, row, inside, header, lexicon)
            heading, labels = _joined(inside, lines, lexicon), named
            start = row if named else row + (found.rows if found else 1 + len(lines))
            row = max(start, row + 1)
        else:
            row += 1
    if start < table.n_rows or heading or (header and not inherited):
        yield Piece(table, header, range(start, table.n_rows), heading, inherited, labels)


def _is_sum(grid: Grid, row: int, header: Header | None, lexicon: Lexicon) -> bool:
    """Whether the row holds the sums of a goal, which it names where labels stand."""
    return header is not None and bool(total_beside_label(grid, row, header.columns, lexicon))


def _repeats(grid: Grid, row: int, header: Header | None) -> bool:
    """Whether a row prints part of the header again, as far as a page had room for it: the words
    of some columns, and years above their months."""
    cells = [cell for cell in grid.own_cells(row) if cell.text.strip()]
    if header is None or len(header.columns) != grid.width or len(cells) < MIN_REPEATED:
        return False
    names = [squeeze(column.heading) for column in header.columns]
    named = [squeeze(cell.text) in names[cell.col] for cell in cells]
    years = [parse_year_heading(cell.text) is not None for cell in cells]
    return any(named) and all(map(any, zip(named, years, strict=True)))


def _names_less(found: Header, known: Header) -> bool:
    """Whether a header names less than half of the columns that the one of the same width above
    names: words of a row, of its rest over a page break say, that are headings elsewhere."""
    names = [
        sum(column.role is not Role.UNKNOWN for column in one.columns) for one in (found, known)
    ]
    return len(found.columns) == len(known.columns) and MIN_NAMED * names[1] > names[0]


def _fits(table: RawTable, header: Header) -> bool:
    """A transcript may have lost trailing empty cells; drawn tables keep their columns."""
    width = len(header.columns)
    return table.n_cols == width or (not table.spans_stated and 1 < table.n_cols < width)


def _heading_row(grid: Grid, row: int, header: Header | None, lexicon: Lexicon) -> Label | None:
    """A row with one text only, or a label and its text, that reads as a heading."""
    cells = [cell for cell in grid.own_cells(row) if cell.text.strip()]
    if not 1 <= len(cells) <= MAX_HEADING_CELLS or (len(cells) == 1 and grid.width < 3):
        return None
    found = _as_heading(cells, lexicon)
    if found is None or found[0].kind not in _STRATEGY_KINDS or _lies_across(cells[0], header):
        return found
    if header is None or not _stands_for_items(cells, header):
        return None
    return found if found[0].number or _items_begin(grid, row + 1, header, lexicon) else None


def _items_begin(grid: Grid, row: int, header: Header, lexicon: Lexicon) -> bool:
    """Whether the items are numbered from 1 below this row, or below more lines of headings that it
    begins: then what stands above is no rest of a project's name."""
    lines = _lines_alone(grid, row, header)
    rests = [_strategy_label([cell], lexicon) is None for cell in lines]
    return max(_run_lengths(rests), default=0) < MAX_HEADING_LINES and (
        _item_at(grid, row + len(lines), header) == "1"
    )


def _run_lengths(flags: list[bool]) -> list[int]:
    return [len(list(run)) for is_set, run in groupby(flags) if is_set]


def _name_rest(
    grid: Grid, row: int, inside: Label | None, header: Header | None, lexicon: Lexicon
) -> list[RawCell]:
    """The further lines of a strategy or แผนงาน that stands in the column of projects."""
    if inside is None or header is None or inside[0].kind not in _STRATEGY_KINDS:
        return []
    if not _stands_for_items([inside[1]], header):
        return []
    return _heading_rest(grid, row + 1, header, lexicon)


def _joined(heading: Label | None, rest: list[RawCell], lexicon: Lexicon) -> Label | None:
    """The heading with the rest of its lines."""
    if heading is None or not rest:
        return heading
    text = "\n".join(cell.text for cell in (heading[1], *rest))
    match = match_line(text, heading[1].place, lexicon.headings)
    return (match, replace(heading[1], text=text)) if match.kind == heading[0].kind else heading


def _heading_rest(grid: Grid, row: int, header: Header, lexicon: Lexicon) -> list[RawCell]:
    """The lines from this row on, each a row of its own, that a heading in the column of projects
    goes on with, above the number of an item or the next heading."""
    lines = _lines_alone(grid, row, header)
    rest = list(takewhile(lambda cell: _strategy_label([cell], lexicon) is None, lines))
    is_closed = len(rest) < len(lines) or bool(_item_at(grid, row + len(lines), header))
    return rest if is_closed and len(rest) < MAX_HEADING_LINES else []


def _lines_alone(grid: Grid, row: int, header: Header) -> list[RawCell]:
    """The cells in the column of projects, from this row on, that stand alone in their rows."""
    found = []
    for below in range(row, grid.height):
        cells = [cell for cell in grid.own_cells(below) if cell.text.strip()]
        if not _stands_for_items(cells, header):
            break
        found += cells
    return found


def _item_at(grid: Grid, row: int, header: Header) -> str:
    """The number of the item that begins in a row; empty where none does."""
    column = next(one.index for one in header.columns if one.role is Role.ITEM)
    cell = grid.at(row, column) if row < grid.height else None
    return (parse_item(cell.text) or "") if cell and cell.row == row else ""


def _strategy_label(cells: list[RawCell], lexicon: Lexicon) -> Label | None:
    found = _as_heading(cells, lexicon)
    return found if found and found[0].kind in _STRATEGY_KINDS else None


def _stands_for_items(cells: list[RawCell], header: Header) -> bool:
    """Whether a row's one text stands in the column of projects, with no item's number before it,
    for which there is a column."""
    roles = [column.role for column in header.columns]
    return (
        len(cells) == 1
        and Role.ITEM in roles
        and cells[0].col < len(roles)
        and roles[cells[0].col] is Role.PROJECT
    )


def _lies_across(cell: RawCell, header: Header | None) -> bool:
    """Whether a cell is no project's text: merged with others, or where the numbers stand."""
    is_item = header is None or header.columns[0].role is Role.ITEM
    return cell.colspan > 1 or (cell.col == 0 and is_item)


def _as_heading(cells: list[RawCell], lexicon: Lexicon) -> Label | None:
    kinds = [match_line(cell.text, cell.place, lexicon.headings).kind for cell in cells]
    is_parted = "." in parse_dotted(cells[0].text) and kinds[1:] == ["programme"]  # 1.1 | แผนงาน
    beside = any(kind != "text" for kind in kinds[1:])
    if beside and not is_parted and kinds != ["theme", "programme"]:
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
