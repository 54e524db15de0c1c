"""A table's cells by grid position, merged cells included."""

from collections.abc import Mapping
from functools import lru_cache

from pipeline.contracts.table import RawCell, RawTable

MANY_TABLES = 4  # that are looked at in turns


class Grid:
    """Looks up which cell covers a position. Reads a RawTable; changes nothing."""

    def __init__(self, table: RawTable) -> None:
        self.table = table
        self.height = table.n_rows
        self.width = table.n_cols

        self._at = _positions(_Same(table))

    def at(self, row: int, col: int) -> RawCell | None:
        """The cell that covers a position; None where the grid has a hole."""
        return self._at.get((row, col))

    def text(self, row: int, col: int) -> str:
        """The text of the cell that covers a position."""
        cell = self.at(row, col)
        return cell.text if cell else ""

    def covering(self, row: int) -> tuple[RawCell, ...]:
        """Every cell that covers some of a row, from left to right, each once."""
        found = [self.at(row, col) for col in range(self.width)]
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))

    def own_cells(self, row: int) -> tuple[RawCell, ...]:
        """The cells that begin in a row."""
        return tuple(cell for cell in self.covering(row) if cell.row == row)


class _Same:
    """A table as a key: the object itself, for to compare its cells is to walk them all."""

    __slots__ = ("table",)

    def __init__(self, table: RawTable) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


@lru_cache(MANY_TABLES)
def _positions(same: _Same) -> Mapping[tuple[int, int], RawCell]:
    """The cell at each position; asked for at every row of a table."""
    return {
        (cell.row + down, cell.col + right): cell
        for cell in same.table.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    }
