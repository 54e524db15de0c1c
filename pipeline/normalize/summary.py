"""The summary table's lines as numbers, with the level that each stands for."""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.contracts.parsed import (
    NO_COUNT,
    NO_MONEY,
    UNKNOWN,
    CountField,
    MoneyField,
    Parsed,
    Status,
    T,
    TextField,
)
from pipeline.contracts.place import is_seen
from pipeline.contracts.record import DeclaredYear, Level, SummaryLine, YearBudget
from pipeline.contracts.table import RawSummaryLine, RawValue
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.budgets import total_budget
from pipeline.normalize.digits import parse_count, to_arabic
from pipeline.normalize.doubts import NO_DOUBTS, PageDoubts, doubted
from pipeline.normalize.money import parse_money
from pipeline.normalize.numbering import goal_of, parse_dotted
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.usage import Usage

_QUOTES = "\"'“”‘’„«» :"


def build_summary(
    raw: tuple[RawSummaryLine, ...],
    lexicon: Lexicon,
    usage: Usage | None = None,
    doubts: PageDoubts = NO_DOUBTS,
) -> tuple[SummaryLine, ...]:
    """One record a printed line; a goal's number is carried down to the lines below it."""
    numbered = [split_number(tidy(line.indicator.text, usage), lexicon) for line in raw]
    known = [number for number, _ in numbered if number]
    only_total = sum(line.total == "goal" for line in raw) == 1 and not any(
        line.total == "grand" for line in raw
    )
    has_goals = any(split_goal(_goal_value(line, lexicon), lexicon)[0] for line in raw)
    within = doubts.within
    lines: list[SummaryLine] = []
    goal: str | None = None
    for line_no, (line, (number, title)) in enumerate(zip(raw, numbered, strict=True), 1):
        goal_no, goal_title = split_goal(_goal_value(line, lexicon), lexicon, usage)
        goal = goal_no or (goal_of(number) if number and not has_goals else goal)
        level = _level(line, number, known)
        after_total = bool(lines) and lines[-1].level is Level.GOAL_TOTAL
        closes = (after_total and not goal_no) or (only_total and _covers_several_goals(known))
        if level is Level.GOAL_TOTAL and closes:
            level = Level.GRAND_TOTAL
        grand = level is Level.GRAND_TOTAL
        projects, budget, years = _declared(line, lexicon, doubts)
        seen = is_seen((*line.indicator.places, *line.goal.places))
        if level is not Level.GROUP and seen and projects.status is not Status.DASH:
            budget = _not_blank(budget)
        lines.append(
            SummaryLine(
                line_no=line_no,
                level=level,
                goal_no=None if grand else goal or (goal_of(number) if number else None),
                indicator_no=None if line.total or not number else number,
                title=title or goal_title,
                projects=projects,
                budget=budget,
                years=years,
                page=_page((line.indicator, line.goal, line.projects)),
                extra={
                    name: doubted(_text(value, usage), within(value.places))
                    for name, value in line.extra
                },
            )
        )
    return tuple(lines)


def _declared(
    line: RawSummaryLine, lexicon: Lexicon, doubts: PageDoubts
) -> tuple[CountField, MoneyField, tuple[DeclaredYear, ...]]:
    """What a line declares in all, and year by year, rising.

    Where only years are printed, their budgets together; their projects are not, for one project
    may have several years.
    """
    years = tuple(
        DeclaredYear(
            fiscal_year_be=year.year_be,
            projects=_count(year.projects, lexicon, doubts),
            budget=_money(year.budget, lexicon, doubts),
        )
        for year in sorted(line.years, key=lambda year: year.year_be)
    )
    is_yearly = bool(years)
    projects = _count(_printed(line.projects, is_yearly), lexicon, doubts)
    budget = _money(_printed(line.budget, is_yearly), lexicon, doubts)
    if is_yearly and budget.status is Status.ABSENT:
        budget = total_budget(
            YearBudget(fiscal_year_be=year.fiscal_year_be, budget=year.budget) for year in years
        )
    return projects, budget, years


def _printed(value: RawValue, is_yearly: bool) -> RawValue | None:
    """None for what a line has no column for: then it has those of years only."""
    return None if is_yearly and not value.places and not value.text else value


