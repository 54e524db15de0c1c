"""Reads the documents with thaiplan and with the rivals, and scores both the same."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.born_digital.convert import convert
from bench.born_digital.produce import Document
from bench.born_digital.rivals import RIVALS
from bench.born_digital.score import Score, count_errors, score_rows
from bench.born_digital.speed import page_count
from bench.born_digital.truth import read_rows

Scores = dict[str, Score]  # by family


def measure_thaiplan(documents: Sequence[Document], out: Path) -> Scores:
    """One `thaiplan convert` over all documents; seconds as documents.csv states them."""
    print(f"thaiplan convert: {len(documents)} documents", file=sys.stderr)
    convert([document.pdf for document in documents], out)
    lines = read_rows(out / "documents.csv")
    ids = {Path(line["source_file"]).name: line for line in lines}
    rows, findings = read_rows(out / "projects.csv"), read_rows(out / "findings.csv")
    scores: Scores = {}
    for document in documents:
        line = ids[document.pdf.name]
        mine = [row for row in rows if row["doc_id"] == line["doc_id"]]
        score = score_rows([asdict(row) for row in document.truth], mine, document.name)
        score.false_errors = count_errors(f for f in findings if f["doc_id"] == line["doc_id"])
        score.pages, score.seconds = page_count(document.pdf), float(line["seconds"] or 0)
        scores.setdefault(document.family, Score()).add(score)
    return scores


def measure_rivals(documents: Sequence[Document]) -> dict[str, Scores]:
    """Every rival over every document; one that crashes has read nothing."""
    measured: dict[str, Scores] = {}
    for rival, read in RIVALS.items():
        scores: Scores = {}
        for at, document in enumerate(documents, start=1):
            print(f"\r{rival}: {at}/{len(documents)} {document.name:<40}", end="", file=sys.stderr)
            start = time.perf_counter()
            try:
                rows = read(document.pdf)
            except Exception as error:  # a library's trouble with a file is a result
                print(f"\n{rival} {document.name}: {error!r}", file=sys.stderr)
                rows = []
            seconds = time.perf_counter() - start
            score = score_rows([asdict(row) for row in document.truth], rows, document.name)
            score.pages, score.seconds = page_count(document.pdf), seconds
            scores.setdefault(document.family, Score()).add(score)
        measured[rival] = scores
        print(file=sys.stderr)
    return measured
