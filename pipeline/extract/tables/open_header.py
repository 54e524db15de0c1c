"""The header of a table without rulings: words that the lexicon knows, side by side on a page."""

import itertools
from collections.abc import Sequence

from pipeline.contracts.place import Place
from pipeline.contracts.table import Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.chunks import Chunk
from pipeline.extract.tables.lines import Line
from pipeline.extract.tables.loose_rules import LooseRules
from pipeline.extract.tables.open_headings import (
    MIN_COLUMNS,
    MIN_KNOWN,
    MIN_KNOWN_SHARE,
    OpenHeader,
    header_of,
    overlap,
)
from pipeline.extract.tables.open_times import is_month_piece, name_quarters
from pipeline.extract.tables.open_words import (
    counts_columns,
    heading_role,
    headings_in,
    is_heading_row,
    is_piece,
    is_unit,
    named_share,
    parts_below,
)
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import parse_item, split_item

LEADING = 2.3  # font sizes from one line of a header to the next at most
STEP = 2.0  # font sizes from a line of a heading to its next one
MAX_LINES = 10.0  # font sizes from a header's surest line to the rules above and below it
MIN_NAMED = 0.4  # of a header's letters are names of columns; of a sentence's fewer
MIN_STACKED = 0.3  # of its letters, where the other names go on in the lines below
MIN_STACKED_KNOWN = 4  # columns with a known heading, where only several lines name them

_ABOVE = ("goal", "indicator", "numbered", "target")  # headings over a table, not of a column

Rows = Sequence[list[Chunk]]


def may_head(text: str, lexicon: Lexicon) -> bool:
    """Cheap: whether a line names enough columns, and says little else."""
    return named_share(text, lexicon) >= MIN_NAMED


def is_header_row(row: list[Chunk], lexicon: Lexicon) -> bool:
    """Whether a row of chunks gives a header away: names of columns and little else."""
    text = " ".join(chunk.text for chunk in row)
    return may_head(text, lexicon) and _is_seed(row, lexicon)


def find_open_header(
    rows: Rows, start: int, lexicon: Lexicon, rules: LooseRules
) -> OpenHeader | None:
    """The first header in `rows` from row `start` on; None where none is. `rules`: those drawn.

    The words of columns stand side by side, each a heading of the lexicon as a whole: prose that
    speaks of projects and budgets has other words around them.
    """
    for number in range(start, len(rows)):
        if is_header_row(rows[number], lexicon):
            first, found = _band(rows, number, start, lexicon, rules)
            header = header_of(found, first, lambda text: heading_role(text, lexicon))
            if header is not None:
                return header
    return _find_stacked(rows, start, lexicon, rules)


def may_stack(line: Line, lexicon: Lexicon) -> bool:
    """Cheap: whether a bold line names two columns, beside what may be pieces of more names."""
    return line.bold and named_share(line.text, lexicon) >= MIN_STACKED


def _find_stacked(rows: Rows, start: int, lexicon: Lexicon, rules: LooseRules) -> OpenHeader | None:
    """The first header whose names break over lines, so that no line alone gives it away."""
    for number in range(start, len(rows)):
        row = rows[number]
        if len(row) < MIN_COLUMNS or not all(chunk.bold for chunk in row):
            continue
        if _begins_body(row) or not is_heading_row(row, lexicon):
            continue
        first, found = _band(rows, number, start, lexicon, rules)
        header = header_of(found, first, lambda text: heading_role(text, lexicon))
        roles = [leaf.role for leaf in header.leaves] if header else []
        known = set(roles) - {Role.UNKNOWN}
        if len(known) >= MIN_STACKED_KNOWN and 2 * roles.count(Role.UNKNOWN) < len(known):
            return header
    return None


def _is_seed(row: list[Chunk], lexicon: Lexicon) -> bool:
    if any(split_item(chunk.text)[0] for chunk in row):
        return False
    parts = [
        part
        for part in headings_in(row, lexicon)
        if len(squeeze(part.text)) > 1 or not is_month_piece(part.text, lexicon.months)
    ]
    roles = [heading_role(part.text, lexicon) for part in parts]
    known = {role for role in roles if role is not Role.UNKNOWN}
    count = sum(is_piece(part.text, lexicon) for part in parts)
    return len(known) >= MIN_KNOWN and count >= MIN_KNOWN_SHARE * len(parts)


