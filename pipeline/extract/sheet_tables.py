"""Sheets about single projects typed into a table: a heading at the left, its text beside."""

from collections.abc import Iterator, Sequence

from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.sheet_parts import part_of
from pipeline.extract.tables.expand import Grid
from pipeline.lexicon.facts import Narratives

MIN_PARTS = 3  # rows with a heading of a sheet; fewer may be any table's
MIN_SHARE = 0.5  # of the rows
MAX_COLUMNS = 3  # a number or a colon may have one of its own
COLON = ":"

Block = TextLine | RawTable
Row = tuple[RawCell, ...]


def as_lines(blocks: Sequence[Block], facts: Narratives) -> tuple[Block, ...]:
    """The blocks, each table that is a sheet as the lines that it would be without rules.

    What follows right after one on the next page and has its headings, too, goes on with it.
    """
    found: list[Block] = []
    goes_on = False
    for block in blocks:
        if isinstance(block, TextLine):
            found.append(block)
            continue
        rows = _rows(block)
        goes_on = _is_sheet(rows, block, facts, goes_on)
        found.extend(_lines(rows, facts) if goes_on else (block,))
    return tuple(found)


def _rows(table: RawTable) -> list[Row]:
    grid = Grid(table)
    rows = (tuple(c for c in grid.own_cells(row) if c.text.strip()) for row in range(grid.height))
    return [row for row in rows if row]


def _is_sheet(rows: Sequence[Row], table: RawTable, facts: Narratives, goes_on: bool) -> bool:
    if not 1 < table.n_cols <= MAX_COLUMNS:
        return False
    parts = sum(_is_part(row, facts) for row in rows)
    return parts >= (1 if goes_on else MIN_PARTS) and parts >= MIN_SHARE * len(rows)


def _is_part(row: Row, facts: Narratives) -> bool:
    """Whether a row's text at the left is a heading of a sheet and nothing else."""
    part = part_of(_label(row), facts) if len(row) > 1 else None
    return part is not None and not part.rest


def _label(row: Row) -> str:
    """What stands left of a row's text (`๑. | ชื่อโครงการ`), without its colon."""
    text = " ".join(" ".join(cell.text.split()) for cell in row[:-1])
    return text.rstrip(COLON + " ")


def _lines(rows: Sequence[Row], facts: Narratives) -> Iterator[TextLine]:
    for row in rows:
        if not _is_part(row, facts):
            yield from (TextLine(text, cell.place) for cell in row for text in _split(cell))
            continue
        first, *rest = _split(row[-1])
        yield TextLine(f"{_label(row)} {COLON} {first.lstrip(COLON + ' ')}", row[0].place)
        yield from (TextLine(text, row[-1].place) for text in rest)


def _split(cell: RawCell) -> list[str]:
    return [line for line in cell.text.split("\n") if line.strip()]
