"""Lines of cells as Arrow tables: the types of Parquet files, titles as metadata of each field."""

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from pipeline.write.columns import Cell, Column, Kind

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


def arrow_schema(columns: Sequence[Column[Any]]) -> pa.Schema:
    """The fields of these columns, with Thai and English titles."""
    return pa.schema([
        pa.field(
            column.name,
            ARROW_TYPES[column.kind],
            metadata={"title": column.title[0], "title_en": column.title[1]},
        )
        for column in columns
    ])  # fmt: skip


def arrow_table(lines: Sequence[tuple[Cell, ...]], schema: pa.Schema) -> pa.Table:
    """The lines under `schema`; blank text is null."""
    arrays = [
        pa.array([line[number] if line[number] != "" else None for line in lines], field.type)
        for number, field in enumerate(schema)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
