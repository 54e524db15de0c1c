"""Where the rows of a table end that no rule parts: told from item numbers and from the white.

In a row the blocks of all columns begin level, stand in the middle of each other, or end level. Of
all ways to cut between one item number and the next, the one is taken in which they do so best and
which cuts through the widest white.
"""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.extract.tables.chunks import Chunk

MAX_CUTS = 12  # the widest whites tried between two numbers; the right one is among the first
LOOSE = 1.3  # leadings: lines farther apart than this are hardly of one cell
LOOSE_COST = 0.6  # a leading of white inside a cell costs as much as blocks so far out of line
WHITE_GAIN = 1.5  # what a leading of white at a cut is worth, against a leading out of line
REST_COST = 0.3  # for lines above the first number: they are the rest of a row, or its beginning
BOTTOM_COST = 0.3  # blocks that end level are rarer than such as begin level
MAX_LEADING = 2.0  # line heights; lines farther apart do not follow each other
KEY_WEIGHT = 2.0  # an item number out of line says more than another column's block
SAME_LEVEL = 0.5  # points: baselines nearer than this are one
ONE_LINE = 0.35  # leadings: no cut parts lines so near; a tick's font sets it a little off the text


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a column: where it stands. `column` is the index of its column."""

    column: int
    top: float
    bottom: float
    baseline: float


def mark_at(column: int, line: Chunk) -> Mark:
    """Where a line of that column stands."""
    return Mark(column, line.top, line.bottom, line.baseline)


@dataclass(frozen=True, slots=True)
class Start:
    """The line that gives a row away. `leads`: it is the first line of its column in the row."""

    mark: Mark
    leads: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut: above it the lines up to `level` (an index into the levels)."""

    level: int
    y: float
    white: float


def cut_rows(
    marks: Sequence[Mark], starts: Sequence[Start], has_rest: bool, is_level: bool = False
) -> tuple[float, ...]:
    """The y of the cuts between the rows that `starts` give away, from top to bottom.

    `has_rest`: lines above the first row may be the rest of one on the page before. Then the first
    cut parts them, and there is none where no such lines are. `is_level`: the numbers surely stand
    in the first line of their rows.
    """
    if not starts:
        return ()
    ways = (False,) if is_level else (False, True)
    levelled = [_cut_with(marks, starts, has_rest, centred) for centred in ways]
    return min(levelled, key=lambda found: found[0])[1]


def _cut_with(
    marks: Sequence[Mark], starts: Sequence[Start], has_rest: bool, centred: bool
) -> tuple[float, tuple[float, ...]]:
    """The best cuts, with what they cost, if the column of numbers begins level or is `centred`."""
    frame = _Frame(marks, starts[0].mark.column, centred)
    ordered = sorted(starts, key=lambda start: start.mark.baseline)
    choices = [frame.cuts_between(a, b) for a, b in itertools.pairwise(ordered)]
    first = frame.cuts_above(ordered[0]) if has_rest else [frame.top_cut()]
    return frame.best([first, *choices])


def leading_of(marks: Sequence[Mark]) -> float:
    """The usual distance of lines of one column; their height where none follow each other."""
    steps: list[float] = []
    for column in {mark.column for mark in marks}:
        lines = sorted(mark.baseline for mark in marks if mark.column == column)
        steps += [b - a for a, b in itertools.pairwise(lines) if b - a > SAME_LEVEL]
    usual = median(mark.bottom - mark.top for mark in marks) if marks else 1.0
    near = [step for step in steps if step <= MAX_LEADING * usual]
    return median(near) if near else usual


_Path = tuple[float, tuple[_Cut, ...]]  # cost, cuts


@dataclass(slots=True)
class _Column:
    """A column's lines from top to bottom: where each stands in the list of all lines, its
    baseline, and what the white below it costs if the next one is of the same cell."""

    places: list[int] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    loose: list[float] = field(default_factory=list)

    def add(self, place: int, mark: Mark, leading: float) -> None:
        if self.lines:
            step = mark.baseline - self.lines[-1]
            self.loose.append(LOOSE_COST * max(0.0, step / leading - LOOSE))
        self.places.append(place)
        self.lines.append(mark.baseline)


