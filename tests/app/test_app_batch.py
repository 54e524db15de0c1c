"""The batch: order, duplicates, what is kept, and workers that die, hang, swell or meet a bug."""

import os
import time
from pathlib import Path

import pytest
from fake_run import Settings, convert_document

from pipeline.app.batch import Batch, Given
from pipeline.app.entry import Codes, Origin
from pipeline.app.finished import Finished, missing_results
from pipeline.app.guarded import guarded
from pipeline.app.inputs import find_inputs
from pipeline.app.pool import Limits, LocalWorkers, default_workers
from pipeline.app.store import LocalFiles, Store
from pipeline.app.task import Order
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import DocumentResult, Job

MIB = 1 << 20
USUAL = Limits()


class Seen:
    """Whom the batch tells."""

    def __init__(self) -> None:
        self.results: list[DocumentResult] = []
        self.kept: list[str] = []

    def found(self, total: int, kept: int) -> None:  # noqa: ARG002
        self.total = total

    def at(self, source_file: str, page: int, pages: int) -> None:
        assert source_file
        assert 0 < page <= pages

    def done(self, result: DocumentResult, kept: bool) -> None:
        self.results.append(result)
        self.kept += [result.source_file] if kept else []


class Desk:
    """A folder of inputs beside one of what is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs = folder / "in"
        self.inputs.mkdir()
        self.runs = 0
        self.told = Seen()
        self.bugs: list[BaseException] = []

    def add(self, files: dict[str, str]) -> None:
        for name, content in files.items():
            (self.inputs / name).write_text(content, encoding="utf-8")

    def run(
        self,
        workers: int = 2,
        limits: Limits = USUAL,
        fresh: bool = False,
        code: str = "code",
    ) -> list[Finished]:
        jobs = find_inputs([str(self.inputs)], None).jobs
        order = Order(convert_document, Settings(), Codes("findings", ""))
        self.runs += 1
        scratch = self.folder / f"scratch{self.runs}"
        scratch.mkdir()
        self.kept = Store(LocalFiles(self.folder / "kept"), code, "options")
        self.aside = Store(LocalFiles(scratch / "aside"), code, "options")
        origins = [Origin(job.from_folder, "") for job in jobs]
        given = Given(jobs, origins, order, self.kept, self.aside, scratch, fresh)
        self.told = Seen()
        batch = Batch(given, LocalWorkers(workers, order, limits), self.told)
        done = list(batch.run())
        self.bugs = batch.bugs
        told = sorted(result.source_file for result in self.told.results)
        assert told == [job.source_file for job in jobs]
        return done


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def statuses(done: list[Finished]) -> list[tuple[str, str]]:
    return [(one.result.source_file, one.result.status) for one in done]


def test_results_come_in_the_order_of_the_jobs(desk: Desk) -> None:
    desk.add({f"{n}.txt": f"plan {n}" for n in "cab"})
    assert statuses(desk.run(3)) == [("a.txt", "ok"), ("b.txt", "ok"), ("c.txt", "ok")]


def test_the_same_bytes_twice_are_one_document(desk: Desk) -> None:
    desk.add(dict.fromkeys(("a.txt", "b.txt", "c.md"), "plan error"))
    first, second, third = (one.result for one in desk.run())
    assert (first.status, second.status, third.status) == ("ok", "duplicate", "duplicate")
    assert second.doc_id == first.doc_id
    assert (second.plan, second.findings) == (None, ())
    assert "a.txt" in second.error


def test_bytes_that_failed_are_tried_again_under_another_extension(desk: Desk) -> None:
    desk.add(dict.fromkeys(("a.pdf", "b.pdf", "c.txt", "d.txt"), "plan"))
    done = desk.run()
    assert [one.result.status for one in done] == ["failed", "duplicate", "ok", "duplicate"]
    assert "c.txt" in done[3].result.error


def test_a_worker_that_dies_costs_its_own_document_only(desk: Desk) -> None:
    desk.add({"a.txt": "plan a", "b.txt": "die", "c.txt": "plan c"})
    done = desk.run(1)
    assert statuses(done) == [("a.txt", "ok"), ("b.txt", "failed"), ("c.txt", "ok")]
    assert len(done[1].result.sha256) == 64
    assert done[1].result.doc_id == done[1].result.sha256[:12]
    assert "หยุดทำงาน" in done[1].result.error


def test_a_page_that_kills_twice_is_left_out(desk: Desk) -> None:
    desk.add({"a.txt": "pages 5 die 3 die 5", "b.txt": "plan"})
    done = desk.run()
    assert statuses(done) == [("a.txt", "ok"), ("b.txt", "ok")]
    assert done[0].store is desk.aside  # a better machine may read it: tried again next time
    assert desk.run()[0].kept is False


def test_a_document_with_too_many_such_pages_is_given_up(desk: Desk) -> None:
    desk.add({"a.txt": "pages 9 " + " ".join(f"die {n}" for n in range(1, 8)), "b.txt": "plan"})
    assert statuses(desk.run()) == [("a.txt", "failed"), ("b.txt", "ok")]


def test_a_page_that_hangs_costs_itself(desk: Desk) -> None:
    desk.add({"a.txt": "pages 3 hang 2", "b.txt": "plan"})
    done = desk.run(limits=Limits(page_s=1.5))
    assert statuses(done) == [("a.txt", "ok"), ("b.txt", "ok")]


def test_a_page_that_swells_costs_itself(desk: Desk) -> None:
    desk.add({"a.txt": "pages 3 eat 2", "b.txt": "plan"})
    done = desk.run(limits=Limits(memory=400 * MIB))
    assert statuses(done) == [("a.txt", "ok"), ("b.txt", "ok")]


def test_a_document_that_takes_too_long_is_given_up(desk: Desk) -> None:
    desk.add({"a.txt": "hang", "b.txt": "plan"})
    done = desk.run(limits=Limits(document_s=5))
    assert statuses(done) == [("a.txt", "failed"), ("b.txt", "ok")]
    assert "เวลาที่กำหนด" in done[0].result.error


def test_a_bug_costs_its_document_and_is_not_hidden(desk: Desk) -> None:
    desk.add({"a.txt": "bug", "b.txt": "plan"})
    assert statuses(desk.run()) == [("a.txt", "failed"), ("b.txt", "ok")]
    (bug,) = desk.bugs
    assert isinstance(bug, ZeroDivisionError)


def test_what_was_read_is_not_read_again(desk: Desk) -> None:
    desk.add({"a.txt": "plan a", "b.txt": "bad", "c.txt": "skip"})
    before = desk.run()
    after = desk.run()
    assert desk.told.kept == ["a.txt", "b.txt", "c.txt"]
    assert [one.result for one in after] == [one.result for one in before]
    desk.add({"d.txt": "plan d", "a.txt": "plan changed"})
    desk.run()
    assert desk.told.kept == ["b.txt", "c.txt"]
    desk.run(fresh=True)
    assert desk.told.kept == []


def test_other_code_reads_anew_and_old_entries_go(desk: Desk) -> None:
    desk.add({"a.txt": "plan a"})
    desk.run()
    desk.run(code="newer")
    assert desk.told.kept == []
    desk.kept.prune()
    assert os.listdir(desk.folder / "kept") == ["newer"]


def test_a_moved_file_keeps_its_reading_under_its_new_name(desk: Desk) -> None:
    desk.add({"a.txt": "hang"})  # would never be read again within the test's time
    desk.add({"b.txt": "plan b"})
    (desk.inputs / "a.txt").unlink()
    desk.run()
    (desk.inputs / "b.txt").rename(desk.inputs / "z.txt")
    (done,) = desk.run()
    loaded = desk.kept.load(done.result.sha256, done.ending)
    assert loaded.result.plan is not None
    assert loaded.result.plan.source_file == "z.txt"


def test_a_spoilt_entry_is_read_anew(desk: Desk) -> None:
    desk.add({"a.txt": "plan a"})
    desk.run()
    (plan,) = (desk.folder / "kept").rglob("plan.json")
    plan.write_text("{}")
    assert statuses(desk.run()) == [("a.txt", "ok")]
    assert desk.told.kept == []


def test_ctrl_c_leaves_no_worker_and_keeps_what_is_done(desk: Desk, monkeypatch) -> None:
    desk.add({"a.txt": "plan a", "b.txt": "hang"})

    def stop(self: Seen, result: DocumentResult, kept: bool) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Seen, "done", stop)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    (desk.inputs / "b.txt").unlink()
    desk.run()


def test_an_input_that_is_gone_is_a_failed_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("plan")
    found = find_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], None)
    (line,) = missing_results(found.missing, "en")
    assert (line.result.status, line.result.doc_id) == ("failed", "")
    assert "no file" in line.result.error


def test_default_workers(tmp_path: Path) -> None:
    small, large = tmp_path / "small.txt", tmp_path / "large.pdf"
    small.write_text("plan")
    large.write_bytes(bytes(3_000_000))
    jobs = [Job(path=path, source_file=path.name, from_folder=False) for path in (small, large)]
    assert default_workers(jobs[:1]) == 1
    assert default_workers(jobs[1:]) == min(16, len(os.sched_getaffinity(0)))


def dies() -> None:
    os._exit(9)


def hangs() -> None:
    time.sleep(60)


def test_a_guarded_call_that_dies_or_hangs_is_one_clear_line() -> None:
    assert guarded(os.getpid, 60) != os.getpid()
    with pytest.raises(DocumentError, match="died"):
        guarded(dies, 60)
    with pytest.raises(DocumentError, match="time allowed"):
        guarded(hangs, 1)
