"""What a table is and what its columns hold, from the words of its header rows."""

from dataclasses import dataclass, replace

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.table import (
    QUARTER_ROLES,
    SLOT_ROLES,
    RawTable,
    Role,
    TableKind,
)
from pipeline.extract.tables.budget_years import (
    MIN_YEARS,
    YEARLY_ROLES,
    is_unit_row,
    is_year_row,
    with_budget_years,
)
from pipeline.extract.tables.columns import (
    Column,
    date_months,
    number_months,
    parted_quarters,
    whole_quarters,
)
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.lost_headings import with_lost_headings
from pipeline.extract.tables.roles import (
    MAX_MONTH_HEADING,
    is_other_column,
    month_of_heading,
    role_of,
)
from pipeline.lexicon.facts import Headings, Months
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import parse_item, split_item
from pipeline.normalize.years import is_year_heading, parse_year_heading

MIN_KNOWN_SHARE = 0.5  # below half of the cells a match is luck
MAX_HEADER_ROWS = 4
MIN_TIME_COLUMNS = 3  # below the name of the time columns; fewer may be the words of a row

NamedRow = dict[int, tuple[Role, str]]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: how many rows it takes, and its columns from left to right."""

    kind: TableKind
    rows: int
    columns: tuple[Column, ...]

    def roles(self) -> frozenset[Role]:
        return frozenset(column.role for column in self.columns)


def find_header(table: RawTable, start: int, headings: Headings, months: Months) -> Header | None:
    """The header whose first row is grid row `start`; None where that row begins no header."""
    grid = Grid(table)
    if not _begins_header(grid, start, headings, months):
        return None
    stop = start + 1
    while stop < min(table.n_rows, start + MAX_HEADER_ROWS) and _continues_header(
        grid, start, stop, headings, months
    ):
        stop += 1
    columns = _columns(grid, range(start, stop), headings, months)
    if table.place.reader == PICTURES:
        columns = with_lost_headings(grid, stop, columns, months)
    return Header(_kind(columns), stop - start, columns)


def _begins_header(grid: Grid, row: int, headings: Headings, months: Months) -> bool:
    """At least two known headings, at least half of the cells but for years, no item number.

    Beside a column for each of several years one known heading is enough.
    """
    texts = [cell.text for cell in grid.own_cells(row) if cell.text.strip()]
    if any(split_item(text)[0] for text in texts):
        return False
    known = [role_of(text, headings, months) is not Role.UNKNOWN for text in texts]
    years = sum(map(is_year_heading, texts))
    if years >= MIN_YEARS and any(known) and _names_columns(grid, row + 1, headings, months):
        return True
    return sum(known) >= 2 and sum(known) >= MIN_KNOWN_SHARE * (len(texts) - years)


def _names_columns(grid: Grid, row: int, headings: Headings, months: Months) -> bool:
    """Whether every text of a row below years names a column of theirs."""
    texts = [cell.text for cell in grid.own_cells(row) if cell.text.strip()]
    return bool(texts) and all(role_of(text, headings, months) in YEARLY_ROLES for text in texts)


def _continues_header(grid: Grid, start: int, row: int, headings: Headings, months: Months) -> bool:
    """A row of quarters, or one still inside the cells of the first header row."""
    texts = [cell.text for cell in grid.own_cells(row) if cell.text.strip()]
    roles = [role_of(text, headings, months) for text in texts]
    if roles and all(role in SLOT_ROLES for role in roles):
        return True
    if texts and all(map(parse_year_heading, texts)):
        below = [cell.text for cell in grid.own_cells(row + 1) if cell.text.strip()]
        if below and all(role_of(text, headings, months) in SLOT_ROLES for text in below):
            return True
    if _counts_columns(texts) or is_year_row(texts) or is_unit_row(texts):
        return True
    if _lies_under_time(grid, start, row, headings, months):
        return True
    if any(parse_item(text) or split_item(text)[0] for text in texts):
        return False
    covers = any(
        cell.row < row < cell.row + cell.rowspan
        for cell in grid.covering(row)
        if cell.row >= start and cell.text.strip()
    )
    known = [role for role in roles if role is not Role.UNKNOWN]
    return covers or (bool(known) and len(known) == len(roles) and len(roles) >= 2)


def _counts_columns(texts: list[str]) -> bool:
    """A row that numbers the columns: (๑) (๒) (๓) …"""
    numbers = [parse_item(text) for text in texts]
    return len(numbers) >= MIN_TIME_COLUMNS and numbers == [
        str(number) for number in range(1, len(numbers) + 1)
    ]


def _lies_under_time(grid: Grid, start: int, row: int, headings: Headings, months: Months) -> bool:
    """Whether a row right below the first one has texts only below the name of the time columns."""
    above = {c.col: role_of(c.text, headings, months) for c in grid.covering(start) if c.text}
    time = next((col for col, role in above.items() if role is Role.TIME), None)
    texts = [cell for cell in grid.own_cells(row) if cell.text.strip()]
    if time is None or row != start + 1 or len(texts) < MIN_TIME_COLUMNS:
        return False
    end = min((col for col in above if col > time), default=grid.width)
    short = all(len(squeeze(cell.text)) <= MAX_MONTH_HEADING for cell in texts)
    return short and all(time <= cell.col < end for cell in texts)


def _columns(grid: Grid, rows: range, headings: Headings, months: Months) -> tuple[Column, ...]:
    """The deepest heading that is known names a column."""
    named = [_named_row(grid, row, headings, months, own=False) for row in rows]
    extent = max((c.col + c.colspan for row in rows for c in grid.own_cells(row)), default=0)
    if not grid.table.spans_stated or extent < grid.width:
        named = _aligned(named, grid.width)
    elif _parted(named):  # merged header cells lost their width or height
        own = [_named_row(grid, row, headings, months, own=True) for row in rows]
        named = _aligned(own, grid.width)
    columns: list[Column] = []
    for index in range(grid.width):
        found = [line[index] for line in named if index in line]
        if found and is_other_column(found[-1][1], headings):
            found = found[-1:]
        known = [pair for pair in found if pair[0] is not Role.UNKNOWN]
        role, heading = (known or found or [(Role.UNKNOWN, "")])[-1]
        month = month_of_heading(heading, headings, months) if role is Role.MONTH else None
        columns.append(Column(index, role, heading, month))
    texts = [{index: text for index, (_, text) in line.items()} for line in named]
    dated = date_months(number_months(tuple(columns), texts), texts)
    timed = _quarters_by_place(whole_quarters(parted_quarters(dated, months)))
    return _labels_on_the_left(with_budget_years(timed, texts, headings))


def _labels_on_the_left(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What a project aims at (`เป้าหมาย` right of its name) is no goal that it lies below; nor is a
    แผนงาน right of the numbers of items, which run on over all of them (`ที่ | แผนงาน | ประเภท`)."""
    first = {column.role: column.index for column in reversed(columns)}
    has_years = any(column.year_be is not None for column in columns)
    left = {Role.GOAL: Role.PROJECT} | ({Role.INDICATOR: Role.ITEM} if has_years else {})
    return tuple(
        replace(column, role=Role.UNKNOWN)
        if column.role in left and column.index > first.get(left[column.role], column.index)
        else column
        for column in columns
    )


