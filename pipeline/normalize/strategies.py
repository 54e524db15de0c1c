"""Numbers of strategies and แผนงาน: as printed at one of their places, else given in reading order.

The same title is the same strategy, and below the same strategy the same แผนงาน, in the summary and
above the projects, on every page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from pipeline.contracts.table import Heading, RawPlan, RawSummaryLine, RawValue, Segment
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.numbering import goal_of
from pipeline.normalize.strategy_names import name_key, parse_outline_line, parse_strategy
from pipeline.normalize.summary import declares, split_number

SAME_TITLE = 90.0  # percent alike

Flow = tuple[Heading | Segment, ...]


@dataclass(frozen=True, slots=True)
class Strategies:
    """The plan with a number for each; the numbers of the แผนงาน that nothing prints."""

    plan: RawPlan
    given: frozenset[str]


@dataclass(slots=True)
class _Name:
    """A strategy or, with the strategy `above`, a แผนงาน at one of its places."""

    printed: str
    title: str
    key: str
    above: "_Name | None" = None
    number: str = ""
    is_given: bool = False
    is_equipment: bool = False


@dataclass(slots=True)
class _Names:
    """All of a plan in reading order, the summary first; by line or heading, and by level."""

    strategies: list[_Name] = field(default_factory=list)
    programmes: list[_Name] = field(default_factory=list)
    of_line: dict[int, tuple[_Name | None, _Name | None]] = field(default_factory=dict)
    of_heading: dict[int, _Name] = field(default_factory=dict)


def number_strategies(raw: RawPlan, lexicon: Lexicon) -> Strategies:
    """The plan with a number for every strategy and แผนงาน; the same plan where it has none."""
    if not _has_strategies(raw, lexicon):
        return Strategies(raw, frozenset())
    names = _gather(raw, lexicon)
    _part_equipment(names)
    _number_strategies(names)
    _number_programmes(names)
    given = {one.number for one in names.programmes if one.is_given}
    flow, alone = _with_flow(raw.flow, names)
    lines = tuple(_with_lines(raw.summary, names))
    given |= {one.number for one in names.strategies if one.is_given and one.number in alone}
    return Strategies(replace(raw, flow=flow, summary=lines), frozenset(given))


def _has_strategies(raw: RawPlan, lexicon: Lexicon) -> bool:
    levels = (one for one in raw.flow if isinstance(one, Heading) and one.level != "reset")
    return any(not one.number for one in levels) or any(
        parse_strategy(value.text, lexicon.headings)
        for line in raw.summary
        if not line.total
        for value in (line.goal, line.indicator)
    )


# -- what is there -----------------------------------------------------------------------------


def _gather(raw: RawPlan, lexicon: Lexicon) -> _Names:
    names = _Names()
    above: _Name | None = None
    for at, line in enumerate(raw.summary):
        if line.total:
            continue
        strategy = programme = None
        if line.goal.text.strip():
            above = strategy = _name(*_parsed(line.goal.text, lexicon), lexicon)
            names.strategies.append(strategy)
        if line.indicator.text.strip():
            programme = _name(*_parsed(line.indicator.text, lexicon), lexicon)
            programme.above = above
            names.programmes.append(programme)
        names.of_line[at] = strategy, programme
    above = None
    for at, item in enumerate(raw.flow):
        if not isinstance(item, Heading):
            continue
        name = names.of_heading[at] = _name(item.number, item.title, lexicon)
        if item.level == "goal":
            above = name
            names.strategies.append(name)
        elif item.level == "indicator":
            name.above = above
            names.programmes.append(name)
        else:
            above = None
    return names


def _parsed(text: str, lexicon: Lexicon) -> tuple[str, str]:
    if named := parse_strategy(text, lexicon.headings):
        return named.number, named.title
    number, title = split_number(text, lexicon)
    return (number, title) if number else parse_outline_line(text, lexicon.headings)


def _name(number: str, title: str, lexicon: Lexicon) -> _Name:
    is_equipment = title.startswith(lexicon.headings.equipment_words)
    return _Name(number, title, name_key(title, lexicon.headings), is_equipment=is_equipment)


def _part_equipment(names: _Names) -> None:
    """Forgets the numbers of an account of equipment beside that of the projects: both begin at 1.

    Those of the strategies stay; its kinds of equipment are numbered after them.
    """
    if not all(any(one.is_equipment == kind for one in names.strategies) for kind in (True, False)):
        return
    for one in names.strategies:
        one.printed = "" if one.is_equipment else one.printed
    for one in names.programmes:
        if one.above is not None and one.above.is_equipment:
            one.printed = one.printed.rpartition(".")[2]


# -- numbers -----------------------------------------------------------------------------------


def _number_strategies(names: _Names) -> None:
    """A strategy's own number; that of its title elsewhere; that of a แผนงาน below it; the next."""
    for one in names.strategies:
        dotted = {
            goal_of(p.printed) for p in names.programmes if p.above is one and "." in p.printed
        }
        one.number = one.printed or (dotted.pop() if len(dotted) == 1 else "")
    known = {one.key: one.number for one in reversed(names.strategies) if one.number}
    taken, last = set(known.values()), 0
    for one in names.strategies:
        if not one.number:
            one.number = _same(one.key, known)
        if not one.number:
            number = last + 1
            while str(number) in taken:
                number += 1
            one.number, one.is_given = str(number), True
            known[one.key] = one.number
            taken.add(one.number)
        last = int(one.number) if one.number.isdecimal() else last
    given = {one.number for one in names.strategies if one.is_given}
    for one in names.strategies:
        one.is_given = one.number in given


