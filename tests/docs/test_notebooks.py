"""The notebooks run from first cell to last and say what they said; their pictures have Thai."""

import os
import sys
from pathlib import Path

import nbformat
import pytest

from docs.generate.notebooks import notebooks, run, told

ROOT = Path(__file__).parents[2]
MAX_BYTES = 150_000  # of one notebook with its pictures


@pytest.fixture(autouse=True)
def this_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The kernel and its commands run this checkout."""
    program = tmp_path / "thaiplan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.app.cli "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.environ["PATH"])))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_says_what_it_said(path: Path) -> None:
    assert path.stat().st_size < MAX_BYTES
    kept = nbformat.read(path, as_version=4)
    assert told(run(path)) == told(kept), "run them again: make notebooks"
    said = "".join(text for _, _, text in told(kept))
    assert "missing from font" not in said, "a picture shows boxes for Thai letters"


def test_there_are_pictures_and_tables() -> None:
    kinds = {kind for path in notebooks() for _, kind, _ in told(nbformat.read(path, as_version=4))}
    assert {"image/png", "text/html"} <= kinds
