"""Letters drawn twice: bold made of two strokes, an outline over its fill, a shadow."""

from collections.abc import Sequence

import numpy as np

from pipeline.contracts.page import Glyph
from pipeline.normalize.thai_marks import combining_marks

# em between a letter and its double. A shadow falls 0.1 away; the thinnest letter that can be
# printed twice in a row (a dot, an i) moves the pen by 0.2.
OFFSET = 0.12


def draw_once(glyphs: Sequence[Glyph]) -> tuple[tuple[Glyph, ...], int]:
    """The glyphs without those that an earlier one of the same text covers, and how many those are.

    The order stays. A letter printed twice in a row stands beside itself, and is no double.
    """
    count = len(glyphs)
    if count < 2:
        return tuple(glyphs), 0
    x = np.array([glyph.x0 for glyph in glyphs], float)
    y = np.array([glyph.bottom for glyph in glyphs], float)
    size = np.array([glyph.size for glyph in glyphs], float)
    texts = np.array([hash(glyph.text) for glyph in glyphs], np.int64)
    down = np.argsort(y, kind="stable")
    level = np.empty(count, int)
    level[down] = np.concatenate(([0], np.cumsum(np.diff(y[down]) > OFFSET * size[down][1:])))
    order = np.lexsort((x, texts, level))
    one, two = order[:-1], order[1:]
    reach = OFFSET * np.minimum(size[one], size[two])
    meets = (texts[one] == texts[two]) & (np.abs(x[two] - x[one]) < reach)
    meets &= np.abs(y[two] - y[one]) < reach
    if not meets.any():
        return tuple(glyphs), 0
    group = np.empty(count, int)
    group[order] = np.concatenate(([0], np.cumsum(~meets)))
    first = set(np.unique(group, return_index=True)[1].tolist())
    doubled = set(range(count)) - first
    marks = {at for at in doubled if glyphs[at].text in combining_marks()}
    # Two marks of one name on letters drawn once are two: one of them is misnamed.
    dropped = doubled if 2 * len(marks) <= len(doubled) else doubled - marks
    return tuple(glyph for at, glyph in enumerate(glyphs) if at not in dropped), len(dropped)
