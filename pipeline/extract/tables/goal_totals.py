"""Rows of sums inside a table of projects whose columns name goals: what the plan declares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pipeline.contracts.table import (
    RawCell,
    RawDeclaredYear,
    RawSummaryLine,
    RawValue,
    Role,
)
from pipeline.extract.tables.columns import Column, extra_name
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import has_digit

NOTHING = RawValue("", ())
_LABELS = (Role.GOAL, Role.INDICATOR, Role.ITEM, Role.PROJECT)  # where a row says that it sums


def total_beside_label(
    grid: Grid, row: int, columns: Sequence[Column], lexicon: Lexicon
) -> Literal["", "goal", "grand"]:
    """What a row sums whose word for total stands beside its goal: `มิติที่ ๑ | รวม`; else empty."""
    if not any(column.role is Role.GOAL for column in columns):
        return ""
    names = (cell.text for column, cell in _own(grid, row, columns) if column.role in _LABELS)
    kinds = (total_kind(text, lexicon.headings) for text in names)
    return next((kind for kind in kinds if kind), "")


def goal_total(
    grid: Grid, row: int, columns: Sequence[Column], lexicon: Lexicon
) -> RawSummaryLine | None:
    """The row of sums as a line of the summary; None where its table names no goals, or no years
    and not the goal that it sums.

    `projects`: the cell that counts them (`๔ มาตรการ ๑ กิจกรรม ๑๖ โครงการ`), where the names stand.
    """
    kind = total_beside_label(grid, row, columns, lexicon)
    cells = dict(_own(grid, row, columns))
    goal = next((cell for column, cell in cells.items() if column.role is Role.GOAL), None)
    if goal is not None and total_kind(goal.text, lexicon.headings) and not has_digit(goal.text):
        goal = None
    years = tuple(
        RawDeclaredYear(column.year_be, None, _value(cells.get(column)))
        for column in columns
        if column.year_be is not None
    )
    if not kind or not (years or goal is not None):
        return None
    used = {Role.GOAL: goal, Role.PROJECT: _counts(cells, lexicon), Role.BUDGET: _money(cells)}
    return RawSummaryLine(
        goal=_value(goal),
        indicator=NOTHING,
        projects=_value(used[Role.PROJECT]),
        budget=_value(used[Role.BUDGET]),
        total=kind,
        extra=tuple(_left(cells, list(used.values()), lexicon)),
        years=years,
    )


def with_goal(line: RawSummaryLine, goal: RawValue | None) -> RawSummaryLine:
    """The line of a goal's sums with the goal named above, where it names none itself."""
    is_nameless = line.total == "goal" and not line.goal.text.strip()
    return replace(line, goal=goal) if is_nameless and goal is not None else line


def _own(grid: Grid, row: int, columns: Sequence[Column]) -> Iterator[tuple[Column, RawCell]]:
    """The cells with text that begin in this row, each with its first column."""
    for column in columns:
        cell = grid.at(row, column.index)
        if cell and cell.row == row and cell.col == column.index and cell.text.strip():
            yield column, cell


def _counts(cells: dict[Column, RawCell], lexicon: Lexicon) -> RawCell | None:
    """The cell that counts the projects: words with numbers below their names."""
    return next(
        (
            cell
            for column, cell in cells.items()
            if column.role is Role.PROJECT
            if has_digit(cell.text) and not total_kind(cell.text, lexicon.headings)
        ),
        None,
    )


def _money(cells: dict[Column, RawCell]) -> RawCell | None:
    """The sum where the columns name no years."""
    found = (c for column, c in cells.items() if column.role is Role.BUDGET and not column.year_be)
    return next(found, None)


def _left(
    cells: dict[Column, RawCell], used: Sequence[RawCell | None], lexicon: Lexicon
) -> Iterator[tuple[str, RawValue]]:
    """What stands in the row beside, but for the word for total."""
    for column, cell in cells.items():
        is_used = cell in used or column.year_be is not None
        if not is_used and not total_kind(cell.text, lexicon.headings):
            yield extra_name(column), _value(cell)


def _value(cell: RawCell | None) -> RawValue:
    return NOTHING if cell is None else RawValue(cell.text, (cell.place,))
