"""Many documents: each read once, or known from an earlier run; none costs another its line."""

import shutil
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.app.entry import Entry, EntryHead, Origin
from pipeline.app.fetched import digest_of
from pipeline.app.finished import READ, Finished, duplicate, ending_of, finished, planless, unread
from pipeline.app.loss import bug_error, lost_error
from pipeline.app.pool import Workers
from pipeline.app.progress import Told
from pipeline.app.store import Store
from pipeline.app.task import DRAWING, Bug, Lost, Order, Outcome, PagesRead, Split, Task, WhyLost
from pipeline.app.worker import Position
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import Job

TRIES: Final = 2  # beside other documents, then alone
MAX_LOST: Final = 5  # pages of a document; with more it is the document that is at fault
CHUNK: Final = 4  # pages of a scan that a worker reads ahead before it takes other work
WAITING: Final = 1  # task that waits in the pool, so that no worker is ever without


class Given(NamedTuple):
    """What the batch is given.

    `origins`: of each job. `kept` and `aside`: where entries are put for later runs, and those
    that are of this run alone. `scratch`: an empty folder. `fresh`: no entry that is there is used.
    """

    jobs: Sequence[Job]
    origins: Sequence[Origin]
    order: Order
    kept: Store
    aside: Store
    scratch: Path
    fresh: bool = False


@dataclass(slots=True)
class _Ahead:
    """The pages of a long scan that are read ahead. `open`: tasks that are not done yet;
    `reached`: how many pages were begun."""

    folder: Path
    pages: tuple[int, ...]
    open: int
    reached: int = 0


