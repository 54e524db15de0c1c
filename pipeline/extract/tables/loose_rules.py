"""Lines and fills of a page that close no grid, as what they may be: the rules of an open table."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts.page import Page, Ruling, Stroke
from pipeline.extract.tables.grid import SAME_RULE, Grid
from pipeline.extract.tables.open_columns import Drawn

LEVEL = 0.75  # points: what slants more is no rule
ROW_RULE = 0.6  # of the table's width: a shorter rule parts no rows
COVERED = 0.6  # of a column's width: a shorter rule leaves the column open
MIN_UPRIGHT = 20.0  # points: a shorter upright line is a letter's or an arrow's
WIDE = 0.9  # of the table's width: the ends of a fill so wide tell no columns
MIN_FILL = 4.0  # points: smaller fills are dots and bullets


@dataclass(frozen=True, slots=True)
class _Line:
    """A level or upright line; `stroke` where the page holds it as one."""

    at: float
    start: float
    end: float
    stroke: Stroke | None


class LooseRules:
    """What is drawn outside of `grids`. Reads the page; changes nothing."""

    def __init__(self, page: Page, grids: Sequence[Grid]) -> None:
        level: list[_Line] = []
        upright: list[_Line] = []
        for ruling in page.rulings:
            if not any(_holds(grid, ruling) for grid in grids):
                line = _Line(ruling.position, ruling.start, ruling.end, None)
                (level if ruling.axis == "h" else upright).append(line)
        for stroke in page.strokes:
            if stroke.filled or len(stroke.points) != 2:
                continue
            x0, x1, top, bottom = stroke.x0, stroke.x1, stroke.top, stroke.bottom
            if bottom - top <= LEVEL:
                level.append(_Line((top + bottom) / 2, x0, x1, stroke))
            elif x1 - x0 <= LEVEL and bottom - top >= MIN_UPRIGHT:
                upright.append(_Line((x0 + x1) / 2, top, bottom, stroke))
        self._level = sorted(level, key=lambda line: line.at)
        self._upright = upright
        self._fills = [f for f in page.fills if min(f.x1 - f.x0, f.bottom - f.top) >= MIN_FILL]

    def rows(self, x0: float, x1: float, top: float, bottom: float) -> list[float]:
        """The y of the rules that run along most of a table's width, from top to bottom."""
        return [
            sum(line.at for line in group) / len(group)
            for group in self._groups(top, bottom)
            if _length(group, x0, x1) >= ROW_RULE * (x1 - x0)
        ]

    def open_columns(self, y: float, xs: Sequence[float]) -> list[int]:
        """The columns that the rule at `y` leaves open."""
        group = [line for line in self._level if abs(line.at - y) <= SAME_RULE]
        return [
            column
            for column, (low, high) in enumerate(itertools.pairwise(xs))
            if _length(group, low, high) < COVERED * (high - low)
        ]

    def drawn(self, x0: float, x1: float, top: float, head: float, bottom: float) -> Drawn:
        """What tells columns from `top` to `bottom`: upright rules, ends of fills, and down to
        the header's end `head` ends of level rules (below it they may be arrows)."""
        rules = [x.at for x in self._upright if x.start < bottom and x.end > top]
        fills = [f for f in self._fills if f.top < bottom and f.bottom > top]
        narrow = [f for f in fills if f.x1 - f.x0 < WIDE * (x1 - x0)]
        edges = [x for fill in narrow for x in (fill.x0, fill.x1)]
        for line in self._level:
            if top <= line.at <= head and line.end - line.start < ROW_RULE * (x1 - x0):
                edges += [line.start, line.end]
        return Drawn(tuple(rules), tuple(edges))

    def used(self, grids: Iterable[Grid]) -> frozenset[int]:
        """The ids of the page's strokes that are rules of the tables."""
        found: set[int] = set()
        for grid in grids:
            left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]
            for group in self._groups(top - SAME_RULE, bottom + SAME_RULE):
                if _length(group, left, right) >= ROW_RULE * (right - left):
                    found.update(id(line.stroke) for line in group)
            found.update(
                id(line.stroke)
                for line in self._upright
                if line.start < bottom and line.end > top
                and any(abs(line.at - x) <= SAME_RULE for x in grid.xs)
            )  # fmt: skip
        return frozenset(found)

    def _groups(self, top: float, bottom: float) -> list[list[_Line]]:
        groups: list[list[_Line]] = []
        for line in self._level:
            if not top <= line.at <= bottom:
                continue
            if groups and line.at - groups[-1][-1].at <= SAME_RULE:
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups


def _holds(grid: Grid, ruling: Ruling) -> bool:
    across, along = (grid.ys, grid.xs) if ruling.axis == "h" else (grid.xs, grid.ys)
    inside = across[0] - SAME_RULE <= ruling.position <= across[-1] + SAME_RULE
    return inside and along[0] - SAME_RULE <= ruling.start and ruling.end <= along[-1] + SAME_RULE


def _length(group: Sequence[_Line], low: float, high: float) -> float:
    """How much of the stretch the lines cover together."""
    covered, reached = 0.0, low
    for line in sorted(group, key=lambda line: line.start):
        start, end = max(line.start, reached), min(line.end, high)
        covered += max(0.0, end - start)
        reached = max(reached, end)
    return covered
