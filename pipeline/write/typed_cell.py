"""A cell as formats with types hold it: Parquet, JSON Lines, SQLite and DuckDB alike."""

from decimal import Decimal, InvalidOperation, localcontext
from typing import Final

from pipeline.write.cell_text import FLOAT_DECIMALS
from pipeline.write.columns import Cell, Kind

MONEY: Final = (18, 2)  # digits in all, of which decimals
DECIMAL: Final = (38, 6)
PRECISION: Final[dict[Kind, tuple[int, int]]] = {"money": MONEY, "decimal": DECIMAL}
MAX_DIGITS = 38
INT64 = 2**63


def held(cell: Cell, kind: Kind) -> Cell:
    """The cell of a column of this kind as its type holds it.

    None: a blank, and a number that the type cannot hold (the budget of a plan that has 17 digits
    was not read well, and stands as text beside it).

    >>> held(Decimal("28200.5"), "money"), held(Decimal("9" * 17), "money"), held("", "text")
    (Decimal('28200.50'), None, None)
    """
    if kind in PRECISION:
        return fitting(cell, *PRECISION[kind]) if isinstance(cell, Decimal) else None
    if kind == "integer":
        return cell if isinstance(cell, int) and abs(cell) < INT64 else None
    if kind == "float":
        return round(cell, FLOAT_DECIMALS) if isinstance(cell, float) else cell
    return None if cell == "" else cell


def fitting(value: Decimal, digits: int, decimals: int) -> Decimal | None:
    """Rounded to so many decimals; None where it has too many digits."""
    with localcontext(prec=MAX_DIGITS):
        try:
            rounded = value.quantize(Decimal(1).scaleb(-decimals))
        except InvalidOperation:
            return None
    return rounded if rounded.adjusted() < digits - decimals else None
