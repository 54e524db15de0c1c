"""Lines into sheets: nothing that Excel has no room for is lost, and no text becomes a formula."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Final, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.write.sheets import blocks
from pipeline.write.sheets.blocks import sheet_name
from pipeline.write.sheets.cells import (
    Content,
    Formula,
    Heading,
    Line,
    Link,
    SheetCell,
    SheetKind,
    cell_parts,
    shown_width,
)
from pipeline.write.sheets.styles import Styles

MAX_WIDTH = 50  # letters; longer text is wrapped
MIN_WIDTH = 7
BUTTON = 3  # letters that a filter's button hides
MAX_LINKS = 65_530  # of a sheet; Excel refuses more, but not as formulas
NOTE_TITLE, NOTE = 32, 255  # characters that Excel shows of a note
A4 = 9
PAGE_WIDTH = 220  # letters that are still legible in one line of A4 across
LINE_HEIGHT, MAX_HEIGHT = 15.75, 409  # points; Excel's greatest height of a row
SHOWN_WIDTHS: Final[dict[SheetKind, int]] = {  # of what is not shown as the cell has it
    "boolean": 6,
    "month": 9,
    "float": 5,
}
MONEY_KINDS = ("money", "money_difference")


def write_content(
    book: xlsxwriter.Workbook, content: Content, styles: Styles
) -> tuple[Worksheet, ...]:
    """Writes the lines and gives their sheets: a further one wherever one is full."""
    widths, parts = _measure(content)
    headings = (*content.headings, *_further_headings(content.headings, parts))
    widths += [MAX_WIDTH] * (len(headings) - len(widths))
    layout = _Layout(content, headings, tuple(widths), parts)
    sheets: list[_Sheet] = []
    for number, line in enumerate(content.lines()):
        index, row = divmod(number, blocks.MAX_LINES)
        if index == len(sheets):
            sheets.append(_Sheet(book, layout, styles, len(sheets)))
        sheets[index].write(row + 1, line)
    sheets = sheets or [_Sheet(book, layout, styles, 0)]
    for sheet in sheets:
        sheet.close()
    return tuple(sheet.sheet for sheet in sheets)


class _Layout(NamedTuple):
    """How a content's sheets are laid out; `parts`: in how many cells a long column's text lies."""

    content: Content
    headings: tuple[Heading, ...]
    widths: tuple[int, ...]
    parts: dict[int, int]


class _Sheet:
    """One sheet while it is written, line by line: what is written is no longer in memory."""

    def __init__(
        self, book: xlsxwriter.Workbook, layout: _Layout, styles: Styles, number: int
    ) -> None:
        self.sheet = sheet = book.add_worksheet(sheet_name(layout.content.title, number))
        self._layout = layout
        self._styles = styles
        self._links = 0
        self._last = 0
        for column, heading in enumerate(layout.headings):
            sheet.write_string(0, column, heading.title, styles.heading)
            if heading.note:
                note = {
                    "validate": "any",
                    "input_title": heading.title[:NOTE_TITLE],
                    "input_message": heading.note[:NOTE],
                }
                sheet.data_validation(0, column, 0, column, note)
        sheet.freeze_panes(1, layout.content.frozen)

    def write(self, row: int, line: Line) -> None:
        """Writes a line into `row`; what its cells cannot hold, into the columns behind."""
        self._last = row
        height = _text_lines(line, self._layout)
        if height > 1:  # not every viewer finds it out by itself
            self.sheet.set_row(row, min(MAX_HEIGHT, height * LINE_HEIGHT))
        further = len(line.cells)
        for column, cell in enumerate(line.cells):
            look = self._look(column, line)
            pieces = cell_parts(cell) if isinstance(cell, str) else (cell,)
            self._write_cell(row, column, pieces[0], look)
            for offset, piece in enumerate(pieces[1:]):
                self.sheet.write_string(row, further + offset, str(piece), look)
            further += self._layout.parts.get(column, 1) - 1

    def _look(self, column: int, line: Line) -> Format:
        tinted = self._layout.content.tinted
        is_tinted = not tinted or column in tinted
        kind = self._layout.headings[column].kind
        return self._styles.of(kind, line.tint if is_tinted else None, line.is_total)

    def _write_cell(self, row: int, column: int, cell: SheetCell, look: Format) -> None:
        """Text is written as text whatever it begins with: never a formula, a link or a number."""
        sheet = self.sheet
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(cell, Formula):
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            sheet.write_formula(row, column, cell.text, look, value)
        elif isinstance(cell, Link):
            self._write_link(row, column, cell, look)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, look)
        elif isinstance(cell, str) and self._layout.headings[column].kind == "month":
            year, month = cell.split("-")
            sheet.write_datetime(row, column, date(int(year), int(month), 1), look)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, look)
        else:
            sheet.write_number(row, column, float(cell), look)

    def _write_link(self, row: int, column: int, link: Link, look: Format) -> None:
        self._links += 1
        if self._links <= MAX_LINKS:
            self.sheet.write_url(row, column, f"external:{link.target}", look, link.text)
        else:
            text = f'=HYPERLINK("{link.target}","{link.text}")'
            self.sheet.write_formula(row, column, text, look, link.text)

    def close(self) -> None:
        """What is said of the whole sheet: widths, filter, how it prints."""
        sheet, (content, headings, widths, _) = self.sheet, self._layout
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.autofilter(0, 0, self._last, len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(max(1, round(sum(widths) / PAGE_WIDTH)), 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, content.frozen - 1)


def _measure(content: Content) -> tuple[list[int], dict[int, int]]:
    """How wide each column is to be, and in how many cells the text of a long one lies."""
    kinds = [heading.kind for heading in content.headings]
    widest = [SHOWN_WIDTHS.get(kind, 0) for kind in kinds]
    parts: dict[int, int] = {}
    for line in content.lines():
        for column, cell in enumerate(line.cells):
            text = _shown(cell, kinds[column])
            if len(text) > widest[column] and widest[column] < MAX_WIDTH:
                widest[column] = max(widest[column], shown_width(text))
            if isinstance(cell, str) and (pieces := len(cell_parts(cell))) > 1:
                parts[column] = max(parts.get(column, 1), pieces)
    titles = [shown_width(heading.title) + BUTTON for heading in content.headings]
    widths = [
        min(MAX_WIDTH, max(MIN_WIDTH, width + 2, title))
        for width, title in zip(widest, titles, strict=True)
    ]
    return widths, parts


def _shown(cell: SheetCell, kind: SheetKind) -> str:
    """About what is seen of a cell; empty where its kind alone says how wide it is."""
    if isinstance(cell, Formula):
        cell = cell.value
    if isinstance(cell, Link):
        return cell.text
    if cell is None or kind in SHOWN_WIDTHS:
        return ""
    if kind in MONEY_KINDS and not isinstance(cell, str):
        return f"{cell:+,.2f}" if kind == "money_difference" else f"{cell:,.2f}"
    return str(cell)


def _text_lines(line: Line, layout: _Layout) -> int:
    """How many lines the longest text of a line takes; a column that is not at its widest is as
    wide as its longest text."""
    most = 1
    for cell, heading, width in zip(line.cells, layout.headings, layout.widths, strict=False):
        if not isinstance(cell, str) or heading.kind == "id":
            continue
        if width < MAX_WIDTH:
            most = max(most, cell.count("\n") + 1)
        elif len(cell) > width or "\n" in cell:
            parts = cell.split("\n")
            most = max(most, sum(ceil(shown_width(part) / width) or 1 for part in parts))
    return most


def _further_headings(headings: Sequence[Heading], parts: dict[int, int]) -> tuple[Heading, ...]:
    """A heading for each column that holds the rest of a long text."""
    return tuple(
        Heading(f"{headings[column].title} ({number})", headings[column].note, "text")
        for column in sorted(parts)
        for number in range(2, parts[column] + 1)
    )
