"""What a normaliser returns: the raw text always, a value only where it is certain."""

from decimal import Decimal
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from pipeline.contracts.page import Candidate
from pipeline.contracts.place import Frozen, Place

T = TypeVar("T")

UNKNOWN = "\ufffd"  # stands for a character that the source draws but does not name


class Status(StrEnum):
    """Why a value is there or is not. Five kinds of nothing, and none of them is zero."""

    OK = "ok"  # read and understood (the money column says `amount`)
    AMOUNT = "amount"
    NONE = "none"  # the plan says in words that no budget is used
    DASH = "dash"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    ABSENT = "absent"  # the table has no such column


class AmountFault(StrEnum):
    """Why a cell with digits is no amount."""

    SEVERAL = "several"  # two numbers on one line
    LINES = "lines"  # two numbers below each other
    COMMAS = "commas"  # not every third digit: ๒๘,๒๐ or 1,00,000
    POINT = "point"  # several points, or no two digits behind it: 1.234.500
    ZERO = "zero"  # a zero in front: a digit may be lost
    LETTERS = "letters"  # Latin letters or # among the digits: 1O,000
    SCALED = "scaled"  # ล้าน, แสน, พัน
    MINUS = "minus"  # below zero
    NONE = "none"  # an amount beside words for no budget


class Parsed(Frozen, Generic[T]):
    """A normaliser's answer. `value` is None unless status is ok or amount."""

    raw: str
    value: T | None
    status: Status
    flags: tuple[str, ...] = ()


class Doubt(Frozen):
    """A stretch of a value that was read from a picture, but not surely; `place` is its own.

    `text` stands for it in the raw text: U+FFFD for the digits of a number on which the readings
    differ. `candidates` (reader `line`, `amount`, `text_layer`): likeliest first.
    """

    kind: Literal["number", "letters"]
    text: str
    candidates: tuple[Candidate, ...]
    place: Place


class Field(Frozen, Generic[T]):
    """A value of the record with its raw text, its places and how sure we are (0..1)."""

    raw: str
    value: T | None
    status: Status
    places: tuple[Place, ...] = ()
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()  # only of what was read from a picture


TextField = Field[str]
MoneyField = Field[Decimal]
CountField = Field[int]

# What a table has no column for, or a plan says nothing of.
NO_TEXT = TextField(raw="", value=None, status=Status.ABSENT)
NO_MONEY = MoneyField(raw="", value=None, status=Status.ABSENT)
NO_COUNT = CountField(raw="", value=None, status=Status.ABSENT)

DeclaredCell = CountField | MoneyField
NOTHING_DECLARED = (Status.DASH, Status.NONE)  # a declaration of none, unlike a blank cell


def declared_value(cell: DeclaredCell) -> Decimal | None:
    """The number a cell declares; 0 for a dash; None where there is nothing to compare."""
    if cell.status in NOTHING_DECLARED:
        return Decimal(0)
    return None if cell.value is None else Decimal(cell.value)
