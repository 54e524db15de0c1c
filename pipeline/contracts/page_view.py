"""What was seen on one PDF page and what was made of it: for the picture that a person checks.

Boxes in points, origin top left, y downwards, as everywhere.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.contracts.finding import Finding
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.place import Box
from pipeline.contracts.table import MarkKind, Role, TableKind


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column: its heading as printed and its strip of the table.

    `name`: the column of projects.csv or summary.csv that it fills (`extra` where there is none),
    and the fiscal year or month (B.E.) of one that stands for it alone: `budget_baht 2566`.
    """

    role: Role
    name: str
    heading: str
    box: Box


@dataclass(frozen=True, slots=True)
class SeenPiece:
    """The rows of a table under one header. `header` None: inherited from `header_page`, or none.

    No columns where no header is known.
    """

    kind: TableKind
    columns: tuple[SeenColumn, ...]
    header: Box | None
    header_page: int | None
    box: Box  # header rows included


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table's grid. No pieces: it holds nothing but headings, or the plan passes over it."""

    box: Box
    n_rows: int
    n_cols: int
    cells: tuple[Box, ...]
    pieces: tuple[SeenPiece, ...]


@dataclass(frozen=True, slots=True)
class SeenMark:
    """A mark, the cells that it lies over, and the quarters or months that it counts for.

    `covers` is empty where the mark counts for none: it stands over no time column of a project.
    """

    kind: MarkKind
    box: Box
    over: Box
    covers: str  # "q2-q4", "10-12": months by number


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A project or a line of the summary table: its extent on this page and what was read.

    `begins` False: the row began on an earlier page. `says`: values and codes, in no language.
    """

    kind: Literal["project", "summary"]
    indicator_no: str
    item_no: str
    box: Box
    begins: bool
    says: tuple[str, ...]
    flags: tuple[str, ...]

    @property
    def name(self) -> str:
        """`1.2 / 14`: the indicator and the item, or the level of a summary line."""
        return " / ".join(part for part in (self.indicator_no, self.item_no) if part)


@dataclass(frozen=True, slots=True)
class SeenHeading:
    """A heading that was recognised: `goal`, `indicator`, `target`, `chart`, `section`."""

    level: str
    number: str
    box: Box


@dataclass(frozen=True, slots=True)
class SeenLetters:
    """Letters that nobody could name, that were mended, of a font in doubt; a value in doubt.

    `unsure`: what a picture does not show surely.
    """

    kind: Literal["unknown", "repaired", "untrusted", "doubt", "unsure"]
    box: Box


@dataclass(frozen=True, slots=True)
class SeenNote:
    """Something that found no home on this page: a finding's code and where it stands."""

    code: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of `n_pages` as it was read."""

    n_pages: int
    report: PageReport
    tables: tuple[SeenTable, ...]
    lines: tuple[Box, ...]  # text outside the tables
    marks: tuple[SeenMark, ...]
    rows: tuple[SeenRow, ...]
    headings: tuple[SeenHeading, ...]
    letters: tuple[SeenLetters, ...]
    notes: tuple[SeenNote, ...]
    findings: tuple[Finding, ...]
