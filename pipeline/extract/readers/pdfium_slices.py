"""Lines of text that a page break slices: drawn on both pages, and seen on one."""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.glyphs import ASCENT, DESCENT
from pipeline.extract.readers.pdfium_clips import clip_box
from pipeline.normalize.thai_marks import combining_marks

MIDDLE = (ASCENT - DESCENT) / 2  # em from the baseline up to the middle of a letter's box
FLOATS = 0.25  # em: every Thai letter reaches down lower than that


class Drawn(Protocol):
    """A text object: where it stands on the page, and the /ActualText that it is part of."""

    handle: int
    base: float
    size: float
    span: int  # 0 for none
    outer: pdf.Affine  # from its surroundings to the page


def sliced(runs: Sequence[Drawn], texts: Mapping[int, str | None]) -> set[int]:
    """Indices of the texts of a line of which this page shows nothing, or hardly anything.

    A clip hides the middle of its letters; or marks alone are drawn of it, those that reach over
    the page's edge (Chromium), under the names of whole syllables. `texts`: by span.
    """
    levels: dict[float, list[int]] = {}
    for at, run in enumerate(runs):
        levels.setdefault(round(run.base), []).append(at)
    found: set[int] = set()
    for level in levels.values():
        found.update(_clipped(runs, level))
        clusters: dict[int, list[int]] = {}
        for at in level:
            if runs[at].span and at not in found:
                clusters.setdefault(runs[at].span, []).append(at)
        for span, own in clusters.items():
            is_named = _begins_with_letter(texts[span] or "")
            if not is_named or any(_ink_above(runs[at]) < FLOATS for at in own):
                break  # of a line all syllables are cut, or none is
            found.update(own)
    return found


def _clipped(runs: Sequence[Drawn], level: Sequence[int]) -> Iterator[int]:
    """The texts of one level that a clip hides; where it does not hide the first, none."""
    for at in level:
        run = runs[at]
        _, top, _, bottom = clip_box(run.handle, run.outer)
        if not top <= run.base - MIDDLE * run.size <= bottom:
            yield at
        elif at == level[0]:
            return


def _begins_with_letter(text: str) -> bool:
    return bool(text.strip()) and text.strip()[0] not in combining_marks()


def _ink_above(run: Drawn) -> float:
    """How far above the baseline the ink begins, in em."""
    sides = [ctypes.c_float() for _ in range(4)]
    pdf.object_bounds(run.handle, *(ctypes.byref(side) for side in sides))
    left, low, right, high = (side.value for side in sides)
    _, b, _, d, _, f = run.outer
    lowest = max(b * x + d * y + f for x in (left, right) for y in (low, high))
    return (run.base - lowest) / (run.size or 1.0)
