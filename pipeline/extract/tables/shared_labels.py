"""Merged cells that a page break cuts: their text stands on the page before only."""

from dataclasses import replace

from pipeline.contracts.table import RawCell, RawRow, RawValue, Role
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece

# What a project with its own number shares with the one above through a merged cell.
SHARED_ROLES = (Role.METHOD, Role.KPI, Role.AGENCY)


def labels_at(piece: Piece, header: Header, row: int) -> tuple[tuple[Role, RawCell], ...]:
    """The cells over a grid row whose text several projects may share, each with its role."""
    grid = Grid(piece.table)
    found = ((column.role, grid.at(row, column.index)) for column in header.columns)
    return tuple((role, cell) for role, cell in found if cell and role in SHARED_ROLES)


def open_below(piece: Piece, header: Header) -> frozenset[Role]:
    """The roles whose last text stands in a cell over several rows, down to the piece's end."""
    last = piece.rows.stop - 1
    return frozenset(
        role
        for role, cell in labels_at(piece, header, last)
        if cell.text.strip() and cell.row >= piece.rows.start and cell.row < last
    )


def shared_from_above(
    piece: Piece,
    header: Header,
    starts: tuple[int, ...],
    rows: tuple[RawRow, ...],
    above: RawRow,
    open_roles: frozenset[Role],
) -> tuple[RawRow, ...]:
    """The rows with what their blank cells share with the project `above`, of the page before.

    A blank cell at the top goes on if it covers several projects, or one and the rest of that
    above, or if the cell above was merged over several rows (`open_roles`). One with text that
    covers the rest of that above says the end of what both share. `starts`: the grid row of each
    project.
    """
    shared = list(rows)
    for role, cell in labels_at(piece, header, piece.rows.start):
        value, end = above.get(role), cell.row + cell.rowspan
        covered = [index for index, start in enumerate(starts) if start < end]
        covers_rest = bool(covered) and starts[0] > piece.rows.start
        is_merged = covers_rest or len(covered) > 1
        is_end = covers_rest and value is not None and value.text.endswith(cell.text)
        if value is None or not (is_end if cell.text.strip() else is_merged or role in open_roles):
            continue
        for index in covered:
            shared[index] = _with(shared[index], role, value, cell.text)
    return tuple(shared)


def _with(row: RawRow, role: Role, value: RawValue, end: str) -> RawRow:
    own = row.get(role)
    if not value.text.strip() or own is None or own.text.strip() != end.strip():
        return row
    values = tuple((key, value if key is role else old) for key, old in row.values)
    return replace(row, values=values, flags=tuple(dict.fromkeys((*row.flags, "cell_shared"))))
