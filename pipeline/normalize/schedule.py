"""Marks and words of the time columns put together into one schedule."""

from pipeline.contracts.parsed import TextField
from pipeline.contracts.record import Quarters, QuarterSource, Schedule
from pipeline.contracts.table import RawMark
from pipeline.lexicon.facts import Months
from pipeline.normalize.months import WordSchedule, parse_schedule_words

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
    fiscal_year_be: int | None,
    facts: Months,
) -> tuple[Schedule, tuple[str, ...]]:
    """The schedule of a project and the flags of its doubts.

    Drawn marks give the quarters and words the months. Words outrank an arrow glyph where the
    source may have lost its column (a transcript: not `columns_known`). Where neither tells, the
    quarters stay None (`span_unknown`).
    """
    said = parse_schedule_words(text.value or "", fiscal_year_be, facts)
    drawn = _strongest(tuple(mark for mark in marks if _is_certain(mark, columns_known)))
    glyphs = tuple(mark for mark in marks if mark.kind == "glyph")
    source: QuarterSource | None
    if drawn:
        quarters, source = _covered(drawn), _SOURCES[drawn[0].kind]
        conflict = _drawn_conflict(quarters, said)
    else:
        quarters, source = _from_glyphs(glyphs, said)
        conflict = _glyph_conflict(glyphs, said)
    flags = [
        *(["schedule_conflict"] if conflict else []),
        *(["span_unknown"] if quarters is None and (marks or text.value) else []),
        *(["outside_fiscal_year"] if said.outside else []),
    ]
    schedule = Schedule(
        quarters=quarters,
        source=source if quarters is not None else None,
        mark_quarters=_covered(drawn or tuple(g for g in glyphs if g.stated_span)),
        word_quarters=said.quarters,
        text=text,
        start_month=said.start_month,
        end_month=said.end_month,
        outside_fiscal_year=said.outside,
        conflict=conflict,
    )
    return schedule, tuple(flags)


def _is_certain(mark: RawMark, columns_known: bool) -> bool:
    return mark.kind != "glyph" or (columns_known and mark.stated_span)


def _strongest(drawn: tuple[RawMark, ...]) -> tuple[RawMark, ...]:
    """The marks of the kind that says most: a shaded cell beside an arrow is decoration."""
    kinds = [kind for kind in _SOURCES if any(mark.kind == kind for mark in drawn)]
    return tuple(mark for mark in drawn if mark.kind == kinds[0]) if kinds else ()


def _covered(marks: tuple[RawMark, ...]) -> Quarters | None:
    if not marks:
        return None
    named = {
        quarter for mark in marks for quarter in range(mark.first_quarter, mark.last_quarter + 1)
    }
    return (1 in named, 2 in named, 3 in named, 4 in named)


def _from_glyphs(
    glyphs: tuple[RawMark, ...], said: WordSchedule
) -> tuple[Quarters | None, QuarterSource | None]:
    """Words first; a deadline leaves only what a span from ← to → states beside it."""
    stated = bool(glyphs) and all(glyph.stated_span for glyph in glyphs)
    wide = any(glyph.first_quarter < glyph.last_quarter for glyph in glyphs)
    if stated and wide and _agree(_covered(glyphs), said.quarters):
        return _covered(glyphs), QuarterSource.GLYPH
    if said.quarters is not None:
        return said.quarters, QuarterSource.WORDS
    if stated and (said.says_nothing or wide):
        return _covered(glyphs), QuarterSource.GLYPH
    return None, None


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
    wide = tuple(glyph for glyph in glyphs if glyph.first_quarter < glyph.last_quarter)
    if wide:
        return not _agree(_covered(glyphs), said.quarters)
    return any(not said.quarters[glyph.first_quarter - 1] for glyph in glyphs)
