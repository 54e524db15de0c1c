"""Where the ink is: light made even, ink told from paper, spots of ink with their boxes."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.strip import Grey

Mask = npt.NDArray[np.uint8]  # (height, width), 1 is ink
Labels = npt.NDArray[np.integer[Any]]  # (height, width)
Boxes = npt.NDArray[np.int32]  # (spots, 5): left, top, width, height, area

SMALL: Final = 1750  # pixels of the longer side of a reduced copy
LIGHT: Final = 12  # the light is looked at in blocks of so many pixels
LIGHT_BLOCKS: Final = 7  # and taken from so many blocks around
DARKEST_LIGHT: Final = 40  # less is a picture, not paper in shadow
THRESHOLDS: Final = (90.0, 205.0)  # of ink after the light is even: Otsu's stays between
SOFT: Final = 0.7  # pixels of blur before Otsu: noise is no ink


def reduced(grey: Grey) -> tuple[Grey, int]:
    """A copy for what needs few pixels, and how many pixels of the page make one of it."""
    factor = max(1, round(max(grey.shape) / SMALL))
    rows, columns = max(1, grey.shape[0] // factor), max(1, grey.shape[1] // factor)
    whole = grey[: rows * factor, : columns * factor]
    small = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False), factor


def even_light(grey: Grey) -> Grey:
    """The page as if its paper were white all over."""
    height, width = grey.shape
    rows, columns = max(1, height // LIGHT), max(1, width // LIGHT)
    whole = grey[: rows * LIGHT, : columns * LIGHT]  # blocks of whole pixels are quicker by far
    blocks = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(blocks, np.ones((LIGHT_BLOCKS, LIGHT_BLOCKS), np.uint8))
    paper = cv2.blur(paper, (LIGHT_BLOCKS, LIGHT_BLOCKS))
    paper = np.maximum(paper, DARKEST_LIGHT)
    light = cv2.resize(paper, whole.shape[::-1], interpolation=cv2.INTER_LINEAR)
    light = np.pad(light, ((0, height - whole.shape[0]), (0, width - whole.shape[1])), "edge")
    return cv2.divide(grey, light, scale=255).astype(np.uint8, copy=False)


def find_ink(grey: Grey) -> Mask:
    """1 where an evenly lit page is dark."""
    soft = cv2.GaussianBlur(grey, (0, 0), SOFT)
    found, _ = cv2.threshold(soft, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    threshold = min(max(found, THRESHOLDS[0]), THRESHOLDS[1])
    _, ink = cv2.threshold(soft, threshold - 1, 1, cv2.THRESH_BINARY_INV)
    return ink.astype(np.uint8, copy=False)


@dataclass(frozen=True, slots=True)
class Spots:
    """Connected ink. `labels`: (height, width), 0 paper, i + 1 where spot i is."""

    labels: Labels
    boxes: Boxes


def widened(mask: Mask, pixels: int) -> Mask:
    """The mask, grown by so many pixels on each side."""
    size = 2 * pixels + 1
    return cv2.dilate(mask, np.ones((size, size), np.uint8)).astype(np.uint8, copy=False)


def find_spots(ink: Mask) -> Spots:
    """The spots of ink of a page, in the order of their topmost pixels."""
    labels, boxes = connected(ink)
    return Spots(labels, boxes[1:])


def connected(ink: Mask) -> tuple[Labels, Boxes]:
    """What hangs together has one number; the boxes begin with that of the paper, number 0.

    Short numbers are counted in a third of the time, and noise has seldom too many for them.
    """
    few = _corners(ink) < np.iinfo(np.uint16).max
    depth = cv2.CV_16U if few else cv2.CV_32S
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=depth)
    return labels.astype(labels.dtype, copy=False), boxes.astype(np.int32, copy=False)


def _corners(ink: Mask) -> int:
    """Pixels of ink with none above or to the left: every spot begins with one."""
    before = ink[:-1, 2:] | ink[:-1, 1:-1]
    before |= ink[:-1, :-2]
    before |= ink[1:, :-2]
    inside = cv2.countNonZero((ink[1:, 1:-1] > before).view(np.uint8))
    return inside + sum(cv2.countNonZero(edge) for edge in (ink[0], ink[:, 0], ink[:, -1]))
