"""The chart of indicators and targets: boxes in which titles and targets stand apart."""

import re
from collections.abc import Iterator

from pipeline.contracts.table import ChartEntry, RawCell, RawTable, RawValue, Role
from pipeline.extract.headings import match_line, split_target
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.loose_words import loose

_INDICATOR_ROLES = (Role.INDICATOR, Role.KPI)


def is_chart(table: RawTable, headings: Headings) -> bool:
    """Whether some cells begin as indicators and some state targets."""
    words = "|".join(map(loose, headings.indicator_words))
    opens = any(re.match(rf"\s*(?:{words})", cell.text) for cell in table.cells)
    return opens and any(
        split_target(cell.text, cell.place, headings)[1] is not None for cell in table.cells
    )


def read_chart(table: RawTable, headings: Headings) -> Iterator[ChartEntry]:
    """Titles with their numbers, and targets, cell by cell; nothing is paired by position."""
    for cell in table.cells:
        for part in _parts(cell.text, headings):
            head, target = split_target(part, cell.place, headings)
            match = match_line(head, cell.place, headings)
            if match.kind == "indicator":
                yield ChartEntry(match.number, match.title, target, cell.place)
            elif target is not None and target.text:
                yield ChartEntry("", "", target, cell.place)


def _parts(text: str, headings: Headings) -> list[str]:
    """A cell cut before every "ตัวชี้วัดที่ <number>" inside it."""
    words = "|".join(map(loose, headings.indicator_words))
    starts = [m.start() for m in re.finditer(rf"(?:{words})\s*\d", to_arabic(text))]
    cuts = sorted({0, *starts})
    return [
        text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()
    ]


def read_chart_rows(piece: Piece, header: Header, headings: Headings) -> Iterator[ChartEntry]:
    """A chart printed as a table with a column of indicators and one of targets."""
    grid = Grid(piece.table)
    for row in piece.rows:
        title = _cell(grid, row, header, _INDICATOR_ROLES)
        target = _cell(grid, row, header, (Role.TARGET,))
        if title is None or not title.text.strip():
            continue
        match = match_line(title.text, title.place, headings)
        number = match.number if match.kind in ("indicator", "numbered") else ""
        stated = RawValue(target.text, (target.place,)) if target and target.text.strip() else None
        yield ChartEntry(number, match.title or title.text, stated, title.place)


def _cell(grid: Grid, row: int, header: Header, roles: tuple[Role, ...]) -> RawCell | None:
    for column in header.columns:
        if column.role in roles:
            return grid.at(row, column.index)
    return None
