"""The readers' own doubts, each as a finding, so that nothing read is lost."""

from collections.abc import Iterator

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Note, Plan
from pipeline.lexicon.rule_book import rule_book
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.wording import ALL, finding


def notes(plan: Plan) -> Iterator[Finding]:
    """Each note under its own code as the rule; a code that is no note's rule is a warning."""
    by_id = {one.project_id: one for one in plan.projects}
    for note in plan.notes:
        rows = [by_id[one] for one in note.project_ids if one in by_id]
        places = {place.page for place in note.places if place.page is not None}
        yield _finding(plan, note, pages_of(rows) | places)


def _finding(plan: Plan, note: Note, pages: set[int]) -> Finding:
    book = rule_book(plan.layout)
    text = book.rules.get(note.code)
    return finding(
        plan,
        note.code,
        note.scope or ALL,
        Cause.READING,
        wording=text if text and "note" in text.messages else book.unlisted_note,
        message="note",
        field=note.field,
        pages=pages,
        project_ids=note.project_ids,
        title=text.title if text else note.code,
        text=note.text,
        page=", ".join(map(str, sorted(pages))),
    )
