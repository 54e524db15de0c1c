"""One cause, one headline: which finding another follows from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.reconcile.doubt import doubtful_rows
from pipeline.reconcile.ledger import Entry, explains_budget, ledger, may_own
from pipeline.reconcile.paging import Hole, doubtful_tables, holes
from pipeline.reconcile.tally import Measure, unassigned
from pipeline.reconcile.values import unread_budget_id
from pipeline.reconcile.wording import ALL, finding_id, numbered


def count_root(plan: Plan, entry: Entry) -> str:
    """What explains that an indicator's rows are too few: rows without an indicator, a page, a
    table; empty where they are too many, or nothing is known to lack but the rows."""
    if (entry.tally.difference(Measure.COUNT) or 0) >= 0:
        return ""
    stray = _stray_root(plan, entry)
    return stray or hole_root(plan, entry.holes) or table_root(plan, entry.doubtful_pages)


def budget_root(plan: Plan, entry: Entry) -> str:
    """What explains an indicator's budget: its count, rows without an indicator, a page, or the
    only budget that was not read."""
    if explains_budget(entry):
        return finding_id(plan, "indicator_count", entry.tally.number)
    if (entry.tally.difference(Measure.BUDGET) or 0) >= 0:
        return ""
    stray = _stray_root(plan, entry) if entry.tally.difference(Measure.COUNT) else ""
    return stray or hole_root(plan, entry.holes) or _only_unread_budget(plan, entry)


def _stray_root(plan: Plan, entry: Entry) -> str:
    """The finding of the rows without an indicator, where they are as many as rows lack."""
    strays = unassigned(plan)
    entries = ledger(plan) if strays else ()
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
