"""pdfplumber's page as the neutral Page: slower than pdfium, kinder to broken text layers."""

import logging
import re
from collections.abc import Iterator
from typing import Any, get_args

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Area, Glyph, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.readers.glyphs import (
    ASCENT,
    DESCENT,
    SLANT,
    DamagedPageError,
    count_repairs,
    unnamed,
)
from pipeline.extract.readers.pdfium import shows_as_drawn
from pipeline.extract.readers.plumber_bombs import drawn, streams_of
from pipeline.extract.readers.plumber_file import DAMAGE, page_of
from pipeline.extract.readers.reader import Source

READER = "plumber"
MENDS: frozenset[Check] = frozenset(get_args(Check)) - {"rules"}
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings tell users nothing
MAX_CONTENT = 2_000_000  # bytes drawn on a page (a full one has 100,000): pdfminer takes 5 to 25 s
_CID = re.compile(r"\(cid:(\d+)\)")


def read_page(source: Source, number: int, earlier: Page | None = None) -> Page:
    """Page `number` (1-based) of the file as read by pdfplumber. Raises DamagedPageError.

    So it does where `earlier` has no letters, and the page shows no text: it is all outlines.
    """
    try:
        return _read(source, number, may_be_outlines=earlier is not None and not earlier.glyphs)
    except DAMAGE as error:
        raise DamagedPageError(str(error)) from error


def _read(source: Source, number: int, may_be_outlines: bool) -> Page:
    if not shows_as_drawn(source, number):
        raise DamagedPageError("turned, or partly on hidden layers: pdfminer sees it otherwise")
    page = _page(source, number, may_be_outlines)
    try:
        left, top, right, bottom = _paper(page)
        foot = float(page.bbox[3]) - top  # of the file's own box, from which letters are placed
        glyphs = tuple(_glyph(char, left, foot) for char in page.chars)
        width, height = right - left, bottom - top
        rulings, strokes, fills = sort_shapes(_shapes(page, left, top), width, height)
        return Page(
            number=number,
            width=width,
            height=height,
            glyphs=glyphs,
            rulings=rulings,
            strokes=strokes,
            fills=fills,
            images=tuple(_image(image, left, top) for image in page.images),
            reader=READER,
            repairs=count_repairs(glyphs),
            unknown_glyphs=sum(glyph.text.count(UNKNOWN) for glyph in glyphs),
        )
    finally:
        page.close()


def _page(source: Source, number: int, may_be_outlines: bool) -> Any:
    """The library's own page."""
    page = page_of(source, number)
    length, shows_text = drawn(streams_of(page), page.page_obj.resources)
    if length > MAX_CONTENT:
        raise DamagedPageError(f"{length} bytes are drawn: too many for pdfminer")
    if may_be_outlines and not shows_text:
        raise DamagedPageError("no text is shown")
    return page


def loses_content(source: Source, number: int) -> bool:
    """Whether the page has a content stream that cannot be unpacked: it only looks blank."""
    try:
        page = page_of(source, number)
        return any(stream.rawdata and not stream.get_data() for stream in streams_of(page))
    except DAMAGE:
        return True


def _paper(page: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a viewer shows, in pdfplumber's coordinates."""
    shown, whole = page.cropbox, page.bbox
    left, top = (max(float(shown[n]), float(whole[n])) for n in (0, 1))
    right, bottom = (min(float(shown[n]), float(whole[n])) for n in (2, 3))
    if left >= right or top >= bottom:
        left, top, right, bottom = map(float, whole)
    return left, top, right, bottom


def _glyph(char: dict[str, Any], left: float, foot: float) -> Glyph:
    size = float(char["size"])
    base = foot - float(char["matrix"][5])
    x0, x1 = char["x0"] - left, char["x1"] - left
    text = _named(char["text"])
    font = str(char["fontname"]).split("+", 1)[-1]
    top, bottom = base - ASCENT * size, base + DESCENT * size
    level, upright = abs(char["matrix"][0]), abs(char["matrix"][1])
    slanted = min(level, upright) > SLANT * max(level, upright)
    return Glyph(text, x0, top, x1, bottom, size, font, slanted)


def _named(text: str) -> str:
    """A character as pdfminer names it; `(cid:17)` is one that the file does not name."""
    if found := _CID.fullmatch(text):
        return unnamed(int(found[1]))
    return unnamed(ord(text)) if len(text) == 1 and ord(text) < 0x20 else text or UNKNOWN


def _shapes(page: Any, left: float, top: float) -> Iterator[Shape]:
    for shape in (*page.rects, *page.lines, *page.curves):
        points = tuple((float(x) - left, float(y) - top) for x, y in shape["pts"])
        if len(points) > 1:
            yield Shape(
                points=points,
                closed=shape["object_type"] == "rect",
                filled=bool(shape["fill"]),
                stroked=bool(shape["stroke"]),
                width=float(shape["linewidth"] or 0.0),
                shade=_shade(shape["non_stroking_color"]),
            )


def _shade(color: Any) -> float:
    """How white grey, RGB or CMYK is, 0 .. 1 (see Area); patterns and names count as black."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0.0
    match parts:
        case (grey,):
            return float(grey)
        case (_, _, _):
            return float(min(parts))
        case (cyan, magenta, yellow, black):
            return float(min((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)))
        case _:
            return 0.0


def _image(image: dict[str, Any], left: float, top: float) -> Area:
    x0, x1 = image["x0"] - left, image["x1"] - left
    return Area(x0, image["top"] - top, x1, image["bottom"] - top, 0.0)
