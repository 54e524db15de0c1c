"""From chances to letters: where the net wavers, orthography and words say which way to read.

They weigh little and only between ways that the ink leaves open; numbers are read by the ink alone.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.extract.scan.alphabet import DIGITS, THAI_DIGITS, Alphabet
from pipeline.extract.scan.beam import Chances, Stretch, Way, find_stretches, most_between
from pipeline.extract.scan.syllables import count_misspelt
from pipeline.extract.scan.words import cost_of_words

OPEN: Final = 0.05  # of the likeliest way's chance: a way with less is closed by the ink
MISSPELT: Final = 2.0  # nats that a place against orthography takes off
WORDS: Final = 0.3  # nats for each nat that the words cost
MOST: Final = 3.0  # nats that both together may say for or against a way
CONTEXT: Final = 12  # letters on either side that may belong to the same words

_VALUES: Final = str.maketrans(THAI_DIGITS, DIGITS)
_NUMERIC: Final = re.compile("[0-9]")
_NUMBER_SIGNS: Final = re.compile("[0-9.,]")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A class as read, the column where it is clearest, its chance against other readings."""

    number: int
    column: int
    chance: float


def spell(chances: Chances, alphabet: Alphabet) -> tuple[list[Spelt], float]:
    """The letters, and the chance that one more stands where none was read."""
    parts = find_stretches(chances)
    texts = [_likeliest(part, alphabet) for part in parts]
    spelt: list[Spelt] = []
    space = alphabet.classes.index(" ") if " " in alphabet.classes else None
    missed = most_between(chances, parts, space)
    for index, part in enumerate(parts):
        if part.number > 0:
            column = chances[part.start : part.stop, part.number]
            peak = part.start + (int(column.argmax()) if len(column) > 1 else 0)
            spelt.append(Spelt(part.number, peak, float(chances[peak, part.number])))
        elif part.number < 0:
            weights = _weigh(part.ways, _before(texts, index), _after(texts, index), alphabet)
            best = max(range(len(weights)), key=weights.__getitem__)
            texts[index] = alphabet.decode(part.ways[best].classes)
            whole = sum(weights)
            shares = [weight / whole for weight in weights]
            spelt += _shared(part, best, shares, chances)
            missed = max(missed, _longer(part, best, shares))
    return spelt, missed


def _likeliest(part: Stretch, alphabet: Alphabet) -> str:
    if part.ways:
        return alphabet.decode(part.ways[0].classes)
    return alphabet.classes[part.number]


def _before(texts: Sequence[str], index: int) -> str:
    text = ""
    while index and len(text) < CONTEXT:
        index -= 1
        text = texts[index] + text
    return text[-CONTEXT:]


def _after(texts: Sequence[str], index: int) -> str:
    text = ""
    while index + 1 < len(texts) and len(text) < CONTEXT:
        index += 1
        text += texts[index]
    return text[:CONTEXT]


def _weigh(ways: Sequence[Way], before: str, after: str, alphabet: Alphabet) -> list[float]:
    """The ways' chances, shifted by what orthography and words say of those that are open."""
    if len(ways) < 2 or ways[1].chance < OPEN * ways[0].chance:
        return [way.chance for way in ways]
    wanted = _number_in(before, alphabet.decode(ways[0].classes), after)
    costs: dict[int, float] = {}
    for index, way in enumerate(ways):
        text = alphabet.decode(way.classes)
        if way.chance >= OPEN * ways[0].chance and _number_in(before, text, after) == wanted:
            whole = before + text + after
            costs[index] = MISSPELT * count_misspelt(whole) + WORDS * cost_of_words(whole)
    weights = [way.chance for way in ways]
    for index, cost in costs.items():
        weights[index] *= math.exp(max(-MOST, min(MOST, costs[0] - cost)))
    shut = max(weights[i] for i in costs)
    return [w if i in costs else min(w, shut) for i, w in enumerate(weights)]


def _number_in(before: str, text: str, after: str) -> str:
    """What `text` adds to a number, its digits by value."""
    text = text.translate(_VALUES)
    beside = before[-1:].translate(_VALUES) + text + after[:1].translate(_VALUES)
    if not _NUMERIC.search(beside):
        return ""
    return "".join(_NUMBER_SIGNS.findall(text))


def _shared(part: Stretch, best: int, shares: Sequence[float], chances: Chances) -> Iterator[Spelt]:
    """The letters of the way taken; the chance of each is that of all ways that have it there."""
    way = part.ways[best]
    ends = (*way.columns[1:], part.stop)
    for number, start, stop in zip(way.classes, way.columns, ends, strict=False):
        peak = start + int(chances[start : max(stop, start + 1), number].argmax())
        chance = sum(
            one
            for one, other in zip(shares, part.ways, strict=True)
            if any(
                number == another and abs(column - start) <= 2
                for another, column in zip(other.classes, other.columns, strict=True)
            )
        )
        yield Spelt(number, peak, chance)


def _longer(part: Stretch, best: int, shares: Sequence[float]) -> float:
    """The chance of ways with more letters than the one taken."""
    letters = len(part.ways[best].classes)
    return sum(
        share for share, way in zip(shares, part.ways, strict=True) if len(way.classes) > letters
    )
