"""What a worker of a Dask cluster does: a task as any worker does it, told of to the client."""

import os
import platform
import threading
import time
from functools import cache
from hashlib import sha256
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.app.fetched import fetched
from pipeline.app.fingerprints import program_code
from pipeline.app.memory import look_for_cycles_rarely
from pipeline.app.task import Bug, Order, Outcome, Task
from pipeline.app.version import version
from pipeline.app.worker import Begin, work
from pipeline.contracts.errors import ThaiplanError, UsageError

if TYPE_CHECKING:
    from distributed import Worker

SENT_S: Final = 0.05  # by then a message has left the process, that may die of the next page
# The libraries that read are not made for threads; a worker that has several takes turns.
_TURN: Final = threading.Lock()


class Program(NamedTuple):
    """What has to be the same everywhere for results to be."""

    thaiplan: str
    code: str  # of our own files, and the libraries that read
    python: str
    distributed: str

    def line(self) -> str:
        """As people compare it."""
        libraries = f"Python {self.python}, distributed {self.distributed}"
        return f"thaiplan {self.thaiplan} ({self.code}), {libraries}"


class Sent(NamedTuple):
    """What goes with every task: the order, the user's lexicon, who waits, and what he runs.

    `topic`: where it is told of. `is_again`: a worker was lost at it, so it is told with care.
    """

    order: Order
    lexicon: bytes
    program: Program
    topic: str = ""
    is_again: bool = False


@cache
def program() -> Program:
    """Of this process."""
    major, minor, _ = platform.python_version_tuple()
    return Program(version(), program_code(), f"{major}.{minor}", installed_version("distributed"))


def do(task: Task, sent: Sent, key: str) -> Outcome:
    """Does the task on a worker of the cluster, which tells of it under `key`.

    Raises UsageError where this worker cannot do it, FetchError where it could not be had.
    """
    from distributed import get_worker

    if (ours := program()) != sent.program:
        raise other_program(ours, sent.program)
    look_for_cycles_rarely()
    worker = get_worker()
    begin = _teller(sent, key, worker)
    folder = Path(worker.local_directory)
    with _TURN:
        begin(0, 0)  # from here on it takes its time
        with fetched(task.job, folder) as job:
            may_split = task.may_split and not task.job.url
            here = task._replace(job=job, may_split=may_split)
            try:
                return work(here, _here(sent, folder), begin, folder)
            except ThaiplanError:
                raise
            except Exception as error:  # a bug: it would be one on every worker
                return Bug(error)


def other_program(theirs: Program, ours: Program) -> UsageError:
    """A worker that would read otherwise than we do."""
    return UsageError(
        (f"เครื่องในคลัสเตอร์ใช้ {theirs.line()} แต่เครื่องนี้ใช้ {ours.line()}",
         f"a worker of the cluster runs {theirs.line()}; this machine runs {ours.line()}"),
        ("ติดตั้งรุ่นเดียวกันทุกเครื่อง แล้วเริ่มตัวทำงานใหม่",
         "install the same version everywhere and start the workers again"),
    )  # fmt: skip


def _teller(sent: Sent, key: str, worker: "Worker") -> Begin:
    def begin(page: int, pages: int) -> None:
        worker.log_event(sent.topic, [key, worker.address, os.getpid(), page, pages])
        if sent.is_again:
            time.sleep(SENT_S)

    return begin


def _here(sent: Sent, folder: Path) -> Order:
    """The order with the user's lexicon as a file in this folder."""
    order = sent.order
    if order.settings.lexicon is None:
        return order
    path = Path(folder, f"{sha256(sent.lexicon).hexdigest()}.yml")
    if not path.exists():
        path.write_bytes(sent.lexicon)
    return order._replace(settings=order.settings.model_copy(update={"lexicon": path}))
