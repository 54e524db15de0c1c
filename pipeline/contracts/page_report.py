"""How one page was read, or why it was not."""

from dataclasses import dataclass
from typing import Literal

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.page import DoubtfulReading, FontDoubt

# Why a page is unread: its content is broken, it is an image, it is drawn without letters, or its
# text layer cannot be trusted. Empty where it was read.
UnreadReason = Literal[
    "", "damaged", "too_large", "scan", "drawn", "untrusted",
    "crashed", "slow", "huge",  # the worker died on it, took too long, or too much memory
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageReport:
    """How one page was read. `status` unread always carries a reason."""

    number: int
    status: Literal["text", "ocr", "unread", "blank"]
    reader: str
    reason: UnreadReason = ""
    printed_number: int | None = None
    attempts: tuple[Attempt, ...] = ()  # in the order tried
    repairs: tuple[tuple[str, int], ...] = ()  # (kind of repair of the text, how often)
    unknown_glyphs: int = 0  # characters that no repair could name
    untrusted_fonts: tuple[FontDoubt, ...] = ()  # whose text is not that of the page
    doubts: tuple[DoubtfulReading, ...] = ()  # of a page read from its picture
    turned: float = 0.0  # degrees, clockwise, by which the page lies askew; boxes are of it upright
