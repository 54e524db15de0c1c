"""Rows of a scanned table that hold several projects: no rule was seen between them."""

import re
from collections.abc import Iterable, Iterator

from pipeline.contracts.parsed import UNKNOWN, Status
from pipeline.contracts.place import Place, is_seen
from pipeline.contracts.table import Heading, RawNote, RawRow, RawValue, Role, Segment
from pipeline.lexicon.facts import Budget
from pipeline.normalize.digits import squeeze
from pipeline.normalize.money import parse_money

MAX_SHOWN = 80  # letters of a row, in the note
_NUMBER = re.compile(f"\\(?[0-9๐-๙{UNKNOWN}]{{1,3}}[.)]*")
_FIGURE = re.compile(f"[0-9๐-๙]|{UNKNOWN}.?{UNKNOWN}.?{UNKNOWN}")  # one lost letter may be dust


def swallowed_rows(flow: Iterable[Heading | Segment], facts: Budget) -> Iterator[RawNote]:
    """A note for each page on which a row has several amounts, or several numbers, on lines of
    their own: some of its projects have no row."""
    rows = [row for item in flow if isinstance(item, Segment) for row in item.rows]
    doubtful = [row for row in rows if is_seen(_places(row)) and _holds_several(row, facts)]
    for page in sorted({place.page or 0 for row in doubtful for place in _places(row)}):
        own = [row for row in doubtful if any(place.page == page for place in _places(row))]
        places = tuple(place for row in own for place in _places(row) if place.page == page)
        yield RawNote("table_doubtful", " | ".join(map(_told, own)), "", places)


def _holds_several(row: RawRow, facts: Budget) -> bool:
    budget = row.get(Role.BUDGET)
    if budget is not None and len(_amounts(budget, facts)) > 1:
        return True
    return any(len(_numbers(value)) > 1 for _, value in row.extra)


def _amounts(budget: RawValue, facts: Budget) -> list[str]:
    """The lines that say an amount, or none; one amount that is broken over lines is one."""
    if parse_money(budget.text, facts).status is Status.AMOUNT:
        return [budget.text]
    lines = [squeeze(line) for line in budget.text.split("\n")]
    return [
        line
        for line in lines
        if _FIGURE.search(line) or parse_money(line, facts).status is Status.NONE
    ]


def _numbers(value: RawValue) -> list[str]:
    """The lines if all are item numbers; they stand in no field of their own where several do.

    Lines of one digit each may be a number that a narrow column broke.
    """
    lines = [line for part in value.text.split("\n") if (line := squeeze(part))]
    is_broken = all(len(line.strip("().")) == 1 for line in lines)
    return lines if all(map(_NUMBER.fullmatch, lines)) and not is_broken else []


def _places(row: RawRow) -> tuple[Place, ...]:
    values = [value for _, value in (*row.values, *row.extra)]
    return tuple(place for value in values for place in value.places)


def _told(row: RawRow) -> str:
    name = row.get(Role.PROJECT)
    return " ".join(name.text.split())[:MAX_SHOWN] if name is not None else "-"
