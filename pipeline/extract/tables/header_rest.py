"""A header that a page break cut in two: its beginning alone, its end at the head of a table."""

from collections.abc import Mapping

from pipeline.contracts.table import QUARTER_ROLES, SLOT_ROLES, RawTable, Role
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.roles import role_of
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import parse_item
from pipeline.normalize.years import parse_column_year, parse_year_heading

MIN_TIMES = 3  # headings of quarters or months side by side; fewer may be the words of a row
MAX_REST = 3  # rows of a header that a page break can leave


def header_of_rest(
    table: RawTable, known: Mapping[int, Header], lexicon: Lexicon
) -> tuple[Header, int] | None:
    """The header, met before in this document, with whose end `table` begins, and its rows here.

    `known`: by number of columns. The last of these rows repeats the quarters or months in the
    columns where that header has them, or the years of its budgets; those above it name years. In
    the other columns stands nothing but the end of their heading, `(บาท)` say.
    """
    header = known.get(table.n_cols)
    if header is None or not table.spans_stated:
        return None
    grid = Grid(table)
    for row in range(min(MAX_REST, table.n_rows - 1)):
        if _repeats(grid, row, header, lexicon):
            return None if _is_whole(grid, row, header) else (header, row + 1)
        if not _is_above(grid, row, header, lexicon):
            return None
    return None


def is_beginning(table: RawTable, lexicon: Lexicon) -> bool:
    """Whether the table is nothing but the first rows of a header: the name of the time, and years
    below it. What the merged cells beside them say stands on the next page."""
    texts = [cell.text for cell in table.cells if cell.text.strip()]
    if table.n_rows > MAX_REST or not texts:
        return False
    roles = [role_of(text, lexicon.headings, lexicon.months) for text in texts]
    return roles[0] is Role.TIME and all(
        role is Role.TIME or parse_year_heading(text)
        for role, text in zip(roles, texts, strict=True)
    )


def _repeats(grid: Grid, row: int, header: Header, lexicon: Lexicon) -> bool:
    """Whether the row is the last one of the header."""
    times = set()
    for column in header.columns:
        text = grid.text(row, column.index).strip()
        if column.year_be is not None and parse_column_year(text) == column.year_be:
            times.add(text)
        elif column.role in SLOT_ROLES and text:
            role = role_of(text, lexicon.headings, lexicon.months)
            if column.role not in (role, _numbered(text)) and not _is_end(text, column):
                return False
            times.add(text)
        elif not _is_end(text, column):
            return False
    return len(times) >= MIN_TIMES  # one text for all is the name of the time


def _is_above(grid: Grid, row: int, header: Header, lexicon: Lexicon) -> bool:
    """Whether the row names years, or the time, over the columns of time."""
    for column in header.columns:
        text = grid.text(row, column.index).strip()
        if column.role in SLOT_ROLES and text:
            names_time = role_of(text, lexicon.headings, lexicon.months) is Role.TIME
            if not names_time and not parse_year_heading(text):
                return False
        elif not _is_end(text, column):
            return False
    return True


def _is_whole(grid: Grid, row: int, header: Header) -> bool:
    """Whether a whole header begins with the row: years stand in its first row, too."""
    names = [column for column in header.columns if column.year_be is None]
    texts = {column: squeeze(grid.text(row, column.index)) for column in names}
    cut = any(text and text != squeeze(column.heading) for column, text in texts.items())
    return len(names) < len(header.columns) and any(texts.values()) and not cut


def _numbered(text: str) -> Role | None:
    """The quarter that a bare number stands for."""
    return next(
        (role for number, role in enumerate(QUARTER_ROLES, 1) if parse_item(text) == str(number)),
        None,
    )


def _is_end(text: str, column: Column) -> bool:
    return squeeze(column.heading).endswith(squeeze(text))
