"""The projects of a plan or of a run's tables, as they are compared."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

import pandas as pd

from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan, Project, Quarters

QUARTERS = ("q1", "q2", "q3", "q4")
NOT_THEN = frozenset({Status.DASH, Status.BLANK})  # in one year of several: nothing is planned


class HasTables(Protocol):
    """What `load_outputs` and `read_plans` give."""

    @property
    def projects(self) -> pd.DataFrame: ...

    @property
    def indicators(self) -> pd.DataFrame: ...


Compared = Plan | HasTables | pd.DataFrame


class ComparedYear(Frozen):
    """A project's budget for one fiscal year."""

    fiscal_year_be: int
    budget_status: Status
    budget_baht: Decimal | None


class ComparedProject(Frozen):
    """What is compared of one project.

    `quarters` None: the source cannot tell. `indicator_title` is "" where nothing gives one.
    `order`: where it stands among the projects of its indicator, from 0. `budget_baht` is that of
    all `years` together; none of them is known where only a table of projects is given.
    """

    project_id: str
    organization: str
    indicator_no: str
    indicator_title: str
    item_no: str
    order: int
    project_name: str
    method: str
    kpi: str
    budget_status: Status
    budget_baht: Decimal | None
    quarters: Quarters | None
    agency: str
    place: str = ""
    years: tuple[ComparedYear, ...] = ()

    def has_place_of(self, other: "ComparedProject") -> bool:
        """Whether both stand under the same indicator number."""
        return bool(self.indicator_no) and self.indicator_no == other.indicator_no

    def in_year(self, year: int) -> "ComparedProject | None":
        """What it has in one of its years; None where the plan has nothing of it in that year."""
        unseen = ComparedYear(fiscal_year_be=year, budget_status=Status.ABSENT, budget_baht=None)
        found = next((one for one in self.years if one.fiscal_year_be == year), unseen)
        if found.budget_status in NOT_THEN:
            return None
        money = {"budget_status": found.budget_status, "budget_baht": found.budget_baht}
        return self.model_copy(update={**money, "years": (found,)})


def compared_projects(side: Compared) -> tuple[ComparedProject, ...]:
    """The projects of a plan, of a run's tables, or of a table of projects, in their order."""
    if isinstance(side, Plan):
        rows = [_of_plan(side, one) for one in side.projects]
    elif isinstance(side, pd.DataFrame):
        rows = [_of_table(line, {}, ()) for line in _lines(side)]
    else:
        titles = {
            (_text(line, "doc_id"), _text(line, "indicator_no")): _text(line, "indicator_title")
            for line in _lines(side.indicators)
        }
        years = _years(getattr(side, "budgets", None))  # tables of an earlier version have none
        rows = [
            _of_table(line, titles, years.get(_text(line, "project_id"), ()))
            for line in _lines(side.projects)
        ]
    return tuple(_numbered(rows))


def _numbered(rows: list[ComparedProject]) -> Iterator[ComparedProject]:
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row.organization, row.indicator_no
        yield row.model_copy(update={"order": seen.get(key, 0)})
        seen[key] = seen.get(key, 0) + 1


def _of_plan(plan: Plan, project: Project) -> ComparedProject:
    titles = {one.indicator_no: one.indicator_title for one in plan.indicators}
    return ComparedProject(
        project_id=project.project_id,
        organization=" ".join((plan.province, plan.organization)),
        indicator_no=project.indicator_no or "",
        indicator_title=titles.get(project.indicator_no or "", ""),
        item_no=project.item_no.value or "",
        order=0,
        project_name=project.project_name.value or "",
        method=project.method.value or "",
        kpi=project.kpi.value or "",
        budget_status=project.budget.status,
        budget_baht=project.budget.value,
        quarters=project.schedule.quarters,
        agency=project.agency.value or "",
        place=project.place.value or "",
        years=tuple(
            ComparedYear(
                fiscal_year_be=year.fiscal_year_be,
                budget_status=year.budget.status,
                budget_baht=year.budget.value,
            )
            for year in project.budgets
            if year.fiscal_year_be is not None
        ),
    )


def _years(budgets: pd.DataFrame | None) -> Mapping[str, tuple[ComparedYear, ...]]:
    """The years of each project, by its id."""
    found: dict[str, tuple[ComparedYear, ...]] = {}
    for line in _lines(budgets) if budgets is not None else ():
        if pd.notna(line["fiscal_year_be"]):
            year = ComparedYear(
                fiscal_year_be=int(line["fiscal_year_be"]),
                budget_status=Status(_text(line, "budget_status")),
                budget_baht=_baht(line),
            )
            key = _text(line, "project_id")
            found[key] = (*found.get(key, ()), year)
    return found


def _lines(table: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    columns = [str(name) for name in table.columns]
    for cells in table.itertuples(index=False, name=None):
        yield dict(zip(columns, cells, strict=True))


def _text(line: Mapping[str, Any], name: str) -> str:
    cell = line[name]
    return "" if pd.isna(cell) else str(cell)


def _baht(line: Mapping[str, Any]) -> Decimal | None:
    baht = line["budget_baht"]
    return None if pd.isna(baht) else Decimal(str(baht))


def _of_table(
    line: Mapping[str, Any],
    titles: Mapping[tuple[str, str], str],
    years: tuple[ComparedYear, ...],
) -> ComparedProject:
    quarters = [line[name] for name in QUARTERS]
    one, two, three, four = (bool(cell) if pd.notna(cell) else False for cell in quarters)
    indicator = _text(line, "indicator_no")
    return ComparedProject(
        project_id=_text(line, "project_id"),
        organization=" ".join((_text(line, "province"), _text(line, "organization"))),
        indicator_no=indicator,
        indicator_title=titles.get((_text(line, "doc_id"), indicator), ""),
        item_no=_text(line, "item_no"),
        order=0,
        project_name=_text(line, "project_name"),
        method=_text(line, "method"),
        kpi=_text(line, "kpi"),
        budget_status=Status(_text(line, "budget_status")),
        budget_baht=_baht(line),
        quarters=None if any(pd.isna(cell) for cell in quarters) else (one, two, three, four),
        agency=_text(line, "agency"),
        place=_text(line, "place") if "place" in line else "",
        years=years,
    )
