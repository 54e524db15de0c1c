"""PDF files put together object by object, so that any of it may be wrong."""

import zlib
from collections.abc import Sequence

SOUND = b"BT /F 14 Tf 40 200 Td (A sound page) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
RESOURCES = b"<< /Font << /F 3 0 R >> >>"
FREE = 4  # the first object's number that `pages` leaves to `more`


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body, as it is."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """A stream object's body, deflated so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s] %s" % (b"/FlateDecode " * times, entries))


def document(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these bodies, objects 1, 2, …, with a cross-reference table."""
    parts, offsets, length = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        offsets.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, length))
    return b"".join(parts)


def pages(
    *contents: bytes,
    more: Sequence[bytes] = (),
    page: bytes = b"",
    tree: bytes = b"",
    resources: bytes = RESOURCES,
) -> bytes:
    """A file with a page for each content object, and a sound one behind them.

    Object 3 is Helvetica, `more` are objects FREE, FREE + 1, …; `page` are entries of every page
    but the last, `tree` those of the catalogue.
    """
    bodies = [*contents, stream(SOUND)]
    first = FREE + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(bodies)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % tree,
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 400 300] >>" % (kids, len(bodies)),
        FONT,
        *more,
    ]
    for index, body in enumerate(bodies):
        own = page if index < len(contents) else b""
        given = resources if index < len(contents) else RESOURCES
        number = first + 2 * index + 1
        contents_entry = b"" if b"/Contents" in own else b"/Contents %d 0 R" % number
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Resources %s %s %s >>" % (given, contents_entry, own)
        )
        objects.append(body)
    return document(objects)
