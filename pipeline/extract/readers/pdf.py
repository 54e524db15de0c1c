"""A PDF as RawDocument: page by page, each by the cheapest reader that can be trusted."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pipeline.contracts.page import Page
from pipeline.contracts.table import PageReport, RawDocument, RawTable, TextLine, UnreadReason
from pipeline.extract.cascade import Reading, read_page
from pipeline.extract.pages import read_blocks
from pipeline.extract.readers.pdf_probe import open_pdf
from pipeline.extract.text_layer.layer import TextLayer
from pipeline.extract.trust import SCAN_SHARE, image_share

UNTRUSTED = 0.6  # below this the layer is noise (OCR of the wrong language, unmapped fonts)

Block = TextLine | RawTable
PageWatch = Callable[[Page], None]


def _look_away(page: Page) -> None:
    """Nobody watches."""


def read_pdf(path: Path, watch: PageWatch = _look_away) -> RawDocument:
    """All blocks of the document in reading order, with a report for each page.

    `watch` is shown each page as the reader that was chosen for it saw it; a page that none can
    open is not shown; one that is read again, with what later pages proved, is shown again.
    Raises DocumentError where nothing can be read: not a PDF, empty, damaged, encrypted, no pages.
    """
    document = open_pdf(path)
    try:
        layer = TextLayer()

        def read(number: int) -> tuple[tuple[Block, ...], PageReport]:
            reading = read_page(document, path, number, layer)
            if reading.page is not None:
                watch(reading.page)
            return _read(number, reading)

        pages = {number: read(number) for number in range(1, len(document) + 1)}
        for number in layer.outdated():  # what later pages proved of its fonts
            pages[number] = read(number)
    finally:
        document.close()
    reports = tuple(report for _, report in pages.values())
    blocks = tuple(block for found, _ in pages.values() for block in found)
    used = {report.reader for report in reports if report.status == "text"}
    reader = "plumber" if used == {"plumber"} else "pdfium"
    return RawDocument("pdf", blocks, reports, reader)


def _read(number: int, reading: Reading) -> tuple[tuple[Block, ...], PageReport]:
    page = reading.page
    if page is None:
        last = reading.attempts[-1][0]
        return (), PageReport(number, "unread", last, "damaged", None, reading.attempts)
    reason = _why_unread(page, reading.score)
    if reason:
        return (), PageReport(
            number,
            "unread",
            page.reader,
            reason,
            attempts=reading.attempts,
            untrusted_fonts=page.untrusted_fonts,
        )
    found = read_blocks(page)
    status: Literal["text", "blank"] = "text" if page.glyphs else "blank"
    return found.blocks, PageReport(
        number,
        status,
        page.reader,
        printed_number=found.printed_number,
        attempts=reading.attempts,
        repairs=page.repairs,
        unknown_glyphs=page.unknown_glyphs,
        untrusted_fonts=page.untrusted_fonts,
    )


def _why_unread(page: Page, score: float) -> UnreadReason:
    """Why the page cannot be read from its text layer; empty where it can, or is blank."""
    if any(glyph.text.strip() for glyph in page.glyphs):
        return "untrusted" if score < UNTRUSTED else ""
    if image_share(page) >= SCAN_SHARE:
        return "scan"
    if page.images or page.strokes or page.rulings or page.fills:
        return "drawn"
    return ""
