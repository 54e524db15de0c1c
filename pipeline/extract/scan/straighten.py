"""A page made upright: skew up to a few degrees, from its rules or else from its lines of text."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask
from pipeline.extract.scan.strip import Grey

COLUMNS: Final = 96  # so many strips of the page are slid along each other
MOST: Final = 6.0  # degrees; more is no skew
COARSE: Final = 0.25  # degrees between the angles that are tried first
COARSE_ROWS: Final = 600  # pixels: the page is so high then
FINE: Final = 0.02
FINE_ROWS: Final = 1800
LEAST: Final = 0.05  # degrees; less is not worth a blur


def find_skew(ink: Mask) -> float:
    """Degrees by which the page is turned, clockwise positive; 0 for an empty page.

    At the right angle the ink of rules and of lines of text falls into few rows of pixels.
    """
    if not cv2.countNonZero(ink):
        return 0.0
    near = _sharpest(ink, COARSE_ROWS, np.arange(-MOST, MOST + COARSE, COARSE))
    return _sharpest(ink, FINE_ROWS, np.arange(near - COARSE, near + COARSE + FINE, FINE))


def _sharpest(ink: Mask, height: int, angles: npt.NDArray[np.float64]) -> float:
    """The angle by which a page about so high must be sheared for its rows to differ most."""
    across, down = max(1, ink.shape[1] // COLUMNS), max(1, round(ink.shape[0] / height))
    count, rows = ink.shape[1] // across, ink.shape[0] // down
    whole = ink[: rows * down, : count * across] * 255
    strips = cv2.resize(whole, (count, rows), interpolation=cv2.INTER_AREA).T.astype(np.float32)
    middles = (np.arange(count) - (count - 1) / 2) * across / down  # in rows
    slopes = np.tan(np.radians(angles))
    room = int(np.abs(slopes).max() * middles[-1]) + 2
    strips = np.pad(strips, ((0, 0), (room, room)))

    def sharpness(slope: float) -> float:
        total = np.zeros(rows, np.float32)
        for strip, shift in zip(strips, np.rint(slope * middles).astype(int), strict=True):
            total += strip[room + shift : room + shift + rows]
        return float(np.square(np.diff(total)).sum())

    found = np.array([sharpness(slope) for slope in slopes])
    return float(angles[np.flatnonzero(found == found.max())].mean())


def turn(grey: Grey, degrees: float) -> Grey:
    """The page turned back by `degrees` about its middle, white where nothing was."""
    if abs(degrees) < LEAST:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0)
    return turned.astype(np.uint8, copy=False)
