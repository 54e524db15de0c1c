"""Arrow glyphs and ticks typed into time cells: `←` … `→`, `↔`, `<----->`, `✓`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.place import Place
from pipeline.contracts.table import MarkKind
from pipeline.lexicon.facts import Signs

SCRAP = 3  # letters: so few in a time cell of a picture may be a tick that was not known as one
_VARIATION = re.compile("[\ufe0e\ufe0f]")  # how emoji fonts ask for colour or none
Kind = Literal["double", "dashed", "left", "right"]


@dataclass(frozen=True, slots=True)
class TimeCell:
    """A cell over the time slots `first`..`last`, counted from 1; both 0 where it is undivided."""

    first: int
    last: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SlotMark:
    """A mark over the time slots `first`..`last`, counted from 1."""

    kind: MarkKind
    first: int
    last: int
    stated_span: bool
    place: Place


@dataclass(frozen=True, slots=True)
class TimeCells:
    """What stands in the time columns of one row."""

    marks: tuple[SlotMark, ...]
    words: tuple[tuple[str, Place], ...]  # the cells' texts without arrow signs, in column order
    incomplete: bool  # an arrow that begins or ends nowhere


@cache
def _pattern(signs: Signs) -> re.Pattern[str]:
    strict_left = [sign for sign in signs.left if sign not in "<‹"]
    strict_right = [sign for sign in signs.right if sign not in ">›"]
    left, right, double = (_any(words) for words in (signs.left, signs.right, signs.double))
    shaft = f"[{re.escape(''.join(signs.shaft))}]"
    return re.compile(
        rf"(?P<double>{double})"
        rf"|(?P<whole>(?:{left})(?P<shaft>(?:\s*{shaft})*)\s*(?:{right}))"
        rf"|(?P<left>(?:{_any(tuple(strict_left))})(?:\s*{shaft})*|[<‹]\s*{shaft}+|^[<‹](?=\s|$))"
        rf"|(?P<right>(?:{shaft}\s*)*(?:{_any(tuple(strict_right))})|{shaft}+\s*[>›]|(?:^|(?<=\s))[>›]$)"
    )


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _kind(match: re.Match[str]) -> Kind:
    """`<->` is how a keyboard types ↔; more dashes draw an arrow of unknown width."""
    if match["whole"] is not None:
        dashes = re.sub(r"\s", "", match["shaft"])
        return "double" if len(dashes) <= 1 else "dashed"
    return "double" if match["double"] else "left" if match["left"] else "right"


def read_time_cells(
    cells: tuple[TimeCell, ...], signs: Signs, columns_known: bool, is_paired: bool = True
) -> TimeCells:
    """Marks and words of a row's time cells, which stand in column order.

    `←` in one cell and `→` in a later one is a span. `↔` is its cell's slot or slots. A
    dashed arrow in a cell over one column may be a merged cell whose width a transcript lost: its
    span is not stated, unless `columns_known` (the cell was drawn). Where nothing but `→` stands,
    in several cells, each marks its own; so does one alone in a drawn cell that is merged, or whose
    table has no `←` at all (not `is_paired`): none can be lost.
    """
    cells = tuple(replace(cell, text=_VARIATION.sub("", cell.text)) for cell in cells)
    marks: list[SlotMark] = []
    words: list[tuple[str, Place]] = []
    open_cell: TimeCell | None = None
    incomplete = False
    found = tuple(_found(cell, signs) for cell in cells)
    is_each = found.count(("right",)) > 1 and set(found) <= {("right",), ()}
    if columns_known and found == (("right",),) and not _rest(cells[0], signs):
        is_each = not is_paired or cells[0].first < cells[0].last
    for cell, kinds in zip(cells, found, strict=True):
        for kind in kinds:
            if kind == "left":
                incomplete = incomplete or open_cell is not None
                open_cell = cell
            elif kind == "right" and not is_each:
                begin, open_cell = open_cell, None
                incomplete = incomplete or begin is None
                marks.append(_span(begin or cell, cell, stated=begin is not None))
            else:
                stated = columns_known or kind != "dashed" or cell.first < cell.last
                marks.append(_span(cell, cell, stated=stated))
        if rest := _rest(cell, signs):
            words.append((rest, cell.place))
            if cell.place.reader == PICTURES and len(re.sub(r"\s", "", rest)) <= SCRAP:
                marks.append(SlotMark("unread", cell.first, cell.last, False, cell.place))
            if columns_known and cell.first < cell.last:
                marks.append(SlotMark("merged", cell.first, cell.last, True, cell.place))
    if open_cell is not None:
        marks.append(_span(open_cell, open_cell, stated=False))
    ticks = tuple(
        _tick(cell) for cell in cells if cell.first and _tick_pattern(signs).search(cell.text)
    )
    drawn = tuple(mark for mark in marks if mark.first)
    return TimeCells((*drawn, *ticks), tuple(words), incomplete or open_cell is not None)


def has_left_head(cells: Iterable[TimeCell], signs: Signs) -> bool:
    """Whether an arrow begins in one of the cells that does not end in it."""
    return any("left" in _found(cell, signs) for cell in cells)


def _found(cell: TimeCell, signs: Signs) -> tuple[Kind, ...]:
    kinds = tuple(_kind(match) for match in _pattern(signs).finditer(cell.text))
    return ("double",) if kinds == ("left", "right") else kinds  # `← มีนาคม →` in one cell


def _rest(cell: TimeCell, signs: Signs) -> str:
    rest = _pattern(signs).sub(" ", cell.text)
    if cell.first:
        rest = _tick_pattern(signs).sub(" ", rest)
    rest = rest.strip()
    return rest if rest.strip("".join(signs.shaft) + " \n") else ""


@cache
def _tick_pattern(signs: Signs) -> re.Pattern[str]:
    """A tick that stands by itself before or after the words of its cell.

    What a keyboard has (`/`, `x`) also stands between words: it needs a line of its own.
    """
    typed = tuple(sign for sign in signs.tick if sign.isascii())
    drawn = tuple(sign for sign in signs.tick if not sign.isascii())
    return re.compile(
        rf"(?:^|(?<=\s))(?:{_any(drawn)})(?=\s|$)|(?:^|(?<=\n))\s*(?:{_any(typed)})\s*(?=\n|$)"
    )


def _tick(cell: TimeCell) -> SlotMark:
    return SlotMark("tick", cell.first, cell.last, stated_span=True, place=cell.place)


def _span(begin: TimeCell, end: TimeCell, stated: bool) -> SlotMark:
    return SlotMark("glyph", begin.first, end.last, stated_span=stated, place=begin.place)
