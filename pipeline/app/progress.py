"""How far long work has come, on stderr: bars at a terminal, a line a document elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from pipeline.app.bars import Bars
from pipeline.app.consoles import Stopped, at_terminal, print_line, separator
from pipeline.app.pace import Pace
from pipeline.app.words import STATUS, Words, say
from pipeline.contracts.result import DocumentResult

Advance = Callable[[object], None]  # called with each thing that is done


class Told(Protocol):
    """What is told of a run as it goes on, all of it from the parent's main thread."""

    def found(self, total: int, kept: int) -> None:
        """So many documents, so many of them known from earlier runs: no work is left there."""

    def at(self, source_file: str, page: int, pages: int) -> None:
        """A worker is at this page of so many."""

    def done(self, result: DocumentResult, kept: bool) -> None:
        """A document is finished; `kept`: known from an earlier run."""


@contextmanager
def telling(words: Words, lang: str, quiet: bool) -> Iterator[Told]:
    """Bars at a terminal, else a line a document; nothing when quiet. `words` say what goes on.

    Raises Stopped, with what is done, in place of a KeyboardInterrupt.
    """
    pace = Pace()
    try:
        if quiet:
            yield pace
        elif at_terminal():
            with Bars(words, lang, pace) as bars:
                yield bars
        else:
            yield Lines(sys.stderr, lang, pace)
    except KeyboardInterrupt:
        raise Stopped(pace.finished, pace.total) from None


@contextmanager
def progress(words: Words, total: int, lang: str, quiet: bool) -> Iterator[Advance]:
    """The bar alone, while `total` things are done; nothing when quiet or not at a terminal."""
    if quiet or not at_terminal():
        yield lambda done: None
        return
    with Bars(words, lang, Pace()) as bars:
        bars.found(total, 0)
        yield lambda done: bars.advance()


class Lines:
    """A line a document, as it is finished; one for all that are known from earlier runs."""

    def __init__(self, stream: TextIO, lang: str, pace: Pace) -> None:
        self._stream = stream
        self._lang = lang
        self._pace = pace

    def found(self, total: int, kept: int) -> None:
        """Tells how many documents need no work."""
        self._pace.found(total, kept)
        if kept:
            words = (
                f"{kept} จาก {total} เอกสารอ่านไว้แล้ว ใช้ผลเดิม",
                f"{kept} of {total} documents are kept from earlier runs",
            )
            print_line(self._stream, say(words, self._lang))

    def at(self, source_file: str, page: int, pages: int) -> None:
        """Nothing: a log has no use for it."""
        self._pace.at(source_file, page, pages)

    def done(self, result: DocumentResult, kept: bool) -> None:
        """Tells what became of it, unless it is kept."""
        self._pace.done(result, kept)
        if not kept:
            number = f"[{self._pace.finished}/{self._pace.total}]"
            told = separator(self._stream).join(_facts(result, self._lang))
            print_line(self._stream, f"{number} {result.source_file}: {told}")
            self._stream.flush()


def _facts(result: DocumentResult, lang: str) -> Iterator[str]:
    """Status; pages, projects and the time it took, as far as there are any; why not whole."""
    yield say(STATUS[result.status], lang)
    plan = result.plan
    if plan is not None and plan.pages:
        yield say((f"{len(plan.pages)} หน้า", f"{len(plan.pages)} pages"), lang)
    if plan is not None:
        yield say((f"{len(plan.projects)} โครงการ", f"{len(plan.projects)} projects"), lang)
    if result.seconds:
        yield say((f"{result.seconds:.1f} วินาที", f"{result.seconds:.1f} s"), lang)
    if result.error:
        yield result.error
