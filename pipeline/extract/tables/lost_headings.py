"""Columns of a scanned table whose headings were not read: told by what is in them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import QUARTER_ROLES, TIME_ROLES, Role
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.roles import quarters_named
from pipeline.lexicon.facts import Months
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import begins_dotted

MIN_TEXTS = 3  # below a heading that was not read
MOST_TEXTS = 0.7  # of the texts below it
_NUMBER = re.compile(f"[0-9๐-๙{UNKNOWN}]{{1,3}}[.)]?")
_MONEY = re.compile(f"[0-9๐-๙{UNKNOWN}]{{1,3}}(?:[.,][0-9๐-๙{UNKNOWN}]{{2,3}})+|-|.*งบ.*")
_AMOUNT = re.compile(f"[0-9๐-๙{UNKNOWN}]{{1,3}}(?:[.,][0-9๐-๙{UNKNOWN}]{{3}})+")


def with_lost_headings(
    grid: Grid, start: int, columns: tuple[Column, ...], months: Months
) -> tuple[Column, ...]:
    """The columns of a table with a header above row `start`; those that can be told are named.

    Numbers stand before the projects, the projects between numbers and method or budget,
    amounts between the projects and the times, a quarter beside the three others below the name of
    the times, and indicators between the goals and how many projects they have.
    """
    columns = _with_quarter(_with_quarters(grid, start, _with_projects(columns), months))
    columns = _with_indicators(grid, start, columns)
    return _with_budget(grid, start, _with_items(grid, start, columns))


def _with_quarters(
    grid: Grid, start: int, columns: tuple[Column, ...], months: Months
) -> tuple[Column, ...]:
    """Four quarters named in one heading over more columns: by the four cells of most rows."""
    places = [place for place, column in enumerate(columns) if column.role is Role.TIME]
    named = set(quarters_named(columns[places[0]].heading, months)) if places else set()
    if len(named) != len(QUARTER_ROLES) or places[-1] - places[0] + 1 != len(places):
        return columns
    cuts = Counter(
        tuple(cell.col for cell in grid.own_cells(row) if cell.col in places)
        for row in range(start, grid.height)
    )
    found, rows = cuts.most_common(1)[0] if cuts else ((), 0)
    if len(found) != len(QUARTER_ROLES) or found[0] != places[0] or 2 * rows <= cuts.total():
        return columns
    for place in places:
        role = QUARTER_ROLES[bisect_right(found, place) - 1]
        columns = _named(columns, place, role)
    return columns


def _with_quarter(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    roles = [column.role for column in columns]
    lost = [role for role in QUARTER_ROLES if role not in roles]
    found = [place for place, role in enumerate(roles) if role in QUARTER_ROLES]
    firsts = {place - QUARTER_ROLES.index(roles[place]) for place in found}
    if len(lost) != 1 or len(found) != len(QUARTER_ROLES) - 1 or len(firsts) != 1:
        return columns
    place = firsts.pop() + QUARTER_ROLES.index(lost[0])
    is_between = lost[0] not in (QUARTER_ROLES[0], QUARTER_ROLES[-1])
    may_be = (Role.TIME, Role.UNKNOWN) if is_between else (Role.TIME,)
    is_there = 0 <= place < len(columns) and roles[place] in may_be
    return _named(columns, place, lost[0]) if is_there else columns


def lacks_quarter(columns: tuple[Column, ...]) -> bool:
    """Whether a column beside those of some quarters may be that of another: nothing names it."""
    places = [place for place, column in enumerate(columns) if column.role in QUARTER_ROLES]
    named = {columns[place].role for place in places}
    if not places or len(named) == len(QUARTER_ROLES):
        return False
    beside = columns[max(0, places[0] - 1) : places[-1] + 2]
    return any(column.role in (Role.UNKNOWN, Role.TIME) for column in beside)


def _with_indicators(grid: Grid, start: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    roles = [column.role for column in columns]
    if Role.GOAL not in roles or Role.COUNT not in roles or {Role.INDICATOR, Role.KPI} & set(roles):
        return columns
    between = range(roles.index(Role.GOAL) + 1, roles.index(Role.COUNT))
    found = [place for place in between if roles[place] is Role.UNKNOWN]
    if len(found) != 1 or not all(map(begins_dotted, _texts(grid, start, found[0]) or [""])):
        return columns
    return _named(columns, found[0], Role.INDICATOR)


def _with_projects(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    roles = [column.role for column in columns]
    if Role.PROJECT in roles or Role.ITEM not in roles:
        return columns
    place = roles.index(Role.ITEM) + 1
    if roles[place : place + 1] != [Role.UNKNOWN] or columns[place].heading.strip():
        return columns
    if roles[place + 1 : place + 2] not in ([Role.BUDGET], [Role.METHOD]):
        return columns
    return _named(columns, place, Role.PROJECT)


def _with_items(grid: Grid, start: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    roles = [column.role for column in columns]
    if Role.ITEM in roles or Role.PROJECT not in roles[1:]:
        return columns
    place = roles.index(Role.PROJECT) - 1
    texts = _texts(grid, start, place)
    if roles[place] is not Role.UNKNOWN or not _mostly(texts, _NUMBER.fullmatch):
        return columns
    return _named(columns, place, Role.ITEM)


def _with_budget(grid: Grid, start: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    roles = [column.role for column in columns]
    times = [place for place, role in enumerate(roles) if role in TIME_ROLES]
    if Role.BUDGET in roles or Role.PROJECT not in roles or not times:
        return columns
    between = range(roles.index(Role.PROJECT) + 1, times[0])
    found = [
        place
        for place in between
        if roles[place] is Role.UNKNOWN and _holds_money(_texts(grid, start, place))
    ]
    return _named(columns, found[0], Role.BUDGET) if len(found) == 1 else columns


def _holds_money(texts: list[str]) -> bool:
    return _mostly(texts, lambda text: _MONEY.fullmatch(text) or _NUMBER.fullmatch(text)) and any(
        map(_AMOUNT.fullmatch, texts)
    )


def _texts(grid: Grid, start: int, place: int) -> list[str]:
    cells = (cell for row in range(start, grid.height) for cell in grid.own_cells(row))
    return [text for cell in cells if cell.col == place and (text := squeeze(cell.text))]


def _mostly(texts: list[str], is_so: Callable[[str], object]) -> bool:
    count = sum(bool(is_so(text)) for text in texts)
    return count >= MIN_TEXTS and count >= MOST_TEXTS * len(texts)


def _named(columns: tuple[Column, ...], place: int, role: Role) -> tuple[Column, ...]:
    return tuple(
        replace(column, role=role) if at == place else column for at, column in enumerate(columns)
    )
