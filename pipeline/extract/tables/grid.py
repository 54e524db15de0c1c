"""Rulings to grids: every cell with its place, rows and columns spanned."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.page import Ruling

SAME_RULE = 3.0  # points: rules nearer than this are one; no column or row is so narrow
EDGE_SHARE = 0.6  # a rule along this share of a slot's side closes it
OPEN_END = 6.0  # points: upright rules that go on so far below the last level one hold a row there
REACH = 3.0  # points by which a rule may miss the rule that it meets


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its top left grid position."""

    row: int
    col: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: positions of its rules and the cells between them, row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]  # [row][col] -> index into cells

    @property
    def area(self) -> float:
        """Square points inside the outer border."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def slot_at(self, x: float, y: float) -> tuple[int, int] | None:
        """(row, column) of the point; None outside the table."""
        xs, ys = self.xs, self.ys
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            return bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        return None

    def box(self, cell: GridCell) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a cell."""
        right, low = cell.col + cell.colspan, cell.row + cell.rowspan
        return self.xs[cell.col], self.ys[cell.row], self.xs[right], self.ys[low]


def find_grids(rulings: Sequence[Ruling]) -> tuple[Grid, ...]:
    """The page's tables from top to bottom. A frame without inner rules is no table."""
    grids = [grid for group in _connected(rulings) if (grid := _grid(group)) is not None]
    return tuple(sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])))


def is_open_below(grid: Grid, rulings: Sequence[Ruling]) -> bool:
    """Whether upright rules reach the table's lower end and no level one closes it there."""
    left, right, end = grid.xs[0] - REACH, grid.xs[-1] + REACH, grid.ys[-1]
    level = (rule for rule in rulings if rule.axis == "h" and abs(rule.position - end) <= REACH)
    if any(rule.start < right and left < rule.end for rule in level):
        return False
    upright = (rule for rule in rulings if rule.axis == "v" and left <= rule.position <= right)
    return sum(abs(rule.end - end) <= REACH for rule in upright) > 1


def with_columns(grid: Grid, xs: tuple[float, ...]) -> Grid:
    """The grid with the columns between `xs`, those that it lacks merged with their neighbours.

    The same grid where its own rules do not all stand among `xs`, or its sides are others.
    """
    at = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in grid.xs]
    near = all(abs(xs[n] - x) <= SAME_RULE for n, x in zip(at, grid.xs, strict=True))
    if not near or len(set(at)) < len(at) or (at[0], at[-1]) != (0, len(xs) - 1):
        return grid
    cells = tuple(
        replace(cell, col=at[cell.col], colspan=at[cell.col + cell.colspan] - at[cell.col])
        for cell in grid.cells
    )
    lengths = [high - low for low, high in itertools.pairwise(at)]
    owner = tuple(
        tuple(index for index, more in zip(row, lengths, strict=True) for _ in range(more))
        for row in grid.owner
    )
    return Grid(xs, grid.ys, cells, owner)


