"""One indicator in summary, heading and chart: do its titles and targets agree?"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.record import Indicator, Plan, Source, Target
from pipeline.lexicon.rule_book import rule_book
from pipeline.normalize.doubts import PageDoubts
from pipeline.reconcile.tally import summary_pages
from pipeline.reconcile.wording import finding

OCR_LIKE = 75.0  # percent alike; slips and dropped words stay above, other indicators below
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
    return plan.kind != "pdf" or any(page.status != "text" for page in plan.pages)


def _likeness(first: str, second: str) -> float:
    """Percent alike; 100 only where letters and digits are the same."""
    if letters(first) == letters(second):
        return 100.0
    return min(fuzz.ratio(letters(first), letters(second)), 99.9)


def _title_finding(
    plan: Plan, indicator: Indicator, first: Source, second: Source, percent: float
) -> Finding:
    one, other = indicator.titles[first], indicator.titles[second]
    is_lost = UNKNOWN in one + other
    slip = percent >= OCR_LIKE and digits(letters(one)) == digits(letters(other))
    return finding(
        plan,
        "title_mismatch",
        indicator.indicator_no,
        Cause.READING if (slip and _read_by_sight(plan)) or is_lost else Cause.SOURCE,
        severity=Severity.INFO if slip else Severity.WARNING,
        field="indicator_title",
        expected=one,
        actual=other,
        pages=summary_pages(plan, indicator.indicator_no) | {indicator.page or 0} - {0},
        first=rule_book().sources[first],
        second=rule_book().sources[second],
        similarity=f"{percent:.0f}",
    )


def target_mismatch(plan: Plan) -> Iterator[Finding]:
    """Heading and chart (or summary) state different targets."""
    for indicator in plan.indicators:
        for first, second in _pairs(indicator.targets):
            one, other = indicator.targets[first], indicator.targets[second]
            if _targets_differ(one, other):
                pages = {place.page for place in (*one.places, *other.places)}
                yield finding(
                    plan,
                    "target_mismatch",
                    indicator.indicator_no,
                    Cause.READING if _are_doubtful(plan, one, other) else Cause.SOURCE,
                    field="target_text",
                    expected=one.text,
                    actual=other.text,
                    pages=pages,
                    first=rule_book().sources[first],
                    second=rule_book().sources[second],
                )
                break


def _are_doubtful(plan: Plan, *targets: Target) -> bool:
    """Whether letters or digits where the targets stand were not read surely."""
    places = (place for target in targets for place in target.places)
    return bool(PageDoubts.of(plan.pages).within(places))


def _targets_differ(one: Target, other: Target) -> bool:
    """A part stated in both is not the same; a part that one leaves out is no contradiction."""
    parts = (
        (one.value, other.value),
        (one.unit, other.unit),
        (one.comparator, other.comparator),
    )
    return any(a is not None and b is not None and a != b for a, b in parts)
