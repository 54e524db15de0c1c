"""Tables of projects, one after another: rows that page breaks cut put together again."""

from dataclasses import dataclass, field

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.table import Heading, RawRow, Role, Segment
from pipeline.extract.flow import Flow
from pipeline.extract.other_columns import OtherColumns
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.rows import ReadRows, read_rows
from pipeline.extract.tables.seams import Seam, find_seam, follows, mend_seams, merged_roles
from pipeline.extract.tables.shared_labels import open_below, shared_from_above
from pipeline.extract.tables.split_rows import CutRow, led_by
from pipeline.lexicon.facts import Lexicon


@dataclass(slots=True)
class DetailTables:
    """Puts the projects of each piece of a table into the flow. `last`: the piece before."""

    lexicon: Lexicon
    flow: Flow
    others: OtherColumns
    columns: dict[Role, None] = field(default_factory=dict)  # every role met, in order
    last: tuple[Piece, Header] | None = None
    cut: CutRow | None = None  # the row without a number that the page before ends with
    was_cut: bool = False  # the last project of the last piece goes on on the next page
    open_roles: frozenset[Role] = frozenset()  # see `open_below`; of the last piece
    seams: list[Seam] = field(default_factory=list)
    merged: frozenset[Role] = frozenset()  # see `merged_roles`

    def read(self, piece: Piece, header: Header, joiner: str, prose_between: bool) -> ReadRows:
        """A piece of a table of projects; `prose_between`: prose parts it from the one before."""
        self.columns.update(dict.fromkeys(column.role for column in header.columns))
        before = self.last if self.flow.last_row and not prose_between else None
        before = before if before and follows(before[0], piece) else None
        above, last_item = self.flow.last_row if before else None, self.flow.last_item
        read = read_rows(piece, header, self.lexicon, joiner, last_item, above)
        for role, cell in read.rests:
            self.flow.more_title("goal" if role is Role.GOAL else "indicator", cell, joiner)
        cut = self._led(piece, read)
        alone: tuple[RawRow, ...] = ()
        if read.orphan is not None:
            keeps_whole = piece.table.place.is_told or piece.table.place.reader == PICTURES
            alone = self.flow.join(read.orphan, joiner, keeps_rows_whole=keeps_whole)
        rows = read.rows if alone else self._sharing(piece, header, read, prose_between)
        if cut is not None:
            rows = (led_by(cut, rows[0], joiner), *rows[1:])
        self.open_roles = open_below(piece, header)
        self.others.add_rows((*alone, *rows))
        self.flow.rows((*alone, *rows))
        if before and rows and cut is None and read.orphan is None:
            self.seams.append(find_seam(len(self.flow.items) - 1, before, piece, header))
        self.merged |= merged_roles(piece, header, read.starts)
        self.last = piece, header
        self._cut(piece, read, joiner)
        return read

    def may_lead(self, piece: Piece) -> bool:
        """Whether the first row may go on with a row that the page before ends with."""
        cut, page = self.cut, piece.table.place.page
        if cut is None or page is None or self.flow.last_row is not cut.kept:
            return False
        return (page, piece.table.n_cols) == ((cut.page or 0) + 1, cut.columns)

    def settled(self, joiner: str) -> list[Heading | Segment]:
        """The flow, with the merged cells whole that page breaks cut."""
        return mend_seams(self.flow.items, self.seams, self.merged, joiner)

    def _led(self, piece: Piece, read: ReadRows) -> RawRow | None:
        """The row that the page before ends with, if the first number here is its own."""
        cut = self.cut
        if cut is None or not self.may_lead(piece) or read.orphan or not read.rows:
            return None
        self.flow.replace_last(cut.before)
        return cut.row

    def _cut(self, piece: Piece, read: ReadRows, joiner: str) -> None:
        """A last row without a number is the end of the last project, until the next page tells."""
        above, row, table = self.flow.last_row, read.cut, piece.table
        was_cut, self.was_cut = self.was_cut, table.open_below and row is None
        self.cut = None
        if row is None:
            return
        self.flow.rows(self.flow.join(row, joiner, keeps_rows_whole=False))
        if read.rows or not was_cut:
            kept = self.flow.last_row
            self.cut = CutRow(row, table.place.page, table.n_cols, above, kept)

    def _sharing(
        self, piece: Piece, header: Header, read: ReadRows, prose_between: bool
    ) -> tuple[RawRow, ...]:
        """The rows with the labels that they share with the last row of the page before."""
        above = self.flow.last_row
        if piece.table.place.is_told or prose_between or above is None:
            return read.rows
        return shared_from_above(piece, header, read.starts, read.rows, above, self.open_roles)
