"""Lines of cells as Arrow tables: the types of Parquet files, titles as metadata of each field."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation, localcontext
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
MAX_DIGITS = 38  # of an Arrow decimal
INT64 = 2**63


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
        arrow_array([line[number] for line in lines], field.type)
        for number, field in enumerate(schema)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow_array(cells: Sequence[Cell], kind: pa.DataType) -> Any:
    """The cells of a column as an Arrow array.

    Null: a blank, and a number that the type cannot hold (the budget of a plan that has 17 digits
    was not read well, and stands as text beside it).
    """
    values: list[Cell]
    if pa.types.is_decimal(kind):
        values = [_fitting(cell, kind) if isinstance(cell, Decimal) else None for cell in cells]
    elif kind == pa.int64():
        values = [cell if isinstance(cell, int) and abs(cell) < INT64 else None for cell in cells]
    else:
        values = [None if cell == "" else cell for cell in cells]
    return pa.array(values, kind)


def _fitting(value: Decimal, kind: Any) -> Decimal | None:
    """Rounded to the decimals of the type; None where it has too many digits."""
    with localcontext(prec=MAX_DIGITS):
        try:
            rounded = value.quantize(Decimal(1).scaleb(-kind.scale))
        except InvalidOperation:
            return None
    return rounded if rounded.adjusted() < kind.precision - kind.scale else None
