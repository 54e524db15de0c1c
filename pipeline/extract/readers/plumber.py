"""pdfplumber's page as the neutral Page: slower than pdfium, kinder to broken text layers."""

import logging
import re
from collections.abc import Iterator
from typing import Any, get_args

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import LIT
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

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
from pipeline.extract.readers.reader import Source

READER = "plumber"
MENDS: frozenset[Check] = frozenset(get_args(Check)) - {"rules"}
# What pdfminer lets out of a damaged file: its own errors, wrapped or not, and those of Python
# where it takes a broken object for a sound one.
DAMAGE = (
    MalformedPDFException,
    PdfminerException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings tell users nothing
MAX_CONTENT = 2_000_000  # bytes drawn on a page (a full one has 100,000): pdfminer takes 5 to 25 s
FORM_COST = 200  # bytes of content that take as long as to draw a form, whatever is in it
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_SHOWS = re.compile(rb"[)>\]]\s*(?:T[jJ]|['\"])")
LIT_FORM = LIT("Form")
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
    """The library's own page. Its file stays open: to open it is to walk the whole page tree."""
    page = source.opened(READER, pdfplumber.open).pages[number - 1]
    drawn, shows_text = _drawn(_streams(page), page.page_obj.resources, {})
    if drawn > MAX_CONTENT:
        raise DamagedPageError(f"{drawn} bytes are drawn: too many for pdfminer")
    if may_be_outlines and not shows_text:
        raise DamagedPageError("no text is shown")
    return page


def _drawn(streams: list[Any], resources: Any, known: dict[int, int]) -> tuple[int, bool]:
    """Bytes of content, those of a form as often as it is drawn; `known` by a form's object.

    And whether any of it shows text.
    """
    content = b" ".join(stream.get_data() for stream in streams)
    forms = resolve1(resolve1(resources or {}).get("XObject")) or {}
    total, shows_text = len(content), _SHOWS.search(content) is not None
    for name in _DRAWS.findall(content):
        form = resolve1(forms.get(name.decode("latin-1")))
        if getattr(form, "attrs", {}).get("Subtype") is not LIT_FORM:
            continue
        if id(form) not in known:
            known[id(form)] = 0  # while it is open: a form that draws itself is drawn once
            known[id(form)], shows = _drawn([form], form.attrs.get("Resources"), known)
            shows_text = shows_text or shows
        total += known[id(form)] + FORM_COST
    return total, shows_text


def drawn(source: Source, number: int) -> float:
    """Bytes of content that the page draws, those of a form as often as it is drawn.

    0 where that cannot be told; infinite where forms lie in forms without end.
    """
    try:
        page = source.opened(READER, pdfplumber.open).pages[number - 1]
        return _drawn(_streams(page), page.page_obj.resources, {})[0]
    except RecursionError:
        return float("inf")
    except DAMAGE:
        return 0.0


def _streams(page: Any) -> list[Any]:
    return [resolve1(stream) for stream in page.page_obj.contents]


def count_pages(source: Source) -> int:
    """How many pages the tree really holds, whatever it says of itself; 0 where it is broken."""
    try:
        return len(source.opened(READER, pdfplumber.open).pages)
    except DAMAGE:
        return 0


def loses_content(source: Source, number: int) -> bool:
    """Whether the page has a content stream that cannot be unpacked: it only looks blank."""
    try:
        page = source.opened(READER, pdfplumber.open).pages[number - 1]
        return any(stream.rawdata and not stream.get_data() for stream in _streams(page))
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
    for drawn in (*page.rects, *page.lines, *page.curves):
        points = tuple((float(x) - left, float(y) - top) for x, y in drawn["pts"])
        if len(points) > 1:
            yield Shape(
                points=points,
                closed=drawn["object_type"] == "rect",
                filled=bool(drawn["fill"]),
                stroked=bool(drawn["stroke"]),
                width=float(drawn["linewidth"] or 0.0),
                shade=_shade(drawn["non_stroking_color"]),
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
