"""Rules too thin for a scanner: each pixel is hardly darker than paper, all along they are."""

from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, connected, reduced
from pipeline.extract.scan.strip import Grey

# Lengths are in letter heights.
ALONG: Final = 0.3  # darkness is taken together along a line; letters stand further apart
ACROSS: Final = 0.45  # no line is as wide
LONG: Final = 4.0  # shorter ones may be strokes of letters
BREAK: Final = 0.25
BESIDE: Final = 0.2  # from its edge there is paper on both sides of a line
LEAST: Final = 15  # grey levels by which a line is darker than what is beside it
OVER_NOISE: Final = 2.0  # times as dark as a quarter of the page's pixels seem by chance
EVEN: Final = 0.5  # of its usual darkness a line has nearly everywhere; a row of letters has gaps
WHOLE: Final = 0.85  # of its length
WHOLE_BREAK: Final = 0.2  # a line that is ink but for such breaks is not pale
CLEAR: Final = 0.25  # of its length something is beside it, at most

Floats = npt.NDArray[Any]
Places = npt.NDArray[np.int_]


def find_faint(even: Grey, ink: Mask, letter: float) -> tuple[Mask, Mask]:
    """1 where level lines, and where upright ones, lie on an evenly lit and upright page.

    Of the page as `reduced` makes it. Lines that are whole in its `ink` are left out.
    """
    small, factor = reduced(even)
    dark, its_ink = 255 - small, ink[factor // 2 :: factor, factor // 2 :: factor]
    level = _lines(dark, its_ink, letter / factor)
    upright = _lines(np.ascontiguousarray(dark.T), its_ink.T, letter / factor).T
    return level, upright


def _lines(dark: Grey, ink: Mask, letter: float) -> Mask:
    """Level lines of a reduced page; `dark` is 0 for white."""
    along, across = _odd(ALONG * letter), _odd(ACROSS * letter)
    smooth = cv2.blur(dark, (along, 1))
    ridge = cv2.morphologyEx(smooth, cv2.MORPH_TOPHAT, np.ones((across, 1), np.uint8))
    chance = float(np.percentile(ridge[::4, ::4], 75))
    seen = (ridge > max(LEAST, OVER_NOISE * chance)).view(np.uint8)
    wide = cv2.dilate(seen, np.ones((3, 1), np.uint8))
    whole = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((1, _odd(BREAK * letter)), np.uint8))
    kernel = np.ones((1, round(LONG * letter)), np.uint8)
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel).astype(np.uint8, copy=False)
    labels, boxes = connected(runs)
    lines = np.zeros_like(runs)
    paper = float(np.median(smooth[::8, ::8]))
    for number, (left, top, width, height, _) in enumerate(boxes[1:].tolist(), 1):
        own = labels[top : top + height, left : left + width] == number
        thick = own.sum(0)
        middle = top + np.rint((np.arange(height)[:, None] * own).sum(0) / thick).astype(int)
        x = np.arange(left, left + width)
        rows = [np.clip(middle + row, 0, len(dark) - 1) for row in (-1, 0, 1)]
        off = round(float(np.median(thick)) / 2 + BESIDE * letter)
        tops = np.max([ridge[row, x] for row in rows], axis=0)
        is_ink = np.maximum.reduce([ink[row, x] for row in rows])
        least = EVEN * float(np.median(tops))
        if _is_whole(is_ink, letter) or (tops >= least).mean() < WHOLE:
            continue
        if not _is_clear(middle, x, off, smooth, paper + least):
            continue
        dark_at = np.flatnonzero(tops >= least)
        inside = slice(int(dark_at[0]) + along // 2, int(dark_at[-1]) + 1 - along // 2)
        for row in rows:
            lines[row[inside], x[inside]] = 1
    return lines


def _is_whole(is_ink: Places, letter: float) -> bool:
    """Whether a run is seen as well without what is pale of it."""
    inked = np.nonzero(is_ink)[0]
    if not inked.size or len(is_ink) - (inked[-1] - inked[0]) > letter:
        return False
    return bool(np.diff(inked).max(initial=0) <= WHOLE_BREAK * letter)


def _is_clear(middle: Places, x: Places, off: int, smooth: Floats, most: float) -> bool:
    """Whether there is paper on both sides of a run."""
    sides = (np.clip(middle + way * off, 0, len(smooth) - 1) for way in (-1, 1))
    return all((smooth[y, x] >= most).mean() <= CLEAR for y in sides)


def _odd(pixels: float) -> int:
    return max(3, round(pixels) | 1)
