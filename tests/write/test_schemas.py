"""The published schemas: every field in Thai and English, with units, limits, keys."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Schema, system
from published import FOUR_YEARS, RUN, finished, write

from pipeline.lexicon.loader import load_facts
from pipeline.write import csv_files, datapackage
from pipeline.write.plan_schema import RecordText, plan_schema
from pipeline.write.table_schema import table_schema
from pipeline.write.tables import TABLES

THAI = re.compile("[ก-๛]")
SAME = ("SHA-256",)  # names that are no Thai
NAMES = [table.name for table in TABLES]


def texts(words: dict[str, Any]) -> list[str]:
    return [words[key] for key in ("title", "title_en", "description", "description_en")]


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_fields_are_told_in_thai_and_english(table) -> None:
    for field in table_schema(table)["fields"]:
        title, title_en, about, about_en = texts(field)
        assert THAI.search(title) or title in SAME, field
        assert THAI.search(about), field
        assert title_en and about_en


def test_the_record_is_told_in_thai_and_english() -> None:
    schema = plan_schema()
    for name, model in {"Plan": schema, **schema["$defs"]}.items():
        for field, words in {"": model, **model.get("properties", {})}.items():
            title, title_en, about, about_en = texts(words)
            assert THAI.search(title) and THAI.search(about), (name, field)
            assert title_en and about_en, (name, field)
            assert not THAI.search(title_en), (name, field)


def test_no_words_are_left_of_fields_that_are_gone() -> None:
    schema = plan_schema()
    models = {name.partition("_")[0]: one for name, one in schema["$defs"].items()}
    models["Plan"] = schema
    for name, text in load_facts("record", RecordText).root.items():
        assert set(text.fields) <= set(models[name].get("properties", {})), name


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_money_and_measures_have_units(table) -> None:
    for column in table.columns:
        if column.kind == "money":
            assert column.unit == ("บาท", "baht")
            assert column.minimum == 0
        assert bool(column.unit[0]) == bool(column.unit[1])
    told = {field["name"]: field.get("unit") for field in table_schema(table)["fields"]}
    assert told == {column.name: column.unit[0] or None for column in table.columns}


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_frictionless_takes_the_committed_schema(table) -> None:
    path = Path(__file__).parents[2] / "schemas" / f"{table.name}.schema.json"
    with system.use_context(trusted=True):
        schema = Schema.from_descriptor(str(path))
    assert [field.name for field in schema.fields] == [column.name for column in table.columns]
    assert schema.primary_key == list(table.primary_key)
    assert len(schema.foreign_keys) == len(table.references)
    assert table.references or table.name == "documents"


def package_errors(folder: Path) -> set[tuple[str, str]]:
    """What frictionless finds wrong: the table, and the kind of error."""
    write(datapackage, folder)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("projects", "doc_id", "0" * 12, "foreign-key"),
        ("indicators", "doc_id", "0" * 12, "foreign-key"),
        ("budgets", "project_id", "nobody", "foreign-key"),
        ("budgets", "budget_baht", "-1", "constraint-error"),
        ("budgets", "budget_status", "perhaps", "constraint-error"),
        ("budgets", "fiscal_year_be", "ปี 2566", "type-error"),
        ("summary", "doc_id", "0" * 12, "foreign-key"),
        ("sections", "doc_id", "0" * 12, "foreign-key"),
        ("findings", "doc_id", "0" * 12, "foreign-key"),
        ("findings", "root", "nobody", "foreign-key"),
        ("projects", "budget_baht", "-1", "constraint-error"),
        ("projects", "confidence", "1.5", "constraint-error"),
        ("projects", "budget_status", "", "constraint-error"),
        ("projects", "page_first", "0", "constraint-error"),
        ("documents", "sha256", "x", "constraint-error"),
        ("documents", "pages", "-1", "constraint-error"),
        ("findings", "severity", "bad", "constraint-error"),
        ("projects", "start_month", "ต.ค. 65", "type-error"),
    ],
)
def test_frictionless_notices(tmp_path: Path, table, column, value, error) -> None:
    write(csv_files, tmp_path, finished((*RUN, FOUR_YEARS)))
    assert package_errors(tmp_path) == set()
    path = tmp_path / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0][column] = value
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    assert (table, error) in package_errors(tmp_path)


def test_schemas_are_readable_json() -> None:
    for path in (Path(__file__).parents[2] / "schemas").glob("*.json"):
        text = path.read_text("utf-8")
        assert "\\u0e" not in text and text.endswith("}\n")
        assert json.loads(text)["$schema"].startswith("https://")
