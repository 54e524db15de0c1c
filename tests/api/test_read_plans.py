"""read_plans: the frames of a run without the run; its workers never run the caller's script."""

import dataclasses
import os
import shutil
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

from pipeline import Frames, load_outputs, read_plans
from pipeline.api import plans
from pipeline.app.convert import Request, convert
from pipeline.app.reading import AllRead
from pipeline.contracts.errors import UsageError

SAMPLES = Path(__file__).parents[2] / "samples"
TABLES = tuple(field.name for field in dataclasses.fields(Frames))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transcript of a real plan, the same again, a broken PDF, and a text that is no plan."""
    folder = tmp_path_factory.mktemp("แผน")
    shutil.copy(SAMPLES / "petchaburi_2566_transcript.txt", folder / "เพชรบุรี.txt")
    shutil.copy(SAMPLES / "petchaburi_2566_transcript.txt", folder / "สำเนา.txt")
    (folder / "เสีย.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "README.md").write_text("# อ่านก่อน", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def frames(inputs: Path) -> Frames:
    return read_plans(inputs, jobs=1, progress=False)


def test_frames_equal_those_of_a_run(inputs: Path, frames: Frames, tmp_path: Path) -> None:
    """Types, categories, index and order included; only the time that reading took differs."""
    convert(Request((str(inputs),), "th", jobs=1, quiet=True), str(tmp_path / "out"), "csv", False)
    loaded = load_outputs(tmp_path / "out")
    for name in TABLES:
        ours, theirs = getattr(frames, name), getattr(loaded, name)
        if name == "documents":
            assert (ours["seconds"] > 0).equals(theirs["seconds"] > 0)
            ours, theirs = ours.drop(columns="seconds"), theirs.drop(columns="seconds")
        pd.testing.assert_frame_equal(ours, theirs)


def test_every_input_is_a_line(frames: Frames) -> None:
    documents = frames.documents.set_index("source_file")
    assert documents["status"].to_dict() == {
        "README.md": "skipped", "สำเนา.txt": "ok", "เพชรบุรี.txt": "duplicate", "เสีย.pdf": "failed",
    }  # fmt: skip
    assert "PDF" in documents.loc["เสีย.pdf", "error"]
    assert len(frames.projects) == documents.loc["สำเนา.txt", "projects"] > 0
    assert repr(frames).startswith("Frames(projects: 20, ")


def test_messages_in_english(inputs: Path) -> None:
    failed = read_plans([inputs / "เสีย.pdf"], lang="en", progress=False).documents
    assert "damaged or truncated" in failed["error"][0]


def test_no_input_is_told() -> None:
    with pytest.raises(UsageError, match="no file"):
        read_plans("ไม่มี.pdf", progress=False)


@pytest.mark.parametrize("jobs", [0, -1])
def test_fewer_jobs_than_one(inputs: Path, jobs: int) -> None:
    with pytest.raises(ValueError, match="jobs"):
        read_plans(inputs, jobs=jobs)


def test_a_lexicon_of_ones_own(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lexicon"):
        read_plans(inputs, lexicon=tmp_path / "none.yml", progress=False)


SCRIPT = """
import sys
print("once", flush=True)
from pipeline import read_plans
frames = read_plans(sys.argv[1], jobs=2, progress=False)
print(len(frames.projects))
"""


@pytest.mark.parametrize("how", ["script", "module", "pipe"])
def test_a_script_needs_no_main_guard(inputs: Path, tmp_path: Path, how: str) -> None:
    """The workers do not run it: what it prints, it prints once."""
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = {
        "script": [sys.executable, "script.py"],
        "module": [sys.executable, "-m", "script"],
        "pipe": [sys.executable, "-"],
    }[how]
    done = subprocess.run(
        [*command, str(inputs)], cwd=tmp_path, capture_output=True, text=True, timeout=300,
        input=SCRIPT if how == "pipe" else None, env=environment(), check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["once", "20"], "")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_at_a_terminal_and_nothing_elsewhere(inputs: Path, is_terminal: bool) -> None:
    code = f"from pipeline import read_plans; read_plans({str(inputs)!r}, lang='en')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True,
        env={**environment(), "TTY_COMPATIBLE": str(int(is_terminal)), "TERM": "xterm"},
    )  # fmt: skip
    assert ("/4 documents" in done.stderr) == is_terminal
    assert done.stdout == ""
    assert is_terminal or done.stderr == ""


def in_a_worker(folder: str, answers) -> None:
    try:
        read_plans(folder, progress=False)
    except UsageError as error:
        answers.put(str(error))


def test_a_worker_of_another_pool_is_told_what_to_do(inputs: Path) -> None:
    context = get_context("spawn")
    answers = context.Queue()
    worker = context.Process(target=in_a_worker, args=(str(inputs), answers), daemon=True)
    worker.start()
    assert "main process" in answers.get(timeout=60)
    worker.join()


def test_a_bug_costs_its_document_and_is_warned_of(inputs: Path, monkeypatch, recwarn) -> None:
    def read_all(*args, **kwargs) -> AllRead:
        done = wanted(*args, **kwargs)
        return AllRead(done.documents, (ZeroDivisionError("in a rule"),))

    wanted = plans.read_all
    monkeypatch.setattr(plans, "read_all", read_all)
    with pytest.warns(RuntimeWarning, match="ZeroDivisionError: in a rule"):
        frames = read_plans(inputs / "เสีย.pdf", progress=False)
    assert len(frames.documents) == 1


def test_import_stays_cheap() -> None:
    """No OCR, no PDF library, no web part, not even pandas, until a name is used."""
    code = (
        "import sys, pipeline\n"
        "heavy = {'pandas', 'onnxruntime', 'cv2', 'pypdfium2', 'jinja2', 'duckdb', 'typer'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert {'read_plans', 'load_outputs', 'Plan'} <= set(dir(pipeline))\n"
        "pipeline.load_outputs\n"
        "heavy -= {'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "pipeline.read_plans\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment(), timeout=60)
