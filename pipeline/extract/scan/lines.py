"""The lines of text of a page: letters that stand side by side, with their marks.

Thai needs room for two marks above a letter and one below, so baselines are at least two letter
heights apart and letters can be told by their height; the marks then go to the line they suit best.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Boxes, Spots, widened
from pipeline.extract.scan.strip import ABOVE, BELOW, MARGIN, Grey, cut_strip, cut_window

MIN_AREA: Final = 3  # pixels: less is dust
BODY: Final = (0.6, 1.75)  # letter heights of what stands on the baseline: า to ไ and capitals
LETTER: Final = (0.78, 1.28)  # of which plain letters
LEVEL: Final = 0.75  # letter heights by which the feet of neighbours differ: กุ and ก
GAP: Final = 2.2  # letter heights between words of a line, justified ones too
REACH: Final = 0.9  # letter heights a mark may stand left or right of its line's letters
PITCH: Final = 2.0  # letter heights between baselines at least
FEW: Final = 0.5  # of the letters of the line below: so many tones stand above it at most
BELOW_COST: Final = 1.35  # a mark between two lines is rather the lower one's
OUTSIDE_COST: Final = 0.8  # letter heights, for a mark beside the line
TALL: Final = 2.4  # letter heights: letters of two lines that touch
WIDE: Final = 30.0  # letter heights: no letters run together are as wide and as low
TITLE: Final = 5.0  # letter heights of the largest letters
SIDE_BY_SIDE: Final = 3  # letters of another size make a line
TOUCHING: Final = 3.2  # letter heights of letters that touch their marks at most
SEVERAL: Final = 1.3  # letter heights: wider than one letter
MOST_INK: Final = 0.85  # of a spot's densest part: a letter; marks above it are as dark in bold
FLAT: Final = 1.6  # times as wide as high: a dash, no mark
UPRIGHT: Final = 1.6  # times as high as wide: what is left of a rule, no dash
LONE: Final = (0.3, 12.0)  # letter heights: width of a dash that stands alone; less is dust
OVER: Final = 1.2  # letter heights of a foot above the baseline, over any letter
LIKE_LETTER: Final = 0.25  # by which a spot is as high as a letter
DASH: Final = 0.38  # letter heights of a dash above its baseline


@dataclass(frozen=True, slots=True)
class TextLine:
    """Pixels: letters from `left` to `right` on `baseline`, plain ones `letter` high.

    `is_crowded`: above it stands something as high as a letter. In some fonts tones are; above a
    number, which has none, it is the rest of the number on a line of its own. Or something tall, a
    stamp's rim, runs through it or close beside it and may have taken letters.
    """

    left: float
    right: float
    baseline: float
    letter: float
    spots: npt.NDArray[np.int32]  # indices
    is_crowded: bool = False


def letter_height(boxes: Boxes) -> float:
    """Height of most letters in pixels, by the width that letters of each height take; 0: none."""
    heights, widths = boxes[:, 3], np.minimum(boxes[:, 2], 2 * boxes[:, 3])
    usual = (heights >= 5) & (heights <= 120) & (boxes[:, 2] <= 6 * heights)
    if not usual.any():
        return 0.0
    counts = np.bincount(heights[usual], weights=widths[usual], minlength=130).astype(np.float32)
    smooth = cv2.GaussianBlur(counts.reshape(1, -1), (0, 0), 0.8).ravel()
    return float(smooth.argmax())


def without_marks(spots: Spots, letter: float) -> Boxes:
    """The boxes of spots; of bold letters that touch each other or their marks, the letters'.

    A single one that is so high stands alone: beside others it is a letter of a title.
    """
    boxes = spots.boxes.copy()
    height, width = boxes[:, 3] / letter, boxes[:, 2] / letter
    rows = round(letter)
    high = (height > BODY[1]) & (height <= TOUCHING)
    several = np.flatnonzero(high & (width >= SEVERAL) & (width <= WIDE))
    single = np.flatnonzero(high & (width >= BODY[0]) & (width < SEVERAL))
    alone = [spot for spot in single.tolist() if not _has_high_beside(boxes, spot, letter)]
    for spot in (*several.tolist(), *alone):
        left, top, wide, high, _ = boxes[spot].tolist()
        ink = (spots.labels[top : top + high, left : left + wide] == spot + 1).sum(1)
        inked = np.convolve(ink, np.ones(rows), "valid")
        boxes[spot, 1] = top + int(np.flatnonzero(inked >= MOST_INK * inked.max())[-1])
        boxes[spot, 3] = rows
    return boxes


def _has_high_beside(boxes: Boxes, spot: int, letter: float) -> bool:
    """Whether another spot as high stands left or right of it."""
    left, top, width, height, _ = boxes[spot].tolist()
    beside = (boxes[:, 3] > BODY[1] * letter) & (boxes[:, 3] <= TITLE * letter)
    beside &= (boxes[:, 1] < top + height) & (boxes[:, 1] + boxes[:, 3] > top)
    gap = np.maximum(boxes[:, 0] - left - width, left - boxes[:, 0] - boxes[:, 2])
    return bool(np.count_nonzero(beside & (gap <= GAP * letter)) > 1)  # itself is one


def find_lines(boxes: Boxes, regions: npt.NDArray[np.int32], letter: float) -> list[TextLine]:
    """The lines among spots with `boxes`; only spots of one region stand in one line.

    `regions`: (spots,), the cell in which each lies; negative for spots that are no text. Titles
    and notes in letters of another size are lines if several such letters stand side by side.
    """
    free = np.where(boxes[:, 4] >= MIN_AREA, regions, -1).astype(np.int32)
    height = boxes[:, 3] / letter
    large = (free >= 0) & (height > BODY[1]) & (height <= TITLE) & (boxes[:, 2] <= 2 * boxes[:, 3])
    lines = [
        line
        for line in _of_size(boxes, free, letter_height(boxes[large]))
        if not _is_among(line, boxes, free, letter)
    ]
    _take(lines, free)
    usual = _of_size(boxes, free, letter, alone=True)
    _take(usual, free)
    little = (free >= 0) & (height < BODY[0])
    notes = _of_size(boxes, np.where(little, free, -1), letter_height(boxes[little]))
    _take(notes, free)
    lines += [*usual, *notes]
    lost = np.flatnonzero((free >= 0) & (height <= TALL))
    alone = _over_rules(boxes, lines, lost)
    return [*lines, *_lone(boxes, alone, letter)]


def _of_size(
    boxes: Boxes, regions: npt.NDArray[np.int32], letter: float, *, alone: bool = False
) -> list[TextLine]:
    """Lines of letters so high; `alone`: of a single one, too."""
    if not letter:
        return []
    height = boxes[:, 3] / letter
    low = boxes[:, 2] > WIDE * letter
    body = (regions >= 0) & (height >= BODY[0]) & (height <= BODY[1]) & ~low
    chains = _chains(boxes, regions, np.flatnonzero(body), letter)
    if not alone:
        plain = (height >= LETTER[0]) & (height <= LETTER[1])
        chains = [chain for chain in chains if np.count_nonzero(plain[chain]) >= SIDE_BY_SIDE]
    lines = _without_rows_of_marks([_line(boxes, chain, letter) for chain in chains], regions)
    small = (regions >= 0) & (height <= TALL)
    for line in lines:
        small[line.spots] = False
    return _with_marks(boxes, regions, lines, np.flatnonzero(small))


def _take(lines: list[TextLine], free: npt.NDArray[np.int32]) -> None:
    for line in lines:
        free[line.spots] = -1


def _is_among(line: TextLine, boxes: Boxes, regions: npt.NDArray[np.int32], letter: float) -> bool:
    """Whether smaller letters stand on the line: its own are high as they touch their marks."""
    height, least = boxes[:, 3], LETTER[0] * line.letter
    level = np.abs(boxes[:, 1] + height - line.baseline) <= LEVEL * letter
    inside = (boxes[:, 0] >= line.left) & (boxes[:, 0] <= line.right)
    on_line = (regions >= 0) & level & inside & (height >= BODY[0] * letter)
    large = boxes[on_line & (height >= least), 2].sum()
    return bool(boxes[on_line & (height < least), 2].sum() > FEW * large)


@dataclass(slots=True)
class _Chain:
    """Letters of one line from left to right, while it grows."""

    spots: list[int]
    right: int
    feet: list[int]  # of the last few

    def level(self) -> int:
        return sorted(self.feet)[len(self.feet) // 2]


def _chains(
    boxes: Boxes, regions: npt.NDArray[np.int32], body: npt.NDArray[np.intp], letter: float
) -> list[list[int]]:
    """Letters joined with the nearest on their level to the left."""
    order = body[np.argsort(boxes[body, 0], kind="stable")]
    open_chains: dict[int, list[_Chain]] = {}
    chains: list[_Chain] = []
    places, homes = boxes[order].tolist(), regions[order].tolist()
    for spot, (left, top, width, height, _), home in zip(
        order.tolist(), places, homes, strict=True
    ):
        feet = top + height
        near = open_chains.setdefault(home, [])
        near[:] = [chain for chain in near if left - chain.right <= GAP * letter]
        fitting = [
            (off, chain) for chain in near if (off := abs(feet - chain.level())) <= LEVEL * letter
        ]
        if fitting:
            chain = min(fitting, key=lambda one: one[0])[1]
        else:
            chain = _Chain([], 0, [])
            chains.append(chain)
            near.append(chain)
        chain.spots.append(spot)
        chain.right = max(chain.right, left + width)
        chain.feet = [*chain.feet[-4:], feet]
    return [chain.spots for chain in chains]


def _line(boxes: Boxes, chain: list[int], letter: float) -> TextLine:
    own = boxes[chain]
    heights = own[:, 3] / letter
    plain = own[(heights >= LETTER[0]) & (heights <= LETTER[1])]
    own_letter = float(np.median(plain[:, 3])) if len(plain) > 2 else letter
    feet = np.median((plain if len(plain) else own)[:, [1, 3]].sum(1))
    return TextLine(
        float(own[:, 0].min()),
        float((own[:, 0] + own[:, 2]).max()),
        float(feet),
        own_letter,
        np.array(chain, np.int32),
    )


def _without_rows_of_marks(lines: list[TextLine], regions: npt.NDArray[np.int32]) -> list[TextLine]:
    """Some fonts have tones as high as letters; where they stand no line of text could."""
    homes = [int(regions[line.spots[0]]) for line in lines]
    near = _Near(lines, homes)

    def is_row_of_marks(line: TextLine, home: int) -> bool:
        return any(
            -BELOW < (other.baseline - line.baseline) / other.letter < PITCH
            and len(line.spots) <= FEW * len(other.spots)
            and line.left >= other.left - REACH * other.letter
            and line.right <= other.right + REACH * other.letter
            for other in near.between(home, line.baseline, BELOW, line.baseline, PITCH)
            if other is not line
        )

    return [
        line for line, home in zip(lines, homes, strict=True) if not is_row_of_marks(line, home)
    ]


class _Near:
    """The lines of each region by their baselines: noise makes thousands of lines."""

    def __init__(self, lines: list[TextLine], homes: list[int]) -> None:
        self._letter = max((line.letter for line in lines), default=0.0)
        self._lines: dict[int, list[TextLine]] = {}
        for line, home in sorted(zip(lines, homes, strict=True), key=lambda one: one[0].baseline):
            self._lines.setdefault(home, []).append(line)
        self._levels = {h: [line.baseline for line in own] for h, own in self._lines.items()}

    def between(
        self, home: int, top: float, above: float, bottom: float, below: float
    ) -> list[TextLine]:
        """Lines of a region from `above` letter heights over `top` to `below` under `bottom`."""
        levels = self._levels.get(home, [])
        first = bisect_left(levels, top - above * self._letter)
        last = bisect_right(levels, bottom + below * self._letter)
        return self._lines.get(home, [])[first:last]


def _with_marks(
    boxes: Boxes,
    regions: npt.NDArray[np.int32],
    lines: list[TextLine],
    small: npt.NDArray[np.intp],
) -> list[TextLine]:
    near = _Near(lines, [int(regions[line.spots[0]]) for line in lines])
    order = {id(line): index for index, line in enumerate(lines)}
    marks: dict[int, list[int]] = {}
    for spot in small.tolist():
        top, bottom = float(boxes[spot, 1]), float(boxes[spot, 1] + boxes[spot, 3])
        costs = [
            (_cost(boxes[spot], line), order[id(line)])
            for line in near.between(int(regions[spot]), top, BELOW, bottom, ABOVE)
        ]
        cost, index = min(costs, default=(np.inf, -1))
        if np.isfinite(cost):
            marks.setdefault(index, []).append(spot)
    return [_grown(boxes, line, marks.get(index, [])) for index, line in enumerate(lines)]


def _over_rules(boxes: Boxes, lines: list[TextLine], lost: npt.NDArray[np.intp]) -> list[int]:
    """Gives marks that reach over a rule to their lines; what is left of `lost`."""
    alone = []
    near = _Near(lines, [0] * len(lines))
    order = {id(line): index for index, line in enumerate(lines)}
    for spot in lost.tolist():
        left, top, width, height, _ = boxes[spot].tolist()
        costs = [
            (cost, order[id(line)])
            for line in near.between(0, top, BELOW, top + height, ABOVE)
            if line.left <= left
            and left + width <= line.right
            and np.isfinite(cost := _cost(boxes[spot], line))
        ]
        if costs and width <= FLAT * height:
            index = min(costs)[1]
            lines[index] = _grown(boxes, lines[index], [spot])
        else:
            alone.append(spot)
    return alone


def _cost(box: npt.NDArray[np.int32], line: TextLine) -> float:
    """Letter heights by which a mark is away from where it belongs; infinite: not of this line."""
    left, top, width, height = (float(side) for side in box[:4])
    bottom, middle = top + height, left + width / 2
    over = (line.baseline - bottom) / line.letter  # of its foot above the baseline
    under = (top - line.baseline) / line.letter
    if over > ABOVE or under > BELOW:
        return np.inf
    reach = GAP * line.letter
    if middle < line.left - reach or middle > line.right + reach:
        return np.inf
    beside = middle < line.left - REACH * line.letter or middle > line.right + REACH * line.letter
    extra = OUTSIDE_COST if beside else 0.0
    if over >= 0.9:
        return over - 0.9 + extra
    if under >= -0.15:
        return max(0.0, under) * BELOW_COST + 0.1 + extra
    return extra


def _grown(boxes: Boxes, line: TextLine, marks: list[int]) -> TextLine:
    spots = np.array([*line.spots.tolist(), *marks], np.int32)
    own, more = boxes[spots], boxes[marks]
    foot = (line.baseline - more[:, 1] - more[:, 3]) / line.letter
    is_over = (foot >= OVER) & (np.abs(more[:, 3] / line.letter - 1) <= LIKE_LETTER)
    return TextLine(
        float(own[:, 0].min()),
        float((own[:, 0] + own[:, 2]).max()),
        line.baseline,
        line.letter,
        spots,
        line.is_crowded or bool(is_over.any()),
    )


def _lone(boxes: Boxes, alone: list[int], letter: float) -> Iterator[TextLine]:
    """Dashes and dots in a cell of their own."""
    for spot in alone:
        left, top, width, height, _ = boxes[spot].tolist()
        if not LONE[0] * letter <= width <= LONE[1] * letter or height > UPRIGHT * width:
            continue
        level = top + height / 2 + DASH * letter
        yield TextLine(left, left + width, level, letter, np.array([spot], np.int32))


def cut_line(page: Grey, spots: Spots, line: TextLine) -> Grey:
    """The strip of a line, without the ink of its neighbours."""
    margin = MARGIN * line.letter
    left, right = line.left - margin, line.right + margin
    strip = cut_strip(page, left, right, line.baseline, line.letter)
    top = round(line.baseline - ABOVE * line.letter)
    labels = cut_window(spots.labels, top, round(left), (strip.shape[0], strip.shape[1]), 0)
    own = np.zeros(len(spots.boxes) + 1, np.uint8)
    own[line.spots + 1] = 1
    foreign = ((labels > 0) & (own[labels] == 0)).astype(np.uint8)
    foreign = widened(foreign, 1) & (1 - widened(own[labels], 1))
    return np.where(foreign > 0, np.uint8(255), strip)
