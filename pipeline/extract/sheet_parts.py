"""The headings of a sheet of prose about one project: its name, its budget, its other parts."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon.facts import Narratives
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.loose_words import loose

PartKind = Literal["title", "budget", "other"]

_NUMBER = r"(?P<number>\d{1,2})\s*(?:[.)]|\.\))(?!\s*\d)\s*"
_BEGINS_NUMBER = re.compile(rf"\s*{_NUMBER}")
_LEAD = rf"\s*(?:[-•*]\s+)?(?:{_NUMBER})?"
_COLON = r"\s*[:：]\s*"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A heading of a sheet: its number (0: none is printed), and what stands behind its words."""

    kind: PartKind
    number: int
    rest: str


def part_of(text: str, facts: Narratives) -> SheetPart | None:
    """What a line heads in a sheet; None where it is no heading of one.

    Without a number in front the words stand alone on their line, or before a colon.
    """
    arabic = to_arabic(text)
    for kind, pattern in _patterns(facts):
        match = pattern.match(arabic)
        if match is None:
            continue
        rest = text[match.end() :].strip()
        is_marked = bool(match["number"] or match["colon"]) or not rest
        if is_marked and not (match["short"] and not match["colon"]):
            return SheetPart(kind, int(match["number"] or 0), rest)
    return None


def leading_number(text: str) -> int:
    """The number of a list that a line begins with (`๙. ผู้รับผิดชอบ`); 0 where it has none."""
    match = _BEGINS_NUMBER.match(to_arabic(text))
    return int(match["number"]) if match else 0


@cache
def _patterns(facts: Narratives) -> tuple[tuple[PartKind, re.Pattern[str]], ...]:
    """Patterns up to where the words of a heading end, longest words first."""
    title = rf"{_LEAD}(?:{_any(facts.titles)}|(?P<short>{_any(facts.colon_titles)}))"
    other = "(?P<short>(?!))?"  # no such words
    return (
        ("title", re.compile(rf"{title}(?:(?P<colon>{_COLON})|(?=\s|$))")),
        ("budget", re.compile(rf"{_LEAD}(?:{_any(facts.budgets)}){other}(?P<colon>{_COLON})?")),
        ("other", re.compile(rf"{_LEAD}(?:{_any(facts.parts)}){other}(?P<colon>{_COLON})?")),
    )


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(loose, sorted(words, key=len, reverse=True)))
