"""Text of a pdfium page that nobody sees: invisible beside the same text drawn, white on white."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.page import Area, Glyph
from pipeline.extract.readers import pdfium_calls as pdf

INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE
FILLS = (0, 4)  # render modes that fill and do not outline
WHITE = 250  # of 255, every colour: nothing of it is seen on paper
OPAQUE = 255
SEEN_BELOW = 0.9  # a white letter is seen on a fill less white than this
SAME_LINE = 0.2  # em between the levels of letters of one line
COVERED = 0.5  # of a text lies under drawn letters: it is their double

Boxes = NDArray[np.float64]


def split_hidden(objects: Sequence[int]) -> tuple[list[int], list[int]]:
    """Indices of the text objects that are invisible, and of those that are white."""
    if not objects:
        return [], []
    modes = np.fromiter(map(pdf.text_render_mode, objects), int, len(objects))
    colours = pdf.gather(pdf.fill_color, 4, objects, kind=np.int32)
    white = (colours[:, :3].min(1) >= WHITE) & (colours[:, 3] == OPAQUE) & np.isin(modes, FILLS)
    return np.flatnonzero(modes == INVISIBLE).tolist(), np.flatnonzero(white).tolist()


def seen_white(glyphs: Iterable[Glyph], behind: Iterable[Area]) -> list[Glyph]:
    """The white glyphs that stand on anything that is not white."""
    dark = _boxes([area for area in behind if area.shade < SEEN_BELOW])
    return [glyph for glyph in glyphs if _holds(dark, glyph).any()]


def without_doubles(invisible: Sequence[Glyph], drawn: Sequence[Glyph]) -> list[Glyph]:
    """The invisible glyphs but for the texts that lie where letters are drawn: a scanner's guess.

    Without letters there they are the only text of what is drawn (a scan, outlines).
    """
    boxes = _boxes(drawn)
    return [glyph for text in _texts(invisible) if not _is_double(text, boxes) for glyph in text]


def _texts(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other on a line, together."""
    texts: list[list[Glyph]] = []
    for glyph in glyphs:
        last = texts[-1][-1] if texts else None
        on_line = last is not None and abs(last.bottom - glyph.bottom) < SAME_LINE * glyph.size
        if last is not None and on_line and abs(glyph.x0 - last.x1) < glyph.size:
            texts[-1].append(glyph)
        else:
            texts.append([glyph])
    return texts


def _is_double(text: Sequence[Glyph], drawn: Boxes) -> bool:
    x0, top, x1, bottom = drawn
    left, right = min(g.x0 for g in text), max(g.x1 for g in text)
    high, low = min(g.top for g in text), max(g.bottom for g in text)
    near = (left <= x1) & (x0 <= right) & (high <= bottom) & (top <= low)
    beside = drawn[:, near]
    covered = sum(bool(_holds(beside, glyph).any()) for glyph in text)
    return covered >= COVERED * len(text)


def _boxes(drawn: Sequence[Area | Glyph]) -> Boxes:
    """[x0, top, x1, bottom; box]: a page may have so many that Python itself would take minutes."""
    return np.array([(box.x0, box.top, box.x1, box.bottom) for box in drawn]).reshape(-1, 4).T


def _holds(boxes: Boxes, glyph: Glyph) -> NDArray[np.bool_]:
    """Which of the boxes hold the middle of the glyph."""
    x0, top, x1, bottom = boxes
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    found: NDArray[np.bool_] = (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    return found
