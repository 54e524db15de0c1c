"""Tables and marks of one page as boxes: the grid, the header's columns, what a mark covers."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.contracts.page_view import SeenColumn, SeenMark, SeenPiece, SeenTable
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import (
    QUARTER_ROLES,
    Mark,
    RawMark,
    RawPlan,
    RawTable,
    Role,
    Segment,
    TableKind,
)
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.pieces import Piece

NAMES = {  # the output's columns, where they are called otherwise than the role
    Role.BUDGET: "budget_baht",
    Role.TIME: "schedule_text",
    Role.COUNT: "projects",
    Role.TARGET: "target_text",
    Role.UNKNOWN: "extra",
}


class ReadPiece(NamedTuple):
    """A piece of a table as the walk took it."""

    piece: Piece
    kind: TableKind


class _Edges(NamedTuple):
    """Where the grid's columns and rows lie: the first and last position of each."""

    xs: tuple[float, ...]  # n_cols + 1
    ys: tuple[float, ...]  # n_rows + 1


def see_table(table: RawTable, pieces: Sequence[ReadPiece]) -> SeenTable:
    """A table of a PDF page. `pieces`: those of the whole document, in order."""
    box = _box(table.place)
    edges = _edges(table, box)
    own = [(index, read) for index, read in enumerate(pieces) if read.piece.table is table]
    return SeenTable(
        box=box,
        n_rows=table.n_rows,
        n_cols=table.n_cols,
        cells=tuple(cell.place.box for cell in table.cells if cell.place.box),
        pieces=tuple(
            _piece(read, edges, _header_page(pieces[: index + 1], read), _is_headed(own, read))
            for index, read in own
        ),
    )


def _is_headed(own: Sequence[tuple[int, ReadPiece]], read: ReadPiece) -> bool:
    """Whether the header is printed right above this piece: the first in its table that has it."""
    header = read.piece.header
    if header is None or read.piece.inherited:
        return False
    return next(one for _, one in own if one.piece.header is header) is read


def _piece(read: ReadPiece, edges: _Edges, header_page: int | None, headed: bool) -> SeenPiece:
    header, rows = read.piece.header, read.piece.rows
    start = rows.start - (1 if read.piece.heading else 0)  # a heading row stands above the rows
    first = max(0, start - header.rows) if header is not None and headed else start
    left, right = edges.xs[0], edges.xs[-1]
    top, bottom = edges.ys[first], edges.ys[rows.stop]
    columns = header.columns if header else ()
    return SeenPiece(
        kind=read.kind,
        columns=tuple(
            _column(column, Box(x0=x0, top=top, x1=x1, bottom=bottom))
            for column, (x0, x1) in zip(columns, itertools.pairwise(edges.xs), strict=False)
        ),
        header=Box(x0=left, top=top, x1=right, bottom=edges.ys[start]) if first < start else None,
        header_page=header_page,
        box=Box(x0=left, top=top, x1=right, bottom=bottom),
    )


def _column(column: Column, box: Box) -> SeenColumn:
    name = NAMES.get(column.role, column.role.value)
    said = " ".join((name, *_of_when(column)))
    return SeenColumn(column.role, said, column.heading, box)


def _of_when(column: Column) -> Iterator[str]:
    """The fiscal year of a column of budgets; the month of one of months, with its year (B.E.)."""
    if column.year_be is not None:
        yield str(column.year_be)
    if column.month is not None:
        year = "" if column.month.year_be is None else f"{column.month.year_be}-"
        yield f"{year}{column.month.month:02}"


def _header_page(pieces: Sequence[ReadPiece], read: ReadPiece) -> int | None:
    """The page on which the header of `read`, the last of `pieces`, is printed."""
    return next(
        (
            earlier.piece.table.place.page
            for earlier in reversed(pieces)
            if earlier.piece.header is read.piece.header and not earlier.piece.inherited
        ),
        None,
    )


