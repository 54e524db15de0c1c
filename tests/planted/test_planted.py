"""DESIGN §4's table of planted faults on the complete plan, through every way in.

Each fault is planted in the plan before it is typeset (Chromium, LibreOffice Writer) or written as
a transcript in one of the three dialects; then the whole pipeline reads it back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.typeset import (
    Transcription,
    TypesetPlan,
    chromium,
    load_plan,
    with_budget,
    with_declared_budget,
    with_declared_count,
    with_grand,
    with_number,
    with_total,
    without_heading,
    without_row,
    write_transcript,
    writer,
)
from bench.typeset.style import STANDARD
from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan
from pipeline.run import read_plan, reconcile_plan

Found = tuple[str, str, str, str, str, str]  # rule, scope, items, expected, actual, difference


@dataclass(frozen=True)
class Fault:
    plant: Callable[[TypesetPlan], TypesetPlan]
    errors: frozenset[Found]


def fault(plant: Callable[[TypesetPlan], TypesetPlan], *errors: Found) -> Fault:
    return Fault(plant, frozenset(errors))


FAULTS = {
    "none": fault(lambda plan: plan),
    "declared_count": fault(
        lambda plan: with_declared_count(plan, "1.2", "๓๑"),
        ("indicator_count", "1.2", "", "31", "30", "-1"),
        ("goal_count_sum", "1", "", "37", "38", "1"),
    ),
    "declared_count_too_low": fault(
        lambda plan: with_declared_count(plan, "1.3", "๕"),
        ("indicator_count", "1.3", "", "5", "6", "1"),
        ("goal_count_sum", "1", "", "37", "36", "-1"),
    ),
    "declared_budget": fault(
        lambda plan: with_declared_budget(plan, "1.3", "๑๕,๒๒๑"),
        ("indicator_budget", "1.3", "", "15221", "15220", "-1"),
        ("goal_budget_sum", "1", "", "297180", "297181", "1"),
    ),
    "goal_count": fault(
        lambda plan: with_total(plan, "1", count="๓๖"),
        ("goal_count_sum", "1", "", "36", "37", "1"),
        ("grand_count_sum", "all", "", "39", "38", "-1"),
    ),
    "goal_budget": fault(
        lambda plan: with_total(plan, "2", budget="๑๖๐,๕๐๐"),
        ("goal_budget_sum", "2", "", "160500", "160000", "-500"),
        ("grand_budget_sum", "all", "", "457180", "457680", "500"),
    ),
    "grand_count": fault(
        lambda plan: with_grand(plan, count="๔๐"),
        ("grand_count_sum", "all", "", "40", "39", "-1"),
    ),
    "grand_budget": fault(
        lambda plan: with_grand(plan, budget="๔๕๗,๑๘๑"),
        ("grand_budget_sum", "all", "", "457181", "457180", "-1"),
    ),
    "budget_in_a_row": fault(
        lambda plan: with_budget(plan, "2.2.1", "1", "๑๖๑,๐๐๐"),
        ("indicator_budget", "2.2.1", "", "160000", "161000", "1000"),
    ),
    "row_without_money": fault(
        lambda plan: without_row(plan, "1.2", "8"),
        ("indicator_count", "1.2", "", "30", "29", "-1"),
        ("missing_item", "1.2", "8", "", "", ""),
    ),
    "row_with_money": fault(
        lambda plan: without_row(plan, "1.2", "5"),
        ("indicator_count", "1.2", "", "30", "29", "-1"),
        ("missing_item", "1.2", "5", "", "", ""),
        ("indicator_budget", "1.2", "", "281960", "238369.50", "-43590.50"),
    ),
    "last_row": fault(
        lambda plan: without_row(plan, "1.2", "30"),
        ("indicator_count", "1.2", "", "30", "29", "-1"),
        ("missing_item", "1.2", "30", "", "", ""),
    ),
    "number_twice": fault(
        lambda plan: with_number(plan, "1.2", "9", "๘."),
        ("duplicate_item", "1.2", "8", "", "", ""),
        ("missing_item", "1.2", "9", "", "", ""),
    ),
    "heading": fault(lambda plan: without_heading(plan, "1.2")),
    "first_heading": fault(lambda plan: without_heading(plan, "1.1")),
    "later_heading": fault(lambda plan: without_heading(plan, "2.2.1")),
}
HEADINGS = {"heading": "1.2", "first_heading": "1.1", "later_heading": "2.2.1"}
TRANSCRIPTS = ("tsv", "markdown", "html")


def write_dialect(plan: TypesetPlan, folder: Path, dialect: str) -> Path:
    path = folder / f"plan.{ {'tsv': 'txt', 'markdown': 'md', 'html': 'html'}[dialect] }"
    how = Transcription(dialect=dialect, is_narrow=True)  # type: ignore[arg-type]
    path.write_text(write_transcript(plan, how), encoding="utf-8")
    return path


def typeset(plan: TypesetPlan, folder: Path, way: str) -> Path:
    if way in TRANSCRIPTS:
        return write_dialect(plan, folder, way)
    path = folder / "plan.pdf"
    {"chromium": chromium, "writer": writer}[way].write_pdf(plan, path, STANDARD)
    return path


def errors(findings: tuple[Finding, ...]) -> frozenset[Found]:
    return frozenset(
        (
            f.rule,
            f.scope,
            f.items,
            "" if f.items else f.expected,
            "" if f.items else f.actual,
            "" if f.items or f.difference is None else str(f.difference),
        )
        for f in findings
        if f.severity is Severity.ERROR
    )


@pytest.mark.parametrize("way", [*TRANSCRIPTS, "chromium", "writer"])
@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault(name: str, way: str, tmp_path: Path) -> None:
    planted = FAULTS[name]
    plan = read_plan(typeset(planted.plant(load_plan()), tmp_path, way))
    findings = reconcile_plan(plan)
    assert errors(findings) == planted.errors
    if name in HEADINGS:
        check_lost_heading(plan, findings, HEADINGS[name])


def check_lost_heading(plan: Plan, findings: tuple[Finding, ...], number: str) -> None:
    missing = [f for f in findings if f.rule == "missing_section"]
    assert [(f.scope, f.severity) for f in missing] == [(number, Severity.WARNING)]
    assert missing[0].cause is Cause.COVERAGE
    inferred = [p for p in plan.projects if "indicator_inferred" in p.flags]
    assert {p.indicator_no for p in inferred} == {number}
    assert len(inferred) == sum(p.indicator_no == number for p in plan.projects)
    assert len(plan.projects) == 39
