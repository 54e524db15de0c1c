"""Item numbers of which digits are lost, told by the rows around them and by what readers saw."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.contracts.parsed import UNKNOWN, Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading, RawRow, RawValue, Segment
from pipeline.normalize.doubts import PageDoubts, doubted, numbers, readings_of
from pipeline.normalize.numbering import parse_item

Flow = tuple[Heading | Segment, ...]
_END = Heading("reset", "", "", None, Place(reader=""))


def with_told_items(flow: Flow, doubts: PageDoubts) -> Flow:
    """The flow in which rows are told (`RawRow.told`) that count on from the last number above, or
    down from the next one below, with a number that a reader saw there.

    What stands above counts up to a heading, below which numbers begin with 1.
    """
    rows = [row for item in flow if isinstance(item, Segment) for row in item.rows]
    told = iter(_told(rows, list(_wanted(flow)), doubts))
    return tuple(
        item if isinstance(item, Heading) else Segment(tuple(next(told) for _ in item.rows))
        for item in flow
    )


def _told(rows: list[RawRow], wanted: list[set[int]], doubts: PageDoubts) -> Iterator[RawRow]:
    for row, numbered in zip(rows, wanted, strict=True):
        if row.item is None or UNKNOWN not in row.item.text:
            yield row
            continue
        field = lost_item(row.item, doubts)
        seen = {parse_item(one.text) for one in readings_of(field)}
        found = {str(number) for number in numbered} & seen
        yield replace(row, told=found.pop()) if len(found) == 1 else row


def _wanted(flow: Flow) -> Iterator[set[int]]:
    """For each row the numbers that it has if the rows around it are numbered in order."""
    stretch: list[int | None] = []  # the numbers of the rows since the last heading
    first: int | None = None  # what the heading above counts from
    for item in (*flow, _END):
        if isinstance(item, Segment):
            stretch += [_number(row) for row in item.rows]
            continue
        yield from _between(first, stretch)
        stretch, first = [], 0 if item.level == "indicator" else None


def _between(first: int | None, stretch: list[int | None]) -> Iterator[set[int]]:
    """Counted on from the last known number, and back from the next; a number is not below what
    stands above it, unless the numbering begins anew."""
    above, at = first, 0
    while at < len(stretch):
        here = stretch[at]
        if here is not None:
            yield set()
            above, at = here, at + 1
            continue
        end = next((n for n in range(at, len(stretch)) if stretch[n] is not None), len(stretch))
        below, size = (stretch[end] if end < len(stretch) else None), end - at
        for row in range(1, size + 1):
            onward = None if above is None else above + row
            back = None if below is None else below - size - 1 + row
            begins_anew = below is not None and below <= size + 1
            if onward is not None and below is not None and onward >= below and not begins_anew:
                onward = None
            if back is not None and (back < 1 or (above is not None and above >= back > row)):
                back = None
            yield {number for number in (onward, back) if number is not None}
        at = end


def _number(row: RawRow) -> int | None:
    text = row.item.text if row.item else ""
    return int(text) if text.isdecimal() else None


def lost_item(value: RawValue, doubts: PageDoubts) -> TextField:
    """An item number of which digits are lost, with what it may be."""
    lost = TextField(raw=value.text, value=None, status=Status.UNREADABLE, places=value.places)
    return doubted(lost, numbers(doubts.within(value.places))[:1])
