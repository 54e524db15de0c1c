"""A cell as text: the one place that says how numbers and booleans look in a file."""

from decimal import Decimal

from pipeline.write.columns import Cell, Kind

FLOAT_DECIMALS = 4  # confidence and seconds: more digits would be noise


def cell_text(value: Cell, kind: Kind) -> str:
    """`value` as printed in a CSV cell; blank for None.

    >>> from decimal import Decimal
    >>> [cell_text(Decimal(n), "money") for n in ("28200", "28200.5", "1E+3")]
    ['28200', '28200.50', '1000']
    >>> cell_text(True, "boolean"), cell_text(None, "boolean"), cell_text(0.98765432, "float")
    ('true', '', '0.9877')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _decimal_text(value, least=2 if kind == "money" else 0)
    if isinstance(value, float):
        return f"{value:.{FLOAT_DECIMALS}f}".rstrip("0").rstrip(".")
    return str(value)


def _decimal_text(value: Decimal, least: int) -> str:
    """Without exponent; whole numbers without a point, others with `least` decimals or more."""
    whole, _, decimals = format(value, "f").partition(".")
    if not decimals.strip("0"):
        return "0" if whole == "-0" else whole
    return f"{whole}.{decimals:0<{least}}"
