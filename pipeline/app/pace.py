"""How fast a run goes, and how long it will take. Knows no terminal."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.contracts.result import DocumentResult

SETTLED_S = 3.0  # workers that start up read nothing: no figure is worth showing before


@dataclass(slots=True)
class Pace:
    """What is done and what is in work, counted as it is told; `clock` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    total: int = 0
    kept: int = 0  # known from earlier runs, told at once or one by one: they cost no time
    kept_done: int = 0
    read: int = 0
    failed: int = 0
    pages: int = 0  # of the documents that were read
    in_work: dict[str, tuple[int, int]] = field(default_factory=dict)  # page, pages; first come
    started: float = 0.0

    def found(self, total: int, kept: int) -> None:
        """So many documents, so many of them known; the time runs from here on."""
        self.total, self.kept, self.started = total, kept, self.clock()

    def at(self, source_file: str, page: int, pages: int) -> None:
        """A worker is at this page of so many."""
        self.in_work[source_file] = (page, pages)

    def done(self, result: DocumentResult, kept: bool) -> None:
        """A document is finished. One that is kept may have been counted when it was found."""
        reached, _ = self.in_work.pop(result.source_file, (0, 0))
        self.failed += result.status == "failed"
        if kept:
            self.kept_done += 1
            self.kept = max(self.kept, self.kept_done)
        else:
            self.read += 1
            self.pages += reached if result.plan is None else len(result.plan.pages)

    @property
    def finished(self) -> int:
        """Documents that are done, in this run or before it."""
        return self.kept + self.read

    @property
    def seconds(self) -> float:
        """Since the documents were found."""
        return self.clock() - self.started

    @property
    def pages_a_second(self) -> float | None:
        """None as long as no page is done, and of transcripts, which have none."""
        pages = self.pages + sum(page for page, _ in tuple(self.in_work.values()))
        return pages / self.seconds if pages and self.seconds >= SETTLED_S else None

    @property
    def seconds_left(self) -> float | None:
        """Taking documents that nobody opened yet to be as long as the others; None: no idea."""
        to_read = self.total - self.kept
        if self.seconds < SETTLED_S or self.read >= to_read:
            return None
        in_work = tuple(self.in_work.values())
        known = self.pages + sum(pages for _, pages in in_work)
        reached = self.pages + sum(page for page, _ in in_work)
        if not reached:
            return self.seconds / self.read * (to_read - self.read) if self.read else None
        opened = self.read + len(in_work)
        expected = max(known * to_read / opened, known)
        return self.seconds / reached * (expected - reached)


def clock_time(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> clock_time(7), clock_time(3725.4)
    ('0:07', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
