"""Tables of which only the rules between the columns are drawn: they go on with another table."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from pipeline.contracts.page import Ruling
from pipeline.extract.tables.grid import REACH, SAME_RULE, Grid, GridCell, grid_of

MIN_COLUMNS = 5  # of a table whose lines are rows of their own: a number, name, money, time


def column_grids(
    rulings: Sequence[Ruling], grids: Sequence[Grid], before: tuple[float, ...]
) -> Iterator[Grid]:
    """A grid of one row for each run of upright rules that part the columns of a known table.

    `grids`: the page's tables; `before`: the columns of the one that the page before ended with.
    """
    known = [xs for xs in (before, *(grid.xs for grid in grids)) if len(xs) > MIN_COLUMNS]
    if not known:
        return
    for group in _level(ruling for ruling in rulings if ruling.axis == "v"):
        places = sorted(ruling.position for ruling in group)
        top, bottom = group[0].start, group[0].end
        xs = next((xs for xs in known if _are_columns(places, xs)), None)
        if xs is not None and not any(_overlaps(grid, top, bottom) for grid in grids):
            cells = [GridCell(0, col, 1, 1) for col in range(len(xs) - 1)]
            yield grid_of(xs, (top, bottom), cells)


def _level(upright: Iterable[Ruling]) -> list[list[Ruling]]:
    """Upright rules by where they begin and end."""
    groups: list[list[Ruling]] = []
    for ruling in upright:
        for group in groups:
            first = group[0]
            if max(abs(first.start - ruling.start), abs(first.end - ruling.end)) <= REACH:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return groups


def _are_columns(places: Sequence[float], xs: Sequence[float]) -> bool:
    """Whether a rule stands at each edge of the columns, and none elsewhere."""
    merged = [x for before, x in itertools.pairwise((float("-inf"), *places)) if x - before > 0.5]
    return len(merged) == len(xs) and all(
        abs(place - x) <= SAME_RULE for place, x in zip(merged, xs, strict=True)
    )


def _overlaps(grid: Grid, top: float, bottom: float) -> bool:
    return min(grid.ys[-1], bottom) - max(grid.ys[0], top) > SAME_RULE
