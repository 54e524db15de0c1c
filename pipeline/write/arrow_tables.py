"""Lines of cells as Arrow tables: the types of Parquet files, titles as metadata of each field."""

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from pipeline.write.columns import Cell, Column, Kind
from pipeline.write.typed_cell import DECIMAL, MONEY, held

ARROW_TYPES: Final[dict[Kind, pa.DataType]] = {
    "text": pa.string(),
    "category": pa.dictionary(pa.int8(), pa.string()),
    "integer": pa.int64(),
    "money": pa.decimal128(*MONEY),
    "decimal": pa.decimal128(*DECIMAL),
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


def arrow_table(lines: Sequence[tuple[Cell, ...]], columns: Sequence[Column[Any]]) -> pa.Table:
    """The lines under the schema of these columns; blank text is null."""
    arrays = [
        arrow_array([line[number] for line in lines], column.kind)
        for number, column in enumerate(columns)
    ]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(columns))


def arrow_array(cells: Sequence[Cell], kind: Kind) -> Any:
    """The cells of a column as an Arrow array; null where the type holds none (see `held`)."""
    return pa.array([held(cell, kind) for cell in cells], ARROW_TYPES[kind])
