"""Sheets of prose, one a project, that state its budget again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.contracts.parsed import Status
from pipeline.contracts.table import RawNarrative, RawTable, RawValue, TextLine
from pipeline.extract.furniture import is_furniture, numbered_titles
from pipeline.extract.headings import match_line
from pipeline.extract.sheet_parts import SheetPart, leading_number, part_of
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import find_header
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.stated_budget import parse_stated_budget
from pipeline.normalize.years import parse_year_heading

MIN_PARTS = 2  # headings below its title that make a sheet where none of them is of the budget
MAX_TITLE_LINES = 4
MAX_LINES_ABOVE = 12  # of headings that lead to a sheet
MAX_STEP = 2  # from one number of a heading to the next, behind a table
MIN_FORM_COLUMNS = 5  # of a table that may go on with that of an earlier page
MIN_YEARS = 2  # in the first row of a table that has a column a year

Block = TextLine | RawTable


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a document; `prose`: the positions of their blocks, `starts`: of titles."""

    narratives: tuple[RawNarrative, ...] = ()
    prose: frozenset[int] = frozenset()
    starts: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Draft:
    """A sheet while it is read. `last`: where its last heading stands."""

    start: int
    head: TextLine
    title: list[TextLine]
    budget: list[TextLine] = field(default_factory=list)
    parts: int = 0
    number: int = 0  # of its last heading
    last: int = 0
    has_budget: bool = False
    into: list[TextLine] | None = None  # what the lines now add to
    is_left: bool = False  # a table that may list projects came: only the next heading goes on

    @property
    def is_sheet(self) -> bool:
        return self.has_budget or self.parts >= MIN_PARTS


def find_sheets(blocks: Sequence[Block], lexicon: Lexicon) -> Sheets:
    """The sheets about single projects among all lines and tables of a document.

    A sheet goes from the line that names its project to its last heading, and on to the title of
    the next sheet where no table of projects comes between. What leads to its title belongs to it.
    """
    drafts = [draft for draft in _drafts(blocks, lexicon) if draft.is_sheet]
    prose: set[int] = set()
    for at, draft in enumerate(drafts):
        following = drafts[at + 1] if at + 1 < len(drafts) else None
        stop = draft.last + 1
        if following is not None and not any(
            isinstance(block, RawTable) and _may_list(block, lexicon)
            for block in blocks[stop : following.start]
        ):
            stop = following.start
        prose.update(range(_first_above(blocks, draft.start, lexicon), stop))
    return Sheets(
        tuple(_narrative(draft) for draft in drafts),
        frozenset(prose),
        frozenset(draft.start for draft in drafts),
    )


def _first_above(blocks: Sequence[Block], start: int, lexicon: Lexicon) -> int:
    """Where the headings begin that lead to a sheet: below a table or the title of a part."""
    first = start
    for at in range(start - 1, max(-1, start - 1 - MAX_LINES_ABOVE), -1):
        block = blocks[at]
        if isinstance(block, RawTable):
            break
        if _begins_part(block, lexicon):
            break
        first = at
    return first


