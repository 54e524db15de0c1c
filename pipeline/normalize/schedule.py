"""Marks and words of the time columns put together into one schedule."""

from pipeline.contracts.parsed import Status, TextField
from pipeline.contracts.record import Quarters, QuarterSource, Schedule
from pipeline.contracts.table import ColumnMonth, RawMark
from pipeline.lexicon.facts import Months
from pipeline.normalize.months import WordSchedule, months_between, parse_schedule_words
from pipeline.normalize.years import FiscalYears, calendar_year_be, quarter_of, year_month

# From the mark that says most to the one that says least.
_SOURCES = {
    "arrow": QuarterSource.ARROW,
    "tick": QuarterSource.TICK,
    "glyph": QuarterSource.GLYPH,
    "fill": QuarterSource.FILL,
}


def build_schedule(
    marks: tuple[RawMark, ...],
    text: TextField,
    columns_known: bool,
    years: FiscalYears | None,
    facts: Months,
    from_picture: bool = False,
) -> tuple[Schedule, tuple[str, ...]]:
    """The schedule of a project and the flags of its doubts.

    Drawn marks give the quarters and words the months; marks over month columns give both. Words
    outrank an arrow glyph where the source may have lost its column (a transcript: not
    `columns_known`). Words that name no time, in a cell merged over some of the columns, stand for
    these columns; of such a cell without words nobody knows. Where nothing tells, the quarters stay
    None (`span_unknown`). `from_picture`: a mark may have been missed; beside ink that was not read
    no mark tells, and words of which letters are unknown tell nothing.
    """
    is_read = not from_picture or text.status is not Status.UNREADABLE
    said = parse_schedule_words((text.value or "") if is_read else "", years, facts)
    is_obscured = any(mark.kind == "unread" for mark in marks)
    merged = tuple(mark for mark in marks if mark.kind == "merged")
    places = tuple(dict.fromkeys(mark.place for mark in marks))
    marks = tuple(mark for mark in marks if mark.kind != "merged")
    seen = () if is_obscured else marks
    drawn = _strongest(tuple(mark for mark in seen if _is_certain(mark, columns_known)))
    glyphs = tuple(mark for mark in seen if mark.kind == "glyph")
    source: QuarterSource | None
    if drawn:
        quarters, source = _covered(drawn, years), _source(drawn)
        conflict = _drawn_conflict(quarters, said)
    else:
        quarters, source = _from_glyphs(glyphs, said)
        conflict = _glyph_conflict(glyphs, said)
    if quarters is None and not marks and said.says_nothing and is_read:
        drawn = tuple(mark for mark in merged if mark.stated_span)
        quarters, source = _covered(drawn, years), QuarterSource.WORDS
    told = drawn or tuple(glyph for glyph in glyphs if glyph.stated_span)
    months = _months(told, years)
    conflict = conflict or _months_conflict(months, said)
    by_columns = bool(months) and (source is not QuarterSource.WORDS or said.says_nothing)
    outside = _outside(said, months if by_columns else (), years)
    has_time = from_picture or bool(marks or merged or text.value)
    flags = [
        *(["schedule_conflict"] if conflict else []),
        *(["span_unknown"] if quarters is None and has_time else []),
        *(["outside_fiscal_year"] if outside else []),
        *(["months_apart"] if by_columns and _are_apart(months) else []),
    ]
    schedule = Schedule(
        quarters=quarters,
        source=source if quarters is not None else None,
        mark_quarters=_covered(told, years),
        word_quarters=said.quarters,
        text=text,
        start_month=said.start_month or (months[0] if by_columns else None),
        end_month=said.end_month or (months[-1] if by_columns else None),
        outside_fiscal_year=outside,
        conflict=conflict,
        mark_months=months,
        mark_places=places,
    )
    return schedule, tuple(flags)


def _source(drawn: tuple[RawMark, ...]) -> QuarterSource:
    over_months = any(mark.months for mark in drawn)
    return QuarterSource.MONTH_COLUMNS if over_months else _SOURCES[drawn[0].kind]


def _months(marks: tuple[RawMark, ...], years: FiscalYears | None) -> tuple[str, ...]:
    """The months that marks cover as YYYY-MM, rising; none where a year is unknown."""
    found = [_dated(month, years) for mark in marks for month in mark.months]
    return tuple(sorted({month for month in found if month})) if all(found) else ()