def _edges(table: RawTable, box: Box) -> _Edges:
    """The grid's lines, from its cells; a line where no cell ends lies between its neighbours."""
    xs = {0: box.x0, table.n_cols: box.x1}
    ys = {0: box.top, table.n_rows: box.bottom}
    for cell in table.cells:
        if cell.place.box:
            xs |= {cell.col: cell.place.box.x0, cell.col + cell.colspan: cell.place.box.x1}
            ys |= {cell.row: cell.place.box.top, cell.row + cell.rowspan: cell.place.box.bottom}
    return _Edges(_filled(xs, table.n_cols), _filled(ys, table.n_rows))


def _filled(known: dict[int, float], last: int) -> tuple[float, ...]:
    lines = [known[0]]
    for low, high in itertools.pairwise(sorted(known)):
        step = (known[high] - known[low]) / (high - low)
        lines += [known[low] + step * (index - low) for index in range(low + 1, high)]
        lines.append(known[high])
    return tuple(lines[: last + 1])


# -- marks -------------------------------------------------------------------------------------


def see_marks(
    tables: Sequence[RawTable], pieces: Sequence[ReadPiece], raw: RawPlan, number: int
) -> Iterator[SeenMark]:
    """What is drawn over the tables of page `number`, and what is typed into time cells there."""
    counted = [
        mark
        for segment in raw.flow
        if isinstance(segment, Segment)
        for row in segment.rows
        for mark in row.marks
        if mark.place.page == number and mark.place.box  # what an engine told has none
    ]
    drawn = []
    for table in tables:
        edges = _edges(table, _box(table.place))
        for mark in table.marks:
            drawn.append(mark.place)
            takers = [one for one in counted if one.place == mark.place]
            yield SeenMark(mark.kind, _box(mark.place), _over(mark, edges), covers(takers))
    here = [read for read in pieces if read.piece.table.place.page == number]
    for typed in counted:
        if typed.place not in drawn:
            box = _box(typed.place)
            yield SeenMark(typed.kind, box, _over_typed(typed, box, here), covers([typed]))


def _over_typed(mark: RawMark, box: Box, pieces: Sequence[ReadPiece]) -> Box:
    """A sign typed into a cell: on its level, the columns of the quarters that it counts for."""
    middle = (box.top + box.bottom) / 2
    roles = {QUARTER_ROLES[quarter - 1] for quarter in mark.quarters}
    spans = [
        span
        for read in pieces
        if read.piece.header is not None and _has_level(read.piece.table, middle)
        for column, span in zip(
            read.piece.header.columns,
            itertools.pairwise(_edges(read.piece.table, _box(read.piece.table.place)).xs),
            strict=False,
        )
        if column.role in roles or column.month in mark.months
    ]
    left = min([box.x0, *(x0 for x0, _ in spans)])
    right = max([box.x1, *(x1 for _, x1 in spans)])
    return box.model_copy(update={"x0": left, "x1": right})


def _has_level(table: RawTable, y: float) -> bool:
    box = _box(table.place)
    return box.top <= y <= box.bottom


def _over(mark: Mark, edges: _Edges) -> Box:
    return Box(
        x0=edges.xs[mark.first_col],
        top=edges.ys[mark.row],
        x1=edges.xs[mark.last_col + 1],
        bottom=edges.ys[mark.row + 1],
    )


def covers(marks: Sequence[RawMark]) -> str:
    """What marks count for: `q2-q4`, `q1`; over month columns `m11-m2`; empty without marks."""
    if months := [column.month for mark in marks for column in mark.months]:
        return _from_to("m", months[0], months[-1])
    quarters = [quarter for mark in marks for quarter in mark.quarters]
    return _from_to("q", min(quarters), max(quarters)) if quarters else ""


def _from_to(letter: str, first: int, last: int) -> str:
    return f"{letter}{first}" if first == last else f"{letter}{first}-{letter}{last}"


def _box(place: Place) -> Box:
    """A PDF's places all have a box."""
    assert place.box is not None
    return place.box