def _number_programmes(names: _Names) -> None:
    """A แผนงาน's own number below its strategy's; that of its title elsewhere; the next."""
    known: dict[str, dict[str, str]] = {}  # strategy -> title -> number
    for one in (*_printed(names, dotted=True), *_printed(names, dotted=False)):
        strategy = _strategy(one)
        one.number = one.printed
        if strategy and "." not in one.printed:
            whole = _same(one.key, known.get(strategy, {}))
            one.number = whole or f"{strategy}.{one.printed}"
            one.is_given = not whole and one.above is not None and one.above.is_given
        known.setdefault(strategy, {}).setdefault(one.key, one.number)
    for one in names.programmes:
        if one.above is None and not one.printed and names.strategies:
            one.number = _anywhere(one.key, known)
            continue
        strategy = _strategy(one)
        siblings = known.setdefault(strategy, {})
        if not one.number:
            one.number = _same(one.key, siblings)
        if not one.number:
            one.number, one.is_given = _next(strategy, siblings), True
            siblings[one.key] = one.number
    given = {one.number for one in names.programmes if one.is_given}
    for one in names.programmes:
        one.is_given = one.number in given


def _printed(names: _Names, *, dotted: bool) -> Iterator[_Name]:
    found = (one for one in names.programmes if one.printed)
    return (one for one in found if ("." in one.printed) == dotted)


def _strategy(name: _Name) -> str:
    """The number of the strategy above a แผนงาน; empty where there is none."""
    return goal_of(name.printed) if "." in name.printed else name.above.number if name.above else ""


def _same(key: str, known: Mapping[str, str]) -> str:
    """The number of the title that is most alike; empty where none is the same."""
    if key in known:
        return known[key]
    alike = max(((fuzz.ratio(key, one), number) for one, number in known.items()), default=(0, ""))
    return alike[1] if key and alike[0] >= SAME_TITLE else ""


def _anywhere(key: str, known: Mapping[str, Mapping[str, str]]) -> str:
    """The number of a title below whatever strategy; empty where none or several have it."""
    found = {number for titles in known.values() if (number := _same(key, titles))}
    return found.pop() if len(found) == 1 else ""


def _next(strategy: str, siblings: Mapping[str, str]) -> str:
    lead = f"{strategy}." if strategy else ""
    lasts = [number.removeprefix(lead) for number in siblings.values()]
    last = max((int(number) for number in lasts if number.isdecimal()), default=0)
    return f"{lead}{last + 1}"


# -- put in ------------------------------------------------------------------------------------


def _with_flow(flow: Flow, names: _Names) -> tuple[Flow, frozenset[str]]:
    """The flow with the numbers, and the strategies without any แผนงาน, which head rows
    themselves."""
    parents = {goal_of(one.number) for one in names.programmes if "." in one.number}
    titles = {one.number: one for one in reversed(names.programmes)}
    alone: set[str] = set()
    whole: list[Heading | Segment] = []
    for at, item in enumerate(flow):
        name = names.of_heading.get(at)
        if not isinstance(item, Heading) or name is None or item.level == "reset":
            whole.append(item)
            continue
        if not name.number:
            whole.append(replace(item, level="reset", number=""))
            continue
        first = titles.get(name.number, name)
        title = first.title if first.key == name.key else item.title
        whole.append(replace(item, number=name.number, title=title))
        heads_rows = at + 1 < len(flow) and isinstance(flow[at + 1], Segment)
        if item.level == "goal" and heads_rows and name.number not in parents:
            alone.add(name.number)
            whole.append(replace(item, level="indicator", number=name.number))
    return tuple(whole), frozenset(alone)


def _with_lines(lines: tuple[RawSummaryLine, ...], names: _Names) -> Iterator[RawSummaryLine]:
    parents = {goal_of(one.number) for one in names.programmes if "." in one.number}
    for at, line in enumerate(lines):
        strategy, programme = names.of_line.get(at, (None, None))
        told = line
        if strategy is not None:
            told = replace(told, goal=_put(line.goal, strategy))
        if programme is not None:
            told = replace(told, indicator=_put(line.indicator, programme))
        elif strategy is not None and declares(line):
            is_sum = strategy.number in parents
            told = (
                replace(told, total="goal")
                if is_sum
                else replace(told, indicator=_put(line.goal, strategy))
            )
        yield told


def _put(value: RawValue, name: _Name) -> RawValue:
    """A name with its number in front."""
    return replace(value, text=f"{name.number} {name.title}") if name.number else value
