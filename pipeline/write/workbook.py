"""plans.xlsx: one sheet a table, for people: Thai headings, a filter, numbers as numbers."""

from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.write.columns import Cell, Column, Kind, Table
from pipeline.write.finished_run import FinishedRun
from pipeline.write.tables import TABLES

FILE_NAME = "plans.xlsx"
MAX_CELL = 32_767  # characters; Excel refuses more
MAX_WIDTH = 60  # characters; longer text is wrapped
MIN_WIDTH = 9
NUMBER_FORMATS: Final[dict[Kind, str]] = {
    "integer": "0",
    "money": "#,##0.00",
    "decimal": "#,##0.##",
    "float": "0.00",
}


def write(folder: Path, run: FinishedRun) -> None:
    """Writes `folder/plans.xlsx`. Raises OSError where it cannot."""
    try:
        with xlsxwriter.Workbook(str(folder / FILE_NAME)) as book:
            _write_book(book, run)
    except FileCreateError as error:  # how XlsxWriter wraps a full disk
        raise OSError(str(error)) from error


def _write_book(book: xlsxwriter.Workbook, run: FinishedRun) -> None:
    header = book.add_format(
        {"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "top", "text_wrap": True}
    )
    text = book.add_format({"text_wrap": True, "valign": "top"})
    numbers = {
        kind: book.add_format({"num_format": code, "valign": "top"})
        for kind, code in NUMBER_FORMATS.items()
    }
    for table in TABLES:
        sheet = book.add_worksheet(table.title[0])
        formats = [numbers.get(column.kind, text) for column in table.columns]
        _write_sheet(sheet, table, tuple(table.lines(run.results)), header, formats)


def _write_sheet(
    sheet: Worksheet,
    table: Table[Any],
    lines: tuple[tuple[Cell, ...], ...],
    header: Format,
    formats: list[Format],
) -> None:
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.title[0], header)
        width = _width(column, [line[number] for line in lines])
        sheet.set_column(number, number, width)
    for row, line in enumerate(lines, start=1):
        for number, (cell, cell_format) in enumerate(zip(line, formats, strict=True)):
            _write_cell(sheet, row, number, cell, cell_format)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(table.columns) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, cell_format: Format) -> None:
    """Text is written as text whatever it begins with: never a formula, a link or a number."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, cell_format)
    elif isinstance(cell, str):
        shown = cell if len(cell) <= MAX_CELL else cell[: MAX_CELL - 1] + "…"
        sheet.write_string(row, column, shown, cell_format)
    else:
        sheet.write_number(row, column, float(cell), cell_format)


def _width(column: Column[Any], cells: list[Cell]) -> int:
    """Wide enough for the longest cell, within bounds."""
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(MAX_WIDTH, max(MIN_WIDTH, len(column.title[0]) + 3, longest + 2))
