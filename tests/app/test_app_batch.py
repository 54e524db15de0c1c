"""The batch: order, duplicates, and workers that die, hang or meet a bug."""

from pathlib import Path

import pytest
from fake_run import Settings, convert_document

from pipeline.app.batch import Worker, convert_batch, default_workers, missing_results
from pipeline.app.inputs import find_inputs
from pipeline.contracts.result import DocumentResult


def batch(
    folder: Path, files: dict[str, str], workers: int = 2, limit: float = 60
) -> list[DocumentResult]:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    worker = Worker(convert_document, Settings(), workers, limit)
    seen: list[DocumentResult] = []
    jobs = find_inputs([str(folder)], None).jobs
    results = convert_batch(jobs, worker, seen.append)
    assert sorted(result.source_file for result in seen) == [job.source_file for job in jobs]
    return list(results)


def statuses(results: list[DocumentResult]) -> list[tuple[str, str]]:
    return [(result.source_file, result.status) for result in results]


def test_results_come_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    results = batch(tmp_path, {f"{n}.txt": f"plan {n}" for n in "cab"}, workers=3)
    assert statuses(results) == [("a.txt", "ok"), ("b.txt", "ok"), ("c.txt", "ok")]


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    first, second, third = batch(tmp_path, dict.fromkeys(("a.txt", "b.txt", "c.md"), "plan error"))
    assert (first.status, second.status, third.status) == ("ok", "duplicate", "duplicate")
    assert second.doc_id == first.doc_id
    assert (second.plan, second.findings) == (None, ())
    assert "a.txt" in second.error


def test_bytes_that_failed_are_tried_again_under_another_extension(tmp_path: Path) -> None:
    results = batch(tmp_path, dict.fromkeys(("a.pdf", "b.pdf", "c.txt", "d.txt"), "plan"))
    assert [result.status for result in results] == ["failed", "duplicate", "ok", "duplicate"]
    assert "c.txt" in results[3].error


def test_a_worker_that_dies_costs_its_own_document_only(tmp_path: Path) -> None:
    results = batch(tmp_path, {"a.txt": "plan a", "b.txt": "die", "c.txt": "plan c"}, workers=1)
    assert statuses(results) == [("a.txt", "ok"), ("b.txt", "failed"), ("c.txt", "ok")]
    assert len(results[1].sha256) == 64
    assert results[1].doc_id == results[1].sha256[:12]
    assert results[1].error


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    results = batch(tmp_path, {"a.txt": "hang", "b.txt": "plan"}, limit=3)
    assert statuses(results) == [("a.txt", "failed"), ("b.txt", "ok")]
    assert "3 วินาที" in results[0].error


def test_a_bug_crashes(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="a bug of ours"):
        batch(tmp_path, {"a.txt": "bug", "b.txt": "plan"})


def test_an_input_that_is_gone_is_a_failed_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("plan")
    found = find_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], None)
    (line,) = missing_results(found.missing, "en")
    assert (line.status, line.doc_id) == ("failed", "")
    assert "no file" in line.error


def test_default_workers() -> None:
    assert default_workers(3) == 1
    assert default_workers(1000) >= 1
