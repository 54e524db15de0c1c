"""Printed percents against the numbers that they are shares of."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.shares import Share, percent_columns
from pipeline.reconcile.wording import finding, finding_id, grouped, plain


def percent_mismatch(plan: Plan) -> Iterator[Finding]:
    """A printed percent is not the share that most of its column are: of the plan's projects or
    baht, of its goal's, or of its indicator's."""
    for column in percent_columns(plan):
        for share in column:
            if not share.follows:
                yield _finding(plan, share)


def _finding(plan: Plan, share: Share) -> Finding:
    headline = finding_id(plan, f"indicator_{share.measure}", share.scope)
    return finding(
        plan,
        "percent_mismatch",
        share.scope,
        Cause.READING if any(map(is_doubtful, share.fields)) else Cause.SOURCE,
        message="row" if share.project_id else str(share.measure),
        items=share.item,
        field=share.heading,
        expected=str(share.expected),
        actual=str(share.percent),
        difference=share.percent - share.expected,
        pages=share.pages,
        project_ids=[share.project_id] if share.project_id else (),
        root=headline if share.follows_from_rows else "",
        heading=share.heading,
        part=grouped(plain(share.part)),
        whole=grouped(plain(share.whole)),
    )
