"""plans.xlsx: the run for people, with live formulas, filters, what was found on the rows it
concerns, and links to the report."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.sheets import tables
from pipeline.write.sheets.blocks import MAX_LINES
from pipeline.write.sheets.comparison import BUDGET_GAP, COUNT_GAP, DIFFERENT, STATUS, comparison
from pipeline.write.sheets.sheet_writer import ContentWriter
from pipeline.write.sheets.styles import Styles
from pipeline.write.sheets.view import View

FILE_NAME = "plans.xlsx"


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/plans.xlsx`. Raises OSError where it cannot.

    The rows lie on disk until the end, for a workbook's sheets follow each other in its file.
    """
    view = View.of(run)
    book = xlsxwriter.Workbook(str(folder / FILE_NAME), {"tmpdir": str(folder)})
    book.use_zip64()  # of 600,000 projects, a sheet is larger than 2 GB before compression
    styles = Styles(book, view.lang)
    with ExitStack() as files:
        compared = comparison(run.lines, view)
        contents = (
            tables.projects(view), compared, tables.budgets(view), tables.findings(view),
            tables.documents(view), *tables.plain(view),
        )  # fmt: skip
        writers = [ContentWriter(content, styles, folder, files) for content in contents]

        def add(document: RunDocument) -> None:
            for writer in writers:
                writer.add(document.result)

        yield add
        for content, writer in zip(contents, writers, strict=True):
            for sheet in writer.close(book):
                if content is compared:
                    _mark_differences(sheet, view, styles)
        try:
            book.close()
        except FileCreateError as error:  # how XlsxWriter wraps a full disk
            raise OSError(str(error)) from error


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
