"""<table>.parquet: the same tables with their types, money as exact decimals. Of many documents it
is a folder, its files apart by fiscal year and province."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import pyarrow.parquet as pq

from pipeline.contracts.result import DocumentResult
from pipeline.write.arrow_tables import arrow_schema, arrow_table
from pipeline.write.columns import Cell, Table
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.parquet_parts import PartedTable
from pipeline.write.tables import TABLES

PARTITION_FROM = 1000  # documents; of fewer, one file a table is handier
ROW_GROUP = 5_000  # lines of a table that wait in memory to be written together


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/<table>.parquet` for every table: a file, or from PARTITION_FROM documents on
    a folder. Raises OSError where it cannot."""
    is_parted = len(run.lines) >= PARTITION_FROM
    with ExitStack() as files:
        sinks: list[PartedTable | _TableFile] = []
        for table in TABLES:
            path = folder / f"{table.name}.parquet"
            if is_parted:
                sinks.append(PartedTable(table, path))
            else:
                sinks.append(files.enter_context(_TableFile.open(table, path)))

        def add(document: RunDocument) -> None:
            for sink in sinks:
                sink.add(document.result)

        yield add
        for sink in sinks:
            sink.finish()


class _TableFile:
    """A table as one file, row group by row group."""

    def __init__(self, table: Table[Any], writer: pq.ParquetWriter) -> None:
        self._table = table
        self._writer = writer
        self._lines: list[tuple[Cell, ...]] = []

    @classmethod
    @contextmanager
    def open(cls, table: Table[Any], path: Path) -> Iterator[Self]:
        """The file, open for as long."""
        with pq.ParquetWriter(path, arrow_schema(table.columns)) as writer:
            yield cls(table, writer)

    def add(self, result: DocumentResult) -> None:
        """Takes the lines of a document."""
        self._lines.extend(self._table.lines(result))
        if len(self._lines) >= ROW_GROUP:
            self.finish()

    def finish(self) -> None:
        """Writes what waits."""
        if self._lines:
            self._writer.write_table(arrow_table(self._lines, self._table.columns))
            self._lines = []
