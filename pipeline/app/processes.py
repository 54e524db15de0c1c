"""How worker processes are started: anew, without the user's script.

`spawn` has every new process run the script that started it once more, as a module, for the
functions that it may need from there. Ours need none; run again, a script that calls `read_plans`
at its top level would start workers from within its workers, and one that loads data would load it
in each of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import process, spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock, get_ident
from typing import Any

from pipeline.contracts.errors import UsageError

_starting = Lock()


class WorkerProcess(SpawnProcess):
    """A new process that does not run the script."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 what multiprocessing calls
        with _without_script():
            return SpawnProcess._Popen(process_obj)


class WorkerContext(SpawnContext):
    """`spawn` with such processes."""

    Process = WorkerProcess


@contextmanager
def _without_script() -> Iterator[None]:
    """What this thread starts meanwhile is told of no script; other threads notice nothing."""
    thread = get_ident()
    with _starting:
        usual = spawn.get_preparation_data

        def told(name: str) -> dict[str, Any]:
            data = usual(name)
            if get_ident() == thread:
                data.pop("init_main_from_name", None)
                data.pop("init_main_from_path", None)
            return data

        spawn.get_preparation_data = told
        try:
            yield
        finally:
            spawn.get_preparation_data = usual


def check_may_start() -> None:
    """Raises UsageError where this process may start no others: it is a worker of some pool, or
    still runs the script for one."""
    here = process.current_process()
    if here.daemon or getattr(here, "_inheriting", False):
        raise UsageError(
            ("เรียก read_plans ใน process ลูกไม่ได้ เพราะต้องสร้าง process ของตัวเอง",
             "read_plans starts processes of its own, which this worker process may not"),
            ('เรียกจาก process หลัก (ใต้ if __name__ == "__main__":) หรือใช้ read_plan ทีละไฟล์',
             'call it in the main process (below if __name__ == "__main__":), '
             "or read_plan file by file"),
        )  # fmt: skip
