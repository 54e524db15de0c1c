"""Headings that a scanned table lost letters of: as an earlier table has them."""

from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import Role
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.header import Header
from pipeline.normalize.digits import squeeze

MIN_SAME = 0.6  # of the columns have known headings, those of the earlier table
MIN_LIKENESS = 50  # of 100: half of a heading's letters were read
UNREAD_ROLES = (Role.UNKNOWN, Role.TIME)  # of a column whose own heading was not read


def as_earlier(header: Header, earlier: Header | None) -> Header:
    """The header, with the headings of which letters are lost named as in an earlier header of as
    many columns; as it is where one of the others differs."""
    pairs = list(zip(header.columns, earlier.columns, strict=True)) if earlier else []
    same = sum(one.role is two.role is not Role.UNKNOWN for one, two in pairs)
    differ = any(one.role not in (two.role, *UNREAD_ROLES) for one, two in pairs)
    if earlier is None or differ or same < MIN_SAME * len(pairs):
        return header
    columns = tuple(
        replace(one, role=two.role, month=two.month) if _is_worn(one, two) else one
        for one, two in pairs
    )
    return replace(header, kind=earlier.kind, columns=columns)


def _is_worn(column: Column, earlier: Column) -> bool:
    """Whether the heading may be the other one, misread."""
    if column.role not in UNREAD_ROLES or earlier.role in UNREAD_ROLES:
        return False
    one, two = squeeze(column.heading), squeeze(earlier.heading)
    return not one or UNKNOWN in one or fuzz.ratio(one, two) >= MIN_LIKENESS
