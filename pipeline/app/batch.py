"""Many documents, in worker processes; one that dies or hangs costs its own line, no other."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeout
from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.inputs import Missing
from pipeline.app.memory import look_for_cycles_rarely
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import DocumentResult, Job

if TYPE_CHECKING:
    from pipeline.run import Settings

Convert = Callable[[Job, "Settings"], DocumentResult]
Done = Callable[[DocumentResult], None]

FEW_INPUTS = 4  # below this a second worker takes longer to start than it saves
TIME_LIMIT_S = 1800.0  # one document; hundreds of scanned pages take minutes, not half an hour
DOC_ID_LENGTH = 12
READ = ("ok", "partial")


class Worker(NamedTuple):
    """How documents are converted: the function, its settings, the limits."""

    convert: Convert
    settings: "Settings"
    workers: int
    time_limit_s: float = TIME_LIMIT_S


def default_workers(inputs: int) -> int:
    """How many worker processes suit so many inputs on this machine."""
    return 1 if inputs < FEW_INPUTS else min(inputs, os.cpu_count() or 1)


def missing_results(missing: Sequence[Missing], lang: str) -> tuple[DocumentResult, ...]:
    """A failed line for every INPUT that gave nothing."""
    return tuple(_unread(source_file, "", "", error, lang) for source_file, error in missing)


def convert_batch(jobs: Sequence[Job], worker: Worker, done: Done) -> tuple[DocumentResult, ...]:
    """One result a job, in the order of the jobs; `done` is called with each as it comes.

    The same bytes twice are one document: once read, every further file of them is a `duplicate`.
    Where they could not be read, a file of another extension is tried (plan.txt, named plan.pdf
    elsewhere). An exception of `convert` is a bug and ends the batch.
    """
    digests = {index: _digest(job) for index, job in enumerate(jobs)}
    waiting = _by_content(digests)
    results: dict[int, DocumentResult] = {}
    while waiting:
        firsts = {group[0]: jobs[group[0]] for group in waiting}
        for index, result in _convert_all(firsts, digests, worker):
            results[index] = result
            done(result)
        untried: list[list[int]] = []
        for first, *others in waiting:
            left = [index for index in others if _worth_trying(jobs, first, index, results[first])]
            for index in sorted(set(others) - set(left)):
                results[index] = _duplicate(jobs[index], results[first])
                done(results[index])
            untried.append(left)
        waiting = [group for group in untried if group]
    return tuple(results[index] for index in range(len(jobs)))


def _worth_trying(jobs: Sequence[Job], first: int, other: int, result: DocumentResult) -> bool:
    """Whether the same bytes under another extension may be read where the first was not."""
    return result.status not in READ and _suffix(jobs[other]) != _suffix(jobs[first])


def _by_content(digests: dict[int, str]) -> list[list[int]]:
    """Jobs with the same bytes together, in order; an unreadable file stands alone."""
    groups: dict[str, list[int]] = {}
    for index, digest in digests.items():
        groups.setdefault(digest or f"unreadable {index}", []).append(index)
    return list(groups.values())


def _convert_all(
    jobs: dict[int, Job], digests: dict[int, str], worker: Worker
) -> Iterator[tuple[int, DocumentResult]]:
    """Every job converted, as they are finished. A single job needs no protection of others."""
    if len(jobs) == 1:
        for index, job in jobs.items():
            yield index, worker.convert(job, worker.settings)
        return
    from multiprocessing import get_context

    from pebble import ProcessExpired, ProcessPool

    from pipeline.run import kind_of

    pool = ProcessPool(
        max_workers=min(worker.workers, len(jobs)),
        initializer=_start_worker,
        context=get_context("spawn"),  # forking a process that draws a progress bar can hang
    )
    try:
        futures: dict[Future[DocumentResult], int] = {
            pool.schedule(
                worker.convert, args=(job, worker.settings), timeout=worker.time_limit_s
            ): index
            for index, job in jobs.items()
        }
        for future in as_completed(futures):
            index = futures[future]
            try:
                yield index, future.result()
            except (FutureTimeout, ProcessExpired) as trouble:
                lost = _lost(trouble, worker.time_limit_s)
                name, kind = jobs[index].source_file, kind_of(jobs[index].path)
                yield index, _unread(name, digests[index], kind, lost, worker.settings.lang)
    finally:  # all done, Ctrl-C or a bug: no worker is left behind
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us
    look_for_cycles_rarely()


def _lost(trouble: Exception, limit_s: float) -> DocumentError:
    """The reason of a document whose worker did not come back."""
    if isinstance(trouble, FutureTimeout):
        return DocumentError(
            (f"อ่านไม่เสร็จภายใน {limit_s:g} วินาที", f"not read within {limit_s:g} seconds"),
            ("แบ่งไฟล์เป็นส่วนแล้วลองใหม่", "split the file and try again"),
        )
    return DocumentError(
        ("ตัวอ่านหยุดทำงานกลางคัน (ไฟล์เสียหรือหน่วยความจำไม่พอ)",
         "the reader died on it (a broken file, or too little memory)"),
        ("เปิดไฟล์แล้วบันทึกใหม่เป็น PDF หรือใช้ --jobs น้อยลง",
         "open it and save it as PDF again, or use fewer --jobs"),
    )  # fmt: skip


def _unread(
    source_file: str, digest: str, kind: str, error: DocumentError, lang: str
) -> DocumentResult:
    return DocumentResult(
        doc_id=digest[:DOC_ID_LENGTH],
        source_file=source_file,
        sha256=digest,
        kind=kind,
        status="failed",
        reasons=error.lines,
        lang=lang,
        plan=None,
        findings=(),
        seconds=0.0,
    )


def _duplicate(job: Job, first: DocumentResult) -> DocumentResult:
    name = first.source_file
    reasons = (f"เนื้อหาเดียวกับ {name}", f"same content as {name}")
    changed = {"source_file": job.source_file, "status": "duplicate", "reasons": reasons}
    emptied = {"plan": None, "findings": (), "seconds": 0.0}
    return first.model_copy(update=changed | emptied)


def _digest(job: Job) -> str:
    """SHA-256 in hex; empty where the file cannot be read, which `convert` will say better."""
    try:
        with job.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _suffix(job: Job) -> str:
    return job.path.suffix.lower()
