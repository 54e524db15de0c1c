"""Pages that are pictures, read before their document is: by other processes, at the same time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from pipeline.contracts.attempt import OcrUse
from pipeline.contracts.following import nobody_begins
from pipeline.contracts.page import Page
from pipeline.extract.engines.engine import Engine, LetterEngine
from pipeline.extract.readers.bombs import check_page
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.ocr import read_page
from pipeline.extract.readers.pictures import PictureFile
from pipeline.extract.readers.reader import Source

MAX_OBJECTS = 50  # of a page that is a scan: its strips, a stamp; a page of text has hundreds


def pictured_pages(path: Path, kind: str, ocr: OcrUse) -> tuple[int, ...]:
    """The pages (1-based) that will be read from their pictures alone, as far as is seen at once.

    `kind`: `pdf`, `image` or `transcript`. Raises DocumentError where the file cannot be opened.
    """
    if ocr == "never" or kind == "transcript":
        return ()
    if kind == "image":
        with PictureFile.open(path) as pictures:
            return tuple(range(1, len(pictures) + 1))
    with closing(Source.open(path)) as source:
        numbers = range(1, len(source.document) + 1)
        return tuple(number for number in numbers if ocr == "always" or _is_scan(source, number))


def read_ahead(
    path: Path,
    kind: str,
    numbers: Sequence[int],
    engine: Engine | None,
    begin: Callable[[int, int], None] = nobody_begins,
) -> Iterator[tuple[int, Page | None]]:
    """Each of these pages as its picture reads; None for one that cannot be drawn.

    `begin` is called before each with its number and how many there are. Raises DocumentError
    where the file cannot be opened.
    """
    letters = engine if isinstance(engine, LetterEngine) else None
    if kind == "image":
        with PictureFile.open(path) as pictures:
            for number in numbers:
                begin(number, len(numbers))
                try:
                    yield number, pictures.read(number, letters)
                except DamagedPageError:
                    yield number, None
        return
    with closing(Source.open(path)) as source:
        for number in numbers:
            begin(number, len(numbers))
            try:
                yield number, read_page(source, number, None, letters)
            except DamagedPageError:
                yield number, None


def _is_scan(source: Source, number: int) -> bool:
    """Whether the page is an image or some, and not one letter."""
    try:
        check_page(source, number)
        page = source.document[number - 1]
        with closing(page):
            if not 0 < raw.FPDFPage_CountObjects(page) <= MAX_OBJECTS:
                return False
            images = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)
            if next(iter(images), None) is None:
                return False
            with closing(page.get_textpage()) as text:
                return int(text.count_chars()) == 0
    except (DamagedPageError, pypdfium2.PdfiumError):
        return False
