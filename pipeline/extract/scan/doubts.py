"""The doubts of a page that is read from its picture, with their boxes."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.contracts.page import Candidate, DoubtfulReading, Glyph
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.scan.numbers import NumberDoubt

SURE: Final = 0.6  # a letter less sure than this is in doubt


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its marks on the page; `first` of its reading's letters, and the least sure."""

    glyph: Glyph
    first: int
    confidence: float


def find_doubts(
    written: Sequence[Written], numbers: Sequence[NumberDoubt]
) -> Iterator[DoubtfulReading]:
    """The doubts of a line: numbers on which the readings differ, and letters that are not sure."""
    for number in numbers:
        own = [one for one in written if number.start <= one.first < number.stop]
        if own:
            yield _doubt("number", own, number.candidates)

    def unsure(one: Written) -> bool:
        in_number = any(number.start <= one.first < number.stop for number in numbers)
        return one.confidence < SURE and not in_number and not one.glyph.text.isspace()

    for is_unsure, group in itertools.groupby(written, unsure):
        if is_unsure:
            own = list(group)
            text = "".join(one.glyph.text for one in own)
            sure = round(min(one.confidence for one in own), 3)
            known = () if UNKNOWN in text else (Candidate(text, "line", sure),)
            yield _doubt("letters", own, known)


def _doubt(
    kind: Literal["number", "letters"], own: Sequence[Written], candidates: tuple[Candidate, ...]
) -> DoubtfulReading:
    glyphs = [one.glyph for one in own]
    return DoubtfulReading(
        kind=kind,
        x0=glyphs[0].x0,
        top=min(glyph.top for glyph in glyphs),
        x1=glyphs[-1].x1,
        bottom=max(glyph.bottom for glyph in glyphs),
        text="".join(glyph.text for glyph in glyphs),
        candidates=candidates,
    )
