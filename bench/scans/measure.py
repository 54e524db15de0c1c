"""Reads the scans with thaiplan, condition by condition, and scores what it wrote."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.born_digital.convert import convert
from bench.born_digital.truth import read_rows
from bench.scans.scanner import Scan
from bench.scans.score import Output, Tally, score_document
from bench.scans.truth import lines_of


@dataclass
class Reading:
    """What came of one condition: counts of the whole and of each row, processor, memory."""

    tally: Tally = field(default_factory=Tally)
    rows: dict[tuple[str, str], Tally] = field(default_factory=dict)  # by document, row
    cpu_s: float = 0.0
    peak_mb: float = 0.0

    @property
    def cpu_s_a_page(self) -> float:
        """Processor seconds a page, start-up and everything else included."""
        return self.cpu_s / self.tally.pages if self.tally.pages else 0.0


def measure_thaiplan(scans: Sequence[Scan], out: Path, jobs: int) -> Iterator[tuple[str, Reading]]:
    """One `thaiplan convert` a condition: its name, and what came of it."""
    for name in dict.fromkeys(scan.planned.condition.name for scan in scans):
        mine = [scan for scan in scans if scan.planned.condition.name == name]
        print(f"thaiplan convert: {name}, {sum(s.pages for s in mine)} pages", file=sys.stderr)
        usage = convert([scan.pdf for scan in mine], out / name, jobs)
        reading = Reading(cpu_s=usage.cpu_s, peak_mb=usage.peak_mb)
        outputs = dict(read_outputs(out / name))
        for scan in mine:
            truth, document = scan.printed.truth, scan.planned.name
            lines = lines_of(scan.planned.plan)
            tally, rows = score_document(document, truth, lines, outputs[scan.pdf.name])
            tally.pages = scan.pages
            reading.tally.add(tally)
            reading.rows |= {(document, place): row for place, row in rows.items()}
        yield name, reading


def read_outputs(folder: Path) -> Iterator[tuple[str, Output]]:
    """File name and output of every document of a run."""
    tables = {
        name: read_rows(folder / f"{name}.csv") for name in ("projects", "summary", "findings")
    }
    for line in read_rows(folder / "documents.csv"):
        doc_id = line["doc_id"]
        mine = {n: [r for r in rows if r["doc_id"] == doc_id] for n, rows in tables.items()}
        path = folder / "plans" / f"{doc_id}.json"
        plan = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        output = Output(line["status"], mine["projects"], mine["summary"], mine["findings"], plan)
        yield Path(line["source_file"]).name, output
