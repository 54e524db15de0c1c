"""Physical rows of a detail table to projects: numbered rows and what continues them."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import (
    RawCell,
    RawMark,
    RawNote,
    RawRow,
    RawSummaryLine,
    RawTable,
    RawValue,
    Role,
)
from pipeline.extract.tables.asides import aside_row, is_cut_text, is_line_of
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.drafts import Draft, add, finished, share
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.glyphs import has_left_head
from pipeline.extract.tables.goal_totals import goal_total
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.labels import label_rests
from pipeline.extract.tables.lost_headings import lacks_quarter
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.slots import TimeColumns, time_slots
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import has_digit, squeeze
from pipeline.normalize.numbering import (
    parse_broken_item,
    parse_dotted,
    parse_dotted_item,
    parse_item,
    parse_lost_item,
    split_bare_item,
    split_dotted_item,
    split_item,
    split_lost_item,
    split_seen_item,
)

_FUND = re.compile(r"\([^)]*\)?|[^(]*\)")  # the source of an amount stands beneath it in brackets


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The projects of a piece. `orphan`: rows above the first number, the end of an earlier row.

    `starts`: the grid row in which each of `rows` begins. `cut`: the last row, without a number,
    where a page break cuts it: the end of the last project, or the beginning of the next page's.
    `totals`: the rows of sums that name their goal. `rests`: the ends of labels that a page break,
    or a row a line, cuts.
    """

    orphan: RawRow | None
    rows: tuple[RawRow, ...]
    notes: tuple[RawNote, ...]
    starts: tuple[int, ...] = ()
    cut: RawRow | None = None
    totals: tuple[RawSummaryLine, ...] = ()
    rests: tuple[tuple[Role, RawCell], ...] = ()


def read_rows(
    piece: Piece,
    header: Header,
    lexicon: Lexicon,
    joiner: str,
    last_item: int = 0,
    above: RawRow | None = None,
) -> ReadRows:
    """Groups the body rows of a detail piece into projects.

    A row with an item number begins one; other rows continue it. `joiner` stands between the
    parts of a cell that runs over several rows (a newline where line breaks are known).
    `above`: the row that the piece goes on with, on the page before; `last_item`: its plain
    number; None and 0 where there is none.
    """
    grid = Grid(piece.table)
    columns = _named_columns(header, grid, piece.rows)
    rests = label_rests(grid, piece.rows, header, piece.labels, lexicon)
    labels = [cell for _, cell in (*piece.labels, *rests)]
    times = TimeColumns(piece.table, piece.rows, time_slots(columns))
    is_dotted = not last_item and _numbers_are_dotted(grid, piece.rows, columns)
    drafts: list[Draft] = []
    orphan: Draft | None = None
    cut: Draft | None = None
    last = _open_row(piece.table)
    asides: list[RawNote | RawSummaryLine] = []
    starts: list[int] = []
    for row in piece.rows:
        cells = [cell for cell in grid.own_cells(row) if cell.text.strip()]
        marks = times.marks(row)
        if not cells and not marks:
            continue
        code = aside_row(grid, row, columns, lexicon)
        if code == "total_row" and row == piece.rows.start and is_cut_text(cells, columns, above):
            code = ""
        if (
            code == "total_row"
            and drafts
            and is_line_of(cells, columns, drafts[-1].said(), lexicon.headings)
        ):
            code = ""
        if code:
            line = goal_total(grid, row, columns, lexicon) if code == "total_row" else None
            asides.append(line or _note(code, cells))
            continue
        item, name = _item(grid, row, columns, drafts, last_item, is_dotted)
        if item is not None or _stands_alone(grid, row, columns, drafts):
            is_guessed = row in piece.table.guessed_rows
            flags = [] if item else ["item_no_missing"]
            drafts.append(Draft(item, flags=flags, is_guessed=is_guessed))
            starts.append(row)
            share(drafts[-1], grid, row, columns, times, piece.rows.start)
            draft = drafts[-1]
        elif row == last and (drafts or orphan is None):
            draft = cut = Draft(None)
        elif drafts:
            draft = drafts[-1]
        else:
            draft = orphan = orphan or Draft(None)
        filled = (pair for pair in _filled(grid, row, columns) if pair[1] not in labels)
        add(draft, filled, times, name, lexicon)
        draft.marks.extend(marks)
        draft.blank_merges.extend(times.blank_merges(row))
    _doubt_times(drafts)
    if piece.table.place.reader == PICTURES and lacks_quarter(header.columns):
        unread = RawMark("unread", (), False, piece.table.place)
        for draft in drafts:  # its marks are none of those
            draft.marks.append(unread)
    is_paired = any(has_left_head(draft.times, lexicon.signs) for draft in drafts)
    finish = partial(
        finished,
        columns=columns,
        slots=times.slots,
        lexicon=lexicon,
        joiner=joiner,
        is_paired=is_paired,
    )
    return ReadRows(
        finish(orphan, is_paired=True) if orphan else None,
        tuple(map(finish, drafts)),
        tuple(one for one in asides if isinstance(one, RawNote)),
        tuple(starts),
        finish(cut, is_paired=True) if cut else None,
        tuple(one for one in asides if isinstance(one, RawSummaryLine)),
        rests,
    )


