"""Item numbers that lack, and numbers that stand twice."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan, Project
from pipeline.reconcile.doubt import cause_of, strays
from pipeline.reconcile.lacking import lacking
from pipeline.reconcile.ledger import Entry, ledger
from pipeline.reconcile.measure import Measure
from pipeline.reconcile.numbers import item_number
from pipeline.reconcile.roots import count_headline, hole_root
from pipeline.reconcile.tally import pages_of, summary_pages
from pipeline.reconcile.wording import finding, finding_id


def missing_item(plan: Plan) -> Iterator[Finding]:
    """Numbers of an indicator's rows lack: between two printed ones, or before the declared end.

    Where the printed totals agree with the rows and not with the declared count, the declaration
    is the odd one out and nothing lacks at the end.
    """
    for entry in ledger(plan):
        if entry.missing_items:
            number = entry.tally.number
            yield finding(
                plan,
                "missing_item",
                number,
                _cause(plan, entry),
                items=entry.missing_items,
                field="item_no",
                pages=pages_of(entry.tally.projects) | summary_pages(plan, number),
                root=_missing_root(plan, entry),
                size=str(len(entry.missing) + len(entry.compound_missing)),
                lacking=lacking(plan, entry),
            )


def duplicate_item(plan: Plan) -> Iterator[Finding]:
    """One number stands on several rows of an indicator."""
    for entry in ledger(plan):
        if entry.doubled_items:
            rows = [one for one in entry.tally.projects if _is_doubled(entry, one)]
            headline = count_headline(plan, entry, lacks=False) if entry.rows_over else ""
            yield finding(
                plan,
                "duplicate_item",
                entry.tally.number,
                _cause(plan, entry),
                items=entry.doubled_items,
                field="item_no",
                pages=pages_of(rows),
                project_ids=(one.project_id for one in rows),
                root="" if entry.missing_items else headline,
                size=str(len(rows)),
                missing=entry.missing_items or "-",
                lacking=lacking(plan, entry),
            )


def _is_doubled(entry: Entry, row: Project) -> bool:
    return item_number(row) in entry.doubled or row.item_no.value in entry.compound_doubled


def _cause(plan: Plan, entry: Entry) -> Cause:
    stray_rows = bool(entry.missing_items) and strays(plan, entry.tally.goal_no)
    return cause_of((entry,), Measure.COUNT, stray_rows=stray_rows)


def _missing_root(plan: Plan, entry: Entry) -> str:
    """Lacking rows follow from the count; a number printed twice explains the one it replaced."""
    if entry.rows_missing and (headline := count_headline(plan, entry, lacks=True)):
        return headline
    if entry.doubled_items and not entry.rows_missing:
        return finding_id(plan, "duplicate_item", entry.tally.number)
    return hole_root(plan, entry.holes)
