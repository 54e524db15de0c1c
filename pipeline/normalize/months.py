"""The words of a time column: months, quarters, deadlines, in a fiscal year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.lexicon.facts import Months
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.years import (
    BE_OFFSET,
    FiscalYears,
    month_in_fiscal_year,
    quarter_of,
    year_be,
)

Kind = Literal["month", "quarter", "number", "range", "by", "from", "whole"]
MONTH_WORD = "เดือน"
FISCAL_MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


@dataclass(frozen=True, slots=True)
class WordSchedule:
    """What the words say. Months are YYYY-MM C.E.; `quarters` None where they tell none."""

    start_month: str | None = None
    end_month: str | None = None
    quarters: tuple[bool, bool, bool, bool] | None = None
    outside: tuple[str, ...] = ()
    deadline: int | None = None  # the quarter by whose end the work must be done ("ภายใน…")

    @property
    def says_nothing(self) -> bool:
        return self == WordSchedule()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    value: int = 0
    year_be: int | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    first: _Token
    last: _Token
    opening: bool  # only the start is known ("ตั้งแต่…")
    deadline: bool  # only the end is known ("ภายใน…")


def parse_schedule_words(text: str, years: FiscalYears | None, facts: Months) -> WordSchedule:
    """The months and quarters that the words in a time column name.

    A month without a year lies in the plan's fiscal year, if it has one alone; with a year, where
    it says, and is listed in `outside` if that is none of the plan's. Words that name no time say
    nothing, nor do quarters where a character is unknown: it may be the number of another.
    """
    tokens = tuple(_tokens(to_arabic(text), facts))
    if any(token.kind == "whole" for token in tokens):
        return _whole_year(years.only if years else None)
    spans = tuple(_spans(tokens))
    months = [span for span in spans if span.first.kind == "month"]
    if months:
        return _from_months(months, years)
    return WordSchedule() if UNKNOWN in text else _from_quarters(spans)


def parse_month_heading(text: str, facts: Months) -> tuple[int, int | None] | None:
    """The month (1..12) and the year (B.E., None where none) of a column's heading.

    None where the heading names no month, or more than that.
    """
    tokens = tuple(_tokens(to_arabic(text), facts))
    kinds = tuple(token.kind for token in tokens)
    if kinds == ("month", "range", "number") and tokens[0].year_be is None:  # ต.ค.-65
        return tokens[0].value, year_be(f"{tokens[2].value:02d}")
    return (tokens[0].value, tokens[0].year_be) if kinds == ("month",) else None


@cache
def _grammar(facts: Months) -> tuple[re.Pattern[str], dict[str, int]]:
    """One pattern for everything that matters, and month spellings (bare letters) to numbers."""
    spellings = {
        re.sub(r"[.\s]", "", word) + ("." if "." in word else ""): number
        for number, words in facts.months.items()
        for word in words
    }
    names = sorted((w for ws in facts.months.values() for w in ws), key=len, reverse=True)
    year = "|".join(_loose(word) for word in facts.year_words)
    leading = (*facts.by_words, *facts.from_words, *facts.range_words, MONTH_WORD)
    opening = "|".join(("(?<![ก-ฮ])", *(f"(?<={re.escape(word)})" for word in leading)))
    parts = (
        rf"(?P<whole>{_any(facts.whole_year)})",
        rf"(?P<by>{_any(facts.by_words)})",
        rf"(?P<from>{_any(facts.from_words)})",
        rf"(?P<month>{'|'.join(_month_pattern(name, opening) for name in names)})"
        rf"(?:\s*(?:{year})?\s*'?(?P<year>\d{{4}}|\d{{2}})(?!\d))?",
        rf"(?:{_any(facts.quarter_words)})\s*(?P<quarter>[1-4])(?!\d)",
        rf"(?P<range>{_any(facts.range_words)})",
        r"(?P<number>\d+)",
    )
    return re.compile("|".join(parts)), spellings


def _loose(word: str) -> str:
    return r"\s*".join(re.escape(char) for char in word if not char.isspace())


def _any(words: tuple[str, ...]) -> str:
    return "|".join(_loose(word) for word in sorted(words, key=len, reverse=True))


def _month_pattern(name: str, opening: str) -> str:
    """Names stand anywhere; an abbreviation begins after no letter, or after a leading word."""
    if "." not in name:
        return _loose(name) + r"(?![ก-ฮะ-ูเ-์])"
    letters = [re.escape(char) for char in name if char not in ". "]
    return f"(?:{opening})" + r"\s*\.?\s*".join(letters) + r"\s*(?:\.|(?![ก-ฮะ-ูเ-์]))"


def _tokens(text: str, facts: Months) -> Iterator[_Token]:
    pattern, spellings = _grammar(facts)
    for match in pattern.finditer(text):
        kind = match.lastgroup if match.lastgroup != "year" else "month"
        if kind == "month":
            year = year_be(match["year"]) if match["year"] else None
            yield _Token("month", _month_number(match["month"], spellings), year)
        elif kind == "quarter":
            yield _Token("quarter", int(match["quarter"]))
        elif kind == "number":
            yield _Token("number", int(match["number"]))
        elif kind in ("range", "by", "from", "whole"):
            yield _Token(kind)  # type: ignore[arg-type]  # narrowed by the line above


def _month_number(word: str, spellings: dict[str, int]) -> int:
    letters = re.sub(r"[.\s]", "", word)
    return spellings.get(letters, spellings.get(letters + ".", 0))


def _spans(tokens: tuple[_Token, ...]) -> Iterator[_Span]:
    """Pairs what stands around a range sign; a day in front of a month is passed over."""
    kept = [
        token
        for here, token in enumerate(tokens)
        if not (token.kind == "number" and not _lists_quarters(tokens, here))
    ]
    index = 0
    while index < len(kept):
        token = kept[index]
        before = kept[index - 1].kind if index else None
        if token.kind in ("month", "quarter", "number"):
            ranged = index + 2 < len(kept) and kept[index + 1].kind == "range"
            last = kept[index + 2] if ranged else token
            if ranged and last.kind in ("month", "quarter", "number"):
                yield _Span(token, last, opening=False, deadline=False)
                index += 3
                continue
            yield _Span(token, token, opening=before == "from", deadline=before == "by")
        index += 1


def _lists_quarters(tokens: tuple[_Token, ...], here: int) -> bool:
    """Whether a bare number goes on a list of quarters (`ไตรมาส ๑ - ๒`, `ไตรมาส ๑, ๓`)."""
    follows = here + 1 < len(tokens) and tokens[here + 1].kind == "month"
    earlier = [token.kind for token in tokens[:here] if token.kind in ("month", "quarter")]
    return (
        bool(earlier) and earlier[-1] == "quarter" and not follows and 1 <= tokens[here].value <= 4
    )


def _whole_year(fiscal_year_be: int | None) -> WordSchedule:
    everything = (True, True, True, True)
    if fiscal_year_be is None:
        return WordSchedule(quarters=everything)
    first, last = (month_in_fiscal_year(month, fiscal_year_be) for month in (10, 9))
    return WordSchedule(first, last, everything)


def _from_quarters(spans: tuple[_Span, ...]) -> WordSchedule:
    if any(span.deadline for span in spans):
        return WordSchedule(deadline=max(span.last.value for span in spans))
    named = {
        quarter
        for span in spans
        if not span.opening
        for quarter in range(span.first.value, span.last.value + 1)
    }
    return WordSchedule(quarters=_flags(named)) if named else WordSchedule()


def _flags(named: set[int]) -> tuple[bool, bool, bool, bool]:
    return (1 in named, 2 in named, 3 in named, 4 in named)


def _from_months(spans: list[_Span], years: FiscalYears | None) -> WordSchedule:
    if years is None or (years.only is None and not all(map(_is_dated, spans))):
        return _without_year(spans)
    dated = [_dated(span, years.first) for span in spans]
    covered = [
        month for span, ends in zip(spans, dated, strict=True) for month in _covered(span, *ends)
    ]
    outside = tuple(m for m in covered if not years.hold(m))
    known = not any(span.opening or span.deadline for span in spans)
    named = {quarter_of(int(m[5:])) for m in covered if m not in outside}
    return WordSchedule(
        start_month=None if all(s.deadline for s in spans) else min(start for start, _ in dated),
        end_month=None if all(s.opening for s in spans) else max(end for _, end in dated),
        quarters=_flags(named) if known and named else None,
        outside=outside,
        deadline=quarter_of(int(dated[-1][1][5:])) if spans[-1].deadline else None,
    )


def _is_dated(span: _Span) -> bool:
    return span.first.year_be is not None or span.last.year_be is not None


def _covered(span: _Span, start: str, end: str) -> list[str]:
    if span.deadline:
        return [end]
    return [start] if span.opening else months_between(start, end)


def _without_year(spans: list[_Span]) -> WordSchedule:
    """Quarters can be told from month names alone; the months' years cannot."""
    if any(span.opening or span.deadline for span in spans):
        deadline = quarter_of(spans[-1].last.value) if spans[-1].deadline else None
        return WordSchedule(deadline=deadline)
    named: set[int] = set()
    for span in spans:
        first = FISCAL_MONTHS.index(span.first.value)
        last = FISCAL_MONTHS.index(span.last.value)
        named |= {quarter_of(month) for month in FISCAL_MONTHS[first : last + 1]}
    return WordSchedule(quarters=_flags(named)) if named else WordSchedule()


def _dated(span: _Span, fiscal_year_be: int) -> tuple[str, str]:
    """Start and end as YYYY-MM; the year that one side lacks follows from the other's."""
    first, last = span.first, span.last
    if first.year_be is None and last.year_be is not None:
        year = last.year_be - BE_OFFSET
        end = _iso(year, last.value)
        return _iso(year if first.value <= last.value else year - 1, first.value), end
    if first.year_be is None:
        start = month_in_fiscal_year(first.value, fiscal_year_be)
    else:
        start = _iso(first.year_be - BE_OFFSET, first.value)
    if last.year_be is not None:
        return start, _iso(last.year_be - BE_OFFSET, last.value)
    year = int(start[:4])
    return start, _iso(year if last.value >= first.value else year + 1, last.value)


def _iso(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def months_between(start: str, end: str) -> list[str]:
    """Every month from start to end; just the two where they stand in the wrong order."""
    first = int(start[:4]) * 12 + int(start[5:]) - 1
    last = int(end[:4]) * 12 + int(end[5:]) - 1
    if not first <= last < first + 60:
        return [start, end]
    return [_iso(month // 12, month % 12 + 1) for month in range(first, last + 1)]
