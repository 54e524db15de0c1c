"""The pages of a file drawn as they were read: boxes of the plan are boxes of these pictures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pipeline.extract.cascade import READERS
from pipeline.extract.readers.pdf_picture import PagePicture, draw_page
from pipeline.extract.readers.pictures import PictureFile, draw_frame
from pipeline.extract.readers.reader import Source


class ReadPage(Protocol):
    """What is known of a page once it was read: a `PageReport` or a `PageRecord`."""

    @property
    def number(self) -> int: ...
    @property
    def reader(self) -> str: ...
    @property
    def turned(self) -> float: ...


DrawPage = Callable[[ReadPage, int], PagePicture]  # a page, dots an inch


@contextmanager
def open_pages(path: Path, kind: str) -> Iterator[DrawPage]:
    """Draws pages of a `pdf` or an `image`. Raises DocumentError where it cannot be opened."""
    if kind == "image":
        with PictureFile.open(path) as pictures:
            yield lambda page, dpi: draw_frame(pictures, page.number, dpi, page.turned)
        return
    source = Source.open(path)
    try:
        yield lambda page, dpi: draw_page(source, page.number, dpi, _askew(page))
    finally:
        source.close()


def _askew(page: ReadPage) -> float | None:
    """How far a page read from its picture lies askew; a reader of text says it again itself."""
    return None if page.reader in READERS else page.turned
