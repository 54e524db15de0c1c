"""The fuzzers start, and find nothing in a few seconds."""

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
    assert run.returncode == 0, run.stderr
    assert "0 finds" in run.stdout
    assert f"{kind}: seed 3, 0 inputs" not in run.stdout
