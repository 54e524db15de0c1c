"""Invented plans of local bodies that agree with themselves: over several years, and ผด.๐๑/ผด.๐๒.

They are made as the record that a faultless reading gives; what is printed is Thai text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bench.born_digital.invent import Project, invent_plan, to_arabic, to_thai
from bench.reconcile.invent import NO_BUDGET, amount

Form = Literal["development", "anticorruption", "local"]
FORMS: tuple[Form, ...] = ("development", "anticorruption", "local")
MIN_ROWS, MAX_ROWS = 30, 48
FIRST_YEARS = (2561, 2569)
SHARE_OF_YEARS = 0.75  # in which a project of several years has money
NOTHING = ("-", "-", "", NO_BUDGET)  # what stands in a cell without money
ALL_YEARS = 0  # the year of the column for all of them

Figures = tuple[str, str]  # projects and baht as printed


@dataclass(frozen=True)
class Row:
    """A project: its money by year as printed."""

    item: str
    words: Project
    cells: dict[int, str]


@dataclass(frozen=True)
class Programme:
    """The rows below one heading: a แผนงาน, or a ภารกิจ of a มิติ."""

    number: str
    goal: str
    rows: tuple[Row, ...]
    has_heading: bool = True


@dataclass(frozen=True)
class Line:
    """A line of the summary: what it prints in the column of each year, and of all."""

    level: Literal["indicator", "goal_total", "grand_total"]
    goal: str
    number: str
    figures: dict[int, Figures]
    percents: Figures = ("", "")

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others."""
        return self.level, self.goal, self.number


@dataclass(frozen=True)
class FormPlan:
    """A plan. `once`: the totals over all years count a project of several years once."""

    form: Form
    years: tuple[int, ...]
    programmes: tuple[Programme, ...]
    lines: tuple[Line, ...]
    has_all_years: bool
    once: bool
    is_given: bool  # no number of a แผนงาน is printed

    def line(self, level: str, goal: str = "", number: str = "") -> Line | None:
        """The line of an indicator, a goal, or the whole plan; None where none is printed."""
        return next((one for one in self.lines if one.key == (level, goal, number)), None)


def baht(cell: str) -> Decimal:
    """A cell's money; none is 0."""
    is_amount = cell[:1].isdecimal()
    return Decimal(to_arabic(cell).replace(",", "")) if is_amount else Decimal(0)


def is_in_year(cell: str) -> bool:
    """Whether a project with this cell is one of its year."""
    return cell not in ("-", "")


def form_plan(seed: int, at: int) -> FormPlan:
    """The plan of that number; the forms take turns."""
    chance = random.Random(f"reconcile forms {seed} {at}")
    form = FORMS[at % len(FORMS)]
    first = chance.randint(*FIRST_YEARS)
    several = range(first, first + chance.choice((3, 4, 5)))
    years = (first,) if form == "local" else tuple(several)
    source = invent_plan(chance, chance.randint(MIN_ROWS, MAX_ROWS))
    programmes = tuple(
        Programme(
            section.indicator_no,
            section.goal_no,
            tuple(
                _row(chance, str(item), project, years)
                for item, project in enumerate(section.projects, start=1)
            ),
        )
        for section in source.sections
    )
    goal, nth = programmes[-1].number.split(".")
    idle = Programme(f"{goal}.{int(nth) + 1}", goal, (), has_heading=False)
    programmes = programmes if form == "anticorruption" else (*programmes, idle)
    once = chance.random() < 0.4
    has_all_years = form == "development" and chance.random() < 0.7
    lines = _lines(form, programmes, years, has_all_years=has_all_years, once=once)
    return FormPlan(
        form, years, programmes, lines, has_all_years, once, is_given=chance.random() < 0.5
    )


def _row(chance: random.Random, item: str, project: Project, years: tuple[int, ...]) -> Row:
    sure = chance.choice(years)
    cells = {}
    for year in years:
        has_money = year == sure or chance.random() < SHARE_OF_YEARS
        worth = (project.baht or Decimal(chance.randint(5, 4000) * 100)) * chance.choice((1, 1, 2))
        cells[year] = amount(worth) if has_money else chance.choice(NOTHING)
    if len(years) == 1 and project.baht is None:
        cells = {years[0]: NO_BUDGET}
    return Row(item, project, cells)


def _lines(
    form: Form,
    programmes: tuple[Programme, ...],
    years: tuple[int, ...],
    *,
    has_all_years: bool,
    once: bool,
) -> tuple[Line, ...]:
    def figures(rows: tuple[Row, ...]) -> dict[int, Figures]:
        of_year = {year: _figures(form, rows, year) for year in years}
        counted = sum(_number(of_year[year][0]) for year in years)
        whole = len(rows) if once or form == "anticorruption" else counted
        money = sum((baht(cell) for row in rows for cell in row.cells.values()), Decimal(0))
        total = (_count(whole), amount(money) if money and has_all_years else "-")
        is_printed = has_all_years or form == "anticorruption"
        return of_year | ({ALL_YEARS: total} if is_printed else {})

    lines = []
    for goal in dict.fromkeys(one.goal for one in programmes):
        inside = [one for one in programmes if one.goal == goal]
        for one in inside if form != "anticorruption" else ():
            lines.append(Line("indicator", goal, one.number, figures(one.rows)))
        rows = tuple(row for one in inside for row in one.rows)
        lines.append(Line("goal_total", goal, "", figures(rows)))
    rows = tuple(row for one in programmes for row in one.rows)
    grand = Line("grand_total", "", "", figures(rows))
    lines += [] if form == "anticorruption" else [grand]
    if form != "local":
        return tuple(lines)
    whole = grand.figures[years[0]]
    return tuple(
        Line(one.level, one.goal, one.number, one.figures, _shares(one.figures[years[0]], whole))
        for one in lines
    )


def _figures(form: Form, rows: tuple[Row, ...], year: int) -> Figures:
    counted = rows if form == "local" else [row for row in rows if is_in_year(row.cells[year])]
    money = sum((baht(row.cells[year]) for row in rows), Decimal(0))
    count = "" if form == "anticorruption" else _count(len(counted))
    return count, amount(money) if money else "-"


def _count(number: int) -> str:
    return to_thai(str(number)) if number else "-"


def _number(count: str) -> int:
    return int(to_arabic(count)) if count[:1].isdecimal() else 0


def _shares(part: Figures, whole: Figures) -> Figures:
    count, money = (
        100 * of(part[at]) / of(whole[at])
        for at, of in enumerate((lambda text: Decimal(_number(text)), baht))
    )
    return _percent(count), _percent(money)


def _percent(share: Decimal) -> str:
    return to_thai(str(share.quantize(Decimal("0.01"), ROUND_HALF_UP)))