class _Frame:
    """The lines of the band that is cut, by level. Reads; changes nothing."""

    def __init__(self, marks: Sequence[Mark], key: int, centred: bool) -> None:
        self.key = key
        self.centred = centred
        self.marks = sorted(marks, key=lambda mark: mark.baseline)
        self.leading = leading_of(self.marks)
        near = max(SAME_LEVEL, ONE_LINE * self.leading)
        self.levels: list[list[Mark]] = []
        for mark in self.marks:
            if self.levels and mark.baseline - self.levels[-1][0].baseline <= near:
                self.levels[-1].append(mark)
            else:
                self.levels.append([mark])
        self.bottoms = list(
            itertools.accumulate((max(m.bottom for m in level) for level in self.levels), max)
        )
        tops = [min(m.top for m in level) for level in self.levels]
        self.tops = list(itertools.accumulate(reversed(tops), min))[::-1]
        self.starts = list(itertools.accumulate(map(len, self.levels), initial=0))
        self.columns: dict[int, _Column] = {}
        for place, mark in enumerate(self.marks):
            self.columns.setdefault(mark.column, _Column()).add(place, mark, self.leading)

    def level_of(self, mark: Mark) -> int:
        return next(n for n, level in enumerate(self.levels) if mark in level)

    def top_cut(self) -> _Cut:
        return _Cut(0, self.tops[0], self.leading)

    def cut_at(self, level: int) -> _Cut:
        """The cut right above a level."""
        if level == 0:
            return self.top_cut()
        above, below = self.bottoms[level - 1], self.tops[level]
        return _Cut(level, (above + below) / 2, below - above)

    def cuts_above(self, start: Start) -> list[_Cut]:
        last = self.level_of(start.mark)
        return self._cuts(self._first_level(start, 0), last)

    def cuts_between(self, one: Start, two: Start) -> list[_Cut]:
        after = self.level_of(one.mark) + 1
        return self._cuts(self._first_level(two, after), max(after, self.level_of(two.mark)))

    def _first_level(self, start: Start, lowest: int) -> int:
        """The highest level at which the row of `start` can begin."""
        if not start.leads:
            return lowest
        before = [
            self.level_of(mark)
            for mark in self.marks
            if mark.column == start.mark.column and mark.baseline < start.mark.baseline
        ]
        return max(lowest, max(before, default=-1) + 1)

    def _cuts(self, first: int, last: int) -> list[_Cut]:
        # Two lines of a column on one level (a hidden text, a stamp) leave no level between.
        last = min(last, len(self.levels) - 1)
        cuts = [self.cut_at(level) for level in range(min(first, last), last + 1)]
        return sorted(cuts, key=lambda cut: -cut.white)[:MAX_CUTS]

    def best(self, choices: list[list[_Cut]]) -> tuple[float, tuple[float, ...]]:
        """One cut of each choice, so that the rows between them are told best; and the cost."""
        state: dict[int, _Path] = {}
        for cut in choices[0]:
            rest = self._row(0, cut.level) + REST_COST if cut.level else 0.0
            state[cut.level] = (self._gain(cut) + rest, (cut,))
        for cuts in choices[1:]:
            following: dict[int, _Path] = {}
            for cut in cuts:
                paths = [
                    (cost + self._row(level, cut.level) + self._gain(cut), (*path, cut))
                    for level, (cost, path) in state.items()
                    if level < cut.level
                ]
                if paths:
                    following[cut.level] = min(paths, key=lambda path: path[0])
            state = following or state
        ends = [
            (cost + self._row(level, len(self.levels)), path)
            for level, (cost, path) in state.items()
        ]
        cost, path = min(ends, key=lambda end: end[0])
        return cost, tuple(cut.y for cut in path if cut.level > 0)

    def _gain(self, cut: _Cut) -> float:
        white = min(max(cut.white, -self.leading), self.leading)
        return -WHITE_GAIN * white / self.leading if cut.level else 0.0

    def _row(self, first: int, stop: int) -> float:
        """How badly the blocks of the levels `first`..`stop` fit into one row, in leadings."""
        begin, end = self.starts[first], self.starts[stop]
        blocks: list[tuple[int, int, list[float], list[float]]] = []
        for column, block in self.columns.items():
            a, b = bisect_left(block.places, begin), bisect_left(block.places, end)
            if a < b:
                blocks.append((block.places[a], column, block.lines[a:b], block.loose[a : b - 1]))
        if not blocks:
            return 0.0
        top = min([lines[0] for _, _, lines, _ in blocks])
        bottom = max([lines[-1] for _, _, lines, _ in blocks])
        cost = 0.0
        for _, column, lines, loose in sorted(blocks):
            off_top = lines[0] - top
            off_middle = abs(lines[0] + lines[-1] - top - bottom) / 2
            off_bottom = bottom - lines[-1] + BOTTOM_COST * self.leading
            if column == self.key:
                cost += KEY_WEIGHT * (off_middle if self.centred else off_top) / self.leading
            else:
                cost += min(off_top, off_middle, off_bottom) / self.leading
            for white in loose:
                cost += white
        return cost
