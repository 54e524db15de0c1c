"""JSON, data package, workbook and Parquet say the same as the CSV files."""

import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package, system
from jsonschema import Draft202012Validator
from published import RUN, finished, write

from pipeline.contracts.errors import UsageError
from pipeline.contracts.record import Plan
from pipeline.write import csv_files, datapackage, json_plans, parquet
from pipeline.write.formats import DEFAULT_FORMATS, load_writers, parse_formats
from pipeline.write.schemas import published_schemas
from pipeline.write.tables import TABLES

SCHEMAS = Path(__file__).parents[2] / "schemas"


def package_report(folder: Path):
    with system.use_context(trusted=True):
        return Package(str(folder / "datapackage.json")).validate()


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    write(datapackage, tmp_path)
    report = package_report(tmp_path)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(TABLES)


def test_an_empty_data_package_is_valid(tmp_path: Path) -> None:
    write(csv_files, tmp_path, finished([]))
    write(datapackage, tmp_path, finished([]))
    assert package_report(tmp_path).valid


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("projects", ",true,", ",maybe,"),
        ("projects", ",2022-10,", ",ต.ค. 65,"),
        ("projects", ",amount,", ",zero,"),
        ("indicators", ",56400,", ",ห้าหมื่น,"),
        ("findings", "-1,", "-9,"),  # a `root` that now points nowhere
    ],
)
def test_the_data_package_notices_a_wrong_cell(tmp_path: Path, table, old, new) -> None:
    write(csv_files, tmp_path)
    path = tmp_path / f"{table}.csv"
    content = path.read_bytes().decode()
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode())
    write(datapackage, tmp_path)
    assert not package_report(tmp_path).valid


def test_json_is_the_whole_plan_and_fits_its_schema(tmp_path: Path) -> None:
    write(json_plans, tmp_path)
    schema = json.loads((SCHEMAS / "plan.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    files = sorted((tmp_path / "plans").iterdir())
    assert [path.stem for path in files] == sorted({RUN[0].doc_id, RUN[4].doc_id})
    for path in files:
        content = path.read_text("utf-8")
        Draft202012Validator(schema).validate(json.loads(content))
        assert Plan.model_validate_json(content) in (RUN[0].plan, RUN[4].plan)
        assert "ตัวอย่าง" in content  # readable, not \u0e15


def test_the_committed_schemas_are_current() -> None:
    committed = {path.name: path.read_text("utf-8") for path in SCHEMAS.glob("*.json")}
    assert committed == published_schemas(), "run: thaiplan schema --out schemas"


def test_parquet_has_the_types(tmp_path: Path) -> None:
    write(parquet, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{t.name}.parquet" for t in TABLES}
    table = pq.read_table(tmp_path / "projects.parquet")
    first = table.to_pylist()[0]
    assert first["budget_baht"] == Decimal("28200.50")
    assert (first["q1"], first["budget_status"], first["kpi"]) == (True, "amount", None)
    assert table.schema.field("q1").metadata[b"title"].decode() == "ไตรมาส 1"


def test_parse_formats() -> None:
    assert parse_formats(DEFAULT_FORMATS) == ("csv", "json", "html", "xlsx")
    assert parse_formats(" XLSX ,html,csv,csv") == ("xlsx", "html", "csv")
    assert len(load_writers(("csv", "json", "xlsx", "parquet", "html"))) == 6


@pytest.mark.parametrize(("formats", "says"), [("csv,docx", "docx"), ("odt", "odt"), (",", "no")])
def test_formats_that_cannot_be_written_are_refused(formats: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse_formats(formats)
    assert caught.value.exit_code == 2
