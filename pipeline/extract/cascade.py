"""Reads a page with the cheapest reader whose result passes its checks; keeps every attempt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import cast

from pipeline.contracts.attempt import Attempt, Check, OcrUse, ReaderName
from pipeline.contracts.page import Page
from pipeline.contracts.table import RawTable
from pipeline.extract.engines.engine import Engine, LetterEngine, PageEngine, PageNotReadError
from pipeline.extract.engines.transcribed import tell_page
from pipeline.extract.judgement import Judge, Judgement
from pipeline.extract.pages import PageBlocks, Tail
from pipeline.extract.readers.form_bombs import is_form_bomb
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.paper import on_paper
from pipeline.extract.readers.pdf_probe import pages_in_sight
from pipeline.extract.readers.reader import PageReader, Source
from pipeline.extract.sheets import read_sheet
from pipeline.extract.text_layer.layer import TextLayer
from pipeline.extract.trust import trust, why_unread
from pipeline.lexicon.facts import Lexicon

# By cost: 6, 27 and 80 ms of processor time a page; camelot takes 0.4 s to load.
READERS: tuple[ReaderName, ...] = ("pdfium", "plumber", "camelot")
MIN_KEPT = 0.9  # of the letters that a reader before saw: spaces and doubled glyphs may differ
LETTERS: Check = "letters"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a page leaves to the next: the table it ends with, and if the first reader missed it."""

    table_was_hard: bool
    tail: Tail | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The best page and what came of it, None where no reader could read it; every attempt.

    `trust` is the share of its letters that are plausible.
    """

    page: Page | None
    blocks: PageBlocks
    trust: float
    attempts: tuple[Attempt, ...]

    @property
    def ending(self) -> Ending:
        """What the reading of the next page needs of this one."""
        is_first = self.page is None or self.page.reader == self.attempts[0].reader
        ends_in_table = isinstance((self.blocks.blocks or (None,))[-1], RawTable)
        return Ending(not is_first and ends_in_table, self.blocks.tail)


@dataclass(frozen=True, slots=True)
class _Try:
    """One reader's page with all that is known of it."""

    page: Page
    blocks: PageBlocks
    trust: float
    judgement: Judgement

    @property
    def letters(self) -> float:
        """How many plausible letters it holds."""
        return self.trust * sum(not glyph.text.isspace() for glyph in self.page.glyphs)


