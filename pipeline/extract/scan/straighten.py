"""A page made upright: skew up to a few degrees, from its rules or else from its lines of text."""

from typing import Final

import cv2
import numpy as np

from pipeline.extract.scan.ink import Mask
from pipeline.extract.scan.strip import Grey

WIDTH: Final = 1000  # pixels of the copy on which the skew is measured
MOST: Final = 6.0  # degrees; more is no skew
COARSE: Final = 0.25  # degrees between the angles that are tried first
FINE: Final = 0.02
LEAST: Final = 0.04  # degrees; less is not worth a blur


def find_skew(ink: Mask) -> float:
    """Degrees by which the page is turned, clockwise positive; 0 for an empty page.

    At the right angle the ink of rules and of lines of text falls into few rows of pixels.
    """
    scale = WIDTH / max(ink.shape)
    resized = cv2.resize(ink * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = resized.astype(np.uint8, copy=False)
    if not small.any():
        return 0.0
    coarse = np.arange(-MOST, MOST + COARSE, COARSE)
    near = float(coarse[np.argmax([_sharpness(small, angle) for angle in coarse])])
    fine = np.arange(near - COARSE, near + COARSE + FINE, FINE)
    return float(fine[np.argmax([_sharpness(small, angle) for angle in fine])])


def _sharpness(small: Mask, angle: float) -> float:
    """How uneven the rows are once the page is sheared back by `angle`."""
    height, width = small.shape
    slope = np.tan(np.radians(angle))
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]])
    rows = cv2.warpAffine(small, matrix, (width, height)).sum(1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turn(grey: Grey, degrees: float) -> Grey:
    """The page turned back by `degrees` about its middle, white where nothing was."""
    if abs(degrees) < LEAST:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0)
    return turned.astype(np.uint8, copy=False)
