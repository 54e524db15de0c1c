"""plans.duckdb: every table in one file of DuckDB, amounts as exact decimals, with keys."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from pipeline.contracts.result import DocumentResult
from pipeline.write.arrow_tables import arrow_table
from pipeline.write.columns import Cell, Table
from pipeline.write.finished_run import FinishedRun
from pipeline.write.formats import AddDocument
from pipeline.write.sql_tables import Dialect, create_tables, key_columns, quoted
from pipeline.write.tables import TABLES

FILE_NAME = "plans.duckdb"
WAITING: Final = 5_000  # lines of a table that wait in memory to be written together
DIALECT: Final = Dialect(
    types={
        "text": "VARCHAR",
        "category": "VARCHAR",
        "integer": "BIGINT",
        "money": "DECIMAL(18,2)",
        "decimal": "DECIMAL(38,6)",
        "float": "DOUBLE",
        "boolean": "BOOLEAN",
        "month": "VARCHAR",
    },
    checks={},
    enums=True,
    self_references=False,  # rows that are written together may not point at each other
)


@contextmanager
def writing(folder: Path, _run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/plans.duckdb`. Raises OSError where it cannot."""
    with _trouble_told(folder / FILE_NAME), closing(duckdb.connect(folder / FILE_NAME)) as base:
        for statement in (*create_tables(DIALECT), *_comments()):
            base.execute(statement)
        waiting = _Waiting(base)
        yield lambda document: waiting.add(document.result)
        waiting.write()


class _Waiting:
    """Lines that wait, of all tables together: what is pointed at is written first."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self._base = base
        self._lines: dict[str, list[tuple[Cell, ...]]] = {table.name: [] for table in TABLES}

    def add(self, result: DocumentResult) -> None:
        """Takes the lines of a document."""
        for table in TABLES:
            self._lines[table.name].extend(table.lines(result))
        if max(map(len, self._lines.values())) >= WAITING:
            self.write()

    def write(self) -> None:
        """Writes what waits."""
        for table in sorted(TABLES, key=lambda one: not key_columns(one)):
            self._write(table)

    def _write(self, table: Table[Any]) -> None:
        lines, self._lines[table.name] = self._lines[table.name], []
        if not lines:
            return
        self._base.register("batch", arrow_table(lines, table.columns))
        for keys, number in key_columns(table):
            name = table.columns[number].name
            known = f'SELECT DISTINCT "{name}" FROM batch WHERE "{name}" IS NOT NULL'
            self._base.execute(f'INSERT OR IGNORE INTO "{keys}" {known}')
        self._base.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')
        self._base.unregister("batch")


def _comments() -> Iterator[str]:
    """The Thai and English titles, where DuckDB shows them."""
    for table in TABLES:
        yield f'COMMENT ON TABLE "{table.name}" IS {quoted(" · ".join(table.title))}'
        for column in table.columns:
            title = quoted(" · ".join(column.title))
            yield f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {title}'


@contextmanager
def _trouble_told(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.IOException as error:  # a full disk, a folder that is gone
        raise OSError(None, str(error), str(path)) from error
