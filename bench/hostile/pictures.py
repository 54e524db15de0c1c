"""Pictures that are cut, claim to be huge, or are something else: by name, with a suffix."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from PIL import Image

from bench.hostile.pdf_bytes import SOUND, pages, stream


class Picture(NamedTuple):
    """What a file is called behind the dot, and what makes its bytes."""

    suffix: str
    make: Callable[[], bytes]


def _png(width: int, height: int, bits: int = 1, data: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def _saved(format_name: str, frames: int = 1, size: tuple[int, int] = (80, 60)) -> bytes:
    out = BytesIO()
    image = Image.new("L", size, 200)
    more = {"save_all": True, "append_images": [image] * (frames - 1)} if frames > 1 else {}
    image.save(out, format=format_name, **more)
    return out.getvalue()


def _tiff(entries: dict[int, tuple[int, int]], following: int = 0) -> bytes:
    """A TIFF of one frame of these tags (LONG, one value each); `following`: the next frame's."""
    body = struct.pack("<H", len(entries))
    for tag, (kind, value) in sorted(entries.items()):
        body += struct.pack("<HHII", tag, kind, 1, value)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", following)


def _chain(frames: int) -> bytes:
    """A TIFF of so many frames of one dot."""
    parts, length = [], 0
    for number in range(frames):
        tags = dict.fromkeys((256, 257, 258, 259, 262, 277, 278, 279), (4, 1)) | {273: (4, 8)}
        length = length or len(_tiff(tags)) - 8
        following = 8 + length * (number + 1) if number + 1 < frames else 0
        parts.append(_tiff(tags, following)[8:])
    return b"II*\0" + struct.pack("<I", 8) + b"".join(parts)


_SIZED = {256: (4, 100_000), 257: (4, 100_000), 258: (4, 1), 259: (4, 1), 262: (4, 1), 273: (4, 8),
          277: (4, 1), 278: (4, 100_000), 279: (4, 1_250_000_000)}  # fmt: skip

PICTURES: Mapping[str, Picture] = MappingProxyType({
    "nothing": Picture("png", bytes),
    "only a signature": Picture("png", lambda: b"\x89PNG\r\n\x1a\n"),
    "PNG 100,000 square": Picture("png", lambda: _png(100_000, 100_000)),
    "PNG 2,000,000,000 wide": Picture("png", lambda: _png(2_000_000_000, 1)),
    "PNG 30,000 square, all there": Picture("png", lambda: _png(30_000, 30_000, 1, bytes(30_000 * 3_751))),
    "PNG without pixels": Picture("png", lambda: _png(0, 0)),
    "PNG cut": Picture("png", lambda: _saved("PNG", size=(800, 600))[:100]),
    "JPEG cut": Picture("jpg", lambda: _saved("JPEG", size=(800, 600))[:600]),
    "JPEG that claims 65,500 square": Picture(
        "jpg", lambda: _saved("JPEG").replace(struct.pack(">HH", 60, 80), struct.pack(">HH", 65_500, 65_500))),
    "TIFF 100,000 square": Picture("tif", lambda: _tiff(_SIZED)),
    "TIFF whose frames go round": Picture("tif", lambda: _tiff(_SIZED, 8)),
    "TIFF of 50 small frames": Picture("tif", lambda: _saved("TIFF", 50, (40, 30))),
    "TIFF of 3,000 small frames": Picture("tif", lambda: _chain(3000)),
    "GIF named png": Picture("png", lambda: _saved("GIF")),
    "PDF named png": Picture("png", lambda: pages(stream(SOUND))),
    "one pixel": Picture("png", lambda: _saved("PNG", size=(1, 1))),
    "a thread": Picture("png", lambda: _saved("PNG", size=(20_000, 1))),
    "text named jpg": Picture("jpg", "แผนปฏิบัติการ".encode),
})  # fmt: skip
