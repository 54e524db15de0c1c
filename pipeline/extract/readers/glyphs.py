"""What every reader's glyphs have in common."""

from collections.abc import Iterable

from pipeline.contracts.page import Glyph
from pipeline.contracts.parsed import UNKNOWN
from pipeline.normalize.thai_marks import repair_marks

# A glyph's box is drawn by rule, not by the font's own ascent (Thai fonts disagree wildly), so
# that the same line has the same box from every reader and its baseline can be told from the box.
ASCENT = 0.8  # em above the baseline
DESCENT = 0.2  # em below
SLANT = 0.09  # tangent of the angle (5 degrees) from which text runs neither level nor upright
# Readers hand on what has no name as this and the character's code (private plane 15), so that the
# text layer's repairs can tell one unnamed glyph of a font from another.
UNNAMED = 0xF0000
MAX_CODE = 0xFFFD


class DamagedPageError(Exception):
    """A reader cannot make sense of the page; another one may."""


class PageTooLargeError(DamagedPageError):
    """The page draws or holds more than any reader could bear."""


def unnamed(code: int) -> str:
    """The stand-in for a glyph without a name."""
    return chr(UNNAMED + code) if 0 <= code <= MAX_CODE else UNKNOWN


def baseline(glyph: Glyph) -> float:
    """The y on which the glyph stands."""
    return glyph.bottom - DESCENT * glyph.size


def count_repairs(glyphs: Iterable[Glyph], **done: int) -> tuple[tuple[str, int], ...]:
    """What the text of these glyphs needs mended, and what is `done`: (kind, how often) by kind."""
    marks = dict(repair_marks("".join(glyph.text for glyph in glyphs))[1])
    return tuple(sorted((marks | {kind: times for kind, times in done.items() if times}).items()))
