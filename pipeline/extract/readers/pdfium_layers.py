"""Layers of a pdfium page that are switched off: what is on them nobody sees.

pdfium does not say which layers are on, but draws by it. So each layer is drawn alone: where no
dot of it is seen, it is hidden, and set inactive; pdfium then leaves it out of the text as well.
"""

import ctypes
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.pdf_streams import streams, unpack

MAX_LAYERS = 200  # of a page; what stands on more of them is taken for seen
MAX_DOTS = 1000  # of the longer side of a drawn layer: a rule of half a point shows
MAX_DEPTH = 33  # forms inside forms, as in the reader
NAME_BYTES = 256
INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")

Layer = tuple[int | str, ...]  # the forms and marked contents around an object
Objects = dict[Layer, list[int]]


def has_layers(data: bytes) -> bool:
    """Whether the file may have layers at all; True where its objects cannot be unpacked."""
    if _LAYERS in data:
        return True
    for stream in streams(data):
        if _PACKED.search(stream.head) is None:
            continue
        try:
            if _LAYERS in unpack(data, stream):
                return True
        except zlib.error:
            return True  # encrypted, or packed in another way
    return False


def hide_layers(page: pypdfium2.PdfPage) -> frozenset[int]:
    """The handles of the page's objects on hidden layers, which are set inactive."""
    top = _objects(page)
    plain: list[int] = []
    layers: Objects = defaultdict(list)
    names: dict[int, int | str] = {}
    for layer, handle in _leaves(top, (), names, MAX_DEPTH):
        (layers[layer] if layer else plain).append(handle)
    tested = {layer: seen for layer, own in layers.items() if (seen := _with_ink(own))}
    if not tested or len(tested) > MAX_LAYERS:
        return frozenset()
    everything = [*plain, *(handle for own in layers.values() for handle in own)]
    _set_active(everything, False)
    hidden = set()
    for layer, own in tested.items():
        _set_active(own, True)
        if not _is_seen(page):
            hidden.update(layers[layer])
        _set_active(own, False)
    _set_active([handle for handle in everything if handle not in hidden], True)
    return frozenset(hidden)


def _objects(page: pypdfium2.PdfPage) -> list[int]:
    address = ctypes.cast(page.raw, ctypes.c_void_p).value or 0
    return [pdf.page_object(address, n) for n in range(pdf.page_count_objects(address))]


def _leaves(
    objects: Sequence[int], around: Layer, names: dict[int, int | str], depth: int
) -> Iterator[tuple[Layer, int]]:
    """Each object that is no form, with what it stands on; images have layers of their own."""
    for handle in objects:
        layer = (*around, *_marks(handle, names))
        kind = pdf.object_type(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth:
                count = pdf.form_count_objects(handle)
                inner = [pdf.form_object(handle, n) for n in range(count)]
                yield from _leaves(inner, (*layer, handle), names, depth - 1)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield (*layer, handle), handle
        else:
            yield layer, handle


def _marks(handle: int, names: dict[int, int | str]) -> Iterator[int | str]:
    """The layers that marked content around the object names: by name, else by its own place."""
    for index in range(pdf.count_marks(handle)):
        mark = pdf.object_mark(handle, index)
        if mark not in names:
            is_layer = _text(pdf.mark_name, mark) == "OC"
            names[mark] = (_text(pdf.mark_string, mark, b"Name") or mark) if is_layer else 0
        if names[mark]:
            yield names[mark]


def _text(function: object, *arguments: object) -> str:
    room, size = ctypes.create_string_buffer(NAME_BYTES), ctypes.c_ulong()
    function(*arguments, room, NAME_BYTES, ctypes.byref(size))  # type: ignore[operator]
    return room.raw[: max(0, min(size.value, NAME_BYTES) - 2)].decode("utf-16-le", "replace")


def _with_ink(objects: Sequence[int]) -> list[int]:
    """The objects of a layer that show where it is on: not spaces, nor a scan's hidden text."""
    left, low, right, high = pdf.gather(pdf.object_bounds, 4, objects).T
    has_ink = ((right > left) | (high > low)).tolist()
    return [
        handle
        for handle, ink in zip(objects, has_ink, strict=True)
        if ink
        and not (
            pdf.object_type(handle) == raw.FPDF_PAGEOBJ_TEXT
            and pdf.text_render_mode(handle) == INVISIBLE
        )
    ]


def _set_active(objects: Sequence[int], active: bool) -> None:
    for handle in objects:
        pdf.set_active(handle, active)


def _is_seen(page: pypdfium2.PdfPage) -> bool:
    """Whether any dot of what is active is drawn on a page without a ground."""
    picture = page.render(
        scale=MAX_DOTS / max(*page.get_size(), 1.0),
        fill_color=(0, 0, 0, 0),
        force_bitmap_format=raw.FPDFBitmap_BGRA,
        draw_annots=False,
        may_draw_forms=False,
    )
    try:
        return bool(picture.to_numpy()[..., 3].any())
    finally:
        picture.close()
