"""Tables of several sections, cut where the numbering begins again without a heading between."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.contracts.table import Heading, RawRow, Segment

Flow = tuple[Heading | Segment, ...]


def cut_at_restarts(flow: Flow) -> Flow:
    """The flow with each table in as many segments as its numbers begin again at 1.

    In a table whose sections are headed by rows of their own one such row may be missing. A single
    1 that no 2 follows is a slip of print or reading.
    """
    cut: list[Heading | Segment] = []
    for item, after in pairwise((*flow, None)):
        if isinstance(item, Segment):
            following = after.rows if isinstance(after, Segment) else ()
            cut += (Segment(rows) for rows in _runs(item.rows, following))
        elif item is not None:
            cut.append(item)
    return tuple(cut)


def _runs(rows: Sequence[RawRow], following: Sequence[RawRow]) -> Iterator[tuple[RawRow, ...]]:
    numbers = [_number(row) for row in (*rows, *following[:1])]
    start = 0
    for at in range(1, len(rows)):
        begins_again = numbers[at] == 1 and (numbers[at - 1] or 0) > 1
        if begins_again and numbers[at + 1 : at + 2] == [2]:
            yield tuple(rows[start:at])
            start = at
    yield tuple(rows[start:])


def _number(row: RawRow) -> int | None:
    text = row.told or (row.item.text if row.item else "")
    return int(text) if text.isdecimal() else None
