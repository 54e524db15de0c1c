"""Prints which reader reads which document: rows exact of all, and milliseconds a page."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.readers.documents import DOCUMENTS
from bench.readers.measure import CASCADE, WAYS, Result, measure
from bench.readers.paper import NoFontError

ROWS = 27
STAR = "*"  # rows were read that are not among the true ones


def main() -> int:
    """Exit 0 when the cascade read every document whole, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.readers", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="projects in each document")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--out", type=Path, help="keep the documents here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            results = list(measure(DOCUMENTS, options.seed, options.rows, folder))
        except NoFontError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"seed {options.seed}; rows exact / rows ({STAR}: and others that are none), ms a page\n")
    print(_table(results))
    print("\nread by one reader alone:", _only(results))
    return 0 if all(result.is_whole for result in results if result.way == CASCADE) else 1


def _table(results: Sequence[Result]) -> str:
    """One line a document, in Markdown."""
    lines = [
        "| document | " + " | ".join(WAYS) + " | read by |",
        "| --- |" + " --- |" * (len(WAYS) + 1),
    ]
    for name in dict.fromkeys(result.document for result in results):
        of_document = {result.way: result for result in results if result.document == name}
        cells = map(_cell, of_document.values())
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {of_document[CASCADE].readers} |")
    return "\n".join(lines)


def _cell(result: Result) -> str:
    star = STAR if result.found != result.exact else ""
    return f"{result.exact}/{result.rows}{star}, {1000 * result.seconds_a_page:.0f}"


def _only(results: Sequence[Result]) -> str:
    """How many documents each reader reads whole that no other reader alone does."""
    whole: dict[str, list[str]] = {}
    for result in results:
        if result.is_whole and result.way != CASCADE:
            whole.setdefault(result.document, []).append(result.way)
    alone = [ways[0] for ways in whole.values() if len(ways) == 1]
    return ", ".join(f"{way} {alone.count(way)}" for way in WAYS if way != CASCADE)


if __name__ == "__main__":
    sys.exit(main())
