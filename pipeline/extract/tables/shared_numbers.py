"""The item numbers of a drawn row that may hold several projects, and where they may stand."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.contracts.table import RawTable, Role
from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.grid import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.roles import LABEL_ROLES
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Budget, Lexicon
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import (
    begins_dotted,
    parse_item,
    split_bare_item,
    split_dotted_item,
    split_item,
)

KEY_COLUMNS = 2  # item numbers stand in the first column or in the second, right of labels
CENTRED = 0.7  # sizes of the type by which a number may miss the middle of its row
LEVEL = 0.3  # leadings by which a line may miss the level of its project
LISTED = re.compile(r"\n\s*\(?\d")
MIN_WORD = 4  # letters of a broken phrase; of fewer other words begin so, too
MIN_COUNTED = 2  # columns of a summary: projects and baht
NO_NUMBER = -1  # of an item whose number does not tell its neighbours': 1.1.1 (2)
_MONEY = re.compile(r"\d[\d,.]*|[-–—]+$|#+$")
_FIGURE = re.compile(r"[\d.,]+|[-–—]+")

Numbered = tuple[list[tuple[int, Chunk]], bool, list[Chunk]]  # numbers, alone, all of the cell
Texts = Mapping[int, Sequence[Cluster]]  # cell -> its letters


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns in which item numbers may stand, those whose cells are the labels of all projects
    beside them, and those that hold the budget of a year.

    `lined`: each line was typed as a row of its own, a number in the first of its project.
    """

    items: tuple[int, ...] = tuple(range(KEY_COLUMNS))
    labels: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    lined: bool = False


def keys_of(header: Header | None) -> Keys:
    """What the columns of a header say; without one the first two hold the numbers."""
    columns = header.columns if header is not None and header.kind == "detail" else ()
    items = tuple(c.index for c in columns if c.role in (Role.ITEM, Role.PROJECT))
    labels = frozenset(c.index for c in columns if c.role in LABEL_ROLES)
    years = frozenset(c.index for c in columns if c.year_be is not None)
    return Keys(items, labels, years) if labels or years else Keys()


def lists_numbers(table: RawTable) -> bool:
    """Cheap: whether a cell holds a number below its first line where a header may say that item
    numbers stand right of labels."""
    last = KEY_COLUMNS + len(LABEL_ROLES)
    return any(KEY_COLUMNS <= c.col < last and LISTED.search(c.text) for c in table.cells)


def begins_figure(text: str, facts: Budget) -> bool:
    """Whether a line begins what a year's column says of one project: an amount, or that none is
    used, perhaps broken over lines (`ไม่ใช้` / `งบประมาณ`)."""
    bare = squeeze(text)
    none = any(bare.startswith(word) or word.startswith(bare) for word in facts.none)
    return bool(_MONEY.match(to_arabic(text))) or (none and len(bare) >= MIN_WORD)


def find_numbers(
    grid: Grid, texts: Texts, row: int, keys: Keys, lexicon: Lexicon
) -> Numbered | None:
    """The item numbers that begin lines of the row's first cell that holds any."""
    for col in (col for col in keys.items if col < len(grid.xs) - 1):
        index = grid.owner[row][col]
        cell = grid.cells[index]
        if cell.row != row or cell.rowspan > 1 or cell.colspan > 1 or not texts.get(index):
            continue
        lines = [line for chunks in chunk_rows(texts[index]) for line in chunks[:1]]
        level = _level_with_years(grid, texts, row, lines, keys.years, lexicon.budget)
        if level:
            return [(NO_NUMBER, line) for line in level], False, lines
        sums = [line for line in lines if total_kind(line.text, lexicon.headings)]
        alone = all(parse_item(line.text) for line in lines if line not in sums)
        read = parse_item if alone else _reader(lines[0].text)
        found = [(int(number), line) for line in lines if (number := read(line.text))]
        if found:
            after = [(NO_NUMBER, line) for line in sums if alone and line.top > found[-1][1].top]
            return [*_chain(found), *after], alone, lines
        below = [line for line in lines if split_dotted_item(line.text)[0]]
        if keys.years and below[:1] == lines[:1]:
            return [(NO_NUMBER, line) for line in below], False, lines
        dotted = [line for line in lines if begins_dotted(line.text)]
        if len(dotted) > 1 and _counted(grid, texts, row, len(dotted)):
            return list(enumerate(dotted, 1)), False, lines
    return None


