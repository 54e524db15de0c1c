"""Reads pages that are pictures, with our own nets; a text layer may only settle their numbers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Final, NamedTuple

import cv2
import numpy as np
import pypdfium2

from pipeline.contracts.attempt import Check
from pipeline.contracts.following import nothing_ahead
from pipeline.contracts.page import Area, Page
from pipeline.extract.engines.engine import LetterEngine
from pipeline.extract.readers.bombs import check_picture
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.reader import Source
from pipeline.extract.scan.ink import even_light, find_ink
from pipeline.extract.scan.page import read_picture
from pipeline.extract.scan.spare_memory import give_back
from pipeline.extract.scan.strip import Grey
from pipeline.extract.scan.upright import count_letters, find_turns
from pipeline.extract.trust import LEGIBLE, UNTRUSTED, trust

MENDS: frozenset[Check] = frozenset({"page", "text", "letters"})
DPI: Final = 300
LONGEST: Final = 3600  # pixels of a page's longer side
SIDES: Final = (300.0, 1750.0)  # points of a page's longer side, A6 to A2; others are no paper
A4_SIDE: Final = 842.0
POOR: Final = 0.8  # share of plausible letters below which a page may lie on its side
LOOK_SIDE: Final = 1750  # pixels of the longer side that tell which way up a page is
LEAST_SIDE: Final = 32  # pixels
THREAD: Final = 50  # times as long as wide
EDGE: Final = 0.04  # of a side: shadows of a scanner's lid
INK: Final = 0.0002  # of what lies within: less is dust


class Picture(NamedTuple):
    """A page in grey; `points` is the size of a pixel."""

    grey: Grey
    points: float


def read_page(
    source: Source, number: int, earlier: Page | None, letters: LetterEngine | None = None
) -> Page:
    """Page `number` (1-based) as it looks; `earlier`, its text layer, only settles numbers.

    `letters` is asked about letters of which our own net is not sure. Raises DamagedPageError
    where the page cannot be drawn.
    """
    return read_upright(draw(source, number), number, earlier, letters)


@dataclass(frozen=True, slots=True)
class OcrReader:
    """The same as a PageReader: with a second opinion on letters, and pages read beforehand."""

    letters: LetterEngine | None
    ahead: Callable[[int], Page | None] = nothing_ahead
    MENDS: ClassVar = MENDS

    def read_page(self, source: Source, number: int, earlier: Page | None) -> Page:
        """As above. What was read beforehand knew of no text layer."""
        is_bare = earlier is None or not earlier.glyphs
        page = self.ahead(number) if is_bare else None
        return page or read_page(source, number, earlier, self.letters)


def usual_size(longest: float) -> float:
    """How many times a page with a longer side of so many points is to be enlarged to be paper.

    Programs that take a pixel for a point make pages of two metres.
    """
    return 1.0 if SIDES[0] <= longest <= SIDES[1] else A4_SIDE / max(longest, 1.0)


def read_upright(
    picture: Picture,
    number: int,
    layer: Page | None = None,
    letters: LetterEngine | None = None,
) -> Page:
    """Page `number`, turned until its text can be read; `turned` says how far.

    `layer` and `letters` as for `read_picture`; a text layer counts for the page as it lies.
    A page on which there is something, and none of it letters, has one image all over it.
    """
    grey, points = _not_too_thin(picture.grey), picture.points
    as_it_lies = page = read_picture(grey, points, number, layer, letters)
    if not page.glyphs and not _has_ink(grey):
        return page
    worth = _worth(page)
    for turns in _other_turns(grey, worth):
        upright = np.ascontiguousarray(np.rot90(grey, turns))
        other = read_picture(upright, points, number, None, letters)
        if (its_worth := _worth(other)) > worth:
            page, worth = replace(other, turned=other.turned + 90.0 * turns), its_worth
        if worth >= POOR:
            break
    if worth < LEGIBLE:
        page = as_it_lies
    if page.glyphs:
        return page
    return replace(page, images=(Area(0.0, 0.0, page.width, page.height, 0.0),))


def count_drawn_letters(source: Source, number: int) -> int:
    """How many letters in lines can be seen on the page, read or not; 0 where none can be drawn."""
    try:
        grey, _ = draw(source, number, DPI // 2)
    except DamagedPageError:
        return 0
    return count_letters(find_ink(even_light(grey)))


def draw(source: Source, number: int, dpi: int = DPI) -> Picture:
    """Page `number` as it looks. Raises DamagedPageError where it cannot be drawn."""
    check_picture(source, number)
    give_back()
    try:
        page = source.document[number - 1]
        longest = max(page.get_size())
        enlarged = usual_size(longest)
        scale = min(enlarged * dpi / 72, LONGEST / max(longest, 1.0))
        bitmap = page.render(scale=scale, grayscale=True)
    except pypdfium2.PdfiumError as error:
        raise DamagedPageError(str(error)) from error
    grey = np.array(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
    bitmap.close()
    page.close()
    return Picture(grey, enlarged / scale)


def _not_too_thin(grey: Grey) -> Grey:
    """The page, with white beside it where it is no wider, or higher, than a thread."""
    least = max(LEAST_SIDE, max(grey.shape) // THREAD)
    missing = [(0, max(0, least - side)) for side in grey.shape]
    return np.pad(grey, missing, constant_values=255) if min(grey.shape) < least else grey


def _worth(page: Page) -> float:
    return trust(page) if page.glyphs else 0.0


def _other_turns(grey: Grey, worth: float) -> list[int]:
    """Quarter turns that may bring upright a page that is read so badly as it lies."""
    if worth >= POOR:
        return []
    scale = min(1.0, LOOK_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    turns = find_turns(find_ink(even_light(small.astype(np.uint8, copy=False))))
    likely = [turns, (turns + 2) % 4] if turns or worth < UNTRUSTED else []
    return [turns for turns in likely if turns]


def _has_ink(grey: Grey) -> bool:
    height, width = (round(EDGE * side) for side in grey.shape)
    inside = find_ink(even_light(grey))[height : grey.shape[0] - height, width : -width or None]
    return bool(inside.mean() > INK)