def _connected(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Rulings that touch each other, directly or through others."""
    waiting = list(rulings)
    while waiting:
        group = [waiting.pop()]
        for ruling in group:  # grows while it is walked
            near = [other for other in waiting if _touch(ruling, other)]
            group += near
            known = set(map(id, near))
            waiting = [other for other in waiting if id(other) not in known]
        yield group


def _touch(one: Ruling, two: Ruling) -> bool:
    if one.axis == two.axis:
        near = abs(one.position - two.position) <= SAME_RULE
        return near and one.start - REACH <= two.end and two.start - REACH <= one.end
    return (
        one.start - REACH <= two.position <= one.end + REACH
        and two.start - REACH <= one.position <= two.end + REACH
    )


def _grid(group: list[Ruling]) -> Grid | None:
    level = [ruling for ruling in group if ruling.axis == "h"]
    upright = [ruling for ruling in group if ruling.axis == "v"]
    xs = _positions(upright)
    ys = _closed(_positions(level), upright)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols < 2:
        return None
    return make_grid(xs, ys, _walls(level, ys, xs), _walls(upright, xs, ys))


Walls = list[list[bool]]


def make_grid(xs: tuple[float, ...], ys: tuple[float, ...], level: Walls, upright: Walls) -> Grid:
    """The cells between walls: `level[y][column]`, `upright[x][row]` say where one stands."""
    return grid_of(xs, ys, _cells(len(ys) - 1, len(xs) - 1, level, upright))


def grid_of(xs: tuple[float, ...], ys: tuple[float, ...], cells: Sequence[GridCell]) -> Grid:
    """The grid of these cells, row by row; they cover every slot once."""
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    owner = [[0] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for index, cell in enumerate(ordered):
        for row in range(cell.row, cell.row + cell.rowspan):
            owner[row][cell.col : cell.col + cell.colspan] = [index] * cell.colspan
    return Grid(xs, ys, ordered, tuple(map(tuple, owner)))


def runs_of(columns: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of the columns that stand beside each other, from left to right."""
    runs: list[tuple[int, int]] = []
    for column in sorted(columns):
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _positions(rulings: list[Ruling]) -> tuple[float, ...]:
    """The places of the rules, those of one rule drawn in pieces taken together."""
    groups: list[list[float]] = []
    for position in sorted(ruling.position for ruling in rulings):
        if groups and position - groups[-1][-1] <= SAME_RULE:
            groups[-1].append(position)
        else:
            groups.append([position])
    return tuple(sum(group) / len(group) for group in groups)


def _closed(ys: tuple[float, ...], upright: list[Ruling]) -> tuple[float, ...]:
    """The level rules, and the open ends of a table that a page break cuts inside a row."""
    if not ys or len(upright) < 2:
        return ys
    top = sorted(ruling.start for ruling in upright)[1]  # at least two rules reach so far
    bottom = sorted(ruling.end for ruling in upright)[-2]
    above = (top,) if top < ys[0] - OPEN_END else ()
    below = (bottom,) if bottom > ys[-1] + OPEN_END else ()
    return (*above, *ys, *below)


def _walls(rulings: list[Ruling], across: tuple[float, ...], along: tuple[float, ...]) -> Walls:
    """[rule position][interval]: whether a rule closes the interval there."""
    covered = [[0.0] * (len(along) - 1) for _ in across]
    for ruling in rulings:
        line = min(range(len(across)), key=lambda i: abs(across[i] - ruling.position))
        for index, (low, high) in enumerate(itertools.pairwise(along)):
            covered[line][index] += max(0.0, min(high, ruling.end) - max(low, ruling.start))
    lengths = [high - low for low, high in itertools.pairwise(along)]
    return [
        [cover >= EDGE_SHARE * length for cover, length in zip(line, lengths, strict=True)]
        for line in covered
    ]


def _cells(rows: int, cols: int, level: Walls, upright: Walls) -> list[GridCell]:
    """Slots without a wall between them are one cell; a region that is no rectangle is cut up."""
    taken = [[False] * cols for _ in range(rows)]
    cells = []
    for row in range(rows):
        for col in range(cols):
            if taken[row][col]:
                continue
            cell = _rectangle(row, col, _region(row, col, taken, level, upright))
            for r in range(row, row + cell.rowspan):
                for c in range(col, col + cell.colspan):
                    taken[r][c] = True
            cells.append(cell)
    return cells


def _region(
    row: int,
    col: int,
    taken: list[list[bool]],
    level: Walls,
    upright: Walls,
) -> set[tuple[int, int]]:
    """All free slots that can be reached without crossing a wall."""
    rows, cols = len(taken), len(taken[0])
    region, edge = {(row, col)}, [(row, col)]
    while edge:
        r, c = edge.pop()
        steps = (
            (r - 1, c, r > 0 and not level[r][c]),
            (r + 1, c, r + 1 < rows and not level[r + 1][c]),
            (r, c - 1, c > 0 and not upright[c][r]),
            (r, c + 1, c + 1 < cols and not upright[c + 1][r]),
        )
        for r2, c2, is_open in steps:
            if is_open and not taken[r2][c2] and (r2, c2) not in region:
                region.add((r2, c2))
                edge.append((r2, c2))
    return region


def _rectangle(row: int, col: int, region: set[tuple[int, int]]) -> GridCell:
    """The widest, then lowest rectangle of the region from its first slot."""
    colspan = 1
    while (row, col + colspan) in region:
        colspan += 1
    rowspan = 1
    while all((row + rowspan, c) in region for c in range(col, col + colspan)):
        rowspan += 1
    return GridCell(row, col, rowspan, colspan)
