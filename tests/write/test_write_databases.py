"""JSON Lines, SQLite and DuckDB: the tables of the CSV files, with their types and keys."""

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from published import FOUR_YEARS, RUN, finding, finished, money, project, read, write
from typer.testing import CliRunner

from pipeline.app.cli import app
from pipeline.contracts.errors import UsageError
from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentResult
from pipeline.write import csv_files, duckdb_file, formats, json_lines, parquet, sqlite_file
from pipeline.write.frames import load_outputs
from pipeline.write.publish import staging, write_run
from pipeline.write.tables import TABLES
from pipeline.write.typed_cell import held

NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    for module in (csv_files, json_lines, sqlite_file, duckdb_file, parquet):
        write(module, out)
    return out


def cells(table: Any, results: Sequence[DocumentResult] = RUN) -> list[tuple[Any, ...]]:
    """The cells that every format with types has to hold."""
    return [
        tuple(held(cell, column.kind) for column, cell in zip(table.columns, line, strict=True))
        for result in results
        for line in table.lines(result)
    ]


def in_sqlite(out: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(out / "plans.sqlite")) as base:
        return base.execute(query).fetchall()


def in_duckdb(out: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(duckdb.connect(out / "plans.duckdb", read_only=True)) as base:
        return base.execute(query).fetchall()


# -- JSON Lines --------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_json_lines_are_the_cells_in_their_order(folder: Path, table) -> None:
    text = (folder / f"{table.name}.jsonl").read_text("utf-8")
    rows = [json.loads(line, parse_float=Decimal) for line in text.splitlines()]
    assert all(list(row) == [column.name for column in table.columns] for row in rows)
    expected = [
        tuple(Decimal(str(cell)) if isinstance(cell, float) else cell for cell in line)
        for line in cells(table)
    ]
    assert [tuple(row.values()) for row in rows] == expected


def test_json_lines_keep_satang_and_thai(folder: Path) -> None:
    first = (folder / "projects.jsonl").read_text("utf-8").splitlines()[0]
    assert '"budget_baht": 28200.50,' in first
    assert "รุ่นที่ 1" in first


def test_pandas_reads_json_lines(folder: Path) -> None:
    frame = pd.read_json(folder / "projects.jsonl", lines=True, dtype={"doc_id": str})
    assert len(frame) == 8
    assert frame["budget_baht"].tolist()[0] == 28200.5


# -- databases ---------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_sqlite_holds_the_cells(folder: Path, table) -> None:
    kinds = [column.kind for column in table.columns]
    rows = [
        tuple(
            bool(cell) if kind == "boolean" and cell is not None
            else Decimal(repr(cell)) if kind in ("money", "decimal") and cell is not None
            else cell
            for kind, cell in zip(kinds, row, strict=True)
        )
        for row in in_sqlite(folder, f'SELECT * FROM "{table.name}"')
    ]  # fmt: skip
    assert rows == cells(table)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_duckdb_holds_the_cells(folder: Path, table) -> None:
    assert in_duckdb(folder, f'SELECT * FROM "{table.name}"') == cells(table)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_duckdb_has_the_types_of_parquet(folder: Path, table) -> None:
    """But for codes, whose values it names."""
    told = in_duckdb(folder, f'DESCRIBE "{table.name}"')
    parquets = duckdb.sql(f"DESCRIBE SELECT * FROM '{folder / table.name}.parquet'").fetchall()
    for column, (name, kind, *_), (other, expected, *_) in zip(
        table.columns, told, parquets, strict=True
    ):
        assert name == other == column.name
        assert kind == (f"ENUM{column.enum!r}".replace(",)", ")") if column.enum else expected)


def test_titles_stay_beside_the_columns(folder: Path) -> None:
    ((made,),) = in_sqlite(folder, "SELECT sql FROM sqlite_master WHERE name = 'projects'")
    assert '"q1" /* ไตรมาส 1 · Quarter 1 */ BOOLEAN' in made
    comments = dict(
        in_duckdb(
            folder,
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'projects'",
        )
    )
    assert comments["q1"] == "ไตรมาส 1 · Quarter 1"
    assert all(comments.values())


@pytest.mark.parametrize("look", [in_sqlite, in_duckdb])
def test_each_document_is_there_once(folder: Path, look) -> None:
    """`documents` has five lines: one file twice, and one that nobody could open."""
    assert len(look(folder, "SELECT * FROM documents")) == 5
    assert sorted(look(folder, "SELECT * FROM doc_ids")) == sorted(
        {(result.doc_id,) for result in RUN if result.doc_id}
    )


def test_sqlite_holds_rows_to_their_keys(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plans.sqlite"
    copy.write_bytes((folder / "plans.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        base.execute("PRAGMA foreign_keys = ON")
        for wrong in (
            "UPDATE projects SET doc_id = 'x'",
            "UPDATE findings SET root = 'x'",
            "UPDATE projects SET q1 = 2",
            "UPDATE projects SET budget_status = 'zero'",
            "UPDATE projects SET budget_baht = -1",
            "UPDATE projects SET confidence = 1.5",
            "UPDATE projects SET start_month = 'ต.ค. 65'",
            "UPDATE projects SET project_id = 'x'",
            "UPDATE documents SET doc_id = 'x'",
            "UPDATE budgets SET project_id = 'x'",
            "UPDATE budgets SET budget_baht = -1",
        ):
            with pytest.raises(sqlite3.IntegrityError), base:  # which commits: keys are held then
                base.execute(wrong)


def test_duckdb_holds_rows_to_their_keys(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plans.duckdb"
    copy.write_bytes((folder / "plans.duckdb").read_bytes())
    with closing(duckdb.connect(copy)) as base:
        for wrong in (
            "INSERT INTO sections VALUES ('x', '', '', '', 1, 1)",
            "UPDATE projects SET budget_status = 'zero'",
            "UPDATE projects SET budget_baht = -1",
            "INSERT INTO summary SELECT * FROM summary",
            "INSERT INTO budgets VALUES ('x', 2566, 'amount', 1, NULL, '1')",
        ):
            with pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)):
                base.execute(wrong)


@pytest.mark.parametrize(("module", "look"), [(sqlite_file, in_sqlite), (duckdb_file, in_duckdb)])
def test_budgets_of_several_years_point_at_their_project(tmp_path: Path, module, look) -> None:
    write(module, tmp_path, finished((*RUN, FOUR_YEARS)))
    summed = look(
        tmp_path,
        "SELECT b.fiscal_year_be, count(b.budget_baht), sum(b.budget_baht), max(b.source) "
        "FROM budgets b JOIN projects p USING (project_id) "
        "WHERE p.fiscal_year_end_be > p.fiscal_year_be GROUP BY 1 ORDER BY 1",
    )
    assert [(year, count, source) for year, count, _, source in summed] == [
        (2566, 2, "เงินอุดหนุนทั่วไป"), (2567, 2, None), (2568, 0, None), (2569, 0, None),
    ]  # fmt: skip
    assert [baht for _, _, baht, _ in summed] == [200000, Decimal("100001.00"), None, None]


def amounts(*texts: str) -> DocumentResult:
    result = RUN[0]
    assert result.plan is not None
    rows = tuple(
        project(result.doc_id, "1.1", str(number), budget=money(text, text, Status.AMOUNT))
        for number, text in enumerate(texts)
    )
    return result.model_copy(update={"plan": result.plan.model_copy(update={"projects": rows})})


def test_no_amount_becomes_another(tmp_path: Path) -> None:
    """SQLite has no decimals: what it would not give back digit for digit is null."""
    given = ("0.10", "28200.50", "1E+3", "3480000000000.25", "9" * 15 + ".99", "9" * 17, "9" * 400)
    run = finished([amounts(*given)])
    for module in (sqlite_file, duckdb_file, json_lines):
        write(module, tmp_path, run)
    exact = [Decimal(text) for text in given[:4]]
    query = "SELECT budget_baht FROM projects"
    stored = [cell for (cell,) in in_sqlite(tmp_path, query)]
    assert [cell if cell is None else Decimal(repr(cell)) for cell in stored] == [
        *exact,
        *[None] * 3,
    ]
    kept = [*exact, Decimal(given[4]), None, None]
    assert [cell for (cell,) in in_duckdb(tmp_path, query)] == kept
    lines = (tmp_path / "projects.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line, parse_float=Decimal)["budget_baht"] for line in lines] == kept


def test_headlines_may_come_after_what_follows_from_them(tmp_path: Path) -> None:
    result = RUN[0]
    follower = finding(result.doc_id, 1, root=f"{result.doc_id}-2")
    late = result.model_copy(update={"findings": (follower, finding(result.doc_id, 2))})
    for module in (sqlite_file, duckdb_file):
        write(module, tmp_path, finished([late]))
    for look in (in_sqlite, in_duckdb):
        assert look(tmp_path, "SELECT root FROM findings") == [(f"{result.doc_id}-2",), (None,)]


def test_lines_are_written_as_they_come(tmp_path: Path, monkeypatch) -> None:
    """What is pointed at is written first, however few lines wait."""
    monkeypatch.setattr(duckdb_file, "WAITING", 1)
    results = [read(str(number), f"{number}.pdf") for number in range(5)]
    write(duckdb_file, tmp_path, finished(results))
    assert in_duckdb(tmp_path, "SELECT count(*) FROM projects") == [(20,)]


@pytest.mark.parametrize("module", [json_lines, sqlite_file, duckdb_file])
def test_an_empty_run_has_its_tables(tmp_path: Path, module) -> None:
    write(module, tmp_path, finished([]))
    if module is json_lines:
        assert all((tmp_path / f"{name}.jsonl").read_bytes() == b"" for name in NAMES)
    else:
        look = in_sqlite if module is sqlite_file else in_duckdb
        assert all(look(tmp_path, f"SELECT * FROM {name}") == [] for name in NAMES)


@pytest.mark.parametrize("module", [sqlite_file, duckdb_file])
def test_a_place_that_cannot_be_written_is_an_oserror(tmp_path: Path, module) -> None:
    with pytest.raises(OSError, match="gone"):
        write(module, tmp_path / "gone")


# -- as formats of a run -----------------------------------------------------------------------


def publish(out: Path, chosen: Sequence[str]) -> set[str]:
    with staging(out) as stage:
        write_run(stage, out, finished(), chosen)
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_files_of_formats_that_are_no_longer_asked_for_are_removed(tmp_path: Path) -> None:
    lines = {f"{name}.jsonl" for name in NAMES}
    written = publish(tmp_path, ("csv", "jsonl", "sqlite", "duckdb"))
    assert written >= {"plans.sqlite", "plans.duckdb", *lines}
    assert not {name for name in written if name.endswith((".wal", "-journal"))}
    left = publish(tmp_path, ("csv",))
    assert not left & {"plans.sqlite", "plans.duckdb", *lines}


def test_duckdb_that_is_not_installed_is_told_before_anything_is_read(monkeypatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs duckdb: .*thaiplan\[duckdb\]"):
        formats.parse_formats("csv,duckdb")
    assert formats.parse_formats("csv,sqlite,jsonl") == ("csv", "sqlite", "jsonl")


def test_frames_of_a_run_equal_its_parquet(folder: Path) -> None:
    frames = load_outputs(folder)
    for table in TABLES:
        frame, stored = (
            getattr(frames, table.name),
            pd.read_parquet(folder / f"{table.name}.parquet"),
        )
        for column in table.columns:
            ours = frame[column.name].astype(object).where(frame[column.name].notna(), None)
            theirs = stored[column.name].astype(object).where(stored[column.name].notna(), None)
            told = [str(cell) if column.kind == "month" and cell else cell for cell in ours]
            assert told == theirs.tolist(), column.name


def test_the_help_names_every_format() -> None:
    told = CliRunner().invoke(app, ["convert", "--help"], env={"COLUMNS": "200"}).stdout
    named = re.search("csv,json,[a-z,]+", re.sub(r"[\s│]+", "", told))
    assert named is not None
    assert set(named[0].split(",")) == set(formats.MODULES)
