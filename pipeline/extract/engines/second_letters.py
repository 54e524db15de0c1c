"""A second reader's letters beside our own: where it is right elsewhere in the line, they count.

Digits are never taken: what touches a digit in either reading stays ours.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Indel

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.engines.engine import LetterEngine
from pipeline.extract.scan.recogniser import Letter, Reading
from pipeline.extract.scan.strip import Grey
from pipeline.normalize.digits import has_digit, squeeze
from pipeline.normalize.thai_marks import repair_marks

UNSURE: Final = 0.8  # a letter less sure than this is asked about
AGREED: Final = 0.9  # how sure two readers of different kinds are of what both say
MOST_OTHERWISE: Final = 0.1  # of the letters that we are sure of; a reader that differs in more
# reads this line badly, or another line
LEAST_ALIKE: Final = 4  # letters that both read: fewer prove nothing of the second reader
MOST_MORE: Final = 2  # letters more than the ones they replace: a vowel and a tone that we lost


@dataclass(frozen=True, slots=True)
class Taken:
    """Letters of the second reader in place of our own: from `x0` to `x1` of strip `line`."""

    line: int
    x0: float
    x1: float
    text: str
    own: str
    own_confidence: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Our letters `start` to `stop`, and what the second reader has in their place."""

    start: int
    stop: int
    text: str
    other: str

    @property
    def is_alike(self) -> bool:
        return self.text == self.other


def second_opinion(
    strips: Sequence[Grey], readings: Sequence[Reading], engine: LetterEngine
) -> tuple[list[Reading], list[Taken]]:
    """The readings with unsure letters confirmed or replaced, and what was replaced."""
    heard, taken = list(readings), []
    for index, (strip, reading) in enumerate(zip(strips, readings, strict=True)):
        if any(_is_asked(letter) for letter in reading.letters):
            other = squeeze(repair_marks(engine.read_line(strip))[0])
            heard[index], replaced = _heard(reading, other, index)
            taken += replaced
    return heard, taken


def _is_asked(letter: Letter) -> bool:
    is_letter = letter.text not in (" ", UNKNOWN) and not has_digit(letter.text)
    return letter.confidence < UNSURE and is_letter


def _heard(reading: Reading, other: str, line: int) -> tuple[Reading, list[Taken]]:
    stretches = list(_aligned(reading, other))
    if not _is_trusted(reading, stretches):
        return reading, []
    letters: list[Letter] = []
    taken: list[Taken] = []
    done = 0
    for one in stretches:
        own = reading.letters[one.start : one.stop]
        letters += reading.letters[done : one.start]
        done = one.stop
        if has_digit(one.text + one.other):
            letters += own
        elif one.is_alike:
            letters += (replace(x, confidence=max(x.confidence, AGREED)) for x in own)
        elif all(map(_is_asked, own)) and 0 < len(one.other) <= len(one.text) + MOST_MORE:
            x0, x1 = _room(reading.letters, one)
            step = (x1 - x0) / len(one.other)
            letters += (
                Letter(text, x0 + (n + 0.5) * step, AGREED) for n, text in enumerate(one.other)
            )
            least = min(letter.confidence for letter in own)
            taken.append(Taken(line, x0, x1, one.other, one.text, least))
        else:
            letters += own
    letters += reading.letters[done:]
    return Reading(tuple(letters), reading.missed), taken


def _room(letters: Sequence[Letter], one: _Stretch) -> tuple[float, float]:
    """From half way to the letter before the stretch to half way to the one after it."""
    first, last = letters[one.start].x, letters[one.stop - 1].x
    before = letters[one.start - 1].x if one.start else first
    after = letters[one.stop].x if one.stop < len(letters) else last
    return (before + first) / 2, (last + after) / 2


def _is_trusted(reading: Reading, stretches: Sequence[_Stretch]) -> bool:
    """Whether the second reader sees what we see, where we are sure."""
    alike = otherwise = 0
    for one in stretches:
        if one.is_alike:
            alike += len(one.text)
        elif not has_digit(one.text + one.other):
            own = reading.letters[one.start : one.stop]
            otherwise += sum(len(x.text) for x in own if not _is_asked(x) and x.text != " ")
    return alike >= LEAST_ALIKE and otherwise <= MOST_OTHERWISE * (alike + otherwise)


def _aligned(reading: Reading, other: str) -> Iterator[_Stretch]:
    """Both readings side by side, cut where they begin or cease to be alike.

    Spaces are left out: the engines differ in them. A cut never parts a vowel from the tone that
    was read with it.
    """
    places = [n for n, letter in enumerate(reading.letters) if letter.text != " "]
    owners = [n for n in places for _ in reading.letters[n].text]
    text = "".join(reading.letters[n].text for n in places)
    ends: dict[int, int] = {}  # where to cut: our offset -> the other's
    for block in Indel.opcodes(text, other):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start + 1):
                ends[block.src_start + step] = block.dest_start + step
    ends |= {0: 0, len(text): len(other)}
    whole = [at for at in sorted(ends) if at in (0, len(text)) or owners[at - 1] != owners[at]]
    for start, stop in itertools.pairwise(whole):
        first, last = owners[start], owners[stop - 1]
        yield _Stretch(first, last + 1, text[start:stop], other[ends[start] : ends[stop]])
