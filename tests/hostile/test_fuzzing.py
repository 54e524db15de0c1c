"""The fuzzers start, and in a few seconds find nothing that ends a reader.

What takes much memory or long is another matter: how far they come depends on the machine, and the
limits of a worker hold it (tests/app/test_app_batch.py).
"""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris")


@pytest.mark.parametrize("kind", ["transcript", "pdf"])
def test_a_short_run(kind: str, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "bench.fuzz", kind, "--seconds", "12", "--seed", "3")
    run = subprocess.run(
        [*command, "--folder", str(tmp_path)], capture_output=True, text=True, check=False
    )
    ended = [path.name for path in tmp_path.glob("finds/*") if path.name.startswith("crash")]
    assert not ended, run.stderr
    assert "finds" in run.stdout, run.stderr
    assert f"{kind}: seed 3, 0 inputs" not in run.stdout
