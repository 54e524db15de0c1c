"""What is drawn in the cells of a page: arrows, signs, and ink that nothing explains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.arrows import Arrow, find_arrows
from pipeline.extract.scan.ink import Boxes, Spots
from pipeline.extract.scan.lines import TextLine
from pipeline.extract.scan.rules import Drawn, Lines
from pipeline.extract.scan.runs import Line
from pipeline.extract.scan.signs import Sign, find_signs

# Lengths are in letter heights.
LETTER: Final = 3.2  # an arrow as short may be a letter, ← or →
SHORT: Final = 6.0  # an arrow as short may be a part of letters, if it has not
ROOM: Final = (0.8, 0.25)  # of free paper left and right of it, above and below
CENTRED: Final = 0.6  # by which an arrow may be off the middle of its cell
INSIDE: Final = 0.6  # by which a rule lies between two others, or between an arrow's ends
FULL: Final = 0.9  # of its cell that an arrow fills
BEYOND: Final = 2.5  # from an arrow's end, in which no more of its ink may stand
LEVEL: Final = 0.35  # above and below an arrow's shaft
SPECK: Final = 0.3  # ink that is smaller both ways is dust
SLIVER: Final = 0.25  # as thick is what is left of a rule beside it
BESIDE: Final = 0.35  # from the rule

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """`drawn`: lines over the columns that they cover. `signs`: each of its cell. `doubts`: where
    ink is that may be a mark. `spots`: (spots,), whether a spot of ink is part of a mark."""

    drawn: tuple[Drawn, ...]
    signs: tuple[Sign, ...]
    doubts: tuple[Box, ...]
    spots: Truths


NO_MARKS: Final = Marks((), (), (), np.zeros(0, bool))


def find_marks(spots: Spots, regions: npt.NDArray[np.int32], lines: Lines, letter: float) -> Marks:
    """The marks of a page without its rules. `regions`: the cell of each spot, -1: none."""
    upright = tuple(rule for rule in lines.rules if rule.axis == "v")
    arrows = [
        arrow for arrow in find_arrows(spots, upright, letter) if _has_room(arrow, spots, letter)
    ]
    taken = np.zeros(len(spots.boxes), bool)
    for arrow in arrows:
        taken[list(arrow.spots)] = True
    cut = [arrow for arrow in arrows if _goes_on(arrow, spots, upright, letter)]
    drawn, signs, doubts = _sorted([arrow for arrow in arrows if arrow not in cut], upright, letter)
    doubts += map(_box, cut)
    for sign in find_signs(spots, np.where(taken, -1, regions), letter):
        signs.append(sign)
        taken[list(sign.spots)] = True
    return Marks(tuple(drawn), tuple(signs), tuple(doubts), taken)


def _has_room(arrow: Arrow, spots: Spots, letter: float) -> bool:
    """Whether an arrow is long, or no letter stands beside it."""
    line = arrow.drawn.line
    if line.length > SHORT * letter:
        return True
    left, top, width, height = (spots.boxes[:, side] for side in range(4))
    near = (left < line.end + ROOM[0] * letter) & (left + width > line.start - ROOM[0] * letter)
    near &= (top < arrow.bottom + ROOM[1] * letter) & (top + height > arrow.top - ROOM[1] * letter)
    near &= np.maximum(width, height) >= SPECK * letter
    near[list(arrow.spots)] = False
    return not near.any()


def _goes_on(arrow: Arrow, spots: Spots, upright: Sequence[Line], letter: float) -> bool:
    """Whether more ink stands on an arrow's level in its cell, beyond an end without a head."""
    line = arrow.drawn.line
    here = [rule.position for rule in upright if rule.start <= line.position <= rule.end]
    left, width = spots.boxes[:, 0], spots.boxes[:, 2]
    top, height = spots.boxes[:, 1], spots.boxes[:, 3]
    level = np.abs(top + height / 2 - line.position) <= LEVEL * letter
    level &= np.maximum(width, height) >= SPECK * letter
    level[list(arrow.spots)] = False
    before = max([line.start - BEYOND * letter, *(x for x in here if x < line.start)])
    after = min([line.end + BEYOND * letter, *(x for x in here if x > line.end)])
    cut = (
        not arrow.drawn.start_head and (level & (left < line.start) & (left + width > before)).any()
    )
    return bool(
        cut
        or (not arrow.drawn.end_head and (level & (left < after) & (left + width > line.end)).any())
    )


