"""A printed line as the nets take it: of one height, its letters of one size, ink 1 and paper 0."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]  # (height, width), 255 is white
Number = TypeVar("Number", bound=np.integer[Any])
Strip = npt.NDArray[np.float32]  # (height of the net, width), 0 paper to 1 ink

ABOVE: Final = 2.35  # letter heights above the baseline: a tone over a vowel over a tall letter
BELOW: Final = 0.95  # below it: a vowel under a letter with a foot
MARGIN: Final = 0.35  # left and right of it
MIN_CONTRAST: Final = 24.0  # grey levels between ink and paper; less is noise, not spread out
INK: Final = 2.0  # per cent of a strip's pixels that are its darkest
PAPER: Final = 70.0
AFTER: Final = 48  # pixels of paper after a strip: the nets never saw a letter at the very edge
MIN_WIDTH: Final = 16  # pixels
MAX_WIDTH: Final = 2400


@dataclass(frozen=True, slots=True)
class Size:
    """What a net takes: `height` pixels from `above` letter heights over the baseline to `below`.

    Digits need no room for marks, so a net for numbers looks at them from nearer by.
    """

    height: int
    above: float = ABOVE
    below: float = BELOW


LINE_SIZE: Final = Size(48)
AMOUNT_SIZE: Final = Size(40, 1.75, 0.7)


def cut_strip(page: Grey, left: float, right: float, baseline: float, letter: float) -> Grey:
    """The line between `left` and `right` with its marks; white where it leaves the page."""
    top, bottom = round(baseline - ABOVE * letter), round(baseline + BELOW * letter)
    x0, x1 = round(left), max(round(right), round(left) + 1)
    return cut_window(page, top, x0, (max(1, bottom - top), x1 - x0), 255)


def cut_window(
    page: npt.NDArray[Number], top: int, left: int, shape: tuple[int, int], outside: int
) -> npt.NDArray[Number]:
    """So many rows and columns of the page from `top` and `left` on; `outside` beyond its edges."""
    cut = np.full(shape, outside, page.dtype)
    seen = page[max(0, top) : max(0, top + shape[0]), max(0, left) : max(0, left + shape[1])]
    y, x = max(0, -top), max(0, -left)
    cut[y : y + seen.shape[0], x : x + seen.shape[1]] = seen
    return cut


def prepare(strip: Grey, size: Size) -> Strip:
    """What of the strip the net looks at, scaled to its height; the darkest ink 1, the paper 0."""
    letter = strip.shape[0] / (ABOVE + BELOW)
    top = round((ABOVE - size.above) * letter)
    strip = strip[top : max(top + 1, round((ABOVE + size.below) * letter))]
    scale = size.height / strip.shape[0]
    width = min(MAX_WIDTH, max(MIN_WIDTH, round(strip.shape[1] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(strip, (width, size.height), interpolation=way).astype(np.float32)
    ink, paper = (float(level) for level in np.percentile(scaled, (INK, PAPER)))
    ink_share: Strip = 1 - (scaled - ink) / max(paper - ink, MIN_CONTRAST)
    return np.clip(ink_share, -0.2, 1.2)
