"""Reads pages that are pictures, with our own nets; a text layer may only settle their numbers."""

from typing import Final

import numpy as np
import pypdfium2

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Page
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.reader import Source
from pipeline.extract.scan.page import read_picture

MENDS: frozenset[Check] = frozenset({"page", "text", "letters"})
DPI: Final = 300
LONGEST: Final = 3600  # pixels of a page's longer side


def read_page(source: Source, number: int, earlier: Page | None) -> Page:
    """Page `number` (1-based) as it looks; `earlier`, its text layer, only settles numbers.

    Raises DamagedPageError where it cannot be drawn.
    """
    try:
        page = source.document[number - 1]
        scale = min(DPI / 72, LONGEST / max(page.get_size()))
        bitmap = page.render(scale=scale, grayscale=True)
    except pypdfium2.PdfiumError as error:
        raise DamagedPageError(str(error)) from error
    grey = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
    return read_picture(grey, 1 / scale, number, earlier)
