"""The streams of a PDF as they lie in the file's bytes, and which of them unpack to too much."""

import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.contracts.limits import MAX_DRAWN, MAX_IMAGE, MAX_STREAM

MAX_RATIO: Final = 1032  # bytes that deflate makes of one, at most
MAX_HEAD: Final = 2000  # bytes of a stream's dictionary, before it
MAX_WORK: Final = 2_000_000_000  # bytes unpacked to look: that takes some seconds
LARGE_IMAGE: Final = MAX_IMAGE // 10  # bytes: A4 at 300 dpi in colour has 26 million
JPX_SIZE: Final = b"\xff\x4f\xff\x51"  # marks before the size of a JPEG 2000 picture
JPX_HEAD: Final = 4096  # bytes within which it stands

LOCKED: Final = b"/Encrypt"  # somewhere in the file

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_END = b"endstream"
_OBJECTS = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_ONE_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/(\w+)\s*(?:\]|/(?!\w+Decode|Fl|LZW)|>>|$)")
_FILTER = re.compile(rb"/Filter\b")
_SIDE = re.compile(rb"/(Width|Height|W|H)\s+(\d+)(\s+\d+\s+R\b)?")
_ONE_BIT = re.compile(rb"/(?:JBIG2Decode|CCITTFaxDecode|CCF)\b|/BitsPerComponent\s+1\b")


class Stream(NamedTuple):
    """Where a stream begins and ends in the file, and its dictionary as it is written."""

    head: bytes
    start: int
    end: int


class Bombs(NamedTuple):
    """What of a file may be too much: `objects` is sure, of the others the pages tell."""

    objects: bool = False  # a table of objects
    streams: bool = False
    images: bool = False


NO_BOMBS: Final = Bombs()


def streams(data: bytes) -> Iterator[Stream]:
    """All that look like one, in order; one without an end goes on to the end of the file."""
    end = -1
    for found in _STREAM.finditer(data):
        start = found.end()
        if end < start:
            end = data.find(_END, start)
            end = len(data) if end < 0 else end
        head = data[max(0, found.start() - MAX_HEAD) : found.start()]
        yield Stream(head[head.rfind(b" obj") + 1 :], start, end)


def find_bombs(data: bytes) -> Bombs:
    """Whether anything in the file may unpack to more than is read.

    Only what is long enough for that, or packed more than once, is looked at.
    """
    is_locked = LOCKED in data
    objects = others = images = False
    work = 0
    for stream in streams(data):
        if _IMAGE.search(stream.head):
            images = images or may_be_large(stream.head, data[stream.start : stream.end][:JPX_HEAD])
            continue
        size = stream.end - stream.start
        if _FILTER.search(stream.head) and not _ONE_FILTER.search(stream.head):
            others = True
        elif size * MAX_RATIO <= MAX_DRAWN:
            continue
        elif is_locked or work > MAX_WORK:
            others = True
        elif (length := _unpacked(data, stream)) > MAX_DRAWN:
            others = True
            is_table = _OBJECTS.search(stream.head) is not None
            objects = objects or (is_table and length > MAX_STREAM)
        else:
            work += length
    return Bombs(objects, others, images)


def unpack(data: bytes, stream: Stream, limit: int = MAX_STREAM) -> bytes:
    """A deflated stream, up to `limit` bytes of it. Raises zlib.error where it is none."""
    return zlib.decompressobj().decompress(memoryview(data)[stream.start : stream.end], limit)


def image_bytes(width: int, height: int, one_bit: bool) -> int:
    """What an image takes in memory at least."""
    return width * height // (8 if one_bit else 1)


def jpx_side(start: bytes) -> tuple[int, int]:
    """Width and height of a JPEG 2000 picture by its first bytes; 0 where they do not say."""
    at = start.find(JPX_SIZE) + len(JPX_SIZE) + 4
    if at < len(JPX_SIZE) + 4 or len(start) < at + 8:
        return 0, 0
    return int.from_bytes(start[at : at + 4], "big"), int.from_bytes(start[at + 4 : at + 8], "big")


def may_be_large(head: bytes, start: bytes) -> bool:
    """Whether an image with this dictionary and these first bytes may be larger than any scan."""
    sides: dict[bytes, int] = {}
    for name, number, reference in _SIDE.findall(head):
        if reference:
            return True
        sides[name[:1]] = int(number[:9])
    one_bit = _ONE_BIT.search(head) is not None
    said = image_bytes(sides.get(b"W", 0), sides.get(b"H", 0), one_bit)
    return max(said, image_bytes(*jpx_side(start), False)) > LARGE_IMAGE


def _unpacked(data: bytes, stream: Stream) -> int:
    """How many bytes it unpacks to, no more than one over the limit; packed otherwise, the most
    that may come of it."""
    if b"Decode" not in stream.head and b"/Fl" not in stream.head:
        return stream.end - stream.start
    if b"/FlateDecode" not in stream.head and b"/Fl" not in stream.head:
        return MAX_STREAM + 1
    try:
        return len(unpack(data, stream, MAX_STREAM + 1))
    except zlib.error:
        return 0
