"""Headings that lack or surprise, and rows without an indicator."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan
from pipeline.reconcile.doubt import cause_of
from pipeline.reconcile.lacking import lacking, lacking_pages
from pipeline.reconcile.ledger import ledger, may_own
from pipeline.reconcile.measure import Measure
from pipeline.reconcile.numbers import item_numbers
from pipeline.reconcile.paging import holes, holes_at_summary
from pipeline.reconcile.roots import count_headline, hole_root
from pipeline.reconcile.tally import is_undeclared, pages_of, summary_pages, unassigned
from pipeline.reconcile.wording import ALL, finding, plain, ranges


def missing_section(plan: Plan) -> Iterator[Finding]:
    """An indicator has rows, or should have some, but no heading stands above them."""
    for entry in ledger(plan):
        if entry.headless:
            tally = entry.tally
            declared = tally.declared_rows
            headline = count_headline(plan, entry, lacks=True) if entry.rows_missing else ""
            above = hole_root(plan, entry.holes)
            yield finding(
                plan,
                "missing_section",
                tally.number,
                Cause.COVERAGE,
                message="default" if tally.projects else "empty",
                expected="" if declared is None else plain(declared),
                actual=str(len(tally.projects)),
                pages=pages_of(tally.projects) | summary_pages(plan, tally.number),
                project_ids=(one.project_id for one in tally.projects),
                root=headline or above,
                lacking=lacking(plan, entry),
            )


def undeclared_section(plan: Plan) -> Iterator[Finding]:
    """A heading or rows of an indicator that the summary does not list."""
    if not plan.summary:
        return
    for entry in ledger(plan):
        tally = entry.tally
        headed = tally.indicator is not None and tally.indicator.headed
        if is_undeclared(plan, tally) and (headed or tally.projects):
            yield finding(
                plan,
                "undeclared_section",
                tally.number,
                cause_of((entry,), Measure.COUNT),
                root=hole_root(plan, holes_at_summary(plan)),
                lacking=lacking(plan, entry),
                actual=str(len(tally.projects)),
                pages=pages_of(tally.projects),
                project_ids=(one.project_id for one in tally.projects),
            )


def missing_summary(plan: Plan) -> Iterator[Finding]:
    """No summary table was read: nothing declared can be compared."""
    if not plan.summary:
        unseen = holes(plan)
        yield finding(
            plan,
            "missing_summary",
            ALL,
            Cause.COVERAGE,
            actual=str(len(plan.projects)),
            suggestion="unseen" if unseen else "",
            lacking=lacking_pages(unseen),
        )


def indicator_unknown(plan: Plan) -> Iterator[Finding]:
    """Rows that fit several indicators or none; they count for none."""
    rows = unassigned(plan)
    entries = ledger(plan)
    for goal in dict.fromkeys(one.goal_no for one in rows):
        stray = [one for one in rows if one.goal_no == goal]
        lacking = [entry.tally.number for entry in entries if may_own(entry, goal)]
        yield finding(
            plan,
            "indicator_unknown",
            goal or ALL,
            Cause.READING,
            items=ranges(item_numbers(stray)),
            field="indicator_no",
            actual=str(len(stray)),
            pages=pages_of(stray),
            project_ids=(one.project_id for one in stray),
            candidates=", ".join(lacking) or "-",
        )
