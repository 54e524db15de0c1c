"""A PDF as RawDocument: page by page, each by the cheapest reader that passes its checks."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.contracts.attempt import OcrUse, ReaderName
from pipeline.contracts.following import ALONE, Following
from pipeline.contracts.table import RawDocument
from pipeline.extract.cascade import READERS, Cascade, count_pages
from pipeline.extract.engines.engine import Engine
from pipeline.extract.readers.documents import read_document
from pipeline.extract.readers.reader import Source
from pipeline.lexicon.facts import Lexicon, load_lexicon


def read_pdf(
    path: Path,
    lexicon: Lexicon | None = None,
    readers: Iterable[ReaderName] = READERS,
    following: Following = ALONE,
    ocr: OcrUse = "auto",
    engine: Engine | None = None,
) -> RawDocument:
    """All blocks of the document in reading order, with a report for each page.

    `readers` are tried in this order, then, as `ocr` says, the page's picture is read, by `engine`
    beside our own nets.
    Raises DocumentError where nothing can be read: not a PDF, empty, damaged, encrypted, no pages.
    """
    source = Source.open(path)
    try:
        ahead = following.ahead
        cascade = Cascade(source, lexicon or load_lexicon(), readers, ocr, engine, ahead)
        n_pages = count_pages(source)
        return read_document("pdf", n_pages, cascade.read_page, following, cascade.outdated)
    finally:
        source.close()
