"""A line of text as a printer would draw it, with bits of the lines around it; no faults yet."""

import random
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from pipeline.extract.scan.strip import ABOVE, BELOW
from training.fonts import Face

Picture = npt.NDArray[np.float32]  # 0 is ink, 255 paper

NEIGHBOURS: Final = 0.35  # of the lines have another right above; likewise below
LETTER: Final = 36.0  # pixels of a plain letter as drawn, before a scanner sees it
ROOM: Final = 0.6  # letters above and below what a strip shows, lost when it is cut askew


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line; `baseline` and `left` to `right` in pixels of the picture, `letter` likewise."""

    picture: Picture
    baseline: float
    left: float
    right: float
    letter: float


def draw_line(r: random.Random, face: Face, text: str, above: str, below: str) -> Drawn:
    """`text` with the lines above and below it (empty: none) at the leading of some plan."""
    font = face.sized(LETTER)
    letter = face.letter * font.size
    pad = round(letter * 2)
    if r.random() < 0.15:  # justified lines have wide spaces
        text = text.replace(" ", "  ")
    left, _, right, _ = font.getbbox(text, anchor="ls")
    up, down = round((ABOVE + ROOM) * letter), round((BELOW + ROOM) * letter)
    image = Image.new("L", (round(right - left) + 2 * pad, up + down), 255)
    draw = ImageDraw.Draw(image)
    leading = sum(font.getmetrics()) * r.uniform(0.82, 1.25)
    for other, step in ((above, -leading), (below, leading)):
        if other:
            draw.text((pad - left + r.uniform(-2, 2) * letter, up + step), other, 0, font, "ls")
    draw.text((pad - left, up), text, 0, font, "ls")
    _draw_rules(r, draw, image.size, up, letter, (pad, image.width - pad))
    picture = np.asarray(image, np.float32)
    return Drawn(picture, up, pad, image.width - pad, letter)


def _draw_rules(
    r: random.Random,
    draw: ImageDraw.ImageDraw,
    size: tuple[int, int],
    baseline: int,
    letter: float,
    span: tuple[int, int],
) -> None:
    """Now and then an underline, a dotted leader, what is left of a table's rule, a scratch."""
    width, height = size
    thick = max(1, round(letter * r.uniform(0.04, 0.14)))
    if r.random() < 0.03:
        y = baseline + letter * r.uniform(0.12, 0.4)
        draw.line((span[0], y, span[1], y), 0, thick)
    if r.random() < 0.08:
        y = baseline + letter * r.choice((r.uniform(0.6, 1.2), r.uniform(-2.4, -1.9)))
        start = r.uniform(0, width) if r.random() < 0.6 else 0
        draw.line((start, y, width, y + letter * r.uniform(-0.1, 0.1)), r.randint(0, 140), thick)
    if r.random() < 0.06:
        x = r.choice((span[0] - letter * r.uniform(0.3, 1), span[1] + letter * r.uniform(0.3, 1)))
        top = r.uniform(0, height) if r.random() < 0.5 else 0
        draw.line((x, top, x, height), r.randint(0, 140), thick)
    if r.random() < 0.03:
        ends = [(r.uniform(0, width), r.uniform(0, height)) for _ in range(2)]
        draw.line(ends, r.randint(60, 200), max(1, thick // 2))
    if r.random() < 0.02:  # a stamp's rim
        x, y, size_ = r.uniform(0, width), r.uniform(-2, 3) * height, r.uniform(3, 9) * letter
        draw.ellipse((x - size_, y - size_, x + size_, y + size_), None, r.randint(110, 210), thick)
