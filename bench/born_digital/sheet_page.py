"""The blocks as a spreadsheet, each line of text in a row of its own, for LibreOffice Calc."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.look import Look

MM_PER_CHARACTER = 2.05  # a column's width counts digits of the default font
ROW_SHARE = 1.75  # of the type's size: room for marks above and below
SUMMARY_LINES = 5  # room for the longest title
SIGN_FONT = "DejaVu Sans"


def write_xlsx(blocks: tuple[Block, ...], look: Look, path: Path) -> None:
    """Write one sheet; the columns are those of the detail tables."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    detail = next(b for b in blocks if isinstance(b, Grid) and b.is_detail)
    for at, width in enumerate(detail.widths_mm, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width / MM_PER_CHARACTER
    sheet.page_setup.orientation = look.orientation
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    writer = _Sheet(sheet, look, len(detail.widths_mm))
    for block in blocks:
        if isinstance(block, Line):
            writer.line(block)
        else:
            writer.grid(block)
    book.save(path)


class _Sheet:
    def __init__(self, sheet: Worksheet, look: Look, columns: int) -> None:
        self.sheet = sheet
        self.look = look
        self.columns = columns
        self.row = 1

    def line(self, line: Line) -> None:
        if line.starts_page and self.row > 1:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
        cell = self.sheet.cell(self.row, 1, line.bold + line.text)
        size = self.look.size_pt * (1.15 if line.role == "title" else 1)
        cell.font = Font(name=self.look.font, size=size, bold=bool(line.bold))
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=self.columns
        )
        is_long = line.role == "body"
        cell.alignment = Alignment(
            horizontal="center" if line.role == "title" else "left",
            wrap_text=is_long,
            vertical="top",
        )
        height = self.look.size_pt * ROW_SHARE
        self.sheet.row_dimensions[self.row].height = height * (3 if is_long else 1)
        self.row += 1

    def grid(self, grid: Grid) -> None:
        # The summary's four columns stand in the first five: its money under the other money.
        stretch = (1,) * self.columns if grid.is_detail else (2, 1, 1, 1)
        starts = [1 + sum(stretch[:at]) for at in range(len(stretch) + 1)]
        hanging: dict[int, int] = {}
        for at, row in enumerate((*grid.header, *grid.rows)):
            column, waiting = 0, list(row)
            while column < len(grid.widths_mm):
                if hanging.get(column, 0):
                    hanging[column] -= 1
                    column += 1
                    continue
                cell = waiting.pop(0)
                for inside in range(column, column + cell.across):
                    hanging[inside] = cell.down - 1
                area = (starts[column], starts[column + cell.across] - 1)
                self.cell(cell, area, is_wrapped=at < len(grid.header) or not grid.is_detail)
                column += cell.across
            lines = 2 if at < len(grid.header) else 1 if grid.is_detail else SUMMARY_LINES
            self.sheet.row_dimensions[self.row].height = self.look.size_pt * ROW_SHARE * lines
            self.row += 1
        self.row += 1

    def cell(self, cell: Cell, area: tuple[int, int], is_wrapped: bool) -> None:
        first, last = area
        side = Side(style="thin")
        for row in range(self.row, self.row + cell.down):
            for column in range(first, last + 1):
                self.sheet.cell(row, column).border = Border(side, side, side, side)
        if last > first or cell.down > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row + cell.down - 1,
                start_column=first, end_column=last,
            )  # fmt: skip
        target = self.sheet.cell(self.row, first)
        target.value = "\n".join(cell.texts) or None
        target.data_type = "s" if cell.texts else "n"
        name = SIGN_FONT if cell.is_sign else self.look.font
        target.font = Font(name=name, size=self.look.size_pt, bold=cell.is_bold)
        target.alignment = Alignment(
            horizontal="center" if cell.is_centred else "left",
            vertical="center" if cell.is_bold else "top",
            wrap_text=is_wrapped and not cell.is_unbroken,
            shrink_to_fit=cell.is_unbroken,
        )
        if cell.is_filled:
            target.fill = PatternFill("solid", fgColor="9DC3E6")
