"""Marks whose ink belies their name: a vowel below the letter that the font calls a tone above it.

WeasyPrint names each glyph after the letter at its place in the first cluster that has it, and
marks may be drawn in another order than they are written.
"""

import re
from itertools import repeat

import numpy as np

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.glyphs import unnamed

TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c")

_TWO_TONES = re.compile("[\u0e48-\u0e4c]{2}")  # in no Thai text: one of them is another mark


def unname_low_tones(text_page: int, letters: list[str], boxes: pdf.Numbers) -> None:
    """Takes the name from each tone with all its ink in the lower half of its line.

    `letters`: of the text page's characters, changed in place; their words name them anew.
    `boxes`: theirs by rule, left, top, right and bottom in points, y upwards. Turned text is left
    alone, and a page that has no two tones on one letter, or none in its place.
    """
    if not _TWO_TONES.search("".join(letters)):
        return
    tones = np.array([index for index, letter in enumerate(letters) if letter in TONES], int)
    left, top, right, bottom = boxes[tones].T
    tones = tones[top - bottom > right - left]
    if not tones.size:
        return
    ink = pdf.gather(pdf.char_ink, 4, repeat(text_page), tones.tolist(), kind=np.float64)
    low = ink[:, 3] < boxes[tones][:, 1::2].mean(1)
    low &= ink[:, 3] > ink[:, 2]
    for index in [] if low.all() else tones[low].tolist():
        before = letters[index - 1] if index else ""
        letters[index] = unnamed(ord(letters[index]))
        if before in TONES:  # drawn first, and written last
            letters[index - 1 : index + 1] = letters[index], before
