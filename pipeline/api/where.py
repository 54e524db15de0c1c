"""Where a value was read: the way from a cell of a table back to the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from rapidfuzz import process

from pipeline.contracts.errors import UsageError
from pipeline.contracts.parsed import Doubt, Field, Status
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Indicator, Plan, Project
from pipeline.write.columns import Cell
from pipeline.write.tables.projects import PROJECTS, ProjectRow

Source = Literal["cell", "time", "heading", "summary", "chart", "cover", "row"]
BUDGET: Final = ("budget_status", "budget_baht", "budget_raw")
TIME: Final = (
    "q1", "q2", "q3", "q4", "quarter_source", "schedule_text", "start_month", "end_month",
)  # fmt: skip
HEADING: Final = ("goal_no", "indicator_no")
COVER: Final = ("province", "organization", "fiscal_year_be")
COLUMNS: Final = {column.name: column for column in PROJECTS.columns}
FIRST: Final = ("heading", "summary", "chart")  # where an indicator's number is looked for


class Origin(NamedTuple):
    """The plan that a value is of, and its file, where it is known."""

    plan: Plan
    path: Path | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where one value of a project was read.

    `source`: `cell` of the row; `time`, the cells and marks of its time columns; `heading`,
    `summary` or `chart` that names its indicator; `cover` of the plan; `row`, for what is told by
    the row as a whole. `places` are all of them, in reading order: page and box (points, from the
    top left of the upright page) or, of a transcript, line and cell.
    """

    project_id: str
    field: str
    value: Cell
    raw: str
    status: str
    confidence: float
    source: Source
    places: tuple[Place, ...]
    flags: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
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


def where_is(project_id: str, name: str, origin: Origin) -> Where:
    """Where a value of a project was read. Raises UsageError without such a project or field."""
    plan = origin.plan
    project = next((one for one in plan.projects if one.project_id == project_id), None)
    if project is None:
        raise _unknown(("project_id", "project_id"), project_id, _ids(plan))
    if name in project.extra and name not in COLUMNS:
        asked = _Asked(project, name, project.extra[name].value, origin)
        return asked.read(project.extra[name], "cell")
    if name not in COLUMNS:
        raise _unknown(("ช่อง", "field"), name, (*COLUMNS, *project.extra))
    asked = _Asked(project, name, COLUMNS[name].take(ProjectRow(plan, project)), origin)
    cell = "budget_baht" if name in BUDGET else name
    if name in TIME:
        return asked.read(project.schedule.text, "time", project.schedule.mark_places)
    if cell in project.cells:
        return asked.read(project.cells[cell], "cell")
    if name in COVER:
        return asked.read(plan.cover, "cover")
    return asked.told_by_heading() if name in HEADING else asked.told_by_row()


def row_places(project: Project) -> tuple[Place, ...]:
    """Every place that a row was read from."""
    cells = (*project.cells.values(), *project.extra.values())
    found = (place for cell in cells for place in cell.places)
    return _once((*found, *project.schedule.mark_places))


def around(boxes: Sequence[Box]) -> Box:
    """The box around them all."""
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


class _Asked(NamedTuple):
    """A value that somebody asks about."""

    project: Project
    name: str
    value: Cell
    origin: Origin

    def read(self, read: Field[Any], source: Source, marks: tuple[Place, ...] = ()) -> Where:
        """It was read from a field of the record."""
        return Where(
            self.project.project_id, self.name, self.value, read.raw, read.status.value,
            read.confidence, source, _once((*read.places, *marks)), read.flags, read.doubts,
            self.origin,
        )  # fmt: skip

    def told_by_heading(self) -> Where:
        """By the heading above the row; without one by what else names the indicator."""
        number = self.project.indicator_no
        indicators = self.origin.plan.indicators
        indicator = next((one for one in indicators if one.indicator_no == number), None)
        source, raw, places = _named(indicator)
        status = Status.BLANK if self.value is None else Status.OK
        flags = tuple(flag for flag in self.project.flags if flag.startswith("indicator_"))
        return Where(
            self.project.project_id, self.name, self.value, raw, status.value,
            self.project.confidence, source, places, flags, (), self.origin,
        )  # fmt: skip

    def told_by_row(self) -> Where:
        """By all cells of the row."""
        project = self.project
        raw = "\t".join(cell.raw for cell in project.cells.values() if cell.raw)
        return Where(
            project.project_id, self.name, self.value, raw, Status.OK.value, project.confidence,
            "row", row_places(project), project.flags, (), self.origin,
        )  # fmt: skip


def _named(indicator: Indicator | None) -> tuple[Source, str, tuple[Place, ...]]:
    if indicator is not None:
        for source in FIRST:
            if source in indicator.places:
                return source, indicator.titles.get(source, ""), indicator.places[source]
    return "heading", "", ()


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, by page and from top to bottom."""
    return tuple(sorted(dict.fromkeys(places), key=_in_order))


def _in_order(place: Place) -> tuple[float, ...]:
    top = place.box.top if place.box else 0.0
    return (place.page or 0, place.line or 0, place.cell or 0, top)


def _ids(plan: Plan) -> tuple[str, ...]:
    return tuple(project.project_id for project in plan.projects)


def _unknown(what: tuple[str, str], name: str, known: Sequence[str]) -> UsageError:
    likely = [match for match, _, _ in process.extract(name, known, limit=3)]
    names = ", ".join(likely) or "–"
    return UsageError(
        (f"ไม่มี{what[0]} {name}", f"there is no {what[1]} {name}"),
        (f"ที่ใกล้เคียง: {names}", f"the nearest are {names}"),
    )