def _band(
    rows: Rows, seed: int, start: int, lexicon: Lexicon, rules: LooseRules
) -> tuple[int, list[list[Chunk]]]:
    """The first row of the header around its surest row, and the headings in each of its rows."""
    ruled = _ruled_head(rows, seed, lexicon, rules)
    found: list[list[Chunk]] = []
    for at in ruled:
        row = headings_in(rows[at], lexicon)
        found.append([part for chunk in row for part in parts_below(chunk, found)])
    first = _climb(rows, ruled[0], start, found, lexicon)
    high: list[Chunk] = []  # what stands a little higher than the next row, with which it belongs
    waiting: list[list[Chunk]] = []  # a row that is heading only if the next one is
    for at in range(ruled[-1] + 1, len(rows)):
        if len(waiting) > 1 or not _adjoins(rows[at - 1], rows[at]):
            break
        row = headings_in(rows[at], lexicon)
        row = [part for chunk in row for part in parts_below(chunk, found)]
        row = name_quarters(row, found, lexicon.months)
        if _is_month_piece_by(rows, at, at - 1, lexicon):
            found.append(row)
            continue
        if _is_month_piece_by(rows, at, at + 1, lexicon):
            high = row
            found.append([])
            continue
        row, high = sorted([*high, *row], key=lambda chunk: chunk.x0), []
        is_ruled_off = _is_ruled_off(rows[at - 1], row, rows[seed], rules)
        if _begins_body(row) or _is_rest(row, rows[seed], is_ruled_off, lexicon):
            break
        bold = all(chunk.bold for chunk in (*rows[seed], *row))
        if bold or is_heading_row(row, lexicon):
            found += [*waiting, row]
            waiting = []
        else:
            waiting.append(row)
    first = _climb(rows, first, start, found, lexicon)
    while first > start and _stands_on(rows, first, found, lexicon, rules):
        found.insert(0, rows[first - 1])
        first = _climb(rows, first - 1, start, found, lexicon)
    return first, [
        name_quarters(row, found[:number], lexicon.months) for number, row in enumerate(found)
    ]


def _is_month_piece_by(rows: Rows, at: int, beside: int, lexicon: Lexicon) -> bool:
    """Whether row `at` is a piece of a month's name (`เม.ย` over `.`), and the row `beside`, less
    than a line away, holds the names of others."""
    if beside >= len(rows):
        return False
    row, other = rows[at], rows[beside]
    return (
        all(is_month_piece(chunk.text, lexicon.months) for chunk in row)
        and abs(other[0].baseline - row[0].baseline) <= row[0].size
        and sum(heading_role(c.text, lexicon) is Role.MONTH for c in other) >= MIN_COLUMNS
    )


def _ruled_head(rows: Rows, seed: int, lexicon: Lexicon, rules: LooseRules) -> range:
    """The rows around the surest one between two rules along the whole table: narrow columns
    break their names at any letter. Only its own row where they hold more than headings.
    """
    left, right = rows[seed][0].x0, rows[seed][-1].x1
    line, reach = rows[seed][0].baseline, MAX_LINES * rows[seed][0].size
    above = rules.rows(left, right, line - reach, line)
    below = rules.rows(left, right, line, line + reach)
    if above and below:
        inside = [n for n, row in enumerate(rows) if above[-1] < row[0].baseline < below[0]]
        if all(_may_be_heading(rows[n], rows[seed], lexicon) for n in inside):
            return range(inside[0], inside[-1] + 1)
    return range(seed, seed + 1)


def _may_be_heading(row: list[Chunk], seed: list[Chunk], lexicon: Lexicon) -> bool:
    """Whether all of a row is as bold as the header's surest row, or of the names of months."""
    words = [c for c in (*seed, *row) if not is_month_piece(c.text, lexicon.months)]
    return all(chunk.bold for chunk in words) and not _names_table(row, lexicon)


