"""<table>.parquet: the same tables with their types, money as exact decimals."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import Kind, Table
from pipeline.write.finished_run import FinishedRun
from pipeline.write.tables import TABLES

ARROW_TYPES: Final[dict[Kind, pa.DataType]] = {
    "text": pa.string(),
    "category": pa.dictionary(pa.int8(), pa.string()),
    "integer": pa.int64(),
    "money": pa.decimal128(18, 2),
    "decimal": pa.decimal128(38, 6),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "month": pa.string(),
}


def write(folder: Path, run: FinishedRun) -> None:
    """Writes `folder/<table>.parquet` for every table. Raises OSError where it cannot."""
    for table in TABLES:
        pq.write_table(_arrow_table(table, run.results), folder / f"{table.name}.parquet")


def _arrow_table(table: Table[Any], results: Sequence[DocumentResult]) -> pa.Table:
    """The rows with Thai and English titles as metadata of each field; blank text is null."""
    lines = list(table.lines(results))
    fields = [
        pa.field(
            column.name,
            ARROW_TYPES[column.kind],
            metadata={"title": column.title[0], "title_en": column.title[1]},
        )
        for column in table.columns
    ]
    arrays = [
        pa.array([None if line[number] == "" else line[number] for line in lines], field.type)
        for number, field in enumerate(fields)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))
