"""What is true of a printed form, typed in the columns of the files that a run writes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from bench.born_digital.truth import TruthRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class FormRow(TruthRow):
    """One project as projects.csv should have it."""

    place: str = ""
    fiscal_year_be: str = ""
    fiscal_year_end_be: str = ""


@dataclass(frozen=True)
class FormLine:
    """One line of the summary table as summary.csv should have it."""

    level: str  # group, indicator, goal_total, grand_total
    goal_no: str
    indicator_no: str
    title: str  # without its number; empty for totals, whose wording does not matter
    projects: str
    projects_status: str
    budget_baht: str
    budget_status: str


@dataclass(frozen=True)
class FormYear:
    """One project's money of one year as budgets.csv should have it."""

    indicator_no: str
    item_no: str
    fiscal_year_be: str
    budget_status: str
    budget_baht: str
    source: str = ""


@dataclass(frozen=True)
class FormDeclared:
    """What a plan declares in one place for one year; a blank year is all of them."""

    level: str
    goal_no: str
    indicator_no: str
    fiscal_year_be: str
    projects: str
    budget_baht: str


@dataclass(frozen=True)
class FormNarrative:
    """The money that a narrative sheet states for one year."""

    indicator_no: str
    item_no: str
    project_name: str
    budget_status: str
    budget_baht: str


def write_rows(rows: Sequence[DataclassInstance], path: Path) -> None:
    """Write the rows as CSV (UTF-8 with BOM); nothing where there are none."""
    if not rows:
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(rows[0])])
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