def _open_row(table: RawTable) -> int | None:
    """The last row where no rule closes it; None where one does, or none parts it from others."""
    last = table.n_rows - 1
    return last if table.open_below and last not in table.guessed_rows else None


def _doubt_times(drafts: list[Draft]) -> None:
    """Flags neighbours without a rule between them of which one alone has a time: the other's
    marks may stand in its row."""
    for above, draft in itertools.pairwise(drafts):
        has_time = [bool(one.times or one.marks) for one in (above, draft)]
        if draft.is_guessed and any(has_time) and not all(has_time):
            above.flags.append("cell_shared")
            draft.flags.append("cell_shared")


def _named_columns(header: Header, grid: Grid, rows: range) -> tuple[Column, ...]:
    """The header's columns, and a nameless one for each further column that holds text."""
    beyond = tuple(
        Column(index, Role.UNKNOWN, "") for index in range(len(header.columns), grid.width)
    )
    return tuple(
        column
        for column in (*header.columns, *beyond)
        if column.role is not Role.UNKNOWN
        or column.heading.strip()
        or any(grid.text(row, column.index).strip() for row in rows)
    )


def _column(columns: tuple[Column, ...], role: Role) -> Column | None:
    return next((column for column in columns if column.role is role), None)


def _own(grid: Grid, row: int, column: Column | None) -> RawCell | None:
    """The cell of a column if it begins in this row and holds text."""
    cell = grid.at(row, column.index) if column else None
    return cell if cell and cell.row == row and cell.text.strip() else None


def _numbers_are_dotted(grid: Grid, rows: range, columns: tuple[Column, ...]) -> bool:
    """Whether the items are numbered `1.1.1`, `1.1.2` …; below plain numbers they are steps.

    In a column of their own, or before the name: there `1.1.1 (1)` is the first below 1.1.1.
    """
    column = _column(columns, Role.ITEM)
    named = column or _column(columns, Role.PROJECT)
    texts = [cell.text for row in rows if (cell := _own(grid, row, named))]
    if column is None:
        return any(split_dotted_item(t)[0] for t in texts) and not any(
            split_item(t)[0] for t in texts
        )
    numbers = [parse_dotted_item(text) or parse_dotted(text) for text in texts]
    depths = {number.count(".") for number in numbers if number}
    return len(depths) == 1 and 0 not in depths


def _item(
    grid: Grid,
    row: int,
    columns: tuple[Column, ...],
    drafts: list[Draft],
    last_item: int,
    is_dotted: bool,
) -> tuple[RawValue | None, str | None]:
    """The item number of a row and the name without it; None, None where there is no number."""
    last = _last_number(drafts) if drafts else last_item
    number_cell = _own(grid, row, _column(columns, Role.ITEM))
    name_cell = _own(grid, row, _column(columns, Role.PROJECT))
    if number_cell:
        is_seen = number_cell.place.reader == PICTURES
        text = _without_dust(number_cell.text) if is_seen else number_cell.text
        printed = parse_dotted_item(text) if is_dotted else parse_item(text)
        printed = printed or parse_broken_item(text, last, _number_below(grid, row, columns))
        if not printed and is_seen:
            printed = parse_lost_item(_unbroken(text))
        if printed:
            return RawValue(printed, (number_cell.place,)), None
        if is_seen and name_cell in (None, number_cell):
            number, name = split_seen_item(text)
            return (RawValue(number, (number_cell.place,)), name) if number else (None, None)
    if name_cell is None:
        return None, None
    split = split_dotted_item if is_dotted and number_cell is None else split_item
    number, name = split(name_cell.text)
    if not number and name_cell.place.reader == PICTURES:
        number, name = split_lost_item(name_cell.text)
    if not number and _column(columns, Role.ITEM) is None:
        number, name = split_bare_item(name_cell.text)
        begins_anew = number == "1" and not drafts
        if number and int(number) != last + 1 and not begins_anew:
            return None, None
        if not drafts and last_item and _is_bare_rest(grid, row, columns):
            return None, None
    if not number:
        return None, None
    return RawValue(number, (name_cell.place,)), name


