"""CSV cells that no spreadsheet runs, and that come back as they were."""

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from published import RUN, finding, finished, money, project, text, write

from pipeline import load_outputs
from pipeline.app.run_folder import open_run, read_run
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write import csv_files
from pipeline.write.csv_cells import guarded, unguarded
from pipeline.write.publish import staging, write_run
from pipeline.write.run_record import Option

FORMULAS = (
    "=1+1", "+66 2 123", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-A1", "--", "-5+cmd|' /C calc'!A0",
    "- ก", "＝1", "'=1", "''-A", "-1,00o",
)  # fmt: skip
PLAIN = ("-", "-5", "-5,000.25", "'", "''", "'ก'", "• อบรม", "1=1", "ก=ข", " =1", "", "'-5", "฿")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
BEGINS = st.sampled_from(["", "'", "''", "=", "+", "-", "@", "\t", "\r", "-5", "'-", "'="])
CELLS = st.builds(str.__add__, BEGINS, ANY_TEXT)


def with_texts(one: str, two: str) -> DocumentResult:
    """A document that says these wherever a text may come from outside."""
    result = RUN[0]
    assert isinstance(result.plan, Plan)
    row = project(
        result.doc_id, "1.1", "1", project_name=text(one), method=text(two),
        budget=money(two, None, Status.UNREADABLE), flags=(),
    )  # fmt: skip
    section = result.plan.sections[0].model_copy(update={"title": one, "text": two})
    changed = {"projects": (row,), "sections": (section,), "title": one, "organization": two}
    found = finding(result.doc_id, 1, actual=one, message_th=two, suggestion=one)
    return result.model_copy(update={
        "plan": result.plan.model_copy(update=changed), "findings": (found,),
        "source_file": one, "reasons": (two, two),
    })  # fmt: skip


def publish(out: Path, result: DocumentResult, options: dict[str, Option]) -> None:
    with staging(out) as stage:
        write_run(stage, out, finished([result], options), ("csv", "json"))


def cells(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(CELLS)
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(text) == text or guarded(unguarded(text)) == text


@settings(max_examples=60, deadline=None)
@example("\x00=", "a\x00b", False)
@example('"', "\ufeff\r\n, \r", True)
@example("NA", "\x1a\u2028\x85nan", False)
@given(CELLS, CELLS, st.booleans())
def test_any_text_comes_back_from_a_run(one: str, two: str, raw: bool) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder)
        result = with_texts(one, two)
        publish(out, result, {"formats": ("csv",), "raw_csv": raw})
        frames = load_outputs(out)
        row = frames.projects.iloc[0]
        assert told(row["project_name"]) == one
        assert told(row["method"]) == two
        section = frames.sections.iloc[0]
        assert (told(section["title"]), told(section["text"])) == (one, two)
        (checked,) = read_run(out)
        assert (checked.source_file, checked.error) == (one, two)
        assert (checked.findings[0].actual, checked.findings[0].message_th) == (one, two)
        saved = open_run(out).result(0)
        assert (saved.source_file, saved.findings[0].suggestion) == (one, one)


def told(cell: object) -> str:
    """Blank cells are NA."""
    return cell if isinstance(cell, str) else ""


def test_raw_csv_leaves_text_as_it_is(tmp_path: Path) -> None:
    result = with_texts("=1+1", "'-A1")
    publish(tmp_path / "safe", result, {"formats": ("csv",)})
    publish(tmp_path / "raw", result, {"formats": ("csv",), "raw_csv": True})
    safe, raw = (cells(tmp_path / name, "projects")[0] for name in ("safe", "raw"))
    assert (safe["project_name"], safe["method"]) == ("'=1+1", "''-A1")
    assert (raw["project_name"], raw["method"]) == ("=1+1", "'-A1")
    packages = [
        json.loads((tmp_path / name / "datapackage.json").read_text("utf-8"))
        for name in ("safe", "raw")
    ]
    assert ["description" in package for package in packages] == [True, False]


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    assert cells(tmp_path, "findings")[0]["difference"] == "-28199.50"


def test_tables_without_their_run_json_are_read_as_by_default(tmp_path: Path) -> None:
    publish(tmp_path, with_texts("=1", "ข"), {"formats": ("csv",)})
    (tmp_path / "run.json").unlink()
    assert read_run(tmp_path)[0].source_file == "=1"
