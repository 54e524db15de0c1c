"""Every command and snippet of the README and the site is run, in a folder as its reader has one.

A page's commands run in order; then its Python, as one program. What cannot run says why in its
fence (`no-run="…"`), and how many there are of each is written down here.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate.fences import Block, blocks

ROOT = Path(__file__).parents[2]
TRANSCRIPT, PDF = "petchaburi_2566_transcript.txt", "tuayang_2566_chromium.pdf"
NO_SNIPPET = {"yaml", "toml", "json", "text", "mermaid"}
COMMAND = re.compile(r"^\s*(?:thaiplan|pip|pipx|uv|make|python3?|apt-get|\.venv/bin/\w+)\s", re.M)
# How many blocks are not run, by reason. One more is a decision, not an accident.
NOT_RUN = {
    "needs a network": 8,
    "Windows only, and needs a network": 2,
    "sets up an environment of its own; the tests are what it runs": 1,
    "a run of 1,000 plans": 1,
    "a cluster; tests/app/test_cluster.py starts one": 1,
    "an object store; tests/app/test_urls.py has one in memory": 1,
    "needs Tesseract's Thai data": 1,
    "a graphics card; tests/scan/test_vision.py has a server": 1,
    "docs/en/researcher.md has these calls": 1,
    "tests/reconcile/test_runbook.py adds it": 1,
    "the rule is yours": 1,
    "a bench, of minutes": 1,
    "needs runs of thousands of plans": 1,
    "the reader is yours": 1,
}


def pages() -> list[Path]:
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    return found + sorted((ROOT / "docs").rglob("*.md"))


def is_run(block: Block) -> bool:
    return block.language in ("sh", "python") and block.reason is None


def blocks_of(path: Path) -> list[Block]:
    return list(blocks(path.read_text(encoding="utf-8")))


def scripts() -> dict[tuple[Block, ...], list[str]]:
    """What is to be run → the pages that say it: a Thai page and its English twin run once."""
    said: dict[tuple[Block, ...], list[str]] = {}
    for path in pages():
        runs = [one for one in blocks_of(path) if is_run(one)]
        if runs:
            key = tuple(Block(0, b.language, b.text, None, b.exit_code) for b in runs)
            said.setdefault(key, []).append(path.relative_to(ROOT).as_posix())
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A user's folder: plans in it, under a Thai and a Latin name, and one PDF beside them."""
    for name in ("plans", "แผน"):
        (tmp_path / name).mkdir()
        shutil.copy(ROOT / "samples" / TRANSCRIPT, tmp_path / name)
    (tmp_path / "samples").mkdir()
    for name in ("plan.pdf", "แผน.pdf", f"samples/{PDF}"):
        shutil.copy(ROOT / "samples" / PDF, tmp_path / name)
    for year in ("2566.txt", "2567.txt"):
        shutil.copy(ROOT / "docs" / "notebooks" / "plans" / year, tmp_path)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "thaiplan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.app.cli "$@"\n')
    program.chmod(0o755)
    yield tmp_path
    shutil.rmtree(tmp_path)


def run(command: list[str], folder: Path) -> int:
    path = os.pathsep.join((str(folder / "bin"), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        pytest.fail(f"{command[-1]}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.returncode


@pytest.mark.parametrize("said", scripts().items(), ids=lambda said: said[1][0])
def test_a_page_does_what_it_says(said: tuple[tuple[Block, ...], list[str]], folder: Path) -> None:
    runs, _ = said
    for block in (one for one in runs if one.language == "sh"):
        commands = [line for line in block.text.splitlines() if line.strip()]
        codes = [run(["bash", "-c", line], folder) for line in commands]
        assert set(codes) <= {0, block.exit_code}, dict(zip(commands, codes, strict=True))
        assert block.exit_code in codes
    program = "\n".join(one.text for one in runs if one.language == "python")
    if program:
        (folder / "snippets.py").write_text(program, encoding="utf-8")
        assert run([sys.executable, "snippets.py"], folder) == 0


def test_what_is_not_run_says_why() -> None:
    found = [one for path in pages() for one in blocks_of(path)]
    reasons = Counter(one.reason for one in found if one.reason is not None)
    assert reasons == NOT_RUN


def test_no_command_hides() -> None:
    for path in pages():
        for one in blocks_of(path):
            if one.language not in ("sh", "python", *NO_SNIPPET) and one.reason is None:
                where = f"{path.relative_to(ROOT)}:{one.line}"
                assert one.language == "", f"{where}: run {one.language}, or say why not"
                assert not COMMAND.search(one.text), f"{where}: name it sh"


def test_the_pages_name_the_version_that_is_built() -> None:
    wheel = re.compile(r"thaiplan-([\d.]+\d)-py3-none-any\.whl")
    named = {found for path in pages() for found in wheel.findall(path.read_text("utf-8"))}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named == {project["version"]}


@pytest.mark.parametrize("user", ["analyst", "auditor", "researcher"])
def test_both_languages_say_the_same_commands(user: str) -> None:
    thai, english = (
        [(one.language, one.text) for one in blocks_of(ROOT / "docs" / lang / f"{user}.md")]
        for lang in ("th", "en")
    )
    assert thai == english
    assert thai
