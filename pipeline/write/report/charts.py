"""Two small charts: budget by indicator, and the quarters of the projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.record import Level, Plan
from pipeline.write.report.amounts import grouped
from pipeline.write.report.comparison import declared_text
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.projects import IndicatorProjects, QuarterState
from pipeline.write.report.tally import Pair, added, of_indicator, undeclared, unlisted_numbers

BAR_ROW = 46  # pixels: a line of text and two bars below it
GANTT_ROW = 18
GANTT_HEAD = 22
QUARTER_WIDTH = 25.0  # percent of the strip
WHOLE = 100


@dataclass(frozen=True, slots=True)
class BarRow:
    """An indicator's two bars, in percent of the widest; `y` in pixels. None: no bar."""

    number: str
    y: int
    declared: float | None
    found: float | None
    declared_text: str
    found_text: str
    state: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Budget by indicator. Empty `rows`: no baht anywhere."""

    rows: tuple[BarRow, ...]
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A project's strip; a quarter's state and its left edge in percent."""

    label: str
    title: str
    y: int
    quarters: tuple[tuple[QuarterState, float], ...]


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """The strips of one indicator."""

    key: str
    number: str
    rows: tuple[GanttRow, ...]
    height: int
    description: str


def budget_chart(plan: Plan, words: Phrases) -> BarChart:
    """One row an indicator, in the order of the summary."""
    pairs = _pairs(plan)
    widest = max(
        (one for _, pair in pairs for one in (pair.declared, pair.found) if one), default=None
    )
    if widest is None:
        return BarChart((), 0, "")
    rows = tuple(
        BarRow(
            number=number,
            y=index * BAR_ROW,
            declared=_share(pair.declared, widest),
            found=_share(pair.found, widest),
            declared_text=declared_text(pair.cell, words),
            found_text=words.say("not_summed") if pair.found is None else grouped(pair.found),
            state="equal" if pair.difference == 0 else "differs" if pair.difference else "unknown",
        )
        for index, (number, pair) in enumerate(pairs)
    )
    said = "; ".join(
        words.say("bar_says", no=row.number, declared=row.declared_text, found=row.found_text)
        for row in rows
    )
    return BarChart(rows, len(rows) * BAR_ROW, said)


def _pairs(plan: Plan) -> list[tuple[str, Pair]]:
    lines = [line for line in plan.summary if line.level is Level.INDICATOR]
    pairs = [
        (line.indicator_no or "?", added(line.budget, of_indicator(plan, line.indicator_no)))
        for line in lines
    ]
    others = [one.indicator_no for one in undeclared(plan)] + list(unlisted_numbers(plan))
    pairs += [(number, added(None, of_indicator(plan, number))) for number in others]
    if rows := of_indicator(plan, None):
        pairs.append(("?", added(None, rows)))
    return pairs


def _share(value: Decimal | None, widest: Decimal) -> float | None:
    return None if value is None else round(float(value / widest) * WHOLE, 2)


def gantt(groups: Sequence[IndicatorProjects], words: Phrases) -> tuple[GanttGroup, ...]:
    """One group an indicator, one strip a project."""
    return tuple(
        GanttGroup(
            key=f"q{index}",
            number=group.number,
            rows=tuple(
                GanttRow(
                    label=f"{project.item} {project.name}",
                    title=f"{project.item} {project.name}: "
                    + ", ".join(f"{one.name} {one.word}" for one in project.quarters),
                    y=GANTT_HEAD + row * GANTT_ROW,
                    quarters=tuple(
                        (one.state, place * QUARTER_WIDTH)
                        for place, one in enumerate(project.quarters)
                    ),
                )
                for row, project in enumerate(group.projects)
            ),
            height=GANTT_HEAD + len(group.projects) * GANTT_ROW,
            description=words.say("gantt_says", name=group.number, n=len(group.projects)),
        )
        for index, group in enumerate(groups)
    )
