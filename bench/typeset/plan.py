"""The invented plan as it will be printed.

Everything here is text as printed (Thai digits, dashes, bullets as `• `): the writers of this
package turn it into a PDF or a transcript; `faults` plants faults in it for tests.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

ProseKind = Literal["preface", "part", "section", "point"]
SummaryLevel = Literal["indicator", "group", "goal_total", "grand_total"]

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLAN_FILE = SAMPLES / "tuayang_2566.yml"
TRUTH_FILE = SAMPLES / "tuayang_2566_truth.csv"

TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Prose:
    """A heading with its paragraphs; `chart` says that the chart of indicators follows them."""

    kind: ProseKind
    number: str
    title: str
    paragraphs: tuple[str, ...]
    chart: bool = False


@dataclass(frozen=True)
class Goal:
    """A goal: `goal_no` "1", `number` as printed "๑"."""

    goal_no: str
    number: str
    title: str


@dataclass(frozen=True)
class Indicator:
    """A leaf indicator, or the group 2.2 (which has no target)."""

    indicator_no: str
    number: str
    goal_no: str
    title: str
    heading: str
    target: str
    own_line: bool
    word: bool


@dataclass(frozen=True)
class SummaryLine:
    """One line of the summary table; `projects` and `budget` as printed, empty for a group."""

    level: SummaryLevel
    goal_no: str
    indicator_no: str
    number: str
    title: str
    projects: str
    budget: str


@dataclass(frozen=True)
class ProjectRow:
    """One row of a detail table. `item_no` names the row, `printed_number` is what is printed."""

    item_no: str
    printed_number: str
    project_name: str
    method: str
    kpi: str
    budget: str
    quarters: tuple[bool, bool, bool, bool]
    schedule_text: str
    agency: str

    @property
    def span(self) -> tuple[int, int] | None:
        """First quarter (0 to 3) and number of quarters of the arrow; None where there is none."""
        marked = [at for at, is_marked in enumerate(self.quarters) if is_marked]
        if not marked:
            return None
        first, last = marked[0], marked[-1]
        if len(marked) != last - first + 1:
            raise ValueError(f"row {self.item_no}: one arrow cannot skip a quarter")
        return first, len(marked)


@dataclass(frozen=True)
class DetailSection:
    """The detail table of one indicator and which of the headings above it are printed."""

    indicator: Indicator
    rows: tuple[ProjectRow, ...]
    has_heading: bool = True
    has_goal_lines: bool = True
    has_group_line: bool = False


@dataclass(frozen=True)
class TypesetPlan:
    """A whole plan, ready to be typeset."""

    title: tuple[str, ...]
    province: str
    organization: str
    fiscal_year_be: int
    prose: tuple[Prose, ...]
    goals: tuple[Goal, ...]
    group: Indicator
    indicators: tuple[Indicator, ...]
    summary_title: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    sections: tuple[DetailSection, ...]

    def goal(self, goal_no: str) -> Goal:
        """The goal of that number; KeyError where there is none."""
        for goal in self.goals:
            if goal.goal_no == goal_no:
                return goal
        raise KeyError(goal_no)


def load_plan(plan_file: Path = PLAN_FILE, truth_file: Path = TRUTH_FILE) -> TypesetPlan:
    """The plan typed in the two sample files (YAML for all but the rows, CSV for the rows)."""
    raw: dict[str, Any] = yaml.safe_load(plan_file.read_text(encoding="utf-8"))
    goals = tuple(
        Goal(str(g["number"]).translate(TO_ARABIC), str(g["number"]), g["title"])
        for g in raw["goals"]
    )
    indicators = tuple(_indicator(entry) for entry in raw["indicators"])
    group = _indicator(raw["group"] | {"target": "", "own_line": False, "word": True})
    titles = {i.indicator_no: i.title for i in (*indicators, group)}
    return TypesetPlan(
        title=tuple(raw["title"]),
        province=raw["province"],
        organization=raw["organization"],
        fiscal_year_be=raw["fiscal_year_be"],
        prose=tuple(_prose(entry) for entry in raw["prose"]),
        goals=goals,
        group=group,
        indicators=indicators,
        summary_title=tuple(raw["summary_title"]),
        summary=tuple(_summary_line(entry, titles) for entry in raw["summary"]),
        sections=_sections(indicators, group, truth_file),
    )


def _indicator(entry: dict[str, Any]) -> Indicator:
    number = str(entry["number"])
    return Indicator(
        indicator_no=number.translate(TO_ARABIC),
        number=number,
        goal_no=entry["goal_no"],
        title=entry["title"],
        heading=entry.get("heading", entry["title"]),
        target=entry["target"],
        own_line=entry["own_line"],
        word=entry["word"],
    )


def _prose(entry: dict[str, Any]) -> Prose:
    return Prose(
        kind=entry["kind"],
        number=entry["number"],
        title=entry["title"],
        paragraphs=tuple(entry["paragraphs"]),
        chart=entry.get("chart", False),
    )


def _summary_line(entry: dict[str, Any], titles: dict[str, str]) -> SummaryLine:
    printed = {"goal_total": "รวม", "grand_total": "ภาพรวม"}
    indicator_no = str(entry["number"]).translate(TO_ARABIC)
    return SummaryLine(
        level=entry["level"],
        goal_no=entry["goal_no"],
        indicator_no=indicator_no,
        number=str(entry["number"]),
        title=titles[indicator_no] if indicator_no else printed[entry["level"]],
        projects=str(entry["projects"]),
        budget=str(entry["budget"]),
    )


def _sections(
    indicators: tuple[Indicator, ...], group: Indicator, truth_file: Path
) -> tuple[DetailSection, ...]:
    with truth_file.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    sections = []
    for indicator in indicators:
        rows = tuple(_row(ln) for ln in lines if ln["indicator_no"] == indicator.indicator_no)
        if not rows:
            continue
        in_group = indicator.indicator_no.startswith(group.indicator_no + ".")
        # As in the real plan: the group's table follows 2.1's, without the title and goal lines.
        sections.append(DetailSection(indicator, rows, True, not in_group, in_group))
    return tuple(sections)


def _row(line: dict[str, str]) -> ProjectRow:
    return ProjectRow(
        item_no=line["item_no"],
        printed_number=line["item_no"].translate(TO_THAI) + ".",
        project_name=line["project_name"],
        method=line["method"],
        kpi=line["kpi"],
        budget=line["budget_raw"],
        quarters=(
            line["q1"] == "true",
            line["q2"] == "true",
            line["q3"] == "true",
            line["q4"] == "true",
        ),
        schedule_text=line["schedule_text"],
        agency=line["agency"],
    )
