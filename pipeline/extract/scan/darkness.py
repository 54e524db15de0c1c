"""Dark areas: white letters on a dark ground made dark ones on white; the edges of a scanner."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from pipeline.extract.scan.ink import Mask, connected, widened
from pipeline.extract.scan.strip import Grey

SOLID: Final = 200  # a part of the page's longer side: no stroke of a letter is as thick
LETTERS: Final = 60  # and hardly a line of letters is higher
LEAST: Final = 100  # of the longer side: an area is so high and so wide at least
DARK: Final = 0.72  # of the paper's light: darker is ink, shadow, or an area of colour
BLACK: Final = 0.4  # of it: no paper in shadow is as dark
LEVEL: Final = 0.75  # of the rectangle around it is an area's: else it is no band
FILLED: Final = 0.3  # of an area has no letters
CONTRAST: Final = 45  # grey levels between a letter and its ground
LIT: Final = (0.004, 0.45)  # of an area are strokes lighter than it, if its letters are white
EDGE: Final = 4  # pixels of the small copy around what is beyond the paper's edges


@dataclass(frozen=True, slots=True)
class Band:
    """An area of one `ground` with lighter `letters`: from `top` and `left` where `mask` is 1."""

    left: int
    top: int
    mask: Mask
    ground: float
    letters: float


@dataclass(frozen=True, slots=True)
class Darkness:
    """`bands` with white letters, and a mask of what is beyond the `edges` of the paper."""

    bands: tuple[Band, ...]
    edges: Mask


def find_darkness(small: Grey) -> Darkness:
    """The dark areas of a page (a reduced copy); areas with dark letters are none."""
    side = max(small.shape)
    paper = float(np.percentile(small[::4, ::4], 90))
    dark = (small < DARK * paper).view(np.uint8)
    stroke = _square(max(3, round(side / SOLID)))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, stroke).astype(np.uint8, copy=False)
    edges = np.zeros_like(solid)
    if not cv2.countNonZero(solid):
        return Darkness((), edges)
    whole = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, _square(round(side / LETTERS)))
    labels, boxes = connected(whole.astype(np.uint8, copy=False))
    bands = []
    for number, (left, top, width, height, area) in enumerate(boxes[1:].tolist(), 1):
        place = slice(top, top + height), slice(left, left + width)
        mask = (labels[place] == number).view(np.uint8)
        if cv2.countNonZero(solid[place] & mask) < FILLED * area:
            continue
        ground = float(np.median(small[place][mask > 0]))
        letters = _letters(small[place], mask, ground, stroke)
        if letters is not None and _is_band(mask, side / LEAST):
            bands.append(Band(left, top, mask, ground, letters))
        elif ground < BLACK * paper and (
            0 in (left, top) or left + width == small.shape[1] or top + height == small.shape[0]
        ):
            edges[place] |= mask
    return Darkness(tuple(bands), edges)


def _is_band(mask: Mask, least: float) -> bool:
    """Whether the area is a rectangle, upright or not, of at least so many pixels both ways."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _, size, _ = cv2.minAreaRect(np.concatenate(contours))
    return min(size) >= least and cv2.countNonZero(mask) >= LEVEL * size[0] * size[1]


def _letters(area: Grey, mask: Mask, ground: float, stroke: Mask) -> float | None:
    """How light the strokes on an area are; None if it has none that are lighter than it.

    What is light at its outline is the paper around it: the notches of an arrow.
    """
    mask = cv2.erode(mask, stroke, borderValue=0).astype(np.uint8, copy=False)
    if not cv2.countNonZero(mask):
        return None
    thin = cv2.morphologyEx(area, cv2.MORPH_TOPHAT, stroke) > CONTRAST
    light = thin & (area > ground + CONTRAST) & (mask > 0)
    thin = cv2.morphologyEx(area, cv2.MORPH_BLACKHAT, stroke) > CONTRAST
    dark = thin & (area < ground - CONTRAST) & (mask > 0)
    brighter, darker = (area[light] - ground).sum(), (ground - area[dark]).sum()
    if not LIT[0] < light.sum() / mask.sum() < LIT[1] or darker > brighter:
        return None
    return float(np.percentile(area[light], 80))


def lighten(grey: Grey, darkness: Darkness, factor: int) -> Grey:
    """The page with its white letters dark; `factor`: pixels of it for one of the reduced copy.

    The outermost pixels of a band stay dark: where it ends a table's cell may.
    """
    if not darkness.bands:
        return grey
    page = grey.copy()
    for band in darkness.bands:
        size = band.mask.shape[1] * factor, band.mask.shape[0] * factor
        inner = cv2.erode(band.mask, _square(3), borderValue=0)
        inside = cv2.resize(inner, size, interpolation=cv2.INTER_NEAREST) > 0
        top, left = band.top * factor, band.left * factor
        place = page[top : top + size[1], left : left + size[0]]
        off = cv2.absdiff(place, np.full_like(place, round(band.ground)))
        light = 255 - cv2.convertScaleAbs(off, alpha=255 / (band.letters - band.ground))
        place[inside] = light[inside]
    return page


def without_edges(ink: Mask, darkness: Darkness) -> Mask:
    """The ink of the reduced copy without what is beyond the edges of the paper."""
    if not cv2.countNonZero(darkness.edges):
        return ink
    return ink & (1 - widened(darkness.edges, EDGE))


def _square(size: int) -> Mask:
    return np.ones((size, size), np.uint8)
