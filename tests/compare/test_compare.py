"""compare_plans against two years typed by hand, and what holds for any two plans."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

from bench.reconcile.record import record_of
from bench.typeset import write_transcript
from bench.years.invent import invented_years
from bench.years.measure import measure
from pipeline import compare_plans, load_outputs, read_plan
from pipeline.app.cli import app
from pipeline.compare import Comparison
from pipeline.compare.names import name_of

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))
AGENCY = "หน่วยงานตัวอย่าง"
STATUSES = {"-": "dash", "none": "none", "": "blank", "?": "unreadable"}


def table(rows: dict[str, Any]) -> pd.DataFrame:
    """The rows of a case in the columns of projects.csv that are compared."""
    return pd.DataFrame([line(key, row) for key, row in rows.items()], columns=list(line("", "")))


def line(key: str, row: Any) -> dict[str, Any]:
    cells = row if isinstance(row, dict) else {"name": row}
    indicator, _, item = key.partition(":")
    baht = cells.get("baht", "none")
    quarters = cells.get("quarters", "1234")
    return {
        "project_id": key,
        "doc_id": "0123456789ab",
        "province": "ตัวอย่าง",
        "organization": "จังหวัดตัวอย่าง",
        "indicator_no": indicator,
        "item_no": item,
        "project_name": cells["name"] or pd.NA,
        "method": cells.get("method", pd.NA),
        "kpi": pd.NA,
        "budget_status": STATUSES.get(baht, "amount"),
        "budget_baht": pd.NA if baht in STATUSES else Decimal(str(baht)),
        **{f"q{n}": pd.NA if quarters == "?" else str(n) in quarters for n in range(1, 5)},
        "agency": cells.get("agency", AGENCY),
    }


class Tables:
    """A year of a case as a run's tables."""

    def __init__(self, rows: dict[str, Any], titles: dict[str, str]) -> None:
        self.projects = table(rows)
        self.indicators = pd.DataFrame(
            [("0123456789ab", number, title) for number, title in titles.items()],
            columns=["doc_id", "indicator_no", "indicator_title"],
        )


def compared(case: dict[str, Any]) -> Comparison:
    titles = case.get("titles", {})
    return compare_plans(
        Tables(case["before"], titles.get("before", {})),
        Tables(case["after"], titles.get("after", {})),
    )


def pairs(changes: Any) -> dict[str, str]:
    return {one.before.project_id: one.after.project_id for one in changes}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_two_years(case: dict[str, Any]) -> None:
    found = compared(case)
    assert pairs(found.kept) == case.get("kept", {})
    assert pairs(found.renamed) == case.get("renamed", {})
    assert [one.after.project_id for one in found.added] == case.get("added", [])
    assert [one.before.project_id for one in found.dropped] == case.get("dropped", [])
    stayed = [one for one in found.changes if one.before and one.after]
    for name in ("changed", "unknown"):
        told = {one.after.project_id: list(getattr(one, name)) for one in stayed}
        assert {key: fields for key, fields in told.items() if fields} == case.get(name, {})
    for key, difference in case.get("difference", {}).items():
        one = next(one for one in stayed if one.after.project_id == key)
        assert one.budget_difference == (None if difference is None else Decimal(difference))


def test_the_same_plan_has_not_changed() -> None:
    plan = invented_years(3, 1, 2566, 1)[0].plan
    found = compare_plans(record_of(plan), record_of(plan))
    assert len(found.kept) == len(found.changes) == sum(len(one.rows) for one in plan.sections)
    assert not any(one.changed or one.unknown for one in found.changes)
    assert all(one.likeness == 1 for one in found.changes)


@pytest.mark.parametrize("at", range(3))
def test_every_project_of_both_years_is_told_once(at: int) -> None:
    before, after = (record_of(year.plan) for year in invented_years(5, at, 2566, 2))
    found = compare_plans(before, after)
    told = [
        one.project_id for change in found.changes for one in (change.before, change.after) if one
    ]
    assert Counter(told) == Counter(
        one.project_id for plan in (before, after) for one in plan.projects
    )
    news = [change.after.project_id for change in found.changes if change.after]
    assert news == [one.project_id for one in after.projects]
    if not any(one.after and name_of(one.after.project_name).rounds for one in found.renamed):
        back = compare_plans(after, before)  # only a series that counts on has a direction
        assert {one.after for one in found.added} == {one.before for one in back.dropped}


def test_the_order_of_the_rows_decides_nothing_but_the_order_of_the_answer() -> None:
    before, after = (record_of(year.plan) for year in invented_years(6, 0, 2566, 2))
    turned = after.model_copy(update={"projects": after.projects[::-1]})
    straight, reverse = (compare_plans(before, one) for one in (after, turned))
    assert pairs(straight.renamed) == pairs(reverse.renamed)


def test_invented_years_are_told_as_they_were() -> None:
    kept, renamed = measure(seed=11, agencies=4)
    assert kept.recall >= 0.99 and kept.precision == 1
    assert renamed.recall >= 0.88 and renamed.precision >= 0.96
    assert renamed.counts["right"] > 30


def test_a_run_says_the_same_as_its_plans(tmp_path: Path) -> None:
    plans, runs = [], []
    for year in invented_years(7, 0, 2566, 2):
        path = tmp_path / f"{year.plan.fiscal_year_be}.txt"
        path.write_text(write_transcript(year.plan), encoding="utf-8")
        plans.append(read_plan(path))
        out = tmp_path / f"out{year.plan.fiscal_year_be}"
        asked = ["convert", str(path), "--out", str(out), "--formats", "csv", "--quiet"]
        assert CliRunner().invoke(app, asked).exit_code == 0
        runs.append(load_outputs(out))
    by_plan, by_run = compare_plans(*plans), compare_plans(*runs)
    assert by_plan.renamed and by_plan.added and by_plan.dropped
    pd.testing.assert_frame_equal(by_plan.frame, by_run.frame)
    both = pd.concat(one.projects for one in runs)
    by_table = compare_plans(
        both.query("fiscal_year_be == 2566"), both.query("fiscal_year_be == 2567")
    )
    assert pairs(by_table.renamed) == pairs(by_plan.renamed)


def test_agencies_are_compared_with_their_own_plans() -> None:
    rows = {"1.1:1": {"name": "โครงการตรวจสอบภายใน"}}
    here, there = table(rows), table(rows).assign(organization="เทศบาลสมมติ", project_id="t")
    found = compare_plans(pd.concat([here, there]), there)
    assert pairs(found.kept) == {"t": "t"}
    assert [one.before.project_id for one in found.dropped if one.before] == ["1.1:1"]


def test_the_table_has_types() -> None:
    case = next(one for one in CASES if one["name"].startswith("money, agency"))
    frame = compared(case).frame
    assert frame["budget_difference"].tolist() == [Decimal("15000.50"), pd.NA, Decimal("0.00")]
    assert frame.loc[0, "quarters_before"] == "1;2" and frame.loc[0, "quarters_after"] == "3;4"
    assert list(frame["change"].cat.categories) == ["kept", "renamed", "added", "dropped"]
    assert compare_plans(table({}), table({})).frame.dtypes.equals(frame.dtypes)
