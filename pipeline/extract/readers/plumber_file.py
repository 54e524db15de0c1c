"""A PDF open in pdfplumber, held to limits that pdfminer has not: it believes what a file says."""

import builtins
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from types import SimpleNamespace
from typing import Any, Final

import pdfplumber
from pdfminer import cmapdb, pdffont, pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.contracts.limits import MAX_STREAM
from pipeline.extract.readers.reader import Source

# What pdfminer lets out of a damaged file: its own errors, wrapped or not, and those of Python
# where it takes a broken object for a sound one.
DAMAGE: Final = (
    MalformedPDFException,
    PdfminerException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
MAX_RANGE: Final = 0x110000  # character codes: no font has more, whatever its ranges say
_NAME: Final = "plumber"


class TooMuchError(ValueError):
    """A stream that unpacks to more than is read, or a range of more than there is."""


class _Unpacker:
    """zlib's, up to a limit."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj()
        self._length = 0

    def decompress(self, data: bytes) -> bytes:
        unpacked = self._inner.decompress(data, MAX_STREAM + 1 - self._length)
        self._length += len(unpacked)
        if self._length > MAX_STREAM:
            raise TooMuchError(f"more than {MAX_STREAM} bytes unpacked")
        return unpacked

    @property
    def is_done(self) -> bool:
        return self._inner.eof


def _decompress(data: bytes) -> bytes:
    unpacker = _Unpacker()
    unpacked = unpacker.decompress(data)
    if not unpacker.is_done:
        raise zlib.error("incomplete or truncated stream")
    return unpacked


def _joined(parts: Iterable[bytes]) -> bytes:
    kept, length = [], 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length > MAX_STREAM:
            raise TooMuchError(f"more than {MAX_STREAM} bytes unpacked")
    return b"".join(kept)


def _lzw(data: bytes) -> bytes:
    return _joined(LZWDecoder(BytesIO(data)).run())


def _run_lengths(data: bytes) -> bytes:
    return _joined(_runs(data))


def _runs(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data) and (length := data[at]) != 128:
        is_run = length > 128
        yield data[at + 1 : at + 2] * (257 - length) if is_run else data[at + 1 : at + length + 2]
        at += 2 if is_run else length + 2


def _range(*arguments: int) -> range:
    found = builtins.range(*arguments)
    if found and abs(found[-1] - found[0]) > MAX_RANGE:
        raise TooMuchError(f"a range from {found[0]} to {found[-1]}")
    return found


def _hold_to_limits() -> None:
    """pdfminer takes the names that it calls from its own modules: these are put there."""
    names: dict[Any, dict[str, Any]] = {
        pdftypes: {
            "zlib": SimpleNamespace(
                decompress=_decompress, decompressobj=_Unpacker, error=zlib.error
            ),
            "lzwdecode": _lzw,
            "rldecode": _run_lengths,
        },
        cmapdb: {"range": _range},
        pdffont: {"range": _range},
    }
    for module, replaced in names.items():
        for name, value in replaced.items():
            setattr(module, name, value)


_hold_to_limits()


class PlumberFile:
    """The file in pdfplumber. Its page tree is walked when the first page is asked for."""

    def __init__(self, stream: BytesIO) -> None:
        self._pdf = pdfplumber.open(stream)

    @property
    def pages(self) -> list[Any]:
        """The library's own pages."""
        return list(self._pdf.pages)

    def close(self) -> None:
        """Sets free what was unpacked; a tree that cannot be walked holds nothing."""
        with suppress(*DAMAGE):
            self._pdf.close()


def page_of(source: Source, number: int) -> Any:
    """Page `number` (1-based) as the library has it; raises what is in DAMAGE.

    The file stays open: to open it is to walk the whole page tree.
    """
    return pages_of(source)[number - 1]


def pages_of(source: Source) -> list[Any]:
    """All pages; raises what is in DAMAGE."""
    found: list[Any] = source.opened(_NAME, PlumberFile).pages
    return found


def count_pages(source: Source) -> int:
    """How many pages the tree really holds, whatever it says of itself; 0 where it is broken."""
    try:
        return len(pages_of(source))
    except DAMAGE:
        return 0
