"""Doubts of the readers of pictures, brought to the values that they concern."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pipeline.contracts.page import Candidate, DoubtfulReading
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.parsed import UNKNOWN, Doubt, Field, Status
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import PageRecord

LOW: Final = "ocr_low_confidence"
LINES: Final = "line"  # the reader that knows what stands around a number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageDoubts:
    """The doubtful readings of a document by page number, in reading order."""

    by_page: Mapping[int, tuple[DoubtfulReading, ...]]

    @classmethod
    def of(cls, pages: Iterable[PageReport | PageRecord]) -> "PageDoubts":
        """Those of a document's pages."""
        return cls(
            {
                page.number: tuple(sorted(page.doubts, key=lambda one: (one.bottom, one.x0)))
                for page in pages
                if page.doubts
            }
        )

    def within(self, places: Iterable[Place]) -> tuple[Doubt, ...]:
        """Those whose middle lies in one of the places, place by place."""
        return tuple(
            _at(one, place)
            for place in dict.fromkeys(places)
            if place.page is not None and place.box is not None
            for one in self.by_page.get(place.page, ())
            if _holds(place.box, one)
        )


NO_DOUBTS: Final = PageDoubts({})


def _holds(box: Box, one: DoubtfulReading) -> bool:
    x, y = (one.x0 + one.x1) / 2, (one.top + one.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _at(one: DoubtfulReading, place: Place) -> Doubt:
    box = Box(x0=one.x0, top=one.top, x1=one.x1, bottom=one.bottom)
    return Doubt(
        kind=one.kind,
        text=one.text,
        candidates=one.candidates,
        place=Place(reader=place.reader, page=place.page, box=box),
    )


def numbers(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts of numbers alone."""
    return tuple(doubt for doubt in doubts if doubt.kind == "number")


def likeliest(doubt: Doubt) -> Candidate | None:
    """What the reader of lines makes of it, else the likeliest of the others; None: nothing."""
    lines = [one for one in doubt.candidates if one.reader == LINES]
    return next(iter((*lines, *doubt.candidates)), None)


def with_likeliest(text: str, doubts: Iterable[Doubt]) -> str:
    """Free text in which digits without a name stand as they were most likely read.

    As it was where the doubts do not name every lost digit, in order: no digit lands elsewhere.
    """
    whole, done = [], 0
    for doubt in numbers(doubts):
        best = likeliest(doubt)
        start = text.find(doubt.text, done)
        if best is None or start < 0 or UNKNOWN in text[done:start]:
            return text
        whole += [text[done:start], best.text]
        done = start + len(doubt.text)
    rest = text[done:]
    return text if UNKNOWN in rest else "".join([*whole, rest])


def sureness(doubts: Iterable[Doubt]) -> float:
    """Of the least sure stretch; 1 without doubts."""
    best = (max((one.confidence for one in doubt.candidates), default=0.0) for doubt in doubts)
    return min(best, default=1.0)


def doubted(one: Field[T], doubts: tuple[Doubt, ...]) -> Field[T]:
    """The field with its doubts: flagged, and no surer than they are."""
    if not doubts:
        return one
    return one.model_copy(
        update={
            "doubts": doubts,
            "confidence": min(one.confidence, sureness(doubts)),
            "flags": tuple(dict.fromkeys((*one.flags, LOW))),
        }
    )


def readings_of(one: Field[T]) -> tuple[Candidate, ...]:
    """What the whole of a value may be whose number nobody could name; several numbers: nothing."""
    doubts = numbers(one.doubts)
    if one.status is not Status.UNREADABLE or len(doubts) != 1 or doubts[0].text not in one.raw:
        return ()
    return tuple(
        Candidate(one.raw.replace(doubts[0].text, told.text, 1), told.reader, told.confidence)
        for told in doubts[0].candidates
    )
