"""Declared against extracted, indicator by indicator."""

from collections.abc import Iterator
from itertools import product

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan, Project
from pipeline.reconcile.advice import advice
from pipeline.reconcile.doubt import cause_of, doubtful_rows, strays
from pipeline.reconcile.lacking import lacking
from pipeline.reconcile.ledger import Entry, ledger
from pipeline.reconcile.measure import Kind, Measure, measures, money_cells
from pipeline.reconcile.numbers import item_numbers
from pipeline.reconcile.over_years import told_in_years
from pipeline.reconcile.roots import budget_root, count_root
from pipeline.reconcile.suspicions import Suspicion, behind_budget, behind_count
from pipeline.reconcile.tally import pages_of, summary_pages
from pipeline.reconcile.wording import finding, plain, ranges


def indicator_count(plan: Plan) -> Iterator[Finding]:
    """The summary declares another number of projects than rows were found; the headline of
    whatever follows from lacking rows."""
    entries = ledger(plan)
    for entry, measure in product(entries, tuple(measures(plan, Kind.COUNT))):
        if entry.tally.difference(measure):
            root = count_root(plan, entry, entries, measure)
            suspicion = behind_count(plan, entry, entries, measure)
            yield _difference(plan, entry, measure, root=root, suspicion=suspicion)


def indicator_budget(plan: Plan) -> Iterator[Finding]:
    """The summary declares another budget than the rows found add up to."""
    entries = ledger(plan)
    for entry, measure in product(entries, tuple(measures(plan, Kind.BUDGET))):
        if entry.tally.difference(measure):
            root = budget_root(plan, entry, entries, measure)
            suspicion = behind_budget(plan, entry, entries, measure)
            yield _difference(plan, entry, measure, root=root, suspicion=suspicion)


def _cause(plan: Plan, entry: Entry, measure: Measure) -> Cause:
    difference = entry.tally.difference(measure) or 0
    stray_rows = difference < 0 and strays(plan, entry.tally.goal_no)
    return cause_of((entry,), measure, stray_rows=stray_rows)


def _difference(
    plan: Plan, entry: Entry, measure: Measure, root: str, suspicion: Suspicion | None
) -> Finding:
    tally = entry.tally
    declared, found = tally.declared(measure), tally.found(measure)
    assert declared is not None  # the caller compared the two
    assert found is not None
    rows = tally.projects
    if measure.in_baht:
        rows = tuple(one for one in rows if _has_money(one, measure))
    in_years = told_in_years(plan, entry, measure)
    doubtful = ranges(item_numbers(doubtful_rows(tally.projects, measure)))
    return finding(
        plan,
        f"indicator_{measure}",
        tally.number,
        _cause(plan, entry, measure),
        message="default" if declared else "none",
        severity=Severity.INFO if in_years else None,
        measure=measure,
        expected=plain(declared),
        actual=plain(found),
        difference=found - declared,
        pages=pages_of(rows) | summary_pages(plan, tally.number),
        project_ids=(one.project_id for one in rows),
        root=in_years or root,
        lacking=lacking(plan, entry),
        doubtful=doubtful or "-",
        **advice(plan, f"indicator_{measure}", None if in_years else suspicion),
    )


def _has_money(project: Project, measure: Measure) -> bool:
    """A cell for its money holds an amount, or something that was not understood."""
    return any(cell.value is not None or cell.raw for cell in money_cells(project, measure))
