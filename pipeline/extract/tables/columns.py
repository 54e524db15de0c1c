"""A table's columns, and the years of those that stand for months."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import QUARTER_ROLES, ColumnMonth, Role
from pipeline.extract.tables.roles import quarters_named
from pipeline.lexicon.facts import Months
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.years import be_years, calendar_year_be, parse_year_heading, quarter_of

MANY_NAMES = 1024  # of columns; a run of plans has some dozens
FISCAL_WORD = "งบประมาณ"
CALENDAR = [str(month) for month in range(1, 13)]
FISCAL = CALENDAR[9:] + CALENDAR[:9]
MIN_QUARTERS = 2  # read: then their places tell which the others are, whatever these seem to say


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place in the grid, its role, its heading as printed, and its month.

    `year_be`: the fiscal year of which it holds the budget, or the number of projects, in a plan
    over several years.
    """

    index: int
    role: Role
    heading: str
    month: ColumnMonth | None = None
    year_be: int | None = None


def extra_name(column: Column) -> str:
    """The heading under which a column without a field of its own is kept."""
    return _tidied(column.heading) or f"คอลัมน์ {column.index + 1}"


@lru_cache(maxsize=MANY_NAMES)
def _tidied(heading: str) -> str:
    return tidy(heading)


def parted_quarters(columns: tuple[Column, ...], months: Months) -> tuple[Column, ...]:
    """The columns under one heading that names several quarters, each with its own of them.

    A rule below `ระยะเวลาดำเนินการ` was lost. Where they are not as many, only the places of the
    columns may tell.
    """
    parted: list[Column] = []
    for (role, heading), group in groupby(columns, lambda column: (column.role, column.heading)):
        own = list(group)
        named = quarters_named(heading, months) if role in QUARTER_ROLES else []
        if len(set(named)) > 1:
            roles = [QUARTER_ROLES[number - 1] for number in named]
            roles = roles if len(roles) == len(own) else [Role.TIME] * len(own)
            own = [replace(column, role=one) for column, one in zip(own, roles, strict=True)]
        parted += own
    return tuple(parted)


