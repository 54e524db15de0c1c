"""Where the ink is: light made even, ink told from paper, spots of ink with their boxes."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.strip import Grey

Mask = npt.NDArray[np.uint8]  # (height, width), 1 is ink
Boxes = npt.NDArray[np.int32]  # (spots, 5): left, top, width, height, area

LIGHT: Final = 12  # the light is looked at in blocks of so many pixels
LIGHT_BLOCKS: Final = 7  # and taken from so many blocks around
DARKEST_LIGHT: Final = 40  # less is a picture, not paper in shadow
THRESHOLDS: Final = (90.0, 205.0)  # of ink after the light is even: Otsu's stays between
SOFT: Final = 0.7  # pixels of blur before Otsu: noise is no ink


def even_light(grey: Grey) -> Grey:
    """The page as if its paper were white all over."""
    height, width = grey.shape
    small = (max(1, width // LIGHT), max(1, height // LIGHT))
    blocks = cv2.resize(grey, small, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(blocks, np.ones((LIGHT_BLOCKS, LIGHT_BLOCKS), np.uint8))
    paper = cv2.blur(paper, (LIGHT_BLOCKS, LIGHT_BLOCKS))
    paper = np.maximum(paper, DARKEST_LIGHT)
    light = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, light, scale=255).astype(np.uint8, copy=False)


def find_ink(grey: Grey) -> Mask:
    """1 where an evenly lit page is dark."""
    soft = cv2.GaussianBlur(grey, (0, 0), SOFT)
    found, _ = cv2.threshold(soft, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    threshold = min(max(found, THRESHOLDS[0]), THRESHOLDS[1])
    return (soft < threshold).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Spots:
    """Connected ink. `labels`: (height, width), 0 paper, i + 1 where spot i is."""

    labels: npt.NDArray[np.int32]
    boxes: Boxes


def widened(mask: Mask, pixels: int) -> Mask:
    """The mask, grown by so many pixels on each side."""
    size = 2 * pixels + 1
    return cv2.dilate(mask, np.ones((size, size), np.uint8)).astype(np.uint8, copy=False)


def find_spots(ink: Mask) -> Spots:
    """The spots of ink of a page, in the order of their topmost pixels."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return Spots(labels.astype(np.int32, copy=False), boxes[1:].astype(np.int32, copy=False))
