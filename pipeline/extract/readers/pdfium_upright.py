"""The way in which a pdfium page is read: turned until its lines run level, and of usual size.

A person turns the sheet, or does not see that it leans; a table finder needs level rules.
"""

import math
from collections.abc import Sequence
from statistics import median_low

import numpy as np

from pipeline.extract.readers import pdfium_calls as pdf

SAMPLE = 60  # text objects of a page that are asked how they run
AGREED = 0.8  # of them run the same way: the page does, not one heading
SAME_WAY = 0.002  # radians between texts that run the same way
LEVEL = 0.0002  # radians: over a table of 800 points a sixth of a point
MAX_LEAN = 0.1  # radians, 6 degrees: what leans more is meant to
QUARTER = math.pi / 2
AS_SHOWN = 0.0, 1.0  # turn and scale of most pages
MIN_SIZE, MAX_SIZE = 5.0, 60.0  # points of the middle letter: two plan pages on one make 7 of 14
USUAL_SIZE = 12.0  # points: what lengths of this package are for


def text_turn(objects: Sequence[int], outer: Sequence[pdf.Affine]) -> float:
    """The angle at which nearly all of the text runs, clockwise in radians; 0 where it is level.

    Quarter turns, and a lean of up to `MAX_LEAN` from one.
    """
    # A size below 0 turns a text by half.
    angles = [math.atan2(b * size, a * size) for a, b, _, _, size in _sample(objects, outer)]
    quarters = [round(angle / QUARTER) % 4 for angle in angles]
    quarter = max(range(4), key=quarters.count)
    if not angles or quarters.count(quarter) < AGREED * len(angles):
        return 0.0
    turn = quarter * QUARTER
    leans = [
        (angle - turn + math.pi) % math.tau - math.pi
        for angle, own in zip(angles, quarters, strict=True)
        if own == quarter
    ]
    lean = median_low(leans)
    agreed = sum(abs(other - lean) <= SAME_WAY for other in leans) >= AGREED * len(angles)
    return turn + lean if agreed and LEVEL < abs(lean) <= MAX_LEAN else turn


def text_scale(objects: Sequence[int], outer: Sequence[pdf.Affine]) -> float:
    """How many times the page is to be enlarged for type of a usual size; 1 where it has that.

    Some files draw a sheet in tenths, and say so in /UserUnit, which pdfium leaves out, or do not.
    """
    sizes = [abs(size) * math.hypot(c, d) for _, _, c, d, size in _sample(objects, outer)]
    usual = median_low(sizes) if sizes else 0.0
    return 1.0 if MIN_SIZE <= usual <= MAX_SIZE or usual == 0 else USUAL_SIZE / usual


def _sample(
    objects: Sequence[int], outer: Sequence[pdf.Affine]
) -> list[tuple[float, float, float, float, float]]:
    """a, b, c, d of some text objects' maps to the page, and their font sizes."""
    step = max(1, len(objects) // SAMPLE)
    asked = objects[::step]
    if not asked:
        return []
    a, b, c, d, _, _ = pdf.matrices(asked, outer[::step]).T.tolist()
    sizes = pdf.gather(pdf.text_size, 1, asked)[:, 0].tolist()
    return list(zip(a, b, c, d, sizes, strict=True))


def turn_back(
    to_page: pdf.Affine, size: tuple[float, float], turn: float, scale: float
) -> tuple[pdf.Affine, tuple[float, float]]:
    """The map and the size of the page turned back by `turn` about its middle, and enlarged."""
    width, height = size
    is_across = round(turn / QUARTER) % 2 == 1
    shown = (height, width) if is_across else size
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = width / 2, height / 2
    back = (
        *(cos, -sin, sin, cos),
        *(shown[0] / 2 - cos * x - sin * y, shown[1] / 2 + sin * x - cos * y),
    )
    combined = pdf.combine(np.array(to_page), scale * np.array(back))
    return tuple(combined.tolist()), (scale * shown[0], scale * shown[1])
