"""Stated confidence against the share that was right, as a table and as a picture."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.confidence import log_odds

BINS: Final = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1.0)
SIZE: Final = 480  # pixels of the picture
DECADES: Final = (-1.0, 4.0)  # of the odds, from edge to edge
COLOURS: Final = ((200, 80, 0), (240, 180, 120), (0, 80, 200), (120, 180, 240))


@dataclass(frozen=True, slots=True)
class Said:
    """A confidence, and how it was."""

    confidence: float
    right: bool


def curve_table(columns: Mapping[str, Sequence[Said]]) -> Iterator[str]:
    """Lines: for each bin of confidence its mean, how many there were, the share that was right."""
    yield f"| confidence | {' | '.join(f'{name}: said | right | of' for name in columns)} |"
    yield "|---" * (1 + 3 * len(columns)) + "|"
    for low, high in itertools.pairwise(BINS):
        cells = [f"{low:g} to {high:g}"]
        for found in columns.values():
            some = _within(found, low, high)
            said, was = _means(some) if some else ("", "")
            cells += [said, was, str(len(some))]
        yield f"| {' | '.join(cells)} |"


def _within(found: Sequence[Said], low: float, high: float) -> list[Said]:
    return [one for one in found if low <= one.confidence < high or one.confidence == high == 1]


def _means(some: Sequence[Said]) -> tuple[str, str]:
    said, was = np.mean([one.confidence for one in some]), np.mean([one.right for one in some])
    return f"{said:.4f}", f"{was:.4f}"


def draw_curves(columns: Mapping[str, Sequence[Said]], target: Path) -> None:
    """A picture: the odds as said to the right, as they were upwards; decades from 1:10 on."""
    picture: npt.NDArray[np.uint8] = np.full((SIZE, SIZE, 3), 255, np.uint8)
    cv2.line(picture, (0, SIZE), (SIZE, 0), (180, 180, 180), 1)
    named = zip(columns.items(), COLOURS, strict=False)
    for index, ((name, found), colour) in enumerate(named):
        place = (10, 20 + 18 * index)
        cv2.putText(picture, name, place, cv2.FONT_HERSHEY_SIMPLEX, 0.45, colour)
        bins = [_within(found, low, high) for low, high in itertools.pairwise(BINS)]
        spots = [
            _spot(np.mean([s.confidence for s in some]), np.mean([s.right for s in some]))
            for some in bins
            if some
        ]
        cv2.polylines(picture, [np.array(spots, np.int32)], False, colour, 2)
    cv2.imwrite(str(target), picture)


def _spot(said: np.floating, was: np.floating) -> tuple[int, int]:
    low, high = DECADES
    x, y = ((log_odds(float(one)) / np.log(10) - low) / (high - low) for one in (said, was))
    return round(float(x) * SIZE), round(float(1 - y) * SIZE)
