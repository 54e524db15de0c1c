"""Reads a page with the cheapest reader whose result passes its checks; keeps every attempt."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Self, cast

import numpy as np

from pipeline.contracts.attempt import PICTURES, Attempt, Check, OcrUse, ReaderName
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.following import nothing_ahead
from pipeline.contracts.limits import MAX_PAGES, too_many
from pipeline.contracts.page import Page
from pipeline.contracts.page_report import UnreadReason
from pipeline.contracts.table import RawTable
from pipeline.extract.engines.engine import Engine, LetterEngine, PageEngine, PageNotReadError
from pipeline.extract.engines.transcribed import tell_page
from pipeline.extract.judgement import Judge, Judgement
from pipeline.extract.page_tail import Tail
from pipeline.extract.pages import PageBlocks
from pipeline.extract.readers.bombs import check_page, check_picture
from pipeline.extract.readers.glyphs import DamagedPageError, PageTooLargeError
from pipeline.extract.readers.paper import on_paper
from pipeline.extract.readers.pdf_probe import has_page, pages_in_sight
from pipeline.extract.readers.reader import PageReader, Source
from pipeline.extract.sheets import read_sheet
from pipeline.extract.text_layer.layer import TextLayer
from pipeline.extract.trust import image_share, trust, why_unread
from pipeline.lexicon.facts import Lexicon

if TYPE_CHECKING:  # pages of text need no library for pictures
    from pipeline.extract.scan.strip import Grey

# By cost: 6, 27 and 80 ms of processor time a page; camelot takes 0.4 s to load.
READERS: tuple[ReaderName, ...] = ("pdfium", "plumber", "camelot")
MIN_KEPT = 0.9  # of the letters that a reader before saw: spaces and doubled glyphs may differ
LETTERS: Check = "letters"
PICTURED_REASONS = ("scan", "drawn")  # pages that only their picture can tell
QUARTER = 90.0  # degrees
Ahead = Callable[[int], Page | None]  # a page as its picture was read by another process
# A stamp, a page number or a signature over a scan is text, and the table below it is a picture.
STAMP = 400  # letters at most
PICTURED = 0.2  # of the page under images at least
MORE_LETTERS = 3.0  # times as many letters are seen as the text layer has,
SOME_LETTERS = 60  # and so many more: a table, not the words of a logo


@dataclass(frozen=True, slots=True)
class Ending:
    """What a page leaves to the next: the table it ends with, and if the first reader missed it."""

    table_was_hard: bool
    tail: Tail | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The best page and what came of it, None where no reader could open it; every attempt.

    `unread`: why nothing of it is to be taken; empty where it was read, or is blank.
    """

    page: Page | None
    blocks: PageBlocks
    unread: UnreadReason
    attempts: tuple[Attempt, ...]

    @classmethod
    def failed(cls, attempts: Iterable[Attempt], reason: UnreadReason = "damaged") -> Self:
        """No reader could make sense of the page."""
        return cls(None, PageBlocks((), None), reason, tuple(attempts))

    @property
    def ending(self) -> Ending:
        """What the reading of the next page needs of this one."""
        is_first = self.page is None or self.page.reader == self.attempts[0].reader
        ends_in_table = isinstance((self.blocks.blocks or (None,))[-1], RawTable)
        return Ending(not is_first and ends_in_table, self.blocks.tail)


@dataclass(frozen=True, slots=True)
class Try:
    """One reader's page with all that is known of it."""

    page: Page
    blocks: PageBlocks
    trust: float
    judgement: Judgement

    @property
    def letters(self) -> float:
        """How many plausible letters it holds."""
        return self.trust * sum(not glyph.text.isspace() for glyph in self.page.glyphs)

    @property
    def attempt(self) -> Attempt:
        """What is kept of it where another is better."""
        return Attempt(self.page.reader, self.judgement.score, self.judgement.failed)

    @property
    def unread(self) -> UnreadReason:
        """Why it says nothing of the page; empty where it does."""
        return why_unread(self.page, self.trust)


