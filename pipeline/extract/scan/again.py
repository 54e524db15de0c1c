"""A second look at the numbers of which the nets are not sure: the same ink, a little narrower.

What was read by a hair is read otherwise then; what is so is read again. Both nets look, each for
itself, and only numbers in doubt are looked at, which are few.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2

from pipeline.extract.scan.confidence import log_odds, together
from pipeline.extract.scan.recogniser import Letter, Reading, read_strips
from pipeline.extract.scan.strip import Grey
from pipeline.normalize.digits import to_arabic

NARROWER: Final = 0.9
SURE: Final = 15.0  # nats together: more than any number needs
CONTRARY: Final = 1.0  # nats that a look which says another number takes off, with its own odds


@dataclass(frozen=True, slots=True)
class Number:
    """A number in windows (its parts, where it is an outline's) as each of the nets reads it."""

    windows: tuple[Grey, ...]
    line: Reading
    amount: Reading

    @property
    def is_clear(self) -> bool:
        """Whether nothing is to be asked: both are sure of the same, or the line net reads none."""
        number = _digits(self.line)
        sure = together(self.line.as_number, self.amount.as_number) >= SURE
        return not number or (sure and number == _digits(self.amount))


def look_again(numbers: Sequence[Number]) -> list[Number]:
    """The numbers as they are known after a second look at those in doubt."""
    unsure = [one for one in numbers if not one.is_clear]
    strips = [_narrower(window) for one in unsure for window in one.windows]
    lines, amounts = iter(read_strips("line", strips)), iter(read_strips("amount", strips))
    return [one if one.is_clear else _looked_again(one, lines, amounts) for one in numbers]


def _looked_again(one: Number, lines: Iterator[Reading], amounts: Iterator[Reading]) -> Number:
    line = joined([next(lines) for _ in one.windows])
    amount = joined([next(amounts) for _ in one.windows])
    return Number(one.windows, pooled(one.line, line), pooled(one.amount, amount))


def joined(parts: Sequence[Reading]) -> Reading:
    """The parts of a number with the dots between them."""
    letters = list(parts[0].letters)
    for part in parts[1:]:
        letters += (Letter(".", 0.5, 1.0), *part.letters)
    return Reading(tuple(letters), max(part.missed for part in parts))


def pooled(first: Reading, second: Reading) -> Reading:
    """What two looks of one net come to: the surer one's letters, each as sure as both make it."""
    better, other = (first, second) if first.as_number >= second.as_number else (second, first)
    odds = log_odds(better.as_number)
    if _digits(first) == _digits(second):
        odds += log_odds(other.as_number)
    else:
        odds -= max(0.0, log_odds(other.as_number)) + CONTRARY
    sure = 1 / (1 + math.exp(-odds))
    return Reading(tuple(replace(letter, confidence=sure) for letter in better.letters), 1 - sure)


def _digits(reading: Reading) -> str:
    return "".join(char for char in to_arabic(reading.text) if char.isdecimal())


def _narrower(window: Grey) -> Grey:
    size = max(1, round(window.shape[1] * NARROWER)), window.shape[0]
    return cv2.resize(window, size, interpolation=cv2.INTER_AREA).astype(window.dtype, copy=False)
