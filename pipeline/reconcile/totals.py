"""The printed รวม and ภาพรวม against what was extracted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan, Project
from pipeline.reconcile.advice import advice
from pipeline.reconcile.doubt import cause_of, strays
from pipeline.reconcile.lacking import lacking
from pipeline.reconcile.ledger import Entry, explains_budget, ledger
from pipeline.reconcile.measure import Kind, Measure, cell_of, found_value, measures, years
from pipeline.reconcile.odd_lines import behind_total
from pipeline.reconcile.over_years import adds_up
from pipeline.reconcile.roots import hole_root
from pipeline.reconcile.tally import (
    goals,
    is_undeclared,
    printed_total,
    rows_of,
    sum_gap,
    total_line,
    unassigned,
)
from pipeline.reconcile.wording import ALL, finding, finding_id, plain


def goal_count(plan: Plan) -> Iterator[Finding]:
    """A goal's printed รวม is not the number of its rows; info where other findings explain it."""
    yield from _goal_findings(plan, Kind.COUNT)


def goal_budget(plan: Plan) -> Iterator[Finding]:
    """A goal's printed รวม is not the sum of its budgets; info where other findings explain it."""
    yield from _goal_findings(plan, Kind.BUDGET)


def grand_count(plan: Plan) -> Iterator[Finding]:
    """The printed ภาพรวม is not the number of all rows; info where other findings explain it."""
    yield from _grand_findings(plan, Kind.COUNT)


