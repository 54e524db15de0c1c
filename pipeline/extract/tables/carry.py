"""Whether a table without a header goes on with the table before it."""

import re

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import TIME_ROLES, Role
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import parse_count, squeeze, to_arabic
from pipeline.normalize.money import parse_money
from pipeline.normalize.numbering import (
    parse_dotted,
    parse_item,
    split_bare_item,
    split_dotted_item,
    split_item,
    split_lost_item,
)

MIN_SOUND_SHARE = 0.5  # of the numbered rows; below it their money stands in another column
MAX_REST_ROWS = 4  # the rest of one row over a page break; more rows without a number are a list
MAX_REST_LINES = 20  # of such a rest where each line is typed into a row of its own

_LOST_NUMBER = re.compile(rf"(?=.*{UNKNOWN})[\d,.{UNKNOWN}]+[-–]?(?:บาท)?")
_NARROW = re.compile("#+")  # of a spreadsheet, for a number wider than its column
_SUM = re.compile(r"\d[\d,.]*[-–]?(?:บาท)?")


def carries_on(
    piece: Piece,
    header: Header,
    prose_between: bool,
    lexicon: Lexicon,
    last_item: int = 0,
    after_cut: bool = False,
) -> bool:
    """The rows hold what the columns of `header` promise: numbers and money, or counts.

    Rows without any number can only be the rest of a row, right after it. Rows whose money is no
    money go on where their numbers do, from `last_item`, and no other column holds money.
    `after_cut`: the first row may be such a rest though it has a number, and its money half a word.
    """
    grid = Grid(piece.table)
    if header.kind == "summary":
        return _counts(grid, piece, header, lexicon)
    numbered = [row for row in piece.rows if _is_numbered(grid, row, header, piece)]
    if not numbered:
        few = len(piece.rows) <= MAX_REST_ROWS or _are_lines(grid, piece, header)
        return not prose_between and few
    money = next((column for column in header.columns if column.role is Role.BUDGET), None)
    if money is None:
        return True
    texts = [_without_fund(grid.text(row, money.index)) for row in numbered[after_cut:]]
    found = [
        parse_money(text, lexicon.budget).status for text in texts if not _is_lost(piece, text)
    ]
    if texts and not found:
        return True
    if all(status == "blank" for status in found):
        return not prose_between
    if sum(status != "unreadable" for status in found) >= MIN_SOUND_SHARE * len(found):
        return True
    others = (c for c in header.columns if c.role not in (Role.ITEM, Role.BUDGET, *TIME_ROLES))
    return (
        not prose_between
        and _goes_on_from(grid, numbered[0], header, last_item)
        and not any(_is_sum(grid.text(row, c.index)) for c in others for row in numbered)
    )


def _without_fund(text: str) -> str:
    """The amount of a cell without the fund that stands in brackets beneath it."""
    amount, _, below = text.partition("\n")
    return amount if below.lstrip().startswith("(") else text


def _is_lost(piece: Piece, text: str) -> bool:
    """Whether a cell holds a number, some digit of which a picture does not show surely."""
    is_picture = piece.table.place.reader == PICTURES
    return is_picture and bool(_LOST_NUMBER.fullmatch(squeeze(to_arabic(text))))


def _is_sum(text: str) -> bool:
    """Whether a cell holds a sum and nothing else."""
    return bool(_SUM.fullmatch(squeeze(to_arabic(text))))


def _goes_on_from(grid: Grid, row: int, header: Header, last_item: int) -> bool:
    """Whether the row has the number after `last_item`."""
    for column in header.columns:
        text = grid.text(row, column.index)
        numbers = (parse_item(text), split_item(text)[0], split_bare_item(text)[0])
        if column.role in (Role.ITEM, Role.PROJECT) and str(last_item + 1) in numbers:
            return last_item > 0
    return False


def _are_lines(grid: Grid, piece: Piece, header: Header) -> bool:
    """Rows of single lines, none with money: the rest of one project in a spreadsheet."""
    if len(piece.rows) > MAX_REST_LINES:
        return False
    cells = [cell for row in piece.rows for cell in grid.own_cells(row)]
    money = [column.index for column in header.columns if column.role is Role.BUDGET]
    has_money = any(grid.text(row, index).strip() for row in piece.rows for index in money)
    return bool(money) and not has_money and not any("\n" in cell.text for cell in cells)


def _is_numbered(grid: Grid, row: int, header: Header, piece: Piece) -> bool:
    has_items = any(column.role is Role.ITEM for column in header.columns)
    has_years = any(column.year_be is not None for column in header.columns)
    for column in header.columns:
        text = grid.text(row, column.index)
        if column.role is Role.ITEM and (
            parse_item(text) or parse_dotted(text) or _is_lost(piece, text)
        ):
            return True
        if column.role is Role.PROJECT and (
            split_item(text)[0]
            or (not has_items and split_bare_item(text)[0])
            or (has_years and split_dotted_item(text)[0])
            or (piece.table.place.reader == PICTURES and split_lost_item(text)[0])
        ):
            return True
    return False


def _counts(grid: Grid, piece: Piece, header: Header, lexicon: Lexicon) -> bool:
    """Whether the column of counts holds counts in every row, and some."""
    column = next((c for c in header.columns if c.role is Role.COUNT), None)
    if column is None:
        return False
    texts = [grid.text(row, column.index) for row in piece.rows]
    sound = [
        text for text in texts if not (_is_lost(piece, text) or _NARROW.fullmatch(text.strip()))
    ]
    found = [parse_count(text, lexicon.budget.dash).status for text in sound]
    return "unreadable" not in found and ("ok" in found or len(sound) < len(texts))
