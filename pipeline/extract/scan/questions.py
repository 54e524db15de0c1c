"""Which stretches of a line the net for numbers reads too, and where they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.extract.scan.cuts import Cuts, Span
from pipeline.extract.scan.grammar import least_sure
from pipeline.extract.scan.recogniser import Letter, Reading
from pipeline.extract.scan.strip import Grey
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.thai_marks import combining_marks

SURE_DIGIT: Final = 0.85  # of a letter that is no digit, or of digits that only one net sees
SHORT: Final = 14.0  # letter heights: what is longer is no number

_STRETCH: Final = re.compile(r"[0-9๐-๙]+(?:\s?[.,]\s?[0-9๐-๙]+)*")
OTHER: Final = re.compile(r"[^0-9๐-๙.,\-\s]")
_DASHES: Final = re.compile(r"[.,\-\s]+")
_PART: Final = re.compile(r"[0-9๐-๙]+")
_OUTLINE: Final = re.compile(r"\d{1,2}(?:\.\d)+|\d{1,2}(?:\.\d{1,2}){2,}")  # no amount of money


@dataclass(frozen=True, slots=True)
class Question:
    """Letters `start` to `stop`, as sure as `confidence`, to be read again in `spans`.

    Several spans: the parts of `๒.๒.๑`. `wide`: with the unsure letters beside them, which may be
    digits too; None: there are none. `said`: what the line net reads there after a second look.
    """

    start: int
    stop: int
    confidence: float
    spans: tuple[Span, ...]
    wide: Span | None = None
    said: str = ""

    @property
    def windows(self) -> tuple[Span, ...]:
        """All spans that are read."""
        return (*self.spans, *((self.wide,) if self.wide else ()))


def questions(strip: Grey, reading: Reading) -> Iterator[Question]:
    """Each number of a strip; short strips whole that may be one, whatever the line net says."""
    letters = reading.letters
    text = "".join(letter.text[0] for letter in letters)  # an index is a letter's number
    cuts = Cuts(strip, letters)
    found = list(_STRETCH.finditer(text))
    if not found:
        unsure = not letters or min(letter.confidence for letter in letters) < SURE_DIGIT
        if _DASHES.fullmatch(text) or (unsure and cuts.width <= SHORT * cuts.letter):
            yield Question(0, len(letters), reading.confidence, ((0, cuts.width),))
        return
    alone = len(found) == 1 and not OTHER.search(text)  # else a letter may be missed elsewhere
    for match in found:
        start, stop = match.span()
        own = [letter for letter in letters[start:stop] if letter.text != " "]
        sure = least_sure([one.text for one in own], [one.confidence for one in own])
        first, last = _before(letters, start), _after(letters, stop)
        parts = [(start, stop)]
        if _OUTLINE.fullmatch(to_arabic(match[0])):
            parts = [part.span() for part in _PART.finditer(text, start, stop)]
        yield Question(
            start,
            stop,
            min(sure, 1 - reading.missed) if alone else sure,
            tuple(cuts.span(*part) for part in parts),
            cuts.span(first, last) if (first, last) != (start, stop) else None,
        )


def _before(letters: Sequence[Letter], start: int) -> int:
    """Where the letter begins that stands before and may be a digit; `start` if none does."""
    first = start - 1
    while first > 0 and letters[first].text[0] in combining_marks():
        first -= 1
    return first if first >= 0 and _may_be_digit(letters[first]) else start


def _after(letters: Sequence[Letter], stop: int) -> int:
    return stop + 1 if stop < len(letters) and _may_be_digit(letters[stop]) else stop


def _may_be_digit(letter: Letter) -> bool:
    return letter.confidence < SURE_DIGIT and letter.text not in " /()"
