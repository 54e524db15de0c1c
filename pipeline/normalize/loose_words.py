"""Patterns of words as they are read from pictures and slipped by typists."""

import re

from pipeline.normalize.thai_marks import look_alikes
from pipeline.normalize.thai_text import COMBINING_MARK

MIN_ALIKE = 5  # letters without marks; a shorter word with another letter is another word


def loose(word: str) -> str:
    """A pattern for a word whose marks OCR may have lost or changed (`ตัวชีวัด ที่`).

    In a long word letters may be those that look alike, too (`ตัวซีวัดที่`).
    """
    letters = [char for char in word if not COMBINING_MARK.match(char)]
    is_long = len(letters) >= MIN_ALIKE
    parts = [f"[{re.escape(look_alikes(x) if is_long else x)}]" for x in letters]
    marks = rf"(?:{COMBINING_MARK.pattern})*"
    return rf"{marks}\s?".join(parts) + marks
