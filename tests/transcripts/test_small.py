"""One tiny transcript a thing that once was read wrong; the file's name says which.

All hold the same two projects, typed here by hand, unless EXPECTED says otherwise.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.contracts.finding import Severity
from pipeline.run import read_plan, reconcile_plan

FOLDER = Path(__file__).parent / "small"
AGENCY = "สำนักงานจังหวัดศรีธารา"
CAMP = ("1.1", "1", "โครงการค่าย", Decimal(5000), "0100", AGENCY)
SLOGAN = ("1.1", "2", "กิจกรรมคำขวัญ", None, "1110", AGENCY)
NEW = ("1.1", "3", "กิจกรรมใหม่", None, "1000", AGENCY)
UNKNOWN_SPAN = (*SLOGAN[:4], "", AGENCY)

EXPECTED = {
    "furniture_row.txt": ((CAMP, SLOGAN, NEW), {"indicator_count"}),
    "ruam_no_goal_column.txt": ((CAMP, SLOGAN), {"goal_count_sum", "goal_budget_sum"}),
    "underscore_arrow.txt": ((CAMP, UNKNOWN_SPAN), set()),
}


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_small(path: Path) -> None:
    plan = read_plan(path)
    rows, errors = EXPECTED.get(path.name, ((CAMP, SLOGAN), set()))
    read = tuple(
        (
            project.indicator_no,
            project.item_no.value,
            project.project_name.value,
            project.budget.value,
            "".join(str(int(quarter)) for quarter in project.schedule.quarters or ()),
            project.agency.value,
        )
        for project in plan.projects
    )
    assert read == rows
    found = {f.rule for f in reconcile_plan(plan) if f.severity is Severity.ERROR}
    assert found == errors
    assert plan.indicators[0].target is not None
    assert plan.indicators[0].target.text == "ร้อยละ ๗๕"
    assert plan.indicators[0].declared_projects.value == 2
