"""Shaded areas of a page: darker than the paper around them, and no ink of letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import widened
from pipeline.extract.scan.straighten import turn
from pipeline.extract.scan.strip import Grey
from pipeline.extract.scan.walls import WALL

SIDE: Final = 1200  # pixels of the longer side of the copy on which shades are looked for
STROKE: Final = 15  # its pixels: dark strokes narrower than this (letters, rules) are no shade
SEEN: Final = 0.955  # of the paper's light: less is shaded
STEP: Final = 0.025  # of the paper's light, by which it falls at the edges; a shadow falls slowly
EDGE: Final = 4  # pixels of the copy inside and outside of an edge
SMALLEST: Final = 14  # pixels of the copy: no bar is as short
BENT: Final = 0.04  # of the light by which paper may differ from a smooth lamp
ROUNDS: Final = 6
WHOLE: Final = 0.6  # of a cell is shaded: all of it is meant
SPLASH: Final = 0.02  # less of a cell is the seam of its neighbour
DARK: Final = 0.6  # of the light: what is darker is ink
SEAM: Final = 2  # pixels of the map of cells by which the sides of a rectangle are uneven

Ratio = npt.NDArray[Any]
Picture = npt.NDArray[Any]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shade:
    """A shaded rectangle in pixels of the page; `level` is 1 for white."""

    left: float
    top: float
    right: float
    bottom: float
    level: float


@dataclass(frozen=True, slots=True)
class Shades:
    """Where a page is shaded, on a smaller copy: 1 in `mask`; `ground` is its grey without ink."""

    mask: Picture
    ground: Picture
    light: Ratio
    scale: float


def find_shades(grey: Grey, skew: float, edges: Grey) -> Shades:
    """The shades of a page that is turned by `skew` degrees, as they lie once it is upright.

    `edges`: 1 where a smaller copy of the page shows what is beyond the paper.
    """
    scale = min(1.0, SIDE / max(grey.shape))
    copy = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    copy = cv2.GaussianBlur(turn(copy.astype(np.uint8, copy=False), skew), (0, 0), 1.0)
    ground = cv2.morphologyEx(copy, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8))
    ground = ground.astype(np.uint8, copy=False)
    light = _light(ground)
    ratio = ground / light
    mask = (ratio < SEEN).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)).astype(np.uint8)
    if cv2.countNonZero(edges):
        size = mask.shape[1], mask.shape[0]
        beyond = cv2.resize(edges, size, interpolation=cv2.INTER_NEAREST).astype(np.uint8)
        mask[turn(widened(beyond, 2 * EDGE) * np.uint8(255), skew) > 0] = 0
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    kept = np.zeros(count, np.uint8)
    for number in range(1, count):
        if max(boxes[number, 2], boxes[number, 3]) >= SMALLEST:
            kept[number] = _has_edges(labels, boxes[number], number, ratio)
    return Shades(kept[labels], ground, light, scale)


def _light(ground: Picture) -> Ratio:
    """The light of the lamp at every pixel: smooth, and shades are darker than it."""
    height, width = ground.shape
    step = 8
    small = ground[step // 2 :: step, step // 2 :: step].astype(np.float64)
    y, x = np.mgrid[-1 : 1 : small.shape[0] * 1j, -1 : 1 : small.shape[1] * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y, x**3, y**3]).reshape(8, -1).T
    values = small.ravel()
    kept = values >= np.percentile(values, 60) * 0.5
    fitted = np.full_like(values, max(1.0, float(np.percentile(values, 90))))
    for _ in range(ROUNDS):
        if kept.sum() < 4 * terms.shape[1]:
            break
        some = terms[kept]  # the normal equations: a hundredth of the time, and well conditioned
        factors = np.linalg.lstsq(some.T @ some, some.T @ values[kept], rcond=None)[0]
        fitted = np.maximum(terms @ factors, 1.0)
        kept = values >= fitted * (1 - BENT)
    light = fitted.reshape(small.shape).astype(np.float32)
    return cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)


def _has_edges(labels: Picture, box: npt.NDArray[Any], number: int, ratio: Ratio) -> bool:
    """Whether it is darker than what lies right beside it by a step, along most of its outline."""
    left, top, width, height, _ = box.tolist()
    y = slice(max(0, top - 2 * EDGE), top + height + 2 * EDGE)
    x = slice(max(0, left - 2 * EDGE), left + width + 2 * EDGE)
    shaded, here = labels[y, x] > 0, ratio[y, x]
    mine = (labels[y, x] == number).astype(np.uint8)
    outside = (widened(mine, EDGE) > 0) & (widened(mine, 1) == 0) & ~shaded
    inside = (mine > 0) & (widened(1 - mine, EDGE) > 0)
    if not outside.any():
        return False
    return float(np.median(here[outside]) - np.median(here[inside])) >= STEP


def lift(even: Grey, grey: Grey, skew: float, shades: Shades) -> Grey:
    """The evenly lit, upright page with its shades as white as its paper; `grey` as scanned."""
    pale = np.where(shades.ground >= DARK * shades.light, shades.mask, 0).astype(np.uint8)
    if not pale.any():
        return even
    size = (even.shape[1], even.shape[0])
    around = np.ones((5, 5), np.uint8)
    there = cv2.resize(cv2.dilate(pale, around), size, interpolation=cv2.INTER_NEAREST)
    ground = cv2.resize(cv2.erode(shades.ground, around), size, interpolation=cv2.INTER_LINEAR)
    lifted = cv2.divide(turn(grey, skew), ground, scale=255)
    return np.where(there > 0, lifted, even).astype(np.uint8, copy=False)


def cell_shades(shades: Shades, cells: npt.NDArray[np.int32]) -> Iterator[Shade]:
    """The shaded cells whole, and the bars inside of cells. `cells`: a map as of map_cells."""
    if not shades.mask.any():
        return
    height, width = cells.shape
    mask = cv2.resize(shades.mask, (width, height), interpolation=cv2.INTER_NEAREST)
    ratio = cv2.resize(shades.ground / shades.light, (width, height), interpolation=cv2.INTER_AREA)
    least = SMALLEST / shades.scale / WALL
    sizes = np.bincount(cells.ravel())
    dark = np.bincount(cells.ravel(), weights=mask.ravel(), minlength=len(sizes))
    for cell in np.flatnonzero(dark > SPLASH * sizes).tolist():
        if cell == 0:
            continue  # the rules
        here = cells == cell
        if dark[cell] >= WHOLE * sizes[cell]:
            yield _shade(here, here & (mask > 0), ratio)
            continue
        for left, top, right, bottom in _rectangles(here & (mask > 0), least):
            bar = np.zeros_like(here)
            bar[top:bottom, left:right] = True
            yield _shade(bar, bar, ratio)


def _rectangles(dark: Truths, least: float) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right, bottom of what is dark, cut where it becomes wider or narrower."""
    rows = np.flatnonzero(dark.any(1))
    begun: dict[tuple[int, int], int] = {}  # the stretches of the row before, and since when
    for row in range(int(rows[0]), int(rows[-1]) + 2) if len(rows) else ():
        line = dark[row].astype(np.int8) if row < len(dark) else np.zeros(dark.shape[1], np.int8)
        steps = np.diff(line, prepend=0, append=0)
        now = list(
            zip(np.flatnonzero(steps > 0).tolist(), np.flatnonzero(steps < 0).tolist(), strict=True)
        )
        going = {}
        for run, since in begun.items():
            same = [one for one in now if max(abs(one[0] - run[0]), abs(one[1] - run[1])) <= SEAM]
            if same:
                going[run] = since
                now.remove(same[0])
            elif min(row - since, run[1] - run[0]) >= least:
                yield run[0], since, run[1], row
        begun = going | {run: row for run in now}


def _shade(area: Truths, dark: Truths, ratio: Ratio) -> Shade:
    rows, columns = np.flatnonzero(area.any(1)), np.flatnonzero(area.any(0))
    return Shade(
        float(columns[0] * WALL),
        float(rows[0] * WALL),
        float((columns[-1] + 1) * WALL),
        float((rows[-1] + 1) * WALL),
        float(np.median(ratio[dark])),
    )
