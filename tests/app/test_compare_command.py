"""`thaiplan compare`: two years on the command line."""

import csv
import io
from pathlib import Path

from typer.testing import CliRunner, Result

from pipeline import compare_plans, load_outputs
from pipeline.app.cli import app

PLANS = Path(__file__).parents[2] / "docs" / "notebooks" / "plans"
BEFORE, AFTER = PLANS / "2566.txt", PLANS / "2567.txt"


def said(*asked: str | Path) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, asked)])


def run_of(path: Path, out: Path) -> Path:
    asked = ["convert", str(path), "--out", str(out), "--formats", "csv", "--quiet"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    return out


def test_plans_and_runs_say_the_same_in_csv(tmp_path: Path) -> None:
    runs = run_of(BEFORE, tmp_path / "a"), run_of(AFTER, tmp_path / "b")
    by_plan, by_run = said(BEFORE, AFTER), said(*runs)
    assert by_plan.exit_code == by_run.exit_code == 0
    assert by_plan.stdout == by_run.stdout
    frame = compare_plans(*map(load_outputs, runs)).frame
    lines = list(csv.DictReader(io.StringIO(by_run.stdout)))
    assert list(lines[0]) == list(frame.columns)
    assert [line["change"] for line in lines] == frame["change"].tolist()
    assert {line["change"] for line in lines} == {"kept", "renamed", "added", "dropped"}


def test_people_read_what_changed() -> None:
    thai, english = (said(BEFORE, AFTER, "--format", "md", "--lang", lang) for lang in ("th", "en"))
    assert thai.exit_code == english.exit_code == 0
    assert thai.stdout.startswith("คงเดิม ") and english.stdout.startswith("kept ")
    assert " → " in thai.stdout and "| เปลี่ยนชื่อ |" in thai.stdout
    counts = english.stdout.splitlines()[0]
    table = said(BEFORE, AFTER, "--format", "table", "--lang", "en").stdout.splitlines()
    assert sum(line.startswith("added\t") for line in table) == int(
        counts.split("added ")[1].split(",")[0]
    )


def test_a_year_that_was_not_read_whole_is_no_year_of_dropped_projects(tmp_path: Path) -> None:
    broken = tmp_path / "2567.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    answer = said(BEFORE, broken, "--lang", "en")
    assert answer.exit_code == 1
    assert "projects that were not read look dropped" in answer.stderr


def test_what_is_not_there(tmp_path: Path) -> None:
    assert said(BEFORE, tmp_path / "no.pdf").exit_code == 2
    assert said(BEFORE).exit_code == 2


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    for year in (BEFORE, AFTER):
        text = year.read_text(encoding="utf-8").replace("โครงการตรวจสอบ", "=1+1 โครงการตรวจสอบ")
        (tmp_path / year.name).write_text(text, encoding="utf-8")
    lines = list(csv.reader(io.StringIO(said(*sorted(tmp_path.iterdir())).stdout)))
    assert any(cell.startswith("'=1+1") for line in lines for cell in line)
    assert not any(cell.startswith("=") for line in lines for cell in line)
