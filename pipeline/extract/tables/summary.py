"""The summary table: what the plan declares, line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawDeclaredYear, RawSummaryLine, RawValue, Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.columns import Column, extra_name
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.strategy_lines import (
    by_strategy,
    joined,
    joined_extra,
    names_strategies,
)
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import parse_dotted

_INDICATOR_ROLES = (Role.INDICATOR, Role.KPI)
_USED_ROLES = (Role.ITEM, Role.GOAL, *_INDICATOR_ROLES, Role.COUNT, Role.BUDGET)


def read_summary(
    piece: Piece,
    header: Header,
    headings: Headings,
    joiner: str,
    above: RawSummaryLine | None = None,
) -> Iterator[RawSummaryLine]:
    """One line a printed row; a row that only goes on with a title is joined to the one above.

    `above`: the last line before a page break, which comes again, perhaps with more of its title.
    """
    lines = _lines(piece, header, headings)
    if names_strategies(header, headings):
        yield from by_strategy(tuple(lines), headings, joiner, above)
        return
    pending = above
    for line in lines:
        if pending and _goes_on(line, headings):
            pending = replace(
                pending,
                indicator=joined(pending.indicator, line.indicator, joiner),
                extra=joined_extra(pending.extra, line.extra, joiner),
            )
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def unused_cells(piece: Piece, header: Header, headings: Headings) -> dict[str, list[RawCell]]:
    """The cells with text of columns of which nothing is known, by heading."""
    unused: dict[str, list[RawCell]] = {}
    for column in header.columns:
        cells = [
            cell
            for cell in piece.table.cells
            if cell.col == column.index and cell.row in piece.rows and cell.text.strip()
        ]
        if cells and column.role not in _USED_ROLES and not _is_known(column, headings):
            unused.setdefault(extra_name(column), []).extend(cells)
    return unused


def _is_known(column: Column, headings: Headings) -> bool:
    """Whether a column that no field holds is known: the agency, shares of the whole."""
    heading = squeeze(column.heading)
    return column.role is Role.AGENCY or any(word in heading for word in headings.percent_words)


def _lines(piece: Piece, header: Header, headings: Headings) -> Iterator[RawSummaryLine]:
    grid = Grid(piece.table)
    names = _extra_names(header)
    for row in piece.rows:
        if not any(cell.text.strip() for cell in grid.own_cells(row)):
            continue
        goal = _value(grid, row, header, (Role.GOAL,))
        indicator = _value(grid, row, header, _INDICATOR_ROLES)
        number = _value(grid, row, header, (Role.ITEM,))
        if "." in parse_dotted(number.text):  # a plain number only counts the lines
            indicator = joined(number, indicator, " ")
        total = total_kind(goal.text, headings) or total_kind(indicator.text, headings)
        yield RawSummaryLine(
            goal=goal,
            indicator=indicator,
            projects=_value(grid, row, header, (Role.COUNT,)),
            budget=_value(grid, row, header, (Role.BUDGET,)),
            total=total,
            extra=tuple(_extra(grid, row, names)),
            years=tuple(_years(grid, row, header)),
        )


def _extra_names(header: Header) -> dict[int, str]:
    """The columns that no field holds: index -> heading; the second of one heading has (2)."""
    times: Counter[str] = Counter()
    names: dict[int, str] = {}
    for column in header.columns:
        if column.role not in _USED_ROLES:
            name = extra_name(column)
            times[name] += 1
            names[column.index] = name if times[name] == 1 else f"{name} ({times[name]})"
    return names


def _extra(grid: Grid, row: int, names: dict[int, str]) -> Iterator[tuple[str, RawValue]]:
    for index, name in names.items():
        cell = grid.at(row, index)
        if cell and cell.row == row and cell.col == index and cell.text.strip():
            yield name, RawValue(cell.text, (cell.place,))


def _years(grid: Grid, row: int, header: Header) -> Iterator[RawDeclaredYear]:
    """What the columns of each year declare, in their order."""
    found: dict[int, dict[Role, RawValue]] = {}
    for column in header.columns:
        if column.year_be is not None:
            value = _value(grid, row, header, (column.role,), column.year_be)
            found.setdefault(column.year_be, {})[column.role] = value
    for year_be, values in found.items():
        yield RawDeclaredYear(year_be, values.get(Role.COUNT), values.get(Role.BUDGET))


def _value(
    grid: Grid, row: int, header: Header, roles: tuple[Role, ...], year_be: int | None = None
) -> RawValue:
    """What a column holds in a row; nothing where a merged cell only passes through."""
    for column in header.columns:
        if column.role in roles and column.year_be == year_be:
            cell = grid.at(row, column.index)
            if cell and cell.row == row and cell.col == column.index:
                return RawValue(cell.text, (cell.place,))
    return RawValue("", ())


def _goes_on(line: RawSummaryLine, headings: Headings) -> bool:
    """Only more of a title: no number of its own, nothing declared, no total."""
    bare = to_arabic(line.indicator.text).strip()
    yearly = [value for year in line.years for value in (year.projects, year.budget) if value]
    empty = not any(v.text.strip() for v in (line.goal, line.projects, line.budget, *yearly))
    is_heading = match_line(bare, Place(reader=""), headings).kind != "text"
    return empty and not line.total and bool(bare) and not bare[0].isdecimal() and not is_heading
