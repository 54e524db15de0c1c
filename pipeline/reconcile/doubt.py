"""Why a difference exists: pages lack, a value was read with doubt, or the plan itself."""

from collections.abc import Iterable
from typing import Any

from pipeline.contracts.finding import Cause
from pipeline.contracts.parsed import UNKNOWN, Field, Status
from pipeline.contracts.record import Plan, Project
from pipeline.lexicon.rule_book import rule_book
from pipeline.normalize.doubts import LOW
from pipeline.reconcile.ledger import Entry
from pipeline.reconcile.measure import Measure, has_years, money_cells
from pipeline.reconcile.paging import holes_at_summary
from pipeline.reconcile.tally import unassigned

MALFORMED = "malformed_amount"
MISPRINTED = {MALFORMED, "budget_unreadable"}  # flags of a number of which every digit is known
LOW_CONFIDENCE = 0.8  # below this a reader's value is a doubt, not a reading


def is_doubtful(field: Field[Any]) -> bool:
    """The value was not read, or its reader was not sure."""
    flagged = set(field.flags) - rule_book().harmless_flags
    unsure = field.confidence < LOW_CONFIDENCE
    return field.status is Status.UNREADABLE or unsure or bool(flagged)


def _row_is_doubtful(project: Project) -> bool:
    """A flag of the row as a whole: not of a text cell, and not harmless to counts and money.

    Letters that a picture does not show surely put no other cell in doubt.
    """
    texts = (project.project_name, project.method, project.kpi, project.agency, project.place)
    of_texts = {flag for text in (*texts, project.schedule.text) for flag in text.flags}
    of_texts |= {flag for text in project.extra.values() for flag in text.flags}
    of_texts |= {flag for year in project.budgets for flag in year.source.flags}
    if has_years(project):  # each year's money is judged by itself
        of_texts |= {
            flag for cell in (project.budget, *money_cells(project)) for flag in cell.flags
        }
    return bool(set(project.flags) - of_texts - {LOW} - rule_book().harmless_flags)


def _is_number_doubtful(project: Project, measure: Measure) -> bool:
    """The number on the row, or its money; of a year also whether the row counts in it."""
    cells = money_cells(project, measure)
    is_unseen = not cells or any(cell.status is Status.ABSENT for cell in cells)
    if measure.in_baht:
        return is_unseen or any(map(is_doubtful, cells))
    is_unread = any(cell.status is Status.UNREADABLE for cell in cells)
    in_doubt = measure.year_be is not None and (is_unseen or is_unread)
    return in_doubt or is_doubtful(project.item_no)


def doubtful_rows(projects: Iterable[Project], measure: Measure) -> tuple[Project, ...]:
    """The rows whose number (for counts) or budget was read with doubt, or whose place was."""
    return tuple(
        one for one in projects if _row_is_doubtful(one) or _is_number_doubtful(one, measure)
    )


def strays(plan: Plan, goal: str | None) -> bool:
    """Rows without an indicator exist that may belong to this goal (to any, for None)."""
    return any(goal is None or one.goal_no in (None, goal) for one in unassigned(plan))


def cause_of(
    entries: Iterable[Entry],
    measure: Measure,
    *,
    cells: Iterable[Field[Any]] = (),
    stray_rows: bool = False,
) -> Cause:
    """Coverage before reading before source, over the indicators and cells that are compared."""
    concerned = tuple(entries)
    if any(entry.incomplete for entry in concerned):
        return Cause.COVERAGE
    declaring = (entry.tally.cell(measure) for entry in concerned)
    fields = [*cells, *(cell for cell in declaring if cell is not None)]
    rows = (
        doubtful_rows(entry.tally.projects, measure) or entry.doubtful_pages for entry in concerned
    )
    if stray_rows or any(is_doubtful(cell) for cell in fields) or any(rows):
        return Cause.READING
    return Cause.SOURCE


def cause_of_sum(plan: Plan, cells: Iterable[Field[Any]]) -> Cause:
    """The cause where only lines of the summary are compared."""
    if holes_at_summary(plan):
        return Cause.COVERAGE
    is_lost = any(UNKNOWN in line.title for line in plan.summary)  # it may be of another goal
    return Cause.READING if is_lost or any(map(is_doubtful, cells)) else Cause.SOURCE


def cause_of_value(field: Field[Any]) -> Cause:
    """The cause where one cell is the matter."""
    return Cause.READING if is_doubtful(field) else Cause.SOURCE


def is_seen_page(plan: Plan, pages: Iterable[int | None]) -> bool:
    """Whether any of the pages was read from its picture."""
    seen = {page.number for page in plan.pages if page.status == "ocr"}
    return bool(seen.intersection(pages))


def stands_in_print(plan: Plan, field: Field[Any]) -> bool:
    """Whether a malformed amount is surely printed so: one line of the trusted text of a PDF."""
    sure = {
        page.number for page in plan.pages if page.status == "text" and not page.untrusted_fonts
    }
    pages = {place.page for place in field.places}
    is_whole = not field.doubts and UNKNOWN not in field.raw and "\n" not in field.raw
    is_text = plan.kind == "pdf" and bool(pages) and pages <= sure
    return is_text and is_whole and set(field.flags) <= MISPRINTED
