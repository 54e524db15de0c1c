"""Workers of a Dask cluster, with the limits and the outcomes of those of this machine."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from distributed import Client, Future, wait
from distributed.scheduler import KilledWorker

from pipeline.app.cluster_task import Sent, do, program
from pipeline.app.fetched import FetchError
from pipeline.app.pool import TICK_S, Limits, Place
from pipeline.app.scheduler import Cluster, lost_cluster, open_cluster
from pipeline.app.task import Bug, Lost, Order, Outcome, Task
from pipeline.app.worker import Position, unfetched
from pipeline.contracts.errors import UsageError

RETRIES: Final = 2  # of a document that cannot be fetched, on whichever worker is free
LOOK_S: Final = 2.0  # between looks at the workers' memory, which they tell about as often
NOBODY_S: Final = 120.0  # without any worker it takes somebody to look at the cluster
RESTART_S: Final = 30.0
CLOSE_S: Final = 5.0
MAX_BYSTANDER: Final = 3  # for it may end its worker before that tells of it
FEW_MORE: Final = 4  # one more task for so many workers waits at the scheduler


def cluster_workers(scheduler: str, workers: int | None, order: Order) -> "ClusterWorkers":
    """The workers of a cluster, see `open_cluster`. Raises UsageError where they cannot be had."""
    lexicon = order.settings.lexicon
    content = b"" if lexicon is None else lexicon.read_bytes()
    cluster = open_cluster(scheduler, workers)
    return ClusterWorkers(cluster, Sent(order, content, program()))


@dataclass(slots=True)
class _InWork:
    task: Task
    key: str
    position: Position | None = None
    worker: str = ""
    pid: int = 0
    bystander: int = 0  # how often it went down with a worker that it was not the end of
    began: float = 0.0  # this worker with the task
    since: float = 0.0  # at this position
    stopped: Lost | None = None  # why we stopped it


@dataclass(slots=True)
class ClusterWorkers:
    """The workers of a cluster, for the tasks of one run. See `pool.Workers`."""

    cluster: Cluster
    sent: Sent
    limits: Limits = Limits()  # noqa: RUF009 a named tuple is not mutable
    _work: dict[Future[Outcome], _InWork] = field(default_factory=dict)
    _keys: dict[str, _InWork] = field(default_factory=dict)
    _condemned: set[tuple[str, int]] = field(default_factory=set)  # workers that we had ended
    _tried: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    _started: int = 0
    _workers: dict[str, dict[str, Any]] = field(default_factory=dict)
    _looked: float = 0.0
    _seen: float = 0.0  # when there was a worker
    _run: str = field(default_factory=lambda: uuid4().hex[:8])

    def __post_init__(self) -> None:
        self.sent = self.sent._replace(topic=f"thaiplan-{self._run}")
        self._client.subscribe_topic(self.sent.topic, self._hear)
        self._seen = time.monotonic()
        self._look_at_workers()

    @property
    def size(self) -> int:
        """As many tasks as there are workers now, and some that wait."""
        return max(len(self._workers) + len(self._workers) // FEW_MORE, 1)

    @property
    def can_split(self) -> bool:
        """Only on this machine do workers surely share a folder."""
        return self.cluster.is_local

    @property
    def _client(self) -> Client:
        return self.cluster.client

    def start(self, task: Task) -> None:
        """Takes a task in."""
        what = task.number, task.pages
        self._submit(task, is_again=what in self._tried)
        self._tried.add(what)

    def wait(self) -> list[tuple[Task, Outcome]]:
        """Those that are finished, after a short while none. Raises UsageError of a worker."""
        if self._work:
            with self._client.as_current(), suppress(TimeoutError, CancelledError):
                wait(list(self._work), timeout=TICK_S, return_when="FIRST_COMPLETED")
        self._look_at_workers()
        for entry in self._work.values():
            self._look_at(entry)
        self._stop([one for one in self._work.values() if one.stopped is not None])
        over = [future for future, one in self._work.items() if future.done() or one.stopped]
        outcomes = [(self._work[future].task, self._outcome(future)) for future in over]
        return [(task, outcome) for task, outcome in outcomes if outcome is not None]

    def places(self) -> Sequence[Place]:
        """Where the tasks in work are."""
        entries = self._work.values()
        return [Place(one.task, one.position) for one in entries if one.position is not None]

    def close(self) -> None:
        """Gives up whatever is in work, and the cluster."""
        with suppress(Exception):  # of a scheduler that is gone: there is nothing to give up
            self._client.cancel(list(self._work), reason="stopped")
            busy = self._watched({one.worker for one in self._work.values()})
            if busy and not self.cluster.is_local:  # what is in work there would go on
                self._client.restart_workers(busy, timeout=CLOSE_S, raise_for_error=False)
        self._work.clear()
        self.cluster.close()

    def _submit(self, task: Task, is_again: bool, bystander: int = 0) -> None:
        self._started += 1
        key = f"{self.sent.topic}-{self._started}"
        self._keys[key] = entry = _InWork(task, key, bystander=bystander)
        sent = self.sent._replace(is_again=is_again)
        future = self._client.submit(do, task, sent, key, key=key, pure=False, retries=RETRIES)
        self._work[future] = entry

    def _hear(self, event: tuple[float, list[Any]]) -> None:
        """A worker tells where it is; called from the thread of the client."""
        key, worker, pid, page, pages = event[1]
        entry = self._keys.get(key)
        if entry is None:
            return
        now = time.monotonic()
        if (worker, pid) != (entry.worker, entry.pid):
            entry.worker, entry.pid, entry.began = worker, pid, now
        entry.position, entry.since = Position(pid, page, pages), now

    def _look_at_workers(self) -> None:
        """Sees now and then which workers there are. Raises UsageError where none is left."""
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        try:
            self._workers = dict(self._client.scheduler_info(n_workers=-1)["workers"])
        except (OSError, ValueError) as error:  # ValueError: the client has given up, too
            raise lost_cluster() from error
        if self._workers:
            self._seen = now
        elif now - self._seen > NOBODY_S:
            raise lost_cluster()

    def _look_at(self, entry: _InWork) -> None:
        """One that has been there too long, or takes too much, is to stop."""
        position, now = entry.position, time.monotonic()
        if position is None or entry.stopped is not None:
            return
        page = position.at
        worker = self._workers.get(entry.worker, {})
        memory = worker.get("metrics", {}).get("memory", 0)
        if page is not None and now - entry.since > self.limits.page_s:
            entry.stopped = Lost("slow", page)
        elif now - entry.began > self.limits.document_s:
            entry.stopped = Lost("slow", None)
        elif memory > self.limits.memory and worker.get("pid", entry.pid) == entry.pid:
            entry.stopped = Lost("huge", page)

    def _stop(self, entries: list[_InWork]) -> None:
        """Takes the tasks back and ends the processes that are at them."""
        if not entries:
            return
        futures = [future for future, one in self._work.items() if one in entries]
        self._client.cancel(futures, reason="limit", msg="thaiplan: over its limit")
        workers = {one.worker for one in entries} & self._workers.keys()
        watched = self._watched(workers)
        self._condemned |= {(one.worker, one.pid) for one in entries}
        if watched:  # beside us: others are at work, and it takes as long as a worker to start
            threading.Thread(target=self._restart, args=(watched,), daemon=True).start()
        if others := list(workers - set(watched)):  # whoever started them may start them again
            self._client.run(_exit, workers=others, wait=False, on_error="ignore")
        self._looked = 0.0

    def _watched(self, workers: set[str]) -> list[str]:
        """Those that are started again when they end."""
        there = workers & self._workers.keys()
        return [name for name in there if self._workers[name]["nanny"]]

    def _restart(self, workers: list[str]) -> None:
        with suppress(Exception):  # gone, or the run is over: there is nothing to restart
            self._client.restart_workers(workers, timeout=RESTART_S, raise_for_error=False)

    def _outcome(self, future: Future[Outcome]) -> Outcome | None:
        """None: it is tried again."""
        entry = self._work.pop(future)
        self._keys.pop(entry.key)
        try:
            return entry.stopped or self._result(future, entry)
        finally:
            future.release()

    def _result(self, future: Future[Outcome], entry: _InWork) -> Outcome | None:
        page = None if entry.position is None else entry.position.at
        try:
            outcome: Outcome = future.result()
        except FetchError as error:
            return unfetched(entry.task, self.sent.order, error)
        except UsageError:
            raise
        except KilledWorker as error:
            last = error.last_worker.address, error.last_worker.pid
            is_bystander = last != (entry.worker, entry.pid) or last in self._condemned
            if is_bystander and entry.bystander < MAX_BYSTANDER:
                self._submit(entry.task, is_again=True, bystander=entry.bystander + 1)
                return None
            return Lost("crashed", page)
        except MemoryError:
            return Lost("huge", page)
        except CancelledError as error:
            raise lost_cluster() from error
        except Exception as error:
            return Bug(error)
        return outcome


def _exit() -> None:
    import os

    os._exit(1)
