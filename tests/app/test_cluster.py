"""A Dask cluster: a real scheduler and two workers, which die, hang and are killed."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client
from fake_run import Settings, convert_document

from pipeline.app import scheduler
from pipeline.app.batch import Batch, Given
from pipeline.app.cluster import ClusterWorkers
from pipeline.app.cluster_task import Sent, program
from pipeline.app.entry import Codes, Origin
from pipeline.app.inputs import find_inputs
from pipeline.app.pool import Limits
from pipeline.app.scheduler import open_cluster
from pipeline.app.store import LocalFiles, Store
from pipeline.app.task import Order
from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import DocumentResult

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MIB = 1 << 20
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


def dask(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *map(str, arguments)]
    return subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a scheduler on loopback with two workers, processes of their own."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    options = ("--scheduler-file", file, "--no-dashboard")
    started = [dask("scheduler", "--host", "127.0.0.1", "--port", 0, *options)]
    workers = ("--nworkers", 2, "--nthreads", 1, "--memory-limit", 0, "--host", "127.0.0.1")
    started.append(dask("worker", *workers, "--local-directory", folder, *options))
    try:
        deadline = time.monotonic() + 30
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=20)


class Told:
    def __init__(self) -> None:
        self.places: list[tuple[str, int]] = []
        self.results: list[DocumentResult] = []

    def found(self, total: int, kept: int) -> None:
        assert (total > 0, kept) == (True, 0)

    def at(self, source_file: str, page: int, pages: int) -> None:
        assert page <= pages
        self.places.append((source_file, page))

    def done(self, result: DocumentResult, kept: bool) -> None:
        assert not kept
        self.results.append(result)


def read(
    folder: Path, files: dict[str, str], address: str, limits: Limits
) -> tuple[list[tuple[str, str]], Batch, Told]:
    """Source files with their statuses."""
    (folder / "in").mkdir()
    for name, content in files.items():
        (folder / "in" / name).write_text(content)
    jobs = find_inputs([str(folder / "in")], None).jobs
    order = Order(convert_document, Settings(), Codes("f", ""))
    store = Store(LocalFiles(folder / "kept"), "code", "options")
    given = Given(jobs, [Origin(True, "")] * len(jobs), order, store, store, folder)
    workers = ClusterWorkers(open_cluster(address, None), Sent(order, b"", program()), limits)
    told = Told()
    batch = Batch(given, workers, told)
    done = batch.run()
    return [(one.result.source_file, one.result.status) for one in done], batch, told


def test_what_dies_hangs_or_swells_costs_itself_only(tmp_path: Path, address: str) -> None:
    files = {
        "bug.txt": "bug",
        "dies.txt": "die",
        "eats.txt": "pages 3 eat 2",
        "hangs.txt": "pages 3 hang 2",
        "page.txt": "pages 5 die 3",
        "skip.txt": "skip",
        "z.txt": "plan",
    }
    limits = Limits(page_s=1.5, memory=500 * MIB)
    statuses, batch, told = read(tmp_path, files, address, limits)
    assert statuses == [
        ("bug.txt", "failed"),
        ("dies.txt", "failed"),
        ("eats.txt", "ok"),
        ("hangs.txt", "ok"),
        ("page.txt", "ok"),
        ("skip.txt", "skipped"),
        ("z.txt", "ok"),
    ]
    assert [type(bug) for bug in batch.bugs] == [ZeroDivisionError]
    assert len(told.results) == len(files)
    assert ("hangs.txt", 2) in told.places


def convert(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.app.cli", "convert", *map(str, arguments)]
    return subprocess.Popen(
        [*command, "--formats", "csv,json,html", "--lang", "en"],
        env=ENVIRONMENT, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def lines(run: subprocess.Popen[str]) -> list[str]:
    assert run.stderr is not None
    told = run.stderr.read().splitlines()
    assert run.wait(timeout=60) == 0, told
    return told


def contents(out: Path) -> dict[str, str]:
    """The files of a run, without what tells when it was and how long it took."""
    texts = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        if not name.startswith(".cache") and name not in ("run.json", "datapackage.json"):
            text = path.read_text(encoding="utf-8")
            texts[name] = re.sub(r"\d\d:\d\d", "", text) if name.endswith(".html") else text
    rows = list(csv.reader(texts["documents.csv"].splitlines()))
    at = rows[0].index("seconds")
    texts["documents.csv"] = str([row[:at] + row[at + 1 :] for row in rows])
    return texts


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Enough to be in the middle of them for a while."""
    folder = tmp_path / "แผน"
    folder.mkdir()
    (folder / "ก.pdf").write_bytes((ROOT / "samples/tuayang_2566_chromium.pdf").read_bytes())
    transcript = (ROOT / "samples/petchaburi_2566_transcript.txt").read_bytes()
    for number in range(5):
        (folder / f"{number}.txt").write_bytes(transcript + b"\n" * number)
    return folder


def test_a_cluster_that_loses_a_worker_gives_what_one_process_gives(
    tmp_path: Path, plans: Path, address: str
) -> None:
    alone = convert(plans, "--out", tmp_path / "alone", "--jobs", 1)
    # The file scheme: what the workers fetch for themselves, and not the path that they share.
    run = convert(f"file://{plans}", "--out", tmp_path / "together", "--scheduler", address)
    assert run.stderr is not None
    told = [next(line for line in run.stderr if line.startswith(("[2/6]", "Traceback")))]
    with Client(address, set_as_default=False) as client:
        pid = next(iter(client.run(os.getpid).values()))
        os.kill(pid, signal.SIGKILL)
    told += lines(run)
    assert told[0].startswith("[2/6]")
    lines(alone)
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


def test_a_cluster_of_this_machine(tmp_path: Path, plans: Path) -> None:
    lexicon = tmp_path / "words.yml"
    lexicon.write_text("{}")
    files = plans / "0.txt", plans / "1.txt"
    options = ("--scheduler", "dask", "--jobs", 2, "--lexicon", lexicon)
    told = lines(convert(*files, "--out", tmp_path / "o", *options))
    assert [line[:5] for line in told[:2]] == ["[1/2]", "[2/2]"]
    assert not any("distributed" in line or "Warning" in line for line in told)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"thaiplan": "0.0.1"}, "this machine runs thaiplan 0.0.1"),
        ({"code": "0123"}, "(0123)"),
        ({"python": "3.99"}, "Python 3.99"),
    ],
)
def test_workers_with_another_program_are_refused(
    address: str, monkeypatch, changed: dict[str, str], says: str
) -> None:
    ours = program()._replace(**changed)
    monkeypatch.setattr(scheduler, "program", lambda: ours)
    with pytest.raises(UsageError) as error:
        open_cluster(address, None)
    assert says in error.value.line("en")


def test_a_cluster_that_does_not_answer(monkeypatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECT_S", 0.5)
    with pytest.raises(UsageError) as error:
        open_cluster("tcp://127.0.0.1:9", None)
    assert "no scheduler answers at tcp://127.0.0.1:9" in error.value.line("en")
    with pytest.raises(UsageError):
        open_cluster("nonsense", None)
