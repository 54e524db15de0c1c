"""Pages that lack, unread ones and those that the printed numbers skip, and doubtful tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.contracts.attempt import Check
from pipeline.contracts.record import Plan
from pipeline.reconcile.tally import summary_pages

# Checks of a page that no finding about its rows speaks of: the rows are not there.
TABLE_CHECKS: frozenset[Check] = frozenset({"letters", "header", "table", "cells"})
MAX_PAGES_LOST = 200  # a larger jump is a year or a misread number


@dataclass(frozen=True, slots=True)
class PageJump:
    """Printed numbers `first`..`last` lack after physical page `after`."""

    after: int
    before: int
    first: int
    last: int


def page_jumps(plan: Plan) -> Iterator[PageJump]:
    """Where printed numbers run ahead of the pages, unless the next number speaks against it."""
    printed = [(p.number, p.printed_number) for p in plan.pages if p.printed_number is not None]
    for index, ((page, number), (next_page, next_number)) in enumerate(pairwise(printed)):
        lead = next_number - next_page
        lost = lead - (number - page)
        misread = any(later - at < lead for at, later in printed[index + 2 : index + 3])
        if 0 < lost <= MAX_PAGES_LOST and next_page > page and not misread:
            yield PageJump(page, next_page, next_number - lost, next_number - 1)


def unread_pages(plan: Plan) -> tuple[int, ...]:
    """The numbers of the pages that could not be read."""
    return tuple(page.number for page in plan.pages if page.status == "unread")


def doubtful_tables(plan: Plan) -> tuple[int, ...]:
    """The numbers of the pages whose table no reader saw whole."""
    found = []
    for page in plan.pages:
        own = next((one for one in page.attempts if one.reader == page.reader), None)
        if page.status != "unread" and own is not None and TABLE_CHECKS.intersection(own.failed):
            found.append(page.number)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Hole:
    """Where in the file rows may never have been seen.

    `at`: an unread page's number, or n - 0.5 for a jump before page n.
    """

    at: float
    jump: PageJump | None = None


def holes(plan: Plan) -> tuple[Hole, ...]:
    """The holes of a plan: its unread pages, then its jumps."""
    jumps = tuple(Hole(jump.before - 0.5, jump) for jump in page_jumps(plan))
    return tuple(Hole(number) for number in unread_pages(plan)) + jumps


def holes_at_summary(plan: Plan) -> tuple[Hole, ...]:
    """The holes beside the summary's pages: lines of it may stand there."""
    pages = summary_pages(plan)
    return tuple(hole for hole in holes(plan) if any(abs(hole.at - page) <= 1 for page in pages))