class Cascade:
    """The readers of one document, in the order in which they are tried."""

    def __init__(
        self,
        source: Source,
        lexicon: Lexicon,
        readers: Iterable[ReaderName] = READERS,
        ocr: OcrUse = "auto",
        engine: Engine | None = None,
        ahead: Ahead = nothing_ahead,
    ) -> None:
        self._source = source
        self._lexicon = lexicon
        self._judge = Judge(lexicon)
        self._layer = TextLayer()
        self._ocr = ocr
        self._engine = engine
        self._ahead = ahead
        self._readers = tuple(readers) if ocr != "always" else (PICTURES,)

    def outdated(self) -> list[int]:
        """Pages whose letters would read better now, with what later pages have proved."""
        return self._layer.outdated()

    def read_page(self, number: int, before: Ending | None = None) -> Reading:
        """Page `number` (1-based) by the first reader that passes, else by the best of all.

        `before` is how the page before ended: its table may go on.
        """
        try:
            check_page(self._source, number)
        except PageTooLargeError:
            return Reading.failed((Attempt(self._readers[0], 0.0, ("page",)),), "too_large")
        best: Try | None = None
        attempts: list[Attempt] = []
        for name in self._readers:
            reader = self._reader(name)
            if best is not None and not reader.MENDS.intersection(best.judgement.failed):
                continue
            attempt = self._try(reader, number, best, before)
            if attempt is None:
                attempts.append(Attempt(name, 0.0, ("page",)))
                continue
            attempts.append(attempt.attempt)
            if best is None or attempt.judgement.score > best.judgement.score:
                best = attempt
            if not attempt.judgement.failed or (self._ocr == "auto" and _is_picture(attempt.page)):
                break
        is_stamped = self._is_stamped(number, best)
        if self._ocr == "auto" and best is not None and (best.unread or is_stamped):
            best = self._try_picture(number, best, before, attempts)
        if best is not None and best.page.reader == PICTURES:
            best = self._try_engine(number, best, before, attempts)
        if best is None or (_is_empty(best.page) and _loses_content(self._source, number)):
            return Reading.failed(attempts)
        unread = best.unread or ("scan" if is_stamped and self._ocr == "never" else "")
        if unread in PICTURED_REASONS and not _can_be_drawn(self._source, number):
            unread = "too_large"
        return Reading(best.page, best.blocks, unread, tuple(attempts))

    def _is_stamped(self, number: int, best: Try | None) -> bool:
        """Whether far more letters are seen on the page than its text layer has: a stamped scan."""
        if best is None or best.page.reader == PICTURES or best.unread:
            return False
        if not best.page.glyphs or image_share(best.page) < PICTURED or best.letters > STAMP:
            return False
        seen = import_module("pipeline.extract.readers.ocr").count_drawn_letters
        return bool(seen(self._source, number) > MORE_LETTERS * best.letters + SOME_LETTERS)

    def _reader(self, name: ReaderName) -> PageReader:
        """A reader by its name; that of pictures knows the engine for letters, and pages ahead."""
        if name != PICTURES:
            return _load(name)
        letters = self._engine if isinstance(self._engine, LetterEngine) else None
        ocr = import_module("pipeline.extract.readers.ocr")
        return cast(PageReader, ocr.OcrReader(letters, self._ahead))

    def _try_picture(
        self, number: int, best: Try, before: Ending | None, attempts: list[Attempt]
    ) -> Try:
        """The page as its picture reads, unless that says less than its text layer."""
        attempt = self._try(self._reader(PICTURES), number, None, before, best.page)
        if attempt is None:
            return best
        attempts.append(attempt.attempt)
        says_less = not best.unread and best.letters >= attempt.letters
        return best if attempt.unread or says_less else attempt

    def _try_engine(
        self, number: int, best: Try, before: Ending | None, attempts: list[Attempt]
    ) -> Try:
        """The page as the engine tells it, unless it left out what our own nets see."""
        if not isinstance(self._engine, PageEngine) or not best.page.glyphs:
            return best
        draw = import_module("pipeline.extract.readers.ocr").draw
        grey = draw(self._source, number).grey
        attempt, told = judge_told(self._engine, grey, best, self._judge, self._lexicon, before)
        attempts.append(attempt)
        return told or best

    def _try(
        self,
        reader: PageReader,
        number: int,
        best: Try | None,
        before: Ending | None,
        layer: Page | None = None,
    ) -> Try | None:
        """The reader's page, judged also against the best before; None where it cannot read.

        `layer`: an earlier page that it is shown, but not judged against.
        """
        try:
            read = on_paper(reader.read_page(self._source, number, best.page if best else layer))
        except DamagedPageError:
            return None
        is_mended = best is not None and read.glyphs is best.page.glyphs  # it only added lines
        has_layer = read.reader != PICTURES
        page = self._layer.mend(read) if has_layer and not is_mended else read
        judged = judge_page(page, self._judge, self._lexicon, before)
        return judged if best is None else _compared(judged, best)


