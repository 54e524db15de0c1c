"""What the batch asks of its workers, whatever becomes of the tasks: workers by a script."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fake_run import Settings, convert_document

from pipeline.app.batch import CHUNK, MAX_LOST, Batch, Given
from pipeline.app.entry import Codes, Entry, Origin, make_entry
from pipeline.app.finished import Finished
from pipeline.app.pool import Place
from pipeline.app.store import LocalFiles, Store
from pipeline.app.task import (
    DRAWING,
    Bug,
    Lost,
    Order,
    Outcome,
    PagesRead,
    Split,
    Task,
)
from pipeline.app.worker import Position
from pipeline.contracts.result import DocumentResult, Job

Script = Callable[[Task], Outcome]
PAGES = tuple(range(1, 11))
ORDER = Order(convert_document, Settings(), Codes("findings", ""))


class Scripted:
    """Workers that do what the script says, last come first served; at most `size` at once."""

    can_split = True

    def __init__(self, script: Script, size: int = 2) -> None:
        self.script = script
        self.size = size
        self.asked: list[Task] = []
        self.beside: list[int] = []  # how many others were in work when each was started
        self.work: list[Task] = []

    def start(self, task: Task) -> None:
        self.asked.append(task)
        self.beside.append(len(self.work))
        self.work.append(task)

    def wait(self) -> Sequence[tuple[Task, Outcome]]:
        task = self.work.pop()
        return [(task, self.script(task))]

    def places(self) -> Sequence[Place]:
        return [Place(task, Position(1, max(task.pages, default=0), 4)) for task in self.work]

    def close(self) -> None:
        self.closed = True


class Told:
    """Whom the batch tells."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int]] = []

    def found(self, total: int, kept: int) -> None:
        assert kept <= total

    def at(self, source_file: str, page: int, pages: int) -> None:
        assert source_file
        self.places.append((page, pages))

    def done(self, result: DocumentResult, kept: bool) -> None:
        assert not kept or result.plan is None


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[list[Finished], Scripted, Batch]]:
    def run_all(script: Script, count: int = 1) -> tuple[list[Finished], Scripted, Batch]:
        jobs = []
        for number in range(count):
            path = tmp_path / f"{number}.txt"
            path.write_text(f"plan {number}")
            jobs.append(Job(path=path, source_file=path.name, from_folder=True))
        stores = [Store(LocalFiles(tmp_path / name), "c", "o") for name in ("kept", "aside")]
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        given = Given(jobs, [Origin(True, "")] * count, ORDER, stores[0], stores[1], scratch)
        workers = Scripted(script)
        batch = Batch(given, workers, Told())
        return list(batch.run()), workers, batch

    return run_all


def entry(task: Task) -> Entry:
    return make_entry(convert_document(task.job, ORDER.settings), "", task.origin, ORDER.codes)


def split_once(task: Task) -> Outcome:
    if task.may_split and not task.pages:
        return Split(PAGES)
    return PagesRead() if task.pages else entry(task)


def test_a_long_scan_is_read_ahead_in_chunks_and_then_as_a_document(run) -> None:
    (done,), workers, batch = run(split_once)
    chunks = [task.pages for task in workers.asked if task.pages]
    assert sorted(page for chunk in chunks for page in chunk) == list(PAGES)
    assert max(map(len, chunks)) == CHUNK
    last = workers.asked[-1]
    assert (last.pages, last.may_split, last.lost) == ((), False, {})
    assert done.result.status == "ok"
    assert done.store is batch.given.kept
    assert not list(batch.given.scratch.iterdir())
    assert workers.closed
    assert {pages for _, pages in batch.told.places} <= {len(PAGES), 4}
    assert all(page <= pages for page, pages in batch.told.places)


def test_a_page_of_a_scan_that_kills_twice_is_left_out_of_the_document(run) -> None:
    def script(task: Task) -> Outcome:
        return Lost("crashed", 6) if 6 in task.pages else split_once(task)

    (done,), workers, batch = run(script)
    beside = [
        others
        for task, others in zip(workers.asked, workers.beside, strict=True)
        if 6 in task.pages
    ]
    assert len(beside) == 2
    assert beside[1] == 0  # the second time alone
    assert workers.asked[-1].lost == {6: "crashed"}
    assert (done.result.status, done.store) == ("ok", batch.given.aside)


def test_a_scan_of_which_a_chunk_is_one_lost_page_is_read_all_the_same(run) -> None:
    def script(task: Task) -> Outcome:
        if task.pages and max(task.pages) > 8:
            return Lost("slow", task.pages[0])
        return split_once(task)

    (done,), workers, _ = run(script)
    assert workers.asked[-1].lost == {9: "slow", 10: "slow"}
    assert done.result.status == "ok"


def test_a_scan_that_loses_too_many_pages_is_given_up_with_what_is_in_work(run) -> None:
    def script(task: Task) -> Outcome:
        return Lost("huge", task.pages[0]) if task.pages else split_once(task)

    done, workers, _ = run(script, count=2)
    assert [one.result.status for one in done] == ["failed", "failed"]
    assert "หน่วยความจำ" in done[0].result.error
    pages = {task.pages[0] for task in workers.asked if task.pages and task.number == 0}
    assert len(pages) >= MAX_LOST


def test_a_report_that_cannot_be_drawn_is_written_without_pictures(run) -> None:
    def script(task: Task) -> Outcome:
        return Lost("crashed", DRAWING) if task.draws else entry(task)

    (done,), workers, batch = run(script)
    assert [task.draws for task in workers.asked] == [True, True, False]
    assert (done.result.status, done.store) == ("ok", batch.given.aside)


def test_a_bug_in_a_part_fails_the_document_once(run) -> None:
    def script(task: Task) -> Outcome:
        return Bug(ValueError("x")) if task.pages else split_once(task)

    (done,), _, batch = run(script)
    assert done.result.status == "failed"
    assert len(batch.bugs) == 1


def test_what_is_tried_again_waits_until_nothing_else_is_in_work(run) -> None:
    lost: list[int] = []

    def script(task: Task) -> Outcome:
        if task.number == 0 and not lost:
            lost.append(0)
            return Lost("huge", None)
        return entry(task)

    done, workers, _ = run(script, count=6)
    assert [one.result.status for one in done] == ["ok"] * 6
    assert (workers.asked[-1].number, workers.beside[-1]) == (0, 0)
