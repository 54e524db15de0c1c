"""Lines into sheets: nothing that Excel has no room for is lost, and no text becomes a formula."""

from contextlib import ExitStack
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.contracts.finding import Severity
from pipeline.contracts.result import DocumentResult
from pipeline.write.sheets import blocks
from pipeline.write.sheets.blocks import sheet_name
from pipeline.write.sheets.cells import (
    SURE_LENGTH,
    Content,
    Formula,
    Heading,
    Line,
    Link,
    cell_parts,
)
from pipeline.write.sheets.layout import MAX_WIDTH, Widths, row_height, text_columns
from pipeline.write.sheets.row_xml import cell_xml
from pipeline.write.sheets.sheet_rows import RowSheet, SheetRows
from pipeline.write.sheets.styles import Styles

NOTE_TITLE, NOTE = 32, 255  # characters that Excel shows of a note
A4 = 9
PAGE_WIDTH = 220  # letters that are still legible in one line of A4 across

Look = tuple[Severity | None, bool]  # the tint of a line, and whether it is a total


class ContentWriter:
    """Writes the lines of a content to disk as they come, and at the end its sheets: a further one
    wherever one is full."""

    def __init__(self, content: Content, styles: Styles, folder: Path, files: ExitStack) -> None:
        self._content = content
        self._styles = styles
        self._folder = folder
        self._files = files
        self._headings = list(content.headings)
        self._kinds = [heading.kind for heading in content.headings]
        self._texts = text_columns(content.headings)
        self._widths = Widths(content.headings)
        self._letters = [xl_col_to_name(column) for column in range(len(self._headings))]
        self._further: dict[tuple[int, int], int] = {}
        self._looks: dict[Look, list[str]] = {}
        self._sheets: list[SheetRows] = []

    def add(self, result: DocumentResult) -> None:
        """Writes the lines of a document."""
        for line in self._content.lines(result):
            self._widths.add(line)
            self._write(line)

    def close(self, book: xlsxwriter.Workbook) -> tuple[Worksheet, ...]:
        """Adds the sheets to the workbook."""
        if self._content.optional and not self._sheets:
            return ()
        widths = self._widths.of_columns()
        widths += [MAX_WIDTH] * (len(self._headings) - len(widths))
        if not self._sheets:
            self._begin_sheet()
        return tuple(
            self._sheet(book, number, rows, widths) for number, rows in enumerate(self._sheets)
        )

    def _begin_sheet(self) -> None:
        self._sheets.append(self._files.enter_context(SheetRows.in_files(self._folder)))

    def _write(self, line: Line) -> None:
        if not self._sheets or self._sheets[-1].count == blocks.MAX_LINES:
            self._begin_sheet()
        sheet = self._sheets[-1]
        row = sheet.count + 2
        height = row_height(line, self._texts)
        high = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
        cells = "".join(self._cells(line, row, sheet))
        sheet.add(f'<row r="{row}"{high}>{cells}</row>')

    def _cells(self, line: Line, row: int, sheet: SheetRows) -> list[str]:
        cells: list[str] = []
        rest: list[tuple[int, list[str]]] = []
        looks = self._looks_of(line)
        for cell, kind, letter, look in zip(
            line.cells, self._kinds, self._letters, looks, strict=False
        ):
            shown = cell
            if type(cell) is str:
                if len(cell) > SURE_LENGTH:
                    shown, *pieces = cell_parts(cell)
                    rest.append((len(cells), pieces))
            elif type(cell) is Link and not sheet.link(f"{letter}{row}", cell):
                shown = Formula(f'=HYPERLINK("{cell.target}","{cell.text}")', cell.text)
            cells.append(f'<c r="{letter}{row}"{look}{cell_xml(shown, kind)}')
        further = [
            (self._further_column(column, number), looks[column], piece)
            for column, pieces in rest
            for number, piece in enumerate(pieces, 2)
        ]
        for place, look, piece in sorted(further):
            cells.append(f'<c r="{self._letters[place]}{row}"{look}{cell_xml(piece, "text")}')
        return cells

    def _further_column(self, column: int, number: int) -> int:
        """The column for the piece `number` of the long texts of a column: one behind all others,
        with a heading of its own."""
        key = (column, number)
        if key not in self._further:
            heading = self._content.headings[column]
            self._further[key] = len(self._headings)
            self._letters.append(xl_col_to_name(len(self._headings)))
            self._headings.append(Heading(f"{heading.title} ({number})", heading.note, "text"))
        return self._further[key]

    def _looks_of(self, line: Line) -> list[str]:
        """The styles of a line's cells, as attributes."""
        look = (line.tint, line.is_total)
        if look not in self._looks:
            tinted = self._content.tinted
            self._looks[look] = [
                self._styles.attribute(
                    kind, line.tint if not tinted or column in tinted else None, line.is_total
                )
                for column, kind in enumerate(self._kinds)
            ]
        return self._looks[look]

    def _sheet(
        self, book: xlsxwriter.Workbook, number: int, rows: SheetRows, widths: list[int]
    ) -> Worksheet:
        name = sheet_name(self._content.title, number)
        sheet = book.add_worksheet(name, worksheet_class=RowSheet)
        sheet.take(self._heading_row(), rows, len(self._headings))
        for column, (heading, width) in enumerate(zip(self._headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            if heading.note:
                note = {
                    "validate": "any",
                    "input_title": heading.title[:NOTE_TITLE],
                    "input_message": heading.note[:NOTE],
                }
                sheet.data_validation(0, column, 0, column, note)
        sheet.freeze_panes(1, self._content.frozen)
        sheet.autofilter(0, 0, rows.count, len(self._headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(max(1, round(sum(widths) / PAGE_WIDTH)), 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, self._content.frozen - 1)
        return sheet

    def _heading_row(self) -> str:
        cells = "".join(
            f'<c r="{letter}1"{self._styles.heading}{cell_xml(heading.title, "text")}'
            for letter, heading in zip(self._letters, self._headings, strict=True)
        )
        return f'<row r="1">{cells}</row>'