def grand_budget(plan: Plan) -> Iterator[Finding]:
    """The printed ภาพรวม is not the sum of all budgets; info where other findings explain it."""
    yield from _grand_findings(plan, Kind.BUDGET)


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a difference and the finding that reports it; `root` empty: none does.

    `settles`: that finding compares the same numbers, so that the total's own is no error anew.
    """

    root: str
    share: Decimal
    settles: bool = True


Parts = tuple[Part, ...]


def _explaining(difference: Decimal, alternatives: Sequence[Parts]) -> Part | None:
    """The largest finding of the first alternative whose shares add up to the difference; one that
    settles it before one that does not."""
    fitting = [one for one in alternatives if sum(part.share for part in one) == difference]
    for settling in (True, False):
        for parts in fitting:
            named = [part for part in parts if part.root and part.share]
            if found := [part for part in named if part.settles is settling]:
                return max(found, key=lambda part: abs(part.share))
    return None


def _indicator_part(plan: Plan, entry: Entry, measure: Measure) -> Part:
    tally = entry.tally
    difference = tally.difference(measure)
    if difference is None:  # rows that the summary does not speak of are a plain surplus
        surplus = tally.found(measure) if is_undeclared(plan, tally) else None
        root = finding_id(plan, "undeclared_section", tally.number) if surplus else ""
        return Part(root, surplus or Decimal(0), settles=_is_apart(plan, tally.goal_no))
    follows = measure.in_baht and explains_budget(entry, measure)
    rule = "indicator_count" if follows else f"indicator_{measure}"
    return Part(finding_id(plan, rule, tally.number, measure.year_be), difference)


def _is_apart(plan: Plan, goal: str | None) -> bool:
    """Whether the summary has no line for anything of the goal: an account of its own, of the
    equipment say, of which neither its lines nor its totals speak."""
    return goal is not None and all(line.goal_no != goal for line in plan.summary)


def _indicator_parts(
    plan: Plan, entries: Sequence[Entry], goal: str | None, measure: Measure
) -> Parts:
    inside = [one for one in entries if goal is None or one.tally.goal_no == goal]
    rows = [row for row in unassigned(plan) if goal is None or row.goal_no == goal]
    stray = Part("", found_value(rows, measure) or Decimal(0))
    return (*(_indicator_part(plan, entry, measure) for entry in inside), stray)


def _sum_parts(plan: Plan, goal: str | None, measure: Measure) -> Parts:
    """What a printed total lacks of the sum of its own lines."""
    gap = sum_gap(plan, goal, measure)
    if gap is None:
        return ()
    rule = f"grand_{measure}_sum" if goal is None else f"goal_{measure}_sum"
    return (Part(finding_id(plan, rule, goal or ALL, measure.year_be), gap),)


def _year_parts(plan: Plan, goal: str | None, rows: Sequence[Project], measure: Measure) -> Parts:
    """The differences of its years, where its total is their sum."""
    if not adds_up(plan, measure):
        return ()
    rule = f"grand_{measure}" if goal is None else f"goal_{measure}"
    parts: Parts = ()
    for year in years(plan):
        one = measure.of_year(year)
        total, found = printed_total(plan, goal, one), found_value(rows, one)
        if total is not None and found is not None:
            parts += (Part(finding_id(plan, rule, goal or ALL, year), found - total),)
    return parts


def _goal_root(
    plan: Plan, entries: Sequence[Entry], goal: str, measure: Measure, difference: Decimal
) -> Part | None:
    indicators = _indicator_parts(plan, entries, goal, measure)
    sums = _sum_parts(plan, goal, measure)
    years_of_it = _year_parts(plan, goal, rows_of(plan, goal), measure)
    return _explaining(difference, (indicators, indicators + sums, years_of_it))


def _goal_parts(plan: Plan, entries: Sequence[Entry], measure: Measure) -> Parts:
    """Each goal's own difference; a goal without a comparable รวม gives its indicators'."""
    parts: Parts = ()
    for goal in goals(plan):
        total, found = printed_total(plan, goal, measure), found_value(rows_of(plan, goal), measure)
        if total is None or found is None:
            parts += _indicator_parts(plan, entries, goal, measure)
        elif found != total:
            part = _goal_root(plan, entries, goal, measure, found - total)
            own = finding_id(plan, f"goal_{measure}", goal, measure.year_be)
            parts += (Part(part.root if part else own, found - total),)
    homeless = [row for row in unassigned(plan) if row.goal_no is None]
    return (*parts, Part("", found_value(homeless, measure) or Decimal(0)))


def _goal_findings(plan: Plan, kind: Kind) -> Iterator[Finding]:
    entries = ledger(plan)
    for goal, measure in product(goals(plan), tuple(measures(plan, kind))):
        total, found = printed_total(plan, goal, measure), found_value(rows_of(plan, goal), measure)
        if total is not None and found is not None and total != found:
            inside = [entry for entry in entries if entry.tally.goal_no == goal]
            root = _goal_root(plan, entries, goal, measure, found - total)
            yield _finding(plan, goal, measure, inside, (total, found), root)


def _grand_findings(plan: Plan, kind: Kind) -> Iterator[Finding]:
    for measure in measures(plan, kind):
        yield from _grand_finding(plan, measure)


def _grand_finding(plan: Plan, measure: Measure) -> Iterator[Finding]:
    total, found = printed_total(plan, None, measure), found_value(plan.projects, measure)
    if total is None or found is None or total == found:
        return
    entries = ledger(plan)
    by_goal = _goal_parts(plan, entries, measure)
    root = _explaining(
        found - total,
        (
            _indicator_parts(plan, entries, None, measure),
            by_goal,
            by_goal + _sum_parts(plan, None, measure),
            _year_parts(plan, None, plan.projects, measure),
        ),
    )
    yield _finding(plan, None, measure, entries, (total, found), root)


def _finding(
    plan: Plan,
    goal: str | None,
    measure: Measure,
    entries: Sequence[Entry],
    numbers: tuple[Decimal, Decimal],
    root: Part | None,
) -> Finding:
    expected, actual = numbers
    differing = [entry for entry in entries if entry.tally.difference(measure) != 0]
    line = total_line(plan, goal)
    assert line is not None  # it gave the expected number
    cell = cell_of(line, measure)
    cause = cause_of(differing, measure, cells=(cell,), stray_rows=strays(plan, goal))
    is_explained = bool(root) or cause is Cause.COVERAGE
    suspicion = None if is_explained else behind_total(plan, goal, actual, measure)
    rule = f"grand_{measure}" if goal is None else f"goal_{measure}"
    return finding(
        plan,
        rule,
        goal or ALL,
        cause,
        severity=Severity.INFO if root and root.settles else Severity.ERROR,
        measure=measure,
        expected=plain(expected),
        actual=plain(actual),
        difference=actual - expected,
        pages=(line.page,),
        root=root.root if root else _lacking_root(plan, differing, actual - expected),
        lacking=lacking(plan, *differing),
        **advice(plan, rule, suspicion),
    )


def _lacking_root(plan: Plan, differing: Sequence[Entry], difference: Decimal) -> str:
    """The finding of the rows that lack, or of the page where they may stand, in indicators that
    the summary does not list: no count speaks of them."""
    silent = [one for one in differing if not one.tally.listed]
    for entry in silent if difference < 0 else ():
        if entry.rows_missing:
            return finding_id(plan, "missing_item", entry.tally.number)
        if entry.holes:
            return hole_root(plan, entry.holes)
    return ""
