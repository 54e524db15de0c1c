"""Reads a page with the cheapest reader whose result passes its checks; keeps every attempt."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdfium2

from pipeline.contracts.page import Page
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.text_layer.layer import TextLayer
from pipeline.extract.trust import trust

TRUSTED = 0.98  # a sound layer scores 1.0 but for a stray symbol; one bad letter in fifty is not


@dataclass(frozen=True, slots=True)
class Reading:
    """The best page, None where no reader opened it; (reader, score) of the attempts as tried."""

    page: Page | None
    score: float
    attempts: tuple[tuple[str, float], ...]


def read_page(
    document: pypdfium2.PdfDocument, path: Path, number: int, layer: TextLayer
) -> Reading:
    """Page `number` (1-based) by the first reader that is trusted, else by the most trusted."""
    readers: tuple[tuple[str, Callable[[], Page]], ...] = (
        (pdfium.READER, lambda: layer.mend(pdfium.read_page(document, number))),
        ("plumber", lambda: layer.mend(_plumber().read_page(path, number))),
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
