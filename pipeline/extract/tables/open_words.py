"""Which words of an open header are names of columns, or pieces of such names."""

import re
from functools import cache

from pipeline.contracts.table import QUARTER_ROLES, Role
from pipeline.extract.tables.chunks import Chunk, joined, words_of
from pipeline.extract.tables.open_headings import MIN_COLUMNS, overlap
from pipeline.extract.tables.open_times import cut_months
from pipeline.extract.tables.roles import column_names, role_of
from pipeline.lexicon.facts import Headings, Lexicon, Months
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import parse_item
from pipeline.normalize.years import is_year_heading

MIN_PIECE = 3  # letters of a piece of a heading; shorter ones are found in any
MAX_HEADING = 60  # letters; what is longer is no heading
MIN_TRIGGER = 2  # names of columns on a line before anything is measured

_BRACKETS = re.compile(r"\([^()]*\)")


@cache
def _trigger(headings: Headings, months: Months) -> re.Pattern[str]:
    names = [name for name, role in column_names(headings).items() if role is not Role.ITEM]
    quarters = [rf"{re.escape(squeeze(word))}(?:ที่)?\.?[1-4]" for word in months.quarter_words]
    words = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile("|".join([*quarters, *words]))


def named_share(text: str, lexicon: Lexicon) -> float:
    """The share of a line's letters that are names of columns; 0 where hardly any is named."""
    bare = to_arabic(squeeze(text))
    found = _trigger(lexicon.headings, lexicon.months).findall(bare)
    return sum(map(len, found)) / len(bare) if len(found) >= MIN_TRIGGER else 0.0


def heading_role(text: str, lexicon: Lexicon) -> Role:
    """What a heading names; unknown where it is too long to be one."""
    if len(text) > MAX_HEADING:
        return Role.UNKNOWN
    return role_of(text, lexicon.headings, lexicon.months)


def headings_in(row: list[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """The row's chunks, those that hold several known headings cut between them."""
    return [part for chunk in row for part in _parts(chunk, lexicon)]


def _parts(chunk: Chunk, lexicon: Lexicon) -> list[Chunk]:
    """Two columns may stand as near as words: cut where every part is a heading of its own."""
    if months := cut_months(chunk, lexicon.months):
        return months
    if _is_one(chunk.text, lexicon):
        return [chunk]
    words = words_of(chunk)
    if len(words) < 2:
        return [chunk]
    if len(words) >= MIN_COLUMNS and len({word.text for word in words}) == 1:
        return words  # `ไตรมาส` over each of four numbers
    parts: list[Chunk] = []
    at = 0
    while at < len(words):
        for stop in range(len(words), at, -1):
            part = joined(words[at:stop])
            if _is_one(part.text, lexicon):
                parts.append(part)
                at = stop
                break
        else:
            return [chunk]
    return parts


def _is_one(text: str, lexicon: Lexicon) -> bool:
    """Whether the text is one known heading, not two quarters or months beside each other."""
    role = heading_role(text, lexicon)
    if role not in QUARTER_ROLES:
        return role is not Role.UNKNOWN
    bare = to_arabic(squeeze(text))
    names = _trigger(lexicon.headings, lexicon.months).findall(bare)
    words = text.split()
    all_times = all(heading_role(word, lexicon) in QUARTER_ROLES for word in words)
    parted = any(name[-1].isdecimal() for name in names[:-1])
    return not parted and not (len(words) > 1 and all_times)


def parts_below(chunk: Chunk, rows: list[list[Chunk]]) -> list[Chunk]:
    """A chunk cut at the whites of a row above, where three headings and more go on in it."""
    for above in reversed(rows):
        over = [other for other in above if other.x1 > chunk.x0 and other.x0 < chunk.x1]
        if len(over) < MIN_COLUMNS:
            continue
        parts: list[list[Chunk]] = [[] for _ in over]
        for word in words_of(chunk):
            mine = [n for n, other in enumerate(over) if overlap(word, other)]
            if len(mine) != 1:
                return [chunk]
            parts[mine[0]].append(word)
        return [joined(part) for part in parts] if all(parts) else [chunk]
    return [chunk]


def is_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether it stands in brackets in the name of a column: `(บาท)`."""
    bare = squeeze(to_arabic(text))
    names = _all_names(lexicon.headings, lexicon.months)
    return bool(_BRACKETS.fullmatch(bare)) and any(bare in name for name in names)


def counts_columns(row: list[Chunk]) -> bool:
    """Whether the row holds the numbers 1, 2, 3 … of the columns."""
    numbers = [parse_item(chunk.text) for chunk in row]
    return len(row) >= MIN_COLUMNS and numbers == [str(n) for n in range(1, len(row) + 1)]


def is_heading_row(row: list[Chunk], lexicon: Lexicon) -> bool:
    """Most of its chunks are headings, or pieces of headings that broke over lines.

    A month or two are a project's own time.
    """
    if counts_columns(row):
        return True
    times = [chunk for chunk in row if heading_role(chunk.text, lexicon) in QUARTER_ROLES]
    own = times if len(times) < MIN_COLUMNS else []
    good = [chunk for chunk in row if chunk not in own and is_piece(chunk.text, lexicon)]
    return 2 * len(good) > len(row)


def is_piece(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a column, a piece of one, a year, or stands in brackets."""
    bare = squeeze(to_arabic(text))
    if _BRACKETS.fullmatch(bare) or heading_role(text, lexicon) is not Role.UNKNOWN:
        return True
    if (not bare[0].isdecimal() or bare.endswith(")")) and is_year_heading(bare):
        return True
    names = _all_names(lexicon.headings, lexicon.months)
    return len(bare) >= MIN_PIECE and any(bare in name for name in names)


@cache
def _all_names(headings: Headings, months: Months) -> tuple[str, ...]:
    quarters = [
        f"{squeeze(word)}{middle}{number}"
        for word in months.quarter_words
        for middle in ("", "ที่")
        for number in range(1, 5)
    ]
    return (*column_names(headings), *quarters)
