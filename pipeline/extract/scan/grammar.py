"""How numbers are written: thousands in groups of three, or not grouped at all."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.normalize.digits import GROUPED, to_arabic

WELL_FORMED: Final = re.compile(rf"{GROUPED.pattern}|\d+(?:\.\d{{1,2}})*")


def least_sure(signs: Sequence[str], confidences: Sequence[float]) -> float:
    """The confidence of the least sure sign of a number; 1 without any.

    The commas of a number that is grouped as numbers are need not be sure: taken for dots, or for
    nothing, they would change nothing.

    >>> least_sure("๕,๒๐๐", (0.9, 0.6, 1.0, 1.0, 1.0)), least_sure("๕,๒๐", (0.9, 0.6, 1.0, 1.0))
    (0.9, 0.6)
    """
    is_grouped = GROUPED.fullmatch(to_arabic("".join(signs))) is not None
    counted = (
        confidence
        for sign, confidence in zip(signs, confidences, strict=True)
        if not (is_grouped and sign == ",")
    )
    return min(counted, default=1.0)
