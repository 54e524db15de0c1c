"""The money of the summary table, known before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bench.born_digital.invent import Plan, Section
from bench.scans.score import TruthLine


def lines_of(plan: Plan) -> tuple[TruthLine, ...]:
    """The lines of the summary in print order: indicators, รวม of each goal, ภาพรวม."""
    lines = []
    for goal_no in dict.fromkeys(section.goal_no for section in plan.sections):
        mine = [section for section in plan.sections if section.goal_no == goal_no]
        lines += [TruthLine("indicator", goal_no, s.indicator_no, s.baht) for s in mine]
        lines.append(TruthLine("goal_total", goal_no, "", _sum(mine)))
    return (*lines, TruthLine("grand_total", "", "", _sum(plan.sections)))


def _sum(sections: Iterable[Section]) -> Decimal:
    return sum((section.baht for section in sections), Decimal(0))
