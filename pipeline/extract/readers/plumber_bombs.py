"""What a page draws and holds, by its objects: told before any library draws it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pdfminer.pdfdocument import PDFXRefFallback
from pdfminer.pdfexceptions import PDFValueError
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import LIT

from pipeline.contracts.limits import MAX_DRAWN, MAX_IMAGE, MAX_IMAGES
from pipeline.extract.readers.glyphs import PageTooLargeError
from pipeline.extract.readers.pdf_probe import MAX_CONTENTS
from pipeline.extract.readers.pdf_streams import JPX_HEAD, image_bytes, jpx_side
from pipeline.extract.readers.plumber_file import DAMAGE, TooMuchError, page_of, pages_of
from pipeline.extract.readers.reader import Source

MAX_HELD: Final = 100_000_000  # bytes unpacked of fonts, maps, forms and patterns of a page
MAX_HELD_OBJECTS: Final = 50_000  # of a page
MAX_DEPTH: Final = 40  # forms in forms: pdfium opens no more
FORM_COST: Final = 200  # bytes of content that take as long as to draw a form, whatever is in it
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_SHOWS = re.compile(rb"[)>\]]\s*(?:T[jJ]|['\"])")
_FORM, _IMAGE = LIT("Form"), LIT("Image")
_ONE_BIT: Final = ("JBIG2Decode", "CCITTFaxDecode", "CCF")

Drawn = tuple[int, bool]  # bytes of content, and whether any of it shows text


def check_content(source: Source, number: int) -> None:
    """Raises PageTooLargeError where the page draws more than MAX_DRAWN or holds more than
    MAX_HELD, or may do so as far as can be told; a page of a file that pdfminer cannot make sense
    of, but in which nothing is known to be large, is left to the readers."""
    try:
        page = page_of(source, number)
        length, _ = drawn(streams_of(page), page.page_obj.resources)
        held = sum(map(_held, _reachable(page.page_obj.resources)))
    except TooMuchError as error:
        raise PageTooLargeError(str(error)) from error
    except DAMAGE as error:
        if source.has_known_bombs:
            raise PageTooLargeError(str(error)) from error
        return
    if source.has_known_bombs and _is_rebuilt(page):
        raise PageTooLargeError("what is too large in a damaged file, each library sees otherwise")
    if source.repeats_contents and not any(map(_is_crowded, pages_of(source))):
        raise PageTooLargeError("a page of very many contents is seen otherwise by others")
    if length > MAX_DRAWN:
        raise PageTooLargeError(f"{length} bytes are drawn")
    if held > MAX_HELD:
        raise PageTooLargeError(f"{held} bytes are held")


def _is_rebuilt(page: Any) -> bool:
    """Whether the file's objects were found by looking for them: its own table is damaged."""
    return any(isinstance(table, PDFXRefFallback) for table in page.page_obj.doc.xrefs)


def _is_crowded(page: Any) -> bool:
    return len(page.page_obj.contents) > MAX_CONTENTS


def check_images(source: Source, number: int) -> None:
    """Raises PageTooLargeError where an image of the page, or all of them, are too large."""
    try:
        page = page_of(source, number)
        sizes = [_image_size(one) for one in _reachable(page.page_obj.resources)]
    except DAMAGE:
        return
    if max(sizes, default=0) > MAX_IMAGE or sum(sizes) > MAX_IMAGES:
        raise PageTooLargeError(f"images of {sum(sizes)} bytes")


def streams_of(page: Any) -> list[Any]:
    """The content streams of a page; what else stands among them is passed over."""
    found = map(resolve1, page.page_obj.contents)
    return [stream for stream in found if isinstance(stream, PDFStream)]


def drawn(streams: Sequence[Any], resources: Any) -> Drawn:
    """Bytes of content of a page, those of a form as often as it is drawn, and whether any shows
    text."""
    return _Drawing(_forms(resources)).of(streams, resources, MAX_DEPTH)


class _Drawing:
    """What is known of a page's forms while they are counted. As pdfium has it, a form uses the
    resources around it where it has none, and the page's where its own lack a name."""

    def __init__(self, page_forms: dict[str, Any]) -> None:
        self._page_forms = page_forms
        self._known: dict[tuple[int, int], Drawn] = {}  # by a form's object, and how deep it lies

    def of(self, streams: Sequence[Any], resources: Any, depth: int) -> Drawn:
        length, shows_text = 0, False
        draws: Counter[bytes] = Counter()
        for stream, times in Counter(streams).items():
            content = stream.get_data()
            if not content and "Filter" in stream.attrs:
                raise PDFValueError("nothing comes of a stream that another library may unpack")
            length += times * len(content)
            shows_text = shows_text or _SHOWS.search(content) is not None
            for name, own in Counter(_DRAWS.findall(content)).items():
                draws[name] += times * own
        forms = _forms(resources)
        for name, times in draws.items() if depth else ():
            key = name.decode("latin-1")
            named = forms.get(key, self._page_forms.get(key))
            form = resolve1(named)
            if form is None and named is not None:
                raise PDFValueError("a form is lost that another library may find")
            if getattr(form, "attrs", {}).get("Subtype") is _FORM:
                inner = self._form(form, resources, depth - 1)
                length += times * (inner[0] + FORM_COST)
                shows_text = shows_text or inner[1]
        return length, shows_text

    def _form(self, form: Any, around: Any, depth: int) -> Drawn:
        key = id(form), depth
        if key not in self._known:
            self._known[key] = self.of([form], form.attrs.get("Resources") or around, depth)
        return self._known[key]


def _forms(resources: Any) -> dict[str, Any]:
    return resolve1(resolve1(resources or {}).get("XObject")) or {}


def _reachable(resources: Any) -> Iterator[PDFStream]:
    """The streams that a page's resources lead to, each once."""
    seen: set[int] = set()
    waiting = [resources]
    while waiting and len(seen) < MAX_HELD_OBJECTS:
        one = waiting.pop()
        if isinstance(one, PDFObjRef):
            if one.objid in seen:
                continue
            seen.add(one.objid)
            one = resolve1(one)
        if isinstance(one, PDFStream):
            yield one
            waiting.extend(one.attrs.values())
        elif isinstance(one, dict):
            waiting.extend(value for name, value in one.items() if name not in ("Parent", "P"))
        elif isinstance(one, list):
            waiting.extend(one)


def _held(stream: PDFStream) -> int:
    """Bytes that a stream unpacks to; images are told by their size."""
    return 0 if stream.attrs.get("Subtype") is _IMAGE else len(stream.get_data())


def _image_size(stream: PDFStream) -> int:
    """Bytes that an image takes in memory; 0 of any other stream."""
    if stream.attrs.get("Subtype") is not _IMAGE:
        return 0
    width, height, bits = (
        value if isinstance(value := resolve1(stream.attrs.get(name)), int) else 0
        for name in ("Width", "Height", "BitsPerComponent")
    )
    filters = [getattr(one, "name", "") for one, _ in stream.get_filters()]
    one_bit = bits == 1 or any(name in _ONE_BIT for name in filters)
    inner = jpx_side((stream.rawdata or b"")[:JPX_HEAD])
    return max(image_bytes(width, height, one_bit), image_bytes(*inner, False))
