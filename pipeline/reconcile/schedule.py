"""Marks against month words, and months against the fiscal year."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan, Project, Quarters
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.wording import ALL, finding, ranges

BE_MINUS_CE = 543


def schedule_conflict(plan: Plan) -> Iterator[Finding]:
    """Arrow, tick or fill and the month words do not cover the same quarters."""
    for project in plan.projects:
        if project.schedule.conflict:
            schedule = project.schedule
            yield finding(
                plan,
                "schedule_conflict",
                project.indicator_no or ALL,
                _cause(plan, project),
                items=project.item_no.value or "",
                field="schedule_text",
                expected=_quarters(schedule.mark_quarters),
                actual=_quarters(schedule.word_quarters),
                pages=pages_of([project]),
                project_ids=(project.project_id,),
                raw=schedule.text.raw,
            )


def outside_fiscal_year(plan: Plan) -> Iterator[Finding]:
    """A month in the schedule's words lies outside the plan's fiscal year."""
    for project in plan.projects:
        months = project.schedule.outside_fiscal_year
        if months:
            yield finding(
                plan,
                "outside_fiscal_year",
                project.indicator_no or ALL,
                Cause.READING if is_doubtful(project.schedule.text) else Cause.SOURCE,
                items=project.item_no.value or "",
                field="schedule_text",
                expected=_fiscal_year(plan.fiscal_year_be),
                actual=", ".join(months),
                pages=pages_of([project]),
                project_ids=(project.project_id,),
            )


def _cause(plan: Plan, project: Project) -> Cause:
    """In a transcript the arrow's column may be lost, so the reading is in doubt."""
    doubtful = plan.kind == "transcript" or is_doubtful(project.schedule.text)
    return Cause.READING if doubtful else Cause.SOURCE


def _quarters(quarters: Quarters | None) -> str:
    return ranges(n for n, on in enumerate(quarters or (), start=1) if on) or "-"


def _fiscal_year(year_be: int | None) -> str:
    if year_be is None:
        return ""
    year = year_be - BE_MINUS_CE
    return f"{year - 1}-10 – {year}-09"
