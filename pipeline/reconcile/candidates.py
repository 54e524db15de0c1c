"""What a number that nobody read surely may be, and which of that the plan's own sums bear out."""

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from pipeline.contracts.page import Candidate
from pipeline.contracts.parsed import Field, Status, declared_value
from pipeline.contracts.record import Level, Plan, Project, SummaryLine
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import parse_count
from pipeline.normalize.doubts import readings_of
from pipeline.normalize.money import parse_money
from pipeline.normalize.numbering import parse_item
from pipeline.reconcile.measure import Measure, cell_of, money_cell, money_cells
from pipeline.reconcile.numbers import item_number
from pipeline.reconcile.tally import line_sum, part_lines, printed_total, tallies

MAX_WAYS = 4096  # of choosing one candidate for each unread value of an indicator


def told(cell: Field[Any]) -> str:
    """The candidates in words of no language: `“๕๐,๐๐๐” (line 0.91), “๖๐,๐๐๐” (amount 0.88)`."""
    return ", ".join(
        f"“{one.text}” ({one.reader} {one.confidence:.2f})" for one in _alike_once(cell)
    )


def _alike_once(cell: Field[Any]) -> Iterable[Candidate]:
    return {(one.text, one.reader): one for one in readings_of(cell)}.values()


def baht_of(text: str) -> Decimal | None:
    """A candidate as an amount."""
    return parse_money(text, load_lexicon().budget).value


def count_of(text: str) -> Decimal | None:
    """A candidate as a count."""
    value = parse_count(text, load_lexicon().budget.dash).value
    return None if value is None else Decimal(value)


def candidate_values(
    cell: Field[Any], read: Callable[[str], Decimal | None]
) -> tuple[Decimal, ...]:
    """What `read` makes of each candidate, likeliest first."""
    found = (read(one.text) for one in readings_of(cell))
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _only(values: Iterable[Decimal], wanted: Collection[Decimal]) -> Decimal | None:
    """The one value that is wanted; None where none is, or several are."""
    fitting = [value for value in values if value in wanted]
    return fitting[0] if len(fitting) == 1 else None


def fitting_budget(
    plan: Plan, project: Project, measure: Measure = Measure.BUDGET
) -> Decimal | None:
    """The candidate with which the indicator's budgets add up to what is declared.

    None where its other rows leave more than one way, or rows lack.
    """
    tally = next((one for one in tallies(plan) if one.number == project.indicator_no), None)
    gap = tally.difference(measure) if tally else None
    if tally is None or gap is None or tally.difference(measure.count):
        return None
    rows = [one for one in tally.projects if money_cell(one, measure).status is Status.UNREADABLE]
    values = [candidate_values(money_cell(one, measure), baht_of) for one in rows]
    if not 0 < prod(map(len, values)) <= MAX_WAYS:
        return None
    ways = [way for way in product(*values) if sum(way) == -gap]
    return ways[0][rows.index(project)] if len(ways) == 1 else None


def fitting_item(plan: Plan, project: Project, _measure: Measure) -> Decimal | None:
    """The candidate that follows the number above, or comes before the one below."""
    rows = [one for one in plan.projects if one.indicator_no == project.indicator_no]
    here = rows.index(project)
    above = item_number(rows[here - 1]) if here else 0 if project.indicator_no else None
    below = item_number(rows[here + 1]) if here + 1 < len(rows) else None
    wanted = {
        Decimal(number)
        for number in (None if above is None else above + 1, None if below is None else below - 1)
        if number is not None
    }
    return _only(candidate_values(project.item_no, lambda text: _number(parse_item(text))), wanted)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def fitting_declaration(plan: Plan, line: SummaryLine, measure: Measure) -> Decimal | None:
    """The candidate for a cell of the summary that its rows, its parts or its total bear out."""
    read = count_of if not measure.in_baht else baht_of
    known = {value for value in _expected(plan, line, measure) if value is not None}
    return _only(candidate_values(cell_of(line, measure), read), known)


def _expected(plan: Plan, line: SummaryLine, measure: Measure) -> Iterable[Decimal | None]:
    if line.level is Level.INDICATOR:
        tally = next((one for one in tallies(plan) if one.number == line.indicator_no), None)
        rows = () if tally is None else tally.projects
        cells = [cell for one in rows for cell in money_cells(one, measure)]
        is_whole = not measure.in_baht or not any(
            cell.status is Status.UNREADABLE for cell in cells
        )
        yield tally.found(measure) if tally and tally.projects and is_whole else None
    elif line.level is not Level.GROUP:
        goal = line.goal_no if line.level is Level.GOAL_TOTAL else None
        yield line_sum(part_lines(plan, goal), measure)
    yield rest_of_total(plan, line, measure)


def rest_of_total(plan: Plan, line: SummaryLine, measure: Measure) -> Decimal | None:
    """What the total above leaves for this line; None where another line is not known either."""
    of_goal = line.level is Level.INDICATOR
    if not of_goal and line.level is not Level.GOAL_TOTAL:
        return None
    goal = line.goal_no if of_goal else None
    total = printed_total(plan, goal, measure)
    others = [one for one in part_lines(plan, goal) if one is not line]
    values = [declared_value(cell_of(one, measure)) for one in others]
    known = [value for value in values if value is not None]
    if total is None or len(known) != len(values):
        return None
    return total - sum(known, Decimal(0))
