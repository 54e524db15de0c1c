"""How somebody follows the reading of a document, and what is known of its pages beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.contracts.page import Page
from pipeline.contracts.page_report import UnreadReason


def nobody_begins(page: int, pages: int) -> None:
    """Nobody asks which page is being read."""


def nobody_looks(page: Page) -> None:
    """Nobody asks what was read."""


def nothing_ahead(number: int) -> Page | None:
    """No page was read beforehand."""


@dataclass(frozen=True, slots=True)
class Following:
    """What a reader tells, and is told, while it goes through the pages of a document.

    `begin` is called before each page with its number and how many there are, and with 0 when all
    are read. `look` is shown each
    page as the reader that was chosen for it saw it; a page that none can open is not shown; one
    that is read again, with what later pages proved of its letters, is shown again. `lost`: pages
    that nobody may open any more, and why. `ahead`: a page as its picture was read by another
    process; None: read it here.
    """

    begin: Callable[[int, int], None] = nobody_begins
    look: Callable[[Page], None] = nobody_looks
    lost: Mapping[int, UnreadReason] = field(default_factory=dict)
    ahead: Callable[[int], Page | None] = nothing_ahead


ALONE = Following()