class Cascade:
    """The readers of one document, in the order in which they are tried."""

    def __init__(
        self,
        source: Source,
        lexicon: Lexicon,
        readers: Iterable[ReaderName] = READERS,
        ocr: OcrUse = "auto",
        engine: Engine | None = None,
    ) -> None:
        self._source = source
        self._lexicon = lexicon
        self._judge = Judge(lexicon)
        self._layer = TextLayer()
        self._ocr = ocr
        self._engine = engine
        self._readers = tuple(readers) if ocr != "always" else ("ocr",)

    def outdated(self) -> list[int]:
        """Pages whose letters would read better now, with what later pages have proved."""
        return self._layer.outdated()

    def read_page(self, number: int, before: Ending | None = None) -> Reading:
        """Page `number` (1-based) by the first reader that passes, else by the best of all.

        `before` is how the page before ended: its table may go on.
        """
        if is_form_bomb(self._source, number):
            refused = Attempt(self._readers[0], 0.0, ("page",))
            return Reading(None, PageBlocks((), None), 0.0, (refused,))
        best: _Try | None = None
        attempts: list[Attempt] = []
        for name in self._readers:
            reader = self._reader(name)
            if best is not None and not reader.MENDS.intersection(best.judgement.failed):
                continue
            attempt = self._try(reader, number, best, before)
            if attempt is None:
                attempts.append(Attempt(name, 0.0, ("page",)))
                continue
            attempts.append(Attempt(name, attempt.judgement.score, attempt.judgement.failed))
            if best is None or attempt.judgement.score > best.judgement.score:
                best = attempt
            if not attempt.judgement.failed:
                break
        if self._ocr == "auto" and (best is None or why_unread(best.page, best.trust)):
            best = self._try_picture(number, best, before, attempts)
        if best is not None and best.page.reader == "ocr":
            best = self._try_engine(number, best, before, attempts)
        if best is None or (_is_empty(best.page) and _loses_content(self._source, number)):
            return Reading(None, PageBlocks((), None), 0.0, tuple(attempts))
        return Reading(best.page, best.blocks, best.trust, tuple(attempts))

    def _reader(self, name: ReaderName) -> PageReader:
        """A reader by its name; the one of pictures with the engine for letters."""
        if name == "ocr" and isinstance(self._engine, LetterEngine):
            ocr = import_module("pipeline.extract.readers.ocr")
            return cast(PageReader, ocr.OcrReader(self._engine))
        return _load(name)

    def _try_picture(
        self, number: int, best: _Try | None, before: Ending | None, attempts: list[Attempt]
    ) -> _Try | None:
        """The page as its picture reads, unless there is no letter on it."""
        layer = best.page if best else None
        attempt = self._try(self._reader("ocr"), number, None, before, layer)
        if attempt is None:
            return best
        attempts.append(Attempt("ocr", attempt.judgement.score, attempt.judgement.failed))
        return attempt if attempt.page.glyphs else best

    def _try_engine(
        self, number: int, best: _Try, before: Ending | None, attempts: list[Attempt]
    ) -> _Try:
        """The page as the engine tells it, unless it left out what our own nets see."""
        engine = self._engine
        if not isinstance(engine, PageEngine) or not best.page.glyphs:
            return best
        draw = import_module("pipeline.extract.readers.ocr").draw
        try:
            text = engine.transcribe(draw(self._source, number).grey)
        except PageNotReadError:
            attempts.append(Attempt(engine.name, 0.0, ("page",)))
            return best
        told = tell_page(text, best.page, best.blocks.blocks, self._lexicon, engine.name)
        page = replace(best.page, reader=engine.name, doubts=told.doubts)
        blocks = replace(best.blocks, blocks=told.blocks)
        goes_on = before is not None and before.table_was_hard
        judgement = self._judge.judge(page, blocks, 1.0, goes_on)
        if not told.is_whole:
            failed: tuple[Check, ...] = (*judgement.failed, LETTERS)
            attempts.append(Attempt(engine.name, round(told.covered, 4), failed))
            return best
        attempts.append(Attempt(engine.name, judgement.score, judgement.failed))
        return _Try(page, blocks, 1.0, judgement)

    def _try(
        self,
        reader: PageReader,
        number: int,
        best: _Try | None,
        before: Ending | None,
        layer: Page | None = None,
    ) -> _Try | None:
        """The reader's page, judged also against the best before; None where it cannot read.

        `layer`: an earlier page that it is shown, but not judged against.
        """
        try:
            read = on_paper(reader.read_page(self._source, number, best.page if best else layer))
        except DamagedPageError:
            return None
        is_mended = best is not None and read.glyphs is best.page.glyphs  # it only added lines
        has_layer = read.reader != "ocr"
        page = self._layer.mend(read) if has_layer and not is_mended else read
        goes_on = before is not None and before.table_was_hard
        tail = before.tail if before is not None else None
        blocks = read_sheet(page, self._lexicon, tail)
        trusted = trust(page)
        judged = _Try(page, blocks, trusted, self._judge.judge(page, blocks, trusted, goes_on))
        return judged if best is None else _compared(judged, best)


def _compared(judged: _Try, best: _Try) -> _Try:
    """The try, worth less where it lost letters that a reader before it saw."""
    if judged.letters >= MIN_KEPT * best.letters:
        return judged
    share = judged.letters / best.letters
    judgement = judged.judgement
    failed = tuple(dict.fromkeys((*judgement.failed, LETTERS)))
    return replace(judged, judgement=Judgement(round(judgement.score * share, 4), failed))


def _is_empty(page: Page) -> bool:
    return not (page.glyphs or page.images or page.rulings or page.strokes or page.fills)


def _loses_content(source: Source, number: int) -> bool:
    """Whether a page that looks blank has a content stream that cannot be unpacked."""
    plumber = import_module("pipeline.extract.readers.plumber")
    return bool(plumber.loses_content(source, number))


def _load(name: ReaderName) -> PageReader:
    """A reader by its name; its library is loaded only now."""
    return cast(PageReader, import_module(f"pipeline.extract.readers.{name}"))


def count_pages(source: Source) -> int:
    """How many pages the document has; pdfium believes what the page tree says of itself."""
    said = len(source.document)
    if pages_in_sight(source.data) <= said:
        return said
    plumber = import_module("pipeline.extract.readers.plumber")
    return max(said, int(plumber.count_pages(source)))
