"""The strings that a PDF names things with: fonts, and what a marked content stands for."""

import codecs
import ctypes
from collections.abc import Callable
from functools import lru_cache

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers import pdfium_calls as pdf

LAST_SIGN = 0xA0  # bytes after it are accented letters: never half of a text
MANY_TEXTS = 4096  # a plan has some hundred different clusters
TEXT_ENCODINGS: tuple[tuple[bytes, Callable[[bytes, str, bool], tuple[str, int]]], ...] = (
    (b"\xfe\xff", codecs.utf_16_be_decode),
    (b"\xff\xfe", codecs.utf_16_le_decode),
    (b"\xef\xbb\xbf", codecs.utf_8_decode),
)


def font_name(font: int) -> str:
    """The base font's name without the subset's tag."""
    buffer = ctypes.create_string_buffer(256)
    pdf.font_name(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1]


def actual_text(mark: int) -> str | None:
    """The mark's /ActualText, None without; as bytes, since pdfium's own decoding spoils UTF-16."""
    length = ctypes.c_ulong()
    if not pdf.mark_bytes(mark, b"ActualText", None, 0, ctypes.byref(length)):
        return None
    buffer = (ctypes.c_char * length.value)()
    pdf.mark_bytes(mark, b"ActualText", buffer, length.value, ctypes.byref(length))
    return _text_string(buffer.raw)


@lru_cache(MANY_TEXTS)
def _text_string(value: bytes) -> str:
    """A PDF text string: UTF-16 or UTF-8 by its byte order mark, else one byte a letter.

    Mostly accented letters is a code page that no PDF may use here (cp874), and unknown.
    """
    for mark, decode in TEXT_ENCODINGS:
        if value.startswith(mark):
            return decode(value[len(mark) :], "replace", True)[0]
    if 2 * sum(byte > LAST_SIGN for byte in value) > len(value):
        return UNKNOWN * len(value)
    return value.decode("latin-1")
