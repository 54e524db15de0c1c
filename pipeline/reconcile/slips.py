"""What number may have stood where another was read: one slip away, with the slip's cost."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.lexicon.confusions import Confusions
from pipeline.normalize.digits import to_arabic

MAX_DIGITS = 10  # of baht, satang apart; no plan has more
SHIFTS = (-3, -2, -1, 1, 2, 3)  # places by which a lost or moved comma or point shifts an amount
SATANG = 2  # digits behind the point

_THAI = re.compile("[๐-๙]")
_POINT = re.compile(r"\d\.\d{2}(?!\d)")

Numeral = tuple[str, int]  # digits without a point, and how many of them stand behind it


def meant_for(read: Decimal, raw: str, facts: Confusions) -> dict[Decimal, float]:
    """Every number one slip from `read`, with the cost of the likeliest way there.

    `raw` tells the script of the digits and whether satang are printed.

    >>> from pipeline.lexicon.confusions import confusions
    >>> meant_for(Decimal(43690), "๔๓,๖๙๐", confusions())[Decimal(43290)]
    1.0
    >>> Decimal(45690) in meant_for(Decimal(41690), "41,690", confusions())
    False
    """
    numeral = _numeral(read, raw)
    found: dict[Decimal, float] = {}
    for (digits, behind), cost in _slips(numeral, bool(_THAI.search(raw)), facts):
        whole = digits[: len(digits) - behind]
        if not 0 < len(whole) <= MAX_DIGITS or (whole[0] == "0" and len(whole) > 1):
            continue
        value = Decimal(int(digits)).scaleb(-behind)
        if value not in (read, 0):
            found[value] = min(cost, found.get(value, cost))
    return found


def _numeral(read: Decimal, raw: str) -> Numeral:
    has_satang = read != read.to_integral_value() or bool(_POINT.search(to_arabic(raw)))
    if has_satang:
        return f"{read:.2f}".replace(".", ""), SATANG
    return f"{read:.0f}", 0


def _slips(numeral: Numeral, is_thai: bool, facts: Confusions) -> Iterator[tuple[Numeral, float]]:
    digits, behind = numeral
    yield from (((other, behind), cost) for other, cost in _taken_for(digits, is_thai, facts))
    yield from (((other, behind), cost) for other, cost in _exchanged(digits, facts))
    whole, satang = digits[: len(digits) - behind], digits[len(digits) - behind :]
    for slipped in (_shortened, _lengthened):
        yield from (((other + satang, behind), cost) for other, cost in slipped(whole, facts))
    yield from _shifted(numeral, facts)


def _taken_for(digits: str, is_thai: bool, facts: Confusions) -> Iterator[tuple[str, float]]:
    like = facts.like(is_thai)
    for at, digit in enumerate(digits):
        for other, cost in like.get(digit, {}).items():
            yield digits[:at] + other + digits[at + 1 :], cost


def _exchanged(digits: str, facts: Confusions) -> Iterator[tuple[str, float]]:
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one != other:
            yield digits[:at] + other + one + digits[at + 2 :], facts.slips.transposed


def _shortened(digits: str, facts: Confusions) -> Iterator[tuple[str, float]]:
    for at, digit in enumerate(digits):
        is_twin = digit in (*digits[:at][-1:], *digits[at + 1 :][:1])
        yield digits[:at] + digits[at + 1 :], facts.slips.twin if is_twin else facts.slips.added


def _lengthened(digits: str, facts: Confusions) -> Iterator[tuple[str, float]]:
    for at in range(len(digits) + 1):
        beside = (*digits[:at][-1:], *digits[at:][:1])
        for digit in "0123456789":
            cost = facts.slips.twin if digit in beside else facts.slips.dropped
            yield digits[:at] + digit + digits[at:], cost


def _shifted(numeral: Numeral, facts: Confusions) -> Iterator[tuple[Numeral, float]]:
    """Ten, a hundred, a thousand times as much or as little."""
    digits, behind = numeral
    for shift in SHIFTS:
        at = behind - shift  # digits behind the point afterwards
        longer = digits + "0" * max(-at, 0)
        surplus = max(at - SATANG, 0)
        if longer.endswith("0" * surplus) and len(longer) > surplus:
            kept = longer[: len(longer) - surplus]
            yield (kept, min(max(at, 0), SATANG)), facts.slips.shifted
