"""Where a line is cut around some of its letters: in the white between them and the next."""

from typing import Final

import numpy as np

from pipeline.extract.scan.recogniser import Letter
from pipeline.extract.scan.strip import ABOVE, AMOUNT_SIZE, BELOW, MARGIN, Grey

CLEAR: Final = 0.08  # of the ink of a full column: less is white
MIN_CLEAR: Final = 2  # pixels

Span = tuple[int, int]  # pixels of a strip


class Cuts:
    """A strip whose letters are known by their places, 0 to 1: about their middles."""

    def __init__(self, strip: Grey, letters: tuple[Letter, ...]) -> None:
        self.width = strip.shape[1]
        self.letter = strip.shape[0] / (ABOVE + BELOW)
        self._letters = letters
        rows = slice(
            round((ABOVE - AMOUNT_SIZE.above) * self.letter),
            round((ABOVE + AMOUNT_SIZE.below) * self.letter),
        )
        ink = np.percentile(strip, 90) - strip[rows].astype(np.float32)
        columns = np.clip(ink, 0, None).sum(0)
        self._white = columns <= CLEAR * max(1.0, float(columns.max()))
        self._ink = columns

    def span(self, start: int, stop: int) -> Span:
        """From the white before letter `start` to that after the last before `stop`."""
        left, right = 0, self.width
        if start:
            first, end = self._gap(start - 1, start)
            left = max((first + end) // 2, end - round(MARGIN * self.letter))
        if stop < len(self._letters):
            first, end = self._gap(stop - 1, stop)
            right = min((first + end) // 2, first + round(MARGIN * self.letter))
        return left, max(right, left + 1)

    def _gap(self, one: int, two: int) -> Span:
        """The white between two letters; where they touch, the column with the least ink."""
        low, high = self._at(one), max(self._at(one) + 1, self._at(two))
        target = (low + high) / 2
        if self._letters[one].text == " ":
            target = low
        elif self._letters[two].text == " ":
            target = high
        white = np.flatnonzero(self._white[low:high]) + low
        runs = np.split(white, np.flatnonzero(np.diff(white) > 1) + 1)
        wide = [(int(run[0]), int(run[-1]) + 1) for run in runs if len(run) >= MIN_CLEAR]
        if not wide:
            least = low + int(self._ink[low:high].argmin())
            return least, least
        return min(wide, key=lambda run: max(run[0] - target, target - run[1], 0))

    def _at(self, index: int) -> int:
        return int(min(self.width - 1, self._letters[index].x * self.width))