def _goal_value(line: RawSummaryLine, lexicon: Lexicon) -> RawValue:
    """Where a line names its goal: in the goal's column, or on a line of its own without one."""
    opens = line.indicator.text.lstrip().startswith(lexicon.headings.goal_words)
    return line.indicator if opens and not line.goal.text.strip() else line.goal


def split_goal(value: RawValue, lexicon: Lexicon, usage: Usage | None = None) -> tuple[str, str]:
    """`เป้าหมายที่ ๑ "…"`, `รวมมิติที่ ๑` as number and title without quotes."""
    text = tidy(value.text, usage)
    words = _any_of((*lexicon.headings.goal_words, *lexicon.headings.theme_words))
    total = rf"(?:{_any_of(lexicon.headings.goal_total)})\s*\(?\s*(?={words})"
    match = re.match(rf"(?:{total})?(?:{words})?\s*(\d+)\s*[.:)]?\s*(.*)$", to_arabic(text))
    if match is None:
        return "", text.strip(_QUOTES)
    return match[1], text[match.start(2) :].strip(_QUOTES)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def split_number(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """`๒.๒.๑ จำนวน…` as number and title; ("", text) where no number stands in front."""
    words = "|".join(map(re.escape, lexicon.headings.indicator_words))
    match = re.match(
        rf"\s*(?:{words})?\s*(\d+(?:\s*\.\s*\d+)*)\.?\s*[:)]?\s*(.*)$", to_arabic(text)
    )
    if match is None:
        return "", text
    return parse_dotted(match[1]), text[match.start(2) :].strip()


def _level(line: RawSummaryLine, number: str, known: list[str]) -> Level:
    if line.total == "grand":
        return Level.GRAND_TOTAL
    if line.total == "goal":
        return Level.GOAL_TOTAL
    if not number and not declares(line):
        return Level.GROUP
    is_group = number and any(other.startswith(number + ".") for other in known)
    return Level.GROUP if is_group else Level.INDICATOR


def declares(line: RawSummaryLine) -> bool:
    """Whether a line says a number of projects, or money, for all years or for one."""
    yearly = [value for year in line.years for value in (year.projects, year.budget) if value]
    return any(value.text.strip() for value in (line.projects, line.budget, *yearly))


def _covers_several_goals(known: list[str]) -> bool:
    return len({goal_of(number) for number in known}) > 1


def _count(value: RawValue | None, lexicon: Lexicon, doubts: PageDoubts) -> CountField:
    if value is None:
        return NO_COUNT
    parsed = parse_count(value.text, lexicon.budget.dash)
    found = CountField(**_parts(parsed), places=value.places)
    return doubted(found, doubts.within(value.places))


def _money(value: RawValue | None, lexicon: Lexicon, doubts: PageDoubts) -> MoneyField:
    if value is None:
        return NO_MONEY
    parsed = parse_money(value.text, lexicon.budget)
    found = MoneyField(**_parts(parsed), places=value.places)
    return doubted(found, doubts.within(value.places))


def _text(value: RawValue, usage: Usage | None) -> TextField:
    text = tidy(value.text, usage)
    lost = UNKNOWN in text
    return TextField(
        raw=value.text,
        value=None if lost else text,
        status=Status.UNREADABLE if lost else Status.OK,
        places=value.places,
        confidence=0.0 if lost else 1.0,
    )


def _not_blank(budget: MoneyField) -> MoneyField:
    """The money of a line that declares projects: where a picture shows none, it was not read."""
    if budget.status is not Status.BLANK:
        return budget
    unread = {"status": Status.UNREADABLE, "flags": ("budget_unreadable",), "confidence": 0.0}
    return budget.model_copy(update=unread)


def _parts(parsed: Parsed[T]) -> dict[str, Any]:
    return {
        "raw": parsed.raw,
        "value": parsed.value,
        "status": parsed.status,
        "flags": parsed.flags,
        "confidence": 0.0 if parsed.status is Status.UNREADABLE else 1.0,
    }


def _page(values: Iterable[RawValue]) -> int | None:
    return next((p.page for value in values for p in value.places if p.page), None)
