"""thaiplan as its users run it: `thaiplan convert INPUT... --out OUT`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

THAIPLAN = (sys.executable, "-c", "from pipeline.app.cli import main; main()")


def convert(inputs: Sequence[Path], out: Path, jobs: int = 1) -> None:
    """Convert all inputs in one run. A document that fails is a line of documents.csv, no error."""
    command = [*THAIPLAN, "convert", *map(str, inputs), "--out", str(out), "--jobs", str(jobs)]
    done = subprocess.run([*command, "--quiet"], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode(errors="replace"))
