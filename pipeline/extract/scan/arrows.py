"""Arrows of a page: thin ink that runs along and ends in a head, drawn or typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.extract.scan.ink import Mask, Spots
from pipeline.extract.scan.rules import Drawn
from pipeline.extract.scan.runs import Line

# All lengths are in letter heights.
LOW: Final = 2.0  # an arrow and each of its parts is at most so high
DUST: Final = 0.1  # what is smaller belongs to nothing
DASH_GAP: Final = 1.0  # between the dashes of a shaft
RULE_ROOM: Final = 0.5  # on each side of a rule that crosses a shaft
LEVEL: Final = 0.3  # by which parts that follow each other are off
SHORTEST: Final = 1.1  # of an arrow
DASH: Final = 0.4  # of a dash
SLIM: Final = 1.8  # times as long as high: a dash or a shaft, not a letter
LEAN: Final = 0.12  # of an arrow's length, by which it may rise or fall
LONG: Final = 1.2  # times as long as high: any arrow
STOUT: Final = 2.5  # times as long as its shaft is thick
THIN: Final = 0.5  # of a shaft that is a line
THICK: Final = 1.0  # of one that is a bar: it is full of ink and even
FULL: Final = 0.92
EVEN: Final = 0.1  # of its thickness by which a bar's may vary
BARE: Final = 2.6  # of a line without any head
HEAD: Final = 1.7  # of an end in which a head stands
HALF: Final = 0.45  # of an arrow, which a head leaves to the other
BUMP: Final = 0.15  # by which a head is higher than the shaft
STOUTER: Final = 0.5  # of the shaft's thickness, by which it is so
TIP: Final = 0.7  # of a head's height is its tip at most
ODD: Final = 0.22  # of its height, by which its tip is off its middle
END: Final = 0.5  # of a spot that is looked at where it may go on
ALIKE: Final = 0.25  # of a bar's height, by which its parts differ
TAPER: Final = 1.4  # times as high as its tip is a head that stands apart
BEND: Final = 0.8  # of a shaft, over which its level is its middle's
CLEAN: Final = 0.8  # of the columns between the heads show the shaft alone
BRIEF: Final = 3.2  # an arrow as short may be two digits that hang together
LOOP: Final = 0.12  # side of the least paper that ink runs round
TALL: Final = 0.8  # as digits are
MIRRORED: Final = 0.77  # of the ink of an arrow as tall has ink across its shaft
SLACK: Final = (0.6, 0.12)  # of the shaft's thickness, or letter heights: roughness

Profile = npt.NDArray[Any]
Level = Callable[[Profile], Profile]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow, or a line without heads: its ink from `top` to `bottom`, and the spots of that."""

    drawn: Drawn
    top: int
    bottom: int
    spots: tuple[int, ...]


def find_arrows(spots: Spots, upright: Sequence[Line], letter: float) -> tuple[Arrow, ...]:
    """The arrows among the spots of a page without its rules, of which some are `upright`."""
    chains = _Chains(spots, upright, letter)
    found = (_arrow(spots, chain, letter) for chain in chains.all())
    return tuple(arrow for arrow in found if arrow is not None)


