"""What every reader's glyphs have in common."""

from collections.abc import Iterable

from pipeline.contracts.page import Glyph
from pipeline.normalize.thai_marks import repair_marks

# A glyph's box is drawn by rule, not by the font's own ascent (Thai fonts disagree wildly), so
# that the same line has the same box from every reader and its baseline can be told from the box.
ASCENT = 0.8  # em above the baseline
DESCENT = 0.2  # em below
UNKNOWN = "\ufffd"  # a character that the file draws but does not name


class DamagedPageError(Exception):
    """A reader cannot make sense of the page; another one may."""


def baseline(glyph: Glyph) -> float:
    """The y on which the glyph stands."""
    return glyph.bottom - DESCENT * glyph.size


def count_repairs(glyphs: Iterable[Glyph]) -> tuple[tuple[str, int], ...]:
    """What the text of these glyphs needs mended, (kind, how often) sorted by kind."""
    return repair_marks("".join(glyph.text for glyph in glyphs))[1]
