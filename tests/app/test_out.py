"""OUT that is an address: the run is written here and taken there, and so is what is kept."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import fake_run
import fsspec
import pytest
from typer.testing import CliRunner

from pipeline.app.cli import app

OUT = "memory://bucket/ผล"


@pytest.fixture(autouse=True)
def _fake_pipeline(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.run", fake_run)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    yield files
    files.rm("/", recursive=True)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "แผน"
    folder.mkdir()
    for name in ("ก", "ข"):
        (folder / f"{name}.txt").write_text(f"plan error {name}", encoding="utf-8")
    return folder


def convert(*arguments: object, out: str = OUT):
    formats = ("--formats", "csv,json,html", "--lang", "en", "--jobs", "1")
    return CliRunner().invoke(app, ["convert", *map(str, arguments), "--out", out, *formats])


def names(memory) -> set[str]:
    """The files in OUT, without what is kept between runs."""
    paths = (path.removeprefix("/bucket/ผล/") for path in memory.find("/bucket/ผล"))
    return {path for path in paths if not path.startswith(".cache/")}


def test_a_run_at_an_address_is_the_run_in_a_folder(memory, plans: Path, tmp_path: Path) -> None:
    result = convert(plans)
    assert result.exit_code == 0, result.stderr
    assert f"{OUT.replace('//', '///')}/projects.csv" in result.stdout.splitlines()
    convert(plans, out=str(tmp_path / "here"))
    here = {
        path.relative_to(tmp_path / "here").as_posix()
        for path in (tmp_path / "here").rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    assert names(memory) == here
    csv = memory.cat_file("/bucket/ผล/findings.csv")
    assert csv == (tmp_path / "here" / "findings.csv").read_bytes()
    record = json.loads(memory.cat_file("/bucket/ผล/run.json"))
    assert [one["original"] for one in record["inputs"]] == ["", ""]
    assert record["options"]["out"] == "memory:///bucket/ผล"


def test_a_second_run_reads_what_is_new_and_leaves_the_rest_as_it_is(memory, plans: Path) -> None:
    convert(plans)
    before = names(memory)
    made = {name: memory.created(f"/bucket/ผล/{name}") for name in before}
    (plans / "ค.txt").write_text("plan new", encoding="utf-8")
    (plans / "ก.txt").unlink()
    result = convert(plans)
    assert "documents\tkept from earlier runs\t1" in result.stderr.splitlines()
    after = names(memory)
    plan_files = {name for name in before & after if name.startswith("plans/")}
    assert len(plan_files) == 1  # of ข: ก is gone, ค is new
    assert len({name for name in after if name.startswith("plans/")}) == 2
    assert all(memory.created(f"/bucket/ผล/{name}") == made[name] for name in plan_files)
    assert memory.created("/bucket/ผล/run.json") > made["run.json"]


def test_files_of_others_stay(memory, plans: Path) -> None:
    memory.pipe_file("/bucket/ผล/plans/0123456789ab.json", b'{"doc_id": "0123456789ab"}')  # killed
    memory.pipe_file("/bucket/ผล/plans/notes.json", b"{}")
    memory.pipe_file("/bucket/ผล/mine.txt", b"x")
    convert(plans)
    assert {"plans/notes.json", "mine.txt"} <= names(memory)
    assert "plans/0123456789ab.json" not in names(memory)


def test_an_address_that_cannot_be_written_is_said_before_reading(
    memory, plans: Path, monkeypatch
) -> None:
    def refuse(self: object, path: str, value: bytes, **options: object) -> None:
        raise PermissionError(13, "Access denied")

    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    result = convert(plans)
    assert result.exit_code == 2
    assert "(Access denied)" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_run_that_cannot_be_taken_there_goes_on_where_it_was(
    memory, plans: Path, monkeypatch
) -> None:
    def lose(self: object, here: list[str], there: list[str]) -> None:
        raise ConnectionError("the network is gone")

    with monkeypatch.context() as patched:
        patched.setattr(type(memory), "put", lose)
        result = convert(plans)
    assert result.exit_code == 2
    assert "the network is gone" in result.stderr
    assert names(memory) == set()
    result = convert(plans)
    assert "documents\tkept from earlier runs\t2" in result.stderr.splitlines()


def test_inputs_and_out_at_addresses(memory, plans: Path) -> None:
    # The workers of this machine have no part in our memory, so they read through file://
    result = convert(f"file://{plans}")
    assert result.exit_code == 0, result.stderr
    assert "plans" in {Path(line).name for line in result.stdout.splitlines()}
