"""Columns of a detail table whose cells are headings: the goal or indicator of the rows beside."""

from dataclasses import replace

from pipeline.contracts.table import RawCell, Role
from pipeline.extract.headings import LineMatch, match_line
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.goal_totals import total_beside_label
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.roles import LABEL_ROLES
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.numbering import split_item

Label = tuple[LineMatch, RawCell]


def labels_at(grid: Grid, row: int, header: Header | None, lexicon: Lexicon) -> tuple[Label, ...]:
    """The goal and the indicator that columns of their own name for this row and those below."""
    if header is None or header.kind != "detail":
        return ()
    is_new = _may_be_unnumbered(grid, row, header)
    found = []
    for column in header.columns:
        cell = grid.at(row, column.index) if column.role in LABEL_ROLES else None
        if cell is None or cell.row != row or not cell.text.strip():
            continue
        match = label_of(cell, column.role, lexicon)
        if match is None and is_new and not _is_numbered(grid, column, lexicon):
            match = LineMatch("goal" if column.role is Role.GOAL else "indicator", "", cell.text)
        if match is not None:
            found.append((match, cell))
    return tuple(found)


def label_of(cell: RawCell, role: Role, lexicon: Lexicon) -> LineMatch | None:
    """What a cell in a column of goals or indicators names; None where it has no number."""
    match = match_line(cell.text, cell.place, lexicon.headings)
    if match.kind in ("goal", "indicator"):
        return match
    if match.kind == "numbered" or (match.kind == "programme" and role is Role.INDICATOR):
        return replace(match, kind="indicator")
    if match.kind == "theme" and role is Role.GOAL:
        return replace(match, kind="goal")
    number, title = split_item(cell.text)
    is_goal = bool(number) and role is Role.GOAL
    return LineMatch("goal", number, title.strip(), match.target) if is_goal else None


def label_rests(
    grid: Grid, rows: range, header: Header, labels: tuple[Label, ...], lexicon: Lexicon
) -> tuple[tuple[Role, RawCell], ...]:
    """The cells in columns of labels of a plan over several years that go on with those above: a
    page break cuts them, or each of their lines is a row. They have no number, and are none of the
    `labels` of these rows."""
    known = [cell for _, cell in labels]
    columns = [column for column in header.columns if column.role in LABEL_ROLES]
    if not any(column.year_be is not None for column in header.columns):
        return ()
    return tuple(
        (column.role, cell)
        for row in rows
        if not total_beside_label(grid, row, header.columns, lexicon)
        for column in columns
        if (cell := grid.at(row, column.index)) and cell.row == row and cell.text.strip()
        if cell not in known and label_of(cell, column.role, lexicon) is None
    )


def _may_be_unnumbered(grid: Grid, row: int, header: Header) -> bool:
    """Whether a project of a plan over several years begins in this row."""
    names = (grid.at(row, column.index) for column in header.columns if column.role is Role.PROJECT)
    has_years = any(column.year_be is not None for column in header.columns)
    return has_years and any(cell and cell.row == row and cell.text.strip() for cell in names)


def _is_numbered(grid: Grid, column: Column, lexicon: Lexicon) -> bool:
    """Whether a column numbers any of its labels."""
    cells = (grid.at(row, column.index) for row in range(grid.height))
    return any(cell and label_of(cell, column.role, lexicon) for cell in cells)