class _Chains:
    """Spots that follow each other on one level, one at least a shaft or a dash."""

    def __init__(self, spots: Spots, upright: Sequence[Line], letter: float) -> None:
        boxes = spots.boxes
        self._spots, self._upright, self._letter = spots, upright, letter
        self._left, self._right = boxes[:, 0], boxes[:, 0] + boxes[:, 2]
        self._profiles: dict[int, tuple[Profile, Profile]] = {}
        is_low = (boxes[:, 3] <= LOW * letter) & (boxes[:, 2:4].max(1) >= DUST * letter)
        self._low = np.flatnonzero(is_low)
        slim = (boxes[:, 2] >= SLIM * boxes[:, 3]) & (boxes[:, 2] >= DASH * letter)
        wide = boxes[:, 2] >= SHORTEST * letter
        self._seeds = [
            spot
            for spot in np.flatnonzero(is_low & (slim | wide)).tolist()
            if slim[spot] or self._has_shaft(spot)
        ]

    def all(self) -> Iterator[list[int]]:
        taken: set[int] = set()
        for seed in self._seeds:
            if seed not in taken:
                chain = [*reversed(self._run(seed, -1)), seed, *self._run(seed, 1)]
                taken.update(chain)
                yield chain

    def _run(self, seed: int, way: int) -> list[int]:
        run: list[int] = []
        last: int | None = seed
        while last is not None:
            last = self._next(last, way)
            if last is not None:
                run.append(last)
        return run

    def _next(self, last: int, way: int) -> int | None:
        """The nearest spot right (`way` 1) or left (-1) of the last that goes on on its level."""
        letter = self._letter
        mine, theirs = (self._right, self._left) if way > 0 else (self._left, self._right)
        end, level = int(mine[last]), self._level(last, way)
        gaps = (theirs[self._low] - end) * way
        onward = (mine[self._low] - end) * way > 0
        reach = (DASH_GAP + 2 * RULE_ROOM) * letter
        near = self._low[onward & (gaps >= -LEVEL * letter) & (gaps <= reach)]
        best, least = None, reach
        for spot in near.tolist():
            start = int(theirs[spot])
            gap = max(0, (start - end) * way)
            room = self._room(min(start, end), max(start, end), level)
            if gap > min(room, least) or abs(self._level(spot, -way) - level) > LEVEL * letter:
                continue
            if self._goes_on(last, spot, way):
                best, least = spot, gap
        return best

    def _goes_on(self, last: int, spot: int, way: int) -> bool:
        """Whether a shaft runs on from spot to spot, or into a head of its own."""
        one, one_full = self._end(last, way)
        two, two_full = self._end(spot, -way)
        thin = THIN * self._letter
        if max(one, two) <= thin:
            return True
        bars = one_full and two_full and abs(one - two) <= ALIKE * max(one, two)
        return bars or (one <= thin and self._is_head(spot, way))

    def _end(self, spot: int, way: int) -> tuple[float, bool]:
        """How high the ink of an end is, and if it is full."""
        extent, ink = self._profile(spot)
        size = max(2, round(END * self._letter))
        part = slice(-size, None) if way > 0 else slice(None, size)
        inner = slice(1, -1) if len(extent[part]) > 4 else slice(None)
        high = extent[part][inner]
        return float(high.max()), bool(ink[part][inner].sum() >= FULL * high.sum())

    def _is_head(self, spot: int, way: int) -> bool:
        """Whether a spot narrows to a tip on the side away from the shaft."""
        extent, _ = self._profile(spot)
        third = max(1, len(extent) // 3)
        near, far = (
            (extent[:third], extent[-third:]) if way > 0 else (extent[-third:], extent[:third])
        )
        is_small = len(extent) <= HEAD * self._letter
        return is_small and float(near.mean()) >= TAPER * float(far.mean())

    def _has_shaft(self, spot: int) -> bool:
        """Whether some of a spot is thin for long, or it is full of ink."""
        extent, ink = self._profile(spot)
        thin = np.concatenate(([0], (extent <= max(THIN * self._letter, 2)).astype(np.int8), [0]))
        steps = np.flatnonzero(np.diff(thin))
        longest = max((steps[1::2] - steps[::2]).tolist(), default=0)
        return longest >= DASH * self._letter or float(ink.sum()) >= FULL * float(extent.sum())

    def _profile(self, spot: int) -> tuple[Profile, Profile]:
        """Of each column of a spot, from its topmost to its lowest ink, and how much ink."""
        if spot not in self._profiles:
            left, top, width, height, _ = self._spots.boxes[spot].tolist()
            mask = self._spots.labels[top : top + height, left : left + width] == spot + 1
            extent = height - mask[::-1].argmax(0) - mask.argmax(0)
            self._profiles[spot] = np.where(mask.any(0), extent, 0), mask.sum(0)
        return self._profiles[spot]

    def _room(self, left: float, right: float, level: float) -> float:
        """Pixels that may lie between two parts; a rule that was taken out makes room."""
        near = self._letter / 4
        crossing = [
            rule.width
            for rule in self._upright
            if left - near <= rule.position <= right + near and rule.start <= level <= rule.end
        ]
        letter = self._letter
        return max(DASH_GAP * letter, 2 * RULE_ROOM * letter + max(crossing, default=0.0))

    def _level(self, spot: int, way: int) -> float:
        """The middle of a spot's ink, of a long one at its right (`way` 1) or left (-1) end."""
        left, top, width, height, _ = self._spots.boxes[spot].tolist()
        if width <= 2 * height:
            return float(top + height / 2)
        part = (
            slice(left + width - 2 * height, left + width)
            if way > 0
            else slice(left, left + 2 * height)
        )
        rows = np.flatnonzero((self._spots.labels[top : top + height, part] == spot + 1).any(1))
        return float(top + (int(rows[0]) + int(rows[-1])) / 2)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A chain column by column: its topmost and lowest ink, its height there (0: none)."""

    high: Profile
    low: Profile
    extent: Profile
    letter: float

    @property
    def centre(self) -> Profile:
        return (self.high + self.low) / 2


def _mask(spots: Spots, chain: Sequence[int]) -> tuple[int, int, Mask]:
    """Left and top of a chain, and where its ink is."""
    boxes = spots.boxes[list(chain)]
    left, top = int(boxes[:, 0].min()), int(boxes[:, 1].min())
    right, bottom = int((boxes[:, 0] + boxes[:, 2]).max()), int((boxes[:, 1] + boxes[:, 3]).max())
    window = spots.labels[top:bottom, left:right]
    return left, top, np.isin(window, np.array(chain) + 1).astype(np.uint8)


def _arrow(spots: Spots, chain: Sequence[int], letter: float) -> Arrow | None:
    left, top, mask = _mask(spots, chain)
    height, length = mask.shape
    if length < max(SHORTEST * letter, LONG * height) or height > max(LOW * letter, LEAN * length):
        return None
    high, low = mask.argmax(0), height - 1 - mask[::-1].argmax(0)
    shape = _Shape(high, low, np.where(mask.any(0), low - high + 1, 0), letter)
    reach = min(round(HEAD * letter), round(HALF * length))
    inner = np.flatnonzero(shape.extent[reach : length - reach]) + reach
    if not len(inner):
        return None
    thick = float(np.median(shape.extent[inner]))
    if length < STOUT * thick or not _is_shaft(mask[:, inner], shape.extent[inner], thick, letter):
        return None
    level = _level(inner, shape.centre[inner], letter)
    starts = _has_head(shape, np.arange(reach), level, thick)
    ends = _has_head(shape, np.arange(length - 1, length - 1 - reach, -1), level, thick)
    body = np.arange(reach if starts else 0, length - reach if ends else length)
    body = body[shape.extent[body] > 0]
    slack = max(1.5, SLACK[0] * thick, SLACK[1] * letter)
    off = np.abs(shape.centre[body] - level(body))
    clean = (shape.extent[body] <= thick + slack) & (off <= slack)
    is_bare = not (starts or ends) and thick <= THIN * letter and length >= BARE * letter
    if not (starts or ends or is_bare) or clean.mean() < CLEAN:
        return None
    middle = float(np.median(shape.centre[inner]))
    if length <= BRIEF * letter and _may_be_digits(mask, middle, letter):
        return None
    line = Line("h", top + middle, left, left + length, thick)
    return Arrow(Drawn(line, starts, ends), top, top + height, tuple(chain))


def _may_be_digits(mask: Mask, middle: float, letter: float) -> bool:
    """Whether ink runs round a piece of paper, or is tall and not the same on both sides of its
    middle."""
    if len(mask) >= TALL * letter:
        rows = np.arange(len(mask))
        shares = []
        for shift in (-1, 0, 1):  # by which the middle of rough ink may be off
            across = np.rint(2 * middle + shift - rows).astype(int)
            inside = (across >= 0) & (across < len(mask))
            shares.append((mask[rows[inside]] & mask[across[inside]]).sum() / mask.sum())
        if max(shares) < MIRRORED:
            return True
    outlines, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    inner = (one for one, (*_, parent) in zip(outlines, tree[0], strict=True) if parent >= 0)
    return any(cv2.contourArea(one) >= (LOOP * letter) ** 2 for one in inner)


def _is_shaft(ink: Mask, extent: Profile, thick: float, letter: float) -> bool:
    """Whether these columns are of a thin line, or of a bar."""
    if thick <= max(THIN * letter, 2.0):
        return True
    if thick > THICK * letter:
        return False
    full = float(ink.sum()) / float(extent.sum())
    return full >= FULL and float(extent.std()) <= max(0.8, EVEN * thick)


def _level(columns: Profile, middles: Profile, letter: float) -> Level:
    """The middle of a shaft at any column: it may lean or bend."""
    window = min(len(columns), max(3, round(BEND * letter)))
    padded = np.pad(middles, (window // 2, window - 1 - window // 2), mode="edge")
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1)
    half = min(window, len(columns) - 1)
    first = (smooth[half] - smooth[0]) / max(1, columns[half] - columns[0])
    last = (smooth[-1] - smooth[-1 - half]) / max(1, columns[-1] - columns[-1 - half])

    def level(at: Profile) -> Profile:
        beyond = np.minimum(at - columns[0], 0) * first + np.maximum(at - columns[-1], 0) * last
        return np.asarray(np.interp(at, columns, smooth) + beyond)

    return level


def _has_head(shape: _Shape, columns: Profile, level: Level, thick: float) -> bool:
    """Whether the ink is wider than the shaft, which it holds, and narrows evenly to a tip.

    `columns`: from the tip inwards.
    """
    columns = columns[shape.extent[columns] > 0]
    if len(columns) < 3:
        return False
    extent, centre = shape.extent[columns], shape.centre[columns]
    widest = int(extent.argmax())
    bump = float(extent[widest]) - thick
    if bump < max(2.0, BUMP * shape.letter, STOUTER * thick):
        return False
    tip = extent[:2].mean() <= TIP * extent[widest]
    even = abs(float(centre[:2].mean() - centre[widest])) <= max(1.5, ODD * extent[widest])
    at = level(columns)[widest]
    held = shape.high[columns[widest]] <= at <= shape.low[columns[widest]]
    return bool(tip and even and held)
