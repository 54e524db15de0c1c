"""What a reader of PDF pages is: one library behind one function."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, Self

import pypdfium2

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Page
from pipeline.extract.readers.pdf_probe import (
    crowds_pages,
    draws_forms,
    forms_in_sight,
    load_pdf,
    open_bytes,
    refuse_bombs,
    repeats_contents,
)
from pipeline.extract.readers.pdf_streams import LOCKED, NO_BOMBS, Bombs
from pipeline.extract.readers.pdfium_layers import has_layers

REOPEN_AFTER = 100  # pages: libraries keep what they unpacked; closing them sets memory free
MAX_REOPENED = 5  # times: of thousands of pages the tree alone takes seconds to walk


class PageReader(Protocol):
    """A module with these names is a reader; `extract/cascade.py` lists them by cost."""

    MENDS: frozenset[Check]  # the checks that it may pass where the readers before it failed

    def read_page(self, source: "Source", number: int, earlier: Page | None) -> Page:
        """Page `number` (1-based). Raises DamagedPageError where it cannot make sense of it.

        `earlier` is the best page of the readers before: one that only sees lines adds them to it.
        """
        ...


@dataclass
class Source:
    """A PDF while it is read: open in pdfium, and in any other library that was needed."""

    path: Path
    data: bytes
    document: pypdfium2.PdfDocument
    bombs: Bombs = NO_BOMBS
    _other: dict[str, tuple[Any, int]] = field(default_factory=dict)  # name -> handle, times used

    @classmethod
    def open(cls, path: Path) -> Self:
        """The file at `path`. Raises DocumentError with reason and remedy."""
        data = load_pdf(path)
        bombs = refuse_bombs(data)
        return cls(path, data, open_bytes(data), bombs)

    @cached_property
    def has_layers(self) -> bool:
        """Whether parts of its pages may be on layers that are switched off."""
        return has_layers(self.data)

    @cached_property
    def nests_forms(self) -> bool:
        """Whether a form may lie in another."""
        return forms_in_sight(self.data) > 1

    @cached_property
    def crowds_pages(self) -> bool:
        """Whether a page may be put together of very many streams."""
        return crowds_pages(self.data)

    @cached_property
    def repeats_contents(self) -> bool:
        """Whether a page draws the same stream very many times."""
        return repeats_contents(self.data)

    @cached_property
    def has_known_bombs(self) -> bool:
        """Whether that is sure, or a form draws forms, or a stream is too large; of a locked file
        nothing is sure."""
        if self.crowds_pages or (self.nests_forms and draws_forms(self.data)):
            return True
        return self.has_large_streams

    @cached_property
    def has_large_streams(self) -> bool:
        """Whether a stream may be too large, and is not merely locked."""
        return self.bombs.streams and LOCKED not in self.data

    def opened(self, name: str, open_file: Callable[[BytesIO], Any]) -> Any:
        """The file as `open_file` opens it, kept open for the next pages."""
        handle, uses = self._other.get(name, (None, 0))
        most = max(REOPEN_AFTER, len(self.document) // MAX_REOPENED)
        if handle is not None and uses >= most:
            handle.close()
            handle, uses = None, 0
        if handle is None:
            handle = open_file(BytesIO(self.data))
        self._other[name] = handle, uses + 1
        return handle

    def close(self) -> None:
        """Closes the file in every library."""
        for handle, _ in self._other.values():
            handle.close()
        self._other.clear()
        self.document.close()
