"""Declared against extracted in each fiscal year, where a plan over several years declares them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.contracts.parsed import MoneyField, Status
from pipeline.contracts.record import DeclaredYear, Plan, Project
from pipeline.write.report.tally import Pair

# A project is of a year that gives it money, says in words that it needs none, or cannot be read.
IN_YEAR = (Status.AMOUNT, Status.NONE, Status.UNREADABLE)


def declared_years(plan: Plan) -> tuple[int, ...]:
    """The fiscal years for which the summary declares something, rising."""
    years = {year.fiscal_year_be for line in plan.summary for year in line.years}
    return tuple(sorted(years))


def of_year(year: DeclaredYear, projects: Sequence[Project]) -> tuple[Pair | None, Pair | None]:
    """Projects and baht of a year; None for what its line has no column for."""
    cells = list(_money(projects, year.fiscal_year_be))
    return (
        None if year.projects.status is Status.ABSENT else Pair(year.projects, Decimal(len(cells))),
        None if year.budget.status is Status.ABSENT else _baht(year, cells),
    )


def _money(projects: Sequence[Project], year_be: int) -> Iterator[MoneyField]:
    """The cell of each project of the year."""
    for project in projects:
        cells = [one.budget for one in project.budgets if one.fiscal_year_be == year_be]
        if found := next((cell for cell in cells if cell.status in IN_YEAR), None):
            yield found


def _baht(year: DeclaredYear, cells: Sequence[MoneyField]) -> Pair:
    """What was read; nothing can be added up where no amount was read, and one cannot be."""
    amounts = [cell.value for cell in cells if cell.value is not None]
    unread = sum(cell.status is Status.UNREADABLE for cell in cells)
    found = None if unread and not amounts else sum(amounts, Decimal(0))
    return Pair(year.budget, found, unread)
