"""What a normaliser returns: the raw text always, a value only where it is certain."""

from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

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


class Parsed(Frozen, Generic[T]):
    """A normaliser's answer. `value` is None unless status is ok or amount."""

    raw: str
    value: T | None
    status: Status
    flags: tuple[str, ...] = ()


class Field(Frozen, Generic[T]):
    """A value of the record with its raw text, its places and how sure we are (0..1)."""

    raw: str
    value: T | None
    status: Status
    places: tuple[Place, ...] = ()
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


TextField = Field[str]
MoneyField = Field[Decimal]
CountField = Field[int]
