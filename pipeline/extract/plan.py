"""Sorts all that a reader saw into the parts of a plan, in one walk in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.table import (
    ChartEntry,
    RawCell,
    RawDocument,
    RawNote,
    RawPlan,
    RawRow,
    RawSummaryLine,
    RawTable,
    RawValue,
    Role,
    TableKind,
    TextLine,
)
from pipeline.extract.flow import Flow, places_of, split_loose
from pipeline.extract.furniture import is_furniture, running_lines
from pipeline.extract.headings import LineKind, LineMatch, heading_parts, match_line
from pipeline.extract.narratives import find_sheets
from pipeline.extract.paragraphs import join_paragraphs
from pipeline.extract.sections import SectionBuilder
from pipeline.extract.sheet_tables import as_lines
from pipeline.extract.strategies import settle_levels
from pipeline.extract.tables.carry import carries_on
from pipeline.extract.tables.chart import is_chart, read_chart, read_chart_rows
from pipeline.extract.tables.goal_totals import with_goal
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece, cut_table, heading_table
from pipeline.extract.tables.roles import is_other_column
from pipeline.extract.tables.rows import ReadRows, read_rows
from pipeline.extract.tables.seams import Seam, find_seam, follows, mend_seams, merged_roles
from pipeline.extract.tables.shared_labels import open_below, shared_from_above
from pipeline.extract.tables.split_rows import CutRow, led_by
from pipeline.extract.tables.summary import read_summary, unused_cells
from pipeline.extract.tables.swallowed import swallowed_rows
from pipeline.extract.titles import cover_text, list_lines
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze
from pipeline.normalize.outline import numbers_of_title

MIN_PARAGRAPH = 120  # letters of prose that heads no table
MIN_PROSE = 4  # letters; less between two tables is a stray mark, not prose

Watch = Callable[[Piece, TableKind], None]


def _look_away(piece: Piece, kind: TableKind) -> None:
    """Nobody watches."""


def sort_document(document: RawDocument, lexicon: Lexicon, watch: Watch = _look_away) -> RawPlan:
    """The raw plan: headings and rows as they flow, summary, chart, prose, what is left over.

    `watch` is told of each piece of a table, with its header, and what it was taken for.
    """
    behind = [one for one in document.blocks if isinstance(one, TextLine) and one.behind]
    flowing = (one for one in document.blocks if isinstance(one, RawTable) or not one.behind)
    blocks = as_lines(join_paragraphs(tuple(flowing), lexicon), lexicon.narratives)
    walk = _Walk(lexicon, document.kind == "transcript", watch, running=running_lines(blocks))
    listed = list_lines(blocks, lexicon.headings)
    sheets = find_sheets(blocks, lexicon)
    for number, block in enumerate(blocks):
        if number in sheets.starts:
            walk.flow.reset(block.place)
        if number in sheets.prose:
            walk.prose(block)
        elif isinstance(block, RawTable):
            walk.table(block)
        else:
            walk.line(block, is_list_entry=number in listed)
    for line in {line.text: line for line in behind}.values():
        walk.sections.add(line)
    raw = walk.finish(document, cover_text(blocks, lexicon.headings))
    return replace(raw, narratives=sheets.narratives)


@dataclass(slots=True)
class _Walk:
    """What has been met so far. Lives only inside `sort_document`."""

    lexicon: Lexicon
    is_transcript: bool
    watch: Watch
    flow: Flow = field(default_factory=Flow)
    summary: list[RawSummaryLine] = field(default_factory=list)
    chart: list[ChartEntry] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    summary_goes_on: bool = False  # the last piece of a table was a part of it
    columns: dict[Role, None] = field(default_factory=dict)
    headings: dict[str, None] = field(default_factory=dict)  # of columns, as printed
    sections: SectionBuilder = field(default_factory=SectionBuilder)
    header: Header | None = None
    headers: dict[int, Header] = field(default_factory=dict)  # of projects, by number of columns
    running: frozenset[str] = frozenset()  # see `running_lines`
    prose_between: bool = False  # text other than headings and page furniture since the last table
    cut: CutRow | None = None  # the row without a number that the page before ends with
    was_cut: bool = False  # the last project of the last detail piece goes on on the next page
    open_roles: frozenset[Role] = frozenset()  # see `open_below`; of the last detail piece
    goal: RawValue | None = None  # the goal that a table named last
    last_detail: tuple[Piece, Header] | None = None
    seams: list[Seam] = field(default_factory=list)
    merged: frozenset[Role] = frozenset()  # see `merged_roles`
    unknown: dict[str, list[Place]] = field(default_factory=dict)  # heading -> where it had text
    numbers: set[str] = field(default_factory=set)  # indicators that summary, chart, headings name
    titles: dict[str, str] = field(default_factory=dict)  # of the summary's indicators: number

    @property
    def joiner(self) -> str:
        """What stands between two parts of a cell: a line break where those are known."""
        return " " if self.is_transcript else "\n"

    # -- lines ---------------------------------------------------------------------------------

    def prose(self, block: TextLine | RawTable) -> None:
        """A line or table of a sheet about one project: nothing in it governs rows or is one."""
        self.prose_between = True
        if isinstance(block, RawTable):
            self.sections.add_table(block)
            self.watch(Piece(block, None, range(block.n_rows), None, False), "unknown")
            return
        match = match_line(block.text, block.place, self.lexicon.headings)
        if match.kind in ("numbered", "part", "named"):
            self.sections.open(match, block)
        else:
            self.sections.add(block)

    def line(self, line: TextLine, is_list_entry: bool) -> None:
        """Text outside tables: a heading, a target, a section's heading, or prose."""
        for part in heading_parts(line.text, self.lexicon.headings):
            self._one(TextLine(part, line.place, line.bold), is_list_entry)

    def _one(self, line: TextLine, is_list_entry: bool) -> None:
        match = match_line(line.text, line.place, self.lexicon.headings)
        if match.kind == "text":
            match = self._by_title(line) or match
        kind = "indicator" if self._is_bare_indicator(match) else match.kind
        if kind == "text" and self._is_title(line):
            self.flow.title(line.text)
            self.sections.add(line)
        elif is_list_entry or (
            kind == "text" and not (self.flow.waits_for_target and line.text.strip())
        ):
            self.sections.add(line)
            if self._is_prose(line.text):
                self.prose_between = True
            if len(squeeze(line.text)) > MIN_PARAGRAPH:
                self.flow.prose()
        elif kind == "text":
            self._target(LineMatch("target", target=RawValue(line.text, (line.place,))), line)
        elif kind in ("goal", "theme", "programme", "indicator"):
            self._heading(kind, match, line)
        elif kind == "target":
            self._target(match, line)
        else:
            self.flow.reset(line.place)
            self.sections.open(match, line)

    def _by_title(self, line: TextLine) -> LineMatch | None:
        """The heading of a picture of which only the title was read, as the summary has it."""
        _, colon, title = line.text.rpartition(":")
        if not colon or line.place.reader != PICTURES:
            return None
        named = numbers_of_title(squeeze(title), self.titles)
        return LineMatch("indicator", UNKNOWN, title.strip()) if len(named) == 1 else None

    def _is_title(self, line: TextLine) -> bool:
        """Whether a line is the title of the strategy whose number alone stands above."""
        is_short = len(squeeze(line.text)) <= MIN_PARAGRAPH
        return self.flow.waits_for_title and is_short and self._is_prose(line.text)

    def _is_prose(self, text: str) -> bool:
        is_stray = len(squeeze(text)) < MIN_PROSE
        is_running = text in self.running or is_furniture(text, self.lexicon.headings)
        return not (is_stray or is_running)

    def _is_bare_indicator(self, match: LineMatch) -> bool:
        """`๒.๒.๑ จำนวน…` without the word ตัวชี้วัดที่: a known number below the last heading."""
        last = self.flow.last_heading
        if match.kind != "numbered" or last is None or last.level == "reset":
            return False
        is_below = last.number and match.number.startswith(last.number.split(".")[0] + ".")
        return bool(is_below) and (match.target is not None or match.number in self.numbers)

    def _heading(self, level: LineKind, match: LineMatch, line: TextLine) -> None:
        if level == "programme" and "." in match.number:
            self.sections.open(match, line)  # of prose; closed again if the heading governs rows
        else:
            self.sections.add(line)  # taken out again at the end if the heading governs rows
        if level == "indicator" and UNKNOWN not in match.number:
            self.numbers.add(match.number)
        self.flow.heading(level, match, line.place)

    def _target(self, match: LineMatch, line: TextLine) -> None:
        self.sections.add(line)
        self.flow.target(match.target)

    # -- tables --------------------------------------------------------------------------------

    def table(self, table: RawTable) -> None:
        """A table: cut at its headers, each piece read by its kind."""
        self.is_transcript = table.place.is_told
        self._tables(table)
        self.prose_between = False

    def _tables(self, table: RawTable) -> None:
        if lines := heading_table(table, self.lexicon):
            for line in lines:
                self.line(line, is_list_entry=False)
            return
        for piece in cut_table(table, self.header, self.headers, self.lexicon):
            goes_on = self.last_detail is None or self.last_detail[0].table is not table
            for match, cell in piece.headings:
                is_rest = goes_on and not match.number and (match, cell) in piece.labels
                if is_rest and self.flow.label_goes_on(match.kind, cell.text, self.joiner):
                    continue
                if match.kind == "goal":
                    self.goal = RawValue(cell.text, (cell.place,))
                self._row_heading(match, cell)
            self._piece(piece)

    def _row_heading(self, match: LineMatch, cell: RawCell) -> None:
        parts = heading_parts(cell.text, self.lexicon.headings)
        if match.kind == "theme" and len(parts) > 1:
            for part in parts:
                self._one(TextLine(part, cell.place), is_list_entry=False)
            return
        line = TextLine(cell.text, cell.place)
        if match.kind == "target":
            self._target(match, line)
        else:
            self._heading(match.kind, match, line)

    def _piece(self, piece: Piece) -> None:
        if not piece.rows and (piece.header is None or piece.inherited):
            return
        is_known = self.last_detail is not None and self.last_detail[0].table is piece.table
        if (
            piece.inherited
            and piece.header
            and not is_known
            and not carries_on(
                piece,
                piece.header,
                self.prose_between,
                self.lexicon,
                self.flow.last_item,
                self._may_lead(piece),
            )
        ):
            piece = replace(piece, header=None)
        if piece.header and not piece.inherited:
            printed = (" ".join(column.heading.split()) for column in piece.header.columns)
            self.headings.update(dict.fromkeys(filter(None, printed)))
        kind: TableKind = piece.header.kind if piece.header else "unknown"
        if piece.header and kind != "unknown":
            self.header = piece.header
        if piece.header and kind == "detail":
            if piece.rows or len(piece.header.columns) not in self.headers:
                self.headers[len(piece.header.columns)] = piece.header
            self._detail(piece, piece.header)
        elif piece.header and kind == "summary":
            self.flow.reset(piece.table.place)
            above = self.summary.pop() if self.summary_goes_on and self.summary else None
            self.summary.extend(
                read_summary(piece, piece.header, self.lexicon.headings, self.joiner, above)
            )
            self._note_unused(piece, piece.header)
            self._learn_numbers()
        elif piece.header and kind == "chart":
            self.flow.reset(piece.table.place)
            self.chart.extend(read_chart_rows(piece, piece.header, self.lexicon.headings))
            self.sections.add_table(piece.table)
        else:
            kind = self._other(piece)
        self.summary_goes_on = kind == "summary"
        self.watch(piece, kind)

    def _note_unused(self, piece: Piece, header: Header) -> None:
        """Columns of the summary table that no field holds: said, and kept with the prose."""
        for name, cells in unused_cells(piece, header, self.lexicon.headings).items():
            self.unknown.setdefault(name, []).extend(cell.place for cell in cells)
            for cell in cells:
                self.sections.add(TextLine(f"{name}: {cell.text}", cell.place))

    def _other(self, piece: Piece) -> TableKind:
        """No kind by its header: the chart of indicators, or a table we do not know."""
        whole = len(piece.rows) == piece.table.n_rows or piece.header is None
        known = whole and is_chart(piece.table, self.lexicon.headings)
        if known:
            self.flow.reset(piece.table.place)
            entries = tuple(read_chart(piece.table, self.lexicon.headings))
            self.chart.extend(entries)
            self.numbers.update(entry.number for entry in entries if entry.number)
        else:
            self.header = None
            texts = [c.text for c in piece.table.cells if c.row in piece.rows and c.text.strip()]
            if texts:
                place = (piece.table.place,)
                self.notes.append(RawNote("unknown_table", " | ".join(texts[:12]), "", place))
        self.sections.add_table(piece.table)
        return "chart" if known else "unknown"

    def _learn_numbers(self) -> None:
        for line in self.summary:
            match = match_line(line.indicator.text, Place(reader=""), self.lexicon.headings)
            if match.kind in ("numbered", "indicator"):
                self.numbers.add(match.number)
                self.titles[squeeze(match.title)] = match.number

    def _detail(self, piece: Piece, header: Header) -> None:
        self.columns.update(dict.fromkeys(column.role for column in header.columns))
        before = self.last_detail if self.flow.last_row and not self.prose_between else None
        before = before if before and follows(before[0], piece) else None
        above, last_item = self.flow.last_row if before else None, self.flow.last_item
        read = read_rows(piece, header, self.lexicon, self.joiner, last_item, above)
        self.notes.extend(read.notes)
        self.summary.extend(with_goal(line, self.goal) for line in read.totals)
        for role, cell in read.rests:
            self.flow.more_title("goal" if role is Role.GOAL else "indicator", cell, self.joiner)
        cut = self._led(piece, read)
        alone: tuple[RawRow, ...] = ()
        if read.orphan is not None:
            keeps_whole = self.is_transcript or piece.table.place.reader == PICTURES
            alone = self.flow.join(read.orphan, self.joiner, keeps_rows_whole=keeps_whole)
        rows = read.rows if alone else self._sharing(piece, header, read)
        if cut is not None:
            rows = (led_by(cut, rows[0], self.joiner), *rows[1:])
        self.open_roles = open_below(piece, header)
        self._note_unknown_columns((*alone, *rows))
        self.flow.rows((*alone, *rows))
        if before and rows and cut is None and read.orphan is None:
            self.seams.append(find_seam(len(self.flow.items) - 1, before, piece, header))
        self.merged |= merged_roles(piece, header, read.starts)
        self.last_detail = piece, header
        self._cut(piece, read)

    def _led(self, piece: Piece, read: ReadRows) -> RawRow | None:
        """The row that the page before ends with, if the first number here is its own."""
        cut = self.cut
        if cut is None or not self._may_lead(piece) or read.orphan or not read.rows:
            return None
        self.flow.replace_last(cut.before)
        return cut.row

    def _may_lead(self, piece: Piece) -> bool:
        """Whether the first row may go on with a row that the page before ends with."""
        cut, page = self.cut, piece.table.place.page
        if cut is None or page is None or self.flow.last_row is not cut.kept:
            return False
        return (page, piece.table.n_cols) == ((cut.page or 0) + 1, cut.columns)

    def _cut(self, piece: Piece, read: ReadRows) -> None:
        """A last row without a number is the end of the last project, until the next page tells."""
        above, row, table = self.flow.last_row, read.cut, piece.table
        was_cut, self.was_cut = self.was_cut, table.open_below and row is None
        self.cut = None
        if row is None:
            return
        self.flow.rows(self.flow.join(row, self.joiner, keeps_rows_whole=False))
        if read.rows or not was_cut:
            kept = self.flow.last_row
            self.cut = CutRow(row, table.place.page, table.n_cols, above, kept)

    def _sharing(self, piece: Piece, header: Header, read: ReadRows) -> tuple[RawRow, ...]:
        """The rows with the labels that they share with the last row of the page before."""
        above = self.flow.last_row
        if self.is_transcript or self.prose_between or above is None:
            return read.rows
        return shared_from_above(piece, header, read.starts, read.rows, above, self.open_roles)

    def _note_unknown_columns(self, rows: tuple[RawRow, ...]) -> None:
        names = dict.fromkeys(name for row in rows for name, _ in row.extra)
        for name in names:
            places = tuple(p for row in rows for n, v in row.extra if n == name for p in v.places)
            self.unknown.setdefault(name, []).extend(places)

    def _column_code(self, name: str) -> str:
        """What is said of a column that no field holds."""
        is_known = is_other_column(name, self.lexicon.headings)
        return "kept_column" if is_known else "unknown_column"

    # -- the end -------------------------------------------------------------------------------

    def finish(self, document: RawDocument, title: RawValue) -> RawPlan:
        """The plan; headings that no table follows before the next reset are prose or chart."""
        items = mend_seams(self.flow.items, self.seams, self.merged, self.joiner)
        flow, loose = split_loose(settle_levels(items, self.flow.in_prose))
        chart = [
            ChartEntry(heading.number, heading.title, heading.target, heading.place)
            for heading in loose
            if heading.level == "indicator" and UNKNOWN not in heading.number
        ]
        return RawPlan(
            title=title,
            flow=flow,
            summary=tuple(self.summary),
            chart=(*self.chart, *chart),
            sections=self.sections.sections(without=places_of(flow)),
            notes=(
                *self.notes,
                *(
                    RawNote(self._column_code(name), name, name, tuple(places))
                    for name, places in self.unknown.items()
                ),
                *swallowed_rows(flow, self.lexicon.budget),
            ),
            pages=document.pages,
            kind=document.kind,
            reader=document.reader,
            columns=tuple(self.columns),
            headings=tuple(self.headings),
        )
