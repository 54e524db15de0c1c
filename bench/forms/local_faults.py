"""Local plans that contradict themselves: one planted fault a document, and what must be found."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bench.born_digital.invent import Project, Section
from bench.forms.case import Case, Expected
from bench.forms.declared import Declared, declared_by
from bench.forms.local import FORMS, local_case, worn_form
from bench.forms.local_form import Form
from bench.forms.local_plan import LocalPlan, invent_local_plan

MIN_ROWS = 4  # of a แผนงาน in which a fault is planted
OTHER_BAHT = Decimal(13_700)  # by how much a planted sum is off
OTHER_PERCENT = "77.77"  # no แผนงาน has so many of the projects
ALL = "all"
# Each fault is planted in some of these in turn: the forms in which it can be told from a trait.
HOSTS = ("calc_lines", "chromium", "writer", "calc_spills", "chromium_rows")


@dataclass(frozen=True)
class Printing:
    """What is printed, right or wrong, and what must be found in it."""

    plan: LocalPlan
    declared: tuple[Declared, ...]
    headless: frozenset[str] = frozenset()
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class Site:
    """Where a fault is planted."""

    sound: Printing
    section: Section
    chance: random.Random

    @property
    def number(self) -> str:
        """The แผนงาน's number."""
        return self.section.indicator_no

    @property
    def goal(self) -> str:
        """The strategy's number."""
        return self.section.goal_no

    @property
    def project(self) -> Project:
        """A project neither first nor last, with money."""
        inner = self.section.projects[1:-1]
        return self.chance.choice([one for one in inner if one.baht] or list(inner))

    def declaring(self, level: str, **changes: object) -> tuple[Declared, ...]:
        """The declared lines with that of the แผนงาน, its strategy or the plan changed."""
        scope = {"indicator": self.number, "goal_total": self.goal, "grand_total": ""}[level]
        name = "indicator_no" if level == "indicator" else "goal_no"
        return tuple(
            replace(one, **changes)  # type: ignore[arg-type]  # changes are fields of Declared
            if one.level == level and getattr(one, name) == scope
            else one
            for one in self.sound.declared
        )

    def line(self, level: str) -> Declared:
        """That line as it is."""
        changed = self.declaring(level, is_lost=True)
        pairs = zip(self.sound.declared, changed, strict=True)
        return next(old for old, new in pairs if old != new)

    def with_projects(self, projects: Sequence[Project]) -> LocalPlan:
        """The plan with other projects in the section."""
        sections = tuple(
            replace(one, projects=tuple(projects)) if one is self.section else one
            for one in self.sound.plan.sections
        )
        return replace(self.sound.plan, sections=sections)


Fault = Callable[[Site], Printing]


def declared_count(site: Site) -> Printing:
    """ผด.๐๑ declares one project more of a แผนงาน than there is."""
    lines = site.declaring("indicator", projects=site.line("indicator").projects + 1)
    found = (Expected("indicator_count", site.number), Expected("goal_count_sum", site.goal))
    return replace(site.sound, declared=lines, expected=found)


def declared_budget(site: Site) -> Printing:
    """ผด.๐๑ declares another budget of a แผนงาน."""
    lines = site.declaring("indicator", baht=_more(site.line("indicator")))
    found = (Expected("indicator_budget", site.number), Expected("goal_budget_sum", site.goal))
    return replace(site.sound, declared=lines, expected=found)


def goal_count(site: Site) -> Printing:
    """A รวม counts two projects more."""
    lines = site.declaring("goal_total", projects=site.line("goal_total").projects + 2)
    found = (Expected("goal_count_sum", site.goal), Expected("grand_count_sum", ALL))
    return replace(site.sound, declared=lines, expected=found)


def goal_budget(site: Site) -> Printing:
    """A รวม has another budget."""
    lines = site.declaring("goal_total", baht=_more(site.line("goal_total")))
    found = (Expected("goal_budget_sum", site.goal), Expected("grand_budget_sum", ALL))
    return replace(site.sound, declared=lines, expected=found)


