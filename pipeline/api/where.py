"""Where a value was read: the way from a cell of a table back to the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipeline.contracts.parsed import Doubt
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Plan
from pipeline.write.columns import Cell

TableName = Literal["projects", "indicators", "summary"]
Source = Literal["cell", "time", "heading", "summary", "chart", "cover", "row"]


class Origin(NamedTuple):
    """The plan that a value is of, and its file, where it is known."""

    plan: Plan
    path: Path | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where one value of a table was read.

    `table` and `key` name its row: a project by `project_id`, an indicator by `indicator_no`, a
    line of the summary by `line_no`. `source`: `cell` of the row; `time`, the cells and marks of
    its time columns; `heading`, `summary` or `chart` that names or declares it; `cover` of the
    plan; `row`, for what rows as a whole tell. `places` are all of them, in reading order: page and
    box (points, from the top left of the upright page) or, of a transcript, line and cell.
    """

    table: TableName
    key: str
    field: str
    value: Cell
    raw: str
    status: str
    confidence: float
    source: Source
    places: tuple[Place, ...]
    flags: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    _origin: Origin | None = attribute(default=None, repr=False, compare=False)

    @property
    def page(self) -> int | None:
        """The first page on which it stands; None in a transcript, and where it stands nowhere."""
        return next((place.page for place in self.places if place.page is not None), None)

    @property
    def box(self) -> Box | None:
        """What it takes of that page."""
        boxes = [one.box for one in self.places if one.box is not None and one.page == self.page]
        return around(boxes) if boxes else None

    @property
    def reader(self) -> str:
        """Who read it: a library, `ocr`, or `transcript`."""
        return next((place.reader for place in self.places), "")

    def image(self, path: str | Path | None = None, *, dpi: int = 150, margin: float = 6.0) -> Any:
        """A PIL image of that piece of the page, with `margin` points around it; of a value that
        goes on on the next page, both pieces, one below the other.

        `path`: the file, where the plan was not read from it in this process. Raises UsageError
        where no page shows it (a transcript), DocumentError where the file is another one by now or
        cannot be drawn.
        """
        from pipeline.api.pictures import picture_of

        return picture_of(self, self._origin, path, dpi, margin)

    def _repr_html_(self) -> str:
        """How a notebook shows it: with the picture, where there is one."""
        from pipeline.api.pictures import where_html

        return where_html(self)


def around(boxes: Sequence[Box]) -> Box:
    """The box around them all."""
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
