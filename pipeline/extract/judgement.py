"""How good a reading of a page is, from what came of it: its text, its tables, their numbers.

Every check compares the page with itself, by words and numbers that any plan has. A page of prose
passes them all, for there is nothing in it that a table could have lost.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Page
from pipeline.contracts.parsed import Status
from pipeline.contracts.table import TIME_ROLES, RawCell, RawTable, Role, TextLine
from pipeline.extract.pages import PageBlocks
from pipeline.extract.sheet_parts import leading_number
from pipeline.extract.tables.roles import column_names
from pipeline.lexicon.facts import Budget, Headings, Lexicon
from pipeline.normalize.digits import has_digit, squeeze, to_arabic
from pipeline.normalize.money import parse_money
from pipeline.normalize.numbering import begins_dotted, parse_item, split_item

TRUSTED = 0.98  # a sound layer scores 1.0 but for a stray symbol; one bad letter in fifty is not
MIN_FILLED = 0.2  # of the cells outside the time columns; in a sheet with a row for each line of
# text, where most cells are blank, it is 0.3
MIN_READ = 0.8  # of the amounts, and of the steps from number to number: a plan has its own slips
MIN_HEADINGS = 3  # different columns named side by side; prose names two in a breath
MIN_NAMED = 0.6  # of such a line's letters belong to the names of columns
MIN_COLUMNS = 2  # of a header that a table has: fewer may be words of a row
MAX_NAME = 60  # letters: what is longer is no heading, with all that it has in brackets
MIN_NAME = 4  # letters: ที่ and ข้อ stand in every sentence
HEADER_ROWS = 4  # a header begins this far down a table at most, below its title
NO_HEADER = 0.5  # what a page is worth whose table was not found
GUESSED = 0.9  # what a page is worth whose table may have rules that were not seen
MIN_RULED = 0.5  # of the rules that a grid needs are drawn, or it was told by its text
DARK = 0.8  # a fill under half a table and darker than this may be seen through slits, or be a
# pattern, which pdfium calls 0.75 whatever it shows
_ASIDE = re.compile(r"\([^)]*\)")  # (บาท)


Found = tuple[int, dict[int, Role]]  # the row below a header, the role of each named column
Headed = tuple[RawTable, Found | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The share of the page that is right as far as can be seen, and the checks that failed."""

    score: float
    failed: tuple[Check, ...]


