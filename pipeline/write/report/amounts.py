"""Numbers as the report prints them."""

from decimal import Decimal, InvalidOperation

MINUS = "\u2212"  # as wide as the plus, so that signed columns stand in line


def grouped(number: Decimal) -> str:
    """A number with thousands separators; satang only where there are any.

    >>> grouped(Decimal("281960")), grouped(Decimal("15220.5")), grouped(Decimal("1E+3"))
    ('281,960', '15,220.50', '1,000')
    """
    if number == number.to_integral_value():
        return f"{number:,.0f}"
    cents = f"{number:,.2f}"
    return cents if Decimal(cents.replace(",", "")) == number else f"{number:,f}"


def signed(number: Decimal) -> str:
    """A difference with its sign.

    >>> signed(Decimal(-15)), signed(Decimal("1200")), signed(Decimal(0))
    ('−15', '+1,200', '0')
    """
    if not number:
        return "0"
    return (MINUS if number < 0 else "+") + grouped(abs(number))


def as_number(text: str) -> Decimal | None:
    """The number that a cell of findings.csv holds; None where it holds other text."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