def _named_row(grid: Grid, row: int, headings: Headings, months: Months, own: bool) -> NamedRow:
    """Roles and texts of a header row by column; `own`: only of cells that begin in it."""
    if own:
        texts = {cell.col: cell.text for cell in grid.own_cells(row)}
    else:
        texts = {col: grid.text(row, col) for col in range(grid.width)}
    return {c: (role_of(text, headings, months), text) for c, text in texts.items() if text.strip()}


def _parted(named: list[NamedRow]) -> bool:
    """Whether another heading stands between two quarters, or they begin left of TIME."""
    quarters = [col for col, (role, _) in named[-1].items() if role in SLOT_ROLES]
    time = [col for col, (role, _) in named[0].items() if role is Role.TIME]
    if not quarters:
        return False
    return max(quarters) - min(quarters) + 1 != len(quarters) or min(quarters) < min(
        time, default=0
    )


def _quarters_by_place(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Four columns below the name of the time columns are the quarters, though nothing says so.

    Their row of headings is lost, or holds bare numbers.
    """
    if any(column.role in SLOT_ROLES for column in columns):
        return columns
    time = next((column.index for column in columns if column.role is Role.TIME), None)
    if time is None or len(columns) < time + 4:
        return columns
    four = columns[time : time + 4]
    after = columns[time + 4 : time + 5]
    nameless = all(
        column.role is Role.TIME
        or not column.heading.strip()
        or to_arabic(column.heading).strip() == str(number)
        for number, column in enumerate(four, 1)
    )
    closed = not after or (after[0].role is not Role.TIME and bool(after[0].heading.strip()))
    if not nameless or not closed:
        return columns
    quarters = tuple(
        Column(column.index, role, column.heading)
        for column, role in zip(four, QUARTER_ROLES, strict=True)
    )
    return (*columns[:time], *quarters, *columns[time + 4 :])


def _aligned(named: list[NamedRow], width: int) -> list[NamedRow]:
    """A transcript may lose merged header cells: puts the row of quarters or months under its TIME.

    They may start at the first column, and TIME may take one column instead of four.
    """
    first = named[0]
    time = next((col for col, (role, _) in first.items() if role is Role.TIME), None)
    below = next((n for n, line in enumerate(named[1:], 1) if line and _all_slots(line)), None)
    if time is None or below is None:
        return named
    quarters = list(named[below].values())
    extra = len(quarters) - 1
    blocked = any(time < col <= time + extra for col in first)
    if blocked and max(first) + extra >= width:
        return named
    shift = extra if blocked else 0
    moved = {col + (shift if col > time else 0): pair for col, pair in first.items()}
    placed = {time + offset: pair for offset, pair in enumerate(quarters)}
    return [moved, *named[1:below], placed, *named[below + 1 :]]


def _all_slots(line: NamedRow) -> bool:
    return all(role in SLOT_ROLES for role, _ in line.values())


def _kind(columns: tuple[Column, ...]) -> TableKind:
    roles = {column.role for column in columns}
    if Role.COUNT in roles and roles & {Role.INDICATOR, Role.KPI, Role.GOAL}:
        return "summary"
    if Role.PROJECT in roles and roles & {
        Role.BUDGET, Role.AGENCY, Role.METHOD, Role.KPI, Role.TIME, *SLOT_ROLES
    }:  # fmt: skip
        return "detail"
    if Role.TARGET in roles and roles & {Role.INDICATOR, Role.KPI}:
        return "chart"
    return "unknown"