def whole_quarters(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with the quarters whose digit was not read named by their places.

    Such a heading is like the others up to its digit: `ไตรมาส \ufffd`, `ไตรมาส B`, `ไตรมาส`; or
    no more of it was read than a month of that quarter: `ไตรมาส ๑ (ต.ค.-` / `ธ.ค. ๖๕)`.
    """
    groups = [tuple(group) for _, group in groupby(columns, _heading_of)]
    named = {
        place: QUARTER_ROLES.index(group[0].role)
        for place, group in enumerate(groups)
        if group[0].role in QUARTER_ROLES
    }
    firsts = {place - quarter for place, quarter in named.items()}
    if len(named) == len(QUARTER_ROLES) or len(firsts) != 1:
        return columns
    first = firsts.pop()
    words = {_before_digit(groups[place][0].heading) for place in named}
    roles: dict[int, Role] = {}
    for place, role in enumerate(QUARTER_ROLES, first):
        if place in named:
            continue
        if not 0 <= place < len(groups):
            return columns
        if len(named) >= MIN_QUARTERS and _is_month_of(groups[place], place - first + 1):
            roles |= {column.index: role for column in groups[place]}
            continue
        if groups[place][0].role not in (Role.UNKNOWN, Role.TIME):
            return columns
        heading = squeeze(groups[place][0].heading)
        is_sure = len(named) >= MIN_QUARTERS or UNKNOWN in heading
        if not is_sure or not any(word and heading.startswith(word) for word in words):
            return columns
        roles |= {column.index: role for column in groups[place]}
    return tuple(
        replace(c, role=roles[c.index], month=None) if c.index in roles else c for c in columns
    )


def _is_month_of(columns: tuple[Column, ...], quarter: int) -> bool:
    """Whether a single column is headed by a month of the quarter."""
    month = columns[0].month
    return len(columns) == 1 and month is not None and quarter_of(month.month) == quarter


def _heading_of(column: Column) -> tuple[Role, str, int]:
    """The same for columns under one heading; headings that lost a letter are each their own."""
    return column.role, column.heading, column.index if UNKNOWN in column.heading else -1


def _before_digit(heading: str) -> str:
    return re.split(r"\d", squeeze(heading), maxsplit=1)[0]


def number_months(
    columns: tuple[Column, ...], headings: Sequence[Mapping[int, str]]
) -> tuple[Column, ...]:
    """The columns, where twelve below the name of the time columns are numbered 10 … 9 or 1 … 12.

    `headings`: the header rows, text by column.
    """
    time = [column.index for column in columns if column.role is Role.TIME]
    if len(time) != len(CALENDAR) or time[-1] - time[0] != len(time) - 1:
        return columns
    for line in headings:
        numbers = [squeeze(to_arabic(line.get(index, ""))).lstrip("0") for index in time]
        if numbers in (CALENDAR, FISCAL):
            months = dict(zip(time, map(int, numbers), strict=True))
            return tuple(_as_month(c, line.get(c.index, ""), months.get(c.index)) for c in columns)
    return columns


def _as_month(column: Column, heading: str, month: int | None) -> Column:
    return (
        column if month is None else Column(column.index, Role.MONTH, heading, ColumnMonth(month))
    )


def date_months(
    columns: tuple[Column, ...], headings: Sequence[Mapping[int, str]]
) -> tuple[Column, ...]:
    """The columns with the years of the month columns among them.

    `headings`: the header rows, text by column. A month's year stands in its own heading, in a
    heading above it, or follows from its neighbours', since the months run on. A heading over
    both December and January, or one that says so, names a fiscal year.
    """
    found = [column for column in columns if column.month is not None]
    if not found:
        return columns
    months = [column.month for column in found if column.month is not None]
    ordinals = _ordinals([month.month for month in months])
    stated = _stated_years(found, ordinals, headings)
    dated: dict[int, ColumnMonth] = {}
    for place, (column, month) in enumerate(zip(found, months, strict=True)):
        first = (months[0].month - 10) % 12
        dated[column.index] = replace(
            month,
            year_be=_year(place, ordinals, stated),
            years_on=(first + ordinals[place] - ordinals[0]) // 12,
        )
    return tuple(replace(c, month=dated.get(c.index)) if c.index in dated else c for c in columns)


def _ordinals(months: Sequence[int]) -> list[int]:
    """Months counted on from the January before the first column: December is 12, January 13."""
    ordinals = [months[0]]
    for month in months[1:]:
        ordinals.append(ordinals[-1] + (month - ordinals[-1]) % 12)
    return ordinals


def _turns(ordinal: int) -> int:
    """How many calendar years after the first column's the month lies."""
    return (ordinal - 1) // 12


def _stated_years(
    found: Sequence[Column], ordinals: Sequence[int], headings: Sequence[Mapping[int, str]]
) -> dict[int, int]:
    """Place among the month columns -> calendar year B.E. that a heading states for it."""
    stated: dict[int, int] = {}
    for line in headings:
        for places in _under_one_heading(found, line):
            text = squeeze(to_arabic(line[found[places[0]].index]))
            year = parse_year_heading(text) or _only_year(text)
            if year is None:
                continue
            turns = {_turns(ordinals[place]) for place in places}
            is_fiscal = FISCAL_WORD in text or len(turns) > 1
            for place in places:
                month = (ordinals[place] - 1) % 12 + 1
                stated[place] = calendar_year_be(month, year) if is_fiscal else year
    own = {place: c.month.year_be for place, c in enumerate(found) if c.month and c.month.year_be}
    return stated | own


def _under_one_heading(found: Sequence[Column], line: Mapping[int, str]) -> list[list[int]]:
    """Places of neighbouring month columns that share a heading in this header row."""
    groups: list[list[int]] = []
    for place, column in enumerate(found):
        text = line.get(column.index, "")
        if not text.strip():
            continue
        last = groups[-1][-1] if groups else -2
        if last == place - 1 and line.get(found[last].index) == text:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _only_year(text: str) -> int | None:
    years = set(be_years(text))
    return years.pop() if len(years) == 1 else None


def _year(place: int, ordinals: Sequence[int], stated: Mapping[int, int]) -> int | None:
    """The year stated for a month, or reckoned from the nearest month with one."""
    if not stated:
        return None
    nearest = min(stated, key=lambda other: abs(other - place))
    return stated[nearest] + _turns(ordinals[place]) - _turns(ordinals[nearest])
