"""What is compared: projects or baht, of the whole plan or of one of its fiscal years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pipeline.contracts.parsed import (
    NO_COUNT,
    NO_MONEY,
    CountField,
    MoneyField,
    Status,
    declared_value,
)
from pipeline.contracts.record import DeclaredYear, Indicator, Plan, Project, SummaryLine
from pipeline.normalize.budgets import BETWEEN_YEARS

# A project is of a year that gives it money, says in words that it needs none, or cannot be read.
IN_YEAR = (Status.AMOUNT, Status.NONE, Status.UNREADABLE)

Cell = CountField | MoneyField


class Kind(StrEnum):
    """The word in the rules' names."""

    COUNT = "count"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Measure:
    """Projects or baht, in one fiscal year or (None) over all.

    `each_year`: projects count once for each of their years, as a plan's total column may do.
    """

    kind: Kind
    year_be: int | None = None
    each_year: bool = False

    COUNT: ClassVar[Measure]
    BUDGET: ClassVar[Measure]

    def __str__(self) -> str:
        return self.kind.value

    @property
    def in_baht(self) -> bool:
        """Whether money is compared."""
        return self.kind is Kind.BUDGET

    @property
    def field(self) -> str:
        """The column it stands in: `budget_baht`, `projects_2566`."""
        name = "budget_baht" if self.in_baht else "projects"
        return name if self.year_be is None else f"{name}_{self.year_be}"

    @property
    def count(self) -> Measure:
        """The projects of the same year."""
        return Measure(Kind.COUNT, self.year_be)

    def of_year(self, year_be: int) -> Measure:
        """The same of one year."""
        return Measure(self.kind, year_be)


Measure.COUNT = Measure(Kind.COUNT)
Measure.BUDGET = Measure(Kind.BUDGET)


# -- cells ---------------------------------------------------------------------------------------


def _of_year(years: Sequence[DeclaredYear], measure: Measure) -> Cell:
    found = next((one for one in years if one.fiscal_year_be == measure.year_be), None)
    if found is None:
        return NO_MONEY if measure.in_baht else NO_COUNT
    return found.budget if measure.in_baht else found.projects


def _of_all(years: Sequence[DeclaredYear], cell: Cell) -> Cell:
    """The cell of all years; none where it is but the sum of the printed ones."""
    is_unprinted = cell.value is not None and not cell.raw.strip()
    is_sum = bool(years) and (BETWEEN_YEARS in cell.raw or is_unprinted)
    return cell.model_copy(update={"value": None, "status": Status.ABSENT}) if is_sum else cell


def cell_of(line: SummaryLine, measure: Measure) -> Cell:
    """A summary line's cell."""
    if measure.year_be is not None:
        return _of_year(line.years, measure)
    return _of_all(line.years, line.budget if measure.in_baht else line.projects)


def declaring_cell(indicator: Indicator, measure: Measure) -> Cell:
    """The cell in which the summary declares an indicator's number."""
    if measure.year_be is not None:
        return _of_year(indicator.declared_years, measure)
    one = indicator.declared_budget if measure.in_baht else indicator.declared_projects
    return _of_all(indicator.declared_years, one)


def has_years(project: Project) -> bool:
    """Whether its table has budgets of several years."""
    return len(project.budgets) > 1


def money_cells(project: Project, measure: Measure = Measure.BUDGET) -> tuple[MoneyField, ...]:
    """The cells that hold a project's money of the measure's year, or of all."""
    if measure.year_be is not None:
        years = (one for one in project.budgets if one.fiscal_year_be == measure.year_be)
        return tuple(one.budget for one in years)
    return tuple(one.budget for one in project.budgets) if has_years(project) else (project.budget,)


def money_cell(project: Project, measure: Measure = Measure.BUDGET) -> MoneyField:
    """The one cell that holds a project's money; for all years what they come to."""
    cells = money_cells(project, measure)
    return project.budget if measure.year_be is None else cells[0] if cells else NO_MONEY


def is_in_year(project: Project, measure: Measure) -> bool:
    """Whether the project is one of the measure's year; of the plan it always is."""
    cells = money_cells(project, measure)
    return measure.year_be is None or any(cell.status in IN_YEAR for cell in cells)


# -- sums ----------------------------------------------------------------------------------------


def found_value(projects: Sequence[Project], measure: Measure) -> Decimal | None:
    """How many projects, or the baht that was read; None where no table has such a column."""
    if measure == Measure.COUNT:
        return Decimal(len(projects))
    cells = [cell for one in projects for cell in money_cells(one, measure)]
    if projects and all(cell.status is Status.ABSENT for cell in cells):
        return None
    if measure.in_baht:
        return sum((cell.value for cell in cells if cell.value is not None), Decimal(0))
    if measure.each_year:
        return Decimal(sum(cell.status in IN_YEAR for cell in cells))
    return Decimal(sum(is_in_year(one, measure) for one in projects))


def years(plan: Plan) -> tuple[int, ...]:
    """The fiscal years for which the plan declares something that can be compared, rising."""
    declared = _declared_years(plan)
    return tuple(sorted(declared & _planned_years(plan) if plan.projects else declared))


def knows_all_years(plan: Plan) -> bool:
    """Whether the tables have a column for each year that is declared."""
    return not plan.projects or _declared_years(plan) <= _planned_years(plan)


def _declared_years(plan: Plan) -> set[int]:
    declared = {year.fiscal_year_be for line in plan.summary for year in line.years}
    return declared | {y.fiscal_year_be for one in plan.indicators for y in one.declared_years}


def _planned_years(plan: Plan) -> set[int | None]:
    return {year.fiscal_year_be for one in plan.projects for year in one.budgets}


def years_total(line: SummaryLine, measure: Measure) -> Decimal | None:
    """The sum of what a line declares for its years; None where one of them is not known."""
    of_years = (measure.of_year(one.fiscal_year_be) for one in line.years)
    values = [declared_value(cell_of(line, one)) for one in of_years]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def measures(plan: Plan, kind: Kind) -> Iterator[Measure]:
    """What is compared of a kind: each declared year, then the whole plan.

    Not the whole where the tables have no column for one of the years that it is the sum of.
    """
    whole = replace(Measure(kind), each_year=kind is Kind.COUNT and counts_each_year(plan))
    yield from (whole.of_year(year) for year in years(plan))
    if knows_all_years(plan) or not (whole.in_baht or whole.each_year):
        yield whole


def counts_each_year(plan: Plan) -> bool:
    """Whether the totals over all years count a project once for each of its years.

    More printed totals agree with the sum of their line's years than with the rows.
    """
    summed = once = 0
    for line in plan.summary:
        total = declared_value(cell_of(line, Measure.COUNT))
        added = years_total(line, Measure.COUNT)
        if total is not None and added is not None:
            summed += total == added
            once += total == len(_rows_of(plan, line))
    return summed > once


def _rows_of(plan: Plan, line: SummaryLine) -> list[Project]:
    """The rows that a line of the summary speaks of."""
    if line.indicator_no is not None:
        return [one for one in plan.projects if one.indicator_no == line.indicator_no]
    return [one for one in plan.projects if line.goal_no in (None, one.goal_no)]
