"""The rows of a sheet on disk, as XML, until the workbook is put together."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Self

from xlsxwriter.worksheet import Worksheet

from pipeline.write.sheets.cells import Link
from pipeline.write.sheets.row_xml import attribute

MAX_LINKS = 65_530  # of a sheet; Excel refuses more, but not as formulas


class SheetRows:
    """Rows and links of one sheet; nothing of them stays in memory but the files linked to."""

    def __init__(self, rows: BinaryIO, links: BinaryIO) -> None:
        self.rows = rows
        self.links = links
        self.targets: list[str] = []
        self.count = 0  # of rows below the heading
        self._link_count = 0

    @classmethod
    @contextmanager
    def in_files(cls, folder: Path) -> Iterator[Self]:
        """Its files in `folder`, nameless where the system knows such."""
        with TemporaryFile(dir=folder) as rows, TemporaryFile(dir=folder) as links:
            yield cls(rows, links)

    def add(self, row: str) -> None:
        """Writes a row."""
        self.rows.write(row.encode())
        self.count += 1

    def link(self, cell: str, link: Link) -> bool:
        """Notes where a cell leads to; False where the sheet holds no more links."""
        if self._link_count == MAX_LINKS:
            return False
        self._link_count += 1
        target, _, anchor = link.target.partition("#")
        target = target.replace("/", "\\")  # as Excel writes it
        if self.targets[-1:] != [target]:
            self.targets.append(target)
        location = f' location="{attribute(anchor)}"' if anchor else ""
        xml = f'<hyperlink ref="{cell}" r:id="rId{len(self.targets)}"{location}/>'
        self.links.write(xml.encode())
        return True


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet of XlsxWriter whose rows and links were written before. Cell by cell it takes five
    times as long, and keeps the height of every row and every link in memory."""

    def take(self, heading: str, content: SheetRows, columns: int) -> None:
        """What the sheet holds: the row of its heading, and those below it."""
        self._heading, self._content = heading, content
        self.dim_rowmin, self.dim_rowmax = 0, content.count
        self.dim_colmin, self.dim_colmax = 0, columns - 1

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        self.fh.write(self._heading)
        self._copy(self._content.rows)
        self._xml_end_tag("sheetData")

    def _write_hyperlinks(self) -> None:
        targets = self._content.targets
        if targets:
            self._xml_start_tag("hyperlinks")
            self._copy(self._content.links)
            self._xml_end_tag("hyperlinks")
            self.external_hyper_links += [["/hyperlink", one, "External"] for one in targets]
            self.rel_count += len(targets)

    def _copy(self, content: BinaryIO) -> None:
        self.fh.flush()
        content.seek(0)
        shutil.copyfileobj(content, self.fh.buffer)
