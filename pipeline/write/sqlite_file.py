"""plans.sqlite: every table in one file of SQLite, with types, keys and foreign keys.

SQLite has no decimals: an amount is a whole number, or the nearest binary number to baht with
satang; what that would not give back digit for digit is null, as text it stands beside it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.write.columns import Cell, Column, Kind
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.sql_tables import Dialect, create_tables, insert_into, key_columns
from pipeline.write.tables import TABLES
from pipeline.write.typed_cell import INT64, held

FILE_NAME = "plans.sqlite"
DIALECT: Final = Dialect(
    types={
        "text": "TEXT",
        "category": "TEXT",
        "integer": "INTEGER",
        "money": "DECIMAL(18,2)",
        "decimal": "DECIMAL(38,6)",
        "float": "REAL",
        "boolean": "BOOLEAN",
        "month": "TEXT",
    },
    checks={
        "boolean": "{} IN (0, 1)",
        "month": "{} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'",
    },
    enums=False,
    self_references=True,
    deferred="DEFERRABLE INITIALLY DEFERRED",
    titles=True,
)


@contextmanager
def writing(folder: Path, _run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/plans.sqlite`. Raises OSError where it cannot."""
    with _trouble_told(folder / FILE_NAME), closing(_connect(folder / FILE_NAME)) as base:
        for statement in create_tables(DIALECT):
            base.execute(statement)

        def add(document: RunDocument) -> None:
            for table in TABLES:
                lines = [_typed(line, table.columns) for line in table.lines(document.result)]
                for name, number in key_columns(table):
                    keys = ((line[number],) for line in lines if line[number] is not None)
                    base.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES (?)', keys)
                base.executemany(insert_into(table), lines)

        yield add
        base.commit()


def _connect(path: Path) -> sqlite3.Connection:
    """One transaction for all; it is a new file, so nothing needs to survive a power cut."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA foreign_keys = ON")
    base.execute("BEGIN")
    return base


@contextmanager
def _trouble_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:  # a full disk, a folder that is gone
        raise OSError(None, str(error), str(path)) from error


def _typed(line: tuple[Cell, ...], columns: tuple[Column[object], ...]) -> tuple[Cell, ...]:
    return tuple(
        _stored(held(cell, column.kind), column.kind)
        for cell, column in zip(line, columns, strict=True)
    )


def _stored(cell: Cell, kind: Kind) -> Cell:
    """A decimal as the number that gives it back; None where there is none."""
    if not isinstance(cell, Decimal):
        return cell
    if cell == cell.to_integral_value():
        return int(cell) if abs(cell) < INT64 else None
    number = float(cell)
    return number if held(Decimal(repr(number)), kind) == cell else None
