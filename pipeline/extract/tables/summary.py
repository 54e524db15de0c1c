"""The summary table: what the plan declares, line by line."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawSummaryLine, RawValue, Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.columns import extra_name
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.numbering import parse_dotted

_INDICATOR_ROLES = (Role.INDICATOR, Role.KPI)
_USED_ROLES = (Role.ITEM, Role.GOAL, *_INDICATOR_ROLES, Role.COUNT, Role.BUDGET)


def read_summary(
    piece: Piece, header: Header, headings: Headings, joiner: str
) -> Iterator[RawSummaryLine]:
    """One line a printed row; a row that only goes on with a title is joined to the one above."""
    pending: RawSummaryLine | None = None
    for line in _lines(piece, header, headings):
        if pending and _goes_on(line, headings):
            pending = replace(pending, indicator=_joined(pending.indicator, line.indicator, joiner))
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def unused_cells(piece: Piece, header: Header) -> dict[str, list[RawCell]]:
    """The cells with text of columns that no field of the summary holds, by heading."""
    unused: dict[str, list[RawCell]] = {}
    for column in header.columns:
        cells = [
            cell
            for cell in piece.table.cells
            if cell.col == column.index and cell.row in piece.rows and cell.text.strip()
        ]
        if cells and column.role not in _USED_ROLES:
            unused.setdefault(extra_name(column), []).extend(cells)
    return unused


def _lines(piece: Piece, header: Header, headings: Headings) -> Iterator[RawSummaryLine]:
    grid = Grid(piece.table)
    for row in piece.rows:
        if not any(cell.text.strip() for cell in grid.own_cells(row)):
            continue
        goal = _value(grid, row, header, (Role.GOAL,))
        indicator = _value(grid, row, header, _INDICATOR_ROLES)
        number = _value(grid, row, header, (Role.ITEM,))
        if "." in parse_dotted(number.text):  # a plain number only counts the lines
            indicator = _joined(number, indicator, " ")
        total = total_kind(goal.text, headings) or total_kind(indicator.text, headings)
        yield RawSummaryLine(
            goal=goal,
            indicator=indicator,
            projects=_value(grid, row, header, (Role.COUNT,)),
            budget=_value(grid, row, header, (Role.BUDGET,)),
            total=total,
        )


def _value(grid: Grid, row: int, header: Header, roles: tuple[Role, ...]) -> RawValue:
    """What a column holds in a row; nothing where a merged cell only passes through."""
    for column in header.columns:
        if column.role in roles:
            cell = grid.at(row, column.index)
            if cell and cell.row == row and cell.col == column.index:
                return RawValue(cell.text, (cell.place,))
    return RawValue("", ())


def _goes_on(line: RawSummaryLine, headings: Headings) -> bool:
    """Only more of a title: no number of its own, nothing declared, no total."""
    bare = to_arabic(line.indicator.text).strip()
    empty = not any(v.text.strip() for v in (line.goal, line.projects, line.budget))
    is_heading = match_line(bare, Place(reader=""), headings).kind != "text"
    return empty and not line.total and bool(bare) and not bare[0].isdecimal() and not is_heading


def _joined(first: RawValue, rest: RawValue, joiner: str) -> RawValue:
    return RawValue(joiner.join((first.text, rest.text)), (*first.places, *rest.places))
