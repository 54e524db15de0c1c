"""Merged cells that a page break cuts where no rule shows it: between two whole projects.

Each side of the break has a cell of its own; whether the two are one, the rest of the document
tells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading, RawCell, RawRow, RawValue, Role, Segment
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.shared_labels import SHARED_ROLES, labels_at
from pipeline.normalize.digits import squeeze

MIN_TORN = 2  # lines; a paragraph is not torn so that one of its lines stands alone
_BETWEEN_NAMES = re.compile(r"[/,]")  # of several agencies in one cell

Item = Heading | Segment


@dataclass(frozen=True, slots=True)
class Seam:
    """A page break between two projects: the last of a segment and the first of the next.

    `below`: where that one stands in the flow. `full`: the roles whose text above the break leaves
    no room in its cell for that below it.
    """

    below: int
    full: frozenset[Role]


def follows(above: Piece, piece: Piece) -> bool:
    """Whether a piece stands on the page after another, with as many columns."""
    one, two = above.table, piece.table
    if one.place.page is None:
        return False
    return (two.place.page, two.n_cols) == (one.place.page + 1, one.n_cols)


def find_seam(below: int, above: tuple[Piece, Header], piece: Piece, header: Header) -> Seam:
    """The page break between the end of a piece and the beginning of the next."""
    last = above[0].rows.stop - 1
    begins = dict(labels_at(piece, header, piece.rows.start))
    line = _line_height(Grid(above[0].table), last)
    ends = labels_at(*above, last)
    full = (role for role, cell in ends if role in begins and _is_full(cell, begins[role], line))
    return Seam(below, frozenset(full))


def merged_roles(piece: Piece, header: Header, starts: Sequence[int]) -> frozenset[Role]:
    """The roles of which a cell with text is of several projects. `starts`: their rows."""
    return frozenset(
        role
        for start in starts[1:]
        for role, cell in labels_at(piece, header, start)
        if cell.text.strip() and cell.row < start
    )


def mend_seams(
    flow: Sequence[Item], seams: Iterable[Seam], merged: frozenset[Role], joiner: str
) -> list[Item]:
    """The flow with what both sides of each page break share; flagged where that is in doubt.

    Two texts are one where they are so for another project, and not apart. A blank takes the text
    above the break where cells of its role are `merged`, and blank nowhere but below breaks.
    """
    mended, heads = list(flow), {seam.below for seam in seams}
    for role in SHARED_ROLES:
        known = _texts(flow, role)
        is_blank = any(not value.text.strip() for value in _values(flow, role, heads))
        for seam in seams:
            at, below = _above(mended, seam.below), mended[seam.below]
            above = mended[at]
            if not isinstance(above, Segment) or not isinstance(below, Segment):
                continue
            one, two = above.rows[-1].get(role), below.rows[0].get(role)
            if one is None or two is None or not one.text.strip() or one == two:
                continue
            if not two.text.strip():
                value = two if is_blank else one
                if role in merged:
                    mended[seam.below] = _shared(below, role, two, value)
            elif role in seam.full:
                proof = _proof(one.text, two.text, role, known)
                if proof or (proof is None and role in merged):
                    text = joiner.join((one.text, two.text))
                    whole = RawValue(text, (*one.places, *two.places)) if proof else None
                    mended[at] = _shared(above, role, one, whole or one)
                    mended[seam.below] = _shared(below, role, two, whole or two)
    return mended


def _above(flow: Sequence[Item], below: int) -> int:
    """Where the table stands that goes on at `below`; its headings may be printed again there."""
    at = below - 1
    while at > 0 and isinstance(flow[at], Heading):
        at -= 1
    return at


def _line_height(grid: Grid, row: int) -> float:
    """Points that a line takes in a row: its highest cell fills it. 0 where nothing is drawn."""
    cells = [cell for cell in grid.own_cells(row) if cell.rowspan == 1 and cell.place.box]
    lines = max((cell.text.count("\n") + 1 for cell in cells), default=1)
    return min((_height(cell) for cell in cells), default=0.0) / lines


def _height(cell: RawCell) -> float:
    return cell.place.box.bottom - cell.place.box.top if cell.place.box else 0.0


def _is_full(cell: RawCell, rest: RawCell, line: float) -> bool:
    needed = min(MIN_TORN, rest.text.count("\n") + 1)
    return line > 0 and _height(cell) / line - (cell.text.count("\n") + 1) < needed - 0.5


def _values(flow: Sequence[Item], role: Role, heads: set[int]) -> Iterator[RawValue]:
    """What the projects say, but for those right below a page break."""
    for index, item in enumerate(flow):
        if isinstance(item, Segment):
            for row in item.rows[index in heads :]:
                if (value := row.get(role)) is not None:
                    yield value


def _texts(flow: Sequence[Item], role: Role) -> Counter[str]:
    """How many cells say each text."""
    cells: dict[tuple[Place, ...], str] = {}
    for value in _values(flow, role, set()):
        cells[value.places] = squeeze(value.text)
    return Counter(cells.values())


def _proof(one: str, two: str, role: Role, known: Counter[str]) -> bool | None:
    """Whether two texts are one, by those of the other projects; None where these do not tell."""
    one, two = squeeze(one), squeeze(two)
    others = known - Counter((one, two))
    if role is not Role.AGENCY:
        is_one = others[one + two] > 0 and not (others[one] and others[two])
        return True if is_one else None
    (*whole, last), (first, *rest) = _BETWEEN_NAMES.split(one), _BETWEEN_NAMES.split(two)
    names = {name for text in others for name in _BETWEEN_NAMES.split(text)} | {*whole, *rest}
    if last in names and first in names:
        return False
    return True if last + first in names else None


def _shared(segment: Segment, role: Role, old: RawValue, new: RawValue) -> Segment:
    """The segment with `new` for `old`, flagged, in every row that shares it."""

    def share(row: RawRow) -> RawRow:
        if row.get(role) != old:
            return row
        values = tuple((key, new if key is role else value) for key, value in row.values)
        return replace(row, values=values, flags=tuple(dict.fromkeys((*row.flags, "cell_shared"))))

    return Segment(tuple(map(share, segment.rows)))
