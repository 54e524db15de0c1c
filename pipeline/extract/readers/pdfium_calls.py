"""The pdfium functions that the reader calls thousands of times a page, with plain int handles.

pypdfium2's own bindings build a pointer object for every answer; these prototypes of the same
functions answer addresses as int, which is faster and can be a dictionary's key. They are separate
objects, so that other users of pypdfium2 in the process keep theirs. They keep Python's lock:
pdfium is not thread-safe, and giving the lock away costs more than most of the calls.

Callers `map` a function over all objects of a page and let it fill `records`, which numpy then
computes with: a call costs 0.1 to 0.3 µs so, and three times as much from a loop.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from ctypes import c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

Numbers = NDArray[np.float64]


def _bind(name: str, restype: Any, *argtypes: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(restype, *argtypes)(address)
    return bound


count_chars = _bind("FPDFText_CountChars", c_int, c_void_p)
char_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_map_error = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
char_is_hyphen = _bind("FPDFText_IsHyphen", c_int, c_void_p, c_int)
char_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
char_ink = _bind(
    "FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p
)
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
object_clip = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
clip_count_paths = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)
clip_count_segments = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
object_content = _bind("FPDFPageObj_GetMarkedContentID", c_int, c_void_p)
structure = _bind("FPDF_StructTree_GetForPage", c_void_p, c_void_p)
close_structure = _bind("FPDF_StructTree_Close", None, c_void_p)
count_roots = _bind("FPDF_StructTree_CountChildren", c_int, c_void_p)
tree_child = _bind("FPDF_StructTree_GetChildAtIndex", c_void_p, c_void_p, c_int)
element_type = _bind("FPDF_StructElement_GetType", c_ulong, c_void_p, c_void_p, c_ulong)
count_children = _bind("FPDF_StructElement_CountChildren", c_int, c_void_p)
element_child = _bind("FPDF_StructElement_GetChildAtIndex", c_void_p, c_void_p, c_int)
child_content = _bind("FPDF_StructElement_GetChildMarkedContentID", c_int, c_void_p, c_int)
count_marks = _bind("FPDFPageObj_CountMarks", c_int, c_void_p)
object_mark = _bind("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
mark_name = _bind("FPDFPageObjMark_GetName", c_int, c_void_p, c_void_p, c_ulong, c_void_p)
mark_string = _bind(
    "FPDFPageObjMark_GetParamStringValue",
    c_int, c_void_p, ctypes.c_char_p, c_void_p, c_ulong, c_void_p,
)  # fmt: skip
set_active = _bind("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)
mark_bytes = _bind(
    "FPDFPageObjMark_GetParamBlobValue",
    c_int, c_void_p, c_void_p, c_void_p, c_ulong, c_void_p,
)  # fmt: skip

text_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
text_render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
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


Affine = tuple[float, float, float, float, float, float]


def gather(
    function: Callable[..., Any],
    fields: int,
    *arguments: Iterable[int],
    kind: type[np.float32 | np.int32 | np.float64] = np.float32,
    is_struct: bool = False,
) -> Numbers:
    """[call, field]: what the function writes behind its pointers when called for each argument.

    The last of `arguments` says how many calls; `fields` pointers follow them, or with `is_struct`
    one to all the fields.
    """
    *others, last = arguments
    last = tuple(last)
    room = np.zeros((len(last), fields), kind)
    start, step = room.ctypes.data, fields * room.itemsize
    firsts = (start,) if is_struct else range(start, start + step, room.itemsize)
    pointers = (range(first, first + len(last) * step, step) for first in firsts)
    deque(map(function, *others, last, *pointers), maxlen=0)
    return room.astype(np.float64, copy=False)


def combine(inner: Numbers, outer: Numbers) -> Numbers:
    """[..., a..f]: the maps that do `inner` first, then `outer` (PDF order: row vectors)."""
    a, b, c, d, e, f = inner.T
    p, q, r, s, t, u = outer.T
    return np.array(
        (a * p + b * r, a * q + b * s,
         c * p + d * r, c * q + d * s,
         e * p + f * r + t, e * q + f * s + u)
    ).T  # fmt: skip


def matrices(handles: Sequence[int], outer: Sequence[Affine]) -> Numbers:
    """[object, a..f]: from each object's own coordinates to those of the page, through `outer`."""
    if not handles:
        return np.zeros((0, 6))
    places = {affine: place for place, affine in enumerate(dict.fromkeys(outer))}
    through = np.array(list(places))[[places[affine] for affine in outer]]
    return combine(gather(object_matrix, 6, handles, is_struct=True), through)
