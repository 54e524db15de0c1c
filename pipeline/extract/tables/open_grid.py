"""The grid of a table whose rules are missing, from its columns, its header and its row cuts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.tables.chunks import Chunk, make_chunk
from pipeline.extract.tables.grid import Grid, make_grid
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.open_headings import OpenHeader

WORD = 0.16  # em: letters nearer than this are of one word, that a column's edge cannot part
OVERHANG = 1.0  # points by which a letter may stick out of its column


@dataclass(frozen=True, slots=True)
class Band:
    """The lines of a table below its header, with the y at which its rows end.

    `ys`: from the header's lower end to the table's; `open_edges`: those between two rows that
    leave a column open, as (index of y, column).
    """

    chunks: Sequence[Chunk]
    ys: tuple[float, ...]
    open_edges: frozenset[tuple[int, int]] = frozenset()


def crosses(chunk: Chunk, x: float) -> bool:
    """Whether the chunk's words run across `x`."""
    if not chunk.x0 + OVERHANG < x < chunk.x1 - OVERHANG:
        return False
    letters = [cluster for cluster in chunk.clusters if cluster.text.strip()]
    before = [c.x1 for c in letters if (c.x0 + c.x1) / 2 <= x]
    after = [c.x0 for c in letters if (c.x0 + c.x1) / 2 > x]
    return bool(before and after) and min(after) - max(before) < WORD * chunk.size


def crossed(chunk: Chunk, xs: Sequence[float]) -> list[int]:
    """The inner edges that the chunk runs across."""
    low, high = chunk.x0, chunk.x1
    return [n for n, x in enumerate(xs[1:-1], 1) if low < x < high and crosses(chunk, x)]


def parted(row: Sequence[Chunk], xs: Sequence[float]) -> list[Chunk]:
    """The row's chunks, cut at the edges of columns that their words do not cross."""
    found: list[Chunk] = []
    for chunk in row:
        low, high = chunk.x0, chunk.x1
        edges = [x for x in xs if low < x < high and not crosses(chunk, x)]
        if not edges:
            found.append(chunk)
            continue
        parts: list[list[Cluster]] = [[] for _ in range(len(edges) + 1)]
        for cluster in chunk.clusters:
            parts[sum((cluster.x0 + cluster.x1) / 2 > x for x in edges)].append(cluster)
        inked = [part for part in parts if any(cluster.text.strip() for cluster in part)]
        found += [make_chunk(part) for part in inked] if len(inked) > 1 else [chunk]
    return found


def build_grid(xs: tuple[float, ...], header: OpenHeader | None, band: Band) -> Grid:
    """One cell for each heading and for each column of each row, joined where words run on."""
    head = _header_ys(header, band.ys[0]) if header is not None else ()
    ys = (*head, *band.ys)
    cols, rows = len(xs) - 1, len(ys) - 1
    level = [[True] * cols for _ in ys]
    upright = [[True] * rows for _ in xs]
    for y, column in band.open_edges:
        level[len(head) + y][column] = False
    for number in range(1, len(head)):
        level[number] = [_ends_parent(header, ys[number], column) for column in range(cols)]
    for row in range(len(head)):
        for parent in header.parents if header is not None else ():
            if ys[row] <= _middle(parent.chunks) <= ys[row + 1]:
                for column in range(parent.first + 1, parent.last + 1):
                    upright[column][row] = False
    for chunk in band.chunks:
        row = _row_of(chunk, ys)
        for edge in crossed(chunk, xs):
            upright[edge][row] = False
    return make_grid(xs, ys, level, upright)


def _middle(chunks: Sequence[Chunk]) -> float:
    return (min(c.top for c in chunks) + max(c.bottom for c in chunks)) / 2


def _header_ys(header: OpenHeader, bottom: float) -> tuple[float, ...]:
    """The header's upper end, and the ends of its rows of headings over several columns."""
    top = header.top - OVERHANG
    cuts: list[float] = []
    for parent in header.parents:
        low = max(chunk.bottom for chunk in parent.chunks)
        under = [
            chunk.top
            for leaf in header.leaves[parent.first : parent.last + 1]
            for chunk in leaf.chunks
            if chunk.baseline > max(c.baseline for c in parent.chunks)
        ]
        y = (low + min(under)) / 2 if under else low
        if all(abs(y - other) > 2 * OVERHANG for other in cuts) and top < y < bottom:
            cuts.append(y)
    return (top, *sorted(cuts))


def _ends_parent(header: OpenHeader | None, y: float, column: int) -> bool:
    """Whether a heading over this and other columns stands above `y`, right in the row there."""
    return header is not None and any(
        parent.first <= column <= parent.last and _middle(parent.chunks) < y
        for parent in header.parents
    )


def _row_of(chunk: Chunk, ys: Sequence[float]) -> int:
    middle = (chunk.top + chunk.bottom) / 2
    inside = [n for n in range(len(ys) - 1) if ys[n] <= middle]
    return inside[-1] if inside else 0
