"""A run that is killed and started again; a long scan that several workers read."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pypdfium2
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "tuayang_2566_writer.pdf"
TRANSCRIPT = ROOT / "samples" / "petchaburi_2566_transcript.txt"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.app.cli", *map(str, arguments)]
    return subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(run: subprocess.Popen[str]) -> str:
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 0, errors
    return errors


def rows(out: Path, name: str) -> list[list[str]]:
    with (out / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def without_seconds(out: Path) -> list[list[str]]:
    lines = rows(out, "documents.csv")
    at = lines[0].index("seconds")
    return [row[:at] + row[at + 1 :] for row in lines]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Six plans with as many contents, and a slow one at the end."""
    folder = tmp_path / "แผน"
    folder.mkdir()
    text = TRANSCRIPT.read_text(encoding="utf-8")
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
    (folder / "9.pdf").write_bytes(SAMPLE.read_bytes())
    return folder


def test_kill_9_loses_what_was_in_flight_and_nothing_else(plans: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "o", tmp_path / "whole"
    options = ("--jobs", "1", "--lang", "en", "--formats", "csv,json,html")
    finish(start("convert", plans, "--out", whole, *options))
    run = start("convert", plans, "--out", out, *options)
    assert run.stderr is not None
    for _ in range(3):
        run.stderr.readline()  # one line a finished document
    workers = psutil.Process(run.pid).children(recursive=True)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert {path.name for path in out.iterdir()} == {".cache"}  # nothing half-written
    kept = len(list((out / ".cache").rglob("head.json")))
    assert kept >= 3
    errors = finish(start("convert", plans, "--out", out, *options))
    assert sum(line.startswith("[") for line in errors.splitlines()) == 7 - kept
    assert without_seconds(out) == without_seconds(whole)
    for name in ("projects.csv", "findings.csv", "summary.csv", "sections.csv"):
        assert (out / name).read_bytes() == (whole / name).read_bytes()
    assert not list((out / ".cache").glob("stage-*"))
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not alive


def test_two_runs_do_not_write_to_one_folder(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    first = start("convert", plans, "--out", out, "--jobs", "1", "--quiet")
    while not (out / ".cache" / "documents").is_dir():
        assert first.poll() is None
        time.sleep(0.05)
    second = start("convert", plans, "--out", out, "--lang", "en", "--quiet")
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "another thaiplan is writing" in errors
    assert len(errors.splitlines()) == 1
    finish(first)


def test_a_long_scan_reads_the_same_by_one_worker_and_by_two(tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(SAMPLE)
    pictures = [pages[number].render(scale=150 / 72).to_pil().convert("L") for number in (8, 9)]
    blank = Image.new("L", pictures[0].size, 255)
    frames = [pictures[0], *[blank] * 7, pictures[1]]
    source = tmp_path / "scan.pdf"
    frames[0].save(source, save_all=True, append_images=frames[1:], resolution=150)
    tables = []
    for jobs in (1, 2):
        out = tmp_path / f"o{jobs}"
        finish(start("convert", source, "--out", out, "--jobs", jobs, "--formats", "csv,json"))
        (plan,) = (out / "plans").iterdir()
        tables.append((plan.read_bytes(), rows(out, "projects.csv")))
    assert tables[0] == tables[1]
    assert len(tables[0][1]) > 1
