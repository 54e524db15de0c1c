"""Printed plans over several years: what they declare year by year, and their sheets of prose.

Rows, money and findings are those of test_printed; here is what only such plans have beside.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from bench.born_digital.convert import convert
from bench.forms.measure import declared_years

PRINTED = Path(__file__).parent / "printed"
NAMES = sorted(path.name.split(".")[0] for path in PRINTED.glob("*.declared.csv"))
PLACE = ("level", "goal_no", "indicator_no", "fiscal_year_be")
FIGURES = ("projects", "budget_baht")

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The typed lines; none where no file is kept."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the run wrote of each document."""
    out = tmp_path_factory.mktemp("years")
    convert([PRINTED / f"{name}.pdf" for name in NAMES], out)
    read = [json.loads(path.read_text("utf-8")) for path in (out / "plans").glob("*.json")]
    plans = [one.get("plan") or one for one in read]
    return {plan["source_file"].removesuffix(".pdf"): plan for plan in plans}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """A kept document."""
    return str(request.param)


def test_there_are_both_forms() -> None:
    assert {name.split("_")[0] for name in NAMES} == {"anticorruption", "development"}


def test_what_is_declared_for_each_year(name: str, plans: dict[str, dict[str, Any]]) -> None:
    typed = [row for row in table(PRINTED / f"{name}.declared.csv") if row["fiscal_year_be"]]
    read = declared_years(plans[name])
    columns = (*PLACE, *FIGURES)
    assert sorted(tuple(row[column] for column in columns) for row in read) == sorted(
        tuple(row[column] for column in columns) for row in typed
    )


def test_each_sheet_and_the_project_that_it_is_about(
    name: str, plans: dict[str, dict[str, Any]]
) -> None:
    keys = {
        project["project_id"]: (project["indicator_no"], project["item_no"]["value"])
        for project in plans[name]["projects"]
    }
    read = [keys.get(one["project_id"]) for one in plans[name]["narratives"]]
    typed = table(PRINTED / f"{name}.narratives.csv")
    assert read == [(row["indicator_no"], row["item_no"]) for row in typed]


def test_the_form_and_its_years(name: str, plans: dict[str, dict[str, Any]]) -> None:
    rows = table(PRINTED / f"{name}.csv")
    plan = plans[name]
    assert plan["layout"] == f"{name.split('_', maxsplit=1)[0]}_plan"
    years = str(plan["fiscal_year_be"]), str(plan["fiscal_year_end_be"])
    assert years == (rows[0]["fiscal_year_be"], rows[0]["fiscal_year_end_be"])
