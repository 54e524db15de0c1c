"""Pages, read one after another, as RawDocument: the same of PDFs and of pictures."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.contracts.attempt import Attempt, ReaderName
from pipeline.contracts.following import ALONE, Following
from pipeline.contracts.page_report import PageReport, UnreadReason
from pipeline.contracts.table import RawDocument, RawTable, TextLine
from pipeline.extract.cascade import READERS, Ending, Reading

Block = TextLine | RawTable
ReadPage = Callable[[int, Ending | None], Reading]  # a page's number, how the one before ended

_MAIN_READER: Final[dict[str, ReaderName]] = {
    "pdf": "pdfium",
    "image": "ocr",
}  # where no page was read


def nothing_outdated() -> list[int]:
    """No page tells more of the pages before it."""
    return []


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """What is kept of a page: not its glyphs."""

    blocks: tuple[Block, ...]
    report: PageReport
    ending: Ending


def read_document(
    kind: Literal["pdf", "image"],
    n_pages: int,
    read_page: ReadPage,
    following: Following = ALONE,
    outdated: Callable[[], list[int]] = nothing_outdated,
) -> RawDocument:
    """All blocks of pages 1 to `n_pages` in reading order, with a report for each.

    The pages that `outdated` names at the end are read, and shown to `following`, again.
    """
    pages: dict[int, _ReadPage] = {}

    def read(number: int) -> _ReadPage:
        before = pages[number - 1].ending if number > 1 else None
        following.begin(number, n_pages)
        lost = following.lost.get(number)
        reading = _lost(kind, lost) if lost else read_page(number, before)
        if reading.page is not None:
            following.look(reading.page)
        report = _report(number, reading)
        blocks = reading.blocks.blocks if report.status != "unread" else ()
        return _ReadPage(blocks, report, reading.ending)

    for number in range(1, n_pages + 1):
        pages[number] = read(number)
    for number in outdated():
        pages[number] = read(number)
    following.begin(0, n_pages)
    reports = tuple(page.report for page in pages.values())
    blocks = tuple(block for page in pages.values() for block in page.blocks)
    return RawDocument(kind, blocks, reports, _main_reader(reports, _MAIN_READER[kind]))


def _lost(kind: str, reason: UnreadReason) -> Reading:
    """Of a page that may not be opened any more."""
    return Reading.failed((Attempt(_MAIN_READER[kind], 0.0, ("page",)),), reason)


def _main_reader(reports: Iterable[PageReport], default: str) -> str:
    """The reader that read most pages; the first of them where it is a tie."""
    used = Counter(report.reader for report in reports if report.status in ("text", "ocr"))
    return max(used, key=used.__getitem__, default=default)


def _report(number: int, reading: Reading) -> PageReport:
    page = reading.page
    if page is None:
        last = reading.attempts[-1].reader
        return PageReport(number, "unread", last, reading.unread, None, reading.attempts)
    if reading.unread:
        return PageReport(
            number,
            "unread",
            page.reader,
            reading.unread,
            attempts=reading.attempts,
            untrusted_fonts=page.untrusted_fonts,
            turned=page.turned,
        )
    return PageReport(
        number,
        "blank" if not page.glyphs else "text" if page.reader in READERS else "ocr",
        page.reader,
        printed_number=reading.blocks.printed_number,
        attempts=reading.attempts,
        repairs=page.repairs,
        unknown_glyphs=page.unknown_glyphs,
        untrusted_fonts=page.untrusted_fonts,
        doubts=page.doubts,
        turned=page.turned,
    )
