"""Invented truth: a plan's rows as a person would type them, before anything is rendered."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

BudgetStatus = Literal["amount", "none", "dash"]


@dataclass(frozen=True)
class TruthRow:
    """One project in the columns of projects.csv that are scored; every value as printed there."""

    goal_no: str
    indicator_no: str
    item_no: str
    project_name: str
    method: str
    kpi: str
    budget_status: str
    budget_baht: str
    budget_raw: str
    q1: str
    q2: str
    q3: str
    q4: str
    schedule_text: str
    start_month: str
    end_month: str
    agency: str


COLUMNS = tuple(field.name for field in fields(TruthRow))
TEXT_COLUMNS = ("project_name", "method", "kpi", "agency")
QUARTER_COLUMNS = ("q1", "q2", "q3", "q4")
MONTH_COLUMNS = ("start_month", "end_month")


def write_truth(rows: Iterable[TruthRow], path: Path) -> None:
    """Write the rows as CSV in the form of projects.csv (UTF-8 with BOM)."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The lines of a truth file or of a projects.csv."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
