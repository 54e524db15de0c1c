"""Parquet: a file a table, of many documents a folder that pandas and DuckDB read alike."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from published import FOUR_YEARS, RUN, finished, money, project, read, unread, write

from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentResult
from pipeline.write import parquet, parquet_parts
from pipeline.write.parquet_parts import Part
from pipeline.write.publish import staging, write_run
from pipeline.write.tables import TABLES


def of(seed: str, year: int | None, province: str) -> DocumentResult:
    result = read(seed, f"{seed}.pdf")
    assert result.plan is not None
    projects = tuple(
        one.model_copy(
            update={"budgets": (one.budgets[0].model_copy(update={"fiscal_year_be": year}),)}
        )
        for one in result.plan.projects
    )
    changed = {"fiscal_year_be": year, "province": province, "projects": projects}
    return result.model_copy(update={"plan": result.plan.model_copy(update=changed)})


MANY = (
    of("a", 2566, "เพชรบุรี"), of("b", 2567, "สตูล"), of("c", None, ""), of("d", 2566, "เพชรบุรี"),
    of("e", 2566, ""), of("f", None, "สตูล"), unread("g", "เสีย.pdf", "failed"),
    of("h", 2566, "ก" * 100), of("i", 2566, "../../=x"),
)  # fmt: skip


@pytest.fixture(params=[1, parquet_parts.MAX_WAITING], ids=["often", "at the end"])
def parted(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> Path:
    """MANY as folders, written line by line or all at the end."""
    with monkeypatch.context() as patch:
        patch.setattr(parquet, "PARTITION_FROM", len(MANY))
        patch.setattr(parquet_parts, "MAX_WAITING", request.param)
        write(parquet, tmp_path, finished(MANY))
    return tmp_path


@pytest.fixture
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """MANY as files."""
    folder = tmp_path_factory.mktemp("whole")
    write(parquet, folder, finished(MANY))
    return folder


def lines(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """In an order that does not depend on the files; blanks as None."""
    rows = frame.astype(object).where(frame.notna(), None)
    return sorted(rows.itertuples(index=False, name=None), key=repr)


def in_duckdb(folder: Path, table: str, columns: Sequence[str] = ("*",)) -> duckdb.DuckDBPyRelation:
    path = folder / f"{table}.parquet"
    files = f"read_parquet('{path}/**/*.parquet', hive_partitioning=true)"
    return duckdb.sql(f"select {', '.join(columns)} from {files}")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_pandas_reads_the_same_rows_and_types(parted: Path, whole: Path, table) -> None:
    expected = pd.read_parquet(whole / f"{table.name}.parquet")
    frame = pd.read_parquet(parted / f"{table.name}.parquet")
    names = [column.name for column in table.columns]
    assert frame[names].dtypes.to_dict() == expected.dtypes.to_dict()
    assert lines(frame[names]) == lines(expected)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb_reads_the_same_rows_and_types(parted: Path, whole: Path, table) -> None:
    expected = duckdb.sql(f"select * from read_parquet('{whole / table.name}.parquet')")
    rows = in_duckdb(parted, table.name, [column.name for column in table.columns])
    assert rows.types == expected.types
    assert sorted(rows.fetchall(), key=repr) == sorted(expected.fetchall(), key=repr)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_tells_year_and_province(parted: Path, table) -> None:
    is_of_document = any(column.name == "doc_id" for column in table.columns)
    doc_id = "doc_id" if is_of_document else "split_part(project_id, ':', 1)"
    rows = in_duckdb(parted, table.name, [doc_id, "fiscal_year_be", "province"])
    assert [str(kind) for kind in rows.types[1:]] == ["BIGINT", "VARCHAR"]
    plans = {result.doc_id: result.plan for result in MANY if result.plan is not None}
    for doc_id, year, province in rows.fetchall():
        plan = plans.get(doc_id)
        assert (year, province or "") == (
            (plan.fiscal_year_be, plan.province) if plan else (None, "")
        )


def test_files_lie_by_year_and_province(parted: Path) -> None:
    folder = parted / "projects.parquet"
    parts = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}
    assert parts == {
        "by_year=2566/by_province=เพชรบุรี", "by_year=2567/by_province=สตูล",
        "by_year=2566/by_province=unknown", "by_year=unknown/by_province=unknown",
        "by_year=unknown/by_province=สตูล", "by_year=2566/by_province=..%2F..%2F%3Dx",
    }  # fmt: skip
    assert {path.name for path in folder.rglob("*.*") if path.is_file()} == {"part-0.parquet"}
    assert all(path.is_relative_to(folder.resolve()) for path in folder.resolve().rglob("*"))
    found = in_duckdb(parted, "projects").filter("by_year = '2567'").fetchall()
    assert len(found) == 4


def test_budgets_lie_by_their_own_year(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "PARTITION_FROM", 0)
    write(parquet, tmp_path, finished([FOUR_YEARS]))
    columns = ["by_year::text", "fiscal_year_be", "budget_baht"]
    rows = in_duckdb(tmp_path, "budgets", columns).fetchall()
    assert sorted(rows, key=repr)[:3] == [
        ("2566", 2566, Decimal("100000.00")), ("2566", 2566, Decimal("100000.00")),
        ("2567", 2567, Decimal("50000.50")),
    ]  # fmt: skip
    assert all(folder == str(year) for folder, year, _ in rows) and len(rows) == 8
    projects = in_duckdb(tmp_path, "projects", ["by_year::text", "fiscal_year_end_be"]).fetchall()
    assert projects == [("2566", 2569)] * 2


def test_fields_keep_their_titles(parted: Path) -> None:
    path = next((parted / "sections.parquet").rglob("*.parquet"))
    schema = pq.read_schema(path)
    assert schema.field("section_no").metadata[b"title"].decode() == "หัวข้อที่"
    assert schema.field("province").metadata[b"title_en"] == b"Province"


def test_memory_is_bounded_whatever_the_order(tmp_path: Path, monkeypatch) -> None:
    """The part that has most lines is written; the others go on waiting."""
    monkeypatch.setattr(parquet_parts, "MAX_WAITING", 6)
    table = parquet_parts.PartedTable(TABLES[0], tmp_path / "t")
    for number in range(6):
        table.add(of(str(number), 2566, "สตูล" if number % 3 else "ตรัง"))
        waiting = sum(map(len, table._waiting.values()))
        assert waiting == table._count <= 6
    table.finish()
    assert len(pd.read_parquet(tmp_path / "t")) == 6 * 4


def test_a_table_without_lines_can_be_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "PARTITION_FROM", 0)
    write(parquet, tmp_path, finished([]))
    for table in TABLES:
        assert len(pd.read_parquet(tmp_path / f"{table.name}.parquet")) == 0
        assert in_duckdb(tmp_path, table.name).fetchall() == []


def test_a_province_too_long_for_a_name_is_a_folder_still() -> None:
    assert Part(2566, "ก" * 100).folder == "by_year=2566/by_province=unknown"
    assert Part(2566, "\x00/\\:").folder == "by_year=2566/by_province=%00%2F%5C%3A"


def test_row_groups_are_written_as_they_come(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 3)
    write(parquet, tmp_path, finished(RUN))
    file = pq.ParquetFile(tmp_path / "projects.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4, 4]


def publish(out: Path, is_parted: bool, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "PARTITION_FROM", 0 if is_parted else 100)
    with staging(out) as stage:
        write_run(stage, out, finished(MANY), ("parquet",))


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_folders_and_files_take_each_others_place(tmp_path: Path, monkeypatch) -> None:
    publish(tmp_path, False, monkeypatch)
    files = names(tmp_path)
    publish(tmp_path, True, monkeypatch)
    assert not any((tmp_path / f"{table.name}.parquet").is_file() for table in TABLES)
    publish(tmp_path, False, monkeypatch)
    assert names(tmp_path) == files
    publish(tmp_path, True, monkeypatch)
    with staging(tmp_path) as stage:
        write_run(stage, tmp_path, finished(MANY), ("csv",))
    assert not [
        path for path in tmp_path.rglob("*") if "parquet" in str(path.relative_to(tmp_path))
    ]


@pytest.mark.parametrize("is_parted", [True, False])
def test_a_failure_while_moving_brings_both_back(tmp_path: Path, monkeypatch, is_parted) -> None:
    publish(tmp_path, is_parted, monkeypatch)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    replace, seen = Path.replace, []

    def broken(self: Path, target: Path) -> Path:
        seen.append(self)
        if len(seen) == 4:
            raise PermissionError(13, "open elsewhere", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(Exception, match="open elsewhere"):
        publish(tmp_path, not is_parted, monkeypatch)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_a_number_that_no_type_holds_is_null(tmp_path: Path) -> None:
    result = RUN[0]
    assert result.plan is not None
    rows = tuple(
        project(result.doc_id, "1.1", str(number), budget=money(amount, amount, Status.AMOUNT))
        for number, amount in enumerate(("9" * 16, "9" * 17, "9" * 60, "0.5", "1E+3"), 1)
    )
    plan = result.plan.model_copy(update={"projects": rows})
    write(parquet, tmp_path, finished([result.model_copy(update={"plan": plan})]))
    amounts = pq.read_table(tmp_path / "projects.parquet")["budget_baht"].to_pylist()
    assert amounts == [Decimal("9" * 16), None, None, Decimal("0.5"), 1000]
