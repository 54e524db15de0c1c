"""A plan as the stream of blocks that stand on paper, top to bottom: what every writer renders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bench.typeset.plan import (
    DetailSection,
    Goal,
    Indicator,
    ProjectRow,
    Prose,
    SummaryLine,
    TypesetPlan,
)

LineRole = Literal["cover", "title", "heading", "body"]

TIME_HEADER = "ระยะเวลาดำเนินการ"
QUARTER_HEADERS = ("ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")
DETAIL_HEADERS = ("โครงการ/กิจกรรม", "วิธีการดำเนินงาน", "ตัวชี้วัด", "งบประมาณ (บาท)")
AGENCY_HEADER = "หน่วยงานรับผิดชอบ"
SUMMARY_HEADERS = ("เป้าหมายที่", "ตัวชี้วัดที่", "จำนวนโครงการ/กิจกรรม", "งบประมาณ (บาท)")
SUMMARY_SHARES = (0.24, 0.5, 0.13, 0.13)
TARGET_WORD = "ค่าเป้าหมาย"


@dataclass(frozen=True)
class Span:
    """A run of text in one weight."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph. `is_item` marks a point that the original begins with a dash."""

    role: LineRole
    spans: tuple[Span, ...]
    starts_page: bool = False
    is_item: bool = False


@dataclass(frozen=True)
class ChartTable:
    """The chart of section ๑.๖: goals, their indicators, the group and the targets."""

    goals: tuple[Goal, ...]
    group: Indicator
    indicators: tuple[Indicator, ...]

    def in_group(self, indicator: Indicator) -> bool:
        """Whether the indicator stands below the group."""
        return indicator.indicator_no.startswith(self.group.indicator_no + ".")

    def of_goal(self, goal: Goal) -> tuple[Indicator, ...]:
        """The goal's leaf indicators, in order."""
        return tuple(i for i in self.indicators if i.goal_no == goal.goal_no)


@dataclass(frozen=True)
class SummaryTable:
    """The summary table; the goals name its merged first cells."""

    goals: tuple[Goal, ...]
    lines: tuple[SummaryLine, ...]

    def goal_cell(self, line: SummaryLine) -> str:
        """What is printed in the first cell beside the goal's first line."""
        goal = next(g for g in self.goals if g.goal_no == line.goal_no)
        return f'เป้าหมายที่ {goal.number} "{goal.title}"'

    def ends_goal(self, at: int) -> bool:
        """Whether the line at that place is the last of its goal, but for a total."""
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        goal_no = self.lines[at].goal_no
        return after is None or after.level.endswith("total") or after.goal_no != goal_no

    def height(self, goal_no: str) -> int:
        """How many lines the goal's merged first cell is high (its รวม is not among them)."""
        return sum(ln.goal_no == goal_no and ln.level != "goal_total" for ln in self.lines)


@dataclass(frozen=True)
class DetailTable:
    """One ruled table of projects under its two header rows.

    `starts_page`: no heading stands above it, as where the page that carried it is lost.
    """

    rows: tuple[ProjectRow, ...]
    starts_page: bool = False


Block = Line | ChartTable | SummaryTable | DetailTable


def plan_blocks(plan: TypesetPlan) -> tuple[Block, ...]:
    """Everything the plan prints, in reading order."""
    blocks: list[Block] = [Line("cover", (Span(text, True),)) for text in plan.title]
    for prose in plan.prose:
        blocks += _prose_blocks(plan, prose)
    blocks += [
        Line("title", (Span(text, True),), starts_page=at == 0)
        for at, text in enumerate(plan.summary_title)
    ]
    blocks.append(SummaryTable(plan.goals, plan.summary))
    for section in plan.sections:
        blocks += _section_blocks(plan, section)
    return tuple(blocks)


def cell_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell: each `• ` of the truth is a line with a dash on paper."""
    head, *items = text.split("• ")
    lines = [head.strip()] if head.strip() else []
    return tuple(lines + [f"- {item.strip()}" for item in items])


def _prose_blocks(plan: TypesetPlan, prose: Prose) -> list[Block]:
    heads = {
        "preface": [Line("title", (Span(prose.title, True),), starts_page=True)],
        "part": [
            Line("title", (Span(prose.number, True),), starts_page=True),
            Line("title", (Span(prose.title, True),)),
        ],
        # The chart is wide and tall: its section begins a page so that it stands in one piece.
        "section": [Line("heading", (Span(f"{prose.number} {prose.title}", True),), prose.chart)],
        "point": [Line("heading", (Span(prose.title, True),), is_item=True)],
    }
    blocks: list[Block] = list(heads[prose.kind])
    blocks += [Line("body", (Span(text),)) for text in prose.paragraphs]
    if prose.chart:
        blocks.append(ChartTable(plan.goals, plan.group, plan.indicators))
    return blocks


def _section_blocks(plan: TypesetPlan, section: DetailSection) -> list[Block]:
    indicator = section.indicator
    goal = plan.goal(indicator.goal_no)
    lines: list[Line] = []
    if section.has_goal_lines:
        lines.append(Line("title", (Span(" ".join(plan.title), True),), starts_page=True))
        lines.append(_labelled(f"เป้าหมายที่ {goal.number} :", goal.title))
    if section.has_group_line:
        lines.append(_labelled(f"ตัวชี้วัดที่ {plan.group.number} :", plan.group.title))
    if section.has_heading:
        lines += _indicator_lines(indicator)
    return [*lines, DetailTable(section.rows, starts_page=not lines)]


def _indicator_lines(indicator: Indicator) -> list[Line]:
    label = f"ตัวชี้วัดที่ {indicator.number} :" if indicator.word else indicator.number
    heading = _labelled(label, indicator.heading)
    if indicator.own_line:
        return [heading, _labelled(f"{TARGET_WORD} :", indicator.target)]
    target = (Span(f" {TARGET_WORD} :", True), Span(f" {indicator.target}"))
    return [replace(heading, spans=heading.spans + target)]


def _labelled(label: str, text: str) -> Line:
    return Line("heading", (Span(label, True), Span(f" {text}")))
