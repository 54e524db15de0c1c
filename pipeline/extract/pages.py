"""One page to blocks: tables with their cells and marks, text lines, the printed page number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.contracts.page import Page, Stroke
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.tables.grid import Grid, find_grids
from pipeline.extract.tables.line_ends import join_cell_lines
from pipeline.extract.tables.lines import Cluster, Line, make_clusters, make_lines
from pipeline.extract.tables.marks import find_marks, loose_strokes
from pipeline.extract.tables.upright import turned_text
from pipeline.normalize.digits import to_arabic

MARGIN = 0.12  # of the page's height at top and bottom: where running page numbers stand
_NUMBER = r"[-–—]?\s*(?P<number>[0-9๐-๙]{1,4})\s*[-–—]?"
_PAGE_NUMBER = re.compile(
    rf"\s*[(\[|]?\s*(?:(?:หน้า(?:ที่)?|page)\s*)?{_NUMBER}"
    r"(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?\s*[)\]|]?\s*",
    re.IGNORECASE,
)

Block = TextLine | RawTable
Keyed = tuple[float, float, Block]


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """What a page holds in reading order, and the page number printed on it."""

    blocks: tuple[Block, ...]
    printed_number: int | None


def read_blocks(page: Page) -> PageBlocks:
    """Tables and lines of a page from top to bottom, the running page number left out."""
    grids = find_grids(page.rulings)
    clusters = make_clusters(page.glyphs)
    inside, outside = _share_out(clusters, grids)
    lines = make_lines(outside)
    number = _printed_number(lines, page)
    blocks: list[Keyed] = [
        (line.top, line.x0, _text_line(line, page)) for line in lines if line is not number
    ]
    loose = loose_strokes(page.rulings, grids)
    for index, grid in enumerate(grids):
        table = _table(page, grid, inside[index], clusters, loose)
        blocks.append((grid.ys[0], grid.xs[0], table))
    blocks.sort(key=lambda block: block[:2])
    return PageBlocks(tuple(block for _, _, block in blocks), _value(number))


CellClusters = dict[int, list[Cluster]]


def _share_out(
    clusters: Sequence[Cluster], grids: Sequence[Grid]
) -> tuple[dict[int, CellClusters], list[Cluster]]:
    """Clusters by table and cell, the innermost table first; and those outside all tables."""
    inside: dict[int, CellClusters] = defaultdict(lambda: defaultdict(list))
    outside: list[Cluster] = []
    order = sorted(range(len(grids)), key=lambda index: grids[index].area)
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
        for index in order:
            slot = grids[index].slot_at(x, y)
            if slot is not None:
                inside[index][grids[index].owner[slot[0]][slot[1]]].append(cluster)
                break
        else:
            outside.append(cluster)
    return inside, outside


def _table(
    page: Page,
    grid: Grid,
    texts: CellClusters,
    clusters: Sequence[Cluster],
    loose: Sequence[Stroke],
) -> RawTable:
    turned = {index: text for index, own in texts.items() if (text := turned_text(own))}
    level = {index: own for index, own in texts.items() if index not in turned}
    written = turned | join_cell_lines(grid, {i: make_lines(own) for i, own in level.items()})
    cells = tuple(
        RawCell(
            row=cell.row,
            col=cell.col,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            text=written.get(index, "").strip(),
            place=_place(page, *grid.box(cell)),
        )
        for index, cell in enumerate(grid.cells)
    )
    return RawTable(
        n_rows=len(grid.ys) - 1,
        n_cols=len(grid.xs) - 1,
        cells=cells,
        marks=find_marks(page, grid, clusters, loose),
        place=_place(page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]),
        spans_stated=True,
    )


def _text_line(line: Line, page: Page) -> TextLine:
    return TextLine(
        text=line.text.lstrip(),
        place=_place(page, line.x0, line.top, line.x1, line.bottom),
        bold=line.bold,
    )


def _place(page: Page, x0: float, top: float, x1: float, bottom: float) -> Place:
    return Place(
        reader=page.reader, page=page.number, box=Box(x0=x0, top=top, x1=x1, bottom=bottom)
    )


def _printed_number(lines: Sequence[Line], page: Page) -> Line | None:
    """The line that holds nothing but a page number, first or last on the page, in its margin."""
    for line in (*lines[:1], *lines[-1:]):
        in_margin = line.bottom <= MARGIN * page.height or line.top >= (1 - MARGIN) * page.height
        if in_margin and _PAGE_NUMBER.fullmatch(line.text):
            return line
    return None


def _value(line: Line | None) -> int | None:
    found = _PAGE_NUMBER.fullmatch(line.text) if line is not None else None
    return int(to_arabic(found["number"])) if found else None
