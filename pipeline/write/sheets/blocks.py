"""Where lines come to lie: the rows of a sheet, of several where one is full."""

from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

MAX_LINES = 1_048_575  # rows of a sheet in Excel, without the heading
MAX_NAME = 31  # characters of a sheet's name


class Block(NamedTuple):
    """Rows `first` to `last` (1-based, as in formulas) of a sheet."""

    sheet: str
    first: int
    last: int

    def cells(self, column: int) -> str:
        """Column `column` (0-based) of the block, as a formula names it.

        >>> Block("โครงการ", 2, 9).cells(1)
        "'โครงการ'!$B$2:$B$9"
        """
        return _cells(self, column)


@lru_cache(maxsize=64)  # a plan's formulas name the same few ranges over and over
def _cells(block: Block, column: int) -> str:
    letter = xl_col_to_name(column)
    return f"'{block.sheet}'!${letter}${block.first}:${letter}${block.last}"


def sheet_name(title: str, number: int) -> str:
    """The name of the sheet `number` (0-based) that a table fills.

    >>> sheet_name("โครงการ", 0), sheet_name("โครงการ", 1)
    ('โครงการ', 'โครงการ (2)')
    """
    return title if number == 0 else f"{title[: MAX_NAME - 5]} ({number + 1})"


def blocks(title: str, start: int, count: int) -> tuple[Block, ...]:
    """Where `count` lines from line `start` (0-based) of the table `title` lie.

    >>> blocks("ก", 0, 3), blocks("ก", 5, 0)
    ((Block(sheet='ก', first=2, last=4),), ())
    """
    found = []
    while count > 0:
        number, offset = divmod(start, MAX_LINES)
        here = min(count, MAX_LINES - offset)
        found.append(Block(sheet_name(title, number), offset + 2, offset + 1 + here))
        start, count = start + here, count - here
    return tuple(found)
