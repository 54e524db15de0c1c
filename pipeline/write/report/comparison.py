"""Declared against extracted, line by line of the summary table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.contracts.parsed import DeclaredCell, Status
from pipeline.contracts.record import Level, Plan, Project, SummaryLine
from pipeline.write.report.amounts import grouped, signed
from pipeline.write.report.by_year import (
    counted_each_year,
    counts_each_year,
    declared_years,
    of_year,
)
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.tally import (
    Pair,
    added,
    counted,
    goals_as_a_whole,
    of_indicator,
    of_line,
    undeclared,
    unlisted_numbers,
)

State = Literal["equal", "short", "over", "unknown"]
LineKind = Literal[
    "goal", "group", "indicator", "part", "goal_total", "grand_total", "unlisted", "unknown"
]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure as printed: what is declared, what was read, the signed difference in words."""

    declared: str
    found: str
    difference: str
    word: str
    state: State
    note: str = ""  # what the sum leaves out


@dataclass(frozen=True, slots=True)
class YearMeasured:
    """A measure of one year, and its unit."""

    measured: Measured
    unit: str


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A line: a goal's title, an indicator, a total. `measures` is empty above mere titles.

    `part`: an indicator of a goal that is declared as a whole. `years`: for each of the plan's
    declared years what its summary has columns for; empty where the line declares none.
    """

    kind: LineKind
    number: str
    title: str
    measures: tuple[Measured, ...]
    anchor: str = ""  # its projects on the page
    years: tuple[tuple[YearMeasured, ...], ...] = ()


def compare(plan: Plan, words: Phrases) -> tuple[ComparisonLine, ...]:
    """The summary's lines in their order; below them what only headings and rows speak of."""
    return (*_declared(plan, words), *_undeclared(plan, words))


def indicator_anchor(number: str | None) -> str:
    """The id of an indicator's projects on the page."""
    return f"i-{number or 'unknown'}"


def _declared(plan: Plan, words: Phrases) -> Iterator[ComparisonLine]:
    goal_titles = {one.goal_no: one.goal_title for one in plan.indicators if one.goal_title}
    goal: str | None = None
    for line in plan.summary:
        if line.goal_no is not None and line.goal_no != goal:
            goal = line.goal_no
            name = words.goal(goal)
            yield ComparisonLine("goal", name, goal_titles.get(goal, ""), ())
            if goal in goals_as_a_whole(plan):
                yield from _parts(plan, goal)
        shown = _line(plan, line, words)
        is_goal = line.level is Level.GROUP and line.title == goal_titles.get(goal or "")
        if shown.measures or not is_goal:  # a strategy's own line says no more than the one above
            yield shown


def _parts(plan: Plan, goal: str) -> Iterator[ComparisonLine]:
    """What was read of the indicators of a goal: there is nothing to hold it against."""
    for one in plan.indicators:
        if one.goal_no == goal:
            number = one.indicator_no
            rows = of_indicator(plan, number)
            read = (counted(None, rows).found, added(None, rows).found)
            both = tuple(
                Measured("", "" if found is None else grouped(found), "", "", "unknown")
                for found in read
            )
            yield ComparisonLine("part", number, one.indicator_title, both, _anchor(number, rows))


def _line(plan: Plan, line: SummaryLine, words: Phrases) -> ComparisonLine:
    kind: LineKind = line.level.value
    if line.level is Level.GROUP and line.projects.value is None and line.budget.value is None:
        return ComparisonLine(kind, line.indicator_no or "", line.title, ())
    rows = of_line(plan, line)
    each_year = bool(line.years) and counts_each_year(plan)
    count = counted_each_year(line, rows) if each_year else counted(line.projects, rows)
    return ComparisonLine(
        kind=kind,
        number=line.indicator_no or "",
        title=line.title or words.say(kind),
        measures=_both(count, added(line.budget, rows), words),
        anchor=_anchor(line.indicator_no, rows) if line.level is Level.INDICATOR else "",
        years=_years(plan, line, rows, words),
    )


def _years(
    plan: Plan, line: SummaryLine, rows: tuple[Project, ...], words: Phrases
) -> tuple[tuple[YearMeasured, ...], ...]:
    """The line in each of the plan's declared years; nothing where it declares none."""
    declared = {year.fiscal_year_be: of_year(year, rows) for year in line.years}
    units = words.say("unit_projects"), words.say("unit_baht")
    if not declared:
        return ()
    return tuple(
        tuple(
            YearMeasured(measured(pair, words), unit)
            for pair, unit in zip(declared.get(year, ()), units, strict=False)
            if pair is not None
        )
        for year in declared_years(plan)
    )


def _undeclared(plan: Plan, words: Phrases) -> Iterator[ComparisonLine]:
    """Indicators without a line of their own, then the rows of no known indicator."""
    titles = {one.indicator_no: one.indicator_title for one in undeclared(plan)}
    titles |= dict.fromkeys(unlisted_numbers(plan), "")
    for number, title in titles.items():
        rows = of_indicator(plan, number)
        both = _both(counted(None, rows), added(None, rows), words)
        yield ComparisonLine("unlisted", number, title, both, _anchor(number, rows))
    if rows := of_indicator(plan, None):
        both = _both(counted(None, rows), added(None, rows), words)
        yield ComparisonLine(
            "unknown", "?", words.say("indicator_unknown"), both, _anchor(None, rows)
        )


def _anchor(number: str | None, rows: tuple[Project, ...]) -> str:
    return indicator_anchor(number) if rows else ""


def _both(count: Pair, money: Pair, words: Phrases) -> tuple[Measured, ...]:
    return measured(count, words), measured(money, words)


def measured(pair: Pair, words: Phrases) -> Measured:
    """A pair as printed."""
    difference = pair.difference
    state = _state(difference)
    return Measured(
        declared=declared_text(pair.cell, words),
        found=words.say("not_summed") if pair.found is None else grouped(pair.found),
        difference="" if difference is None else signed(difference),
        word=words.say(state),
        state=state,
        note=words.say("sum_leaves_out", n=pair.left_out) if pair.left_out else "",
    )


def _state(difference: Decimal | None) -> State:
    if difference is None:
        return "unknown"
    if not difference:
        return "equal"
    return "short" if difference < 0 else "over"


def declared_text(cell: DeclaredCell | None, words: Phrases) -> str:
    """What a cell of the summary declares: the number, else in words why there is none."""
    if cell is None:
        return words.say("undeclared")
    if cell.value is not None:
        return grouped(Decimal(cell.value))
    if cell.status is Status.DASH:
        return "–"
    return words.value_status(cell.status)
