"""`thaiplan convert` as its users run it, with the time and the memory that it took."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# VmHWM, since ru_maxrss counts what the bench itself took before the program began.
PROGRAM = """
import json, os, re, sys
from pipeline.app.cli import main
try:
    main()
finally:
    status = open("/proc/self/status").read()
    peak_kb = int(re.search(r"VmHWM:\\s*(\\d+) kB", status)[1])
    own_user, own_system, user, system, _ = os.times()
    seconds = {"cpu_s": own_user + own_system, "workers_s": user + system}
    print(json.dumps({**seconds, "peak_mb": peak_kb / 1024}), file=sys.stderr)
"""
READ = ("ok", "partial")


@dataclass(frozen=True)
class Run:
    """Seconds by the clock; CPU seconds and peak MB of the process that hands out the work; CPU
    seconds of its workers. Other work on the machine lengthens the first alone."""

    seconds: float
    cpu_s: float
    workers_s: float
    peak_mb: float

    @property
    def all_cpu_s(self) -> float:
        """Of all its processes."""
        return self.cpu_s + self.workers_s


def convert(inputs: Sequence[Path], out: Path, *options: str) -> Run:
    """One run of the command. Raises RuntimeError where an input was not read."""
    start = time.perf_counter()
    process = started(inputs, out, *options)
    _, told = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise RuntimeError(told[-2000:])
    _check_all_read(out)
    return Run(seconds, **json.loads(told.splitlines()[-1]))


def seconds_at_once(inputs: Sequence[Sequence[Path]], out: Path, *options: str) -> float:
    """Several runs at the same time that share nothing, each with inputs of its own."""
    start = time.perf_counter()
    processes = [started(some, out / str(number), *options) for number, some in enumerate(inputs)]
    told = [process.communicate()[1] for process in processes]
    seconds = time.perf_counter() - start
    for process, words in zip(processes, told, strict=True):
        if process.returncode != 0:
            raise RuntimeError(words[-2000:])
    return seconds


def started(
    inputs: Sequence[Path],
    out: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """The command, running."""
    command = [sys.executable, "-c", PROGRAM, "convert", *map(str, inputs), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--quiet", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _check_all_read(out: Path) -> None:
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        unread = [
            line["source_file"] for line in csv.DictReader(stream) if line["status"] not in READ
        ]
    if unread:
        raise RuntimeError(f"not read: {', '.join(unread[:5])} ({len(unread)})")
