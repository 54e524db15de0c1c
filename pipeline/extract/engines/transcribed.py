"""A page as an engine tells it, held against what our own nets saw of the same picture.

An engine that writes text may leave out, repeat or invent. So a number counts only where both read
it in the same row; else its digits have no name, or in a sentence are those that we read. A table
of the same shape as the one that we saw is laid over it, and keeps its boxes and marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import fuzz

from pipeline.contracts.page import Candidate, DoubtfulReading, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.engines.row_match import match_rows
from pipeline.extract.readers.transcript import transcript_blocks
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import has_digit, squeeze, to_arabic

MIN_COVERED: Final = (
    0.9  # of the letters that we saw: an engine that tells fewer left something out
)
FOUND: Final = 75.0  # per cent of a cell's letters that are told somewhere on the page
MIN_LETTERS: Final = 4  # of a cell: fewer are found in any text
MAX_UNKNOWN: Final = 0.1  # of a cell's letters: what we read worse than this proves no omission
_NUMBER: Final = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*")
_ONLY_NUMBER: Final = re.compile(r"[0-9๐-๙.,\-\s]*[0-9๐-๙][0-9๐-๙.,\-\s]*")
_NUMERIC: Final = "0123456789๐๑๒๓๔๕๖๗๘๙.,"
_DIGITS: Final = re.compile(f"[0-9๐-๙,{UNKNOWN}]")
_ASIDE: Final = re.compile(
    r"<(page_number|figure)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)  # a running number, and a picture in the model's own words

Block = TextLine | RawTable


@dataclass(frozen=True, slots=True)
class Told:
    """The page's blocks. `covered`: the share of the letters that we saw and it tells too.

    `lost`: rows with numbers that we saw and it has not, or with fewer, in tables of another shape.
    """

    blocks: tuple[Block, ...]
    doubts: tuple[DoubtfulReading, ...]
    covered: float
    lost: int

    @property
    def is_whole(self) -> bool:
        """Whether it left out nothing of weight."""
        return self.covered >= MIN_COVERED and not self.lost


@dataclass(frozen=True, slots=True)
class _Row:
    """What one of the two readers has in a row of a table, or in a line outside of any."""

    cells: tuple[RawCell, ...]
    table: RawTable | None
    box: Box | None

    @property
    def text(self) -> str:
        return squeeze("".join(cell.text for cell in self.cells))

    @property
    def shape(self) -> str:
        """Its letters, and that digits stand there: a number that we could not read is one too."""
        return _DIGITS.sub("0", self.text)


@dataclass(slots=True)
class _Check:
    """Holds told cells against the rows seen. Lives only inside `tell_page`."""

    page: Page
    name: str
    doubts: list[DoubtfulReading] = field(default_factory=list)
    kept: list[RawTable] = field(default_factory=list)  # those seen over which one told was laid

    def cell(self, cell: RawCell, row: _Row | None, same_columns: bool) -> RawCell:
        """The cell, its number without digits unless the row that we saw has the same number."""
        if not has_digit(cell.text):
            return cell
        seen = row.cells if row is not None else ()
        beside = [one for one in seen if one.col == cell.col] if same_columns else list(seen)
        if _ONLY_NUMBER.fullmatch(cell.text):
            if any(_same_number(cell.text, one.text) for one in beside):
                return cell
            hidden = re.sub("[0-9๐-๙]", UNKNOWN, cell.text)
            ours = [one.text for one in beside if same_columns and has_digit(one.text)]
            self._doubt("number", hidden, cell.text, ours, _box(beside, row, same_columns))
            return replace(cell, text=hidden)
        return replace(
            cell, text=self._sentence(cell.text, beside, _box(beside, row, same_columns))
        )

    def _sentence(self, text: str, beside: Sequence[RawCell], box: Box | None) -> str:
        """The text with our own numbers where we read others in their places."""
        ours = _numbers_there(text, squeeze("".join(one.text for one in beside)))
        known = {_plain(number) for one in beside for number in _NUMBER.findall(one.text)}
        said = list(_NUMBER.finditer(text))
        for at, number in reversed(list(enumerate(said))):
            if len(ours) != len(said):
                if _plain(number[0]) not in known:
                    self._doubt("letters", number[0], number[0], [], box)
            elif _plain(number[0]) != _plain(ours[at]):
                self._doubt("letters", ours[at], number[0], [ours[at]], box)
                text = text[: number.start()] + ours[at] + text[number.end() :]
        return text

    def _doubt(
        self,
        kind: str,
        text: str,
        told: str,
        ours: Sequence[str],
        box: Box | None,
    ) -> None:
        page = self.page
        where = box or Box(x0=0, top=0, x1=page.width, bottom=page.height)
        candidates = (
            Candidate(told.strip(), self.name, 0.5),
            *(Candidate(text.strip(), "line", 0.5) for text in ours),
        )
        self.doubts.append(
            DoubtfulReading(
                kind="number" if kind == "number" else "letters",
                x0=where.x0,
                top=where.top,
                x1=where.x1,
                bottom=where.bottom,
                text=text,
                candidates=candidates,
            )
        )


def tell_page(text: str, page: Page, seen: Iterable[Block], lexicon: Lexicon, name: str) -> Told:
    """The transcript `text` of `page` as blocks whose reader is `name`.

    `seen` are the blocks that our own nets read of its picture. A told cell has the place of the
    cell that we saw, with its box; where the tables differ, page, line and number of the cell.
    Raises DocumentError for a table of too many cells.
    """
    blocks = [
        _placed(block, page, name)
        for block in transcript_blocks(_ASIDE.sub(_only_newlines, text), lexicon.headings)
    ]
    told, own = list(_rows(blocks)), list(_rows(seen))
    pairs = match_rows([row.shape for row in told], [row.shape for row in own])
    found = [own[pair] if pair is not None else None for pair in pairs]
    check = _Check(page, name)
    checked: list[Block] = []
    at = 0
    for block in blocks:
        if isinstance(block, TextLine):
            row = _Row((_cell_of(block),), None, None)
            line = check.cell(row.cells[0], _everything(own), False)
            checked.append(replace(block, text=line.text))
            at += 1
            continue
        count = _count_rows(block)
        checked.append(_checked(block, found[at : at + count], check))
        at += count
    rest = [(n, row) for n, row in enumerate(own) if row.table and row.table not in check.kept]
    lost = _count_lost(rest, {pair: row for pair, row in zip(pairs, told, strict=True)})
    return Told(tuple(checked), tuple(check.doubts), _covered(own, told), lost)


def _checked(table: RawTable, found: Sequence[_Row | None], check: _Check) -> RawTable:
    """The table with its numbers checked, laid over the one that we saw if it is the same."""
    below = _same_table(table, found)
    numbers = sorted({cell.row for cell in table.cells})
    by_row = dict(zip(numbers, found, strict=True))
    cells = []
    for cell in table.cells:
        row = by_row[cell.row]
        other = row.table if row is not None else None
        same_columns = other is not None and other.n_cols == table.n_cols
        cells.append(check.cell(cell, row, same_columns))
    checked = replace(table, cells=tuple(cells))
    if below is None:
        return checked
    check.kept.append(below)
    return _laid_over(checked, below, check.name)


def _same_table(table: RawTable, found: Sequence[_Row | None]) -> RawTable | None:
    """The table seen that has the same rows, columns and filled cells; None where none has."""
    first = found[0].table if found and found[0] is not None else None
    if first is None or (first.n_rows, first.n_cols) != (table.n_rows, table.n_cols):
        return None
    for row, pair in zip(sorted({cell.row for cell in table.cells}), found, strict=True):
        if pair is None or pair.table is not first or pair.cells[0].row != row:
            return None
    anchors = {(cell.row, cell.col) for cell in first.cells}
    filled = {(cell.row, cell.col) for cell in table.cells if cell.text.strip()}
    return first if filled <= anchors else None


def _laid_over(told: RawTable, seen: RawTable, name: str) -> RawTable:
    """The table seen with the texts told; a cell that is told blank keeps what we read."""
    texts = {(cell.row, cell.col): cell.text for cell in told.cells if cell.text.strip()}
    cells = tuple(
        replace(
            cell,
            text=texts[cell.row, cell.col],
            place=cell.place.model_copy(update={"reader": name}),
        )
        if (cell.row, cell.col) in texts
        else cell
        for cell in seen.cells
    )
    return replace(seen, cells=cells, place=seen.place.model_copy(update={"reader": name}))


# -- rows and numbers --------------------------------------------------------------------------


def _rows(blocks: Iterable[Block]) -> Iterator[_Row]:
    """The rows in which cells begin, and the lines, in reading order."""
    for block in blocks:
        if isinstance(block, TextLine):
            yield _Row((_cell_of(block),), None, block.place.box)
            continue
        for number in sorted({cell.row for cell in block.cells}):
            cells = tuple(cell for cell in block.cells if cell.row == number)
            yield _Row(cells, block, block.place.box)


def _count_rows(table: RawTable) -> int:
    return len({cell.row for cell in table.cells})


def _cell_of(line: TextLine) -> RawCell:
    return RawCell(0, 0, 1, 1, line.text, line.place)


def _everything(rows: Sequence[_Row]) -> _Row:
    """All that we saw as one row: a paragraph is told as one line, and printed as several."""
    return _Row(tuple(cell for row in rows for cell in row.cells), None, None)


def _plain(number: str) -> str:
    """Arabic digits without separators of thousands, and what a sentence puts behind a number.

    >>> _plain("๑,๒๐๐.") == _plain("1200")
    True
    """
    return re.sub(r",(?=\d{3}(?!\d))", "", to_arabic(squeeze(number))).rstrip(".,-")


def _numbers_there(told: str, seen: str) -> list[str]:
    """The numbers of the stretch of `seen` that is `told`; none where no stretch is like it."""
    needle, hay = _DIGITS.sub("0", squeeze(told)), _DIGITS.sub("0", seen)
    if not needle or len(needle) > len(hay) + MIN_LETTERS:
        return []
    found = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=FOUND)
    if found is None:
        return []
    start, stop = found.dest_start, found.dest_end
    while start and seen[start - 1] in _NUMERIC:
        start -= 1
    while stop < len(seen) and seen[stop] in _NUMERIC:
        stop += 1
    return _NUMBER.findall(seen[start:stop])


def _same_number(one: str, two: str) -> bool:
    return bool(_ONLY_NUMBER.fullmatch(two)) and _plain(one) == _plain(two)


def _box(beside: Sequence[RawCell], row: _Row | None, same_columns: bool) -> Box | None:
    """Where a doubtful number stands: its cell where that is known, else its table or line."""
    if same_columns and len(beside) == 1 and beside[0].place.box is not None:
        return beside[0].place.box
    return row.box if row is not None else None


def _count_lost(seen: Iterable[tuple[int, _Row]], told: dict[int | None, _Row]) -> int:
    """How many of the rows that we saw have more numbers than what is told of them."""
    lost = 0
    for index, row in seen:
        numbers = sum(bool(_ONLY_NUMBER.fullmatch(cell.text)) for cell in row.cells)
        cells = told[index].cells if index in told else ()
        lost += sum(has_digit(cell.text) for cell in cells) < numbers
    return lost


def _covered(seen: Sequence[_Row], told: Sequence[_Row]) -> float:
    """The share of the letters of cells that we read well which are told, anywhere on the page."""
    text = "".join(row.text for row in told)
    letters = there = 0
    for cell in (cell for row in seen for cell in row.cells):
        own = squeeze(cell.text)
        if len(own) < MIN_LETTERS or own.count(UNKNOWN) > MAX_UNKNOWN * len(own):
            continue
        letters += len(own)
        there += len(own) if len(text) and fuzz.partial_ratio(own, text) >= FOUND else 0
    return there / letters if letters else 1.0


# -- places ------------------------------------------------------------------------------------


def _placed(block: Block, page: Page, name: str) -> Block:
    """The block on its page: line and cell of the transcript stay, the reader is the engine.

    Of a table it is known that it lies on the page: that is its box, for those who look at it.
    """

    def on_page(place: Place) -> Place:
        return place.model_copy(update={"reader": name, "page": page.number})

    if isinstance(block, TextLine):
        return replace(block, place=on_page(block.place))
    cells = tuple(replace(cell, place=on_page(cell.place)) for cell in block.cells)
    whole = Box(x0=0, top=0, x1=page.width, bottom=page.height)
    place = on_page(block.place).model_copy(update={"box": whole})
    return replace(block, cells=cells, place=place)


def _only_newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
