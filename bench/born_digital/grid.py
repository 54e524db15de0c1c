"""What stands on paper, free of any producer: lines and grids of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Arrow:
    """An arrow drawn from its cell's left rule: where it begins and how long it is, millimetres."""

    left_mm: float
    length_mm: float


@dataclass(frozen=True)
class Cell:
    """A cell of a grid. `stack`: several projects in one ruled cell, one above the other."""

    texts: tuple[str, ...] = ()
    across: int = 1
    down: int = 1
    is_bold: bool = False
    is_centred: bool = False
    is_right: bool = False  # as a spreadsheet sets numbers
    is_filled: bool = False
    is_sign: bool = False  # set in a font that has arrows and ticks
    is_unbroken: bool = False  # no line break inside
    arrow: Arrow | None = None
    stack: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Line:
    """A paragraph outside of tables; its first words may be bold."""

    bold: str
    text: str = ""
    role: Literal["title", "heading", "body", "corner"] = "heading"
    starts_page: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. Widths in millimetres; each row lists the cells that begin in it.

    `rules_below`: whether a rule is drawn below each row; below every one where it is empty.
    """

    widths_mm: tuple[float, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_detail: bool = True
    rules_below: tuple[bool, ...] = ()

    def has_rule_below(self, at: int) -> bool:
        """Whether a rule is drawn below the row."""
        return not self.rules_below or self.rules_below[at]

    def has_rule_above(self, at: int) -> bool:
        """Whether a rule is drawn above the row."""
        return at == 0 or self.has_rule_below(at - 1)


Block = Line | Grid
