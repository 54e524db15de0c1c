"""Item numbers of which digits are lost, told by the rows around them and by what readers saw."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from pipeline.contracts.parsed import UNKNOWN, Doubt, Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading, RawRow, RawValue, Segment
from pipeline.normalize.digits import squeeze
from pipeline.normalize.doubts import PageDoubts, doubted, numbers
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
        seen = {parse_item(text) for text in _readings(lost_item(row.item, doubts))}
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
    """For each row of a stretch the numbers that its neighbours tell; none where it has its own."""
    above = first
    for is_lost, group in groupby(range(len(stretch)), lambda at: stretch[at] is None):
        places = list(group)
        if is_lost:
            below = next(iter(stretch[places[-1] + 1 :]), None)
            yield from (_counted(above, below, row, len(places)) for row, _ in enumerate(places, 1))
        else:
            yield from (set() for _ in places)
            above = stretch[places[-1]]


def _counted(above: int | None, below: int | None, row: int, size: int) -> set[int]:
    """Lost row `row` of `size` counted on from the number above them, and back from the one below.

    Numbers rise, unless the numbering begins anew.
    """
    found = set()
    begins_anew = below is not None and below <= size + 1
    if above is not None and (below is None or above + row < below or begins_anew):
        found.add(above + row)
    back = 0 if below is None else below - size - 1 + row
    if back > 0 and (above is None or back > above or back <= row):
        found.add(back)
    return found


def _number(row: RawRow) -> int | None:
    text = row.item.text if row.item else ""
    return int(text) if text.isdecimal() else None


def lost_item(value: RawValue, doubts: PageDoubts) -> TextField:
    """An item number of which digits are lost, with the doubts of as many as are."""
    lost = TextField(raw=value.text, value=None, status=Status.UNREADABLE, places=value.places)
    found: list[Doubt] = []
    for doubt in numbers(doubts.within(value.places)):
        if sum(one.text.count(UNKNOWN) for one in found) < value.text.count(UNKNOWN):
            found.append(doubt)
    return doubted(lost, tuple(found))


def _readings(item: TextField) -> list[str]:
    """What it may be as a whole, each of its lost parts read in every way."""
    texts = [item.raw]
    for doubt in item.doubts:
        lost = squeeze(doubt.text)
        texts = [text.replace(lost, one.text, 1) for text in texts for one in doubt.candidates]
    return texts
