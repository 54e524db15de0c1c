"""A project's budget: the cell of each fiscal year, the fund's source in it, all years together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.contracts.parsed import (
    NO_MONEY,
    NO_TEXT,
    UNKNOWN,
    MoneyField,
    Parsed,
    Status,
    TextField,
)
from pipeline.contracts.record import YearBudget
from pipeline.contracts.table import RawRow, RawValue, Role
from pipeline.lexicon.facts import Budget
from pipeline.normalize.digits import has_digit, squeeze
from pipeline.normalize.doubts import PageDoubts, doubted, numbers, with_likeliest
from pipeline.normalize.money import parse_money, split_source
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.usage import Usage
from pipeline.normalize.years import FiscalYears

UNREADABLE = "budget_unreadable"
BETWEEN_YEARS = " | "  # the cells of several years in one text
NOTHINGS = (Status.NONE, Status.DASH, Status.BLANK, Status.ABSENT)  # of equally many, the first


def raw_budgets(row: RawRow) -> tuple[RawValue, ...]:
    """The cells of a row that hold its budget: one a year, or the one for all."""
    value = row.get(Role.BUDGET)
    return (*((value,) if value else ()), *(year.value for year in row.years))


def parse_budgets(row: RawRow, facts: Budget) -> Iterator[Parsed[Decimal]]:
    """What the budget cells of a row say, year by year."""
    return (parse_money(value.text, facts) for value in raw_budgets(row))


def build_budgets(
    row: RawRow,
    years: FiscalYears | None,
    facts: Budget,
    doubts: PageDoubts,
    usage: Usage | None = None,
) -> tuple[YearBudget, ...]:
    """A project's budget year by year, rising; at least one.

    Where one cell stands for all years of a plan over several, its year is None.
    """
    cells: list[tuple[int | None, RawValue]] = [(year.year_be, year.value) for year in row.years]
    if (value := row.get(Role.BUDGET)) or not cells:
        cells.append((years.only if years else None, value or RawValue("", ())))
    is_absent = value is None and not row.years
    return by_year(
        YearBudget(fiscal_year_be=year, budget=NO_MONEY)
        if is_absent
        else YearBudget(
            fiscal_year_be=year,
            budget=_money(cell, facts, doubts, of_year=bool(row.years)),
            source=_source(cell, facts, doubts, usage),
        )
        for year, cell in cells
    )


def by_year(budgets: Iterable[YearBudget]) -> tuple[YearBudget, ...]:
    """The years in their order; first what is of no one year."""
    return tuple(sorted(budgets, key=lambda one: one.fiscal_year_be or 0))


def unseen(year_be: int | None) -> YearBudget:
    """The budget of a row in a picture whose column was not known: nothing was read of it."""
    money = MoneyField(
        raw="", value=None, status=Status.UNREADABLE, confidence=0.0, flags=(UNREADABLE,)
    )
    return YearBudget(fiscal_year_be=year_be, budget=money)


def total_budget(budgets: Iterable[YearBudget]) -> MoneyField:
    """All years together: without a value where one could not be read."""
    cells = [one.budget for one in budgets]
    if len(cells) == 1:
        return cells[0]
    counted = Counter(cell.status for cell in cells)
    amounts = [cell.value for cell in cells if cell.value is not None]
    status = _status(counted)
    return MoneyField(
        raw=BETWEEN_YEARS.join(" ".join(cell.raw.split()) for cell in cells),
        value=sum(amounts, Decimal(0)) if status is Status.AMOUNT else None,
        status=status,
        places=tuple(dict.fromkeys(place for cell in cells for place in cell.places)),
        confidence=min(cell.confidence for cell in cells),
        flags=tuple(dict.fromkeys(flag for cell in cells for flag in cell.flags)),
        doubts=tuple(doubt for cell in cells for doubt in cell.doubts),
    )


def _status(counted: Counter[Status]) -> Status:
    for decisive in (Status.UNREADABLE, Status.AMOUNT):
        if counted[decisive]:
            return decisive
    return max(NOTHINGS, key=lambda nothing: counted[nothing])


def _money(cell: RawValue, facts: Budget, doubts: PageDoubts, of_year: bool) -> MoneyField:
    parsed = parse_money(cell.text, facts)
    if of_year and _is_of_several(cell.text, facts):
        parsed = Parsed(raw=cell.text, value=None, status=Status.UNREADABLE)
    unreadable = parsed.status is Status.UNREADABLE
    found = MoneyField(
        raw=cell.text,
        value=parsed.value,
        status=parsed.status,
        places=cell.places,
        confidence=0.0 if unreadable else 1.0,
        flags=(*parsed.flags, *((UNREADABLE,) if unreadable else ())),
    )
    within = doubts.within(cell.places)
    # letters in doubt are those of the source, where there is one
    return doubted(found, numbers(within) if split_source(cell.text, facts)[1] else within)


def _is_of_several(text: str, facts: Budget) -> bool:
    """Whether dashes stand on lines of their own beside figures: the cell of several projects."""
    lines = [squeeze(line) for line in text.split("\n") if line.strip()]
    dashes = sum(line in facts.dash and not line.startswith(".") for line in lines)
    is_cut = any(line.endswith(".") for line in lines)  # `๒๐,๐๐๐.` over `-`
    return 0 < dashes < len(lines) and not is_cut and any(map(has_digit, lines))


def _source(cell: RawValue, facts: Budget, doubts: PageDoubts, usage: Usage | None) -> TextField:
    words = split_source(cell.text, facts)[1]
    if not words:
        return NO_TEXT
    within = doubts.within(cell.places)
    text = tidy(with_likeliest(words, numbers(within)), usage)
    unread = UNKNOWN in text
    found = TextField(
        raw=words,
        value=text,
        status=Status.UNREADABLE if unread else Status.OK,
        places=cell.places,
        confidence=0.5 if unread else 1.0,
    )
    return doubted(found, tuple(doubt for doubt in within if doubt.kind == "letters"))
