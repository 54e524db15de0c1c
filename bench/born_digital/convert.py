"""thaiplan as its users run it: `thaiplan convert INPUT... --out OUT`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

THAIPLAN = (sys.executable, "-c", "from pipeline.app.cli import main; main()")
KB_PER_MB = 1024


@dataclass(frozen=True)
class Usage:
    """What a run took, its workers included: CPU seconds, most memory of one process in MB."""

    cpu_s: float
    peak_mb: float


def convert(inputs: Sequence[Path], out: Path, jobs: int = 1) -> Usage:
    """Convert all inputs in one run. A document that fails is a line of documents.csv, no error."""
    command = [*THAIPLAN, "convert", *map(str, inputs), "--out", str(out), "--jobs", str(jobs)]
    with tempfile.TemporaryFile() as told:
        run = subprocess.Popen([*command, "--quiet"], stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode not in (0, 1):
            told.seek(0)
            raise RuntimeError(told.read().decode(errors="replace"))
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KB_PER_MB)
