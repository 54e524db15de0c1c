"""Numbers of goals and indicators that a picture does not show surely, told by those around them.

A number stands where it follows the one before, the one behind follows it, and a reader saw its
digits (dots are easily missed: `11` may be 1.1) or the summary table has the same title beside it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place, is_seen
from pipeline.contracts.table import Heading, RawPlan, RawSummaryLine, RawValue, Segment
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.doubts import PageDoubts, numbers
from pipeline.normalize.numbering import goal_of

SAME_TITLE = 90.0  # percent alike; slips of a picture leave as much of a title
UNLIKE = 5.0  # percent by which another title is less alike

_NUMBER = rf"[\d{UNKNOWN}]+(?:\s*\.\s*[\d{UNKNOWN}]+)*"

Flow = tuple[Heading | Segment, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan with the numbers that are told; the indicators whose heading got one so."""

    plan: RawPlan
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An indicator's number in its place, as read, perhaps with lost digits; empty: none there.

    `readings`: the digits that it may have, where it is lost or may lack a dot. `goal`: that of
    the goal's heading above it; empty where none stands there.
    """

    number: str
    readings: frozenset[str]
    title: str
    goal: str

    @property
    def is_lost(self) -> bool:
        return UNKNOWN in self.number

    @property
    def is_sure(self) -> bool:
        return bool(self.number) and not self.is_lost and not self.readings


def tell_numbers(raw: RawPlan, doubts: PageDoubts, headings: Headings) -> Outline:
    """The plan with every number of its outline that its neighbours tell.

    A heading whose number stays lost ends the reign of the heading before it.
    """
    flow = _with_goals(raw.flow, doubts)
    of_lines = tuple(_line_entries(raw.summary, doubts, headings))
    of_flow = tuple(_heading_entries(flow, doubts))
    lines, above = _told(of_lines, {}), _told(of_flow, {})
    by_line, by_heading = _titles(of_lines, lines), _titles(of_flow, above)
    lines, above = _told(of_lines, by_heading), _told(of_flow, by_line)
    pairs = tuple(zip(of_flow, above, strict=True))
    left = iter(above)
    whole = (
        _headed(item, next(left))
        if isinstance(item, Heading) and item.level == "indicator"
        else item
        for item in flow
    )
    summary = tuple(
        replace(line, indicator=_put(line.indicator, entry.number, number))
        for line, entry, number in zip(raw.summary, of_lines, lines, strict=True)
    )
    return Outline(
        replace(raw, flow=tuple(whole), summary=_with_line_goals(summary, doubts, headings)),
        frozenset(number for entry, number in pairs if number not in ("", entry.number)),
    )


# -- what is there -----------------------------------------------------------------------------


def _heading_entries(flow: Flow, doubts: PageDoubts) -> Iterator[_Entry]:
    goal = ""
    for item in flow:
        if not isinstance(item, Heading):
            continue
        if item.level == "indicator":
            seen = _readings(item.number, (item.place,), doubts)
            yield _Entry(item.number, seen, squeeze(item.title), goal)
        else:
            goal = item.number if item.level == "goal" else ""


def _line_entries(
    lines: Iterable[RawSummaryLine], doubts: PageDoubts, headings: Headings
) -> Iterator[_Entry]:
    goal = ""
    for line in lines:
        above, _ = _leading(line.goal, headings.goal_words)
        goal = "" if line.total else above if above.isdecimal() else goal
        number, title = _leading(line.indicator, headings.indicator_words)
        from_picture = is_seen(line.indicator.places)
        if line.total or not number or (UNKNOWN in number and not from_picture):
            yield _Entry("", frozenset(), "", "")
        else:
            yield _Entry(number, _readings(number, line.indicator.places, doubts), title, goal)


def _leading(value: RawValue, words: tuple[str, ...]) -> tuple[str, str]:
    """The number that begins a text, in Arabic digits, and what follows it without spaces."""
    match = _match(value, words)
    if match is None:
        return "", ""
    return squeeze(match["number"]), squeeze(value.text[match.end() :]).lstrip(".:)")


def _match(value: RawValue, words: tuple[str, ...]) -> re.Match[str] | None:
    before = "|".join(map(re.escape, words))
    return re.match(rf"\s*(?:{before})?\s*(?P<number>{_NUMBER})", to_arabic(value.text))


def _readings(number: str, places: Iterable[Place], doubts: PageDoubts) -> frozenset[str]:
    """The digits that a lost number may have; those of a number that may lack a dot."""
    places = tuple(places)
    if UNKNOWN not in number:
        from_picture = is_seen(places)
        return frozenset(
            [number] if from_picture and len(number) > 1 and number.isdecimal() else []
        )
    for doubt in numbers(doubts.within(places)):
        lost = to_arabic(squeeze(doubt.text))
        if lost in number:
            whole = (number.replace(lost, to_arabic(one.text), 1) for one in doubt.candidates)
            bare = (squeeze(text).replace(".", "") for text in whole)
            return frozenset(text for text in bare if text.isdecimal())
    return frozenset()


# -- what follows ------------------------------------------------------------------------------


def _told(entries: Sequence[_Entry], by_title: Mapping[str, str]) -> list[str]:
    """The number of each entry; empty where it stays lost. `by_title`: number by title."""
    told: list[str] = []
    before, title = "", ""
    for at, entry in enumerate(entries):
        number = "" if entry.is_lost else entry.number
        if entry.is_lost or entry.readings:
            behind = next((one for one in entries[at + 1 :] if one.number), None)
            after = behind.number if behind is not None and behind.is_sure else ""
            fitting = {n for n in _options(before, entry.goal) if not after or _follows(n, after)}
            if fuzz.ratio(title, entry.title) < SAME_TITLE:
                fitting -= {before}  # its heading does not stand twice
            named = fitting & numbers_of_title(entry.title, by_title)
            found = _number(entry.readings, fitting, named)
            # what was read surely lacks a dot only where others have one
            is_open = entry.is_lost or any("." in one for one in (before, after, *named))
            number = found if found and is_open else number
        told.append(number)
        before, title = (number, entry.title) if number else (before, title)
    return told


def _number(readings: frozenset[str], fitting: set[str], named: set[str]) -> str:
    """The one number of those that fit that was seen, or is that of the title; empty: none, or
    they differ."""
    seen = {one for one in fitting if one.replace(".", "") in readings}
    found = seen & named if seen and named else seen or named
    return next(iter(found)) if len(found) == 1 else ""


def _options(before: str, goal: str) -> set[str]:
    """The numbers that may stand behind `before` (empty: nothing) and below the goal's heading."""
    found = {before, *_successors(before)} if before else {"1", "1.1", "1.1.1"}
    if goal:
        found |= {f"{goal}.1", f"{goal}.1.1"}
        found = {number for number in found if "." not in number or goal_of(number) == goal}
    return found


