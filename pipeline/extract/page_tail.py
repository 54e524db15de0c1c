"""The table that a page ends with, and what it tells of the tables of the next page."""

from dataclasses import dataclass

from pipeline.contracts.table import TIME_ROLES, RawTable
from pipeline.extract.tables.grid import SAME_RULE, Grid, with_columns
from pipeline.extract.tables.header import Header, find_header
from pipeline.extract.tables.open_body import Layout, layout_of
from pipeline.extract.tables.open_columns import fixed_edges
from pipeline.extract.tables.open_header import may_head
from pipeline.extract.tables.overflow import CellClusters
from pipeline.extract.tables.shared_rows import shared_out
from pipeline.lexicon.facts import Lexicon


@dataclass(frozen=True, slots=True)
class Tail:
    """The table that a page ended with, which the next may go on with without rules of its own.

    `header`: the table that last had a header; `xs`: the columns now; `layout` where known.
    """

    header: RawTable | None
    xs: tuple[float, ...]
    layout: Layout | None


def tail_of(table: RawTable, grid: Grid, before: Tail | None, lexicon: Lexicon) -> Tail:
    """The table as what may go on; without a header of its own it goes on with the one before."""
    first = " ".join(cell.text for cell in table.cells if cell.row == 0)
    if may_head(first, lexicon):
        return Tail(table, grid.xs, None)
    goes_on = before is not None and len(before.xs) == len(grid.xs)
    return Tail(before.header if before is not None and goes_on else None, grid.xs, None)


def layout_before(tail: Tail | None, lexicon: Lexicon) -> Layout | None:
    """The columns of the table that the page before ended with; None where it had no header."""
    if tail is None or tail.layout is not None or tail.header is None:
        return tail.layout if tail is not None else None
    header = header_of(tail.header, lexicon)
    roles = [column.role for column in header.columns] if header else []
    return layout_of(roles, fixed_edges(tail.xs)) if header else None


def header_of(table: RawTable, lexicon: Lexicon) -> Header | None:
    """The first header in a table; None where it has none."""
    rows = range(table.n_rows)
    found = (find_header(table, row, lexicon.headings, lexicon.months) for row in rows)
    return next((header for header in found if header is not None), None)


def governing_header(table: RawTable, tail: Tail | None, lexicon: Lexicon) -> Header | None:
    """The header of a table: its own, or that of the table before with which it goes on."""
    before = tail.header if tail is not None else None
    goes_on = before is not None and before.n_cols == table.n_cols
    found = header_of(table, lexicon)
    return found or (header_of(before, lexicon) if before is not None and goes_on else None)


def is_next_row(grid: Grid, tail: Tail | None, lexicon: Lexicon) -> bool:
    """Whether a grid of one row has the columns of the table that the page before ended with.

    A cell merged over columns of time hides the rules between these.
    """
    if tail is None or tail.header is None or len(grid.xs) == 2:
        return False
    if len(grid.xs) == len(tail.xs):
        return all(abs(a - b) <= SAME_RULE for a, b in zip(grid.xs, tail.xs, strict=True))
    whole = with_columns(grid, tail.xs)
    header = header_of(tail.header, lexicon) if whole is not grid else None
    if header is None or len(header.columns) != len(tail.xs) - 1:
        return False
    merged = [header.columns[c.col : c.col + c.colspan] for c in whole.cells if c.colspan > 1]
    return all(column.role in TIME_ROLES for parts in merged for column in parts)


def as_before(
    grid: Grid, texts: CellClusters, tail: Tail | None, lexicon: Lexicon
) -> tuple[Grid, CellClusters]:
    """A grid that goes on with the table before, with the columns that only merged cells hide.

    A page that holds nothing but rows of sums has no rule between the columns of their labels.
    """
    if tail is None or tail.header is None or len(grid.xs) >= len(tail.xs):
        return grid, texts
    whole = with_columns(grid, tail.xs)
    first = "".join(letter.text for index in grid.owner[0] for letter in texts.get(index, ()))
    if whole is grid or may_head(first, lexicon):
        return grid, texts
    return whole, shared_out(whole, [letter for found in texts.values() for letter in found])
