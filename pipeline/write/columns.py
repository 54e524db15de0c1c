"""What a column and a table of the published data are. Every file and schema is made from these."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentResult

Cell = str | int | float | Decimal | bool | None
Words = tuple[str, str]  # (Thai, English)
Kind = Literal["text", "category", "integer", "money", "decimal", "float", "boolean", "month"]
Row = TypeVar("Row")

DOC_ID_PATTERN = "[0-9a-f]{12}"
BAHT: Words = ("บาท", "baht")
PROJECT_COUNT: Words = ("โครงการ", "projects")
PAGE_COUNT: Words = ("หน้า", "pages")
YEAR_BE: Words = ("ปี พ.ศ.", "year, Buddhist Era")
# By the form of the plan: a province's, a yearly or development plan of a local body, one by มิติ.
GOAL_NO: Words = ("เป้าหมาย/ยุทธศาสตร์/มิติที่", "Goal, strategy or dimension")
GOAL_NO_WORDS: Words = (
    "เลขอารบิก ของเป้าหมาย ยุทธศาสตร์ หรือมิติ ตามแบบของแผน",
    "Arabic digits; of a goal, a strategy (ยุทธศาสตร์) or a dimension (มิติ)",
)
INDICATOR_NO: Words = ("ตัวชี้วัด/แผนงาน/ภารกิจที่", "Indicator, programme or mission")
INDICATOR_NO_WORDS: Words = (
    "เลขอารบิกมีจุด เช่น 2.2.1 ของตัวชี้วัด แผนงาน หรือภารกิจ ตามแบบของแผน",
    "Arabic digits with dots, 2.2.1; of an indicator, a programme (แผนงาน) or a mission (ภารกิจ)",
)
BUDGET_STATUSES = tuple(status.value for status in Status if status is not Status.OK)
BUDGET_STATUS_WORDS: Words = (
    "amount มียอด · none ไม่ใช้งบประมาณ · dash ขีด · blank ว่าง · unreadable อ่านไม่ได้ · absent ไม่มีช่องนี้",
    "amount; none: no budget is used, in words; dash; blank; unreadable; absent: no such column",
)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its name and meaning, and how its cell is taken from a row.

    `money` is baht with satang only where there are any; `decimal` an exact number of any unit;
    `float` a measurement; `month` a `YYYY-MM` of the Common Era. None is a blank cell.
    `required`: it is never blank. `minimum`, `maximum`: what its numbers lie within.
    """

    name: str
    kind: Kind
    title: Words
    description: Words
    take: Callable[[Row], Cell]
    enum: tuple[str, ...] = ()
    pattern: str = ""
    unit: Words = ("", "")
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: this table's column points at `column` of `table` (empty: of itself)."""

    source: str
    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """One table: `rows` takes its rows out of a document's result, in the order published."""

    name: str
    title: Words
    description: Words
    columns: tuple[Column[Row], ...]
    rows: Callable[[DocumentResult], Iterable[Row]]
    primary_key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    def lines(self, result: DocumentResult) -> Iterator[tuple[Cell, ...]]:
        """The table's cells of a document, line by line, one cell a column."""
        takes = [column.take for column in self.columns]
        for row in self.rows(result):
            yield tuple([take(row) for take in takes])


def joined(values: Iterable[object]) -> str:
    """Several codes or numbers in one cell, `;` between them."""
    return ";".join(str(value) for value in values)
