"""Signs that stand alone in a cell and are no letters: ticks, crosses, strokes, discs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, Spots

# Of letter heights.
LARGE: Final = 2.6  # a sign is at most so high and wide
SMALL: Final = 0.4  # and at least so high or wide
ROOM: Final = (1.0, 0.45)  # free of other ink, left and right of it, above and below
DUST: Final = 0.15
PARTS: Final = 3  # spots of one sign, where its ink is broken
DISC: Final = 0.55  # a full stop is smaller
# Of a sign's own width and height.
ROUND: Final = 0.8  # a disc's lesser side
ALIKE: Final = 0.9  # of a disc is the ink of the ellipse in its box, and the other way round
STEEP: Final = (0.25, 1.1)  # a stroke's width, of its height
LEAN: Final = 0.2  # by which it leans at least
THIN: Final = 0.27  # a stroke's thickness, of its height
STRAIGHT: Final = 0.75  # of its thickness by which its ink is off its middle
WIDTH: Final = (0.55, 1.7)  # a tick's or a cross's width, of its height
VERTEX: Final = (0.12, 0.55)  # of its width, where a tick turns
RISE: Final = 0.55  # of its height that its long arm rises
OFF: Final = 0.09  # of its height by which that is off a line
ENDS: Final = 0.12  # of its height by which its short arm ends above the foot and below the top
FORKED: Final = 0.08  # of its columns have two stretches of ink
LIGHT: Final = 0.5  # of its box is ink
CROSS: Final = 15  # pixels of the copy on which a cross is looked at

Columns = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Sign:
    """`text`: what it is as a letter. The box of its ink in pixels, and the spots of that."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    spots: tuple[int, ...]


def find_signs(spots: Spots, regions: npt.NDArray[np.int32], letter: float) -> Iterator[Sign]:
    """The signs among spots that stand alone in their region (-1: none of theirs)."""
    for group in _alone(spots, regions, letter):
        boxes = spots.boxes[group]
        left, top = int(boxes[:, 0].min()), int(boxes[:, 1].min())
        right = int((boxes[:, 0] + boxes[:, 2]).max())
        bottom = int((boxes[:, 1] + boxes[:, 3]).max())
        if max(right - left, bottom - top) < SMALL * letter:
            continue
        mask = np.isin(spots.labels[top:bottom, left:right], np.array(group) + 1)
        if text := name_sign(mask.astype(np.uint8), letter):
            yield Sign(text, left, top, right, bottom, tuple(group))


def _alone(spots: Spots, regions: npt.NDArray[np.int32], letter: float) -> Iterator[list[int]]:
    """Spots that touch or nearly, with room around them."""
    left, top, width, height = (spots.boxes[:, side] for side in range(4))
    right, bottom, size = left + width, top + height, np.maximum(width, height)
    seen = (size >= DUST * letter) & (regions >= 0)
    across, above = ROOM[0] * letter, ROOM[1] * letter
    done = np.zeros(len(size), bool)
    for region, peers in _by_region(regions, seen):
        for spot in peers[
            (size[peers] >= SMALL * letter) & (size[peers] <= LARGE * letter)
        ].tolist():
            if done[spot] or region < 0:
                continue
            group = np.array([spot])
            while len(group) <= PARTS:
                near = peers[
                    (left[peers] < right[group].max() + across)
                    & (right[peers] > left[group].min() - across)
                    & (top[peers] < bottom[group].max() + above)
                    & (bottom[peers] > top[group].min() - above)
                ]
                if len(near) == len(group):
                    break
                group = near
            done[group] = True
            wide = max(
                np.ptp((left[group].min(), right[group].max())),
                np.ptp((top[group].min(), bottom[group].max())),
            )
            if len(group) <= PARTS and wide <= LARGE * letter:
                yield group.tolist()


def _by_region(
    regions: npt.NDArray[np.int32], seen: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
    order = np.argsort(regions, kind="stable")
    order = order[seen[order]]
    values, starts = np.unique(regions[order], return_index=True)
    if values.size:
        yield from zip(values.tolist(), np.split(order, starts[1:]), strict=True)


def name_sign(mask: Mask, letter: float) -> str:
    """✓, x, / or ●; empty where the ink may be a letter, a digit or anything else."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if len(outlines) != 1:  # in parts, or with a hole
        return ""
    if _is_disc(mask, letter):
        return "●"
    if _is_cross(mask):
        return "x"
    if _is_slash(mask):
        return "/"
    return "✓" if _is_tick(mask) else ""


def _is_disc(mask: Mask, letter: float) -> bool:
    height, width = mask.shape
    if min(width, height) < max(DISC * letter, ROUND * max(width, height)):
        return False
    y, x = np.mgrid[0:height, 0:width]
    across, along = (x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1
    ellipse = across * across + along * along <= 1
    return bool((ellipse & (mask > 0)).sum() >= ALIKE * (ellipse | (mask > 0)).sum())


def _is_slash(mask: Mask) -> bool:
    """One straight stroke that rises from left to right, steep but not upright."""
    height, width = mask.shape
    thick = float(mask.sum()) / height
    if not STEEP[0] * height <= width <= STEEP[1] * height or thick > THIN * height:
        return False
    y, x = np.nonzero(mask)
    slope, base = np.polyfit(y, x, 1)
    off = np.percentile(np.abs(x - (slope * y + base)), 95)
    return bool(-slope >= LEAN and off <= STRAIGHT * thick)


def _is_tick(mask: Mask) -> bool:
    """A short stroke down, then a long one up to the right."""
    height, width = mask.shape
    if not WIDTH[0] * height <= width <= WIDTH[1] * height or mask.mean() > LIGHT:
        return False
    stretches = (np.diff(mask.astype(np.int8), axis=0, prepend=0) == 1).sum(0)
    high, low = mask.argmax(0), height - 1 - mask[::-1].argmax(0)
    vertex = int(np.flatnonzero(low == low.max()).mean())
    arm = np.arange(vertex + max(1, width // 10), width)
    turns = VERTEX[0] * width <= vertex <= VERTEX[1] * width
    if (stretches > 1).mean() > FORKED or not turns or len(arm) < 3:
        return False
    middle = (high[arm] + low[arm]) / 2
    slope, base = np.polyfit(arm, middle, 1)
    rises = -slope * len(arm) >= RISE * height
    straight = float(np.abs(middle - (slope * arm + base)).mean()) <= OFF * height
    edge = max(1, width // 10)
    arm_end = float((high[:edge] + low[:edge]).mean()) / 2  # its stroke is thick in small type
    hooked = arm_end <= (1 - ENDS) * height and high[:edge].min() >= ENDS * height
    return bool(rises and straight and hooked and high[-edge:].min() <= ENDS * height)


def _is_cross(mask: Mask) -> bool:
    """Two strokes that cross in the middle."""
    height, width = mask.shape
    if not WIDTH[0] * height <= width <= WIDTH[1] * height or min(height, width) < 5:
        return False
    size = (CROSS, CROSS)
    small = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    y, x = np.mgrid[-1 : 1 : CROSS * 1j, -1 : 1 : CROSS * 1j]
    away = np.minimum(np.abs(y - x), np.abs(y + x))
    return bool(small[away <= 0.2].mean() >= 0.75 and small[away >= 0.62].mean() <= 0.12)
