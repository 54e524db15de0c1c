"""Leaf indicators put together from summary table, headings and chart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.contracts.parsed import NO_COUNT, NO_MONEY
from pipeline.contracts.place import Place
from pipeline.contracts.record import Indicator, Level, Source, SummaryLine, Target
from pipeline.contracts.table import ChartEntry, Heading, RawPlan
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import goal_of, sort_key
from pipeline.normalize.summary import split_goal
from pipeline.normalize.targets import parse_target
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.usage import Usage

MIN_TITLE_SIMILARITY = 55  # a target repeats most of its title; unrelated titles stay below 50

_YEAR = re.compile(r"^\s*(?:ภายใน)?ปี\s*(?:งบประมาณ)?\s*(?:พ\.?ศ\.?)?\s*\d{4}")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the three sources say, by indicator number."""

    lines: dict[str, SummaryLine]
    headings: dict[str, Heading]
    chart_titles: dict[str, str]
    goals: dict[str, str]  # indicator number -> goal number of the heading above
    goal_titles: dict[str, str]


def build_indicators(
    raw: RawPlan,
    summary: tuple[SummaryLine, ...],
    lexicon: Lexicon,
    usage: Usage | None = None,
) -> tuple[Indicator, ...]:
    """Leaf indicators in the order of the summary; others join by their numbers.

    A group (2.2 above 2.2.1) is no indicator. Without a summary the chart says which there are.
    """
    known = _gather(raw, summary, lexicon, usage)
    numbers = _leaves(_ordered(known, bool(summary)))
    titles = {number: _titles(number, known, usage) for number in numbers}
    charted = _chart_targets(raw.chart, titles)
    found = tuple(
        _indicator(number, titles[number], known, charted.get(number)) for number in numbers
    )
    return tuple(
        one.model_copy(update={"places": _places(one.indicator_no, known, raw)}) for one in found
    )


def groups_of(numbers: Iterable[str]) -> frozenset[str]:
    """The numbers that only stand above others."""
    every = set(numbers)
    return frozenset(n for n in every if any(other.startswith(n + ".") for other in every))


def _gather(
    raw: RawPlan, summary: tuple[SummaryLine, ...], lexicon: Lexicon, usage: Usage | None
) -> _Known:
    lines = {
        line.indicator_no: line
        for line in reversed(summary)
        if line.level in (Level.INDICATOR, Level.GROUP) and line.indicator_no
    }
    headings: dict[str, Heading] = {}
    goals: dict[str, str] = {}
    goal_titles: dict[str, str] = {}
    goal = ""
    for item in raw.flow:
        if not isinstance(item, Heading):
            continue
        if item.level == "goal":
            goal = item.number
            goal_titles.setdefault(goal, tidy(item.title, usage).strip('"“” '))
        elif item.level == "indicator":
            if item.number not in headings or headings[item.number].target is None:
                headings[item.number] = item
            goals.setdefault(item.number, goal)
    for line in raw.summary:
        number, title = split_goal(line.goal, lexicon, usage)
        if number and title:
            goal_titles[number] = title
    chart: dict[str, str] = {}
    for entry in raw.chart:
        if entry.number and entry.title:
            chart.setdefault(entry.number, tidy(entry.title, usage))
    return _Known(dict(reversed(lines.items())), headings, chart, goals, goal_titles)


def _ordered(known: _Known, has_summary: bool) -> list[str]:
    """Summary order first; the others are put in before the first that has a higher number."""
    numbers = list(known.lines)
    more = [*known.headings, *(() if has_summary else known.chart_titles)]
    for number in more:
        if number in numbers:
            continue
        place = next(
            (i for i, other in enumerate(numbers) if sort_key(other) > sort_key(number)),
            len(numbers),
        )
        numbers.insert(place, number)
    return numbers


def _leaves(numbers: list[str]) -> list[str]:
    groups = groups_of(numbers)
    return [number for number in numbers if number not in groups]


def _titles(number: str, known: _Known, usage: Usage | None) -> dict[Source, str]:
    found: dict[Source, str] = {}
    if number in known.lines and known.lines[number].title:
        found["summary"] = known.lines[number].title
    if number in known.headings and known.headings[number].title:
        found["heading"] = tidy(known.headings[number].title, usage)
    if number in known.chart_titles:
        found["chart"] = known.chart_titles[number]
    return found


def _places(number: str, known: _Known, raw: RawPlan) -> dict[Source, tuple[Place, ...]]:
    """Where each source prints the indicator."""
    found: dict[Source, tuple[Place, ...]] = {}
    if number in known.lines:
        found["summary"] = raw.summary[known.lines[number].line_no - 1].indicator.places
    if number in known.headings:
        found["heading"] = (known.headings[number].place,)
    if charted := next((entry for entry in raw.chart if entry.number == number), None):
        found["chart"] = (charted.place,)
    return found


def _chart_targets(
    chart: tuple[ChartEntry, ...], titles: dict[str, dict[Source, str]]
) -> dict[str, Target]:
    """The chart's targets by indicator: by number where one stands, else by likeness of title.

    Every pair of target and indicator is weighed and the most alike are paired first, so that
    nearly equal titles (2.2.1, 2.2.2) do not take each other's target. Position never counts.
    """
    found: dict[str, Target] = {}
    open_targets: list[Target] = []
    for entry in chart:
        if entry.target is None:
            continue
        target = parse_target(entry.target.text, entry.target.places)
        if entry.number in titles:
            found.setdefault(entry.number, target)
        elif not entry.number:
            open_targets.append(target)
    pairs = sorted(_pairs(open_targets, titles), key=lambda pair: -pair[0])
    used: set[int] = set()
    for score, index, number in pairs:
        if score >= MIN_TITLE_SIMILARITY and index not in used and number not in found:
            found[number] = open_targets[index]
            used.add(index)
    return found


def _pairs(
    targets: list[Target], titles: dict[str, dict[Source, str]]
) -> Iterator[tuple[float, int, str]]:
    for index, target in enumerate(targets):
        subject = _subject(target)
        for number, sources in titles.items():
            for title in sources.values():
                yield fuzz.ratio(subject, squeeze(title)), index, number


def _subject(target: Target) -> str:
    """The words of a target's sentence without its year and its number."""
    sentence = tidy(target.raw)
    year = _YEAR.match(to_arabic(sentence))
    body = sentence[year.end() :] if year else sentence
    return squeeze(body.replace(target.text, "") if target.value is not None else body)


def _indicator(
    number: str, titles: dict[Source, str], known: _Known, charted: Target | None
) -> Indicator:
    line, heading = known.lines.get(number), known.headings.get(number)
    targets: dict[Source, Target] = {}
    if heading and heading.target and heading.target.text:
        targets["heading"] = parse_target(heading.target.text, heading.target.places)
    if charted:
        targets["chart"] = charted
    goal = (line.goal_no if line else None) or known.goals.get(number) or goal_of(number)
    return Indicator(
        goal_no=goal,
        goal_title=known.goal_titles.get(goal, ""),
        indicator_no=number,
        indicator_title=next(iter(titles.values()), ""),
        titles=titles,
        target=next(iter(targets.values()), None),
        targets=targets,
        declared_projects=line.projects if line else NO_COUNT,
        declared_budget=line.budget if line else NO_MONEY,
        declared_years=line.years if line else (),
        headed=heading is not None,
        page=(heading.place.page if heading else None) or (line.page if line else None),
    )
