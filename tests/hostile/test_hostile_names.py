"""Names and links made to do harm, given to the command: read, and nothing written elsewhere."""

import csv
import os
import sys
from pathlib import Path

import pytest

from bench.hostile.cases import TRANSCRIPT
from pipeline.app.cli import app
from pipeline.app.inputs import find_inputs

TEXT = TRANSCRIPT.read_text(encoding="utf-8")
LONG = "ก" * 83 + ".txt"  # 253 bytes
NAMES = (
    "con.txt",
    "nul.txt",
    LONG,
    "=1+1.txt",
    "<b>&'\".txt",
    "sub/same.txt",
    "same.txt",
    "same.md",
)
ODD = (b"new\nline\x1b[31m.txt", "fdp.\u202etxt.txt".encode(), b"bad\xff\xfe.txt", b"-out.txt")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its names and links are others")


def _plan(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{TEXT}\n{os.fsencode(path)!r}\n", encoding="utf-8")


def _convert(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        app(["convert", *arguments, "--lang", "en", "--jobs", "2"])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out + said.err


def _statuses(out: Path) -> dict[str, str]:
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["source_file"]: row["status"] for row in csv.DictReader(stream)}


def _all_files(folder: Path, but: Path) -> dict[Path, bytes]:
    return {
        path: b"" if path.is_symlink() or path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if not path.is_relative_to(but)
    }


def test_odd_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "a" / "out"
    folder.mkdir()
    for name in NAMES:
        _plan(folder / name)
    for raw in ODD:
        _plan(folder / os.fsdecode(raw))
    _plan(tmp_path / "x.txt")
    before = _all_files(tmp_path, tmp_path / "a")
    code, said = _convert(capsys, str(folder), str(folder / ".." / "x.txt"), "--out", str(out))
    assert code == 0
    assert _all_files(tmp_path, tmp_path / "a") == before
    statuses = _statuses(out)
    assert set(statuses.values()) == {"ok"}
    assert len(statuses) == len(NAMES) + len(ODD) + 1
    assert {"new\\nline\\x1b[31m.txt", "fdp.\\u202etxt.txt", "bad\\xff\\xfe.txt"} <= set(statuses)
    assert not set(said) & {"\x1b", "\u202e", "\x07"}
    written = {path.name for path in out.rglob("*") if path.is_file()}
    assert not written & {Path(name).name for name in NAMES}
    index = (out / "report" / "index.html").read_text(encoding="utf-8")
    assert "<b>&'" not in index and "\x1b" not in index and "\u202e" not in index


def test_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    out.mkdir(parents=True)
    _plan(folder / "a.txt")
    _plan(tmp_path / "outside.txt")
    (out / "ours.txt").write_text("ours", encoding="utf-8")
    for name, target in {
        "b.txt": tmp_path / "outside.txt",
        "dangling.txt": folder / "nothing",
        "loop.txt": Path("loop.txt"),
        "ours.txt": out / "ours.txt",
        "round": folder,
        "round2": folder,
        "out2": out,
    }.items():
        (folder / name).symlink_to(target)
    expected = {"a.txt": "ok", "b.txt": "ok", "dangling.txt": "failed", "loop.txt": "failed"}
    code, _ = _convert(capsys, str(folder), "--out", str(out), "--formats", "csv")
    assert (code, _statuses(out)) == (1, expected)
    found = find_inputs([str(folder / "**" / "*.txt")], out)  # would never end
    assert [job.source_file for job in found.jobs] == list(expected)


def test_an_input_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _plan(tmp_path / "a.txt")
    name, out = os.fsdecode(b"no\xff\x1b[2J.pdf"), tmp_path / "out"
    code, said = _convert(capsys, str(tmp_path / "a.txt"), name, "--out", str(out))
    assert code == 1
    assert "\x1b" not in said
    assert _statuses(out)["no\\xff\\x1b[2J.pdf"] == "failed"
