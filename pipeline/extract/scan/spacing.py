"""Whether a number's digits stand at even steps: where a step is twice as wide, one is lost."""

import itertools
from collections.abc import Sequence
from statistics import median
from typing import Final

from pipeline.extract.scan.alphabet import DIGITS, THAI_DIGITS

USUAL: Final = 8.5  # columns of the line net from digit to digit, over all fonts
STEPS: Final = 3  # steps from which the number's own is known
TWICE: Final = 1.8  # steps: digits of one font differ in width, but hardly ever by so much
_DIGITS: Final = frozenset(DIGITS + THAI_DIGITS)


def has_hole(letters: Sequence[tuple[str, int]]) -> bool:
    """Whether between two digits (text and column of each letter) there is room for one more.

    >>> has_hole([("๒", 4), ("๐", 12), ("๐", 21), ("๐", 38)])
    True
    """
    numbers = [
        list(group)
        for is_digit, group in itertools.groupby(letters, lambda one: one[0] in _DIGITS)
        if is_digit
    ]
    steps = [b - a for number in numbers for (_, a), (_, b) in itertools.pairwise(number)]
    usual = median(steps) if len(steps) >= STEPS else USUAL
    return max(steps, default=0) > TWICE * usual
