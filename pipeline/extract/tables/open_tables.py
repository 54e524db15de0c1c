"""Tables that no full grid of rules shows: found by their headings, told by white and numbers."""

import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.page import Page
from pipeline.contracts.place import Place
from pipeline.extract.headings import match_line
from pipeline.extract.tables.chunks import Chunk, chunked
from pipeline.extract.tables.grid import Grid
from pipeline.extract.tables.header import MAX_HEADER_ROWS
from pipeline.extract.tables.lines import Cluster, Line
from pipeline.extract.tables.loose_rules import LooseRules
from pipeline.extract.tables.open_body import Layout, body_starts, body_stop, layout_of
from pipeline.extract.tables.open_columns import EDGE_ROOM, Edges, column_edges, narrowed
from pipeline.extract.tables.open_grid import Band, build_grid, crossed, parted
from pipeline.extract.tables.open_header import find_open_header, may_head, may_stack
from pipeline.extract.tables.open_headings import OpenHeader
from pipeline.extract.tables.row_cuts import cut_rows, mark_at
from pipeline.lexicon.facts import Lexicon

SIDE_ROOM = 8.0  # points by which lines of a table may stick out of its sides
MIN_FILLED = 3  # columns with text, so that lines below a table go on with it
TITLE_GAP = 2.0  # font sizes from a running title to the next line at least
MIN_LEVEL = 2  # columns in which a row goes on side by side; fewer is a line of prose
IN_LINE = 2.0  # points between the beginnings of lines of one column
MAX_REST = 12  # lines; more without any item number are no rest of a row
MAX_BELOW = 30.0  # points from a bare header to the first line of its table at most
_HEADINGS = ("goal", "indicator", "numbered", "target")
NO_EDGES = Edges((), ())
RULE_ROOM = 2.0  # points between a rule and the letters that it parts


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables found, the page without the strokes that are their rules, the last layout."""

    grids: tuple[Grid, ...]
    page: Page
    layout: Layout | None


def is_weak(grid: Grid) -> bool:
    """One column, or one row: rules of one axis are missing."""
    return len(grid.xs) == 2 or len(grid.ys) == 2


def may_hold(lines: Sequence[Line], grids: Sequence[Grid], lexicon: Lexicon) -> bool:
    """Cheap: whether a line outside the grids names columns, or is right below a bare header."""
    return any(may_head(line.text, lexicon) or may_stack(line, lexicon) for line in lines) or any(
        _is_right_below(line, grid) for grid in grids if is_short(grid) for line in lines
    )


def is_short(grid: Grid) -> bool:
    """No higher than a header: the rows below it may lack their rules."""
    return len(grid.ys) - 1 <= MAX_HEADER_ROWS and len(grid.xs) > MIN_FILLED


def _is_right_below(line: Line, grid: Grid) -> bool:
    inside = grid.xs[0] - SIDE_ROOM <= line.x0 and line.x1 <= grid.xs[-1] + SIDE_ROOM
    return inside and 0 <= line.top + SIDE_ROOM - grid.ys[-1] <= MAX_BELOW


def open_tables(
    page: Page,
    grids: Mapping[Grid, Layout | None],
    rows: Sequence[Sequence[Cluster]],
    layout: Layout | None,
    lexicon: Lexicon,
) -> Opened:
    """Finds tables in `rows` of letters (those of one baseline each), which stand outside `grids`.

    `grids`: the page's tables, with the columns of those that are bare headers. `layout`: of the
    table that the page before ended with; None where it ended otherwise.
    """
    search = _Search(page, chunked(rows), lexicon, LooseRules(page, tuple(grids)))
    found: list[Grid] = []
    waiting = sorted(grids, key=lambda grid: grid.ys[-1])
    at = 0
    is_rest = False  # right below a bare header of this page whatever stands is its table's
    while at < len(search.rows):
        header = find_open_header(search.rows, at, lexicon, search.rules)
        stop = header.first_row if header is not None else len(search.rows)
        below = search.row_below(waiting[0]) if waiting else stop + 1
        is_next = below <= stop
        may_be_rest = header is None or search.begins(header)
        while layout is not None and (
            rest := search.goes_on(at, min(stop, below), layout, may_be_rest, is_rest)
        ):
            grid, at, layout = rest
            is_rest = False
            found.append(grid)
        if is_next:
            grid = waiting.pop(0)
            layout = grids[grid]
            at = max(at, below)
            is_rest = layout is not None and search.stands_below(grid, at)
        elif header is None:
            break
        else:
            grid, at, layout = search.table(header)
            found.append(grid)
    used = search.rules.used(found)
    strokes = tuple(stroke for stroke in page.strokes if id(stroke) not in used)
    return Opened(tuple(found), replace(page, strokes=strokes), layout)


@dataclass(frozen=True, slots=True)
class _Search:
    """A page's lines outside its grids, and the rules around them. Changes nothing."""

    page: Page
    rows: list[list[Chunk]]
    lexicon: Lexicon
    rules: LooseRules

    def table(self, header: OpenHeader) -> tuple[Grid, int, Layout]:
        """The table below a header, and the row after its last one."""
        first = header.last_row + 1
        layout = layout_of([leaf.role for leaf in header.leaves], NO_EDGES)
        stop = body_stop(self.rows, first, len(self.rows), layout, self.page, self.lexicon)
        layout = replace(layout, edges=self._edges(header, first, stop))
        limit = stop
        stop = body_stop(self.rows, first, limit, layout, self.page, self.lexicon)
        if stop < limit:
            layout = replace(layout, edges=self._edges(header, first, stop))
        grid = self._grid(header, first, stop, layout, has_rest=not self.begins(header))
        return grid, stop, layout

    def begins(self, header: OpenHeader) -> bool:
        """Whether a heading right above says that the table begins here, with its first row."""
        if header.first_row == 0:
            return False
        text = " ".join(chunk.text for chunk in self.rows[header.first_row - 1])
        return match_line(text, Place(reader=""), self.lexicon.headings).kind in _HEADINGS

    def _edges(self, header: OpenHeader, first: int, stop: int) -> Edges:
        body = [chunk for row in self.rows[first:stop] for chunk in row]
        chunks = (*header.chunks, *body)
        x0, x1 = min(c.x0 for c in chunks), max(c.x1 for c in chunks)
        bottom = max(c.bottom for c in chunks)
        drawn = self.rules.drawn(x0, x1, header.top - 2 * RULE_ROOM, header.bottom, bottom)
        return column_edges(header, body, drawn)

    def _grid(
        self,
        header: OpenHeader | None,
        first: int,
        stop: int,
        layout: Layout,
        has_rest: bool = True,
    ) -> Grid:
        xs = layout.xs
        body = [chunk for row in self.rows[first:stop] for chunk in parted(row, xs)]
        top = header.bottom if header is not None else min(c.top for c in body) - RULE_ROOM
        bottom = max([top, *(chunk.bottom for chunk in body)]) + RULE_ROOM
        ruled = self.rules.rows(xs[0], xs[-1], top - RULE_ROOM, bottom + 3 * RULE_ROOM)
        ends, is_ruled = self._ends(ruled, top, bottom, body, header is not None)
        cuts: list[float] = []
        for number, (low, high) in enumerate(itertools.pairwise(ends)):
            band = [c for c in body if low <= (c.top + c.bottom) / 2 < high]
            cuts += [low, *self._cuts(band, layout, has_rest and number == 0, is_ruled)]
        ys = tuple((*cuts, ends[-1]))
        opened = frozenset(
            (number, column)
            for number, y in enumerate(ys[1:-1], 1)
            if y in ruled
            for column in self.rules.open_columns(y, xs)
        )
        return build_grid(xs, header, Band(body, ys, opened))

    def _ends(
        self, ruled: list[float], top: float, bottom: float, body: list[Chunk], headed: bool
    ) -> tuple[list[float], bool]:
        """The y of header end, of the rules between rows, and of the table's end; and whether
        rules tell the rows: there is one above them and one below, or several."""
        tops = [chunk.top for chunk in body]
        inner = [y for y in ruled if tops and min(tops) - RULE_ROOM * 4 <= y]
        above = [y for y in ruled if tops and y <= min(tops) + RULE_ROOM * 2]
        middles = [(c.top + c.bottom) / 2 for c in body]
        start = above[-1] if above else ((top + min(tops)) / 2 if tops and headed else top)
        inner = [y for y in inner if y > start + RULE_ROOM]
        kept = [
            y
            for a, y in zip([start, *inner], inner, strict=False)
            if any(a <= middle < y for middle in middles)
        ]
        end = kept[-1] if kept and all(middle < kept[-1] for middle in middles) else bottom
        found = [start, *(y for y in kept if y < end), max(end, start + RULE_ROOM)]
        return found, len(found) > 2 or bool(above and kept)

    def _cuts(
        self, band: list[Chunk], layout: Layout, has_rest: bool, ruled: bool
    ) -> tuple[float, ...]:
        starts = body_starts(band, layout, self.lexicon)
        if not starts or (ruled and len(starts) < 2):
            return ()
        marks = [mark_at(layout.column_of(chunk), chunk) for chunk in band]
        return cut_rows(marks, starts, has_rest)

    def row_below(self, grid: Grid) -> int:
        """The first row below a grid."""
        tops = [row[0].baseline for row in self.rows]
        return bisect_left(tops, grid.ys[-1])

    def stands_below(self, grid: Grid, at: int) -> bool:
        """Whether row `at` stands right below a grid, inside of its sides."""
        if at >= len(self.rows):
            return False
        row = self.rows[at]
        inside = grid.xs[0] - SIDE_ROOM <= row[0].x0 and row[-1].x1 <= grid.xs[-1] + SIDE_ROOM
        return inside and row[0].top - grid.ys[-1] <= MAX_BELOW

    def goes_on(
        self, at: int, stop: int, layout: Layout, may_be_rest: bool, is_rest: bool
    ) -> tuple[Grid, int, Layout] | None:
        """The lines from row `at` on that go on with the table before, the row after them, and the
        columns as they leave them. `may_be_rest`: they may be the rest of one row;
        `is_rest`: if they are no rows, they are that."""
        for first in range(at, stop):
            if not self._inside(self.rows[first], layout) or self._is_title(first, layout):
                continue
            free = replace(layout, edges=NO_EDGES)
            last = body_stop(self.rows, first, stop, free, self.page, self.lexicon)
            fitted = self._narrowed(layout, first, last)
            last = body_stop(self.rows, first, last, fitted, self.page, self.lexicon)
            if last == first:
                continue
            fitted = self._narrowed(layout, first, last)
            body = [parted(row, fitted.xs) for row in self.rows[first:last]]
            if (is_rest and first == at and _is_rest(body, fitted)) or self._goes_on(
                body, fitted, may_be_rest
            ):
                return self._grid(None, first, last, fitted), last, fitted
        return None

    def _is_title(self, at: int, layout: Layout) -> bool:
        """Whether row `at` is the page's first line, far above the next, and begins no column."""
        if at or len(self.rows) < MIN_LEVEL or len(self.rows[0]) > 1:
            return False
        title, below = self.rows[0][0], self.rows[1][0]
        is_apart = below.baseline - title.baseline > TITLE_GAP * title.size
        return is_apart and not _begin_left([title], layout)

    def _narrowed(self, layout: Layout, first: int, last: int) -> Layout:
        body = [chunk for row in self.rows[first:last] for chunk in row]
        return replace(layout, edges=narrowed(layout.edges, body))

    def _goes_on(self, body: list[list[Chunk]], layout: Layout, may_be_rest: bool) -> bool:
        """Text in several columns, side by side, under a number or as the rest of one row.

        A header after it would have been repeated above the rest of a row, if it begins no table.
        """
        chunks = [chunk for row in body for chunk in row]
        filled = {layout.column_of(chunk) for chunk in chunks}
        if may_be_rest and len(filled) == MIN_LEVEL and len(body[0]) == MIN_LEVEL:
            return not layout.dotted and _begin_left(chunks, layout)
        if len(filled) < MIN_FILLED or max(map(len, body)) < MIN_FILLED - 1:
            return False
        numbered = bool(body_starts(chunks, layout, self.lexicon))
        return numbered or (may_be_rest and not layout.dotted and len(body) <= MAX_REST)

    def _inside(self, row: list[Chunk], layout: Layout) -> bool:
        left, right = layout.xs[0] - SIDE_ROOM, layout.xs[-1] + SIDE_ROOM
        return all(left <= chunk.x0 and chunk.x1 <= right for chunk in row)


def _begin_left(chunks: list[Chunk], layout: Layout) -> bool:
    """Whether each line begins where those of its column above began, and runs over no edge."""
    lefts = (layout.xs[0] + EDGE_ROOM, *(high for _, high in layout.edges.whites))
    return all(
        not crossed(chunk, layout.xs) and abs(chunk.x0 - lefts[layout.column_of(chunk)]) <= IN_LINE
        for chunk in chunks
    )


def _is_rest(body: list[list[Chunk]], layout: Layout) -> bool:
    """Whether lines right below a bare header may be the rest of one row: few, each in a column."""
    return len(body) <= MAX_REST and not any(
        crossed(chunk, layout.xs) for row in body for chunk in row
    )