def grand_total(site: Site) -> Printing:
    """The รวมทั้งสิ้น has another budget."""
    lines = site.declaring("grand_total", baht=_more(site.line("grand_total")))
    return replace(site.sound, declared=lines, expected=(Expected("grand_budget_sum", ALL),))


def percent(site: Site) -> Printing:
    """A ร้อยละ of the projects does not follow from its number."""
    lines = site.declaring("indicator", percent=OTHER_PERCENT)
    found = (Expected("percent_mismatch", site.number, "warning"),)
    return replace(site.sound, declared=lines, expected=found)


def detail_budget(site: Site) -> Printing:
    """A project's amount is printed as another."""
    one = site.project
    other = replace(one, baht=(one.baht or Decimal(0)) + OTHER_BAHT, is_dash=False)
    projects = [other if each is one else each for each in site.section.projects]
    found = (Expected("indicator_budget", site.number),)
    return replace(site.sound, plan=site.with_projects(projects), expected=found)


def row_out(site: Site) -> Printing:
    """A project is not printed."""
    one = site.project
    rules = ["indicator_count", "missing_item", *["indicator_budget"] * bool(one.baht)]
    projects = [each for each in site.section.projects if each is not one]
    found = tuple(Expected(rule, site.number) for rule in rules)
    return replace(site.sound, plan=site.with_projects(projects), expected=found)


def number_twice(site: Site) -> Printing:
    """A number stands twice, the next one nowhere."""
    one = site.project
    again = replace(one, number=one.number - 1)
    projects = [again if each is one else each for each in site.section.projects]
    found = (Expected("duplicate_item", site.number), Expected("missing_item", site.number))
    return replace(site.sound, plan=site.with_projects(projects), expected=found)


def heading_out(site: Site) -> Printing:
    """The heading of a แผนงาน is not printed."""
    found = (Expected("missing_section", site.number, "warning"),)
    return replace(site.sound, headless=frozenset((site.number,)), expected=found)


FAULTS: tuple[Fault, ...] = (
    declared_count,
    declared_budget,
    goal_count,
    goal_budget,
    grand_total,
    percent,
    detail_budget,
    row_out,
    number_twice,
    heading_out,
)
EACH = 2  # documents a fault


def invent(seed: int) -> Sequence[Case]:
    """Every fault in documents of its own, over the forms in turn."""
    return [
        _case(seed, fault, HOSTS[(at + nth * len(FAULTS) + nth) % len(HOSTS)])
        for nth in range(EACH)
        for at, fault in enumerate(FAULTS)
    ]


def _case(seed: int, fault: Fault, host: str) -> Case:
    form = replace(FORMS[host], lost_sums=False)
    chance = random.Random(f"{seed} {fault.__name__} {host}")
    return faulty_case(f"local_{fault.__name__}_{host}", fault, form, chance)


def faulty_case(name: str, fault: Fault, form: Form, chance: random.Random) -> Case:
    """A plan of chance in that form, with the fault planted in one of its แผนงาน."""
    worn = worn_form(form, chance)
    plan = invent_local_plan(chance, worn.rows, worn.strategies)
    sound = Printing(plan, declared_by(plan))
    places = [one for one in plan.sections if len(one.projects) >= MIN_ROWS]
    # The first แผนงาน of a plan cannot be told from one without a heading by its numbers.
    places = [one for one in places if one is not plan.sections[0]] or places
    printing = fault(Site(sound, chance.choice(places), chance))
    case = local_case(
        name, "local_faults", printing.plan, printing.declared, worn, printing.headless
    )
    return replace(case, fault=fault.__name__, expected=printing.expected)


def _more(line: Declared) -> Decimal:
    return (line.baht or Decimal(0)) + OTHER_BAHT
