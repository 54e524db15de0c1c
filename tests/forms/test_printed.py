"""Printed forms of local bodies against their truth, as the command reads them.

printed/NAME.pdf has beside it NAME.csv and the like, in the columns of the run's files; of the
planted ones NAME.expected.csv says what must be found. `python -m bench.forms.kept` prints them.
"""

import csv
from pathlib import Path

import pytest

from bench.born_digital.convert import convert

PRINTED = Path(__file__).parent / "printed"
NAMES = sorted(pdf.stem for pdf in PRINTED.glob("*.pdf"))
KEY = ("goal_no", "indicator_no", "item_no")
MONEY = ("budget_status", "budget_baht")
TIME = ("q1", "q2", "q3", "q4", "start_month", "end_month")
TEXTS = ("project_name", "method", "kpi", "agency", "place")
FIGURES = ("level", "goal_no", "indicator_no", "projects", "budget_status", "budget_baht")

Row = dict[str, str]
Run = dict[str, list[Row]]


def table(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("forms")
    convert([PRINTED / f"{name}.pdf" for name in NAMES], out)
    return {path.stem: table(path) for path in out.glob("*.csv")}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run(files: Run, name: str) -> Run:
    """What the run says of the document."""
    line = next(row for row in files["documents"] if row["source_file"] == f"{name}.pdf")

    def is_mine(row: Row) -> bool:
        return row.get("doc_id", row.get("project_id", "").partition(":")[0]) == line["doc_id"]

    return {table: list(filter(is_mine, rows)) for table, rows in files.items()}


def picked(rows: list[Row], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_there_are_some() -> None:
    assert len(NAMES) > 5


def test_rows_budgets_and_months(name: str, run: Run) -> None:
    columns = (*KEY, *MONEY, *TIME)
    assert picked(run["projects"], columns) == picked(table(PRINTED / f"{name}.csv"), columns)


def test_every_letter_of_every_row(name: str, run: Run) -> None:
    def letters(rows: list[Row]) -> list[tuple[str, ...]]:
        return [tuple("".join(row[column].split()) for column in TEXTS) for row in rows]

    assert letters(run["projects"]) == letters(table(PRINTED / f"{name}.csv"))


def test_what_it_declares(name: str, run: Run) -> None:
    typed = table(PRINTED / f"{name}.summary.csv")
    assert picked(run["summary"], FIGURES) == picked(typed, FIGURES)


def test_money_year_by_year(name: str, run: Run) -> None:
    columns = ("fiscal_year_be", *MONEY, "source")
    typed = table(PRINTED / f"{name}.budgets.csv")
    assert picked(run["budgets"], columns) == picked(typed, columns)


def test_what_is_planted_is_found_and_no_other_error(name: str, run: Run) -> None:
    columns = ("rule", "scope", "severity", "field")
    expected = set(picked(table(PRINTED / f"{name}.expected.csv"), columns))
    found = picked(run["findings"], columns)
    errors = {one for one in found if one[2] == "error"}
    missing = {one for one in expected if not any(_answers(other, one) for other in found)}
    assert not missing
    assert {one for one in errors if not any(_answers(one, other) for other in expected)} == set()


def _answers(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Rule, scope, severity; the field only where one is wanted."""
    return found[:3] == wanted[:3] and wanted[3] in ("", found[3])
