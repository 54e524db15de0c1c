"""What the plan declares and what was found, indicator by indicator, in projects and baht."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.contracts.parsed import CountField, MoneyField, Status
from pipeline.contracts.record import Indicator, Level, Plan, Project, SummaryLine

NOTHING_DECLARED = (Status.DASH, Status.NONE)  # a declaration of none, unlike a blank cell


class Measure(StrEnum):
    """What is compared; the value is the word in the rules' names."""

    COUNT = "count"
    BUDGET = "budget"

    @property
    def field(self) -> str:
        """The column it stands in."""
        return "projects" if self is Measure.COUNT else "budget_baht"


Cell = CountField | MoneyField


def declared_value(cell: Cell) -> Decimal | None:
    """The number a cell declares; 0 for a dash; None where there is nothing to compare."""
    if cell.status in NOTHING_DECLARED:
        return Decimal(0)
    return None if cell.value is None else Decimal(cell.value)


def baht(projects: Sequence[Project]) -> Decimal | None:
    """The sum of the budgets that were read; None where no table had a budget column."""
    if projects and all(one.budget.status is Status.ABSENT for one in projects):
        return None
    amounts = (one.budget.value for one in projects if one.budget.value is not None)
    return sum(amounts, Decimal(0))


def found_value(projects: Sequence[Project], measure: Measure) -> Decimal | None:
    """How many projects, or their baht."""
    return Decimal(len(projects)) if measure is Measure.COUNT else baht(projects)


@dataclass(frozen=True, slots=True)
class Tally:
    """One indicator: what is declared of it and the rows found under it."""

    number: str
    goal_no: str | None
    indicator: Indicator | None  # None: only rows speak of it
    projects: tuple[Project, ...]
    listed: bool  # the summary has a line for it

    def cell(self, measure: Measure) -> Cell | None:
        """The declaring cell."""
        if self.indicator is None:
            return None
        one = self.indicator
        return one.declared_projects if measure is Measure.COUNT else one.declared_budget

    def declared(self, measure: Measure) -> Decimal | None:
        """The declared number; None where nothing comparable is declared."""
        cell = self.cell(measure)
        return None if cell is None else declared_value(cell)

    def found(self, measure: Measure) -> Decimal | None:
        """The number found; None where no budget column exists."""
        return found_value(self.projects, measure)

    def difference(self, measure: Measure) -> Decimal | None:
        """Found − declared; None where the two cannot be compared."""
        declared, found = self.declared(measure), self.found(measure)
        return None if declared is None or found is None else found - declared


def tallies(plan: Plan) -> tuple[Tally, ...]:
    """One tally an indicator in the plan's order; indicators known only from rows come last."""
    indicators = {one.indicator_no: one for one in reversed(plan.indicators)}
    rows: dict[str, list[Project]] = {one.indicator_no: [] for one in plan.indicators}
    for project in plan.projects:
        if project.indicator_no is not None:
            rows.setdefault(project.indicator_no, []).append(project)
    listed = {line.indicator_no for line in plan.summary if line.level is Level.INDICATOR}
    return tuple(
        Tally(
            number=number,
            goal_no=indicators[number].goal_no if number in indicators else projects[0].goal_no,
            indicator=indicators.get(number),
            projects=tuple(projects),
            listed=number in listed,
        )
        for number, projects in rows.items()
    )


def goals(plan: Plan) -> tuple[str, ...]:
    """The goal numbers in the plan's order."""
    numbers = [line.goal_no for line in plan.summary]
    numbers += [one.goal_no for one in plan.indicators]
    numbers += [one.goal_no for one in plan.projects]
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def unassigned(plan: Plan) -> tuple[Project, ...]:
    """The rows whose indicator is unknown."""
    return tuple(one for one in plan.projects if one.indicator_no is None)


def cell_of(line: SummaryLine, measure: Measure) -> Cell:
    """A summary line's cell."""
    return line.projects if measure is Measure.COUNT else line.budget


def lines_of(plan: Plan, level: Level, goal: str | None = None) -> tuple[SummaryLine, ...]:
    """The summary's lines of a level, of one goal where `goal` is given."""
    lines = (line for line in plan.summary if line.level is level)
    return tuple(line for line in lines if goal is None or line.goal_no == goal)


def total_line(plan: Plan, goal: str | None) -> SummaryLine | None:
    """The printed รวม of a goal, or the ภาพรวม for None."""
    if goal is None:
        return next(iter(lines_of(plan, Level.GRAND_TOTAL)), None)
    return next(iter(lines_of(plan, Level.GOAL_TOTAL, goal)), None)


def part_lines(plan: Plan, goal: str | None) -> tuple[SummaryLine, ...]:
    """The lines a printed total should be the sum of.

    For a goal its indicators; for None each goal's รวม, or its indicators where it prints none.
    """
    if goal is not None:
        return lines_of(plan, Level.INDICATOR, goal)
    parts: list[SummaryLine] = []
    for one in goals(plan):
        total = total_line(plan, one)
        parts += lines_of(plan, Level.INDICATOR, one) if total is None else (total,)
    return tuple(parts)


def line_sum(lines: Iterable[SummaryLine], measure: Measure) -> Decimal | None:
    """The sum of the lines' cells, dashes skipped; None where one of them declares nothing."""
    values = [declared_value(cell_of(line, measure)) for line in lines]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def printed_total(plan: Plan, goal: str | None, measure: Measure) -> Decimal | None:
    """What the รวม of a goal (the ภาพรวม for None) declares; None where nothing comparable."""
    line = total_line(plan, goal)
    return None if line is None else declared_value(cell_of(line, measure))


def pages_of(projects: Iterable[Project]) -> set[int]:
    """Every page that the rows stand on."""
    pages: set[int] = set()
    for one in projects:
        if one.page_first is not None and one.page_last is not None:
            pages |= set(range(one.page_first, one.page_last + 1))
    return pages


def summary_pages(plan: Plan, indicator: str | None = None) -> set[int]:
    """The pages of the summary table, or of one indicator's line in it."""
    return {
        line.page
        for line in plan.summary
        if line.page is not None and indicator in (None, line.indicator_no)
    }
