"""What is kept: a run again with one new plan in it, and a run after its program was killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.batch.command import Run, convert, started
from bench.batch.inputs import born_digital

JOBS = ("--jobs", "2")
HEADS = ".cache/documents/*/*/head.json"  # one a document that is finished
LOOK_S = 0.05
GONE_S = 2.0  # until the workers of a killed program have ended
SAME_ALWAYS = ("projects", "indicators", "summary", "sections", "findings")  # tables without times


@dataclass(frozen=True)
class Resumed:
    """Runs over the same folder: all new, one new in the middle, one new without the workbook and
    the report, nothing new."""

    plans: int
    full: Run
    one_new: Run
    tables_only: Run
    nothing_new: Run

    @property
    def share(self) -> float:
        """Of the full time, what the run with one new plan takes."""
        return self.one_new.seconds / self.full.seconds

    @property
    def share_of_cpu(self) -> float:
        """The same of the work, by all processes."""
        return self.one_new.all_cpu_s / self.full.all_cpu_s


@dataclass(frozen=True)
class Killed:
    """kill -9 in the middle, then the same command: plans in the store at that moment, in work at
    that moment, read by the second run; whether the files are those of a run left in peace."""

    plans: int
    finished: int
    in_work: int
    read_again: int
    seconds: float
    seconds_whole: float
    is_same: bool

    @property
    def lost(self) -> int:
        """Plans that had been finished, and were read again."""
        return self.read_again - (self.plans - self.finished)


def resumed(plans: int, folder: Path) -> Resumed:
    """Converts `plans` plans, changes one, converts again."""
    inputs, out = folder / "resumed", folder / "resumed_out"
    paths = born_digital(plans, inputs)
    full = convert([inputs], out, *JOBS)
    _renew(paths[plans // 2])
    one_new = convert([inputs], out, *JOBS)
    nothing_new = convert([inputs], out, *JOBS)
    _renew(paths[plans // 2])
    tables_only = convert([inputs], out, *JOBS, "--formats", "csv,json")
    return Resumed(plans, full, one_new, tables_only, nothing_new)


def killed(inputs: Sequence[Path], folder: Path) -> Killed:
    """Kills the program when half of the inputs are read."""
    whole, out, scratch = (folder / name for name in ("in_peace", "killed", "killed_tmp"))
    in_peace = convert(inputs, whole, *JOBS)
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    start = time.perf_counter()
    process = started(inputs, out, *JOBS, environment=environment)
    while process.poll() is None and len(list(out.glob(HEADS))) < len(inputs) // 2:
        time.sleep(LOOK_S)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    seconds = time.perf_counter() - start
    beats = scratch.glob("thaiplan-*/*")
    in_work = sum(beat.stat().st_size > 0 for beat in beats)
    time.sleep(GONE_S)
    finished = _heads(out)
    again = convert(inputs, out, *JOBS)
    kept = finished.items() & _heads(out).items()
    return Killed(
        len(inputs),
        len(finished),
        in_work,
        len(inputs) - len(kept),
        seconds + again.seconds,
        in_peace.seconds,
        _content(out) == _content(whole),
    )


def _renew(path: Path) -> None:
    """A plan of the same name with a new content."""
    number = time.time_ns()
    (new,) = born_digital(1, path.parent / "new", first=number)
    new.replace(path)
    new.parent.rmdir()


def _heads(out: Path) -> dict[str, int]:
    """The finished documents, and when each was."""
    return {path.parent.name: path.stat().st_mtime_ns for path in out.glob(HEADS)}


def _content(out: Path) -> dict[str, bytes]:
    """The files in which no time stands."""
    tables = [out / f"{name}.csv" for name in SAME_ALWAYS]
    return {path.name: path.read_bytes() for path in (*tables, *out.glob("plans/*.json"))}
