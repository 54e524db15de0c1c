"""Colours, fonts and strokes of the picture.

The colours are those of Okabe and Ito, which people of any colour vision tell apart; each meaning
also has a stroke of its own, so that a grey print still says it.
"""

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Rect = tuple[float, float, float, float]  # pixels: left, top, right, bottom

BLACK: Final[Colour] = (0, 0, 0)
WHITE: Final[Colour] = (255, 255, 255)
GREY: Final[Colour] = (110, 110, 110)
PAPER: Final[Colour] = (244, 244, 244)  # all around the page
BLUE: Final[Colour] = (0, 114, 178)
GREEN: Final[Colour] = (0, 158, 115)
VERMILLION: Final[Colour] = (213, 94, 0)
VERMILLION_INK: Final[Colour] = (160, 66, 0)  # for letters
PURPLE: Final[Colour] = (204, 121, 167)
PURPLE_INK: Final[Colour] = (140, 62, 108)  # for letters
ORANGE: Final[Colour] = (230, 159, 0)
YELLOW: Final[Colour] = (240, 228, 66)
# Tints are multiplied with the page: black letters stay black.
ROW_TINT: Final[Colour] = (232, 245, 254)
MARK_TINT: Final[Colour] = (255, 208, 168)
HEADING_TINT: Final[Colour] = (249, 231, 242)
HEADER_TINT: Final[Colour] = (217, 243, 234)

DASH: Final = 9  # pixels of a dash and of the gap after it
DOT: Final = 3

FONT_SHARE: Final = 0.13  # of the pixels an inch: 9 points on the page
MIN_FONT: Final = 13  # pixels: smaller cannot be read
MAX_FONT: Final = 30


class Stroke(NamedTuple):
    """How a rectangle is outlined; `dash` 0 is a solid line."""

    colour: Colour
    width: int
    dash: int = 0


Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font(size: int) -> Font:
    """Pillow's own font: Latin letters only, there on every machine."""
    return ImageFont.load_default(size)


def font_size(scale: float) -> int:
    """The size of labels in pixels, where a point of the page is `scale` pixels."""
    return max(MIN_FONT, min(MAX_FONT, round(FONT_SHARE * scale * 72)))


def printable(text: str) -> str:
    """What the font cannot draw becomes a question mark."""
    return text.encode("ascii", "replace").decode()


def text_width(text: str, size: int) -> int:
    """Pixels."""
    return int(font(size).getlength(text)) + 1


def tint(image: Image.Image, rect: Rect, colour: Colour, plain: Image.Image | None = None) -> None:
    """Colours the paper inside `rect`, letters and lines stay; `plain`: in place of other tints."""
    left, top, right, bottom = map(round, rect)
    box = (max(0, left), max(0, top), min(image.width, right), min(image.height, bottom))
    if box[0] < box[2] and box[1] < box[3]:
        region = (plain or image).crop(box)
        image.paste(ImageChops.multiply(region, Image.new("RGB", region.size, colour)), box)


def underline(draw: ImageDraw.ImageDraw, rect: Rect, stroke: Stroke) -> None:
    """A solid line right below `rect`."""
    left, _, right, bottom = rect
    draw.rectangle((left, bottom, right, bottom + stroke.width - 1), stroke.colour)


def outline(draw: ImageDraw.ImageDraw, rect: Rect, stroke: Stroke) -> None:
    """The border of `rect`, inside it."""
    left, top, right, bottom = map(round, rect)
    right, bottom = max(left + 1, right), max(top + 1, bottom)
    if not stroke.dash:
        draw.rectangle((left, top, right, bottom), outline=stroke.colour, width=stroke.width)
        return
    far = stroke.width - 1
    for y in (top, bottom - far):
        for start, end in _dashes(left, right, stroke.dash):
            draw.rectangle((start, y, end, y + far), fill=stroke.colour)
    for x in (left, right - far):
        for start, end in _dashes(top, bottom, stroke.dash):
            draw.rectangle((x, start, x + far, end), fill=stroke.colour)


def _dashes(start: int, end: int, dash: int) -> Iterator[tuple[int, int]]:
    for first, gap in itertools.pairwise(range(start, end + 2 * dash, 2 * dash)):
        if first <= end:
            yield first, min(end, (first + gap) // 2)
