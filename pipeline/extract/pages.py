"""One page to blocks: tables with their cells and marks, text lines, the printed page number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.page import Page
from pipeline.contracts.table import RawTable, TextLine
from pipeline.extract.page_tables import share_out, table_of, text_line
from pipeline.extract.page_tail import (
    Tail,
    as_before,
    governing_header,
    is_next_row,
    layout_before,
    tail_of,
)
from pipeline.extract.tables.broken_rules import with_broken_rules
from pipeline.extract.tables.column_rules import column_grids
from pipeline.extract.tables.grid import SAME_RULE, Grid, find_grids
from pipeline.extract.tables.line_ends import are_typed
from pipeline.extract.tables.lines import (
    Cluster,
    Line,
    lines_of,
    make_clusters,
    make_lines,
    make_rows,
)
from pipeline.extract.tables.loose_rules import LooseRules
from pipeline.extract.tables.marks import loose_strokes
from pipeline.extract.tables.open_tables import Opened, is_short, is_weak, may_hold, open_tables
from pipeline.extract.tables.overflow import CellClusters
from pipeline.extract.tables.page_number import MARGIN, page_number
from pipeline.extract.tables.shared_numbers import Keys, keys_of, lists_numbers
from pipeline.extract.tables.shared_rows import may_share, told_apart
from pipeline.extract.tables.summary_rows import lines_apart, may_hold_lines
from pipeline.extract.tables.typed_arrows import part_typed_arrows
from pipeline.extract.tables.watermark import part_watermark, slanted_lines
from pipeline.lexicon.facts import Lexicon, load_lexicon

Block = TextLine | RawTable
Keyed = tuple[float, float, Block]


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
    inside, outside = share_out(clusters, grids, level_rules)
    rows = make_rows(outside)
    lines = lines_of(rows)
    seen = _Seen(clusters, grids, inside, rows, lines)
    opened = _open_tables(page, seen, tail, lexicon)
    drawn: dict[Grid, list[float]] = {}  # the rules between rows of tables told by their text
    if opened is not None:
        told, rules = set(opened.grids) - set(grids), LooseRules(page, ())
        drawn = {g: rules.rows(g.xs[0], g.xs[-1], g.ys[0], g.ys[-1]) for g in told}
        page, grids = opened.page, opened.grids
        inside, outside = share_out(clusters, grids, level_rules)
        lines = make_lines(outside)
    number = _printed_number(lines, page)
    blocks: list[Keyed] = [
        (line.top, line.x0, text_line(line, page)) for line in lines if line is not number
    ]
    slanted = slanted_lines([glyph for glyph in page.glyphs if glyph.slanted])
    for aside in (*slanted, *([watermark] if watermark else ())):
        behind = replace(text_line(aside, page), behind=True)
        blocks.append((aside.top, aside.x0, behind))
    loose = loose_strokes(page.rulings, grids)
    for index, seen_grid in enumerate(grids):
        grid, texts = as_before(seen_grid, inside[index], tail, lexicon)
        if page.reader == PICTURES:
            grid, texts = with_broken_rules(grid, texts)
        texts, typed = part_typed_arrows(grid, texts, clusters, lexicon.signs)
        table = table_of(page, grid, texts, clusters, loose, typed)
        apart, lines_texts = _lines_apart(grid, texts, table, tail, lexicon)
        keys = _keys(table, tail, _has_typed_lines(page, texts, clusters), lexicon)
        if apart is not grid:
            grid, texts = apart, lines_texts
            table = table_of(page, grid, texts, clusters, loose, typed)
        elif keys.lined or may_share(table, keys, lexicon.headings):
            whole, own = told_apart(grid, texts, keys, lexicon)
            if whole is not grid:
                table = _guessed(table_of(page, whole, own, clusters, loose, typed), whole, grid.ys)
        elif seen_grid in drawn:
            table = _guessed(table, grid, drawn[seen_grid])
        blocks.append((grid.ys[0], grid.xs[0], table))
        tail = tail_of(table, grid, tail, lexicon)
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


def _keys(table: RawTable, tail: Tail | None, lined: bool, lexicon: Lexicon) -> Keys:
    """Where the item numbers of a table stand: by its header, or that of the table before with
    which it goes on. `lined`: see `_has_typed_lines`; each line of a summary is its own anyway."""
    if not lined and not lists_numbers(table):
        return Keys()
    header = governing_header(table, tail, lexicon)
    is_summary = header is not None and header.kind == "summary"
    return replace(keys_of(header), lined=lined and not is_summary)


def _lines_apart(
    grid: Grid, texts: CellClusters, table: RawTable, tail: Tail | None, lexicon: Lexicon
) -> tuple[Grid, CellClusters]:
    """The grid of a summary with each of its lines in a row of its own; else the same."""
    header = governing_header(table, tail, lexicon) if may_hold_lines(table) else None
    return lines_apart(grid, texts, header, lexicon.headings) if header else (grid, texts)


def _open_tables(page: Page, seen: _Seen, tail: Tail | None, lexicon: Lexicon) -> Opened | None:
    """The page's tables, those without rulings among them; None where none are such."""
    grids = seen.grids
    sound = [grid for grid in grids if not is_weak(grid) or is_next_row(grid, tail, lexicon)]
    inside, rows, lines = seen.inside, seen.outside, seen.lines
    if len(sound) < len(grids):
        inside, outside = share_out(seen.clusters, sound, ())
        rows = make_rows(outside)
        lines = lines_of(rows)
    is_open = tail is not None and tail.layout is not None  # it may end above the page's own tables
    layout = layout_before(tail, lexicon) if lines and (is_open or not sound) else None
    if layout is None and not may_hold(lines, sound, lexicon):
        return None
    headers = {
        grid: layout_before(
            Tail(table_of(page, grid, inside[index], (), (), ()), grid.xs, None), lexicon
        )
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


def _overlap(one: Grid, two: Grid) -> bool:
    level = min(one.ys[-1], two.ys[-1]) > max(one.ys[0], two.ys[0])
    return level and min(one.xs[-1], two.xs[-1]) > max(one.xs[0], two.xs[0])


def _printed_number(lines: Sequence[Line], page: Page) -> Line | None:
    """The line that holds nothing but a page number, first or last on the page, in its margin."""
    for line in (*lines[:1], *lines[-1:]):
        in_margin = line.bottom <= MARGIN * page.height or line.top >= (1 - MARGIN) * page.height
        if in_margin and page_number(line.text) is not None:
            return line
    return None
