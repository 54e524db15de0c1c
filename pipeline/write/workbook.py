"""plans.xlsx: the run for people, with live formulas, filters, what was found on the rows it
concerns, and links to the report."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from pipeline.contracts.result import DocumentResult
from pipeline.write.finished_run import FinishedRun
from pipeline.write.formats import AddDocument
from pipeline.write.sheets import tables
from pipeline.write.sheets.blocks import MAX_LINES
from pipeline.write.sheets.comparison import BUDGET_GAP, COUNT_GAP, DIFFERENT, STATUS, comparison
from pipeline.write.sheets.sheet_writer import write_content
from pipeline.write.sheets.styles import Styles
from pipeline.write.sheets.view import View

FILE_NAME = "plans.xlsx"


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/plans.xlsx`. Raises OSError where it cannot."""
    results: list[DocumentResult] = []
    yield lambda document: results.append(document.result)
    options = {"constant_memory": True, "tmpdir": str(folder)}
    try:
        with xlsxwriter.Workbook(str(folder / FILE_NAME), options) as book:
            book.use_zip64()  # of 600,000 projects, a sheet is larger than 2 GB before compression
            _write_book(book, results, View.of(run))
    except FileCreateError as error:  # how XlsxWriter wraps a full disk
        raise OSError(str(error)) from error


def _write_book(book: xlsxwriter.Workbook, results: Sequence[DocumentResult], view: View) -> None:
    styles = Styles(book, view.lang)
    write_content(book, tables.projects(results, view), styles)
    for sheet in write_content(book, comparison(results, view), styles):
        _mark_differences(sheet, view, styles)
    write_content(book, tables.findings(results, view), styles)
    write_content(book, tables.documents(results, view), styles)
    for content in tables.plain(results, view):
        write_content(book, content, styles)


def _mark_differences(sheet: Worksheet, view: View, styles: Styles) -> None:
    """Live, as the formulas are."""
    tests = {
        STATUS: f'=$F2="{view.say(DIFFERENT)}"',
        COUNT_GAP: "=N($I2)<>0",
        BUDGET_GAP: "=N($L2)<>0",
    }
    for column, test in tests.items():
        rule = {"type": "formula", "criteria": test, "format": styles.different}
        sheet.conditional_format(1, column, MAX_LINES, column, rule)
