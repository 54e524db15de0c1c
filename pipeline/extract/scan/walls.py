"""What rules do to a page: they are whitened, and the cells between them have numbers."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, widened
from pipeline.extract.scan.rules import FRINGE, MEET, Lines
from pipeline.extract.scan.strip import Grey

STUB: Final = 4  # pixels that a stroke is high at least; less beside a rule is its rough edge
WALL: Final = 4  # pixels of the page for one of the map of cells


def whiten(grey: Grey, lines: Lines) -> Grey:
    """The page without its rules."""
    return np.where(widened(lines.ink, FRINGE) > 0, np.uint8(255), grey)


def keep_letters(bare: Grey, grey: Grey, ink: Mask, lines: Lines) -> Grey:
    """The page `bare` of its level rules, with what letters that reach into one have there.

    `grey` and its `ink` are of the page with its rules.

    Not where letters of both rows do: they would be one.
    """
    kept = bare.copy()
    reach = 2 * FRINGE + round(max((rule.width for rule in lines.rules), default=0.0))
    for rule in lines.rules:
        if rule.axis == "h":  # letters stand beside upright rules, and seldom touch
            half = round(rule.width / 2) + FRINGE + 1
            y, x = round(rule.position), slice(max(0, round(rule.start)), round(rule.end))
            top, more = max(0, y - half), reach + STUB
            seen = slice(max(0, top - more), y + half + 1 + more), x
            touched = _touched(ink[seen], lines.ink[seen], reach)
            band = slice(top, y + half + 1), x
            inside = touched[top - seen[0].start :][: y + half + 1 - top]
            kept[band] = np.where(inside, grey[band], kept[band])
    return kept


def _touched(ink: Mask, walls: Mask, reach: int) -> npt.NDArray[np.bool_]:
    """Where a rule lies and letters of one side only, above or below, reach so far into it."""
    rules = widened(walls, FRINGE)
    beside = ink & (1 - rules)
    strokes = cv2.morphologyEx(beside, cv2.MORPH_OPEN, np.ones((STUB, 1), np.uint8))
    kernel = np.ones((reach + 1, 1), np.uint8)
    above = cv2.dilate(strokes, kernel, anchor=(0, reach)) > 0
    below = cv2.dilate(strokes, kernel, anchor=(0, 0)) > 0
    touched: npt.NDArray[np.bool_] = (above != below) & (rules > 0)
    return touched


def near_rules(lines: Lines, reach: float) -> tuple[Mask, Mask]:
    """(height / WALL, width / WALL): 1 within `reach` pixels of a rule, level and upright."""
    height, width = lines.ink.shape
    size = -(-width // WALL), -(-height // WALL)
    padded = cv2.copyMakeBorder(
        lines.ink, 0, size[1] * WALL - height, 0, size[0] * WALL - width, cv2.BORDER_CONSTANT
    )
    small = cv2.resize(padded * np.uint8(255), size, interpolation=cv2.INTER_AREA)
    walls = (small > 0).astype(np.uint8)
    span = 2 * max(1, round(reach / WALL)) + 1
    level, upright = (
        cv2.dilate(walls, np.ones(shape, np.uint8)) for shape in ((span, 1), (1, span))
    )
    return level.astype(np.uint8, copy=False), upright.astype(np.uint8, copy=False)


def map_cells(lines: Lines, shape: tuple[int, int], letter: float) -> npt.NDArray[np.int32]:
    """(height / WALL, width / WALL): the same number wherever no rule lies between."""
    free = np.ones((-(-shape[0] // WALL), -(-shape[1] // WALL)), np.uint8)
    over = MEET * letter
    for line in lines.rules:
        start, end = round((line.start - over) / WALL), round((line.end + over) / WALL)
        at = round(line.position / WALL)
        one, two = ((start, at), (end, at)) if line.axis == "h" else ((at, start), (at, end))
        cv2.line(free, one, two, 0, 1)
    _, cells = cv2.connectedComponents(free, connectivity=4)
    return cells.astype(np.int32, copy=False)
