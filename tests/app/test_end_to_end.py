"""The real command on real files: samples, bad inputs beside good ones, government PDFs."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
REAL = ROOT.parent / "shared" / "real"
TRANSCRIPT = SAMPLES / "petchaburi_2566_transcript.txt"


def thaiplan(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.app.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=300,
        check=False,
    )


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_samples(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert thaiplan("convert", SAMPLES, "--out", out).returncode == 0
    assert len(table(out, "projects")) == 20 + 39 + 39 + 33 + 24 + 19
    assert {line["status"] for line in table(out, "documents")} == {"ok"}
    errors = {(f["rule"], f["scope"]) for f in table(out, "findings") if f["severity"] == "error"}
    rules = ("indicator_count", "indicator_budget", "missing_item")
    assert errors == {(rule, scope) for rule in rules for scope in ("1.2", "1.3")}
    assert thaiplan("reconcile", out).returncode == 1


def test_two_runs_give_the_same_bytes_but_for_times(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert thaiplan("convert", TRANSCRIPT, "--out", tmp_path / name).returncode == 0
    for name in ("projects", "indicators", "summary", "sections", "findings"):
        first, second = (tmp_path / run / f"{name}.csv" for run in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()


def test_every_value_of_the_json_has_raw_text_and_place(tmp_path: Path) -> None:
    thaiplan("convert", TRANSCRIPT, "--out", tmp_path)
    (path,) = (tmp_path / "plans").iterdir()
    plan = json.loads(path.read_text(encoding="utf-8"))
    for project in plan["projects"]:
        assert project["budget"]["raw"]
        assert project["budget"]["places"][0]["line"] > 0
        assert project["agency"]["places"][0]["reader"] == "transcript"


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "แผน"
    folder.mkdir()
    sample = (SAMPLES / "tuayang_2566_writer.pdf").read_bytes()
    (folder / "ดี.txt").write_bytes(TRANSCRIPT.read_bytes())
    (folder / "ซ้ำ.txt").write_bytes(TRANSCRIPT.read_bytes())
    (folder / "not.pdf").write_bytes(b"hello")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "short.pdf").write_bytes(sample[:20_000])
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "README.md").write_text("# อ่านก่อน\n\nโฟลเดอร์นี้มีแผนของปีก่อน\n", encoding="utf-8")
    (folder / "prose.txt").write_text(
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nจังหวัดตัวอย่าง\n\nคำนำ\nเนื้อหา\n",
        encoding="utf-8",
    )
    return folder


def test_bad_inputs_harm_no_other(bad_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = thaiplan("convert", bad_folder, "--out", out)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    lines = {line["source_file"]: line for line in table(out, "documents")}
    assert {name: line["status"] for name, line in lines.items()} == {
        "ซ้ำ.txt": "ok",
        "ดี.txt": "duplicate",
        "not.pdf": "failed",
        "empty.pdf": "failed",
        "short.pdf": "failed",
        "binary.txt": "failed",
        "README.md": "skipped",
        "prose.txt": "partial",
    }
    assert all(line["error"] for line in lines.values() if line["status"] != "ok")
    assert len(table(out, "projects")) == 20


def test_usage(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for arguments in (
        ("convert", tmp_path / "empty", "--out", tmp_path / "out"),
        ("convert", tmp_path / "none.pdf", "--out", tmp_path / "out"),
        ("convert", TRANSCRIPT, "--out", tmp_path / "file"),
        ("convert", TRANSCRIPT),
        ("reconcile", tmp_path / "empty"),
        ("explain", "no_such_rule"),
    ):
        run = thaiplan(*arguments)
        assert run.returncode == 2
        assert "Traceback" not in run.stderr
        assert run.stderr.strip()
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not REAL.is_dir(), reason="the government files are not part of a clone")
def test_government_files_are_read_or_said_to_be_unread(tmp_path: Path) -> None:
    run = thaiplan("convert", REAL, "--out", tmp_path, "--jobs", "2")
    assert run.returncode in (0, 1)
    assert "Traceback" not in run.stderr
    documents = table(tmp_path, "documents")
    assert len(documents) == len(list(REAL.glob("*.pdf")))
    for line in documents:
        assert line["status"] == "ok" or line["error"]
        if line["pages"]:
            counted = sum(int(line[name]) for name in ("pages_text", "pages_ocr", "pages_unread"))
            assert counted <= int(line["pages"])
    for name in ("bitonal_scan.pdf", "investment_budget_scan_false_text_layer.pdf"):
        (line,) = [line for line in documents if line["source_file"] == name]
        if line["status"] != "skipped":  # where it is no plan by its words
            assert line["pages_ocr"] == line["pages"]
