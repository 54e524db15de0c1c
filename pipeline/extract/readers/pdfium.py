"""pdfium's page as the neutral Page: every glyph once, with its box, and everything drawn."""

import ctypes
import math
from collections.abc import Iterator
from itertools import repeat
from typing import get_args

import numpy as np
import pypdfium2
from pypdfium2 import raw

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Area, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.bombs import check_picture
from pipeline.extract.readers.doubled import draw_once
from pipeline.extract.readers.drawing import sort_shapes
from pipeline.extract.readers.glyphs import DamagedPageError, count_repairs
from pipeline.extract.readers.pdfium_layers import hide_layers
from pipeline.extract.readers.pdfium_paragraphs import paragraph_ends
from pipeline.extract.readers.pdfium_paths import read_shapes
from pipeline.extract.readers.pdfium_text import read_glyphs
from pipeline.extract.readers.pdfium_typed import set_down
from pipeline.extract.readers.pdfium_upright import AS_SHOWN, text_scale, text_turn, turn_back
from pipeline.extract.readers.reader import Source

READER = "pdfium"
MENDS: frozenset[Check] = frozenset(get_args(Check))
FORM = raw.FPDF_PAGEOBJ_FORM
TEXT, PATH = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH
IMAGE, SHADING = raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING
GRADIENT = 0.5  # a gradient's shade: seen, and neither black nor white
MAX_FORM_DEPTH = 33  # forms inside forms: stamps upon stamps; deeper is a loop or an attack


def read_page(source: Source, number: int, _earlier: Page | None = None) -> Page:
    """Page `number` (1-based) as read by pdfium. Raises DamagedPageError."""
    if number > len(source.document):
        raise DamagedPageError("the page tree does not count this page")
    try:
        page = set_down(source.document, number)
        hidden = _hidden(source, page, number)
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise DamagedPageError(str(error)) from error
    try:
        to_page, (width, height), found, turn = _upright(page, hidden)
        rulings, strokes, fills = sort_shapes(read_shapes(*found[PATH], height), width, height)
        fills = (*fills, *_gradients(found[SHADING]))
        images = tuple(_images(found[IMAGE]))
        solid = [Area(x.x0, x.top, x.x1, x.bottom, 0.0) for x in strokes if x.filled]
        ends = paragraph_ends(_address(page.raw), found[TEXT][0])
        behind = (*fills, *solid, *images)
        shown, unseen = read_glyphs(
            _address(text_page.raw), to_page, found[TEXT], height, behind, ends
        )
        glyphs, doubled = draw_once(shown)
        return Page(
            number=number,
            width=width,
            height=height,
            glyphs=glyphs,
            rulings=rulings,
            strokes=strokes,
            fills=fills,
            images=images,
            reader=READER,
            repairs=count_repairs(glyphs, drawn_twice=doubled, unseen_text=unseen),
            unknown_glyphs="".join(glyph.text for glyph in glyphs).count(UNKNOWN),
            turned=math.degrees(turn),
        )
    finally:
        text_page.close()
        page.close()


def _address(pointer: object) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _to_page(page: pypdfium2.PdfPage) -> pdf.Affine:
    """PDF user space to points from the top left corner of the page as it is shown."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    left, right, low, high = box.left, box.right, box.bottom, box.top
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, high),
        90: (0.0, 1.0, 1.0, 0.0, -low, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -low),
        270: (0.0, -1.0, -1.0, 0.0, high, right),
    }[page.get_rotation()]


Found = tuple[list[int], list[pdf.Affine]]  # handles in drawing order, their maps to the page


def view_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """How far the text of the page as it is shown is turned, clockwise in radians; and how many
    times the page is enlarged."""
    texts = _sort_objects(_address(page.raw), _to_page(page), frozenset())[TEXT]
    return text_turn(*texts), text_scale(*texts)


def shows_as_drawn(source: Source, number: int) -> bool:
    """Whether all of page `number` (1-based) is seen, and as it stands in the file.

    True for a page that pdfium cannot open: nothing speaks against it. Raises PageTooLargeError
    where it has layers that cannot be drawn.
    """
    try:
        page = source.document[number - 1]
    except (IndexError, pypdfium2.PdfiumError):
        return True
    try:
        return not _hidden(source, page, number) and view_of(page) == AS_SHOWN
    finally:
        page.close()


def _hidden(source: Source, page: pypdfium2.PdfPage, number: int) -> frozenset[int]:
    """The page's objects on layers that are switched off, told by drawing them."""
    if not source.has_layers:
        return frozenset()
    check_picture(source, number)
    return hide_layers(page)


def _upright(
    page: pypdfium2.PdfPage, hidden: frozenset[int]
) -> tuple[pdf.Affine, tuple[float, float], dict[int, Found], float]:
    """The map to the page with its text level, the page's size then, its objects by kind, and how
    far it was turned back (radians)."""
    to_page, size = _to_page(page), page.get_size()
    found = _sort_objects(_address(page.raw), to_page, hidden)
    turn, scale = text_turn(*found[TEXT]), text_scale(*found[TEXT])
    if (turn, scale) != AS_SHOWN:
        to_page, size = turn_back(to_page, size, turn, scale)
        found = _sort_objects(_address(page.raw), to_page, hidden)
    return to_page, size, found, turn


def _sort_objects(page: int, to_page: pdf.Affine, hidden: frozenset[int]) -> dict[int, Found]:
    """The page's text, path, image and shading objects that are not hidden, forms opened."""
    found: dict[int, Found] = {kind: ([], []) for kind in (TEXT, PATH, IMAGE, SHADING)}
    top = map(pdf.page_object, repeat(page), range(pdf.page_count_objects(page)))
    _sort(list(top), to_page, found, MAX_FORM_DEPTH)
    if hidden:
        return {kind: _without(hidden, *found[kind]) for kind in found}
    return found


def _without(hidden: frozenset[int], handles: list[int], outers: list[pdf.Affine]) -> Found:
    seen = [index for index, handle in enumerate(handles) if handle not in hidden]
    return [handles[index] for index in seen], [outers[index] for index in seen]


def _sort(objects: list[int], outer: pdf.Affine, found: dict[int, Found], depth: int) -> None:
    """Adds the objects, and those in forms, to what was found of their kind."""
    for handle, kind in zip(objects, map(pdf.object_type, objects), strict=True):
        if kind in found:
            handles, outers = found[kind]
            handles.append(handle)
            outers.append(outer)
        elif kind == FORM and depth:
            inner = map(pdf.form_object, repeat(handle), range(pdf.form_count_objects(handle)))
            to_page = tuple(pdf.matrices([handle], [outer])[0].tolist())
            _sort(list(inner), to_page, found, depth - 1)


def _images(found: Found) -> Iterator[Area]:
    """Where each image's unit square falls."""
    yield from _unit_squares(pdf.matrices(*found), 0.0)


def _gradients(found: Found) -> Iterator[Area]:
    """The area that each shading fills, as far as its clip lets it be seen."""
    handles, outer = found
    if not handles:
        return
    left, low, right, high = pdf.gather(pdf.object_bounds, 4, handles).T
    none = np.zeros(len(handles))
    boxes = np.array((right - left, none, none, high - low, left, low)).T
    yield from _unit_squares(pdf.combine(boxes, np.array(outer)), GRADIENT)


def _unit_squares(maps: pdf.Numbers, shade: float) -> Iterator[Area]:
    for a, b, c, d, e, f in maps.tolist():
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        yield Area(min(xs), min(ys), max(xs), max(ys), shade)
