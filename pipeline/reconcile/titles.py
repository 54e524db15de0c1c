"""One indicator in summary, heading and chart: do its titles agree, and where do they differ?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.record import Indicator, Plan, Source
from pipeline.lexicon.rule_book import rule_book
from pipeline.reconcile.tally import summary_pages
from pipeline.reconcile.wording import finding

OCR_LIKE = 75.0  # percent alike; slips and dropped words stay above, other indicators below
MAX_CHANGES = 4  # told in a message
MAX_BETWEEN = 1  # letters between two changes that are told as one
# What is compared as one: a Latin word, a number, a Thai letter with its vowels and marks.
_PIECE = re.compile(r"[A-Za-z]+|\d+|[เ-ไ]?[^\Wเ-ไ][ัิ-ฺ็-๎]*|[เ-ไ]")
SOURCES: tuple[Source, ...] = ("summary", "heading", "chart")

T = TypeVar("T")


def letters(text: str) -> str:
    """A text as compared: letters, marks and digits only, digits Arabic, lower case.

    >>> letters("ร้อยละ ๘๐ (ITA)")
    'ร้อยละ80ita'
    """
    return "".join(map(_compared, text)).lower()


@cache
def _compared(char: str) -> str:
    if unicodedata.category(char)[0] not in "LMN":
        return ""
    return str(unicodedata.digit(char, char))


def digits(compared: str) -> str:
    """The digits, in order, of what `letters` gave."""
    return "".join(char for char in compared if char.isdigit())


def _pairs(by_source: Mapping[Source, T]) -> Iterator[tuple[Source, Source]]:
    return combinations([source for source in SOURCES if source in by_source], 2)


def title_mismatch(plan: Plan) -> Iterator[Finding]:
    """The most different pair of an indicator's titles; info where it looks like an OCR slip."""
    for indicator in plan.indicators:
        titles = {source: text for source, text in indicator.titles.items() if letters(text)}
        alike = {pair: _likeness(*(titles[source] for source in pair)) for pair in _pairs(titles)}
        unlike = {pair: percent for pair, percent in alike.items() if percent < 100}
        if unlike:
            first, second = min(unlike, key=lambda pair: unlike[pair])
            yield _title_finding(plan, indicator, first, second, unlike[first, second])


def _read_by_sight(plan: Plan) -> bool:
    """Some of the plan was recognised from pictures, so that a letter may be a slip of ours."""
    return plan.kind != "pdf" or any(page.status == "ocr" for page in plan.pages)


def _likeness(first: str, second: str) -> float:
    """Percent alike; 100 only where letters and digits are the same."""
    if letters(first) == letters(second):
        return 100.0
    return min(fuzz.ratio(letters(first), letters(second)), 99.9)


def changes(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The stretches of two titles that differ, whole letters with their marks.

    >>> list(changes("ถูกชี้มูลเรื่องวินัย", "ถูกข่มขู่เรื่องวินัย"))
    [('ชี้มูล', 'ข่มขู่')]
    """
    here, there = _pieces(one), _pieces(other)
    first, second = ([letters(match[0]) for match in pieces] for pieces in (here, there))
    merged: list[list[int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if merged and a - merged[-1][1] <= MAX_BETWEEN:
            merged[-1][1], merged[-1][3] = b, d
        else:
            merged.append([a, b, c, d])
    for a, b, c, d in merged:
        yield _stretch(one, here[a:b]), _stretch(other, there[c:d])


def _pieces(text: str) -> list[re.Match[str]]:
    return [match for match in _PIECE.finditer(text) if letters(match[0])]


def _stretch(text: str, pieces: Sequence[re.Match[str]]) -> str:
    return text[pieces[0].start() : pieces[-1].end()] if pieces else ""


def _title_finding(
    plan: Plan, indicator: Indicator, first: Source, second: Source, percent: float
) -> Finding:
    one, other = indicator.titles[first], indicator.titles[second]
    is_lost = UNKNOWN in one + other
    alike = percent >= OCR_LIKE
    told = [f"“{here or '-'}” ↔ “{there or '-'}”" for here, there in changes(one, other)]
    slip = alike and digits(letters(one)) == digits(letters(other))
    return finding(
        plan,
        "title_mismatch",
        indicator.indicator_no,
        Cause.READING if (alike and _read_by_sight(plan)) or is_lost else Cause.SOURCE,
        severity=Severity.INFO if slip else Severity.WARNING,
        message="slip" if alike else "default",
        field="indicator_title",
        expected=one,
        actual=other,
        pages=summary_pages(plan, indicator.indicator_no) | {indicator.page or 0} - {0},
        first=rule_book(plan.layout).sources[first],
        second=rule_book(plan.layout).sources[second],
        similarity=f"{percent:.0f}",
        changes="; ".join((*told[:MAX_CHANGES], *("…" for _ in told[MAX_CHANGES:][:1]))),
    )