class Judge:
    """Judges the pages of a document by the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._budget: Budget = lexicon.budget
        self._names = _names(lexicon.headings)
        self._any_root = re.compile("|".join(map(re.escape, _roots(self._names))))
        longest_first = sorted(self._names, key=len, reverse=True)
        self._any_name = re.compile("|".join(map(re.escape, longest_first)))

    def judge(self, page: Page, blocks: PageBlocks, trust: float, goes_on: bool) -> Judgement:
        """The reading of `page`. `goes_on`: the page before ends in a table that was hard to see.

        `trust` is the share of the page's letters that are plausible.
        """
        tables = [block for block in blocks.blocks if isinstance(block, RawTable)]
        values: dict[Check, float] = {"text": trust}
        limits: dict[Check, float] = {"text": TRUSTED}
        if not page.glyphs and (page.rulings or page.strokes):
            values["letters"], limits["letters"] = 0.0, 1.0
        if goes_on and not tables and page.glyphs:
            values["table"], limits["table"] = NO_HEADER, 1.0
        if any(_is_guessed(table, page) and _is_over_something(table, page) for table in tables):
            values["rules"], limits["rules"] = GUESSED, 1.0
        headed = [(table, self._header(table)) for table in tables]
        if self._loses_header(blocks, headed):
            values["header"], limits["header"] = NO_HEADER, 1.0
        for check, value, limit in self._contents(headed):
            values[check], limits[check] = value, limit
        score = 1.0
        for check, value in values.items():
            score *= value if value < limits[check] or check == "text" else 1.0
        failed = tuple(check for check, value in values.items() if value < limits[check])
        return Judgement(round(score, 4), failed)

    # -- headings ------------------------------------------------------------------------------

    def _loses_header(self, blocks: PageBlocks, headed: list[Headed]) -> bool:
        """Whether the headings of columns stand outside all tables, or several in one cell."""
        lines = [block for block in blocks.blocks if isinstance(block, TextLine)]
        if self._names_columns(lines):
            return True
        return any(self._loses_own_header(*one) for one in headed)

    def _loses_own_header(self, table: RawTable, header: Found | None) -> bool:
        if header is None and self._begins_columns(table):
            return True
        below = min(HEADER_ROWS, header[0]) if header is not None else HEADER_ROWS
        return any(
            self._shares(cell.text)
            for cell in itertools.takewhile(lambda cell: cell.row < below, table.cells)
            if len(cell.text) >= MIN_COLUMNS * MIN_NAME and self._any_root.search(cell.text)
        )

    def _names_columns(self, lines: Iterable[TextLine]) -> bool:
        """Whether three or more columns are named in one line, or in lines beside each other.

        A line with a number in front (`๕. สถานที่ดำเนินการ`) is of prose.
        """
        found: set[Role] = set()
        low = float("-inf")  # the lower edge of the line before
        for line in lines:
            is_numbered = bool(leading_number(line.text)) or begins_dotted(line.text)
            named = set() if is_numbered else self._roles(line.text)
            box = line.place.box
            if box is not None and box.top >= low:
                found = set()
            found |= named
            low = box.bottom if box is not None and named else float("-inf")
            if len(found) >= MIN_HEADINGS:
                return True
        return False

    def _shares(self, text: str) -> bool:
        """Whether a line of a cell is nothing but the names of two columns, side by side."""
        for line in text.split("\n"):
            bare = _ASIDE.sub("", squeeze(to_arabic(line)))
            rest = self._any_name.sub("", bare)
            named = {self._names[name] for name in self._any_name.findall(bare)}
            if len(named) >= MIN_COLUMNS and not rest.strip("1234") and not bare[0].isdecimal():
                return True
        return False

    def _begins_columns(self, table: RawTable) -> bool:
        """Whether cells side by side begin with the names of columns and go on with their rows."""
        found: set[Role] = set()
        for cell in table.cells:
            if cell.row:
                break
            name = self._any_name.match(squeeze(to_arabic(cell.text[:MAX_NAME])))
            if name and "\n" in cell.text:
                found.add(self._names[name[0]])
        return len(found) >= MIN_HEADINGS

    def _roles(self, text: str) -> set[Role]:
        """The columns that a line names if it does little else."""
        if not self._any_root.search(text):
            return set()
        bare = squeeze(to_arabic(text))
        names = self._any_name.findall(bare)
        if sum(map(len, names)) < MIN_NAMED * len(_ASIDE.sub("", bare)):
            return set()
        return {self._names[name] for name in names}

    def _header(self, table: RawTable) -> Found | None:
        """The row below the header, and the role of each column that the header names."""
        named: list[tuple[RawCell, Role]] = []
        for cell in table.cells:
            if named and cell.row > named[0][0].row:
                if len({role for _, role in named}) >= MIN_COLUMNS:
                    break
                named = []
            if cell.row >= HEADER_ROWS:
                return None
            if (role := self._role(cell.text)) is not None:
                named.append((cell, role))
        if not named:
            return None
        roles = {c.col + right: role for c, role in named for right in range(c.colspan)}
        return max(cell.row + cell.rowspan for cell, _ in named), roles

    def _role(self, text: str) -> Role | None:
        if not MIN_NAME <= len(text) <= MAX_NAME:
            return None
        bare = squeeze(to_arabic(text))
        return self._names.get(_ASIDE.sub("", bare) if "(" in bare else bare)

    # -- what the cells hold -------------------------------------------------------------------

    def _contents(self, headed: list[Headed]) -> Iterator[tuple[Check, float, float]]:
        """(check, share that is right, least share that will do) over all tables with a header."""
        cells = filled = amounts = read = steps = right = 0
        for table, header in headed:
            if header is None:
                continue
            below, roles = header
            numbers: list[int] = []
            for cell in table.cells:
                role = roles.get(cell.col)
                if cell.row < below or role is None or role in TIME_ROLES:
                    continue
                cells += 1
                if not cell.text:
                    continue
                filled += 1
                if role is Role.BUDGET and has_digit(cell.text):
                    amounts += 1
                    status = parse_money(cell.text, self._budget).status
                    read += status is not Status.UNREADABLE
                elif role is Role.ITEM or role is Role.PROJECT:
                    numbers += _numbers(cell, role)
            steps += max(0, len(numbers) - 1)
            right += _right_steps(numbers)
        if cells:
            yield "cells", filled / cells, MIN_FILLED
        if amounts:
            yield "numbers", read / amounts, MIN_READ
        if steps:
            yield "numbering", right / steps, MIN_READ


def _is_guessed(table: RawTable, page: Page) -> bool:
    """Whether most of the rules between the table's rows, or its columns, are not drawn."""
    box = table.place.box
    if box is None:
        return False
    level = sum(
        rule.axis == "h" and box.top - 1 <= rule.position <= box.bottom + 1 for rule in page.rulings
    )
    upright = sum(
        rule.axis == "v" and box.x0 - 1 <= rule.position <= box.x1 + 1 for rule in page.rulings
    )
    return level < MIN_RULED * table.n_rows or upright < MIN_RULED * table.n_cols


def _is_over_something(table: RawTable, page: Page) -> bool:
    """Whether pictures, shadings or a fill that cannot be whole lie under the table."""
    box = table.place.box
    under = (*page.images, *(fill for fill in page.fills if fill.shade < DARK))
    return box is not None and any(
        area.x0 < box.x1
        and area.x1 > box.x0
        and area.top < box.bottom
        and area.bottom > box.top
        and (area in page.images or area.bottom - area.top >= (box.bottom - box.top) / 2)
        for area in under
    )


def _names(headings: Headings) -> dict[str, Role]:
    """Every name of a column that is long enough to be told from prose, and what it names."""
    return {
        bare: role
        for name, role in column_names(headings).items()
        if len(bare := _ASIDE.sub("", name)) >= MIN_NAME
    }


def _roots(names: Iterable[str]) -> tuple[str, ...]:
    """The names that hold no other name: a line without any of them holds none at all."""
    roots: list[str] = []
    for name in sorted(names, key=len):
        if not any(root in name for root in roots):
            roots.append(name)
    return tuple(roots)


def _numbers(cell: RawCell, role: Role) -> list[int]:
    """The item number of a cell, where it has one."""
    number = parse_item(cell.text) if role is Role.ITEM else split_item(cell.text)[0]
    return [int(number)] if number else []


def _right_steps(numbers: list[int]) -> int:
    """How often a number follows on: one more, again (a row cut in two), or from 1 anew."""
    pairs = itertools.pairwise(numbers)
    return sum(after in (before, before + 1, 1) for before, after in pairs)