def _level_with_years(
    grid: Grid,
    texts: Texts,
    row: int,
    lines: list[Chunk],
    years: frozenset[int],
    facts: Budget,
) -> list[Chunk]:
    """The lines that begin with an item number, where each year beside has as many figures.

    Of lines that begin with a dotted number those that begin with a plain one are lists. One alone
    stands below the rest of a project of the page before, and each figure on its level.
    """
    dotted = [line for line in lines if split_dotted_item(line.text)[0]]
    found = dotted or [line for line in lines if split_item(line.text)[0]]
    cells = {grid.owner[row][year] for year in years}
    beside = [chunk_rows(texts[index]) for index in cells if texts.get(index)]
    figures = [[r[0] for r in rows if begins_figure(r[0].text, facts)] for rows in beside]
    if not found or not figures or {len(own) for own in figures} != {len(found)}:
        return []
    first = found[0]
    is_level = all(abs(own[0].baseline - first.baseline) < LEVEL * first.size for own in figures)
    return found if len(found) > 1 or (first is not lines[0] and is_level) else []


def _reader(first: str) -> Callable[[str], str]:
    """How a cell that begins with the text writes its numbers: `๑. โครงการ` or `๑ โครงการ`."""
    split = split_item if split_item(first)[0] or not split_bare_item(first)[0] else split_bare_item
    return lambda text: split(text)[0]


def _counted(grid: Grid, texts: Texts, row: int, lines: int) -> bool:
    """Whether two columns hold nothing but numbers and dashes, for up to so many indicators."""
    found = 0
    for index in set(grid.owner[row]):
        rows = chunk_rows(texts.get(index, ()))
        found += 1 < len(rows) <= lines and all(_FIGURE.fullmatch(line[0].text) for line in rows)
    return found >= MIN_COUNTED


def _chain(found: list[tuple[int, Chunk]]) -> list[tuple[int, Chunk]]:
    """The numbers that follow each other one by one; others are of a list inside a project."""
    chain = found[:1]
    for number, line in found[1:]:
        if number == chain[-1][0] + 1:
            chain.append((number, line))
    return chain


def runs_on(found: Numbered, below: Sequence[Numbered | None]) -> bool:
    """Several numbers, and the next drawn row goes on from the last of them, not from the first."""
    chain = found[0]
    following = next((row[0][0][0] for row in below if row), None)
    if len(chain) < 2:
        return False
    return following is None or following != chain[0][0] + 1


def follows_rest(found: Numbered) -> bool:
    """Whether one project alone begins below the rest of another, its figures on its level."""
    chain, _, lines = found
    return len(chain) == 1 and chain[0][0] == NO_NUMBER and chain[0][1] is not lines[0]


def are_centred(grid: Grid, texts: Texts, numbers: Sequence[Numbered | None]) -> bool:
    """Whether numbers stand in the middle of their drawn rows more often than in the first line."""
    votes = 0
    for row, found in enumerate(numbers):
        if found is None or len(found[2]) > 1:
            continue
        line, middle = found[2][0], (grid.ys[row] + grid.ys[row + 1]) / 2
        if lies_below(grid, texts, row, found):
            votes += abs((line.top + line.bottom) / 2 - middle) <= CENTRED * line.size
        else:
            votes -= len(chunk_rows(_letters(grid, texts, row))) > 1
    return votes > 0


def _letters(grid: Grid, texts: Texts, row: int) -> list[Cluster]:
    return [letter for index in set(grid.owner[row]) for letter in texts.get(index, ())]


def lies_below(grid: Grid, texts: Texts, row: int, found: Numbered) -> bool:
    """Whether lines of another project stand above the row's first number."""
    first = found[0][0][1]
    inked = (letter for letter in _letters(grid, texts, row) if letter.text.strip())
    return any(first.baseline - letter.baseline > LEVEL * first.size for letter in inked)


def is_broken(grid: Grid, texts: Texts, row: int, numbers: Sequence[Numbered | None]) -> bool:
    """Whether the lines are digits of one number that a narrow column broke: it follows on from
    the row above, or the row below from it, or there are fewer lines beside it than digits."""
    whole, found = _unbroken(numbers[row]), numbers[row]
    if whole is None or found is None:
        return False
    above = next((one for one in reversed(numbers[:row]) if one), None)
    below = next((one for one in numbers[row + 1 :] if one), None)
    if below is not None and below[0][0][0] == found[0][-1][0] + 1:
        return False
    if above is not None and whole - 1 in (above[0][-1][0], _unbroken(above)):
        return True
    if below is not None and whole + 1 in (below[0][0][0], _unbroken(below)):
        return True
    beside = grid.slot_at(found[2][0].middle, found[2][0].baseline)
    name = grid.owner[row][beside[1] + 1] if beside and beside[1] + 2 < len(grid.xs) else None
    return name is not None and len(chunk_rows(texts.get(name, ()))) < len(found[2])


def _unbroken(found: Numbered | None) -> int | None:
    """The number that all lines of a cell make together if each holds one digit; else None."""
    digits = [to_arabic(line.text).strip(" .)") for line in found[2]] if found else []
    if len(digits) < 2 or not all(len(digit) == 1 and digit.isdecimal() for digit in digits):
        return None
    return int("".join(digits))
