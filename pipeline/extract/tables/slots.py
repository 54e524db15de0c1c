"""The time columns of a table: the quarter or month each stands for, and what a mark covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.contracts.place import Place
from pipeline.contracts.table import (
    QUARTER_ROLES,
    ColumnMonth,
    Mark,
    MarkKind,
    RawCell,
    RawMark,
    RawTable,
    Role,
)
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.glyphs import TimeCell
from pipeline.normalize.years import quarter_of

COVER = 0.5  # a mark takes a column that it covers for the most part; exactly half is enough


@dataclass(frozen=True, slots=True)
class Slot:
    """A quarter or a month, over the grid columns `first_col`..`last_col`."""

    first_col: int
    last_col: int
    quarter: int
    month: ColumnMonth | None


def time_slots(columns: Iterable[Column]) -> tuple[Slot, ...]:
    """The quarters or months of a table from left to right.

    Neighbouring columns of the same quarter or month are one slot: rules elsewhere in the table
    cut its heading's column in two.
    """
    slots: list[Slot] = []
    for column in columns:
        if column.role in QUARTER_ROLES:
            quarter, month = QUARTER_ROLES.index(column.role) + 1, None
        elif column.role is Role.MONTH and column.month is not None:
            quarter, month = quarter_of(column.month.month), column.month
        else:
            continue
        last = slots[-1] if slots else None
        follows = last is not None and last.last_col + 1 == column.index
        if last is not None and follows and (last.quarter, last.month) == (quarter, month):
            slots[-1] = replace(last, last_col=column.index)
        else:
            slots.append(Slot(column.index, column.index, quarter, month))
    return tuple(slots)


def mark_over(kind: MarkKind, slots: Sequence[Slot], stated_span: bool, place: Place) -> RawMark:
    """The mark that covers `slots`; months only where all of them are months."""
    months = tuple(slot.month for slot in slots if slot.month is not None)
    return RawMark(
        kind=kind,
        quarters=tuple(sorted({slot.quarter for slot in slots})),
        stated_span=stated_span,
        place=place,
        months=months if len(months) == len(slots) else (),
    )


def mostly_covered(x0: float, x1: float, spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Which of the `spans` (left, right) the stretch x0..x1 covers for the most part.

    Where it covers none so far, the one that it covers best; none where it touches none.

    >>> mostly_covered(55, 210, ((0, 100), (100, 200), (200, 300)))
    (1,)
    """
    shares = [
        max(0.0, min(x1, right) - max(x0, left)) / (right - left) if right > left else 0.0
        for left, right in spans
    ]
    taken = tuple(index for index, share in enumerate(shares) if share >= COVER)
    if taken or not any(shares):
        return taken
    return (max(range(len(shares)), key=shares.__getitem__),)


class TimeColumns:
    """What is drawn and typed in the time columns of a table's body `rows`. Reads a RawTable."""

    def __init__(self, table: RawTable, rows: range, slots: tuple[Slot, ...]) -> None:
        self.slots = slots
        self._table = table
        self._rows = rows
        self._grid = Grid(table)

    def cell(self, cell: RawCell) -> TimeCell:
        """The cell with the slots that it covers."""
        covered = [
            number
            for number, slot in enumerate(self.slots, 1)
            if cell.col <= slot.last_col and slot.first_col < cell.col + cell.colspan
        ]
        return TimeCell(min(covered, default=0), max(covered, default=0), cell.text, cell.place)

    def marks(self, row: int) -> list[RawMark]:
        """What is drawn in cells that begin in this row."""
        return [found for top, _, found in self._drawn if top == row]

    def marks_from_above(self, row: int) -> list[RawMark]:
        """What is drawn in merged cells that begin above this row and reach down to it."""
        return [found for top, end, found in self._drawn if top < row < end]

    def blank_merges(self, row: int) -> list[RawMark]:
        """Blank cells merged over some of the slots, beside one of a single slot: work of which
        nothing says that it is meant."""
        cells = [self.cell(cell) for cell in self._grid.own_cells(row)]
        if not any(0 < cell.first == cell.last for cell in cells):
            return []
        return [
            mark_over("merged", self.slots[cell.first - 1 : cell.last], False, cell.place)
            for cell in cells
            if 0 < cell.first < cell.last and not cell.text.strip()
        ]

    @cached_property
    def _drawn(self) -> list[tuple[int, int, RawMark]]:
        """First row and the row after the last of the merged cell it lies in; the mark."""
        found = []
        for mark in self._table.marks:
            slots = self._under(mark) if mark.row in self._rows else ()
            if slots:
                cell = self._grid.at(mark.row, mark.first_col)
                top = max(cell.row, self._rows.start) if cell else mark.row
                end = cell.row + cell.rowspan if cell else mark.row + 1
                stated = mark.kind not in ("image", "unread")
                found.append((top, end, mark_over(mark.kind, slots, stated, mark.place)))
        return found

    def _under(self, mark: Mark) -> tuple[Slot, ...]:
        """The slots that a mark covers for the most part, if any of its columns is one."""
        touched = [
            slot
            for slot in self.slots
            if mark.first_col <= slot.last_col and slot.first_col <= mark.last_col
        ]
        if not touched:
            return ()
        box, sides = mark.place.box, self._sides
        if box is None or any(slot.first_col not in sides[0] for slot in touched):
            return tuple(touched)
        spans = [(sides[0][s.first_col], sides[1].get(s.last_col, box.x1)) for s in touched]
        return tuple(touched[index] for index in mostly_covered(box.x0, box.x1, spans))

    @cached_property
    def _sides(self) -> tuple[dict[int, float], dict[int, float]]:
        """Left sides of the grid's columns, and right sides, as far as cells end there."""
        lefts: dict[int, float] = {}
        rights: dict[int, float] = {}
        for cell in self._table.cells:
            if cell.place.box is not None:
                lefts.setdefault(cell.col, cell.place.box.x0)
                rights.setdefault(cell.col + cell.colspan - 1, cell.place.box.x1)
        return lefts, rights
