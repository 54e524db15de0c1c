"""The way to a Dask cluster: one that runs, or one of this machine for the time of a run."""

import logging
import os
import tempfile
import warnings
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from dask import config
from distributed import Client, LocalCluster

from pipeline.app import cluster_task
from pipeline.app.cluster_task import other_program, program
from pipeline.contracts.errors import UsageError

LOCAL: Final = "dask"  # in place of an address: a cluster of this machine
LOOPBACK: Final = "127.0.0.1"
CONNECT_S: Final = 15.0
WORKERS_S: Final = 60.0  # for the first worker to come
# One that is lost in the middle of others' work; lost twice it is tried alone, see batch.Batch.
ALLOWED_FAILURES: Final = 1
ONE_THREAD: Final = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
OWN_CLUSTER: Final = {
    "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
    # Dask's own list has MALLOC_TRIM_THRESHOLD_, too: giving memory back takes a tenth of the time.
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(ONE_THREAD, 1),
}


@dataclass(slots=True)
class Cluster:
    """A client, and whether its workers are processes of this machine that it has started."""

    client: Client
    is_local: bool
    _closing: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Leaves the cluster; one of our own ends."""
        self._closing.close()


def open_cluster(scheduler: str, workers: int | None) -> Cluster:
    """`scheduler`: an address, or LOCAL for `workers` processes (None: as many as cores).

    Raises UsageError where it does not answer, or its workers are not fit for the work.
    """
    _silence_logs()
    with ExitStack() as closing:
        is_local = scheduler == LOCAL
        address = _start(workers, closing) if is_local else scheduler
        client = _connect(address)
        closing.callback(client.close)
        _check(client)
        return Cluster(client, is_local, closing.pop_all())


def _silence_logs() -> None:
    """What is lost, the run tells; each part of the library has a log of its own."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def lost_cluster() -> UsageError:
    """The scheduler does not answer any more, or has no worker left."""
    return UsageError(
        ("ขาดการติดต่อกับคลัสเตอร์ Dask หรือไม่เหลือตัวทำงาน",
         "the Dask cluster is gone, or has no worker left"),
        ("เริ่มคลัสเตอร์ใหม่แล้วสั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ",
         "start it again; the same command goes on from here"),
    )  # fmt: skip


def _start(workers: int | None, closing: ExitStack) -> Any:
    folder = closing.enter_context(tempfile.TemporaryDirectory(prefix="thaiplan-"))
    closing.enter_context(config.set(OWN_CLUSTER))
    cluster = LocalCluster(
        n_workers=workers or os.cpu_count() or 1,
        threads_per_worker=1,
        processes=True,
        memory_limit=0,  # we look at it ourselves: a worker that pauses would never end
        dashboard_address=f"{LOOPBACK}:0",
        host=LOOPBACK,
        local_directory=folder,
        silence_logs=logging.CRITICAL,
    )
    closing.callback(cluster.close)
    return cluster


def _connect(address: Any) -> Client:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ: said better below
            return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            (f"ติดต่อ scheduler ที่ {address} ไม่ได้", f"no scheduler answers at {address}"),
            ("ตรวจที่อยู่ของ --scheduler เช่น tcp://host:8786 และดูว่า dask scheduler ทำงานอยู่",
             "check --scheduler (tcp://host:8786), and that dask scheduler runs there"),
        ) from error  # fmt: skip


def _check(client: Client) -> None:
    """That there are workers, each with our program and one thread."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except TimeoutError as error:
        raise UsageError(
            ("คลัสเตอร์ไม่มีตัวทำงาน", "the cluster has no workers"),
            ("เริ่มด้วย dask worker ADDRESS --nworkers -1 --nthreads 1", _START[1]),
        ) from error
    ours = program()
    for name, theirs in client.run(cluster_task.program, on_error="return").items():
        if isinstance(theirs, BaseException):
            raise _no_program(name, theirs)
        if theirs != ours:
            raise other_program(theirs, ours)
    for name, facts in client.scheduler_info(n_workers=-1)["workers"].items():
        if facts["nthreads"] != 1:
            raise _threads(name, facts["nthreads"])


_START = (
    "เริ่มใหม่ด้วย dask worker ADDRESS --nworkers -1 --nthreads 1",
    "start them with dask worker ADDRESS --nworkers -1 --nthreads 1",
)


def _threads(name: str, threads: int) -> UsageError:
    return UsageError(
        (f"ตัวทำงาน {name} มี {threads} เธรด แต่อ่านได้ครั้งละหนึ่งเอกสาร",
         f"the worker {name} has {threads} threads, but reads one document at a time"),
        _START,
    )  # fmt: skip


def _no_program(name: str, error: BaseException) -> UsageError:
    detail = " ".join(str(error).split())
    return UsageError(
        (f"ตัวทำงาน {name} ไม่มี thaiplan รุ่นนี้ ({detail})",
         f"the worker {name} has no thaiplan of this version ({detail})"),
        ('ติดตั้งบนทุกเครื่อง: pip install "thaiplan[cluster]" แล้วเริ่มตัวทำงานใหม่',
         'install it everywhere: pip install "thaiplan[cluster]", and start the workers again'),
    )  # fmt: skip
