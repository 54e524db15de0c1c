"""Worker processes of this machine: one that dies, hangs or swells costs its task alone."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import psutil
from pebble import ProcessExpired, ProcessPool

from pipeline.app.processes import WorkerContext
from pipeline.app.task import DRAWING, Bug, Lost, Order, Outcome, Task
from pipeline.app.worker import Position, read_position, start_worker, work_beside
from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import Job

TICK_S: Final = 0.25  # between looks at the workers
GIB: Final = 1 << 30
USUAL_MEMORY: Final = GIB // 2  # of a worker that reads scans, with room to spare
MOST_MEMORY: Final = 2 * GIB  # what the largest page that is read at all may take
SHARE: Final = 0.8  # of this machine's memory that all workers together may take
BYTES_A_WORKER = 200_000  # of input: less keeps no second worker busy for as long as it starts


class Limits(NamedTuple):
    """What a worker may take: seconds a page and a document, bytes of memory it resides in."""

    page_s: float = 120.0  # the slowest ordinary page takes three
    whole_s: float = 600.0  # opening, putting the pages together, drawing all: seconds a hundred
    document_s: float = 1800.0  # hundreds of scanned pages take minutes, not half an hour
    memory: int = MOST_MEMORY


class Place(NamedTuple):
    """Where a task is: of its job the page, of how many."""

    task: Task
    position: Position


class Workers(Protocol):
    """Where tasks are done. Every task that is started comes back from `wait` with its outcome."""

    @property
    def size(self) -> int:
        """Tasks that are done at the same time."""

    @property
    def can_split(self) -> bool:
        """Whether pages of a scan can be read ahead: workers share a folder."""

    def start(self, task: Task) -> None:
        """Takes a task in."""

    def wait(self) -> Sequence[tuple[Task, Outcome]]:
        """Those that are finished, after a short while none.

        Raises UsageError where no document can be read so.
        """

    def places(self) -> Sequence[Place]:
        """Where the tasks in work are."""

    def close(self) -> None:
        """Stops whatever is in work."""


@dataclass(slots=True)
class _InWork:
    task: Task
    beat: Path
    position: Position | None = None
    since: float = 0.0  # when it was first seen at that position
    stopped: Lost | None = None  # why we stopped it


@dataclass(slots=True)
class LocalWorkers:
    """A pool of `size` processes."""

    size: int
    order: Order
    limits: Limits = Limits()  # noqa: RUF009 a named tuple is not mutable
    can_split: bool = True
    _pool: ProcessPool | None = None
    _beats: Path | None = None
    _work: dict[Future[Outcome], _InWork] = field(default_factory=dict)
    _started: int = 0

    def start(self, task: Task) -> None:
        """Takes a task in."""
        if self._pool is None or not self._pool.active:
            self._open()
        assert self._pool is not None
        assert self._beats is not None
        self._started += 1
        beat = self._beats / str(self._started)
        future = self._pool.schedule(
            work_beside, args=(task, self.order, beat), timeout=self.limits.document_s
        )
        self._work[future] = _InWork(task, beat)

    def wait(self) -> list[tuple[Task, Outcome]]:
        """Those that are finished, after a short while none. Raises UsageError of a worker."""
        done, _ = wait(self._work, timeout=TICK_S, return_when=FIRST_COMPLETED)
        for entry in self._work.values():
            self._look_at(entry)
        for future, entry in self._work.items():
            if entry.stopped is not None and not future.done():
                future.cancel()
        return [(self._work[future].task, self._outcome(future)) for future in done]

    def places(self) -> list[Place]:
        """Where the tasks in work are."""
        entries = self._work.values()
        return [Place(one.task, one.position) for one in entries if one.position is not None]

    def close(self) -> None:
        """Stops whatever is in work."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        if self._beats is not None:
            shutil.rmtree(self._beats, ignore_errors=True)
            self._beats = None

    def _open(self) -> None:
        self.close()
        self._beats = Path(tempfile.mkdtemp(prefix="thaiplan-"))
        self._pool = ProcessPool(
            max_workers=self.size,
            initializer=start_worker,
            context=WorkerContext(),  # forking a process that draws a progress bar can hang
        )

    def _look_at(self, entry: _InWork) -> None:
        """Sees where a worker is: too long at one page, or too large, it is to be stopped."""
        position = read_position(entry.beat)
        if position is None or entry.stopped is not None:
            return
        now = time.monotonic()
        if position != entry.position:
            entry.position, entry.since = position, now
        page = position.at
        is_page = page is not None and page != DRAWING
        if now - entry.since > (self.limits.page_s if is_page else self.limits.whole_s):
            entry.stopped = Lost("slow", page)
        elif _resident(position.pid) > self.limits.memory:
            entry.stopped = Lost("huge", page)

    def _outcome(self, future: "Future[Outcome]") -> Outcome:
        entry = self._work.pop(future)
        position = read_position(entry.beat) or entry.position
        with suppress(OSError):  # Windows: the worker may have it open still
            entry.beat.unlink()
        page = None if position is None else position.at
        try:
            return future.result()
        except UsageError:
            raise
        except FutureTimeout:
            return Lost("slow", None)
        except (CancelledError, ProcessExpired, BrokenProcessPool):
            return entry.stopped or Lost("crashed", page)
        except MemoryError:
            return Lost("huge", page)
        except Exception as error:
            return Bug(error)


def usual_limits(workers: int) -> Limits:
    """The limits of so many workers: together they fit into this machine's memory."""
    share = int(SHARE * psutil.virtual_memory().total / workers)
    return Limits(memory=min(MOST_MEMORY, max(USUAL_MEMORY, share)))


def default_workers(jobs: Sequence[Job]) -> int:
    """How many worker processes these inputs keep busy on this machine."""
    room = int(SHARE * psutil.virtual_memory().total / USUAL_MEMORY)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = sum(1 + _size(job) // BYTES_A_WORKER for job in jobs)
    return max(1, min(busy, cores or 1, room))


def _resident(pid: int) -> int:
    """Bytes of a process in memory; 0 where it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _size(job: Job) -> int:
    try:
        return job.path.stat().st_size
    except OSError:
        return 0
