"""One cause, one headline: which finding another follows from."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.reconcile.doubt import doubtful_rows
from pipeline.reconcile.ledger import Entry, explains_budget, ledger, may_own
from pipeline.reconcile.measure import Measure
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


def count_root(plan: Plan, entry: Entry, entries: Sequence[Entry]) -> str:
    """What explains that an indicator's rows are too few: rows without an indicator, a page, a
    table; empty where they are too many, or nothing is known to lack but the rows."""
    if (entry.tally.difference(Measure.COUNT) or 0) >= 0:
        return ""
    torn = entry.doubtful_pages if entry.rows_missing else ()
    return (
        _stray_root(plan, entry, entries) or hole_root(plan, entry.holes) or table_root(plan, torn)
    )


def budget_root(plan: Plan, entry: Entry, entries: Sequence[Entry]) -> str:
    """What explains an indicator's budget: its count, rows without an indicator, a page, or the
    only budget that was not read."""
    if explains_budget(entry):
        return finding_id(plan, "indicator_count", entry.tally.number)
    if (entry.tally.difference(Measure.BUDGET) or 0) >= 0:
        return ""
    stray = _stray_root(plan, entry, entries) if entry.tally.difference(Measure.COUNT) else ""
    return stray or hole_root(plan, entry.holes) or _only_unread_budget(plan, entry)


def _stray_root(plan: Plan, entry: Entry, entries: Sequence[Entry]) -> str:
    """The finding of the rows without an indicator, where they are as many as rows lack."""
    strays = unassigned(plan)
    for goal in (entry.tally.goal_no, None):
        rows = [row for row in strays if row.goal_no == goal]
        owners = [one for one in entries if may_own(one, goal)]
        lacks = -sum(one.tally.difference(Measure.COUNT) or Decimal(0) for one in owners)
        if rows and len(rows) == lacks and entry in owners:
            return finding_id(plan, "indicator_unknown", goal or ALL)
    return ""


def _only_unread_budget(plan: Plan, entry: Entry) -> str:
    """The finding of the one budget that was not read, where nothing else is in doubt."""
    if entry.incomplete or entry.tally.difference(Measure.COUNT):
        return ""
    doubtful = doubtful_rows(entry.tally.projects, Measure.BUDGET)
    unread = [row for row in doubtful if row.budget.status is Status.UNREADABLE]
    return unread_budget_id(plan, unread[0]) if len(unread) == len(doubtful) == 1 else ""


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
            yield finding_id(plan, f"goal_{measure}_sum", one), total - added
    for entry in ledger(plan):
        one = entry.tally.goal_no or ""
        is_part = one == goal or (goal is None and total_line(plan, one) is None)
        over = -(entry.tally.difference(measure) or Decimal(0))
        if is_part and over and entry.tally.listed and not entry.incomplete:
            yield finding_id(plan, f"indicator_{measure}", entry.tally.number), over


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
