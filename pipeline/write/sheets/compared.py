"""What a plan declares beside what was found: its indicators, goals and the whole, line by line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import CountField, MoneyField, Status
from pipeline.contracts.record import Indicator, Level, Plan, Project, SummaryLine
from pipeline.contracts.result import DocumentResult

ComparedLevel = Literal["indicator", "unassigned", "goal_total", "grand_total"]

# The rules that say of a level that declared and extracted differ.
RULES: Final[dict[ComparedLevel, tuple[str, ...]]] = {
    "indicator": ("indicator_count", "indicator_budget"),
    "unassigned": (),
    "goal_total": ("goal_count", "goal_budget"),
    "grand_total": ("grand_count", "grand_budget"),
}
WHOLE = "all"  # the scope of findings about a whole plan


class Compared(NamedTuple):
    """One line: the declaring cells (None: nothing declares it), the rows found, the differences
    that reconciliation reports of it."""

    level: ComparedLevel
    goal_no: str | None
    indicator_no: str | None
    title: str
    declared_projects: CountField | None
    declared_budget: MoneyField | None
    projects: tuple[Project, ...]
    findings: tuple[Finding, ...]
    page: int | None


def compared(result: DocumentResult) -> Iterator[Compared]:
    """The lines of a document: each goal's indicators and printed รวม, rows without an indicator,
    the whole."""
    plan = result.plan
    if plan is None:
        return
    indicators = _indicators(plan)
    for goal in dict.fromkeys(goal for goal, _ in indicators.values()):
        for number, (own_goal, indicator) in indicators.items():
            if own_goal == goal:
                yield _indicator(plan, number, goal, indicator, result.findings)
        if goal is not None:
            for line in _printed(plan, Level.GOAL_TOTAL, goal):
                rows = _rows(plan, goal_no=goal)
                yield _total("goal_total", line, goal, rows, result.findings)
    if strays := tuple(one for one in plan.projects if one.indicator_no is None):
        yield Compared("unassigned", None, None, "", None, None, strays, (), None)
    whole = next(iter(_printed(plan, Level.GRAND_TOTAL, None)), None)
    yield _total("grand_total", whole, None, plan.projects, result.findings)


def _indicators(plan: Plan) -> dict[str, tuple[str | None, Indicator | None]]:
    """Goal and record of each indicator; those that only rows name come last."""
    found: dict[str, tuple[str | None, Indicator | None]] = {}
    for indicator in plan.indicators:
        found.setdefault(indicator.indicator_no, (indicator.goal_no, indicator))
    for row in plan.projects:
        if row.indicator_no is not None:
            found.setdefault(row.indicator_no, (row.goal_no, None))
    return found


def _indicator(
    plan: Plan,
    number: str,
    goal: str | None,
    indicator: Indicator | None,
    findings: Sequence[Finding],
) -> Compared:
    return Compared(
        level="indicator",
        goal_no=goal,
        indicator_no=number,
        title="" if indicator is None else indicator.indicator_title,
        declared_projects=None if indicator is None else indicator.declared_projects,
        declared_budget=None if indicator is None else indicator.declared_budget,
        projects=tuple(one for one in plan.projects if one.indicator_no == number),
        findings=_about("indicator", number, findings),
        page=None if indicator is None else indicator.page,
    )


def _total(
    level: ComparedLevel,
    line: SummaryLine | None,
    goal: str | None,
    rows: Iterable[Project],
    findings: Sequence[Finding],
) -> Compared:
    return Compared(
        level=level,
        goal_no=goal,
        indicator_no=None,
        title="" if line is None else line.title,
        declared_projects=None if line is None else line.projects,
        declared_budget=None if line is None else line.budget,
        projects=tuple(rows),
        findings=_about(level, goal or WHOLE, findings),
        page=None if line is None else line.page,
    )


def _printed(plan: Plan, level: Level, goal: str | None) -> list[SummaryLine]:
    """The first line of a level that the summary prints, of a goal where one is given."""
    lines = (line for line in plan.summary if line.level is level)
    return [line for line in lines if goal in (None, line.goal_no)][:1]


def _rows(plan: Plan, goal_no: str) -> Iterator[Project]:
    return (one for one in plan.projects if one.goal_no == goal_no)


def _about(level: ComparedLevel, scope: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    rules = RULES[level]
    return tuple(one for one in findings if one.rule in rules and one.scope == scope)


def declares_nothing(cell: CountField | MoneyField | None) -> bool:
    """Whether the plan says that there is none: a dash, or words, unlike a blank cell."""
    return cell is not None and cell.status in (Status.DASH, Status.NONE)
