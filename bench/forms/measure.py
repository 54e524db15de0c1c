"""Reads the printed forms with thaiplan and with the rivals, and scores both the same."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.born_digital.convert import convert
from bench.born_digital.speed import page_count
from bench.born_digital.truth import read_rows
from bench.forms.families import RIVAL_ROWS
from bench.forms.produce import Printed
from bench.forms.rivals import RIVALS
from bench.forms.score import FormScore, Read, score_case, score_projects

WORKERS = os.cpu_count() or 1


@dataclass
class Reading:
    """What one reader made of the documents: scores by family, CPU over all."""

    families: dict[str, FormScore] = field(default_factory=dict)
    cpu_s: float = 0.0

    def add(self, printed: Printed, score: FormScore) -> None:
        """Count a document in."""
        score.rows.pages = page_count(printed.pdf)
        self.families.setdefault(printed.case.family, FormScore()).add(score)

    @property
    def whole(self) -> FormScore:
        """All families as one."""
        whole = FormScore()
        for score in self.families.values():
            whole.add(score)
        return whole


def measure_thaiplan(printed: Sequence[Printed], out: Path) -> Reading:
    """One `thaiplan convert` over all documents; its start-up counts as CPU too."""
    print(f"thaiplan convert: {len(printed)} documents", file=sys.stderr)
    usage = convert([one.pdf for one in printed], out, WORKERS)
    reading = Reading(cpu_s=usage.cpu_s)
    for one, read in zip(printed, _read_of(printed, out), strict=True):
        score = score_case(one.case, read)
        score.rows.seconds = float(read.document.get("seconds") or 0)
        reading.add(one, score)
    return reading


def _read_of(printed: Sequence[Printed], out: Path) -> list[Read]:
    """What the run wrote of each document, in their order."""
    names = ("documents", "projects", "summary", "budgets", "findings")
    files = {name: read_rows(out / f"{name}.csv") for name in names}
    lines = {Path(line["source_file"]).name: line for line in files["documents"]}
    read = []
    for one in printed:
        line = lines[one.pdf.name]
        mine = {
            name: [row for row in rows if _doc_id(row) == line["doc_id"]]
            for name, rows in files.items()
            if name != "documents"
        }
        plan = _plan(out, line["doc_id"])
        declared, narratives = declared_years(plan), _narratives(plan)
        read.append(Read(line, **mine, declared=declared, narratives=narratives))
    return read


def _plan(out: Path, doc_id: str) -> dict[str, Any]:
    """The plan as the run wrote it; empty where it could not be read."""
    path = out / "plans" / f"{doc_id}.json"
    record: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    plan: dict[str, Any] = record.get("plan") or record
    return plan


def declared_years(plan: dict[str, Any]) -> list[dict[str, str]]:
    """What each summary line declares, a row a year; blank where no figure was read."""
    return [
        {
            "level": line["level"].removesuffix("_total"),
            "goal_no": "" if line["level"] == "grand_total" else line["goal_no"] or "",
            "indicator_no": line["indicator_no"] or "",
            "fiscal_year_be": str(year["fiscal_year_be"]),
            "projects": _figure(year["projects"]),
            "budget_baht": _figure(year["budget"]).removesuffix(".00"),
        }
        for line in plan.get("summary", ())
        if line["level"] != "group"
        for year in line.get("years", ())
    ]


def _figure(read: dict[str, Any]) -> str:
    return "" if read["value"] is None else str(read["value"])


def _narratives(plan: dict[str, Any]) -> list[dict[str, str]]:
    return [{"project_id": one["project_id"] or ""} for one in plan.get("narratives", ())]


def _doc_id(row: dict[str, str]) -> str:
    return row["doc_id"] if "doc_id" in row else row["project_id"].partition(":")[0]


def measure_rivals(printed: Sequence[Printed]) -> dict[str, Reading]:
    """Every rival over the documents that it was given; one that crashes has read nothing."""
    return {rival: _measure_rival(rival, printed) for rival in RIVALS}


def _measure_rival(rival: str, printed: Sequence[Printed]) -> Reading:
    reading = Reading()
    with ProcessPoolExecutor(WORKERS) as pool:
        jobs = [pool.submit(_rows, rival, one.case.family, one.pdf) for one in printed]
        for at, (one, job) in enumerate(zip(printed, jobs, strict=True), start=1):
            rows, cpu_s, trouble = job.result()
            print(f"\r{rival}: {at}/{len(printed)} {one.case.name:<40}", end="", file=sys.stderr)
            if trouble:
                print(f"\n{rival}, {one.case.name}: {trouble}", file=sys.stderr)
            reading.cpu_s += cpu_s
            reading.add(one, score_projects(one.case, rows))
    print(file=sys.stderr)
    return reading


def _rows(rival: str, family: str, pdf: Path) -> tuple[list[dict[str, str]], float, str]:
    """Rows, CPU seconds, and what went wrong: a library's trouble with a file is a result."""
    start = time.process_time()
    rows: list[dict[str, str]] = []
    trouble = ""
    try:
        rows = RIVAL_ROWS[family](rival, pdf)
    except Exception as error:
        trouble = repr(error)
    return rows, time.process_time() - start, trouble
