"""The samples over several years against the truth that was drawn before they were printed."""

import csv
from pathlib import Path

import pytest

from pipeline.contracts.finding import Severity
from pipeline.contracts.record import Plan
from pipeline.run import read_plan, reconcile_plan

SAMPLES = Path(__file__).parents[2] / "samples"
BODIES = {
    "development_2566_writer": "เทศบาลตำบลท่าน้ำใส",
    "anticorruption_2566_chromium": "เทศบาลเมืองแสงอรุณ",
}
Row = dict[str, str]
Read = tuple[str, Plan]


@pytest.fixture(scope="module", params=BODIES)
def read(request: pytest.FixtureRequest) -> Read:
    """A sample's name and what is read of it."""
    name = str(request.param)
    return name, read_plan(SAMPLES / f"{name}.pdf")


def typed(name: str, kind: str = "") -> list[Row]:
    """The typed lines of a sample; none where it has no such file."""
    path = SAMPLES / f"{name}{kind}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(value: object) -> str:
    """A value as a file has it."""
    return "" if value is None else str(value)


def test_every_field_of_every_row(read: Read) -> None:
    name, plan = read
    found = [
        {
            "goal_no": cell(project.goal_no),
            "indicator_no": cell(project.indicator_no),
            "item_no": cell(project.item_no.value),
            "project_name": cell(project.project_name.value),
            "kpi": cell(project.kpi.value),
            "budget_status": project.budget.status.value,
            "budget_baht": cell(project.budget.value),
            "agency": cell(project.agency.value),
        }
        for project in plan.projects
    ]
    rows = typed(name)
    assert len(found) == len(rows) > 15
    for project, row in zip(found, rows, strict=True):
        assert {column: "".join(text.split()) for column, text in project.items()} == {
            column: "".join(row[column].split()) for column in project
        }


def test_the_money_of_each_year_and_its_source(read: Read) -> None:
    name, plan = read
    found = [
        (
            cell(project.indicator_no),
            cell(project.item_no.value),
            cell(year.fiscal_year_be),
            year.budget.status.value,
            cell(year.budget.value),
            cell(year.source.value),
        )
        for project in plan.projects
        for year in project.budgets
    ]
    assert found == [tuple(row.values()) for row in typed(name, ".budgets")]


def test_what_it_declares_for_each_year(read: Read) -> None:
    name, plan = read
    found = {
        (
            line.level.value.removesuffix("_total"),
            cell(line.goal_no),
            cell(line.indicator_no),
            cell(year.fiscal_year_be),
            cell(year.projects.value),
            cell(year.budget.value),
        )
        for line in plan.summary
        for year in line.years
        if line.level.value != "group"
    }
    rows = [row for row in typed(name, ".declared") if row["fiscal_year_be"]]
    assert found == {tuple(row.values()) for row in rows}


def test_each_sheet_is_that_of_a_project(read: Read) -> None:
    name, plan = read
    names = {project.project_id: project.project_name.value for project in plan.projects}
    found = [names.get(cell(one.project_id)) for one in plan.narratives]
    assert found == [row["project_name"] for row in typed(name, ".narratives")]


def test_it_is_sound(read: Read) -> None:
    _, plan = read
    found = reconcile_plan(plan)
    assert not [one for one in found if one.severity is Severity.ERROR]
    assert not [one for one in found if one.rule == "narrative_budget"]


def test_who_and_when(read: Read) -> None:
    name, plan = read
    row = typed(name)[0]
    years = cell(plan.fiscal_year_be), cell(plan.fiscal_year_end_be)
    assert years == (row["fiscal_year_be"], row["fiscal_year_end_be"])
    assert plan.layout == f"{name.partition('_')[0]}_plan"
    assert plan.organization.startswith(BODIES[name])
    assert plan.province == "สมมติ"
