"""Reads the documents with thaiplan and with the rivals, and scores both the same."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from bench.born_digital.convert import convert
from bench.born_digital.look import UNREADABLE
from bench.born_digital.produce import Document
from bench.born_digital.reading import Reading
from bench.born_digital.rivals import RIVALS
from bench.born_digital.score import count_errors, named_projects, score_rows
from bench.born_digital.truth import read_rows

WORKERS = os.cpu_count() or 1


def measure_thaiplan(documents: Sequence[Document], out: Path) -> Reading:
    """One `thaiplan convert` over all documents; its start-up counts as CPU too."""
    print(f"thaiplan convert: {len(documents)} documents", file=sys.stderr)
    usage = convert([document.pdf for document in documents], out, WORKERS)
    reading = Reading(cpu_s=usage.cpu_s)
    lines = {Path(line["source_file"]).name: line for line in read_rows(out / "documents.csv")}
    rows, findings = read_rows(out / "projects.csv"), read_rows(out / "findings.csv")
    for document in documents:
        line = lines[document.pdf.name]
        mine = [row for row in rows if row["doc_id"] == line["doc_id"]]
        told = [f for f in findings if f["doc_id"] == line["doc_id"]]
        truth = [asdict(row) for row in document.truth]
        score = score_rows(truth, mine, document.name, named_projects(told))
        score.false_errors = count_errors(told, document.family in UNREADABLE)
        score.seconds = float(line["seconds"] or 0)
        reading.add(document, score)
    return reading


def measure_rivals(documents: Sequence[Document]) -> dict[str, Reading]:
    """Every rival over every document; one that crashes has read nothing."""
    return {rival: _measure_rival(rival, documents) for rival in RIVALS}


def _measure_rival(rival: str, documents: Sequence[Document]) -> Reading:
    reading = Reading()
    with ProcessPoolExecutor(WORKERS) as pool:
        jobs = {pool.submit(_read, rival, document): document for document in documents}
        for at, job in enumerate(as_completed(jobs), start=1):
            document = jobs[job]
            print(f"\r{rival}: {at}/{len(documents)} {document.name:<40}", end="", file=sys.stderr)
            rows, cpu_s, trouble = job.result()
            if trouble:
                print(f"\n{rival}, {document.name}: {trouble}", file=sys.stderr)
            reading.cpu_s += cpu_s
            truth = [asdict(row) for row in document.truth]
            reading.add(document, score_rows(truth, rows, document.name))
    print(file=sys.stderr)
    return reading


def _read(rival: str, document: Document) -> tuple[list[dict[str, str]], float, str]:
    """Rows, CPU seconds, and what went wrong: a library's trouble with a file is a result."""
    start = time.process_time()
    rows, trouble = [], ""
    try:
        rows = RIVALS[rival](document.pdf)
    except Exception as error:
        trouble = repr(error)
    return rows, time.process_time() - start, trouble
