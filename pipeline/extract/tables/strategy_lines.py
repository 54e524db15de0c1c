"""The summary of a local body's plan: one column for its strategies and their แผนงาน."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.contracts.table import RawSummaryLine, RawValue, Role
from pipeline.extract.tables.header import Header
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.strategy_names import parse_outline_line, parse_strategy
from pipeline.normalize.summary import declares

_LABELS = (Role.GOAL, Role.INDICATOR)

Extra = tuple[tuple[str, RawValue], ...]


def names_strategies(header: Header, headings: Headings) -> bool:
    """Whether one column names both strategies and แผนงาน."""
    labels = [column for column in header.columns if column.role in _LABELS]
    words = (*headings.strategy_words, *headings.equipment_words, *headings.programme_words)
    return len(labels) == 1 and any(word in squeeze(labels[0].heading) for word in words)


def by_strategy(
    lines: Sequence[RawSummaryLine],
    headings: Headings,
    joiner: str,
    above: RawSummaryLine | None = None,
) -> Iterator[RawSummaryLine]:
    """The lines, those that name a strategy with that as their goal.

    A row that only goes on with a name is joined to the one above; so is the row with the numbers
    of a name that began above it, be it on the page before (`above`).
    """
    told = [replace(line, goal=RawValue("", ()), indicator=_label(line)) for line in lines]
    has_dotted = any("." in parse_outline_line(one.indicator.text, headings)[0] for one in told)
    pending = above
    for line in told:
        if pending and _goes_on(pending, line, headings):
            pending = _with_rest(pending, line, joiner)
            continue
        if pending:
            yield pending
        is_strategy = _is_strategy(line, pending, has_dotted, headings)
        blank = RawValue("", ())
        pending = replace(line, goal=line.indicator, indicator=blank) if is_strategy else line
    if pending:
        yield pending


def _label(line: RawSummaryLine) -> RawValue:
    return line.indicator if line.indicator.text.strip() else line.goal


def _goes_on(pending: RawSummaryLine, line: RawSummaryLine, headings: Headings) -> bool:
    """Whether a line has the rest of the name above, and its numbers where that has none."""
    text = line.indicator.text
    is_new = bool(parse_strategy(text, headings) or parse_outline_line(text, headings)[0])
    if line.total or is_new or not text.strip():
        return False
    if declares(line):
        return bool(pending.indicator.text.strip()) and not declares(pending)
    return not pending.total


def _is_strategy(
    line: RawSummaryLine, above: RawSummaryLine | None, has_dotted: bool, headings: Headings
) -> bool:
    """By its words; without any by its number, `๒.` above `๒.๑`, or because nothing is declared."""
    text = line.indicator.text
    if line.total or not text.strip():
        return False
    if named := parse_strategy(text, headings):
        return named.kind == "theme"
    number = parse_outline_line(text, headings)[0]
    if number and "." not in number:
        return has_dotted or not declares(line)
    return not number and not declares(line) and (above is None or bool(above.total))


def _with_rest(pending: RawSummaryLine, rest: RawSummaryLine, joiner: str) -> RawSummaryLine:
    extra = joined_extra(pending.extra, rest.extra, joiner)
    if pending.goal.text.strip():
        return replace(pending, goal=joined(pending.goal, rest.indicator, joiner), extra=extra)
    values = rest if declares(rest) else pending
    return replace(
        pending,
        indicator=joined(pending.indicator, rest.indicator, joiner),
        projects=values.projects,
        budget=values.budget,
        years=values.years,
        extra=extra,
    )


def joined(first: RawValue, rest: RawValue, joiner: str) -> RawValue:
    """Both as one; `joiner` between their texts."""
    return RawValue(joiner.join((first.text, rest.text)), (*first.places, *rest.places))


def joined_extra(first: Extra, rest: Extra, joiner: str) -> Extra:
    """The columns that no field holds of a line that takes two rows."""
    both = dict(first)
    for name, value in rest:
        both[name] = joined(both[name], value, joiner) if name in both else value
    return tuple(both.items())
