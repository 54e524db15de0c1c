"""One page to blocks: tables with their cells and marks, text lines, the printed page number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.page import Page, Stroke
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import TIME_ROLES, RawCell, RawTable, TextLine
from pipeline.extract.tables.broken_rules import with_broken_rules
from pipeline.extract.tables.column_rules import column_grids
from pipeline.extract.tables.grid import SAME_RULE, Grid, find_grids, is_open_below, with_columns
from pipeline.extract.tables.header import Header, find_header
from pipeline.extract.tables.line_ends import are_typed, join_cell_lines
from pipeline.extract.tables.lines import (
    Cluster,
    Line,
    lines_of,
    make_clusters,
    make_lines,
    make_rows,
)
from pipeline.extract.tables.loose_rules import LooseRules
from pipeline.extract.tables.marks import find_marks, loose_strokes, typed_marks
from pipeline.extract.tables.open_body import Layout, layout_of
from pipeline.extract.tables.open_columns import fixed_edges
from pipeline.extract.tables.open_header import may_head
from pipeline.extract.tables.open_tables import Opened, is_short, is_weak, may_hold, open_tables
from pipeline.extract.tables.overflow import CellClusters, Placed, cells_of, runs_out
from pipeline.extract.tables.page_number import MARGIN, page_number
from pipeline.extract.tables.shared_numbers import Keys, keys_of, lists_numbers
from pipeline.extract.tables.shared_rows import may_share, shared_out, told_apart
from pipeline.extract.tables.summary_rows import lines_apart, may_hold_lines
from pipeline.extract.tables.typed_arrows import part_typed_arrows
from pipeline.extract.tables.upright import turned_text
from pipeline.extract.tables.watermark import part_watermark, slanted_lines
from pipeline.lexicon.facts import Lexicon, load_lexicon

Block = TextLine | RawTable
Keyed = tuple[float, float, Block]


@dataclass(frozen=True, slots=True)
class Tail:
    """The table that a page ended with, which the next may go on with without rules of its own.

    `header`: the table that last had a header; `xs`: the columns now; `layout` where known.
    """

    header: RawTable | None
    xs: tuple[float, ...]
    layout: Layout | None


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """What a page holds in reading order, and the page number printed on it."""

    blocks: tuple[Block, ...]
    printed_number: int | None
    tail: Tail | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page's letters, those inside of its ruled tables by table and cell, the others by row."""

    clusters: Sequence[Cluster]
    grids: Sequence[Grid]
    inside: Mapping[int, CellClusters]
    outside: Sequence[Sequence[Cluster]]
    lines: Sequence[Line]


def read_blocks(page: Page, lexicon: Lexicon | None = None, tail: Tail | None = None) -> PageBlocks:
    """Tables and lines of a page from top to bottom, the running page number left out.

    `lexicon`: the package's own if None. `tail`: the table that the page before ended with.
    """
    lexicon = lexicon or load_lexicon()
    grids = _all_grids(page, tail)
    level = [glyph for glyph in page.glyphs if not glyph.slanted]
    clusters, watermark = part_watermark(make_clusters(level))
    level_rules = _level_rules(page)
    inside, outside = _share_out(clusters, grids, level_rules)
    rows = make_rows(outside)
    lines = lines_of(rows)
    seen = _Seen(clusters, grids, inside, rows, lines)
    opened = _open_tables(page, seen, tail, lexicon)
    drawn: dict[Grid, list[float]] = {}  # the rules between rows of tables told by their text
    if opened is not None:
        told, rules = set(opened.grids) - set(grids), LooseRules(page, ())
        drawn = {g: rules.rows(g.xs[0], g.xs[-1], g.ys[0], g.ys[-1]) for g in told}
        page, grids = opened.page, opened.grids
        inside, outside = _share_out(clusters, grids, level_rules)
        lines = make_lines(outside)
    number = _printed_number(lines, page)
    blocks: list[Keyed] = [
        (line.top, line.x0, _text_line(line, page)) for line in lines if line is not number
    ]
    slanted = slanted_lines([glyph for glyph in page.glyphs if glyph.slanted])
    for aside in (*slanted, *([watermark] if watermark else ())):
        behind = replace(_text_line(aside, page), behind=True)
        blocks.append((aside.top, aside.x0, behind))
    loose = loose_strokes(page.rulings, grids)
    for index, seen_grid in enumerate(grids):
        grid, texts = _as_before(seen_grid, inside[index], tail, lexicon)
        if page.reader == PICTURES:
            grid, texts = with_broken_rules(grid, texts)
        texts, typed = part_typed_arrows(grid, texts, clusters, lexicon.signs)
        table = _table(page, grid, texts, clusters, loose, typed)
        apart, lines_texts = _lines_apart(grid, texts, table, tail, lexicon)
        keys = _keys(table, tail, _has_typed_lines(page, texts, clusters), lexicon)
        if apart is not grid:
            grid, texts = apart, lines_texts
            table = _table(page, grid, texts, clusters, loose, typed)
        elif keys.lined or may_share(table, keys, lexicon.headings):
            whole, own = told_apart(grid, texts, keys, lexicon)
            if whole is not grid:
                table = _guessed(_table(page, whole, own, clusters, loose, typed), whole, grid.ys)
        elif seen_grid in drawn:
            table = _guessed(table, grid, drawn[seen_grid])
        blocks.append((grid.ys[0], grid.xs[0], table))
        tail = _tail(table, grid, tail, lexicon)
    if not grids:
        tail = None
    elif opened is not None and opened.layout is not None and tail is not None:
        tail = replace(tail, layout=opened.layout)
    blocks.sort(key=lambda block: block[:2])
    return PageBlocks(
        tuple(block for _, _, block in blocks), page_number(number.text) if number else None, tail
    )