def _sorted(
    arrows: Sequence[Arrow], upright: Sequence[Line], letter: float
) -> tuple[list[Drawn], list[Sign], list[Box]]:
    """Arrows drawn over their columns; those that stand for their cell; those of which it is not
    known: one amid a merged cell that it does not fill."""
    drawn: list[Drawn] = []
    signs: list[Sign] = []
    doubts: list[Box] = []
    bare = [arrow for arrow in arrows if not (arrow.drawn.start_head or arrow.drawn.end_head)]
    headed = [arrow for arrow in arrows if arrow not in bare]
    for arrow in bare:
        if headed:
            doubts.append(_box(arrow))
        else:
            drawn.append(arrow.drawn)
    arrows = headed
    cells = [_cell(arrow.drawn.line, upright, letter) for arrow in arrows]
    typed = all(
        cell is None or not cell.is_merged or cell.is_centred for cell in cells
    ) and not any(_is_crossed(arrow.drawn.line, upright, letter) for arrow in arrows)
    for arrow, cell in zip(arrows, cells, strict=True):
        line = arrow.drawn.line
        amid = cell is not None and cell.is_merged and cell.is_centred
        if amid and cell is not None and line.length >= FULL * cell.width:
            drawn.append(arrow.drawn)
        elif amid and not typed:
            doubts.append(_box(arrow))
        elif amid or (line.length <= LETTER * letter and cell is not None):
            signs.append(_sign(arrow))
        else:
            drawn.append(arrow.drawn)
    return drawn, signs, doubts


@dataclass(frozen=True, slots=True)
class _Cell:
    """The cell that an arrow lies in: its width, if rules elsewhere divide it, if the arrow stands
    in its middle."""

    width: float
    is_merged: bool
    is_centred: bool


def _cell(line: Line, upright: Sequence[Line], letter: float) -> _Cell | None:
    """None where a rule crosses the arrow, or the cell is open at a side."""
    if _is_crossed(line, upright, letter):
        return None
    middle, inset = (line.start + line.end) / 2, INSIDE * letter
    here = [rule.position for rule in upright if rule.start <= line.position <= rule.end]
    left = max((x for x in here if x <= middle), default=None)
    right = min((x for x in here if x > middle), default=None)
    if left is None or right is None:
        return None
    merged = any(left + inset < rule.position < right - inset for rule in upright)
    off = abs(left + right - line.start - line.end) / 2
    return _Cell(right - left, merged, off <= CENTRED * letter)


def _is_crossed(line: Line, upright: Sequence[Line], letter: float) -> bool:
    inset = INSIDE * letter
    return any(
        rule.start <= line.position <= rule.end
        and line.start + inset < rule.position < line.end - inset
        for rule in upright
    )


def _box(arrow: Arrow) -> Box:
    return arrow.drawn.line.start, arrow.top, arrow.drawn.line.end, arrow.bottom


def _sign(arrow: Arrow) -> Sign:
    heads = arrow.drawn.start_head, arrow.drawn.end_head
    text = {(True, True): "↔", (True, False): "←"}.get(heads, "→")
    line = arrow.drawn.line
    return Sign(text, round(line.start), arrow.top, round(line.end), arrow.bottom, arrow.spots)


def find_doubts(
    spots: Spots,
    regions: npt.NDArray[np.int32],
    texts: Sequence[TextLine],
    marks: Marks,
    lines: Lines,
    letter: float,
) -> tuple[Box, ...]:
    """Ink in cells that is part of no line of text and of no mark, and is no dust."""
    boxes = spots.boxes
    unread = (regions >= 0) & ~marks.spots & (boxes[:, 2:4].max(1) >= SPECK * letter)
    for text in texts:
        unread[text.spots] = False
    unread &= ~_beside_rules(boxes, lines, letter)
    for drawn in marks.drawn:
        unread &= ~_along(boxes, drawn.line, letter)
    return (*marks.doubts, *_boxes(boxes[unread]))


def _beside_rules(boxes: Boxes, lines: Lines, letter: float) -> Truths:
    """Slivers that lie along a rule."""
    beside = np.zeros(len(boxes), bool)
    for rule in lines.rules:
        along, across = (0, 1) if rule.axis == "h" else (1, 0)
        first, size = boxes[:, across], boxes[:, across + 2]
        near = BESIDE * letter + rule.width / 2
        touches = (first <= rule.position + near) & (first + size >= rule.position - near)
        inside = (boxes[:, along] <= rule.end) & (
            boxes[:, along] + boxes[:, along + 2] >= rule.start
        )
        beside |= touches & inside & (size <= SLIVER * letter)
    return beside


def _along(boxes: Boxes, line: Line, letter: float) -> Truths:
    """What lies on a drawn line."""
    level = (boxes[:, 1] <= line.position + letter / 4) & (
        boxes[:, 1] + boxes[:, 3] >= line.position - letter / 4
    )
    return level & (boxes[:, 0] <= line.end) & (boxes[:, 0] + boxes[:, 2] >= line.start)


def _boxes(boxes: Boxes) -> Iterator[Box]:
    for left, top, width, height, _ in boxes.tolist():
        yield float(left), float(top), float(left + width), float(top + height)
