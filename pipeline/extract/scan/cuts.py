"""Where a line is cut around some of its letters: in the white between them and the next."""

from typing import Final

import numpy as np

from pipeline.extract.scan.recogniser import Letter
from pipeline.extract.scan.strip import ABOVE, AMOUNT_SIZE, BELOW, MARGIN, Grey

CLEAR: Final = 0.08  # of the ink of a full column: less is white
MIN_CLEAR: Final = 2  # pixels

Span = tuple[int, int]  # pixels of a strip


class Cuts:
    """A strip whose letters are known by their places, 0 to 1."""

    def __init__(self, strip: Grey, letters: tuple[Letter, ...]) -> None:
        self.width = strip.shape[1]
        self.letter = strip.shape[0] / (ABOVE + BELOW)
        self._at = [min(self.width - 1, round(letter.x * self.width)) for letter in letters]
        rows = slice(
            round((ABOVE - AMOUNT_SIZE.above) * self.letter),
            round((ABOVE + AMOUNT_SIZE.below) * self.letter),
        )
        ink = np.percentile(strip, 90) - strip[rows].astype(np.float32)
        columns = np.clip(ink, 0, None).sum(0)
        self._ink = columns / max(1.0, float(columns.max()))

    def span(self, start: int, stop: int) -> Span:
        """From the white before letter `start` to that after the last before `stop`."""
        before = self._at[start - 1] if start else -1
        after = self._at[stop] if stop < len(self._at) else self.width
        left = self._at[start] - self._reach(self._ink[before + 1 : self._at[start]][::-1])
        right = self._at[stop - 1] + 1 + self._reach(self._ink[self._at[stop - 1] + 1 : after])
        return max(0, left), min(self.width, max(right, left + 1))

    def _reach(self, ink: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> int:
        """How many of the columns away from a letter are its own, with a margin."""
        if not len(ink):
            return 0
        white = np.flatnonzero(ink <= CLEAR)
        runs = np.split(white, np.flatnonzero(np.diff(white) > 1) + 1)
        run = next((run for run in runs if len(run) >= MIN_CLEAR), None)
        if run is None:
            return int(ink.argmin())
        return int(run[0] + min(len(run) / 2, MARGIN * self.letter))
