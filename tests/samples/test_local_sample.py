"""The sample of ผด.๐๑ and ผด.๐๒ against the truth that was drawn before it was printed."""

import csv
from pathlib import Path

import pytest

from pipeline.contracts.finding import Severity
from pipeline.contracts.record import Level, Plan, QuarterSource
from pipeline.run import read_plan, reconcile_plan

SAMPLE = Path(__file__).parents[2] / "samples" / "local_2566_calc.pdf"
Row = dict[str, str]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(SAMPLE)


def typed(kind: str = "") -> list[Row]:
    path = SAMPLE.with_suffix(f"{kind}.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_every_field_of_every_row(plan: Plan) -> None:
    read = [
        {
            "goal_no": cell(project.goal_no),
            "indicator_no": cell(project.indicator_no),
            "item_no": cell(project.item_no.value),
            "project_name": cell(project.project_name.value),
            "method": cell(project.method.value),
            "budget_status": project.budget.status.value,
            "budget_baht": cell(project.budget.value),
            **{f"q{at}": cell(on) for at, on in enumerate(project.schedule.quarters or (), 1)},
            "start_month": cell(project.schedule.start_month),
            "end_month": cell(project.schedule.end_month),
            "agency": cell(project.agency.value),
            "place": cell(project.place.value),
        }
        for project in plan.projects
    ]
    rows = typed()
    assert len(read) == len(rows) == 33
    for found, row in zip(read, rows, strict=True):
        assert {name: "".join(text.split()) for name, text in found.items()} == {
            name: "".join(row[name].split()) for name in found
        }


def test_months_are_those_that_the_arrows_cross(plan: Plan) -> None:
    assert {project.schedule.source for project in plan.projects} == {QuarterSource.MONTH_COLUMNS}
    assert all(project.schedule.mark_places for project in plan.projects)


def test_what_it_declares(plan: Plan) -> None:
    read = [
        tuple(
            map(cell, (s.level.value, s.goal_no, s.indicator_no, s.projects.value, s.budget.value))
        )
        for s in plan.summary
    ]
    columns = ("level", "goal_no", "indicator_no", "projects", "budget_baht")
    assert read == [tuple(row[name] for name in columns) for row in typed(".summary")]
    titles = {s.indicator_no: s.title for s in plan.summary if s.level is Level.INDICATOR}
    assert titles["1.1"] == typed(".summary")[1]["title"]


def test_it_is_sound(plan: Plan) -> None:
    found = [one for one in reconcile_plan(plan) if one.severity is not Severity.INFO]
    assert not [one for one in found if one.severity is Severity.ERROR]


def test_who_and_when(plan: Plan) -> None:
    assert plan.organization.startswith("องค์การบริหารส่วนตำบลวังสองสาย")
    assert (plan.province, plan.fiscal_year_be, plan.fiscal_year_end_be) == ("พะเยา", 2566, 2566)
    assert plan.layout == "local_operation_plan"
