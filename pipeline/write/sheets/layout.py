"""How wide the columns of a sheet are to be and how high its rows, told line by line."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from pipeline.write.sheets.cells import (
    Formula,
    Heading,
    Line,
    Link,
    SheetCell,
    SheetKind,
    shown_width,
)

MAX_WIDTH = 50  # letters; longer text is wrapped
MIN_WIDTH = 7
BUTTON = 3  # letters that a filter's button hides
LINE_HEIGHT, MAX_HEIGHT = 15.75, 408.75  # points; Excel's greatest height of a row, in whole pixels
SHOWN_WIDTHS: Final[dict[SheetKind, int]] = {  # of what is not shown as the cell has it
    "boolean": 6,
    "month": 9,
    "float": 5,
}
MONEY_KINDS = ("money", "money_difference")
NUMBER_KINDS: Final[tuple[SheetKind, ...]] = ("boolean", "month", "float", "link")
MAX_MEASURED = 5_000  # signs of a text that are looked at: enough for the greatest height


class Widths:
    """The widest text of each column, of the lines so far."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings
        kinds = [heading.kind for heading in headings]
        self._widest = [SHOWN_WIDTHS.get(kind, 0) for kind in kinds]
        self._open = {n: kind for n, kind in enumerate(kinds) if kind not in SHOWN_WIDTHS}

    def add(self, line: Line) -> None:
        """Takes the texts of a line."""
        cells, widest = line.cells, self._widest
        full = []
        for column, kind in self._open.items():
            cell = cells[column]
            if cell is None:
                continue
            text = cell if type(cell) is str else _shown(cell, kind)
            if len(text) > widest[column]:
                widest[column] = max(widest[column], shown_width(text))
                if widest[column] >= MAX_WIDTH:
                    full.append(column)
        for column in full:
            del self._open[column]

    def of_columns(self) -> list[int]:
        """How wide each column is to be, in letters."""
        titles = [shown_width(heading.title) + BUTTON for heading in self._headings]
        return [
            min(MAX_WIDTH, max(MIN_WIDTH, width + 2, title))
            for width, title in zip(self._widest, titles, strict=True)
        ]


def _shown(cell: SheetCell, kind: SheetKind) -> str:
    """About what is seen of a cell."""
    if isinstance(cell, Formula):
        cell = cell.value
    if isinstance(cell, Link):
        return cell.text
    if kind in MONEY_KINDS and not isinstance(cell, str):
        return f"{cell:+,.2f}" if kind == "money_difference" else f"{cell:,.2f}"
    return str(cell)


def row_height(line: Line, columns: Sequence[int]) -> float | None:
    """In points, where the longest text in `columns` takes several lines: not every viewer finds
    it out by itself. A column that does not get its greatest width is as wide as its longest text.
    """
    most = 1
    cells = line.cells
    for column in columns:
        cell = cells[column]
        if type(cell) is str and (len(cell) > MAX_WIDTH or "\n" in cell):
            parts = cell[:MAX_MEASURED].split("\n")
            most = max(most, sum(ceil(shown_width(part) / MAX_WIDTH) or 1 for part in parts))
    return min(MAX_HEIGHT, most * LINE_HEIGHT) if most > 1 else None


def text_columns(headings: Sequence[Heading]) -> list[int]:
    """The columns whose texts are wrapped: an id is on one line however long it is."""
    return [n for n, heading in enumerate(headings) if heading.kind not in ("id", *NUMBER_KINDS)]
