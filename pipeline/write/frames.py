"""A run's CSV files as pandas DataFrames with proper types."""

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.contracts.errors import UsageError
from pipeline.write.arrow_tables import ARROW_TYPES, arrow_array
from pipeline.write.columns import Kind
from pipeline.write.csv_cells import TEXT_KINDS, unguarded
from pipeline.write.csv_files import is_raw_run
from pipeline.write.tables import TABLES

# Nullable types throughout: a blank cell is NA, never 0, False or "".
DTYPES: Final[dict[Kind, Any]] = {
    "text": "string",
    "category": "category",
    "integer": "Int64",
    "money": pd.ArrowDtype(ARROW_TYPES["money"]),
    "decimal": pd.ArrowDtype(ARROW_TYPES["decimal"]),
    "float": "Float64",
    "boolean": "boolean",
    "month": pd.PeriodDtype("M"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Frames:
    """The tables of a run; `projects` is indexed by `project_id`."""

    projects: pd.DataFrame
    indicators: pd.DataFrame
    summary: pd.DataFrame
    sections: pd.DataFrame
    documents: pd.DataFrame
    findings: pd.DataFrame


def load_outputs(folder: str | Path) -> Frames:
    """The tables that `thaiplan convert --out folder` wrote.

    Money is an exact decimal in baht, months are periods, blanks are NA. Raises UsageError where
    the folder holds no such run.
    """
    frames = {table.name: _frame(Path(folder), table.name) for table in TABLES}
    frames["projects"] = frames["projects"].set_index("project_id", drop=False)
    return Frames(**frames)


def _frame(folder: Path, name: str) -> pd.DataFrame:
    kinds = {c.name: c.kind for table in TABLES if table.name == name for c in table.columns}
    is_safe = not is_raw_run(folder)
    path = folder / f"{name}.csv"
    try:
        text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UsageError(
            (f"อ่าน {path} ไม่ได้", f"cannot read {path}"),
            ("ชี้ไปที่โฟลเดอร์ที่สั่ง thaiplan convert --out", "name the folder of a thaiplan run"),
        ) from error
    columns = {
        name: text[name].map(unguarded) if is_safe and kind in TEXT_KINDS else text[name]
        for name, kind in kinds.items()
    }
    return pd.DataFrame({name: _typed(columns[name], kind) for name, kind in kinds.items()})


def _typed(column: "pd.Series[Any]", kind: Kind) -> "pd.Series[Any]":
    dtype = DTYPES[kind]
    blank = column.mask(column == "")
    typed: pd.Series[Any]
    if kind in ("money", "decimal"):
        amounts = arrow_array(
            [Decimal(value) if value else None for value in column], ARROW_TYPES[kind]
        )
        typed = pd.Series(amounts, dtype=dtype, index=column.index)
    elif kind == "integer":
        numbers = arrow_array(
            [int(value) if value else None for value in column], ARROW_TYPES[kind]
        )
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
