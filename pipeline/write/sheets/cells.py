"""What stands on a sheet: headings and lines of cells, and the text that one cell can hold."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from pipeline.contracts.finding import Severity
from pipeline.write.columns import Cell, Kind

MAX_CELL = 32_767  # characters; Excel refuses more

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
    """A sheet's content. `frozen` columns stay in view; `tinted` ones show a line's tint (none
    named: all). `lines` gives the same lines each time it is called."""

    title: str
    headings: tuple[Heading, ...]
    frozen: int
    lines: Callable[[], Iterable[Line]]
    tinted: frozenset[int] = frozenset()


def shown_width(text: str) -> int:
    """How many letters wide the longest line of `text` is; marks above and below take no room.

    >>> shown_width("ที่นี่"), shown_width("a\\nabc"), shown_width("")
    (2, 3, 0)
    """
    lines = text.split("\n")
    return max(sum(unicodedata.category(sign) != "Mn" for sign in line) for line in lines)


def cell_parts(text: str) -> tuple[str, ...]:
    """`text` in pieces that a cell can hold; each but the last ends with `…`.

    >>> [len(part) for part in cell_parts("ก" * 40_000)]
    [32767, 7234]
    """
    size = MAX_CELL - 1
    if len(text) <= MAX_CELL:
        return (text,)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return (*(piece + "…" for piece in pieces[:-1]), pieces[-1])
