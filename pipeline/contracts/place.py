"""Where on the source a value was read."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from pipeline.contracts.attempt import PICTURES


class Frozen(BaseModel):
    """Base of every record that leaves the pipeline: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(Frozen):
    """A rectangle on a page in PDF points, origin at the top left, y growing downwards."""

    x0: float
    top: float
    x1: float
    bottom: float


class Place(Frozen):
    """The spot a raw text was read from.

    PDFs and images have `page` (1-based) and `box`; transcripts have `line` (1-based) and
    `cell` (0-based column in that line's table row). What an engine told of a page has `page`,
    `line` and `cell`.
    """

    reader: str
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    cell: int | None = None

    @property
    def is_told(self) -> bool:
        """Whether it lies in a transcript: line breaks and the columns of signs may be lost."""
        return self.line is not None


def is_seen(places: Iterable[Place]) -> bool:
    """Whether any of them was read from a page's picture."""
    return any(place.reader == PICTURES for place in places)
