"""What is declared and what was read, as numbers: for the table, the chart and the overview."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.parsed import (
    NOTHING_DECLARED,
    CountField,
    DeclaredCell,
    MoneyField,
    declared_value,
)
from pipeline.contracts.record import Indicator, Level, Plan, Project, SummaryLine


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure: the declaring cell (None: there is none) and what was read.

    `found` None: nothing that could be added up. `left_out`: rows whose budget could not be added.
    """

    cell: DeclaredCell | None
    found: Decimal | None
    left_out: int = 0

    @property
    def declared(self) -> Decimal | None:
        """The declared number, 0 where the plan declares none; None: nothing to compare with."""
        return None if self.cell is None else declared_value(self.cell)

    @property
    def difference(self) -> Decimal | None:
        """Found − declared; None where the two cannot be compared."""
        if self.declared is None or self.found is None:
            return None
        return self.found - self.declared


def baht(projects: Sequence[Project]) -> Decimal | None:
    """The sum of the budgets read; None where none was and some could not be."""
    amounts = [one.budget.value for one in projects if one.budget.value is not None]
    if not amounts and left_out(projects):
        return None
    return sum(amounts, Decimal(0))


def left_out(projects: Iterable[Project]) -> int:
    """How many rows have a budget that is not known: blank, unreadable, without a column."""
    budgets = (one.budget for one in projects)
    return sum(one.value is None and one.status not in NOTHING_DECLARED for one in budgets)


def counted(cell: CountField | None, projects: Sequence[Project]) -> Pair:
    """The number of projects."""
    return Pair(cell, Decimal(len(projects)))


def added(cell: MoneyField | None, projects: Sequence[Project]) -> Pair:
    """Their baht."""
    return Pair(cell, baht(projects), left_out(projects))


def of_indicator(plan: Plan, number: str | None) -> tuple[Project, ...]:
    """The rows of an indicator; for None those whose indicator is not known."""
    return tuple(one for one in plan.projects if one.indicator_no == number)


def of_line(plan: Plan, line: SummaryLine) -> tuple[Project, ...]:
    """The rows that a line of the summary speaks of."""
    if line.level is Level.GRAND_TOTAL:
        return plan.projects
    if line.level is Level.GOAL_TOTAL:
        return tuple(one for one in plan.projects if one.goal_no == line.goal_no)
    if line.level is Level.INDICATOR:
        return of_indicator(plan, line.indicator_no)
    below = f"{line.indicator_no}."
    return tuple(one for one in plan.projects if (one.indicator_no or "").startswith(below))


def has_time(plan: Plan) -> bool:
    """Whether to ask when its projects run: a plan over several years may say it by year alone."""
    if plan.fiscal_year_be == plan.fiscal_year_end_be or plan.fiscal_year_end_be is None:
        return True
    times = (one.schedule for one in plan.projects)
    return any(time.quarters or time.mark_places or time.text.raw.strip() for time in times)


def undeclared(plan: Plan) -> tuple[Indicator, ...]:
    """The indicators that have no line in the summary, which should list them."""
    listed = {line.indicator_no for line in plan.summary if line.level is Level.INDICATOR}
    summed = goals_as_a_whole(plan)
    missing = (one for one in plan.indicators if one.indicator_no not in listed)
    return tuple(one for one in missing if one.goal_no not in summed)


def goals_as_a_whole(plan: Plan) -> frozenset[str]:
    """The goals of which the plan declares only the รวม, and no indicator."""
    levels: dict[str, set[Level]] = {}
    for line in plan.summary:
        levels.setdefault(line.goal_no or "", set()).add(line.level)
    return frozenset(
        goal
        for goal, found in levels.items()
        if goal and Level.GOAL_TOTAL in found and Level.INDICATOR not in found
    )


def unlisted_numbers(plan: Plan) -> tuple[str, ...]:
    """Indicators that only rows speak of, in the rows' order."""
    known = {one.indicator_no for one in plan.indicators}
    known |= {line.indicator_no for line in plan.summary if line.indicator_no is not None}
    numbers = (one.indicator_no for one in plan.projects)
    return tuple(dict.fromkeys(one for one in numbers if one is not None and one not in known))


def overall(plan: Plan) -> tuple[Pair, Pair]:
    """The whole plan, in projects and baht, beside its ภาพรวม where one is printed."""
    line = next((one for one in plan.summary if one.level is Level.GRAND_TOTAL), None)
    return (
        counted(line.projects if line else None, plan.projects),
        added(line.budget if line else None, plan.projects),
    )
