"""From the row and column of a table to where its value was read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from rapidfuzz import process

from pipeline.api.where import Origin, Source, TableName, Where
from pipeline.contracts.errors import UsageError
from pipeline.contracts.parsed import Field, Status
from pipeline.contracts.place import Place
from pipeline.contracts.record import DeclaredYear, Indicator, Project, SummaryLine
from pipeline.contracts.result import DocumentResult
from pipeline.normalize.projects import FLAG_CONFIDENCE
from pipeline.write.columns import Cell, Table
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS
from pipeline.write.tables.summary import SUMMARY

BUDGET: Final = ("budget_status", "budget_baht", "budget_raw")
TIME: Final = (
    "q1", "q2", "q3", "q4", "quarter_source", "schedule_text", "start_month", "end_month",
)  # fmt: skip
TIME_FLAGS: Final = (
    "span_unknown", "schedule_conflict", "outside_fiscal_year", "arrow_incomplete", "months_apart",
)  # fmt: skip
HEADING: Final = ("goal_no", "indicator_no")
COVER: Final = ("province", "organization", "fiscal_year_be", "fiscal_year_end_be")
TITLE: Final = ("goal_no", "goal_title", "indicator_no", "indicator_title", "page")
TARGET: Final = ("target_text", "target_value", "target_unit", "target_comparator")
EXTRACTED: Final = ("extracted_projects", "extracted_budget_baht")
FIRST: Final[tuple[Source, ...]] = ("heading", "summary", "chart")  # where a number is looked for
KEYS: Final[dict[TableName, str]] = {
    "projects": "project_id", "indicators": "indicator_no", "summary": "line_no",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """A value that somebody asks about."""

    table: TableName
    key: str
    name: str
    value: Cell
    origin: Origin

    def read(self, read: Field[Any], source: Source) -> Where:
        """It was read from a field of the record."""
        return Where(
            self.table, self.key, self.name, self.value, read.raw, read.status.value,
            read.confidence, source, _once(read.places), read.flags, read.doubts, self.origin,
        )  # fmt: skip

    def told(
        self, source: Source, raw: str, places: Iterable[Place],
        confidence: float = 1.0, flags: tuple[str, ...] = (),
    ) -> Where:  # fmt: skip
        """It follows from what stands in these places."""
        status = Status.BLANK if self.value is None or self.value == "" else Status.OK
        return Where(
            self.table, self.key, self.name, self.value, raw, status.value, confidence, source,
            _once(places), flags, (), self.origin,
        )  # fmt: skip


def where_is(table: TableName, key: str, name: str, origin: Origin) -> Where:
    """Where a value was read. Raises UsageError without such a table, row or field."""
    if table not in KEYS:
        raise _unknown(("ตาราง", "table"), table, tuple(KEYS))
    definition, rows, look = _TABLES[table]
    known = rows(origin)
    if key not in known:
        raise _unknown((KEYS[table], KEYS[table]), key, tuple(known))
    number = tuple(known).index(key)
    row = known[key]
    extra = _beside(row)
    names = tuple(column.name for column in definition.columns)
    if name not in (*names, *extra):
        raise _unknown(("ช่อง", "field"), name, (*names, *extra))
    if name not in names:
        asked = _Asked(table, key, name, extra[name].value, origin)
        return asked.read(extra[name], "summary" if isinstance(row, Indicator) else "cell")
    value = _published(definition, names.index(name), number, origin)
    return look(row, _Asked(table, key, name, value, origin))


def _beside(row: Project | Indicator | SummaryLine) -> Mapping[str, Field[Any]]:
    """The cells of a row that are no column of its table."""
    if isinstance(row, Project):
        return {**row.year_cells, **row.source_cells, **row.extra}
    if isinstance(row, Indicator):
        return _by_year(row.declared_years, "declared_")
    return {**_by_year(row.years), **row.extra}


def _by_year(years: Iterable[DeclaredYear], before: str = "") -> dict[str, Field[Any]]:
    """What is declared for each year, named as the column with the year (`projects_2566`)."""
    cells: dict[str, Field[Any]] = {}
    for year in years:
        cells[f"{before}projects_{year.fiscal_year_be}"] = year.projects
        cells[f"{before}budget_baht_{year.fiscal_year_be}"] = year.budget
    return cells


def _published(table: Table[Any], column: int, row: int, origin: Origin) -> Cell:
    """A cell of this plan's table, as it is published."""
    plan = origin.plan
    result = DocumentResult(
        doc_id=plan.doc_id, source_file=plan.source_file, sha256="", kind=plan.kind, status="ok",
        plan=plan, findings=(), seconds=0.0,
    )  # fmt: skip
    return table.columns[column].take(next(islice(table.rows(result), row, None)))


