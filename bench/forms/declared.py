"""What ผด.๐๑ declares line by line, and how its lines should be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bench.born_digital.invent import Section
from bench.born_digital.layout import baht_text
from bench.forms.local_plan import LocalPlan
from bench.forms.truth import FormLine


@dataclass(frozen=True)
class Declared:
    """One line of the summary as it will be printed. No baht: a dash. `is_lost`: `###`."""

    level: str
    goal_no: str
    indicator_no: str
    title: str
    projects: int = 0
    baht: Decimal | None = None
    agency: str = ""
    is_lost: bool = False
    percent: str = ""  # of the projects, where another than follows is printed

    @property
    def truth(self) -> FormLine:
        """The line in the columns of summary.csv."""
        if self.level == "group":
            return FormLine("group", self.goal_no, "", self.title, "", "blank", "", "blank")
        status = "unreadable" if self.is_lost else "dash" if not self.baht else "amount"
        is_total = self.level in ("goal_total", "grand_total")
        return FormLine(
            level=self.level,
            goal_no=self.goal_no,
            indicator_no=self.indicator_no,
            title="" if is_total else self.title,
            projects=str(self.projects),
            projects_status="ok",
            budget_baht=baht_text(self.baht) if status == "amount" and self.baht else "",
            budget_status=status,
        )


def declared_by(plan: LocalPlan) -> tuple[Declared, ...]:
    """Each strategy, its แผนงาน, its รวม; the รวมทั้งสิ้น last: all as the rows bear out."""
    lines: list[Declared] = []
    for goal_no, sections in plan.goals.items():
        lines.append(Declared("group", goal_no, "", sections[0].goal))
        for one in sections:
            sums = _sums((one,))
            agency = one.projects[0].agency
            number = one.indicator_no
            lines.append(Declared("indicator", goal_no, number, one.indicator, *sums, agency))
        lines.append(Declared("goal_total", goal_no, "", "", *_sums(sections)))
    lines.append(Declared("grand_total", "", "", "", *_sums(plan.sections)))
    return tuple(lines)


def _sums(sections: Iterable[Section]) -> tuple[int, Decimal]:
    ones = tuple(sections)
    return sum(len(one.projects) for one in ones), sum((one.baht for one in ones), Decimal(0))
