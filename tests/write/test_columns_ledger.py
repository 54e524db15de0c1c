"""No column is ever renamed, removed or moved: schemas/columns.yml lists what was published.

The tables must begin with what the ledger lists, and the ledger must list what the tables have; so
a change of a column that was published fails here, and a new one is written down at the end. That
nobody rewrites the ledger itself is seen from its earlier versions, where git knows them.
"""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.write.tables import TABLES

ROOT = Path(__file__).parents[2]
LEDGER = "schemas/columns.yml"

Tables = dict[str, list[str]]


def published(text: str) -> Tables:
    return yaml.safe_load(text)


def changes(earlier: Tables, later: Tables) -> list[str]:
    """What of the earlier columns is not where it was."""
    found = []
    for table, columns in earlier.items():
        now = later.get(table, [])
        for number, column in enumerate(columns):
            if number >= len(now) or now[number] != column:
                found.append(f"{table}: {column}")
    return found


def today() -> Tables:
    return {table.name: [f"{one.name} {one.kind}" for one in table.columns] for table in TABLES}


def test_the_tables_only_grow() -> None:
    ledger = published((ROOT / LEDGER).read_text("utf-8"))
    assert not changes(ledger, today()), "a published column was renamed, removed, moved or retyped"
    assert ledger == today(), f"append the new columns to {LEDGER}"


def test_the_ledger_only_grows() -> None:
    """Against every version of it that is committed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    now = published((ROOT / LEDGER).read_text("utf-8"))
    commits = git("log", "--format=%H", "--", LEDGER).split()
    for commit in commits:
        shown = subprocess.run(
            ("git", "show", f"{commit}:{LEDGER}"), cwd=ROOT, capture_output=True, check=False
        )
        if shown.returncode == 0:  # not where that commit is cut off, or took it away
            earlier = published(shown.stdout.decode("utf-8"))
            assert not changes(earlier, now), f"the ledger of {commit[:8]} says otherwise"


def git(*arguments: str) -> str:
    done = subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ({"t": ["a text", "b money", "c text"]}, []),
        ({"t": ["a text", "b money"], "u": ["x text"]}, []),
        ({"t": ["a text"]}, ["t: b money"]),
        ({"t": ["a text", "b text"]}, ["t: b money"]),
        ({"t": ["a text", "bb money"]}, ["t: b money"]),
        ({"t": ["b money", "a text"]}, ["t: a text", "t: b money"]),
        ({"t": ["a text", "c text", "b money"]}, ["t: b money"]),
        ({}, ["t: a text", "t: b money"]),
    ],
)
def test_whatever_is_no_growth_is_told(later: Tables, told: list[str]) -> None:
    assert changes({"t": ["a text", "b money"]}, later) == told