def _names_table(row: list[Chunk], lexicon: Lexicon) -> bool:
    """Whether it is the heading of a goal, an indicator or a target, as stand over tables."""
    text = " ".join(chunk.text for chunk in row)
    return match_line(text, Place(reader=""), lexicon.headings).kind in _ABOVE


def _climb(rows: Rows, first: int, start: int, found: list[list[Chunk]], lexicon: Lexicon) -> int:
    """Takes the rows of headings above row `first` into `found`; returns the first of them."""
    while first > start and _adjoins(rows[first - 1], rows[first]):
        above = headings_in(rows[first - 1], lexicon)
        if not is_heading_row(above, lexicon) and not _goes_on(above, found, lexicon):
            break
        found.insert(0, above)
        first -= 1
    return first


def _goes_on(row: list[Chunk], below: list[list[Chunk]], lexicon: Lexicon) -> bool:
    """Whether every chunk is a piece of a heading that goes on below it: `งบ` over `ประมาณ`.

    Headings stand in the middle of their cells: one of three lines begins above its neighbours.
    """
    return all(any(is_piece(text, lexicon) for text in _with_below(chunk, below)) for chunk in row)


def _stands_on(
    rows: Rows, first: int, found: list[list[Chunk]], lexicon: Lexicon, rules: LooseRules
) -> bool:
    """Whether every chunk of the row above row `first` is the beginning of a heading below it.

    Whatever it says, it stands over one column only, as near to its next line as the lines of the
    header follow each other, and no rule parts them.
    """
    row, below = rows[first - 1], [chunk for other in found for chunk in other]
    if all(chunk.bold for chunk in below) and not all(chunk.bold for chunk in row):
        return False
    under = [[other for other in below if overlap(chunk, other)] for chunk in row]
    lowest = [max(others, key=lambda c: c.x1 - c.x0, default=None) for others in under]
    for chunk, others, widest in zip(row, under, lowest, strict=True):
        if widest is None or not all(overlap(widest, other) for other in others):
            return False
        step = min(other.baseline for other in others) - chunk.baseline
        if step > STEP * chunk.size:
            return False
    return not _names_table(row, lexicon) and not _is_ruled_off(row, rows[first], found[-1], rules)


def _with_below(chunk: Chunk, below: list[list[Chunk]]) -> list[str]:
    """The chunk's text, and with each of the chunks that stand below it."""
    under = [other.text for row in below for other in row if overlap(chunk, other)]
    return list(itertools.accumulate([chunk.text, *under]))


def _begins_body(row: list[Chunk]) -> bool:
    """An item's number at the beginning; the numbers 1, 2, 3 … of columns are headings."""
    return bool(split_item(row[0].text)[0] or parse_item(row[0].text)) and not counts_columns(row)


def _is_rest(row: list[Chunk], seed: list[Chunk], is_ruled_off: bool, lexicon: Lexicon) -> bool:
    """Whether a row below a header goes on with a cell of the page before.

    It has bullets; or few words, below a rule or, but for a unit, in no bold face as the header's.
    """
    bullets = lexicon.signs.bullets
    is_bold = all(chunk.bold for chunk in (*seed, *row))
    if not is_bold and any(
        c.text.startswith(bullets) and not is_piece(c.text, lexicon) for c in row
    ):
        return True
    if len(row) >= MIN_COLUMNS or any(chunk.bold for chunk in row):
        return False
    if is_ruled_off:
        return True
    return all(c.bold for c in seed) and not all(is_unit(chunk.text, lexicon) for chunk in row)


def _is_ruled_off(
    above: list[Chunk], row: list[Chunk], seed: list[Chunk], rules: LooseRules
) -> bool:
    return bool(rules.rows(seed[0].x0, seed[-1].x1, above[0].baseline, row[0].baseline))


def _adjoins(above: list[Chunk], below: list[Chunk]) -> bool:
    size = max(chunk.size for chunk in (*above, *below))
    return below[0].baseline - above[0].baseline <= LEADING * size
