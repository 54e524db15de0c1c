"""Lines that a scanner draws from edge to edge of a page, where no rule of a table begins."""

from typing import Final

import cv2
import numpy as np

from pipeline.extract.scan.ink import Mask
from pipeline.extract.scan.strip import Grey

WHOLE: Final = 0.8  # of a scratch's length is ink
MARGIN: Final = 0.02  # of the page at both ends, in which a scratch has ink and a rule none
IN_MARGIN: Final = 0.6
THIN: Final = 5  # pixels of the reduced copy, with one on each side
MANY: Final = 3  # more are the rules of a picture of nothing but a table


def find_scratches(ink: Mask) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Where scratches run level (rows) and upright (columns), on a page's copy not yet turned."""
    return _rows(ink), _rows(ink.T)


def _rows(ink: Mask) -> tuple[slice, ...]:
    near = cv2.dilate(np.ascontiguousarray(ink), np.ones((3, 1), np.uint8))
    margin = max(1, round(MARGIN * ink.shape[1]))
    ends = np.minimum(near[:, :margin].mean(1), near[:, -margin:].mean(1))
    hit = np.flatnonzero((ends >= IN_MARGIN) & (near.mean(1) >= WHOLE))
    if not hit.size:
        return ()
    runs = np.split(hit, np.flatnonzero(np.diff(hit) > 1) + 1)
    found = [slice(int(run[0]), int(run[-1]) + 1) for run in runs if len(run) <= THIN]
    return tuple(found) if len(found) <= MANY else ()


def without_scratches(
    page: Grey, scratches: tuple[tuple[slice, ...], tuple[slice, ...]], factor: int
) -> Grey:
    """The page as it is beside them; `factor`: pixels of it for one of the reduced copy."""
    if not any(scratches):
        return page
    mended = page.copy()
    for view, rows in zip((mended, mended.T), scratches, strict=True):
        for row in rows:
            start, stop = row.start * factor - 1, row.stop * factor + 1
            if start > 0 and stop < len(view):
                share = np.linspace(0, 1, stop - start + 2)[1:-1, None]
                between = view[start - 1] * (1 - share) + view[stop] * share
                view[start:stop] = np.maximum(view[start:stop], between.astype(np.uint8))
    return mended
