"""Pages that could not be read, and pages that the document lacks."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan
from pipeline.reconcile.paging import doubtful_tables, page_jumps
from pipeline.reconcile.wording import ALL, finding, ranges


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
    for number in doubtful_tables(plan):
        yield finding(
            plan,
            "table_doubtful",
            ALL,
            Cause.READING,
            pages=(number,),
            page=str(number),
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