def _follows(number: str, after: str) -> bool:
    return after == number or after in _successors(number)


def _successors(number: str) -> set[str]:
    """What an outline may number next.

    >>> sorted(_successors("1.2"))
    ['1.2.1', '1.3', '1.3.1', '2', '2.1', '2.1.1']
    """
    parts = number.split(".")
    found = {f"{number}.1"}
    for depth in range(len(parts)):
        onward = ".".join([*parts[:depth], str(int(parts[depth]) + 1)])
        found |= {onward + ".1" * more for more in range(len(parts) - depth + 1)}
    return found


def _titles(entries: Sequence[_Entry], told: Sequence[str]) -> dict[str, str]:
    pairs = zip(entries, told, strict=True)
    return {entry.title: number for entry, number in pairs if entry.title and number}


def numbers_of_title(title: str, by_title: Mapping[str, str]) -> set[str]:
    """The number of the title that is the same; with it those of others nearly as alike.

    Titles without spaces.
    """
    alike = sorted(((fuzz.ratio(title, one), n) for one, n in by_title.items()), reverse=True)
    if not title or not alike or alike[0][0] < SAME_TITLE:
        return set()
    best, number = alike[0]
    return {number, *(other for percent, other in alike if percent > best - UNLIKE)}


# -- goals -------------------------------------------------------------------------------------


def _with_goals(flow: Flow, doubts: PageDoubts) -> Flow:
    """The flow with the lost numbers of goals' headings."""
    whole: list[Heading | Segment] = []
    last = ""
    for at, item in enumerate(flow):
        told = item
        if isinstance(told, Heading) and told.level == "goal":
            if UNKNOWN in told.number:
                behind = next((one for one in flow[at + 1 :] if isinstance(one, Heading)), None)
                below = behind.number if behind is not None and behind.level == "indicator" else ""
                seen = _readings(told.number, (told.place,), doubts)
                told = _headed(told, _goal(last, seen, below))
            last = told.number or last
        whole.append(told)
    return tuple(whole)


def _with_line_goals(
    lines: tuple[RawSummaryLine, ...], doubts: PageDoubts, headings: Headings
) -> tuple[RawSummaryLine, ...]:
    """The lines of the summary with the lost numbers of their goals."""
    whole = []
    last = ""
    for line in lines:
        lost, _ = _leading(line.goal, headings.goal_words)
        number, value = lost, line.goal
        if UNKNOWN in lost and not line.total:
            below, _ = _leading(line.indicator, headings.indicator_words)
            number = _goal(last, _readings(lost, line.goal.places, doubts), below)
            value = _put(line.goal, lost, number)
        whole.append(replace(line, goal=value))
        last = number if number.isdecimal() else last
    return tuple(whole)


def _goal(last: str, readings: frozenset[str], below: str) -> str:
    """The goal after `last`, or that again, as its indicator `below` or a reader says."""
    options = {last, str(int(last) + 1)} if last else {"1"}
    told = {goal_of(below)} if "." in below and UNKNOWN not in below else readings
    found = options & told
    return found.pop() if len(found) == 1 else ""


# -- put in ------------------------------------------------------------------------------------


def _headed(item: Heading, number: str) -> Heading:
    """With that number; empty: no heading governs from here on."""
    return replace(item, number=number) if number else replace(item, level="reset", number="")


def _put(value: RawValue, lost: str, number: str) -> RawValue:
    """The text with `number` in the place of the one that begins it."""
    at = to_arabic(value.text).find(lost[:1])
    if not number or number == lost or at < 0:
        return value
    rest = re.sub(rf"^{_NUMBER}[.\s]*", "", to_arabic(value.text)[at:])
    end = len(value.text) - len(rest)
    return replace(value, text=f"{value.text[:at]}{number} {value.text[end:]}")
