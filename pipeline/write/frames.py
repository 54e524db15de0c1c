"""A run as pandas DataFrames with proper types, from its CSV files or from what was read."""

import dataclasses
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import DocumentResult
from pipeline.write.arrow_tables import ARROW_TYPES, arrow_array
from pipeline.write.cell_text import cell_text
from pipeline.write.columns import Column, Kind, Table
from pipeline.write.csv_cells import TEXT_KINDS, unguarded
from pipeline.write.csv_files import is_raw_run
from pipeline.write.tables import TABLES

# Nullable types throughout: a blank cell is NA, never 0, False or "". A category is that of the
# column's codes, in their order.
DTYPES: Final[dict[Kind, Any]] = {
    "text": "string",
    "integer": "Int64",
    "money": pd.ArrowDtype(ARROW_TYPES["money"]),
    "decimal": pd.ArrowDtype(ARROW_TYPES["decimal"]),
    "float": "Float64",
    "boolean": "boolean",
    "month": pd.PeriodDtype("M"),
}


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Frames:
    """The tables of a run, one DataFrame each; `projects` is indexed by `project_id`.

    Text is `string`, counts and years are `Int64`, money and other exact numbers are Arrow decimals
    (baht, satang kept), quarters `boolean`, codes categories, months `period[M]`; what is blank is
    NA. The columns are those of the CSV files.
    """

    projects: pd.DataFrame
    indicators: pd.DataFrame
    summary: pd.DataFrame
    sections: pd.DataFrame
    documents: pd.DataFrame
    findings: pd.DataFrame
    budgets: pd.DataFrame  # of each project, a line a year

    def __repr__(self) -> str:
        names = (field.name for field in dataclasses.fields(self))
        counts = ", ".join(f"{name}: {len(getattr(self, name)):,}" for name in names)
        return f"Frames({counts})"


def load_outputs(folder: str | Path) -> Frames:
    """The tables that `thaiplan convert --out folder` wrote.

    Money is an exact decimal in baht, months are periods, blanks are NA. Raises UsageError where
    the folder holds no such run.
    """
    return _frames({table.name: _read(Path(folder), table) for table in TABLES})


def frames_of(results: Iterable[DocumentResult]) -> Frames:
    """The same tables of documents at hand, taken one by one."""
    cells: dict[str, list[list[str]]] = {
        table.name: [[] for _ in table.columns] for table in TABLES
    }
    for result in results:
        for table in TABLES:
            for line in table.lines(result):
                for column, texts, cell in zip(table.columns, cells[table.name], line, strict=True):
                    texts.append(cell_text(cell, column.kind))
    return _frames({
        table.name: _typed_frame(table, {
            column.name: pd.Series(texts, dtype=str)
            for column, texts in zip(table.columns, cells.pop(table.name), strict=True)
        })
        for table in TABLES
    })  # fmt: skip


def _frames(tables: dict[str, pd.DataFrame]) -> Frames:
    projects = tables["projects"].set_index("project_id", drop=False)
    return Frames(**{**tables, "projects": projects})


def _read(folder: Path, table: Table[Any]) -> pd.DataFrame:
    path = folder / f"{table.name}.csv"
    try:
        text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        columns = {column.name: text[column.name] for column in table.columns}
    except (
        OSError, UnicodeDecodeError, KeyError, pd.errors.ParserError, pd.errors.EmptyDataError,
    ) as error:  # fmt: skip
        raise UsageError(
            (f"อ่าน {path} ไม่ได้", f"cannot read {path}"),
            ("ชี้ไปที่โฟลเดอร์ที่สั่ง thaiplan convert --out", "name the folder of a thaiplan run"),
        ) from error
    if not is_raw_run(folder):
        for column in table.columns:
            if column.kind in TEXT_KINDS:
                columns[column.name] = columns[column.name].map(unguarded)
    return _typed_frame(table, columns)


def _typed_frame(table: Table[Any], columns: "dict[str, pd.Series[Any]]") -> pd.DataFrame:
    return pd.DataFrame({one.name: _typed(columns[one.name], one) for one in table.columns})


def _typed(column: "pd.Series[Any]", of: Column[Any]) -> "pd.Series[Any]":
    """The texts of a column, as they stand in a CSV file, in its type."""
    kind = of.kind
    blank = column.mask(column == "")
    if kind == "category":
        return blank.astype(_categories(column, of.enum))
    dtype = DTYPES[kind]
    typed: pd.Series[Any]
    if kind in ("money", "decimal"):
        amounts = arrow_array([Decimal(value) if value else None for value in column], kind)
        typed = pd.Series(amounts, dtype=dtype, index=column.index)
    elif kind == "integer":
        numbers = arrow_array([int(value) if value else None for value in column], kind)
        typed = pd.Series(numbers.to_pylist(), dtype=dtype, index=column.index)
    elif kind == "month":
        months = pd.PeriodIndex([value or None for value in column], dtype=dtype)
        typed = pd.Series(months, index=column.index)
    elif kind == "boolean":
        typed = blank.map({"true": True, "false": False}).astype(dtype)
    elif kind == "float":
        typed = pd.to_numeric(blank).astype(dtype)
    else:
        typed = blank.astype(dtype)
    return typed


def _categories(column: "pd.Series[Any]", known: tuple[str, ...]) -> "pd.CategoricalDtype":
    """The codes of the column, the same in every run; one of another version is put at the end."""
    others = sorted({value for value in column if value and value not in known})
    return pd.CategoricalDtype([*known, *others])