def _level_rules(page: Page) -> tuple[float, ...]:
    """Where level rules stand; none on a page read from its picture, whose letters have no order
    but that of their places."""
    if page.reader == PICTURES:
        return ()
    return tuple(rule.position for rule in page.rulings if rule.axis == "h")


def _all_grids(page: Page, tail: Tail | None) -> tuple[Grid, ...]:
    """The page's tables as ruled, those of rules between their columns alone among them."""
    grids = find_grids(page.rulings)
    more = column_grids(page.rulings, grids, tail.xs if tail is not None else ())
    return tuple(sorted((*grids, *more), key=lambda grid: (grid.ys[0], grid.xs[0])))


def _as_before(
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


def _guessed(table: RawTable, grid: Grid, drawn: Sequence[float]) -> RawTable:
    """The table that says which of its rows begin where no rule is `drawn`."""
    rows = (
        n for n, y in enumerate(grid.ys[:-1]) if all(abs(y - rule) > SAME_RULE for rule in drawn)
    )
    return replace(table, guessed_rows=frozenset(rows))


def _has_typed_lines(page: Page, texts: CellClusters, clusters: Sequence[Cluster]) -> bool:
    """Whether lines of cells were typed as rows of their own, as in a spreadsheet."""
    lines = {index: make_lines(own) for index, own in texts.items()}
    return page.reader != PICTURES and are_typed(lines, clusters)


def _tail(table: RawTable, grid: Grid, before: Tail | None, lexicon: Lexicon) -> Tail:
    """The table as what may go on; without a header of its own it goes on with the one before."""
    first = " ".join(cell.text for cell in table.cells if cell.row == 0)
    if may_head(first, lexicon):
        return Tail(table, grid.xs, None)
    goes_on = before is not None and len(before.xs) == len(grid.xs)
    return Tail(before.header if before is not None and goes_on else None, grid.xs, None)


def _layout(tail: Tail | None, lexicon: Lexicon) -> Layout | None:
    """The columns of the table that the page before ended with; None where it had no header."""
    if tail is None or tail.layout is not None or tail.header is None:
        return tail.layout if tail is not None else None
    header = _header_of(tail.header, lexicon)
    roles = [column.role for column in header.columns] if header else []
    return layout_of(roles, fixed_edges(tail.xs)) if header else None


def _header_of(table: RawTable, lexicon: Lexicon) -> Header | None:
    """The first header in a table; None where it has none."""
    rows = range(table.n_rows)
    found = (find_header(table, row, lexicon.headings, lexicon.months) for row in rows)
    return next((header for header in found if header is not None), None)


def _keys(table: RawTable, tail: Tail | None, lined: bool, lexicon: Lexicon) -> Keys:
    """Where the item numbers of a table stand: by its header, or that of the table before with
    which it goes on. `lined`: see `_has_typed_lines`; each line of a summary is its own anyway."""
    if not lined and not lists_numbers(table):
        return Keys()
    header = _governing(table, tail, lexicon)
    is_summary = header is not None and header.kind == "summary"
    return replace(keys_of(header), lined=lined and not is_summary)


def _governing(table: RawTable, tail: Tail | None, lexicon: Lexicon) -> Header | None:
    """The header of a table: its own, or that of the table before with which it goes on."""
    before = tail.header if tail is not None else None
    goes_on = before is not None and before.n_cols == table.n_cols
    found = _header_of(table, lexicon)
    return found or (_header_of(before, lexicon) if before is not None and goes_on else None)


def _lines_apart(
    grid: Grid, texts: CellClusters, table: RawTable, tail: Tail | None, lexicon: Lexicon
) -> tuple[Grid, CellClusters]:
    """The grid of a summary with each of its lines in a row of its own; else the same."""
    header = _governing(table, tail, lexicon) if may_hold_lines(table) else None
    return lines_apart(grid, texts, header, lexicon.headings) if header else (grid, texts)


def _open_tables(page: Page, seen: _Seen, tail: Tail | None, lexicon: Lexicon) -> Opened | None:
    """The page's tables, those without rulings among them; None where none are such."""
    grids = seen.grids
    sound = [grid for grid in grids if not is_weak(grid) or _is_next_row(grid, tail, lexicon)]
    inside, rows, lines = seen.inside, seen.outside, seen.lines
    if len(sound) < len(grids):
        inside, outside = _share_out(seen.clusters, sound, ())
        rows = make_rows(outside)
        lines = lines_of(rows)
    is_open = tail is not None and tail.layout is not None  # it may end above the page's own tables
    layout = _layout(tail, lexicon) if lines and (is_open or not sound) else None
    if layout is None and not may_hold(lines, sound, lexicon):
        return None
    headers = {
        grid: _layout(Tail(_table(page, grid, inside[index], (), (), ()), grid.xs, None), lexicon)
        if is_short(grid)
        else None
        for index, grid in enumerate(sound)
    }
    opened = open_tables(page, headers, rows, layout, lexicon)
    kept = [
        grid
        for grid in grids
        if grid in sound or not any(_overlap(grid, other) for other in opened.grids)
    ]
    grids = sorted((*kept, *opened.grids), key=lambda grid: (grid.ys[0], grid.xs[0]))
    return replace(opened, grids=tuple(grids)) if opened.grids else None


def _is_next_row(grid: Grid, tail: Tail | None, lexicon: Lexicon) -> bool:
    """Whether a grid of one row has the columns of the table that the page before ended with.

    A cell merged over columns of time hides the rules between these.
    """
    if tail is None or tail.header is None or len(grid.xs) == 2:
        return False
    if len(grid.xs) == len(tail.xs):
        return all(abs(a - b) <= SAME_RULE for a, b in zip(grid.xs, tail.xs, strict=True))
    whole = with_columns(grid, tail.xs)
    header = _header_of(tail.header, lexicon) if whole is not grid else None
    if header is None or len(header.columns) != len(tail.xs) - 1:
        return False
    merged = [header.columns[c.col : c.col + c.colspan] for c in whole.cells if c.colspan > 1]
    return all(column.role in TIME_ROLES for parts in merged for column in parts)


def _overlap(one: Grid, two: Grid) -> bool:
    level = min(one.ys[-1], two.ys[-1]) > max(one.ys[0], two.ys[0])
    return level and min(one.xs[-1], two.xs[-1]) > max(one.xs[0], two.xs[0])


def _share_out(
    clusters: Sequence[Cluster], grids: Sequence[Grid], rules: Sequence[float]
) -> tuple[dict[int, CellClusters], list[Cluster]]:
    """Clusters by table and cell, the innermost table first; and those outside all tables."""
    if not grids:
        return {}, list(clusters)
    placed: dict[int, list[Placed]] = defaultdict(list)
    outside: list[Cluster] = []
    areas = sorted(range(len(grids)), key=lambda index: grids[index].area)
    order = [(grids[index], placed[index]) for index in areas]
    last: tuple[Grid, list[Placed]] | None = None  # where the letter before went
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, (cluster.top + cluster.bottom) / 2
        for grid, found in order:
            if (slot := grid.slot_at(x, y)) is not None:
                found.append((cluster, slot))
                last = grid, found
                break
        else:
            if last is not None and runs_out(last[0], last[1][-1], cluster):
                last[1].append((cluster, last[1][-1][1]))
            else:
                outside.append(cluster)
                last = None
    inside = {index: cells_of(grid, placed[index], rules) for index, grid in enumerate(grids)}
    return inside, outside


def _table(
    page: Page,
    grid: Grid,
    texts: CellClusters,
    clusters: Sequence[Cluster],
    loose: Sequence[Stroke],
    typed: Sequence[Box],
) -> RawTable:
    turned = {index: text for index, own in texts.items() if (text := turned_text(own))}
    level = {index: own for index, own in texts.items() if index not in turned}
    lines = {index: make_lines(own) for index, own in level.items()}
    is_typed = page.reader != PICTURES and are_typed(lines, clusters)
    written = turned | join_cell_lines(grid, lines, is_typed)
    cells = tuple(
        RawCell(
            row=cell.row,
            col=cell.col,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            text=written.get(index, "").strip(),
            place=_place(page, *grid.box(cell)),
            spaced=written.get(index, "").endswith(" "),
        )
        for index, cell in enumerate(grid.cells)
    )
    return RawTable(
        n_rows=len(grid.ys) - 1,
        n_cols=len(grid.xs) - 1,
        cells=cells,
        marks=(*find_marks(page, grid, clusters, loose), *typed_marks(page, grid, typed)),
        place=_place(page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]),
        spans_stated=True,
        open_below=is_open_below(grid, page.rulings),
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
        if in_margin and page_number(line.text) is not None:
            return line
    return None
