"""A picture of a page to what is on it: rules, drawn lines, lines of text; nothing read yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.darkness import find_darkness, lighten, without_edges
from pipeline.extract.scan.faint import find_faint
from pipeline.extract.scan.ink import Boxes, Spots, even_light, find_ink, find_spots, reduced
from pipeline.extract.scan.lines import (
    MIN_AREA,
    TextLine,
    cut_line,
    find_lines,
    letter_height,
    without_marks,
)
from pipeline.extract.scan.marks import NO_MARKS, Marks, find_doubts, find_marks
from pipeline.extract.scan.rules import Lines, find_rules
from pipeline.extract.scan.scratches import find_scratches, without_scratches
from pipeline.extract.scan.shades import Shade, cell_shades, find_shades, lift
from pipeline.extract.scan.spare_memory import give_back
from pipeline.extract.scan.straighten import find_skew, turn
from pipeline.extract.scan.strip import Grey
from pipeline.extract.scan.walls import WALL, keep_letters, map_cells, near_rules, whiten

FAINT: Final = 215  # grey: paper, however noisy, is lighter
LARGE: Final = 6.0  # letter heights: a picture, a seal or a stamp, not letters
MANY: Final = 40_000  # spots: noise, or a photograph; a page of the smallest type has 10,000
DUST: Final = 0.1  # letter heights: a full stop is larger both ways
THIN: Final = 0.15  # letter heights: what is left of a rule, if it lies beside one
FRINGE: Final = 0.3  # letter heights from the rule
HIGH: Final = 1.5  # letter heights: no digit
BESIDE: Final = 1.2  # letter heights from a line, where a letter of it may have stood


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
    """What is on a page. Pictures of a page are large: each goes when it is not needed any more."""
    give_back()
    small, factor = reduced(grey)
    darkness = find_darkness(small)
    near = even_light(lighten(small, darkness, 1))
    scratches = find_scratches(without_edges((near < FAINT).view(np.uint8), darkness))
    near_ink = without_edges(find_ink(without_scratches(near, scratches, 1)), darkness)
    skew = find_skew(near_ink)
    lit = lighten(grey, darkness, factor)
    even = turn(without_scratches(even_light(lit), scratches, factor), skew)
    shades = find_shades(lit, skew, darkness.edges)
    even = lift(even, lit, skew, shades)
    del small, near, lit
    ink = find_ink(even)
    letter = factor * letter_height(find_spots(near_ink).boxes)
    del near_ink
    height, width = shape = even.shape
    if not letter:
        return Sight(skew, 0, width, height, Lines((), (), ink), NO_MARKS, (), (), ())
    faint = find_faint(even, ink, letter)
    give_back()
    lines = find_rules(ink, letter, faint)
    give_back()
    bare = whiten(even, lines)
    legible = keep_letters(bare, even, ink, lines)
    del even, ink
    bare_ink = find_ink(bare)
    del bare
    give_back()
    spots = find_spots(bare_ink)
    del bare_ink
    give_back()
    if (spots.boxes[:, 4] >= MIN_AREA).sum() > MANY:
        return Sight(skew, letter, width, height, lines, NO_MARKS, (), (), ())
    letter = letter_height(spots.boxes) or letter
    cells = map_cells(lines, shape, letter)
    regions = _regions(spots.boxes, lines, cells, letter)
    marks = find_marks(spots, regions, lines, letter)
    readable = np.where(marks.spots, -1, regions).astype(np.int32)
    texts = find_lines(without_marks(spots, letter), readable, letter)
    texts = _crossed(texts, spots, marks, letter)
    marks = replace(marks, doubts=find_doubts(spots, regions, texts, marks, lines, letter))
    strips = tuple(cut_line(legible, spots, text) for text in texts)
    del legible, spots
    give_back()
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


def _crossed(
    texts: Sequence[TextLine], spots: Spots, marks: Marks, letter: float
) -> list[TextLine]:
    """The lines; crowded those through which, or close beside which, something high runs that is
    in no line: letters that touch a stamp's rim or a signature are of that spot."""
    width, height = spots.boxes[:, 2], spots.boxes[:, 3]
    is_strange = (height > HIGH * letter) & (width > THIN * letter) & ~marks.spots
    for line in texts:
        is_strange[line.spots] = False
    strange = np.concatenate(([False], is_strange))
    lines = []
    for line in texts:
        near = BESIDE * line.letter
        y = slice(max(0, round(line.baseline - line.letter)), round(line.baseline))
        x = slice(max(0, round(line.left - near)), round(line.right + near))
        is_crossed = bool(strange[spots.labels[y, x]].any())
        lines.append(replace(line, is_crowded=line.is_crowded or is_crossed))
    return lines


def _regions(
    boxes: Boxes, lines: Lines, cells: npt.NDArray[np.int32], letter: float
) -> npt.NDArray[np.int32]:
    """The cell in which each spot lies; -1 for what is too large for text."""
    x = boxes[:, 0] + boxes[:, 2] // 2
    y = boxes[:, 1] + boxes[:, 3] // 2
    regions: npt.NDArray[np.int32] = cells[y // WALL, x // WALL].copy()
    regions[(boxes[:, 2] > 3 * LARGE * letter) | (boxes[:, 3] > LARGE * letter)] = -1
    for near, size in zip(
        near_rules(lines, FRINGE * letter), (boxes[:, 3], boxes[:, 2]), strict=True
    ):
        regions[(near[y // WALL, x // WALL] > 0) & (size <= THIN * letter)] = -1
    regions[boxes[:, 2:4].max(1) <= DUST * letter] = -1
    return regions