def judge_page(page: Page, judge: Judge, lexicon: Lexicon, before: Ending | None) -> Try:
    """What comes of a page, and what that is worth; `before`: how the page before ended."""
    goes_on = before is not None and before.table_was_hard
    blocks = read_sheet(page, lexicon, before.tail if before is not None else None)
    trusted = trust(page)
    return Try(page, blocks, trusted, judge.judge(page, blocks, trusted, goes_on))


def judge_told(
    engine: PageEngine,
    grey: "Grey",
    best: Try,
    judge: Judge,
    lexicon: Lexicon,
    before: Ending | None,
) -> tuple[Attempt, Try | None]:
    """The page that `best` is our reading of, as the engine tells it from its picture.

    None where the engine left out what our own nets see.
    """
    upright = np.ascontiguousarray(np.rot90(grey, round(best.page.turned / QUARTER)))
    try:
        text = engine.transcribe(upright)
    except PageNotReadError:
        return Attempt(engine.name, 0.0, ("page",)), None
    try:
        told = tell_page(text, best.page, best.blocks.blocks, lexicon, engine.name)
    except DocumentError:  # what it told is no page
        return Attempt(engine.name, 0.0, ("page",)), None
    page = replace(best.page, reader=engine.name, doubts=told.doubts)
    blocks = replace(best.blocks, blocks=told.blocks)
    goes_on = before is not None and before.table_was_hard
    judgement = judge.judge(page, blocks, 1.0, goes_on)
    if not told.is_whole:
        failed: tuple[Check, ...] = (*judgement.failed, LETTERS)
        return Attempt(engine.name, round(told.covered, 4), failed), None
    judged = Try(page, blocks, 1.0, judgement)
    return judged.attempt, judged


def _compared(judged: Try, best: Try) -> Try:
    """The try, worth less where it lost letters that a reader before it saw."""
    if judged.letters >= MIN_KEPT * best.letters:
        return judged
    share = judged.letters / best.letters
    judgement = judged.judgement
    failed = tuple(dict.fromkeys((*judgement.failed, LETTERS)))
    return replace(judged, judgement=Judgement(round(judgement.score * share, 4), failed))


def _is_empty(page: Page) -> bool:
    return not (page.glyphs or page.images or page.rulings or page.strokes or page.fills)


def _is_picture(page: Page) -> bool:
    """Whether there is nothing to read but pictures: the other readers of text see no more."""
    return not page.glyphs and image_share(page) >= PICTURED


def _loses_content(source: Source, number: int) -> bool:
    """Whether a page that looks blank has a content stream that cannot be unpacked."""
    plumber = import_module("pipeline.extract.readers.plumber")
    return bool(plumber.loses_content(source, number))


def _load(name: ReaderName) -> PageReader:
    """A reader by its name; its library is loaded only now."""
    return cast(PageReader, import_module(f"pipeline.extract.readers.{name}"))


def _can_be_drawn(source: Source, number: int) -> bool:
    try:
        check_picture(source, number)
    except PageTooLargeError:
        return False
    return True


def count_pages(source: Source) -> int:
    """How many pages the document has; pdfium believes what the page tree says of itself.

    Raises DocumentError for more than are read.
    """
    said = len(source.document)
    if said > MAX_PAGES:
        return _count_by_looking(source, said)
    if pages_in_sight(source.data) <= said:
        return said
    plumber = import_module("pipeline.extract.readers.plumber_file")
    return max(said, int(plumber.count_pages(source)))


def _count_by_looking(source: Source, said: int) -> int:
    """How many pages there are of the many that the tree claims, and one more: those missing."""
    if has_page(source.document, MAX_PAGES + 1):
        raise too_many("หน้า", "pages", MAX_PAGES)
    there = bisect_left(
        range(1, MAX_PAGES + 1), True, key=lambda number: not has_page(source.document, number)
    )
    return min(there + 1, said)
