"""Pages that lack: unread ones, and those that the printed page numbers skip."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.contracts.record import Plan

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


def holes(plan: Plan) -> tuple[float, ...]:
    """Where in the file pages lack: an unread page's number, or n + 0.5 for a jump after n."""
    jumps = tuple(jump.before - 0.5 for jump in page_jumps(plan))
    return unread_pages(plan) + jumps
