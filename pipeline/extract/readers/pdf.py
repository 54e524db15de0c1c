"""A PDF as RawDocument: page by page, each by the cheapest reader that passes its checks."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.contracts.attempt import OcrUse, ReaderName
from pipeline.contracts.page import Page
from pipeline.contracts.table import PageReport, RawDocument, RawTable, TextLine
from pipeline.extract.cascade import READERS, Cascade, Ending, Reading, count_pages
from pipeline.extract.engines.engine import Engine
from pipeline.extract.readers.reader import Source
from pipeline.extract.trust import why_unread
from pipeline.lexicon.facts import Lexicon, load_lexicon

Block = TextLine | RawTable
PageWatch = Callable[[Page], None]


def _look_away(page: Page) -> None:
    """Nobody watches."""


def read_pdf(
    path: Path,
    lexicon: Lexicon | None = None,
    readers: Iterable[ReaderName] = READERS,
    watch: PageWatch = _look_away,
    ocr: OcrUse = "auto",
    engine: Engine | None = None,
) -> RawDocument:
    """All blocks of the document in reading order, with a report for each page.

    `readers` are tried in this order, then, as `ocr` says, the page's picture is read, by `engine`
    beside our own nets. `watch` is shown each page as the reader that was chosen
    for it saw it; a page that none can open is not shown; one that is read again, with what later
    pages proved of its letters, is shown again.
    Raises DocumentError where nothing can be read: not a PDF, empty, damaged, encrypted, no pages.
    """
    source = Source.open(path)
    try:
        cascade = Cascade(source, lexicon or load_lexicon(), readers, ocr, engine)
        pages: dict[int, _ReadPage] = {}

        def read(number: int) -> _ReadPage:
            before = pages[number - 1].ending if number > 1 else None
            reading = cascade.read_page(number, before)
            if reading.page is not None:
                watch(reading.page)
            report = _report(number, reading)
            blocks = reading.blocks.blocks if report.status != "unread" else ()
            return _ReadPage(blocks, report, reading.ending)

        for number in range(1, count_pages(source) + 1):
            pages[number] = read(number)
        for number in cascade.outdated():
            pages[number] = read(number)
    finally:
        source.close()
    reports = tuple(page.report for page in pages.values())
    blocks = tuple(block for page in pages.values() for block in page.blocks)
    return RawDocument("pdf", blocks, reports, _main_reader(reports))


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """What is kept of a page: not its glyphs."""

    blocks: tuple[Block, ...]
    report: PageReport
    ending: Ending


def _main_reader(reports: Iterable[PageReport]) -> str:
    """The reader that read most pages; the first of them where it is a tie."""
    used = Counter(report.reader for report in reports if report.status in ("text", "ocr"))
    return max(used, key=used.__getitem__, default=READERS[0])


def _report(number: int, reading: Reading) -> PageReport:
    page = reading.page
    if page is None:
        last = reading.attempts[-1].reader
        return PageReport(number, "unread", last, "damaged", None, reading.attempts)
    reason = why_unread(page, reading.trust) if page.reader in READERS else ""
    if reason:
        return PageReport(
            number,
            "unread",
            page.reader,
            reason,
            attempts=reading.attempts,
            untrusted_fonts=page.untrusted_fonts,
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
    )
