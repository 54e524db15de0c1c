"""A picture of a page to what is on it: rules, drawn lines, lines of text; nothing read yet."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Boxes, even_light, find_ink, find_spots
from pipeline.extract.scan.lines import TextLine, cut_line, find_lines, letter_height
from pipeline.extract.scan.marks import NO_MARKS, Marks, find_doubts, find_marks
from pipeline.extract.scan.rules import WALL, Lines, find_rules, map_cells, whiten
from pipeline.extract.scan.shades import Shade, cell_shades, find_shades, lift
from pipeline.extract.scan.straighten import find_skew, turn
from pipeline.extract.scan.strip import Grey

LARGE: Final = 6.0  # letter heights: a picture, a seal or a stamp, not letters
THIN: Final = 0.15  # letter heights: what is left of a rule, if it lies beside one
FRINGE: Final = 0.3  # letter heights from the rule's middle


@dataclass(frozen=True, slots=True)
class Sight:
    """An upright page of `height` by `width` pixels and what was found on it.

    `letter`: height of most letters; 0 on a page without any. `strips`: one a line of text.
    """

    skew: float
    letter: float
    width: int
    height: int
    lines: Lines
    marks: Marks
    shades: tuple[Shade, ...]
    texts: tuple[TextLine, ...]
    strips: tuple[Grey, ...]


def look_at(grey: Grey) -> Sight:
    """What is on a page."""
    even = even_light(grey)
    ink = find_ink(even)
    skew = find_skew(ink)
    shades = find_shades(grey, skew)
    even = lift(turn(even, skew), grey, skew, shades)
    ink = find_ink(even)
    letter = letter_height(find_spots(ink).boxes)
    height, width = even.shape
    if not letter:
        return Sight(skew, 0, width, height, Lines((), (), ink), NO_MARKS, (), (), ())
    lines = find_rules(ink, letter)
    bare = whiten(even, lines)
    spots = find_spots(find_ink(bare))
    cells = map_cells(lines, even.shape, letter)
    regions = _regions(spots.boxes, lines, cells, letter)
    marks = find_marks(spots, regions, lines, letter)
    readable = np.where(marks.spots, -1, regions).astype(np.int32)
    texts = find_lines(spots.boxes, readable, letter)
    marks = replace(marks, doubts=find_doubts(spots, regions, texts, marks, lines, letter))
    strips = tuple(cut_line(bare, spots, text) for text in texts)
    return Sight(
        skew,
        letter,
        width,
        height,
        lines,
        marks,
        tuple(cell_shades(shades, cells)),
        tuple(texts),
        strips,
    )


def _regions(
    boxes: Boxes, lines: Lines, cells: npt.NDArray[np.int32], letter: float
) -> npt.NDArray[np.int32]:
    """The cell in which each spot lies; -1 for what is too large for text."""
    x = boxes[:, 0] + boxes[:, 2] // 2
    y = boxes[:, 1] + boxes[:, 3] // 2
    regions: npt.NDArray[np.int32] = cells[y // WALL, x // WALL].copy()
    regions[(boxes[:, 2] > 3 * LARGE * letter) | (boxes[:, 3] > LARGE * letter)] = -1
    for rule in lines.rules:
        side = 0 if rule.axis == "v" else 1  # left and width, or top and height
        start, size = boxes[:, side], boxes[:, side + 2]
        near = np.abs(start + size / 2 - rule.position) <= rule.width / 2 + FRINGE * letter
        regions[near & (size <= THIN * letter)] = -1
    return regions
