"""pdfplumber's page as the neutral Page: slower than pdfium, kinder to broken text layers."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.contracts.page import Area, Glyph, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.readers.glyphs import (
    ASCENT,
    DESCENT,
    DamagedPageError,
    count_repairs,
    unnamed,
)

READER = "plumber"
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
_CID = re.compile(r"\(cid:(\d+)\)")
GREY_WEIGHTS = (0.299, 0.587, 0.114)  # luminance of red, green, blue


def read_page(path: Path, number: int) -> Page:
    """Page `number` (1-based) of the file as read by pdfplumber. Raises DamagedPageError."""
    try:
        return _read(path, number)
    except DAMAGE as error:
        raise DamagedPageError(str(error)) from error


def _read(path: Path, number: int) -> Page:
    with pdfplumber.open(path, pages=[number]) as document:
        page = document.pages[0]
        glyphs = tuple(_glyph(char, float(page.height)) for char in page.chars)
        rulings, strokes, fills = sort_shapes(_shapes(page))
        return Page(
            number=number,
            width=float(page.width),
            height=float(page.height),
            glyphs=glyphs,
            rulings=rulings,
            strokes=strokes,
            fills=fills,
            images=tuple(_image(image) for image in page.images),
            reader=READER,
            repairs=count_repairs(glyphs),
            unknown_glyphs=sum(glyph.text.count(UNKNOWN) for glyph in glyphs),
        )


def loses_content(path: Path, number: int) -> bool:
    """Whether the page has a content stream that cannot be unpacked: it only looks blank."""
    try:
        with pdfplumber.open(path, pages=[number]) as document:
            streams = [resolve1(stream) for stream in document.pages[0].page_obj.contents]
            return any(stream.rawdata and not stream.get_data() for stream in streams)
    except DAMAGE:
        return True


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    size = float(char["size"])
    base = height - float(char["matrix"][5])
    text = _named(char["text"])
    font = str(char["fontname"]).split("+", 1)[-1]
    return Glyph(
        text, char["x0"], base - ASCENT * size, char["x1"], base + DESCENT * size, size, font
    )


def _named(text: str) -> str:
    """A character as pdfminer names it; `(cid:17)` is one that the file does not name."""
    if found := _CID.fullmatch(text):
        return unnamed(int(found[1]))
    return unnamed(ord(text)) if len(text) == 1 and ord(text) < 0x20 else text or UNKNOWN


def _shapes(page: Any) -> Iterator[Shape]:
    for drawn in (*page.rects, *page.lines, *page.curves):
        points = tuple((float(x), float(y)) for x, y in drawn["pts"])
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
    """Luminance of grey, RGB or CMYK, 0 black .. 1 white; patterns and names count as black."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0.0
    match parts:
        case (grey,):
            return float(grey)
        case (_, _, _):
            return float(sum(w * c for w, c in zip(GREY_WEIGHTS, parts, strict=True)))
        case (cyan, magenta, yellow, black):
            inks = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
            return float(sum(w * c for w, c in zip(GREY_WEIGHTS, inks, strict=True)))
        case _:
            return 0.0


def _image(image: dict[str, Any]) -> Area:
    return Area(image["x0"], image["top"], image["x1"], image["bottom"], 0.0)
