"""What is true of an invented plan over several years: projects, their money, what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from bench.forms.case import Expected

Nothing = Literal["none", "dash", "blank"]  # in words, a dash, an empty cell
Level = Literal["indicator", "goal", "grand"]
Kind = Literal["โครงการ", "กิจกรรม", "มาตรการ"]


@dataclass(frozen=True)
class YearMoney:
    """A year's cell. `baht` None: nothing is planned, printed as `nothing` says."""

    baht: Decimal | None
    nothing: Nothing = "dash"
    source: str = ""
    overflows: bool = False  # printed as ####

    @property
    def status(self) -> str:
        """What budgets.csv must say of it."""
        if self.overflows:
            return "unreadable"
        return "amount" if self.baht is not None else self.nothing

    @property
    def counts(self) -> bool:
        """Whether the project is one of that year's."""
        return self.baht is not None or self.nothing == "none"


@dataclass(frozen=True)
class YearsProject:
    """One project. `item_no`: Arabic, as projects.csv has it; `years` in the plan's order."""

    item_no: str
    name: str
    years: tuple[YearMoney, ...]
    agency: str
    objective: str = ""
    target: str = ""
    kpi: str = ""
    result: str = ""
    kind: Kind = "โครงการ"


@dataclass(frozen=True)
class Group:
    """The projects of one แผนงาน or of one ภารกิจตามมิติ."""

    number: str
    title: str
    projects: tuple[YearsProject, ...]


@dataclass(frozen=True)
class Strategy:
    """A strategy with its แผนงาน, or a มิติ with its ภารกิจ."""

    number: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class YearsPlan:
    """All of a plan; texts carry Arabic digits, a look may print others."""

    body: str
    district: str
    province: str
    first_year: int
    year_count: int
    preface: tuple[str, ...]
    strategies: tuple[Strategy, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's fiscal years, B.E."""
        return tuple(range(self.first_year, self.first_year + self.year_count))

    @property
    def groups(self) -> Iterator[tuple[Strategy, Group]]:
        """Every group with the strategy above it."""
        return ((strategy, group) for strategy in self.strategies for group in strategy.groups)

    def with_group(self, number: str, group: Group) -> YearsPlan:
        """The plan with another group in the place of that number."""
        strategies = tuple(
            replace(s, groups=tuple(group if g.number == number else g for g in s.groups))
            for s in self.strategies
        )
        return replace(self, strategies=strategies)


@dataclass(frozen=True)
class Figure:
    """What a plan declares in one place: projects and money."""

    count: int
    baht: Decimal


Key = tuple[Level, str, int | None]  # level, number, year; None: all years together


@dataclass(frozen=True)
class Sheet:
    """What a narrative sheet says: the project, and the money stated for one year."""

    indicator_no: str
    project: YearsProject
    baht: Decimal | None


@dataclass(frozen=True)
class YearsCase:
    """A plan as printed, what it declares, and the findings that the two call for."""

    plan: YearsPlan
    figures: dict[Key, Figure]
    kinds: dict[str, dict[Kind, int]]  # number of the มิติ: how many of each kind are declared
    sheets: tuple[Sheet, ...] = ()
    fault: str = ""
    wanted: frozenset[Expected] = frozenset()
    allowed: frozenset[Expected] = field(default=frozenset())


def figures_of(plan: YearsPlan, is_sum_of_years: bool = False) -> dict[Key, Figure]:
    """What a sound plan declares.

    `is_sum_of_years`: the count of all years adds up the years'; else each project counts once.
    """
    figures: dict[Key, Figure] = {}
    scopes: dict[tuple[Level, str], list[YearsProject]] = {}
    for strategy, group in plan.groups:
        scopes[("indicator", group.number)] = list(group.projects)
        scopes.setdefault(("goal", strategy.number), []).extend(group.projects)
        scopes.setdefault(("grand", "all"), []).extend(group.projects)
    for (level, number), projects in scopes.items():
        counts = []
        for at, year in enumerate(plan.years):
            money = [project.years[at] for project in projects]
            counts.append(sum(m.counts for m in money))
            figures[level, number, year] = Figure(counts[-1], _sum(m.baht for m in money))
        total = sum(counts) if is_sum_of_years else len(projects)
        baht = _sum(m.baht for project in projects for m in project.years)
        figures[level, number, None] = Figure(total, baht)
    return figures


def kinds_of(plan: YearsPlan) -> dict[str, dict[Kind, int]]:
    """How many measures, activities and projects each มิติ has."""
    names: tuple[Kind, ...] = ("มาตรการ", "กิจกรรม", "โครงการ")
    return {
        strategy.number: {
            kind: sum(p.kind == kind for group in strategy.groups for p in group.projects)
            for kind in names
        }
        for strategy in plan.strategies
    }


def _sum(amounts: Iterator[Decimal | None]) -> Decimal:
    return sum((baht for baht in amounts if baht is not None), Decimal(0))
