"""Which way up a page is: by the length of its lines, then by where the marks stand."""

from typing import Final

import numpy as np

from pipeline.extract.scan.ink import Boxes, Mask, find_spots
from pipeline.extract.scan.lines import TextLine, find_lines, letter_height
from pipeline.extract.scan.strip import ABOVE, BELOW

SIDEWAYS: Final = 1.5  # times as many letters in lines if read sideways: the page lies on its side
IN_LINE: Final = 6  # letters that make a line for certain
MARK: Final = 0.55  # letter heights of a vowel or tone at most
MANY: Final = 12  # marks; fewer tell nothing
UPSIDE_DOWN: Final = 2.0  # times as many marks below the letters as above


def find_turns(ink: Mask) -> int:
    """Quarter turns, anticlockwise, that bring the page upright: 0 to 3; 0 where nothing tells."""
    plain, sideways = _lines(ink), _lines(np.rot90(ink))
    turns = 1 if _in_lines(sideways[1]) > SIDEWAYS * _in_lines(plain[1]) else 0
    above, below = _marks(*(sideways if turns else plain))
    upside_down = below >= MANY and below > UPSIDE_DOWN * above
    return turns + 2 if upside_down else turns


def count_letters(ink: Mask) -> int:
    """How many letters and marks stand in level lines."""
    return _in_lines(_lines(ink)[1])


def _lines(ink: Mask) -> tuple[Boxes, list[TextLine]]:
    boxes = find_spots(np.ascontiguousarray(ink)).boxes
    letter = letter_height(boxes)
    if not letter:
        return boxes, []
    regions = np.where(boxes[:, 3] > 4 * letter, -1, 0).astype(np.int32)
    return boxes, find_lines(boxes, regions, letter)


def _in_lines(lines: list[TextLine]) -> int:
    return sum(len(line.spots) for line in lines if len(line.spots) >= IN_LINE)


def _marks(boxes: Boxes, lines: list[TextLine]) -> tuple[int, int]:
    """How many small spots stand above and below the letters of long lines."""
    above = below = 0
    for line in lines:
        if len(line.spots) < IN_LINE:
            continue
        own = boxes[line.spots]
        small = own[own[:, 3] <= MARK * line.letter]
        middle = (line.baseline - small[:, 1] - small[:, 3] / 2) / line.letter
        above += int(((middle > 1.05) & (middle < ABOVE)).sum())
        below += int(((middle < -0.05) & (middle > -BELOW)).sum())
    return above, below
