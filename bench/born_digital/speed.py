"""Seconds and memory: thaiplan's whole conversion beside the bare calls of the libraries."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pikepdf

from bench.born_digital.convert import THAIPLAN
from bench.born_digital.invent import invent_plan
from bench.born_digital.look import Look
from bench.born_digital.produce import Document, produce
from bench.born_digital.stopwatch import measure

PLAN_ROWS = 130  # enough for forty pages
MIN_PAGES = 40
WARM_UP_PAGES = 3  # the summary and a first table
MEMORY_PAGES = 1000
HELP_RUNS = 5
READERS = ("thaiplan", "pdfplumber", "camelot", "camelot vector")

Report = dict[str, object]


def long_plans(folder: Path, seed: int) -> list[Document]:
    """A plan of forty pages and more by each of Chromium and Writer."""
    looks = (Look(size_pt=13.0), Look(producer="writer", size_pt=13.0))
    planned = []
    for look in looks:
        chance = random.Random(f"{seed} speed {look.producer}")
        plan = invent_plan(chance, PLAN_ROWS)
        planned.append((f"speed_{look.producer}", "speed", replace(look), plan))
    documents = produce(planned, folder, seed)
    for document in documents:
        pages = page_count(document.pdf)
        if pages < MIN_PAGES:
            raise RuntimeError(f"{document.name} has only {pages} pages")
    return documents


def page_count(pdf: Path) -> int:
    """How many pages the PDF has."""
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def race(pdf: Path, rounds: int, folder: Path) -> Report:
    """Median seconds of every reader over the PDF, run in turns, and thaiplan's ratio to each."""
    warm_up = folder / f"{pdf.stem}_warm_up.pdf"
    with pikepdf.open(pdf) as document:
        del document.pages[WARM_UP_PAGES:]
        document.save(warm_up)
    runs: dict[str, list[dict[str, float]]] = {reader: [] for reader in READERS}
    for turn in range(rounds):
        for reader in READERS:
            print(f"\r{pdf.stem}: {reader}, run {turn + 1}/{rounds}    ", end="", file=sys.stderr)
            runs[reader].append(measure(reader, pdf, warm_up))
    print(file=sys.stderr)
    seconds, cpu = (
        {reader: statistics.median(run[kind] for run in runs[reader]) for reader in READERS}
        for kind in ("seconds", "cpu_s")
    )
    pages = page_count(pdf)
    return {
        "document": pdf.stem,
        "pages": pages,
        "ms_a_page": {reader: 1000 * s / pages for reader, s in seconds.items()},
        "ratio": {reader: seconds["thaiplan"] / seconds[reader] for reader in READERS[1:]},
        "cpu_ratio": {reader: cpu["thaiplan"] / cpu[reader] for reader in READERS[1:]},
        "start_up_s": statistics.median(run["start_up_s"] for run in runs["thaiplan"]),
    }


def help_seconds() -> float:
    """Median seconds of `thaiplan --help`."""
    times = []
    for _ in range(HELP_RUNS):
        start = time.perf_counter()
        subprocess.run([*THAIPLAN, "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def memory(pdfs: list[Path], folder: Path) -> Report:
    """Peak memory of converting the plans repeated to a thousand pages."""
    long = folder / "thousand_pages.pdf"
    with pikepdf.new() as thousand:
        parts = [pikepdf.open(pdf) for pdf in pdfs]
        while len(thousand.pages) < MEMORY_PAGES:
            for part in parts:
                thousand.pages.extend(part.pages)
        thousand.save(long)
        pages = len(thousand.pages)
    print(f"memory over {pages} pages", file=sys.stderr)
    measured = measure("thaiplan", long)
    return {"pages": pages, "peak_mb": measured["peak_mb"], "seconds": measured["seconds"]}
