"""What stands on a sheet: headings and lines of cells, and the text that one cell can hold."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from pipeline.contracts.finding import Severity
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import Cell, Kind

MAX_CELL = 32_767  # characters; Excel refuses more
SURE_LENGTH = MAX_CELL // 2  # that fits, whatever signs they are
FIRST_LONG = "\U00010000"  # the first sign that Excel counts as two characters

# `id`: a code for machines, on one line however long it is
SheetKind = Kind | Literal["id", "link", "difference", "money_difference"]


class Formula(NamedTuple):
    """A live formula and its result, for viewers that compute nothing."""

    text: str
    value: Decimal | int | str


class Link(NamedTuple):
    """A link to a file beside the workbook, with `#` and the place in it."""

    target: str
    text: str


SheetCell = Cell | Formula | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column; `note` is shown when it is selected."""

    title: str
    note: str
    kind: SheetKind


class Line(NamedTuple):
    """A line of cells, one a heading; `tint`: the worst that was found about it."""

    cells: tuple[SheetCell, ...]
    tint: Severity | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet's content: `lines` gives those of a document, each document's once, in their order.
    `frozen` columns stay in view; `tinted` ones show a line's tint (none named: all). An `optional`
    one has no sheet where it has no line."""

    title: str
    headings: tuple[Heading, ...]
    frozen: int
    lines: Callable[[DocumentResult], Iterable[Line]]
    tinted: frozenset[int] = frozenset()
    optional: bool = False


@cache
def _marks() -> re.Pattern[str]:
    """Every sign of the scripts in use that takes no room."""
    signs = map(chr, range(ord(FIRST_LONG)))
    return re.compile(f"[{''.join(one for one in signs if unicodedata.category(one) == 'Mn')}]")


def shown_width(text: str) -> int:
    """How many letters wide the longest line of `text` is; marks above and below take no room.

    >>> shown_width("ที่นี่"), shown_width("a\\nabc"), shown_width("")
    (2, 3, 0)
    """
    marks = _marks().findall
    return max(len(line) - len(marks(line)) for line in text.split("\n"))


def cell_parts(text: str) -> tuple[str, ...]:
    """`text` in pieces that a cell can hold; each but the last ends with `…`.

    >>> [len(part) for part in cell_parts("ก" * 40_000)]
    [32767, 7234]
    """
    if len(text) <= SURE_LENGTH:
        return (text,)
    unit = 1 if text.isascii() or max(text) < FIRST_LONG else 2  # of UTF-16, as Excel counts
    if len(text) * unit <= MAX_CELL:
        return (text,)
    size = MAX_CELL // unit - 1
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return (*(piece + "…" for piece in pieces[:-1]), pieces[-1])
