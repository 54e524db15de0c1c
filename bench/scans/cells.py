"""Where the rows of a narrow table were printed: its cells, from the print's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from bench.born_digital.invent import to_arabic
from bench.born_digital.truth import TruthRow

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points
COLUMNS = {"project_name": 1, "budget": 2, "agency": 7}
NUMBER, COUNT = 0, 8  # of the cells of a row


@dataclass(frozen=True)
class PrintedRow:
    """A row on paper: its page (from 0), its truth, the boxes of its cells by column."""

    page: int
    truth: TruthRow
    boxes: dict[str, Box]


def printed_rows(pdf: Path, truth: tuple[TruthRow, ...]) -> Iterator[PrintedRow]:
    """The rows in print order, but those that a page break cut.

    Raises ValueError where the print is not as the truth says.
    """
    waiting = iter(truth)
    with pdfplumber.open(pdf) as document:
        for at, page in enumerate(document.pages):
            for table in page.find_tables():
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    number = to_arabic(texts[NUMBER] or "")
                    if len(row.cells) != COUNT or not number.isdigit():
                        continue
                    wanted = next((row for row in waiting if row.item_no == number), None)
                    if wanted is None:
                        raise ValueError(f"{pdf.name}: {number} is printed once too often")
                    cells = ((name, row.cells[column]) for name, column in COLUMNS.items())
                    yield PrintedRow(at, wanted, {name: box for name, box in cells if box})
            page.close()
