"""What was typed over a pdfium page: notes without a frame and filled fields, which people read."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
FIELD_BYTES = 16
SIGNATURE = "Sig"  # a field's type: what it shows is no text of the plan


def set_down(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Page `number` (1-based), what was typed over it made part of it; highlights and stamps not.

    Raises PdfiumError. The change stays in the open document; the file is not written.
    """
    page = document[number - 1]
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if not any(_is_typed(page, index) for index in range(count)):
        return page
    for index in range(count):
        if not _is_typed(page, index):
            with _annotation(page, index) as one:
                raw.FPDFAnnot_SetFlags(one, raw.FPDFAnnot_GetFlags(one) | HIDDEN)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]


def _is_typed(page: pypdfium2.PdfPage, index: int) -> bool:
    """Whether an annotation is text of its own over the page, and is seen."""
    with _annotation(page, index) as one:
        kind = raw.FPDFAnnot_GetSubtype(one)
        if kind not in (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET):
            return False
        if raw.FPDFAnnot_GetFlags(one) & HIDDEN:
            return False
        room = (ctypes.c_ushort * FIELD_BYTES)()
        size = raw.FPDFAnnot_GetStringValue(one, b"FT", room, 2 * FIELD_BYTES)
        return "".join(map(chr, room[: max(0, size // 2 - 1)])) != SIGNATURE


@contextmanager
def _annotation(page: pypdfium2.PdfPage, index: int) -> "Iterator[raw.FPDF_ANNOTATION]":
    one = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield one
    finally:
        raw.FPDFPage_CloseAnnot(one)