def _of_project(project: Project, asked: _Asked) -> Where:
    cell = "budget_baht" if asked.name in BUDGET else asked.name
    if asked.name in TIME:
        return _of_time(project, asked)
    if cell in project.cells:
        return asked.read(project.cells[cell], "cell")
    if asked.name in COVER:
        return asked.read(asked.origin.plan.cover, "cover")
    if asked.name in HEADING:
        number, indicators = project.indicator_no, asked.origin.plan.indicators
        indicator = next((one for one in indicators if one.indicator_no == number), None)
        flags = tuple(flag for flag in project.flags if flag.startswith("indicator_"))
        return asked.told(*_named(indicator), project.confidence, flags)
    raw = "\t".join(cell.raw for cell in project.cells.values() if cell.raw)
    return asked.told("row", raw, _row_places(project), project.confidence, project.flags)


def _of_time(project: Project, asked: _Asked) -> Where:
    """By words and marks together; without a mark or word the value is as blank as they are."""
    words = project.schedule.text
    flags = tuple(flag for flag in project.flags if flag in TIME_FLAGS)
    confidence = words.confidence
    for flag in flags:
        confidence *= FLAG_CONFIDENCE.get(flag, 1.0)
    is_known = asked.value is not None and asked.value != ""
    return replace(
        asked.read(words, "time"),
        status=Status.OK.value if is_known else words.status.value,
        places=_once((*words.places, *project.schedule.mark_places)),
        flags=tuple(dict.fromkeys((*words.flags, *flags))),
        confidence=round(confidence, 3),
    )


def _of_indicator(indicator: Indicator, asked: _Asked) -> Where:
    if asked.name == "declared_projects":
        return asked.read(indicator.declared_projects, "summary")
    if asked.name == "declared_budget_baht":
        return asked.read(indicator.declared_budget, "summary")
    if asked.name in TARGET:
        return asked.told(*_target(indicator))
    if asked.name in EXTRACTED:
        return _of_rows(indicator, asked)
    return asked.told(*_named(indicator))


def _of_rows(indicator: Indicator, asked: _Asked) -> Where:
    """A count or sum of the rows under an indicator: their item numbers, or their budgets."""
    projects = asked.origin.plan.projects
    rows = [one for one in projects if one.indicator_no == indicator.indicator_no]
    cells: list[Field[Any]] = [
        row.item_no if asked.name == "extracted_projects" else row.budget for row in rows
    ]
    raw = "\t".join(cell.raw for cell in cells)
    least = min((row.confidence for row in rows), default=1.0)
    return asked.told("row", raw, (place for cell in cells for place in cell.places), least)


def _of_line(line: SummaryLine, asked: _Asked) -> Where:
    if asked.name in ("projects", "projects_status"):
        return asked.read(line.projects, "cell")
    if asked.name in ("budget_baht", "budget_status"):
        return asked.read(line.budget, "cell")
    indicators = asked.origin.plan.indicators
    named = [one for one in indicators if one.indicator_no == line.indicator_no]
    places = (place for one in named for place in one.places.get("summary", ()))
    cells = (*line.projects.places, *line.budget.places)
    return asked.told("summary", line.title, (*places, *cells))


def _target(indicator: Indicator) -> tuple[Source, str, tuple[Place, ...]]:
    for source, target in indicator.targets.items():
        if target == indicator.target:
            return source, target.raw, target.places
    return "heading", "", ()


def _named(indicator: Indicator | None) -> tuple[Source, str, tuple[Place, ...]]:
    """What names an indicator: its heading, else another source."""
    if indicator is not None:
        for source in FIRST:
            if source in indicator.places:
                return source, indicator.titles.get(source, ""), indicator.places[source]
    return "heading", "", ()


def _row_places(project: Project) -> tuple[Place, ...]:
    """Every place that a row was read from."""
    cells = (*project.cells.values(), *project.extra.values())
    found = (place for cell in cells for place in cell.places)
    return (*found, *project.schedule.mark_places)


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, by page and from top to bottom."""
    return tuple(sorted(dict.fromkeys(places), key=_in_order))


def _in_order(place: Place) -> tuple[float, ...]:
    top = place.box.top if place.box else 0.0
    return (place.page or 0, place.line or 0, place.cell or 0, top)


def _unknown(what: tuple[str, str], name: str, known: Sequence[str]) -> UsageError:
    likely = [match for match, _, _ in process.extract(name, known, limit=3)]
    names = ", ".join(likely) or "–"
    return UsageError(
        (f"ไม่มี {what[0]} {name}", f"there is no {what[1]} {name}"),
        (f"ที่ใกล้เคียง: {names}", f"the nearest are {names}"),
    )


Rows = Callable[[Origin], dict[str, Any]]  # by key, in the order of the table
_TABLES: Final[dict[TableName, tuple[Table[Any], Rows, Callable[[Any, _Asked], Where]]]] = {
    "projects": (
        PROJECTS, lambda origin: {one.project_id: one for one in origin.plan.projects}, _of_project,
    ),
    "indicators": (
        INDICATORS,
        lambda origin: {one.indicator_no: one for one in origin.plan.indicators},
        _of_indicator,
    ),
    "summary": (
        SUMMARY, lambda origin: {str(one.line_no): one for one in origin.plan.summary}, _of_line,
    ),
}  # fmt: skip
