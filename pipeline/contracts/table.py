"""Tables and lines as read, the same from every reader, and the rows made of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.contracts.page_report import PageReport
from pipeline.contracts.place import Place

# `image`: it could show any of the others. `merged`: words in a cell merged over some of the slots.
# `unread`: ink on a page read from its picture that may be a mark, or part of one.
MarkKind = Literal["arrow", "glyph", "tick", "fill", "image", "merged", "unread"]
TableKind = Literal["detail", "summary", "chart", "unknown"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text outside any table. `bold` only where the source says so.

    `behind`: a watermark, large behind the page's text and no part of its flow.
    """

    text: str
    place: Place
    bold: bool = False
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn over the columns `first_col`..`last_col`, both included, of one grid row."""

    kind: MarkKind
    row: int
    first_col: int
    last_col: int
    place: Place


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell at its top left grid position.

    `text`: printed lines joined by a newline; a space that was printed before the break, or that
    the room there proves, stands before the newline; lines that the room proves to go on without a
    space are joined without one. In a transcript a line break may hide in a space
    (`RawDocument.kind`). `spaced`: a space was printed behind its last letter.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    place: Place
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A grid as read from one page (or one block of a transcript). Cells in row-major order.

    `guessed_rows`: those that no drawn rule parts from the row above. `open_below`: no rule closes
    the last row: a page break may have cut it.
    """

    n_rows: int
    n_cols: int
    cells: tuple[RawCell, ...]
    marks: tuple[Mark, ...]
    place: Place
    spans_stated: bool  # False where the source cannot tell a merged cell from empty ones (TSV)
    guessed_rows: frozenset[int] = frozenset()
    open_below: bool = False


@dataclass(frozen=True, slots=True)
class RawDocument:
    """All that a reader saw, in reading order."""

    kind: Literal["pdf", "image", "transcript"]
    blocks: tuple[TextLine | RawTable, ...]
    pages: tuple[PageReport, ...]
    reader: str


class Role(StrEnum):
    """What a column of a table holds."""

    ITEM = "item_no"
    PROJECT = "project_name"
    METHOD = "method"
    KPI = "kpi"
    BUDGET = "budget"
    TIME = "time"  # the whole of ระยะเวลาดำเนินการ where it is not divided
    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    Q4 = "q4"
    MONTH = "month"
    AGENCY = "agency"
    PLACE = "place"  # where a project is carried out
    GOAL = "goal"
    INDICATOR = "indicator"
    COUNT = "count"
    TARGET = "target"
    UNKNOWN = "unknown"


QUARTER_ROLES = (Role.Q1, Role.Q2, Role.Q3, Role.Q4)
SLOT_ROLES = (*QUARTER_ROLES, Role.MONTH)  # columns that stand for a stretch of time
TIME_ROLES = (Role.TIME, *SLOT_ROLES)


@dataclass(frozen=True, slots=True)
class ColumnMonth:
    """The month that a column stands for. `month` 1..12; `year_be` None where no heading tells.

    `years_on`: how many fiscal years after the plan's own it lies, by the order of the columns
    (from January to December, the last three begin the next fiscal year).
    """

    month: int
    year_be: int | None = None
    years_on: int = 0


@dataclass(frozen=True, slots=True)
class RawValue:
    """A cell's text with every place that it was read from (several where a row was split)."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RawYear:
    """What a column of budgets holds for one fiscal year: the cell with the fund's source."""

    year_be: int
    value: RawValue


@dataclass(frozen=True, slots=True)
class RawMark:
    """A mark over time columns: the quarters (1..4, rising) and the months that it covers.

    `months` in column order; empty where the columns are quarters.
    """

    kind: MarkKind
    quarters: tuple[int, ...]
    stated_span: bool  # the source says where it ends (drawn, or ← and → apart, or a merged cell)
    place: Place
    months: tuple[ColumnMonth, ...] = ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One project as read: the texts by column role, its marks, what stood in unknown columns.

    `told`: the number of an item of which digits are lost, as the rows around it tell it.
    `years`: the budgets of a plan over several years, in the order of its columns; such a row has
    no value of the role BUDGET.
    """

    item: RawValue | None
    values: tuple[tuple[Role, RawValue], ...]
    marks: tuple[RawMark, ...]
    extra: tuple[tuple[str, RawValue], ...]
    flags: tuple[str, ...]
    told: str = ""
    years: tuple[RawYear, ...] = ()

    def get(self, role: Role) -> RawValue | None:
        """The raw value of a column; None where the table has no such column."""
        return next((value for key, value in self.values if key is role), None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that governs the tables after it."""

    level: Literal["goal", "theme", "programme", "indicator", "reset"]
    # Arabic digits, dots, U+FFFD for digits that a picture does not show surely; empty for a reset
    # (the governing heading is unknown), and where a strategy or a แผนงาน has none.
    number: str
    title: str
    target: RawValue | None
    place: Place


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of one physical table with no heading among them."""

    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawDeclaredYear:
    """What a summary line declares for one fiscal year; None: it has no such column."""

    year_be: int
    projects: RawValue | None
    budget: RawValue | None


@dataclass(frozen=True, slots=True)
class RawSummaryLine:
    """One printed line of the summary table, or the row of sums below a goal's projects.

    `extra`: its columns that no field holds. `years`: the columns of a plan over several years;
    then `projects` and `budget` are those for all years, empty where none is printed.
    """

    goal: RawValue
    indicator: RawValue
    projects: RawValue
    budget: RawValue
    total: Literal["", "goal", "grand"]
    extra: tuple[tuple[str, RawValue], ...] = ()
    years: tuple[RawDeclaredYear, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A title or a target of the indicator chart; `number` empty where only a target stands."""

    number: str
    title: str
    target: RawValue | None
    place: Place


@dataclass(frozen=True, slots=True)
class RawNarrative:
    """A sheet of prose about one project that states its budget again."""

    title: RawValue  # the project's name, perhaps with its number in front
    budget: RawValue  # the lines below its heading for the budget
    place: Place


@dataclass(frozen=True, slots=True)
class RawSection:
    """A piece of the plan's prose."""

    number: str
    title: str
    lines: tuple[TextLine, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RawNote:
    """Something read that found no home, or a doubt: becomes a finding, so nothing is lost."""

    code: str
    text: str
    field: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RawPlan:
    """All that was read of one plan, sorted by what it is, still raw."""

    title: RawValue
    flow: tuple[Heading | Segment, ...]
    summary: tuple[RawSummaryLine, ...]
    chart: tuple[ChartEntry, ...]
    sections: tuple[RawSection, ...]
    notes: tuple[RawNote, ...]
    pages: tuple[PageReport, ...]
    kind: Literal["pdf", "image", "transcript"]
    reader: str
    columns: tuple[Role, ...]  # every role that some detail table had
    narratives: tuple[RawNarrative, ...] = ()
    headings: tuple[str, ...] = ()  # of the columns of its tables as printed, each once