def _drafts(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[_Draft]:
    draft: _Draft | None = None
    titles = {text for text in numbered_titles(blocks) if not _states(text, lexicon)}
    for at, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if draft is not None:
                _take_table(draft, block, lexicon)
            continue
        part = part_of(block.text, lexicon.narratives)
        if part is None and (block.text in titles or is_furniture(block.text, lexicon.headings)):
            continue
        is_title = part is not None and part.kind == "title"
        if draft is not None and (is_title or _begins_part(block, lexicon)):
            yield draft
            draft = None
        if part is not None and is_title:
            draft = _opened(at, block, part)
        elif draft is not None:
            _take(draft, at, block, part)
    if draft is not None:
        yield draft


def _states(text: str, lexicon: Lexicon) -> bool:
    """Whether a line states a budget: several pages may end with the same one."""
    return parse_stated_budget(text, lexicon).money.status is not Status.UNREADABLE


def _begins_part(line: TextLine, lexicon: Lexicon) -> bool:
    """Whether a line begins another part of the plan (`ส่วนที่ ๔`)."""
    return match_line(line.text, line.place, lexicon.headings).kind == "part"


def _opened(at: int, line: TextLine, part: SheetPart) -> _Draft:
    title = [TextLine(part.rest, line.place)] if part.rest else []
    return _Draft(at, line, title, number=part.number, last=at, into=title)


def _take(draft: _Draft, at: int, line: TextLine, part: SheetPart | None) -> None:
    """One more line of a sheet."""
    if part is not None and _goes_on(draft, part):
        draft.is_left = False
        draft.parts += 1
        draft.number, draft.last = part.number or draft.number, at
        draft.into = draft.budget if part.kind == "budget" else None
        draft.has_budget = draft.has_budget or part.kind == "budget"
        if part.kind == "budget" and part.rest:
            draft.budget.append(TextLine(part.rest, line.place))
        return
    is_next = draft.number > 0 and leading_number(line.text) == draft.number + 1
    is_full = draft.into is draft.title and len(draft.title) >= MAX_TITLE_LINES
    if is_next or is_full:
        draft.into = None
    if draft.into is not None and line.text.strip():
        draft.into.append(line)


def _goes_on(draft: _Draft, part: SheetPart) -> bool:
    """Whether a heading is of this sheet: one with a lower number is an entry of a list."""
    if draft.is_left:
        return draft.number < part.number <= draft.number + MAX_STEP
    is_first = part.kind == "budget" and not draft.has_budget
    return is_first or not 0 < part.number < draft.number


def _take_table(draft: _Draft, table: RawTable, lexicon: Lexicon) -> None:
    """A table inside a sheet, or behind it."""
    if draft.into is draft.budget and not _is_form(table, lexicon):
        draft.budget.extend(_table_lines(table))
        return
    draft.into = None
    draft.is_left = draft.is_left or _may_list(table, lexicon)


def _is_form(table: RawTable, lexicon: Lexicon) -> bool:
    """Whether it is a table of projects, or a summary of them: no breakdown of one's budget."""
    header = find_header(table, 0, lexicon.headings, lexicon.months)
    return header is not None and header.kind != "unknown"


def _may_list(table: RawTable, lexicon: Lexicon) -> bool:
    """Whether projects may stand in a table: it is wide, or a header in it says so."""
    if table.n_cols >= MIN_FORM_COLUMNS:
        return True
    found = (
        find_header(table, row, lexicon.headings, lexicon.months) for row in range(table.n_rows)
    )
    return any(header is not None and header.kind != "unknown" for header in found)


def _table_lines(table: RawTable) -> Iterator[TextLine]:
    """The lines of a table that breaks a budget down: a year each where it has them as columns."""
    grid = Grid(table)
    first = [cell.text for cell in grid.covering(0)]
    by_column = sum(parse_year_heading(text) is not None for text in first) >= MIN_YEARS
    outer, inner = (
        (range(grid.width), range(grid.height))
        if by_column
        else (range(grid.height), range(grid.width))
    )
    for one in outer:
        at = ((two, one) if by_column else (one, two) for two in inner)
        cells = dict.fromkeys(cell for row, col in at if (cell := grid.at(row, col)) is not None)
        texts = [" ".join(cell.text.split()) for cell in cells if cell.text.strip()]
        if texts:
            yield TextLine(" | ".join(texts), next(iter(cells)).place)


def _narrative(draft: _Draft) -> RawNarrative:
    return RawNarrative(_value(draft.title), _value(draft.budget), draft.head.place)


def _value(lines: list[TextLine]) -> RawValue:
    places = dict.fromkeys(line.place for line in lines)
    return RawValue("\n".join(line.text for line in lines), tuple(places))
