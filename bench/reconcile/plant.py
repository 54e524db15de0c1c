"""The kinds of faults that are planted, and what DESIGN's table says must be found of each."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from bench.born_digital.invent import FULL_MONTHS, to_arabic, to_thai
from bench.reconcile.fault import ALL, Fault, Named, expect
from bench.reconcile.invent import Invented, amount, baht_of
from bench.typeset import faults
from bench.typeset.plan import DetailSection, ProjectRow, SummaryLine, TypesetPlan
from pipeline.contracts.finding import Cause
from pipeline.lexicon.confusions import confusions

SOURCE, COVERAGE = Cause.SOURCE, Cause.COVERAGE
OTHER_TITLE = "จำนวนหมู่บ้านที่เข้าร่วมโครงการชุมชนโปร่งใส"


@dataclass(frozen=True)
class Site:
    """Where a fault is planted. `nth` (0 to 2) keeps faults of one plan from cancelling out."""

    invented: Invented
    section: DetailSection
    nth: int
    chance: random.Random

    @property
    def plan(self) -> TypesetPlan:
        """The clean plan."""
        return self.invented.plan

    @property
    def number(self) -> str:
        """The indicator."""
        return self.section.indicator.indicator_no

    @property
    def goal(self) -> str:
        """Its goal."""
        return self.section.indicator.goal_no

    def line(self, level: str) -> SummaryLine | None:
        """The summary's line of this indicator, its goal or the whole plan."""
        wanted = {"indicator": self.number, "goal_total": self.goal, "grand_total": ""}[level]
        of = {"indicator": "indicator_no", "goal_total": "goal_no", "grand_total": "goal_no"}[level]
        lines = (one for one in self.plan.summary if one.level == level)
        return next((one for one in lines if getattr(one, of) == wanted), None)

    def row(self, has_money: bool | None = None) -> ProjectRow:
        """A row, with or without money; neither first nor last, so that any numbering shows it."""
        rows = self.section.rows[1:-1]
        fitting = [one for one in rows if has_money in (None, baht_of(one) > 0)]
        return self.chance.choice(fitting or list(rows))

    def sum_rule(self, measure: str) -> tuple[str, str]:
        """The rule that a changed declaration breaks: the รวม, or the ภาพรวม where none is."""
        is_goal = self.line("goal_total") is not None
        return (f"goal_{measure}_sum", self.goal) if is_goal else (f"grand_{measure}_sum", ALL)


Kind = Callable[[Site], Fault]


def _more(site: Site) -> int:
    """1, 2 or 4: no two faults of a plan make up for each other."""
    return 1 << site.nth


def _other_amount(site: Site, text: str) -> str:
    """An amount that is off by an odd sum, unlike that of any other fault of the plan."""
    value = Decimal(0) if text == "-" else Decimal(to_arabic(text).replace(",", ""))
    return amount(value + 137 * 10 ** (site.nth + 1))


def declared_count(site: Site) -> Fault:
    """The summary declares more projects than there are."""
    count = to_thai(str(len(site.section.rows) + _more(site)))
    return Fault(
        "declared_count",
        lambda plan: faults.with_declared_count(plan, site.number, count),
        expected=expect(SOURCE, ("indicator_count", site.number), site.sum_rule("count")),
    )


def declared_budget(site: Site) -> Fault:
    """The summary declares another budget."""
    line = site.line("indicator")
    assert line is not None  # only plans with a summary are planted in
    text = _other_amount(site, line.budget)
    return Fault(
        "declared_budget",
        lambda plan: faults.with_declared_budget(plan, site.number, text),
        expected=expect(SOURCE, ("indicator_budget", site.number), site.sum_rule("budget")),
    )


def goal_total(site: Site) -> Fault:
    """A รวม is another; the ภาพรวม in a plan that prints none."""
    line = site.line("goal_total")
    if line is None:
        return replace(grand_total(site), kind="goal_total")
    count = to_thai(str(int(to_arabic(line.projects)) + _more(site)))
    if site.chance.random() < 0.5:
        return Fault(
            "goal_total",
            lambda plan: faults.with_total(plan, site.goal, count=count),
            expected=expect(SOURCE, ("goal_count_sum", site.goal), ("grand_count_sum", ALL)),
        )
    text = _other_amount(site, line.budget)
    return Fault(
        "goal_total",
        lambda plan: faults.with_total(plan, site.goal, budget=text),
        expected=expect(SOURCE, ("goal_budget_sum", site.goal), ("grand_budget_sum", ALL)),
    )


def grand_total(site: Site) -> Fault:
    """The ภาพรวม is another."""
    line = site.line("grand_total")
    assert line is not None
    text = _other_amount(site, line.budget)
    return Fault(
        "grand_total",
        lambda plan: faults.with_grand(plan, budget=text),
        expected=expect(SOURCE, ("grand_budget_sum", ALL)),
    )


