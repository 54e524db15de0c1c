"""Pages that could not be read, and pages that the document lacks."""

from collections.abc import Iterator

from pipeline.contracts.attempt import Check
from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan
from pipeline.reconcile.paging import page_jumps
from pipeline.reconcile.wording import ALL, finding, ranges

# Checks of a page that no finding about its rows speaks of: the rows are not there.
TABLE_CHECKS: frozenset[Check] = frozenset({"letters", "header", "table", "cells"})


def page_unread(plan: Plan) -> Iterator[Finding]:
    """A page could not be read; what stands on it is lacking."""
    for page in plan.pages:
        if page.status == "unread":
            yield finding(
                plan,
                "page_unread",
                ALL,
                Cause.COVERAGE,
                pages=(page.number,),
                page=str(page.number),
                message=page.reason or "default",
            )


def table_doubtful(plan: Plan) -> Iterator[Finding]:
    """No reader saw a page's table whole: headings of columns, or letters, lie outside any."""
    for page in plan.pages:
        own = next((one for one in page.attempts if one.reader == page.reader), None)
        if page.status != "unread" and own is not None and TABLE_CHECKS.intersection(own.failed):
            yield finding(
                plan,
                "table_doubtful",
                ALL,
                Cause.READING,
                pages=(page.number,),
                page=str(page.number),
            )


def missing_page(plan: Plan) -> Iterator[Finding]:
    """Printed page numbers run ahead of the pages: some are lacking."""
    for jump in page_jumps(plan):
        yield finding(
            plan,
            "missing_page",
            ALL,
            Cause.COVERAGE,
            items=ranges(range(jump.first, jump.last + 1)),
            pages=(jump.after, jump.before),
            page=str(jump.after),
        )