def _dated(month: ColumnMonth, years: FiscalYears | None) -> str:
    """YYYY-MM; empty where neither the column has a year nor the plan one alone."""
    if month.year_be is not None:
        return year_month(month.year_be, month.month)
    only = years.only if years else None
    if only is None:
        return ""
    return year_month(calendar_year_be(month.month, only + month.years_on), month.month)


def _outside(
    said: WordSchedule, months: tuple[str, ...], years: FiscalYears | None
) -> tuple[str, ...]:
    beyond = (month for month in months if years is not None and not years.hold(month))
    return tuple(dict.fromkeys((*said.outside, *beyond)))


def _are_apart(months: tuple[str, ...]) -> bool:
    """Whether a month between the first and the last is none of them."""
    return bool(months) and len(months_between(months[0], months[-1])) > len(months)


def _months_conflict(months: tuple[str, ...], said: WordSchedule) -> bool:
    """Marks over month columns and the words begin or end in different months."""
    if not months or said.quarters is None or said.start_month is None:
        return False
    return (months[0], months[-1]) != (said.start_month, said.end_month)


def _is_certain(mark: RawMark, columns_known: bool) -> bool:
    return mark.stated_span and (mark.kind != "glyph" or columns_known)


def _strongest(drawn: tuple[RawMark, ...]) -> tuple[RawMark, ...]:
    """The marks of the kind that says most: a shaded cell beside an arrow is decoration."""
    kinds = [kind for kind in _SOURCES if any(mark.kind == kind for mark in drawn)]
    return tuple(mark for mark in drawn if mark.kind == kinds[0]) if kinds else ()


def _covered(marks: tuple[RawMark, ...], years: FiscalYears | None = None) -> Quarters | None:
    """The quarters that marks cover; a month column outside the plan's fiscal years has none."""
    named: set[int] = set()
    for mark in marks:
        if not mark.months:
            named.update(mark.quarters)
            continue
        for column in mark.months:
            dated = _dated(column, years)
            if years.hold(dated) if years is not None and dated else not column.years_on:
                named.add(quarter_of(column.month))
    return (1 in named, 2 in named, 3 in named, 4 in named) if named else None


def _from_glyphs(
    glyphs: tuple[RawMark, ...], said: WordSchedule
) -> tuple[Quarters | None, QuarterSource | None]:
    """Words first; a deadline leaves only what a span from ← to → states beside it."""
    stated = bool(glyphs) and all(glyph.stated_span for glyph in glyphs)
    wide = any(_is_wide(glyph) for glyph in glyphs)
    source = QuarterSource.MONTH_COLUMNS if any(g.months for g in glyphs) else QuarterSource.GLYPH
    if stated and wide and _agree(_covered(glyphs), said.quarters):
        return _covered(glyphs), source
    if said.quarters is not None:
        return said.quarters, QuarterSource.WORDS
    if stated and (said.says_nothing or wide):
        return _covered(glyphs), source
    return None, None


def _is_wide(glyph: RawMark) -> bool:
    return max(len(glyph.quarters), len(glyph.months)) > 1


def _agree(drawn: Quarters | None, said: Quarters | None) -> bool:
    """The same quarters; or months that only stand at both ends of a longer arrow."""
    if drawn is None or said is None:
        return False
    return drawn == said or (_ends(drawn) == _ends(said) and sum(said) == 2)


def _ends(quarters: Quarters) -> tuple[int, int]:
    named = [number for number, is_named in enumerate(quarters, 1) if is_named]
    return min(named, default=0), max(named, default=0)


def _drawn_conflict(quarters: Quarters | None, said: WordSchedule) -> bool:
    """Different quarters, or work drawn after the deadline that the words set."""
    if quarters is None:
        return False
    if said.quarters is not None:
        return not _agree(quarters, said.quarters)
    return said.deadline is not None and any(quarters[said.deadline :])


def _glyph_conflict(glyphs: tuple[RawMark, ...], said: WordSchedule) -> bool:
    """A glyph contradicts the words where its stated span differs, or its column is none of theirs.

    A lone glyph whose column lies within the words' quarters may stand for a merged cell, and a
    dashed arrow whose span is not stated says nothing that words could contradict.
    """
    if said.quarters is None:
        return False
    glyphs = tuple(glyph for glyph in glyphs if glyph.stated_span)
    wide = tuple(glyph for glyph in glyphs if _is_wide(glyph))
    if wide:
        return not _agree(_covered(glyphs), said.quarters)
    return any(not said.quarters[glyph.quarters[0] - 1] for glyph in glyphs)
