"""What a worker process does: one document into an entry, or pages of a scan ahead of it."""

import logging
import os
import pickle
import signal
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.app.entry import Entry, make_entry, with_plan
from pipeline.app.fetched import FetchError, fetched
from pipeline.app.finished import unread
from pipeline.app.memory import look_for_cycles_rarely, use_one_core
from pipeline.app.task import DRAWING, Order, Outcome, PagesRead, Split, Task
from pipeline.contracts.crop import Crops
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.following import Following
from pipeline.contracts.page import Page
from pipeline.contracts.result import DocumentResult

MIN_SPLIT: Final = 8  # pages; of fewer, handing them around takes longer than it saves
Begin = Callable[[int, int], None]
BEAT: Final = "{:>10} {:>10} {:>10}\n"  # process, page, pages


class Position(NamedTuple):
    """Where a worker is: its process, the page it is at (see DRAWING; 0: none), of how many."""

    pid: int
    page: int
    pages: int

    @property
    def at(self) -> int | None:
        """The page; None where it is at none."""
        return self.page or None


def start_worker() -> None:
    """What a worker process does before its first task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us
    look_for_cycles_rarely()
    use_one_core()
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries remark on broken files
    warnings.simplefilter("ignore")
    if (parent := parent_process()) is not None:  # killed, it cannot stop us
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def work_beside(task: Task, order: Order, beat: Path) -> Outcome:
    """Does the task for a process of this machine; the file `beat` says where it is."""
    return work(task, order, _begin_in(beat), beat.parent)


def work(task: Task, order: Order, begin: Begin, folder: Path) -> Outcome:
    """Does the task. `begin` is told of each page as its turn comes (see Position), how many;
    `folder` is for what is fetched.

    Raises UsageError where no document can be read so, and whatever a bug raises.
    """
    begin(0, 0)
    may_split = task.may_split and not task.job.url  # each part would fetch the whole file
    try:
        with fetched(task.job, folder) as job:
            return _work(task._replace(job=job, may_split=may_split), order, begin)
    except FetchError as error:
        return unfetched(task, order, error)


def unfetched(task: Task, order: Order, error: FetchError) -> Entry:
    """The entry of a document that could not be had."""
    from pipeline.run import kind_of

    name, kind = task.job.source_file, kind_of(task.job.path)
    result = unread(name, "", kind, error, order.settings.lang)
    return make_entry(result, "", task.origin, order.codes)


def _work(task: Task, order: Order, begin: Begin) -> Outcome:
    if task.pages and task.ahead is not None:
        return _read_ahead(task, order, task.ahead, begin)
    if task.known is None and task.may_split and len(pages := _pictured(task, order)) >= MIN_SPLIT:
        return Split(tuple(pages))
    result = _read(task, order, begin) if task.known is None else _renewed(task, order)
    page = ""
    if order.report is not None and result.plan is not None:
        begin(DRAWING, len(result.plan.pages))
        page = _page(task, order, result)
    return make_entry(result, page, task.origin, order.codes)


def read_position(beat: Path) -> Position | None:
    """Where the worker is that writes this file; None where it has not begun."""
    try:
        pid, page, pages = beat.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return Position(int(pid), int(page), int(pages))


def _begin_in(beat: Path) -> Begin:
    file = beat.open("w", encoding="ascii", buffering=1)

    def begin(page: int, pages: int) -> None:
        file.seek(0)
        file.write(BEAT.format(os.getpid(), page, pages))
        file.flush()

    return begin


def _read(task: Task, order: Order, begin: Begin) -> DocumentResult:
    def ahead(number: int) -> Page | None:
        return None if task.ahead is None else _load(task.ahead, number)

    return order.convert(task.job, order.settings, Following(begin, lost=task.lost, ahead=ahead))


def _renewed(task: Task, order: Order) -> DocumentResult:
    """The document as it is known, under the name it has now; its findings by today's rules."""
    from pipeline.run import reconcile_plan

    assert task.known is not None
    head, plan, _ = task.known
    result = with_plan(head, plan)
    changed: dict[str, object] = {
        "source_file": task.job.source_file,
        "lang": order.settings.lang,
    }
    if result.plan is not None:
        renamed = result.plan.model_copy(update={"source_file": task.job.source_file})
        changed["plan"] = renamed
        if head.findings_code != order.codes.findings:
            changed["findings"] = reconcile_plan(renamed)
    return result.model_copy(update=changed)


def _page(task: Task, order: Order, result: DocumentResult) -> str:
    from pipeline.run import crops_of
    from pipeline.write.html_report import from_report
    from pipeline.write.report.document import ReportDocument
    from pipeline.write.report.files import page_html

    assert order.report is not None
    assert result.plan is not None
    crops = crops_of(task.job.path, result.plan, result.findings) if task.draws else Crops()
    document = ReportDocument(result, crops, from_report(task.origin.original))
    return page_html(document, order.report, order.settings.lang)


def _pictured(task: Task, order: Order) -> Sequence[int]:
    from pipeline.run import pictured_pages

    try:
        pages = pictured_pages(task.job.path, order.settings)
    except (DocumentError, OSError):
        return ()  # which is told where it is read
    return tuple(page for page in pages if page not in task.lost)


def _read_ahead(task: Task, order: Order, folder: Path, begin: Begin) -> PagesRead:
    """Pages whose file cannot be opened are left to the task that reads the document."""
    from pipeline.run import read_ahead

    numbers = [number for number in task.pages if not _path(folder, number).exists()]
    pages = read_ahead(task.job.path, numbers, order.settings, begin)
    with suppress(DocumentError, OSError):
        for number, page in pages:
            aside = _path(folder, number).with_suffix(".new")
            aside.write_bytes(pickle.dumps(page))
            aside.replace(_path(folder, number))
    return PagesRead()


def _load(folder: Path, number: int) -> Page | None:
    """A page that a process of this run has read."""
    with suppress(OSError):
        page: Page | None = pickle.loads(_path(folder, number).read_bytes())
        return page
    return None


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number}.pickle"