@dataclass(slots=True)
class Batch:
    """The work on many documents. `bugs`: exceptions that nobody foresaw, each cost its document.

    The same bytes twice are one document: once read, every further file of them is a `duplicate`.
    Where they could not be read, a file of another ending is tried (plan.txt, named plan.pdf
    elsewhere). A task whose worker is lost is tried once more when nothing else is in work; a page
    that is lost twice is left out, else the document is.
    """

    given: Given
    workers: Workers
    told: Told
    bugs: list[BaseException] = field(default_factory=list)
    _digests: dict[int, str] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)  # of the same bytes
    _same: dict[int, list[int]] = field(default_factory=dict)  # the others
    _finished: dict[int, Finished] = field(default_factory=dict)
    _queue: deque[Task] = field(default_factory=deque)
    _alone: deque[Task] = field(default_factory=deque)
    _in_work: int = 0
    _losses: Counter[tuple[int, int | None]] = field(default_factory=Counter)  # of job and page
    _lost: dict[int, dict[int, WhyLost]] = field(default_factory=dict)
    _ahead: dict[int, _Ahead] = field(default_factory=dict)

    def run(self) -> tuple[Finished, ...]:
        """One line a job, in the order of the jobs.

        Raises UsageError where no document can be read so, OSError where nothing can be kept.
        """
        coming = self._coming()
        self.told.found(len(self.given.jobs), 0)
        try:
            while self._start_all(coming):
                for task, outcome in self.workers.wait():
                    self._in_work -= 1
                    self._take(task, outcome)
                for task, position in self.workers.places():
                    self._tell(task, position)
        finally:  # all done, Ctrl-C or no way on: no worker is left behind
            self.workers.close()
        return tuple(self._finished[number] for number in range(len(self.given.jobs)))

    def _start_all(self, coming: Iterator[Task]) -> bool:
        """Starts what the workers have room for; False where nothing is left in work."""
        while self._in_work < self.workers.size + WAITING:
            task = self._queue.popleft() if self._queue else next(coming, None)
            if task is None and self._alone and not self._in_work:
                task = self._alone.popleft()
            if task is None:
                break
            if task.number not in self._finished:
                self.workers.start(task)
                self._in_work += 1
        return bool(self._in_work)

    def _coming(self) -> Iterator[Task]:
        """The tasks of documents that are not known, as their turn comes."""
        for number, job in enumerate(self.given.jobs):
            digest = self._digests[number] = digest_of(job)
            first = self._first.setdefault(digest or f"unreadable {number}", number)
            if first != number:
                self._same.setdefault(first, []).append(number)
                if first in self._finished:
                    self._settle_same(first)
            elif (task := self._task(number)) is not None:
                yield task
            while self._queue:
                yield self._queue.popleft()

    def _task(self, number: int) -> Task | None:
        """What is to be done about a job; None where all of it is known."""
        given = self.given
        job, origin, digest = given.jobs[number], given.origins[number], self._digests[number]
        ending = ending_of(job.path)
        may_split = self.workers.can_split and self.workers.size > 1
        task = Task(number, job, origin, may_split=may_split)
        head = given.kept.find(digest, ending) if digest and not given.fresh else None
        if head is None or not _holds(head, origin):
            return task
        if not _is_complete(head, job, origin, given.order):
            return task._replace(known=Entry(head, given.kept.plan(digest, ending), b""))
        spoken = head.result.model_copy(update={"lang": given.order.settings.lang})
        head = head.model_copy(update={"result": spoken})
        self.told.done(spoken, kept=True)
        self._finish(number, finished(head, origin, given.kept, ending, kept=True))
        return None

    def _tell(self, task: Task, position: Position) -> None:
        """Tells at which page a task is; of pages read ahead, how many were begun."""
        page, pages = position.page, position.pages
        if page <= 0:
            return
        ahead = self._ahead.get(task.number)
        if ahead is not None and page in task.pages:
            pages = len(ahead.pages)
            page = ahead.reached = max(ahead.reached, ahead.pages.index(page) + 1)
        self.told.at(task.job.source_file, page, pages)

    def _take(self, task: Task, outcome: Outcome) -> None:
        """What follows from the outcome of a task."""
        if task.number in self._finished:  # given up while other pages of it were in work
            return
        match outcome:
            case Entry():
                self._keep(task, outcome)
            case Split(pages):
                self._split(task, pages)
            case PagesRead():
                self._end_part(task)
            case Lost(why, page):
                self._lose(task, why, page)
            case Bug(error):
                self.bugs.append(error)
                self._fail(task, bug_error(error))

    def _keep(self, task: Task, entry: Entry) -> None:
        """Puts a finished document where it belongs. What failed by the machine is not kept."""
        given = self.given
        result, origin = entry.head.result, task.origin
        if not result.sha256:
            self.told.done(result, kept=False)
            self._finish(task.number, planless(result, origin.original))
            return
        is_final = result.status in READ or not given.order.settings.ocr_engine
        store = given.kept if is_final and not task.lost and task.draws else given.aside
        ending = ending_of(task.job.path)
        store.put(entry, ending)
        self.told.done(entry.read_result(), kept=False)
        self._finish(task.number, finished(entry.head, origin, store, ending, kept=False))

    def _fail(self, task: Task, error: DocumentError) -> None:
        from pipeline.run import kind_of

        name, kind = task.job.source_file, kind_of(task.job.path)
        lang = self.given.order.settings.lang
        result = unread(name, self._digests[task.number], kind, error, lang)
        self.told.done(result, kept=False)
        self._finish(task.number, planless(result, task.origin.original))

    def _finish(self, number: int, done: Finished) -> None:
        self._finished[number] = done
        if (ahead := self._ahead.pop(number, None)) is not None:
            shutil.rmtree(ahead.folder, ignore_errors=True)
        self._settle_same(number)

    def _settle_same(self, first: int) -> None:
        """The other files of the same bytes: duplicates, or to be tried as what they are named."""
        others = self._same.pop(first, [])
        if not others:
            return
        result, jobs = self._finished[first].result, self.given.jobs
        tried = ending_of(jobs[first].path)
        left = [
            number
            for number in others
            if result.status not in READ and ending_of(jobs[number].path) != tried
        ]
        for number in others:
            if number not in left:
                same = duplicate(jobs[number], result)
                self.told.done(same, kept=False)
                original = self.given.origins[number].original
                self._finished[number] = planless(same, original)
        if left:
            second, *further = left
            self._first[self._digests[second]] = second
            self._same[second] = further
            if (task := self._task(second)) is not None:
                self._queue.append(task)

    def _split(self, task: Task, pages: Sequence[int]) -> None:
        """Has the pages of a long scan read ahead, a few a task; then the document with them."""
        folder = self.given.scratch / f"ahead-{task.number}"
        folder.mkdir()
        starts = range(0, len(pages), CHUNK)
        self._ahead[task.number] = _Ahead(folder, tuple(pages), len(starts))
        parts = (tuple(pages[start : start + CHUNK]) for start in starts)
        self._queue.extend(task._replace(ahead=folder, pages=part) for part in parts)

    def _end_part(self, task: Task) -> None:
        ahead = self._ahead[task.number]
        ahead.open -= 1
        if not ahead.open:
            lost = self._lost.get(task.number, {})
            self._queue.appendleft(task._replace(pages=(), may_split=False, lost=lost))

    def _lose(self, task: Task, why: WhyLost, page: int | None) -> None:
        """Tries the task again: alone, then without what was lost; or gives the document up."""
        where = task.number, page
        self._losses[where] += 1
        if self._losses[where] < TRIES:
            self._alone.append(task)
        elif page == DRAWING:
            self._queue.appendleft(task._replace(draws=False))
        elif page is None or len(lost := self._lost.setdefault(task.number, {})) == MAX_LOST:
            self._fail(task, lost_error(why))
        else:
            lost[page] = why
            pages = tuple(number for number in task.pages if number != page)
            again = task._replace(lost=dict(lost), pages=pages)
            if task.pages and not pages:
                self._end_part(task)
            else:
                self._queue.appendleft(again)


def _holds(head: EntryHead, origin: Origin) -> bool:
    """Whether what is known is true of this input, too: in a folder what is no plan is skipped."""
    return head.result.status in READ or head.from_folder == origin.from_folder


def _is_complete(head: EntryHead, job: Job, origin: Origin, order: Order) -> bool:
    """Whether nothing of the entry has to be made anew for this run."""
    if head.result.source_file != job.source_file or head.findings_code != order.codes.findings:
        return False
    if order.report is None or not head.plan_sha256:
        return True
    return (head.page_code, head.original) == (order.codes.page, origin.original)
