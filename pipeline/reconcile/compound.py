"""Item numbers of several levels, `1.1.1(2)`: which of them lack, and which stand twice."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

MAX_GAP = 5  # numbers in a row that lack; a larger jump is a number misread

_COMPOUND = re.compile(r"(?:\d+(?:\.\d+)*\(\d+\)|\d+(?:\.\d+)+)")

_Level = tuple[str, bool]  # what stands above a number, and whether its own part is in brackets


def compound_numbers(items: Iterable[str | None]) -> tuple[str, ...]:
    """Those of several levels, in their order.

    >>> compound_numbers(["1.1.1(2)", "3", "2.2.1", None])
    ('1.1.1(2)', '2.2.1')
    """
    return tuple(one for one in items if one and _COMPOUND.fullmatch(one))


def lacking(numbers: Iterable[str]) -> tuple[str, ...]:
    """Those that lack between two of a level, or before the first of those in brackets.

    >>> lacking(["1.1.1(2)", "1.1.1(3)", "1.1.3(1)"])
    ('1.1.1(1)', '1.1.2')
    """
    levels: dict[_Level, set[int]] = {}
    for level, own in _with_those_above(numbers):
        levels.setdefault(level, set()).add(own)
    found: list[str] = []
    for (above, in_brackets), parts in levels.items():
        first = 1 if in_brackets else min(parts)
        lost = sorted(set(range(first, max(parts))) - parts)
        if len(lost) <= MAX_GAP:
            found += [f"{above}({n})" if in_brackets else f"{above}.{n}" for n in lost]
    return tuple(found)


def doubled(numbers: Iterable[str]) -> tuple[str, ...]:
    """Those that stand more than once, in their order."""
    return tuple(one for one, times in Counter(numbers).items() if times > 1)


def _with_those_above(numbers: Iterable[str]) -> Iterator[tuple[_Level, int]]:
    """The level of each number with its own part: of `1.1.1(2)` the 2, and the last 1 above it."""
    for number in numbers:
        dotted, bracket, own = number.removesuffix(")").partition("(")
        if bracket:
            yield (dotted, True), int(own)
        above, dot, last = dotted.rpartition(".")
        if dot:
            yield (above, False), int(last)
