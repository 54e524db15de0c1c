"""Sorts all that a reader saw into the parts of a plan, in one walk in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import (
    ChartEntry,
    RawDocument,
    RawNote,
    RawPlan,
    RawSummaryLine,
    RawTable,
    RawValue,
    TableKind,
    TextLine,
)
from pipeline.extract.detail_tables import DetailTables
from pipeline.extract.flow import Flow, places_of, split_loose
from pipeline.extract.furniture import running_lines
from pipeline.extract.line_sorter import LineSorter
from pipeline.extract.narratives import find_sheets
from pipeline.extract.other_columns import OtherColumns
from pipeline.extract.paragraphs import join_paragraphs
from pipeline.extract.sections import SectionBuilder
from pipeline.extract.sheet_tables import as_lines
from pipeline.extract.strategies import settle_levels
from pipeline.extract.tables.carry import carries_on
from pipeline.extract.tables.chart import is_chart, read_chart, read_chart_rows
from pipeline.extract.tables.goal_totals import with_goal
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece, cut_table, heading_table
from pipeline.extract.tables.summary import read_summary, unused_cells
from pipeline.extract.tables.swallowed import swallowed_rows
from pipeline.extract.titles import cover_text, list_lines
from pipeline.lexicon.facts import Lexicon

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
    walk = _walk(lexicon, watch, running_lines(blocks))
    listed = list_lines(blocks, lexicon.headings)
    sheets = find_sheets(blocks, lexicon)
    for number, block in enumerate(blocks):
        if number in sheets.starts:
            walk.flow.reset(block.place)
        if number in sheets.prose:
            walk.of_sheet(block)
        elif isinstance(block, RawTable):
            walk.table(block)
        else:
            walk.lines.line(block, is_list_entry=number in listed)
    for line in {line.text: line for line in behind}.values():
        walk.sections.add(line)
    raw = walk.finish(document, cover_text(blocks, lexicon.headings))
    return replace(raw, narratives=sheets.narratives)


def _walk(lexicon: Lexicon, watch: Watch, running: frozenset[str]) -> "_Walk":
    flow, others = Flow(), OtherColumns()
    lines = LineSorter(lexicon.headings, flow, SectionBuilder(), running)
    return _Walk(lexicon, watch, lines, DetailTables(lexicon, flow, others), others)


@dataclass(slots=True)
class _Walk:
    """What has been met so far. Lives only inside `sort_document`."""

    lexicon: Lexicon
    watch: Watch
    lines: LineSorter
    details: DetailTables
    others: OtherColumns
    joiner: str = "\n"  # between two parts of a cell: a line break where those are known
    summary: list[RawSummaryLine] = field(default_factory=list)
    chart: list[ChartEntry] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    summary_goes_on: bool = False  # the last piece of a table was a part of it
    headings: dict[str, None] = field(default_factory=dict)  # of columns, as printed
    header: Header | None = None
    headers: dict[int, Header] = field(default_factory=dict)  # of projects, by number of columns
    goal: RawValue | None = None  # the goal that a table named last

    @property
    def flow(self) -> Flow:
        """The headings and rows so far."""
        return self.lines.flow

    @property
    def sections(self) -> SectionBuilder:
        """The prose so far."""
        return self.lines.sections

    def of_sheet(self, block: TextLine | RawTable) -> None:
        """A line or table of a sheet about one project: nothing in it governs rows or is one."""
        if isinstance(block, TextLine):
            self.lines.of_sheet(block)
            return
        self.lines.prose_between = True
        self.sections.add_table(block)
        self.watch(Piece(block, None, range(block.n_rows), None, False), "unknown")

    def table(self, table: RawTable) -> None:
        """A table: cut at its headers, each piece read by its kind."""
        self.joiner = " " if table.place.is_told else "\n"
        if lines := heading_table(table, self.lexicon):
            for line in lines:
                self.lines.line(line, is_list_entry=False)
        else:
            for piece in cut_table(table, self.header, self.headers, self.lexicon):
                self._headings_inside(piece)
                self._piece(piece)
        self.lines.prose_between = False

    def _headings_inside(self, piece: Piece) -> None:
        goes_on = not self._is_known(piece)
        for match, cell in piece.headings:
            is_rest = goes_on and not match.number and (match, cell) in piece.labels
            if is_rest and self.flow.label_goes_on(match.kind, cell.text, self.joiner):
                continue
            if match.kind == "goal":
                self.goal = RawValue(cell.text, (cell.place,))
            self.lines.inside(match, cell)

    def _is_known(self, piece: Piece) -> bool:
        """Whether projects were read from another piece of the same table."""
        return self.details.last is not None and self.details.last[0].table is piece.table

    def _piece(self, piece: Piece) -> None:
        if not piece.rows and (piece.header is None or piece.inherited):
            return
        if piece.inherited and piece.header and not self._carries_on(piece, piece.header):
            piece = replace(piece, header=None)
        if piece.header and not piece.inherited:
            printed = (" ".join(column.heading.split()) for column in piece.header.columns)
            self.headings.update(dict.fromkeys(filter(None, printed)))
        kind: TableKind = piece.header.kind if piece.header else "unknown"
        if piece.header and kind != "unknown":
            self.header = piece.header
        if piece.header and kind == "detail":
            self._detail(piece, piece.header)
        elif piece.header and kind == "summary":
            self._summary(piece, piece.header)
        elif piece.header and kind == "chart":
            self.flow.reset(piece.table.place)
            self.chart.extend(read_chart_rows(piece, piece.header, self.lexicon.headings))
            self.sections.add_table(piece.table)
        else:
            kind = self._other(piece)
        self.summary_goes_on = kind == "summary"
        self.watch(piece, kind)

    def _carries_on(self, piece: Piece, header: Header) -> bool:
        """Whether a piece without a header of its own goes on with the table before."""
        return self._is_known(piece) or carries_on(
            piece,
            header,
            self.lines.prose_between,
            self.lexicon,
            self.flow.last_item,
            self.details.may_lead(piece),
        )

    def _detail(self, piece: Piece, header: Header) -> None:
        if piece.rows or len(header.columns) not in self.headers:
            self.headers[len(header.columns)] = header
        read = self.details.read(piece, header, self.joiner, self.lines.prose_between)
        self.notes.extend(read.notes)
        self.summary.extend(with_goal(line, self.goal) for line in read.totals)

    def _summary(self, piece: Piece, header: Header) -> None:
        self.flow.reset(piece.table.place)
        above = self.summary.pop() if self.summary_goes_on and self.summary else None
        words = self.lexicon.headings
        self.summary.extend(read_summary(piece, header, words, self.joiner, above))
        self._note_unused(piece, header)
        self.lines.learn_summary(self.summary)

    def _note_unused(self, piece: Piece, header: Header) -> None:
        """Columns of the summary table that no field holds: said, and kept with the prose."""
        for name, cells in unused_cells(piece, header, self.lexicon.headings).items():
            self.others.add(name, tuple(cell.place for cell in cells))
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
            self.lines.learn_chart(entries)
        else:
            self.header = None
            texts = [c.text for c in piece.table.cells if c.row in piece.rows and c.text.strip()]
            if texts:
                place = (piece.table.place,)
                self.notes.append(RawNote("unknown_table", " | ".join(texts[:12]), "", place))
        self.sections.add_table(piece.table)
        return "chart" if known else "unknown"

    def finish(self, document: RawDocument, title: RawValue) -> RawPlan:
        """The plan; headings that no table follows before the next reset are prose or chart."""
        items = self.details.settled(self.joiner)
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
                *self.others.notes(self.lexicon.headings),
                *swallowed_rows(flow, self.lexicon.budget),
            ),
            pages=document.pages,
            kind=document.kind,
            reader=document.reader,
            columns=tuple(self.details.columns),
            headings=tuple(self.headings),
        )
