"""Camelot's raster lattice: rules seen in the picture of a page, whatever they are drawn with.

A form under the text as one picture, shadings, patterns, slits of a clip: no list of paths shows
their lines. Camelot renders the page (through pdfium) and finds them with OpenCV. The text is that
of the best reader before it.
"""

from dataclasses import replace
from typing import Any

import cv2
from camelot.backends.pdfium_backend import PdfiumBackend
from camelot.image_processing import adaptive_threshold, find_lines

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Glyph, Page, Ruling, Stroke
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.bombs import check_picture
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.reader import Source
from pipeline.extract.readers.rules import Line, join_pieces, merge_doubled, split_floating

READER = "camelot"
MENDS: frozenset[Check] = frozenset({"header", "table", "rules", "cells", "numbers", "numbering"})
RESOLUTION = 150  # dots an inch: a rule of half a point is a dot wide
BLOCK = 51  # dots around one that it is compared with: in fewer, text beside a faint rule hides it
FAINT = -1  # of 255 shades darker than around it is ink
MAX_DOTS = 6_000_000  # of one picture: A3 at 150 dpi is 4.3 million; 18 MB in colour
MIN_RESOLUTION = 40  # dots an inch: below this rows run together; the page is no sheet of paper
MIN_LENGTH = 14.0  # points: shorter than any row is high, and most stems of letters
MAX_LINES = 2_000  # of a picture: a page of plans has some hundred; more are hatching or a map
MAX_STEM = 1.6  # em: a letter with its marks is no higher
STEM_AWAY = 1.0  # points by which a letter may stand out of its advance
NEAR_STROKE = 2.0  # points between a line in the picture and the arrow's shaft that it is
# What OpenCV and camelot let out of a page that they cannot draw or hold.
TROUBLE = (ArithmeticError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)


def read_page(source: Source, number: int, earlier: Page | None = None) -> Page:
    """The page with the rules in its picture beside those drawn. Raises DamagedPageError."""
    check_picture(source, number)
    page = earlier or pdfium.read_page(source, number)
    try:
        if pdfium.view_of(source.document[number - 1])[0]:
            raise ValueError("its picture is turned or leans, unlike the page")
        seen = _lines(source, page)
        if len(seen) > MAX_LINES:
            raise ValueError(f"{len(seen)} lines: a drawing, no table")
    except (*TROUBLE, cv2.error) as error:
        raise DamagedPageError(str(error)) from error
    known = [Line(r.axis, r.position, r.start, r.end, 0.0) for r in page.rulings]
    new = [x for x in seen if not _is_stroke(x, page.strokes) and not _is_letter(x, page.glyphs)]
    rules, _ = split_floating(merge_doubled(join_pieces([*known, *new])))
    rulings = tuple(Ruling(line.axis, line.position, line.start, line.end) for line in rules)
    return replace(page, rulings=rulings, reader=READER)


def _lines(source: Source, page: Page) -> list[Line]:
    """Every straight line in the picture of the page, in points."""
    resolution = _resolution(page.width, page.height)
    picture = PdfiumBackend().to_array(str(source.path), resolution, page.number)
    _, ink = adaptive_threshold(picture, blocksize=BLOCK, c=FAINT)  # type: ignore[no-untyped-call]
    high, wide = ink.shape
    lines = []
    for x0, y0, x1, y1 in _found(ink, "horizontal", wide, page.width):
        start, end = sorted((x0 * page.width / wide, x1 * page.width / wide))
        lines.append(Line("h", ((y0 + y1) / 2 + 0.5) * page.height / high, start, end, 0.0))
    for x0, y0, x1, y1 in _found(ink, "vertical", high, page.height):
        start, end = sorted((y0 * page.height / high, y1 * page.height / high))
        lines.append(Line("v", ((x0 + x1) / 2 + 0.5) * page.width / wide, start, end, 0.0))
    return lines


def _found(ink: Any, direction: str, dots: int, points: float) -> list[tuple[int, int, int, int]]:
    """Camelot's lines of one direction, in dots: longer than `MIN_LENGTH`, gaps so long closed."""
    scale = max(1, round(points / MIN_LENGTH))
    if dots // scale < 2:
        raise ValueError("the page is too small to draw")
    _, found = find_lines(  # type: ignore[no-untyped-call]
        ink, None, direction, scale, iterations=1, erode_iterations=1
    )
    return list(found)


def _resolution(width: float, height: float) -> int:
    """Dots an inch: as many as the picture may hold, `RESOLUTION` at most."""
    if width <= 0 or height <= 0:
        raise ValueError("the page has no size")
    most = int(72 * (MAX_DOTS / (width * height)) ** 0.5)
    if most < MIN_RESOLUTION:
        raise ValueError("the page is too large to draw")
    return min(RESOLUTION, most)


def _is_stroke(line: Line, strokes: tuple[Stroke, ...]) -> bool:
    """Whether the line is an arrow's shaft or another stroke that is no rule."""
    for stroke in strokes:
        level = line.axis == "h"
        low, high = (stroke.top, stroke.bottom) if level else (stroke.x0, stroke.x1)
        start, end = (stroke.x0, stroke.x1) if level else (stroke.top, stroke.bottom)
        beside = low - NEAR_STROKE <= line.position <= high + NEAR_STROKE
        if beside and start - NEAR_STROKE <= line.start and line.end <= end + NEAR_STROKE:
            return True
    return False


def _is_letter(line: Line, glyphs: tuple[Glyph, ...]) -> bool:
    """Whether the line is the stem or bar of a letter (of a ไ, or of a title's any letter)."""
    length = line.end - line.start
    for glyph in glyphs:
        if length > MAX_STEM * glyph.size:
            continue
        if line.axis == "h":
            along, across = (glyph.x0, glyph.x1), (glyph.top, glyph.bottom)
        else:
            along, across = (glyph.top, glyph.bottom), (glyph.x0, glyph.x1)
        over = glyph.size / 2  # a mark stands so far above its letter's box
        beside = across[0] - STEM_AWAY <= line.position <= across[1] + STEM_AWAY
        if beside and along[0] - over <= line.start and line.end <= along[1] + over:
            return True
    return False
