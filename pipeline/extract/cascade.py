"""Reads a page with the cheapest reader whose result passes its checks; keeps every attempt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdfium2

from pipeline.contracts.page import Page
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.glyphs import UNKNOWN, DamagedPageError
from pipeline.normalize.thai_marks import repair_marks

SCAN_SHARE = 0.5  # of the page under images: its letters, if any, are a scanner's guess
SCAN_THAI = 0.4  # share of Thai letters below which that guess is in another alphabet
TRUSTED = 0.98  # a sound layer scores 1.0 but for a stray symbol; one bad letter in fifty is not
_THAI_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_THAI = re.compile("[\u0e01-\u0e5b]")
# What no Thai text has: a mark on no letter, a vowel sign for a following letter before none,
# two tones or two vowels on a letter; and letters from the private use area.
_IMPLAUSIBLE = re.compile(
    f"(?<![\u0e01-\u0e2e{_THAI_MARK}])[{_THAI_MARK}]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
    "|[\u0e48-\u0e4b]{2}|[\u0e31\u0e34-\u0e39]{2}"
    "|(?<![\u0e01-\u0e2e\u0e48-\u0e4b])\u0e33"
    f"|[\ue000-\uf8ff{UNKNOWN}\x80-\x9f]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The best page, None where no reader opened it; (reader, score) of the attempts as tried."""

    page: Page | None
    score: float
    attempts: tuple[tuple[str, float], ...]


def trust(page: Page) -> float:
    """How far the text layer can be trusted: the share of its characters that are plausible."""
    text = repair_marks("".join(glyph.text for glyph in page.glyphs))[0]
    letters = sum(not char.isspace() for char in text)
    if not letters:
        return 1.0
    if image_share(page) >= SCAN_SHARE and (thai := len(_THAI.findall(text)) / letters) < SCAN_THAI:
        return thai
    return max(0.0, 1 - len(_IMPLAUSIBLE.findall(text)) / letters)


def image_share(page: Page) -> float:
    """Upper bound of the share of the page that lies under images."""
    covered = sum(
        max(0.0, min(image.x1, page.width) - max(image.x0, 0.0))
        * max(0.0, min(image.bottom, page.height) - max(image.top, 0.0))
        for image in page.images
    )
    return covered / (page.width * page.height)


def read_page(document: pypdfium2.PdfDocument, path: Path, number: int) -> Reading:
    """Page `number` (1-based) by the first reader that is trusted, else by the most trusted."""
    readers: tuple[tuple[str, Callable[[], Page]], ...] = (
        (pdfium.READER, lambda: pdfium.read_page(document, number)),
        ("plumber", lambda: _plumber().read_page(path, number)),
    )
    best = Reading(None, 0.0, ())
    attempts: tuple[tuple[str, float], ...] = ()
    for name, read in readers:
        page, score = _attempt(read, best.page)
        attempts = (*attempts, (name, score))
        if page is not None and (best.page is None or score > best.score):
            best = Reading(page, score, ())
        if score >= TRUSTED:
            break
    if best.page is not None and _is_empty(best.page) and _plumber().loses_content(path, number):
        return Reading(None, 0.0, attempts)
    return Reading(best.page, best.score, attempts)


def _attempt(read: Callable[[], Page], earlier: Page | None) -> tuple[Page | None, float]:
    """The reader's page and score; one that sees nothing where another saw letters scores none."""
    try:
        page = read()
    except DamagedPageError:
        return None, 0.0
    if earlier is not None and earlier.glyphs and not page.glyphs:
        return page, 0.0
    return page, round(trust(page), 4)


def _is_empty(page: Page) -> bool:
    return not (page.glyphs or page.images or page.rulings or page.strokes or page.fills)


def _plumber() -> Any:
    """The reader over pdfplumber; loaded only when a page needs it."""
    return import_module("pipeline.extract.readers.plumber")
