"""Plans over several years: the columns that hold the budget of one fiscal year each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.contracts.table import Role
from pipeline.extract.tables.columns import Column
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.years import is_year_heading, parse_column_year

MIN_YEARS = 2  # where one is the year before a plan of one year, normalize tells
YEARLY_ROLES = (Role.BUDGET, Role.COUNT)
BAHT = "บาท"

Texts = list[str]  # of one column, from the top


def is_year_row(texts: Sequence[str]) -> bool:
    """A row of a header that names nothing but years."""
    return len(texts) >= MIN_YEARS and all(map(is_year_heading, texts))


def is_unit_row(texts: Sequence[str]) -> bool:
    """A row of a header that names nothing but the unit of its figures: `(บาท)`."""
    return bool(texts) and all(squeeze(text).strip("()") == BAHT for text in texts)


def with_budget_years(
    columns: tuple[Column, ...], lines: Sequence[Mapping[int, str]], headings: Headings
) -> tuple[Column, ...]:
    """The columns with the fiscal years of those that hold a budget, or a count, of one year each.

    `lines`: the header rows, text by column. Beside such budgets of a project another one, their
    sum say, is no budget of its own.
    """
    texts = {
        c.index: [line[c.index] for line in lines if line.get(c.index, "").strip()] for c in columns
    }
    named = tuple(_with_role(column, texts[column.index], headings) for column in columns)
    dated = {
        index: year
        for role in YEARLY_ROLES
        for index, year in _years([c for c in named if c.role is role], texts).items()
    }
    dated |= _of_pairs(named, dated)
    if not any(column.index in dated for column in named if column.role is Role.BUDGET):
        return columns
    dated |= _counts_beside(named, dated)
    is_summary = any(column.role is Role.COUNT for column in named)
    return tuple(
        _dated(column, dated.get(column.index), texts[column.index], is_summary) for column in named
    )


def _counts_beside(columns: Sequence[Column], dated: Mapping[int, int]) -> dict[int, int]:
    """The years of columns of counts that name none, where one stands left of each year's money."""
    budgets = [c.index for c in columns if c.role is Role.BUDGET and c.index in dated]
    counts = {c.index for c in columns if c.role is Role.COUNT and c.index not in dated}
    beside = {index - 1: dated[index] for index in budgets}
    return beside if beside.keys() <= counts else {}


def _with_role(column: Column, texts: Texts, headings: Headings) -> Column:
    """`ปี ๒๕๖๖ (บาท)` is the budget of that year; figures that are thousands of baht are none."""
    text = squeeze("".join(texts))
    if any(f"{unit})" in text for unit in headings.scaled_units):
        is_year = column.role is Role.BUDGET and parse_column_year(text) is not None
        return replace(column, role=Role.UNKNOWN) if is_year else column
    is_year = bool(texts) and all(is_year_heading(t) or is_unit_row([t]) for t in texts)
    if column.role is Role.UNKNOWN and is_year and BAHT in text:
        return replace(column, role=Role.BUDGET)
    return column


def _years(columns: Sequence[Column], texts: Mapping[int, Texts]) -> dict[int, int]:
    """The year of each column that names one; none where they are too few, or do not run on.

    A year that was not read, or is not the next one, is told by the place of its column where all
    others run on.
    """
    found = {column.index: _year(texts[column.index]) for column in columns}
    places = [index for index, year in found.items() if year is not None]
    inside = [index for index in found if places and places[0] <= index <= places[-1]]
    firsts = [
        year - place for place, index in enumerate(inside) if (year := found[index]) is not None
    ]
    if len(inside) < MIN_YEARS or len(set(firsts)) > 2:
        return {}
    first = max(set(firsts), key=firsts.count)
    if firsts.count(first) < max(MIN_YEARS, len(inside) - 1):
        return {}
    return {index: first + place for place, index in enumerate(inside)}


def _of_pairs(columns: Sequence[Column], dated: Mapping[int, int]) -> dict[int, int]:
    """The years of columns of counts and baht in turn, where one alone has the heading of both."""
    yearly = [column for column in columns if column.role in YEARLY_ROLES]
    pairs = list(zip(yearly[::2], yearly[1::2], strict=False))
    roles = {(one.role, two.role) for one, two in pairs}
    if len(yearly) % 2 or roles not in ({YEARLY_ROLES}, {YEARLY_ROLES[::-1]}):
        return {}
    found: dict[int, int] = {}
    for one, two in pairs:
        year = dated.get(one.index) or dated.get(two.index)
        found |= {} if year is None else {one.index: year, two.index: year}
    return found


def _year(texts: Texts) -> int | None:
    """The year that the column's headings name, the deepest one that does."""
    return next((year for text in reversed(texts) if (year := parse_column_year(text))), None)


def _dated(column: Column, year: int | None, texts: Texts, is_summary: bool) -> Column:
    if year is not None:
        return replace(column, year_be=year)
    if column.role is Role.BUDGET and not is_summary:
        return replace(column, role=Role.UNKNOWN, heading=texts[-1] if texts else "")
    return column
