"""The neutral page: what a PDF reader saw, free of the library that saw it.

Points, origin top left, y downwards. Thousands of glyphs a page, so slotted dataclasses.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character (or one cluster that the text layer names as a whole) as drawn.

    `x0`..`bottom` is the advance box on the line (not the ink), `size` the font size in points.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    slanted: bool = False  # runs neither level nor upright: of a stamp, a watermark
    ends_paragraph: bool = False  # the file says that another paragraph follows in the same cell


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight table line: `h` at y = `position` from x = `start` to `end`; `v` likewise."""

    axis: Literal["h", "v"]
    position: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """Anything drawn that is no ruling: a polyline, curve or small polygon (an arrow's head)."""

    points: tuple[tuple[float, float], ...]
    filled: bool
    width: float

    @classmethod
    def along(
        cls, axis: Literal["h", "v"], position: float, start: float, end: float, width: float
    ) -> "Stroke":
        """A straight level (`h`) or upright stroke without head."""
        one, two = (start, position), (end, position)
        return cls((one, two) if axis == "h" else (one[::-1], two[::-1]), False, width)

    @property
    def x0(self) -> float:
        return min(x for x, _ in self.points)

    @property
    def x1(self) -> float:
        return max(x for x, _ in self.points)

    @property
    def top(self) -> float:
        return min(y for _, y in self.points)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.points)


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle or an image's rectangle.

    `shade` is the least of red, green and blue: 1 white, less for every colour, however pale.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    shade: float


@dataclass(frozen=True, slots=True)
class FontDoubt:
    """A font of a page whose text cannot be trusted; its letters, not another font's.

    `unnamed`: `share` of its `letters` have no name. `no_words`: `share` of its Thai lies in no
    word of the dictionary.
    """

    font: str
    reason: Literal["unnamed", "no_words"]
    share: float
    letters: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a doubtful reading may be, by whom, from 0 to 1.

    `reader`: `line`, `amount`, `text_layer`, or the name of a plug-in.
    """

    text: str
    reader: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DoubtfulReading:
    """A stretch of a picture that was read, but not surely.

    The box is in points. `text` is what stands for it among the glyphs: the letters as read, or
    U+FFFD for the digits of a number on which the readings disagree. `candidates`: likeliest first.
    """

    kind: Literal["number", "letters"]
    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: glyphs in the text layer's order, lines, other strokes, fills, images."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    strokes: tuple[Stroke, ...]
    fills: tuple[Area, ...]
    images: tuple[Area, ...]
    reader: str
    repairs: tuple[tuple[str, int], ...] = ()  # (kind of repair, how often), sorted by kind
    unknown_glyphs: int = 0  # characters that no repair could name; marked U+FFFD in the text
    untrusted_fonts: tuple[FontDoubt, ...] = ()  # by name
    doubts: tuple[DoubtfulReading, ...] = ()  # only of a page read from its picture
    turned: float = 0.0  # degrees, clockwise, by which it lies askew in the file; undone here
