"""The pdfium functions that the reader calls thousands of times a page, with plain int handles.

pypdfium2's own bindings build a pointer object for every answer; these prototypes of the same
functions answer addresses as int, which is faster and can be a dictionary's key. They are separate
objects, so that other users of pypdfium2 in the process keep theirs.
"""

import ctypes
from collections.abc import Callable
from ctypes import c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

from pypdfium2 import raw


def _bind(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    bound: Callable[..., Any] = ctypes.CFUNCTYPE(restype, *argtypes)(address)
    return bound


count_chars = _bind("FPDFText_CountChars", c_int, c_void_p)
char_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_map_error = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
char_is_hyphen = _bind("FPDFText_IsHyphen", c_int, c_void_p, c_int)
char_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
char_origin = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)

page_count_objects = _bind("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
form_count_objects = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
object_bounds = _bind(
    "FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p
)
count_marks = _bind("FPDFPageObj_CountMarks", c_int, c_void_p)
object_mark = _bind("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
mark_bytes = _bind(
    "FPDFPageObjMark_GetParamBlobValue",
    c_int, c_void_p, c_void_p, c_void_p, c_ulong, c_void_p,
)  # fmt: skip

text_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
text_size = _bind("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
font_name = _bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t)
glyph_width = _bind("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint, c_float, c_void_p)

path_draw_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
path_count = _bind("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)
stroke_width = _bind("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
fill_color = _bind(
    "FPDFPageObj_GetFillColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p
)
stroke_color = _bind(
    "FPDFPageObj_GetStrokeColor", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p
)


class Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


class Rect(ctypes.Structure):
    """FS_RECTF."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


Affine = tuple[float, float, float, float, float, float]


def combine(inner: Affine, outer: Affine) -> Affine:
    """The map that does `inner` first, then `outer` (PDF order: row vectors)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


_MATRIX = Matrix()  # pdfium is not thread-safe: one buffer for a process is enough
_MATRIX_REF = ctypes.byref(_MATRIX)


def matrix_of(handle: int) -> Affine:
    """The object's own matrix."""
    object_matrix(handle, _MATRIX_REF)
    m = _MATRIX
    return (m.a, m.b, m.c, m.d, m.e, m.f)
