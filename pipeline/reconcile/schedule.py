"""Marks against month words, and months against the fiscal year."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan, Project, Quarters, Schedule
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.numbers import item_numbers
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.wording import ALL, finding, ranges

BE_MINUS_CE = 543


def schedule_conflict(plan: Plan) -> Iterator[Finding]:
    """Arrow, tick or fill and the month words do not cover the same quarters, or months."""
    for project in plan.projects:
        if project.schedule.conflict:
            schedule = project.schedule
            by_month = schedule.mark_quarters == schedule.word_quarters
            yield finding(
                plan,
                "schedule_conflict",
                project.indicator_no or ALL,
                _cause(plan, project),
                items=project.item_no.value or "",
                field="schedule_text",
                message="months" if by_month else "default",
                expected=_marked_months(schedule)
                if by_month
                else _quarters(schedule.mark_quarters),
                actual=_worded_months(schedule) if by_month else _quarters(schedule.word_quarters),
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
                expected=_fiscal_years(plan),
                actual=", ".join(months),
                pages=pages_of([project]),
                project_ids=(project.project_id,),
            )


def span_unknown(plan: Plan) -> Iterator[Finding]:
    """Something stands in the time columns, but no quarter and no month can be told from it."""
    rows = [one for one in plan.projects if _tells_nothing(one)]
    for scope in dict.fromkeys(one.indicator_no for one in rows):
        found = [one for one in rows if one.indicator_no == scope]
        yield finding(
            plan,
            "span_unknown",
            scope or ALL,
            Cause.READING,
            items=ranges(item_numbers(found)),
            field="schedule_text",
            pages=pages_of(found),
            project_ids=(one.project_id for one in found),
        )


def _tells_nothing(project: Project) -> bool:
    schedule = project.schedule
    months = schedule.start_month, schedule.end_month
    return "span_unknown" in project.flags and not any(months)


def _cause(plan: Plan, project: Project) -> Cause:
    """In a transcript the arrow's column may be lost, so the reading is in doubt."""
    text = project.schedule.text
    is_told = plan.kind == "transcript" or any(place.is_told for place in text.places)
    doubtful = is_told or is_doubtful(text)
    return Cause.READING if doubtful else Cause.SOURCE


def _quarters(quarters: Quarters | None) -> str:
    return ranges(n for n, on in enumerate(quarters or (), start=1) if on) or "-"


def _marked_months(schedule: Schedule) -> str:
    return " – ".join(schedule.mark_months[:1] + schedule.mark_months[-1:])


def _worded_months(schedule: Schedule) -> str:
    return f"{schedule.start_month} – {schedule.end_month}"


def _fiscal_years(plan: Plan) -> str:
    if plan.fiscal_year_be is None:
        return ""
    first = plan.fiscal_year_be - BE_MINUS_CE
    last = (plan.fiscal_year_end_be or plan.fiscal_year_be) - BE_MINUS_CE
    return f"{first - 1}-10 – {last}-09"
