"""What the plan declares and what was found, indicator by indicator, in projects and baht."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.contracts.parsed import declared_value
from pipeline.contracts.record import Indicator, Level, Plan, Project, SummaryLine
from pipeline.reconcile.measure import (
    Cell,
    Measure,
    cell_of,
    counts_each_year,
    declaring_cell,
    found_value,
    knows_all_years,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """One indicator: what is declared of it and the rows found under it."""

    number: str
    goal_no: str | None
    indicator: Indicator | None  # None: only rows speak of it
    projects: tuple[Project, ...]
    listed: bool  # the summary has a line for it
    each_year: bool = False  # what is declared counts a project once for each of its years
    all_years: bool = True  # the tables have a column for each year that is declared

    def cell(self, measure: Measure) -> Cell | None:
        """The declaring cell; None where there is nothing that it could be compared with."""
        is_sum = measure.year_be is None and (measure.in_baht or self.each_year)
        if self.indicator is None or (is_sum and not self.all_years):
            return None
        return declaring_cell(self.indicator, measure)

    def declared(self, measure: Measure) -> Decimal | None:
        """The declared number; None where nothing comparable is declared."""
        cell = self.cell(measure)
        return None if cell is None else declared_value(cell)

    def found(self, measure: Measure) -> Decimal | None:
        """The number found, counted as it is declared; None where no budget column exists."""
        is_summed = self.each_year and measure == Measure.COUNT
        return found_value(
            self.projects, replace(measure, each_year=True) if is_summed else measure
        )

    @property
    def declared_rows(self) -> Decimal | None:
        """How many rows are declared; None where nothing is, or rows count once for each year."""
        return None if self.each_year else self.declared(Measure.COUNT)

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
    each_year, all_years = counts_each_year(plan), knows_all_years(plan)
    return tuple(
        Tally(
            number=number,
            goal_no=indicators[number].goal_no if number in indicators else projects[0].goal_no,
            indicator=indicators.get(number),
            projects=tuple(projects),
            listed=number in listed,
            each_year=each_year,
            all_years=all_years,
        )
        for number, projects in rows.items()
    )


def goals(plan: Plan) -> tuple[str, ...]:
    """The goal numbers in the plan's order."""
    numbers = [line.goal_no for line in plan.summary]
    numbers += [one.goal_no for one in plan.indicators]
    numbers += [one.goal_no for one in plan.projects]
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def is_undeclared(plan: Plan, tally: Tally) -> bool:
    """Whether the summary, which should list it, does not.

    A goal of which only the รวม is printed lists no indicators.
    """
    goal = tally.goal_no
    is_whole = goal is not None and total_line(plan, goal) is not None
    return not tally.listed and not (is_whole and not lines_of(plan, Level.INDICATOR, goal))


def unassigned(plan: Plan) -> tuple[Project, ...]:
    """The rows whose indicator is unknown."""
    return tuple(one for one in plan.projects if one.indicator_no is None)


def rows_of(plan: Plan, goal: str | None) -> tuple[Project, ...]:
    """The rows of a goal, those of no known indicator included; all for None."""
    if goal is None:
        return plan.projects
    rows = [row for one in tallies(plan) if one.goal_no == goal for row in one.projects]
    return (*rows, *(row for row in unassigned(plan) if row.goal_no == goal))


def lines_of(plan: Plan, level: Level, goal: str | None = None) -> tuple[SummaryLine, ...]:
    """The summary's lines of a level, of one goal where `goal` is given."""
    lines = (line for line in plan.summary if line.level is level)
    return tuple(line for line in lines if goal is None or line.goal_no == goal)


def accounts(plan: Plan) -> tuple[tuple[SummaryLine, ...], ...]:
    """The summary cut below each ภาพรวม that closes lines of its own: a plan may sum up its
    equipment apart from its projects."""
    found: list[tuple[SummaryLine, ...]] = []
    lines: list[SummaryLine] = []
    for line in plan.summary:
        lines.append(line)
        if line.level is Level.GRAND_TOTAL and len(lines) > 1:
            found.append(tuple(lines))
            lines = []
    if found and lines:
        return (*found[:-1], (*found[-1], *lines))
    return tuple(found) or (tuple(lines),)


def account_total(lines: Iterable[SummaryLine], measure: Measure) -> Decimal | None:
    """What the ภาพรวม of an account declares; None where nothing comparable."""
    line = next((line for line in lines if line.level is Level.GRAND_TOTAL), None)
    return None if line is None else declared_value(cell_of(line, measure))


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


def summed_lines(plan: Plan, total: SummaryLine) -> tuple[SummaryLine, ...]:
    """The lines that a printed total should be the sum of; of a ภาพรวม those of its account."""
    if total.level is not Level.GRAND_TOTAL:
        return part_lines(plan, total.goal_no)
    account = next(lines for lines in accounts(plan) if total in lines)
    numbers = {line.line_no for line in account}
    return tuple(part for part in part_lines(plan, None) if part.line_no in numbers)


def sum_gap(plan: Plan, goal: str | None, measure: Measure) -> Decimal | None:
    """By how much the lines exceed their printed total (the ภาพรวม for None); None where one of
    them declares nothing, or where there are several ภาพรวม."""
    line = total_line(plan, goal)
    if line is None or (goal is None and len(accounts(plan)) > 1):
        return None
    total = declared_value(cell_of(line, measure))
    added = line_sum(summed_lines(plan, line), measure)
    return None if total is None or added is None else added - total


def line_sum(lines: Iterable[SummaryLine], measure: Measure) -> Decimal | None:
    """The sum of the lines' cells, dashes skipped; None where one of them declares nothing."""
    values = [declared_value(cell_of(line, measure)) for line in lines]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def printed_total(plan: Plan, goal: str | None, measure: Measure) -> Decimal | None:
    """What the รวม of a goal declares; for None the ภาพรวม, that of all accounts together. None
    where nothing comparable."""
    if goal is None:
        totals = [account_total(lines, measure) for lines in accounts(plan)]
        known = [total for total in totals if total is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(totals) else None
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
