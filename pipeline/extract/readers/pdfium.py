"""pdfium's page as the neutral Page: every glyph once, with its box, and everything drawn."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from pipeline.contracts.page import Area, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.readers.glyphs import DamagedPageError, count_repairs
from pipeline.extract.readers.pdfium_paths import read_shapes
from pipeline.extract.readers.pdfium_text import TextReader

READER = "pdfium"
MAX_FORM_DEPTH = 8  # forms inside forms; deeper is a loop or an attack


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Page `number` (1-based) as read by pdfium. Raises DamagedPageError."""
    try:
        page = document[number - 1]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise DamagedPageError(str(error)) from error
    try:
        to_page = _to_page(page)
        text = TextReader(_address(text_page.raw), to_page)
        shapes: list[Shape] = []
        images: list[Area] = []
        for kind, handle, outer in _objects(_address(page.raw), to_page):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                text.add(handle, outer)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                shapes += read_shapes(handle, outer)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                images.append(_image(pdf.combine(pdf.matrix_of(handle), outer)))
        glyphs = text.glyphs()
        rulings, strokes, fills = sort_shapes(shapes)
        width, height = page.get_size()
        return Page(
            number=number,
            width=width,
            height=height,
            glyphs=glyphs,
            rulings=rulings,
            strokes=strokes,
            fills=fills,
            images=tuple(images),
            reader=READER,
            repairs=count_repairs(glyphs),
            unknown_glyphs=sum(glyph.text.count(UNKNOWN) for glyph in glyphs),
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


Placed = tuple[int, int, pdf.Affine]  # kind, handle, map to page coordinates


def _objects(page: int, to_page: pdf.Affine) -> Iterator[Placed]:
    """Every object in drawing order, forms opened."""
    for index in range(pdf.page_count_objects(page)):
        handle = pdf.page_object(page, index)
        kind = pdf.object_type(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(handle, to_page, MAX_FORM_DEPTH)
        else:
            yield kind, handle, to_page


def _form_objects(form: int, outer: pdf.Affine, depth: int) -> Iterator[Placed]:
    to_page = pdf.combine(pdf.matrix_of(form), outer)
    for index in range(pdf.form_count_objects(form)):
        handle = pdf.form_object(form, index)
        kind = pdf.object_type(handle)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, handle, to_page
        elif depth:
            yield from _form_objects(handle, to_page, depth - 1)


def _image(matrix: pdf.Affine) -> Area:
    """Where an image's unit square falls."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return Area(min(xs), min(ys), max(xs), max(ys), 0.0)
