"""INPUT... → jobs."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.app.inputs import EXTENSIONS, find_inputs
from pipeline.contracts.errors import UsageError


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def names(*inputs: Path | str, out: Path | None = None) -> list[str]:
    return [job.source_file for job in find_inputs([str(text) for text in inputs], out).jobs]


def test_a_folder_is_walked_to_the_bottom_in_order(tmp_path: Path) -> None:
    make(tmp_path, "ข/แผน ๒๕๖๖.PDF", "ก/ลึก/a.txt", "b.Html", "no.docx", "pdf", "c.csv")
    assert names(tmp_path) == ["b.Html", "ก/ลึก/a.txt", "ข/แผน ๒๕๖๖.PDF"]
    assert all(job.from_folder for job in find_inputs([str(tmp_path)], None).jobs)


def test_every_extension_is_read(tmp_path: Path) -> None:
    make(tmp_path, *(f"x.{extension}" for extension in EXTENSIONS))
    assert len(names(tmp_path)) == len(EXTENSIONS)


def test_a_file_is_taken_as_named(tmp_path: Path) -> None:
    make(tmp_path, "ก/แผน.docx")
    (job,) = find_inputs([str(tmp_path / "ก" / "แผน.docx")], None).jobs
    assert (job.source_file, job.from_folder) == ("แผน.docx", False)


def test_hidden_files_and_out_are_left_out_of_folders(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "out/d.txt", "x/out/e.txt")
    assert names(tmp_path, out=tmp_path / "out") == ["a.txt", "x/out/e.txt"]


def test_out_may_be_the_folder_of_the_plans(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "report/index.html")
    assert names(tmp_path, out=tmp_path) == ["a.txt"]


def test_patterns(tmp_path: Path) -> None:
    make(tmp_path, "ก/a.txt", "ก/b.txt", "ก/c.csv", "ข/ลึก/d.txt", "out/e.txt")
    assert names(tmp_path / "ก" / "*.txt") == ["a.txt", "b.txt"]
    assert names(tmp_path / "**" / "*.txt", out=tmp_path / "out") == [
        "ก/a.txt", "ก/b.txt", "ข/ลึก/d.txt",
    ]  # fmt: skip
    assert names(tmp_path / "*", out=tmp_path / "out") == ["ก/a.txt", "ก/b.txt", "ข/ลึก/d.txt"]


def test_a_file_with_wildcards_in_its_name_is_a_file(tmp_path: Path) -> None:
    make(tmp_path, "แผน [ฉบับ 1].txt")
    assert names(tmp_path / "แผน [ฉบับ 1].txt") == ["แผน [ฉบับ 1].txt"]


def test_relative_inputs(tmp_path: Path, monkeypatch) -> None:
    make(tmp_path, "a.txt", "s/b.txt")
    monkeypatch.chdir(tmp_path)
    assert names(".") == names("./**/*.txt") == ["a.txt", "s/b.txt"]
    assert names("*.txt") == ["a.txt"]


@pytest.mark.parametrize("text", ["", "empty", "none.pdf", "*.pdf", "empty/*.pdf"])
def test_nothing_found_is_a_usage_error_with_a_remedy(tmp_path: Path, monkeypatch, text) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        find_inputs([text] if text else [], None)
    assert caught.value.exit_code == 2
    assert all(caught.value.reason)
    assert all(caught.value.remedy)


def test_an_empty_folder_beside_a_plan_is_told_and_the_plan_still_read(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "ว่าง").mkdir()
    found = find_inputs([str(tmp_path / "ว่าง"), str(tmp_path / "a.txt")], None)
    assert [job.source_file for job in found.jobs] == ["a.txt"]
    assert [Path(line.source_file).name for line in found.missing] == ["ว่าง"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes only there")
def test_a_name_that_is_no_utf8_can_be_written(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xa1\xa2.txt")).write_text("x")
    assert names(tmp_path) == ["\\xa1\\xa2.txt"]
