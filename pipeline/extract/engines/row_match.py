"""Rows that two readers saw of one page, side by side: in order, by how alike they are."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

MIN_ALIKE: Final = 60.0  # per cent: two rows of one plan share as much as this by their own words


def match_rows(told: Sequence[str], seen: Sequence[str]) -> list[int | None]:
    """For each row told, the row seen that it is, or None; their order is kept.

    Of all ways to pair the rows in order, the one whose pairs are most alike.

    >>> match_rows(["โครงการปลูกป่า ๕๐๐", "ไม่มีแถวนี้"], ["หัวตาราง", "โครงการปลูกป่า ๙๐๐"])
    [1, None]
    """
    if not told or not seen:
        return [None] * len(told)
    alike = process.cdist(told, seen, scorer=fuzz.ratio, dtype=np.float32)
    alike[alike < MIN_ALIKE] = -1.0
    best = np.zeros((len(told) + 1, len(seen) + 1), np.float32)  # of the first rows of either
    for row in range(len(told)):
        paired = best[row, :-1] + np.maximum(alike[row], 0)
        best[row + 1, 1:] = np.maximum(best[row, 1:], paired)
        best[row + 1] = np.maximum.accumulate(best[row + 1])
    pairs: list[int | None] = [None] * len(told)
    row, other = len(told), len(seen)
    while row and other:
        if best[row, other] == best[row - 1, other]:
            row -= 1
        elif best[row, other] == best[row, other - 1]:
            other -= 1
        else:
            row, other = row - 1, other - 1
            pairs[row] = other
    return pairs
