"""The blocks as a workbook for LibreOffice Calc; each row of a detail table is one of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bench.born_digital.grid import Arrow, Block, Cell, Grid, Line
from bench.born_digital.look import Look
from bench.born_digital.sheet_arrow import SheetArrow, draw_arrows

MM_PER_CHARACTER = 2.05  # a column's width counts digits of the default font
ROW_SHARE = 1.75  # of the type's size: room for marks above and below
SUMMARY_LINES = 5  # room for the longest title
SIGN_FONT = "DejaVu Sans"


def write_xlsx(blocks: tuple[Block, ...], look: Look, path: Path) -> None:
    """Write one sheet; the columns are those of the detail tables."""
    write_workbook((blocks,), look, path)


def write_workbook(sheets: Sequence[tuple[Block, ...]], look: Look, path: Path) -> None:
    """Write a sheet for each of the parts; its columns are those of its widest table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    arrows: dict[int, tuple[SheetArrow, ...]] = {}
    for number, blocks in enumerate(sheets, start=1):
        drawn = _write_sheet(book.create_sheet(f"Sheet{number}"), blocks, look)
        if drawn:
            arrows[number] = drawn
    book.save(path)
    if arrows:
        draw_arrows(path, arrows, look)


def _write_sheet(sheet: Worksheet, blocks: tuple[Block, ...], look: Look) -> tuple[SheetArrow, ...]:
    """Fill the sheet; the arrows that are to be drawn over it."""
    widest = max((b for b in blocks if isinstance(b, Grid)), key=lambda grid: len(grid.widths_mm))
    for at, width in enumerate(widest.widths_mm, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width / MM_PER_CHARACTER
    sheet.page_setup.orientation = look.orientation
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    sheet.oddFooter.center.text = "&P"
    writer = _Sheet(sheet, look, widest.widths_mm)
    for block in blocks:
        if isinstance(block, Line):
            writer.line(block)
        else:
            writer.grid(block)
    grids = [block for block in blocks if isinstance(block, Grid)]
    if len(grids) == 1 and look.repeats_header:
        last = writer.row - 2 - len(grids[0].rows)
        sheet.print_title_rows = f"{last - len(grids[0].header) + 1}:{last}"
    return tuple(writer.arrows)


def _side(cell: Cell) -> str:
    return "center" if cell.is_centred else "right" if cell.is_right else "left"


class _Sheet:
    def __init__(self, sheet: Worksheet, look: Look, widths_mm: tuple[float, ...]) -> None:
        self.sheet = sheet
        self.look = look
        self.widths_mm = widths_mm
        self.arrows: list[SheetArrow] = []
        self.row = 1

    @property
    def columns(self) -> int:
        return len(self.widths_mm)

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
            horizontal={"title": "center", "corner": "right"}.get(line.role, "left"),
            wrap_text=is_long,
            vertical="top",
        )
        height = self.look.size_pt * ROW_SHARE
        self.sheet.row_dimensions[self.row].height = height * (3 if is_long else 1)
        self.row += 1

    def grid(self, grid: Grid) -> None:
        # A summary of four columns stands in the first five: its money under the other money.
        is_whole = len(grid.widths_mm) == self.columns
        stretch = (1,) * self.columns if is_whole else (2, 1, 1, 1)
        starts = [1 + sum(stretch[:at]) for at in range(len(stretch) + 1)]
        hanging: dict[int, int] = {}
        for at, row in enumerate((*grid.header, *grid.rows)):
            body = at - len(grid.header)
            rules = (True, True)
            if body >= 0:
                rules = (grid.has_rule_above(body), grid.has_rule_below(body))
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
                is_wrapped = body < 0 or not grid.is_detail or cell.down > 1 or len(cell.texts) > 1
                self.cell(cell, area, rules, is_wrapped)
                column += cell.across
            lines = max(len(cell.texts) for cell in row)
            lines = 2 if body < 0 else lines if is_whole else SUMMARY_LINES
            height = self.look.size_pt * ROW_SHARE * max(lines, 1)
            self.sheet.row_dimensions[self.row].height = height
            self.row += 1
        self.row += 1

    def cell(
        self, cell: Cell, area: tuple[int, int], rules: tuple[bool, bool], is_wrapped: bool
    ) -> None:
        first, last = area
        side = Side(style="thin")
        above, below = (side if has_rule else Side() for has_rule in rules)
        for row in range(self.row, self.row + cell.down):
            for column in range(first, last + 1):
                self.sheet.cell(row, column).border = Border(side, side, above, below)
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
            horizontal=_side(cell),
            vertical="center" if cell.is_bold else "top",
            wrap_text=is_wrapped and not cell.is_unbroken,
            shrink_to_fit=cell.is_unbroken,
        )
        if cell.is_filled:
            target.fill = PatternFill("solid", fgColor="9DC3E6")
        if cell.arrow is not None:
            self.arrows.append(self._arrow(cell.arrow, first - 1))

    def _arrow(self, arrow: Arrow, first: int) -> SheetArrow:
        last, right_mm = first, arrow.left_mm + arrow.length_mm
        while right_mm > self.widths_mm[last]:
            right_mm -= self.widths_mm[last]
            last += 1
        middle_pt = self.look.size_pt * ROW_SHARE / 2
        return SheetArrow(self.row - 1, first, arrow.left_mm, last, right_mm, middle_pt)
