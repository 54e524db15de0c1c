"""The lines below the header of an open table: where they end, and which of them begin rows."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.contracts.page import Page
from pipeline.contracts.place import Place
from pipeline.contracts.table import Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.chunks import Chunk
from pipeline.extract.tables.open_columns import Edges
from pipeline.extract.tables.open_grid import crossed, parted
from pipeline.extract.tables.open_header import is_header_row
from pipeline.extract.tables.page_number import MARGIN, page_number
from pipeline.extract.tables.row_cuts import LOOSE, SAME_LEVEL, Mark, Start, leading_of, mark_at
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.numbering import (
    begins_dotted,
    parse_item,
    split_bare_item,
    split_item,
)

MAX_WHITE = 6.0  # font sizes from one line of a table to the next; more, and it has ended
MIN_LEVEL = 2  # columns in which a row of a table goes on side by side
MAX_JUMP = 3  # how far an item number may run ahead of the one before and still begin a row
_FIGURE = re.compile(r"[\d.,]+|[-–—]+")
_HEADINGS = ("goal", "indicator", "target", "part", "named")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of an open table, which may go on below a heading or on the next page.

    `key`: the column whose lines begin rows; `alone`: it holds nothing but item numbers;
    `dotted`: its numbers are those of indicators.
    """

    edges: Edges
    key: int
    alone: bool
    dotted: bool

    @property
    def xs(self) -> tuple[float, ...]:
        """The edges of the columns; none before they are known."""
        return self.edges.xs

    def column_of(self, chunk: Chunk) -> int:
        """The column in which a chunk stands, or begins where it runs over several."""
        across = crossed(chunk, self.xs)
        place = chunk.x0 + 1 if across else chunk.middle
        return min(max(bisect_right(self.xs, place) - 1, 0), len(self.xs) - 2)


def layout_of(roles: Sequence[Role], edges: Edges) -> Layout:
    """Which column numbers the rows of a table with columns of these roles."""
    known = list(roles)
    if Role.COUNT in known:
        for role in (Role.INDICATOR, Role.KPI, Role.GOAL):
            if role in known:
                return Layout(edges, known.index(role), False, True)
    if Role.ITEM in known:
        return Layout(edges, known.index(Role.ITEM), True, False)
    return Layout(edges, known.index(Role.PROJECT) if Role.PROJECT in known else 0, False, False)


def body_stop(
    rows: Sequence[list[Chunk]],
    first: int,
    limit: int,
    layout: Layout,
    page: Page,
    lexicon: Lexicon,
) -> int:
    """The row after the last one of a table whose lines begin at row `first`.

    A heading, a remark, the page's number, another header, wide white, or prose that runs across
    the columns (where `layout` knows any) ends it.
    """
    for number in range(first, limit):
        row = parted(rows[number], layout.xs)
        text = " ".join(chunk.text for chunk in row)
        above = rows[number - 1] if number else row
        if row[0].baseline - above[0].baseline > MAX_WHITE * row[0].size and number > first:
            return number
        in_margin = row[0].baseline > (1 - MARGIN) * page.height
        is_number = in_margin and _is_page_number(row)
        if is_number and not _any_side_by_side(rows[number + 1 :]):
            return number
        if in_margin and text.startswith(lexicon.headings.plan_words):  # the title that runs on
            return number
        if text.startswith(lexicon.headings.remark_words) or is_header_row(row, lexicon):
            return number
        if len(row) == 1 and _ends_table(row[0], text, layout, lexicon):
            return number
        if _is_prose(row, layout, lexicon):
            return number
    return limit


def _is_page_number(row: list[Chunk]) -> bool:
    """Whether a row is the page's number, alone or at the end of a running title."""
    return len(row) <= MIN_LEVEL and page_number(row[-1].text) is not None


def _any_side_by_side(rows: Sequence[list[Chunk]]) -> bool:
    """Whether a row of a table follows: no page number stands above one (a year may)."""
    return any(len(row) >= MIN_LEVEL for row in rows)


def _ends_table(chunk: Chunk, text: str, layout: Layout, lexicon: Lexicon) -> bool:
    """A heading on a line of its own; in a summary a goal's name is one only across columns."""
    if match_line(text, Place(reader=""), lexicon.headings).kind not in _HEADINGS:
        return False
    return not layout.dotted or bool(crossed(chunk, layout.xs))


def _is_prose(row: list[Chunk], layout: Layout, lexicon: Lexicon) -> bool:
    """A phrase across two edges and more, or across one beside nothing else; sums may do so."""
    if not any(len(crossed(chunk, layout.xs)) >= 2 for chunk in row):
        return False
    return not any(total_kind(chunk.text, lexicon.headings) for chunk in row)


def body_starts(band: Sequence[Chunk], layout: Layout, lexicon: Lexicon) -> list[Start]:
    """The lines that begin rows: item numbers in order, indicators' numbers, sums.

    An item number out of order begins a row where white stands above it; else it is of a list.
    So does a bare one below numbers with a sign: it may be a word of a name (`๕ อำเภอ`).
    """
    starts: list[Start] = []
    signed: bool | None = None  # whether the first number has a sign
    above: Chunk | None = None
    last: int | None = None
    leading = leading_of([_mark(chunk, layout) for chunk in band])
    for chunk in sorted(band, key=lambda chunk: chunk.baseline):
        mark = _mark(chunk, layout)
        if total_kind(chunk.text, lexicon.headings) and (
            mark.column <= layout.key or _is_beside_sums(chunk, band)
        ):
            starts.append(Start(mark, leads=True))
            continue
        if mark.column != layout.key:
            continue
        white = above is None or chunk.baseline - above.baseline > LOOSE * leading
        above = chunk
        number = _number(chunk.text, layout)
        if not number:
            continue
        is_signed = bool(split_item(chunk.text)[0])
        signed = is_signed if signed is None else signed
        in_order = last is None or last < number <= last + MAX_JUMP
        in_order = in_order and (is_signed or not signed)
        if layout.alone or layout.dotted or in_order or white:
            starts.append(Start(mark, leads=not layout.alone))
            last = number
    return starts


def _is_beside_sums(total: Chunk, band: Sequence[Chunk]) -> bool:
    """Whether nothing but figures stands on the line of a word for a total, which may stand in the
    middle of the columns before them."""
    level = [c for c in band if abs(c.baseline - total.baseline) <= SAME_LEVEL and c is not total]
    return bool(level) and all(_FIGURE.fullmatch(to_arabic(chunk.text)) for chunk in level)


def _mark(chunk: Chunk, layout: Layout) -> Mark:
    return mark_at(layout.column_of(chunk), chunk)


def _number(text: str, layout: Layout) -> int:
    """The item number that a line of the key column begins with, or 1 for an indicator's; or 0."""
    if layout.dotted:
        return int(begins_dotted(text))
    if layout.alone:
        return int(parse_item(text) or 0)
    return int(split_item(text)[0] or split_bare_item(text)[0] or 0)
