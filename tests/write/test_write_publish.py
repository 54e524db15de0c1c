"""OUT is whole or untouched, describes this run only, and what is not ours stays."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from published import RUN, finished, read

from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import DocumentResult
from pipeline.write import csv_files, publish
from pipeline.write.columns import Table
from pipeline.write.publish import staging, write_run, write_texts
from pipeline.write.run_record import RunRecord


def run(
    out: Path, results: tuple[DocumentResult, ...] = RUN, formats: tuple[str, ...] = ("csv", "json")
) -> tuple[Path, ...]:
    with staging(out) as stage:
        return write_run(stage, out, finished(results), formats)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_run_leaves_its_files_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "ผล" / "ลัพธ์"
    paths = run(out)
    assert {path.relative_to(out).as_posix() for path in paths} == set(contents(out))
    assert not (out / ".cache").exists()
    assert paths[-1] == out / "run.json"


def test_run_json_tells_inputs_and_outputs(tmp_path: Path) -> None:
    run(tmp_path)
    record = RunRecord.model_validate_json((tmp_path / "run.json").read_bytes())
    assert [line.source_file for line in record.inputs] == [line.source_file for line in RUN]
    assert {output.path for output in record.outputs} | {"run.json"} == set(contents(tmp_path))
    assert record.options == {"formats": ("csv",)}
    assert record.started.utcoffset() is not None
    assert record.inputs[0].original == "../%E0%B8%81/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf"


def test_what_this_run_does_not_describe_is_removed(tmp_path: Path) -> None:
    run(tmp_path, formats=("csv", "json", "parquet"))
    run(tmp_path, RUN[4:])
    names = set(contents(tmp_path))
    assert f"plans/{RUN[4].doc_id}.json" in names
    assert f"plans/{RUN[0].doc_id}.json" not in names
    assert not any(name.endswith(".parquet") for name in names)
    run(tmp_path, formats=("json",))
    assert not any(name.endswith(".csv") for name in contents(tmp_path))
    run(tmp_path, formats=("csv",))
    assert not (tmp_path / "plans").exists()


def test_a_plan_of_a_killed_run_is_removed(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "run.json").unlink()
    run(tmp_path, RUN[4:])
    assert not (tmp_path / "plans" / f"{RUN[0].doc_id}.json").exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    foreign = {
        "notes.txt": b"mine",
        "projects.parquet": b"mine",  # our name, but no run of ours recorded it
        "plans/notes.json": b"{}",
        "plans/0123456789ab.json": b'{"doc_id": "another"}',
        ".cache/mine": b"x",
    }
    for name, content in foreign.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "run.json").write_text(
        json.dumps({"outputs": [{"path": "notes.txt"}, {"path": "../x"}, {"path": 3}]})
    )
    run(tmp_path)
    assert foreign.items() <= contents(tmp_path).items()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"outputs": 3}', '{"outputs": ["a"]}'])
def test_any_run_json_is_survived(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    run(tmp_path)


def test_a_failure_while_writing_changes_nothing(tmp_path: Path, monkeypatch) -> None:
    run(tmp_path)
    before = contents(tmp_path)

    def broken(self: Table[Any], result: object) -> Iterator[tuple[str, ...]]:
        yield ("half",) * len(self.columns)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(csv_files.TABLES[3]), "lines", broken)
    with pytest.raises(UsageError, match="No space left"):
        run(tmp_path, RUN[4:])
    assert contents(tmp_path) == before


def test_a_failure_while_moving_is_undone(tmp_path: Path, monkeypatch) -> None:
    run(tmp_path)
    before = contents(tmp_path)
    replace, seen = Path.replace, []

    def broken(self: Path, target: Path) -> Path:
        if "stage-" in str(self) and "kept-" not in str(self):
            seen.append(self)
            if len(seen) == 5:
                raise PermissionError(13, "opened in Excel", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(UsageError, match="opened in Excel"):
        run(tmp_path, (read("d", "ใหม่.pdf"),))
    assert contents(tmp_path) == before


def test_a_failure_while_moving_to_a_new_out_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Path, "replace", lambda self, target: 1 / 0)
    out = tmp_path / "new" / "out"
    with pytest.raises(ZeroDivisionError):
        run(out)
    assert list(tmp_path.iterdir()) == []


def test_without_hard_links_the_old_file_is_copied(tmp_path: Path, monkeypatch) -> None:
    def no_links(*args: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    test_a_failure_while_moving_is_undone(tmp_path, monkeypatch)


def test_a_folder_in_a_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").mkdir()
    with pytest.raises(UsageError):
        run(tmp_path)
    assert contents(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_an_out_that_cannot_be_written_is_told_at_once(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(UsageError) as caught, staging(tmp_path / out):
        raise AssertionError("nothing may be converted")
    assert caught.value.exit_code == 2
    assert contents(tmp_path) == {"file": b"mine"}


def test_a_run_that_is_broken_off_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging(tmp_path / "a" / "b"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_write_texts_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"1")
    write_texts(tmp_path, {"a.json": "{}"})
    assert contents(tmp_path) == {"mine": b"1", "a.json": b"{}"}
    assert not (tmp_path / publish.CACHE).exists()