def _unbroken(text: str) -> str:
    """The text on one line if each of its lines holds one digit; two numbers stay two."""
    is_broken = all(len(line.strip(" .)")) == 1 for line in text.split("\n"))
    return squeeze(text) if is_broken else text


def _without_dust(text: str) -> str:
    """A number's cell without lines that hold neither letter nor digit: specks beside a number."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if UNKNOWN in line or any(map(str.isalnum, line)))


def _is_bare_rest(grid: Grid, row: int, columns: tuple[Column, ...]) -> bool:
    """Whether the first row of a page has neither money nor agency, for which there are columns:
    a number without a sign (`๕ อำเภอ`) then goes on with the name above."""
    named = [column for column in columns if column.role in (Role.BUDGET, Role.AGENCY)]
    return bool(named) and not any(_own(grid, row, column) for column in named)


def _last_number(drafts: list[Draft]) -> int:
    """The last number, and one more for each behind it that is lost; 0 where there is none."""
    lost = 0
    for draft in reversed(drafts):
        text = draft.item.text if draft.item else ""
        if text.isdecimal():
            return int(text) + lost
        lost += UNKNOWN in text
    return 0


def _number_below(grid: Grid, row: int, columns: tuple[Column, ...]) -> int:
    """The plain number in the next row that has a text in the column of items; 0: none there."""
    column = _column(columns, Role.ITEM)
    cells = (_own(grid, below, column) for below in range(row + 1, grid.height))
    text = next((cell.text for cell in cells if cell is not None), "")
    return int(parse_item(squeeze(text)) or 0)


def _stands_alone(grid: Grid, row: int, columns: tuple[Column, ...], drafts: list[Draft]) -> bool:
    """A row without a number that has name, budget and agency of its own, as the one above has.

    The first row of a page may be the rest of the page before: it never stands alone.
    """
    if not drafts:
        return False
    needed = (Role.PROJECT, Role.BUDGET, Role.AGENCY)
    if any(_column(columns, role) is None for role in needed):
        return False
    if not all(_own(grid, row, _column(columns, role)) for role in needed):
        return False
    name = _own(grid, row, _column(columns, Role.PROJECT))
    budget = _own(grid, row, _column(columns, Role.BUDGET))
    if name is None or budget is None:
        return False
    is_seen = budget.place.reader == PICTURES
    if is_seen and not any(map(str.isalpha, name.text)):  # the rest of a rule
        return False
    text = squeeze(_FUND.sub("", budget.text))
    whole = has_digit(text) or UNKNOWN in text or len(text) > 10
    above = drafts[-1]
    has_budget = Role.BUDGET in above.texts or bool(above.years)
    return whole and has_budget and Role.AGENCY in above.texts


def _filled(grid: Grid, row: int, columns: tuple[Column, ...]) -> Iterator[tuple[Column, RawCell]]:
    """The cells with text that begin in this row, each with its column.

    What is said of several years in words (`ไม่ใช้งบประมาณ`, a dash) is said of each of them.
    """
    for column in columns:
        cell = _own(grid, row, column)
        if cell is None:
            continue
        is_of_year = column.year_be is not None and not has_digit(cell.text)
        if cell.col == column.index or is_of_year:
            yield column, cell


def _note(code: str, cells: list[RawCell]) -> RawNote:
    text = " | ".join(cell.text for cell in cells)
    return RawNote(code, text, "", tuple(cell.place for cell in cells))
