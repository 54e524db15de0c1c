"""What was never seen, in words: which pages, which items, whose heading."""

from collections.abc import Iterable, Iterator

from pipeline.contracts.record import Plan
from pipeline.lexicon.rule_book import Text, rule_book
from pipeline.reconcile.ledger import Entry
from pipeline.reconcile.paging import Hole
from pipeline.reconcile.wording import filled, joined, ranges

BETWEEN = Text(th="; ", en="; ")


def lacking(plan: Plan, *entries: Entry) -> Text:
    """What of these indicators was never seen; empty where nothing lacks."""
    holes = dict.fromkeys(hole for entry in entries for hole in entry.holes)
    pages = {page for entry in entries if entry.incomplete for page in entry.doubtful_pages}
    phrases = [*_of_holes(holes), *_of_tables(pages)]
    for entry in entries:
        phrases += _of_entry(plan, entry)
    return joined(phrases, BETWEEN)


def lacking_pages(holes: Iterable[Hole]) -> Text:
    """The pages that were never seen; empty where there is no hole."""
    return joined(_of_holes(holes), BETWEEN)


def _of_holes(holes: Iterable[Hole]) -> Iterator[Text]:
    words, found = rule_book().lacking, tuple(holes)
    unread = ranges(int(hole.at) for hole in found if hole.jump is None)
    if unread:
        yield filled(words.unread, {"pages": unread})
    for jump in (hole.jump for hole in found if hole.jump is not None):
        numbers = ranges(range(jump.first, jump.last + 1))
        yield filled(words.skipped, {"pages": numbers, "after": str(jump.after)})


def _of_tables(pages: Iterable[int]) -> Iterator[Text]:
    if found := ranges(pages):
        yield filled(rule_book().lacking.table, {"pages": found})


def _of_entry(plan: Plan, entry: Entry) -> Iterator[Text]:
    words, number = rule_book(plan.layout).lacking, entry.tally.number
    if entry.headless:
        yield filled(words.heading, {"no": number})
    if entry.rows_missing:
        yield filled(words.items, {"no": number, "items": entry.missing_items})
