"""One call in a process of its own: it may die or hang there, and costs one clear line."""

from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing import get_context
from typing import TypeVar

from pipeline.app.loss import lost_error
from pipeline.app.worker import start_worker

Result = TypeVar("Result")


def guarded(call: Callable[[], Result], seconds: float) -> Result:
    """What `call` (it can be pickled) gives, from another process.

    Raises what it raises; DocumentError where its process dies or takes longer than `seconds`.
    """
    from pebble import ProcessExpired, ProcessPool

    pool = ProcessPool(max_workers=1, initializer=start_worker, context=get_context("spawn"))
    try:
        result: Result = pool.schedule(call, timeout=seconds).result()
        return result
    except FutureTimeout as error:
        raise lost_error("slow") from error
    except ProcessExpired as error:
        raise lost_error("crashed") from error
    finally:  # done, dead, or Ctrl-C
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
