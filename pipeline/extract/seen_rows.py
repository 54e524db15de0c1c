"""The projects and summary lines of one page: where each lies, and what was read of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.contracts.page_view import SeenLetters, SeenRow
from pipeline.contracts.parsed import Field, Status
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Plan, Project, Schedule, SummaryLine
from pipeline.contracts.table import RawPlan, RawSummaryLine

OVERLAP = 1.0  # points by which rows that only touch may overlap


def see_rows(raw: RawPlan, plan: Plan, number: int) -> tuple[SeenRow, ...]:
    """Projects, then summary lines, from top to bottom."""
    projects = [row for project in plan.projects if (row := _project(project, number))]
    lines = [
        row
        for printed, line in zip(raw.summary, plan.summary, strict=True)
        if (row := _line(printed, line, number))
    ]
    return (*_apart(projects), *_apart(lines))


def _apart(rows: list[SeenRow]) -> list[SeenRow]:
    """A merged cell reaches into the rows below: each row ends where the next one begins."""
    rows = sorted(rows, key=lambda row: (row.box.top, row.box.x0))
    cut = []
    for index, row in enumerate(rows):
        below = [
            other.box.top
            for other in rows[index + 1 :]
            if other.box.top > row.box.top + OVERLAP
            and min(row.box.x1, other.box.x1) > max(row.box.x0, other.box.x0) + OVERLAP
        ]
        bottom = min([row.box.bottom, *below])
        cut.append(replace(row, box=row.box.model_copy(update={"bottom": bottom})))
    return cut


def _fields(project: Project) -> tuple[tuple[str, Field[str] | Field[Decimal]], ...]:
    budgets = project.year_cells or {"budget_baht": project.budget}
    return (
        ("item_no", project.item_no),
        ("project_name", project.project_name),
        *budgets.items(),
        ("method", project.method),
        ("kpi", project.kpi),
        ("agency", project.agency),
        ("schedule_text", project.schedule.text),
        ("place", project.place),
        *project.extra.items(),
    )


def _project(project: Project, number: int) -> SeenRow | None:
    fields = [field for _, field in _fields(project)]
    narrow = (project.item_no, project.project_name, project.budget)
    own = _boxes((place for field in narrow for place in field.places), number)
    every = _boxes((place for field in fields for place in field.places), number)
    if not every:
        return None
    box = _union(every)
    if own:  # a cell shared with the project above begins higher
        box = box.model_copy(update={"top": _union(own).top})
    return SeenRow(
        kind="project",
        indicator_no=project.indicator_no or "?",
        item_no=project.item_no.value or "?",
        box=box,
        begins=project.page_first == number,
        says=(_money(project.budget), *_when(project.schedule)),
        flags=project.flags,
    )


def _line(printed: RawSummaryLine, line: SummaryLine, number: int) -> SeenRow | None:
    values = (printed.indicator, printed.projects, printed.budget, printed.goal)
    own = _boxes((place for value in values[:3] for place in value.places), number)
    every = own or _boxes((place for value in values for place in value.places), number)
    if not every:
        return None
    count = line.projects.value
    return SeenRow(
        kind="summary",
        indicator_no=line.indicator_no or line.goal_no or "",
        item_no=line.level.value,
        box=_union(every),
        begins=True,
        says=(
            f"projects {line.projects.status.value if count is None else count}",
            _money(line.budget),
        ),
        flags=(),
    )


def see_doubts(plan: Plan, number: int) -> Iterator[SeenLetters]:
    """The cells whose value is flagged or could not be read."""
    for project in plan.projects:
        for _, field in _fields(project):
            if field.flags or field.status is Status.UNREADABLE:
                for box in _boxes(field.places, number):
                    yield SeenLetters("doubt", box)


def _money(field: Field[Decimal]) -> str:
    """`28,200.50 baht` as read, else why there is none: `budget none`, `budget unreadable`, …"""
    if field.value is not None:
        return f"{field.value:,f} baht"
    return f"budget {field.status.value}"


def _when(schedule: Schedule) -> Iterator[str]:
    """`q2-q4 arrow`, and the months that are known."""
    if schedule.quarters is None:
        yield "q?"
    else:
        named = [number for number, is_named in enumerate(schedule.quarters, 1) if is_named]
        yield f"{_range(named)} {schedule.source.value if schedule.source else ''}".strip()
    if schedule.start_month or schedule.end_month:
        yield f"{schedule.start_month or '?'}..{schedule.end_month or '?'}"


def _range(quarters: list[int]) -> str:
    whole = quarters == list(range(quarters[0], quarters[-1] + 1)) if quarters else True
    if len(quarters) > 1 and whole:
        return f"q{quarters[0]}-q{quarters[-1]}"
    return ",".join(f"q{quarter}" for quarter in quarters) or "q-"


def _boxes(places: Iterable[Place], number: int) -> list[Box]:
    return [place.box for place in places if place.page == number and place.box]


def _union(boxes: list[Box]) -> Box:
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
