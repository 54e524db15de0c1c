"""Reads pages that are pictures, with our own nets; a text layer may only settle their numbers."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pypdfium2

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Page
from pipeline.extract.engines.engine import LetterEngine
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.reader import Source
from pipeline.extract.scan.page import read_picture
from pipeline.extract.scan.strip import Grey

MENDS: frozenset[Check] = frozenset({"page", "text", "letters"})
DPI: Final = 300
LONGEST: Final = 3600  # pixels of a page's longer side


def read_page(
    source: Source, number: int, earlier: Page | None, letters: LetterEngine | None = None
) -> Page:
    """Page `number` (1-based) as it looks; `earlier`, its text layer, only settles numbers.

    `letters` is asked about letters of which our own net is not sure. Raises DamagedPageError
    where the page cannot be drawn.
    """
    picture = draw(source, number)
    return read_picture(picture.grey, picture.points, number, earlier, letters)


@dataclass(frozen=True, slots=True)
class OcrReader:
    """The same as a PageReader with a second opinion on letters."""

    letters: LetterEngine
    MENDS: ClassVar = MENDS

    def read_page(self, source: Source, number: int, earlier: Page | None) -> Page:
        """As above."""
        return read_page(source, number, earlier, self.letters)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture; `points` is the size of a pixel."""

    grey: Grey
    points: float


def draw(source: Source, number: int) -> Picture:
    """Page `number` as it looks. Raises DamagedPageError where it cannot be drawn."""
    try:
        page = source.document[number - 1]
        scale = min(DPI / 72, LONGEST / max(page.get_size()))
        bitmap = page.render(scale=scale, grayscale=True)
    except pypdfium2.PdfiumError as error:
        raise DamagedPageError(str(error)) from error
    grey = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
    return Picture(grey, 1 / scale)
