"""One cause, one headline: which finding another follows from."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.reconcile.doubt import doubtful_rows
from pipeline.reconcile.ledger import Entry, explains_budget, ledger, may_own, rows_differ
from pipeline.reconcile.measure import Measure, found_value, money_cell, years
from pipeline.reconcile.paging import Hole, doubtful_tables, holes, holes_at_summary
from pipeline.reconcile.tally import (
    goals,
    line_sum,
    part_lines,
    printed_total,
    total_line,
    unassigned,
)
from pipeline.reconcile.values import unread_budget_id
from pipeline.reconcile.wording import ALL, finding_id, numbered


def count_root(
    plan: Plan, entry: Entry, entries: Sequence[Entry], measure: Measure = Measure.COUNT
) -> str:
    """What explains that an indicator's rows are too few: rows without an indicator, a page, a
    table; that they differ in a year: an earlier year in which they do.

    Empty where they are too many, or nothing is known to lack but the rows.
    """
    gap = entry.tally.difference(measure) or Decimal(0)
    if measure.year_be is not None and rows_differ(entry, measure):
        first = count_headline(plan, entry, lacks=gap < 0)
        if first != _count_id(plan, entry, measure.year_be):
            return first
    if gap >= 0:
        return ""
    torn = entry.doubtful_pages if entry.rows_missing else ()
    stray = _stray_root(plan, entry, entries, measure)
    return stray or hole_root(plan, entry.holes) or table_root(plan, torn)


def count_headline(plan: Plan, entry: Entry, *, lacks: bool) -> str:
    """The finding that says how many rows an indicator lacks, or has too many: of the first such
    year, else of the whole plan; empty where none does."""
    for year in years(plan):
        gap = entry.tally.difference(Measure.COUNT.of_year(year))
        if gap and (gap < 0) is lacks:
            return _count_id(plan, entry, year)
    return _count_id(plan, entry, None) if entry.tally.difference(Measure.COUNT) else ""


def _count_id(plan: Plan, entry: Entry, year_be: int | None) -> str:
    return finding_id(plan, "indicator_count", entry.tally.number, year_be)


def budget_root(
    plan: Plan, entry: Entry, entries: Sequence[Entry], measure: Measure = Measure.BUDGET
) -> str:
    """What explains an indicator's budget: its count, rows without an indicator, a page, or the
    only budget that was not read."""
    count = measure.count
    if explains_budget(entry, measure):
        return finding_id(plan, "indicator_count", entry.tally.number, count.year_be)
    if (entry.tally.difference(measure) or 0) >= 0:
        return ""
    stray = _stray_root(plan, entry, entries, count) if entry.tally.difference(count) else ""
    return stray or hole_root(plan, entry.holes) or _only_unread_budget(plan, entry, measure)


def _stray_root(plan: Plan, entry: Entry, entries: Sequence[Entry], count: Measure) -> str:
    """The finding of the rows without an indicator, where they are as many as rows lack."""
    strays = unassigned(plan)
    for goal in (entry.tally.goal_no, None):
        rows = [row for row in strays if row.goal_no == goal]
        owners = [one for one in entries if may_own(one, goal, count)]
        lacks = -sum(one.tally.difference(count) or Decimal(0) for one in owners)
        if rows and found_value(rows, count) == lacks and entry in owners:
            return finding_id(plan, "indicator_unknown", goal or ALL)
    return ""


def _only_unread_budget(plan: Plan, entry: Entry, measure: Measure) -> str:
    """The finding of the one budget that was not read, where nothing else is in doubt."""
    if entry.incomplete or entry.tally.difference(measure.count):
        return ""
    doubtful = doubtful_rows(entry.tally.projects, measure)
    unread = [row for row in doubtful if money_cell(row, measure).status is Status.UNREADABLE]
    return unread_budget_id(plan, unread[0], measure) if len(unread) == len(doubtful) == 1 else ""


def sum_root(plan: Plan, goal: str | None, measure: Measure, difference: Decimal) -> str:
    """What explains that a printed total (the ภาพรวม for None) is not the sum of its lines.

    A page beside the summary, where lines may lack; else the largest of the lines' own
    contradictions, where these together make the difference: then the total is right, not they.
    """
    beside = holes_at_summary(plan)
    if beside and difference < 0:
        return hole_root(plan, beside)
    shares = dict(_contradictions(plan, goal, measure))
    is_whole = bool(shares) and sum(shares.values()) == difference
    return max(shares, key=lambda one: abs(shares[one])) if is_whole else ""


def _contradictions(
    plan: Plan, goal: str | None, measure: Measure
) -> Iterator[tuple[str, Decimal]]:
    """By finding: by how much each line that a total sums up is larger than what it stands for."""
    for one in goals(plan) if goal is None else ():
        total, added = (
            printed_total(plan, one, measure),
            line_sum(part_lines(plan, one), measure),
        )
        if total is not None and added is not None and total != added:
            yield finding_id(plan, f"goal_{measure}_sum", one, measure.year_be), total - added
    for entry in ledger(plan):
        one = entry.tally.goal_no or ""
        is_part = one == goal or (goal is None and total_line(plan, one) is None)
        over = -(entry.tally.difference(measure) or Decimal(0))
        if is_part and over and entry.tally.listed and not entry.incomplete:
            number = entry.tally.number
            yield finding_id(plan, f"indicator_{measure}", number, measure.year_be), over


def hole_root(plan: Plan, found: Sequence[Hole]) -> str:
    """The finding that speaks of the first of these holes; empty where there is none."""
    return _hole_ids(plan)[found[0]] if found else ""


def _hole_ids(plan: Plan) -> dict[Hole, str]:
    every = holes(plan)
    rules = ("page_unread" if hole.jump is None else "missing_page" for hole in every)
    ids = numbered(finding_id(plan, rule, ALL) for rule in rules)
    return dict(zip(every, ids, strict=True))


def table_root(plan: Plan, pages: Sequence[int]) -> str:
    """The finding that speaks of the first of these pages' doubtful tables."""
    every = doubtful_tables(plan)
    ids = numbered(finding_id(plan, "table_doubtful", ALL) for _ in every)
    return dict(zip(every, ids, strict=True))[pages[0]] if pages else ""


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with the headline at the end of its chain of roots."""
    every = tuple(findings)
    roots = {one.finding_id: one.root for one in every}

    def headline(root: str) -> str:
        while roots[root]:
            root = roots[root]
        return root

    return tuple(
        one.model_copy(update={"root": headline(one.root)}) if one.root else one for one in every
    )