def detail_budget(site: Site) -> Fault:
    """A row's amount is printed as another."""
    row = site.row(has_money=True)
    text = _other_amount(site, row.budget if baht_of(row) else "-")
    return Fault(
        "detail_budget",
        lambda plan: faults.with_budget(plan, site.number, row.item_no, text),
        expected=expect(SOURCE, ("indicator_budget", site.number)),
    )


def row_out(site: Site) -> Fault:
    """A row is out."""
    row = site.row()
    rules = ["indicator_count", "missing_item", *["indicator_budget"] * (baht_of(row) > 0)]
    return Fault(
        "row_out",
        lambda plan: faults.without_row(plan, site.number, row.item_no),
        expected=expect(COVERAGE, *((rule, site.number) for rule in rules)),
    )


def number_twice(site: Site) -> Fault:
    """A number stands twice, the next one nowhere."""
    row = site.row()
    printed = to_thai(f"{int(row.item_no) - 1}.")
    return Fault(
        "number_twice",
        lambda plan: faults.with_number(plan, site.number, row.item_no, printed),
        expected=expect(SOURCE, ("duplicate_item", site.number), ("missing_item", site.number)),
    )


def heading_out(site: Site) -> Fault:
    """A heading is out."""
    return Fault(
        "heading_out",
        lambda plan: faults.without_heading(plan, site.number, whole=False),
        expected=expect(COVERAGE, ("missing_section", site.number)),
    )


def title_changed(site: Site) -> Fault:
    """The heading names the indicator otherwise than summary and chart do."""

    def in_print(plan: TypesetPlan) -> TypesetPlan:
        def changed(section: DetailSection) -> DetailSection:
            if section.indicator.indicator_no != site.number:
                return section
            return replace(section, indicator=replace(section.indicator, heading=OTHER_TITLE))

        return replace(plan, sections=tuple(map(changed, plan.sections)))

    expected = expect(SOURCE, ("title_mismatch", site.number))
    return Fault("title_changed", in_print, expected=expected)


def months_against_arrow(site: Site) -> Fault:
    """The months in words are of other quarters than the arrow."""
    row = site.row()
    words = f"{FULL_MONTHS[0]} - {FULL_MONTHS[2]}"
    quarters = (False, False, True, True)
    return Fault(
        "months_against_arrow",
        lambda plan: faults.with_schedule(plan, site.number, row.item_no, quarters, words),
        expected=expect(SOURCE, ("schedule_conflict", site.number)),
    )


def repeated_project(site: Site) -> Fault:
    """A row repeats the one above but for its number and money."""
    rows = site.section.rows
    one, other = rows[0], rows[1]

    def in_print(plan: TypesetPlan) -> TypesetPlan:
        again = replace(other, project_name=one.project_name, method=one.method, agency=one.agency)

        def changed(section: DetailSection) -> DetailSection:
            if section.indicator.indicator_no != site.number:
                return section
            found = tuple(again if row == other else row for row in section.rows)
            return replace(section, rows=found)

        return replace(plan, sections=tuple(map(changed, plan.sections)))

    expected = expect(SOURCE, ("repeated_project", site.number))
    return Fault("repeated_project", in_print, expected=expected)


def misprinted_budget(site: Site) -> Fault:
    """One digit of a row's amount is printed as another of like shape; no flag gives it away."""
    row = site.row(has_money=True)
    text = like_number(site.chance, row.budget)
    if text is None:
        return detail_budget(site)
    cell = row_cell(site.number, row.item_no)
    return Fault(
        "misprinted_budget",
        lambda plan: faults.with_budget(plan, site.number, row.item_no, text),
        expected=expect(SOURCE, ("indicator_budget", site.number)),
        named=(Named("indicator_budget", site.number, cell, row.budget),),
    )


def row_cell(indicator: str, item: str) -> str:
    """How a suggestion names a row."""
    return f"ตัวชี้วัดที่ {indicator} รายการที่ {item} "


def like_number(chance: random.Random, printed: str) -> str | None:
    """The number with one digit of its baht as another of like shape; None where none is like."""
    like = confusions().like(is_thai=True)
    plain = to_arabic(printed)
    ways = [
        plain[:at] + other + plain[at + 1 :]
        for at, digit in enumerate(plain.split(".", maxsplit=1)[0])
        for other in like.get(digit, {})
        if at or other != "0"
    ]
    return to_thai(chance.choice(ways)) if ways else None


IN_PRINT: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (
        declared_count,
        declared_budget,
        goal_total,
        grand_total,
        detail_budget,
        misprinted_budget,
        row_out,
        number_twice,
        heading_out,
        title_changed,
        months_against_arrow,
        repeated_project,
    )
}
