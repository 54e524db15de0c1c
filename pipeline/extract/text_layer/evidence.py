"""What a document's words say about a letter in question: patterns and their readings."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.extract.text_layer.draft import GAP
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.reading_cost import reading_cost
from pipeline.normalize.thai_marks import repair_marks

MAX_PATTERNS = 60  # kept of one letter: more only cost time
SIGN = "\1"  # in a gap: no letter, but a sign between two words
MIN_TERM = 5  # letters; shorter names stand in other words, and are in the dictionary anyway

_TERM_PARTS = re.compile("[ /()]+")


@lru_cache(maxsize=65536)
def cost(pattern: str, letter: str) -> int:
    """How badly the pattern reads with `letter` in its gaps.

    What a plan calls its headings reads as one word, though the dictionary has it in parts: a bold
    font may have no other words, and `ตัวชู้วัดทู่` would read as well as `ตัวชี้วัดที่`.
    """
    if letter == SIGN:
        return sum(reading_cost(repair_marks(part)[0]) + 1 for part in pattern.split(GAP) if part)
    text = repair_marks(pattern.replace(GAP, letter))[0]
    found = _terms().findall(text)
    return (
        len(found) + sum(map(reading_cost, _terms().split(text))) if found else reading_cost(text)
    )


@cache
def _terms() -> re.Pattern[str]:
    """The names of headings, longest first."""
    headings = load_lexicon().headings
    names = [name for names in headings.columns.values() for name in names]
    names += [*headings.other_columns, *headings.goal_words, *headings.part_words]
    parts = {part for name in names for part in _TERM_PARTS.split(name) if len(part) >= MIN_TERM}
    return re.compile("|".join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part)))))


class Evidence:
    """Patterns (Thai with gaps) by what stands in the gap; a document's, gathered page by page."""

    def __init__(self) -> None:
        self._patterns: dict[object, dict[str, None]] = {}

    def add(self, key: object, patterns: Iterable[str]) -> bool:
        """Keeps the patterns; whether any was new."""
        known = self._patterns.setdefault(key, {})
        before = len(known)
        for pattern in patterns:
            if len(known) >= MAX_PATTERNS:
                break
            known[pattern] = None
        return len(known) > before

    def of(self, key: object) -> tuple[str, ...]:
        """What is known of `key`."""
        return tuple(self._patterns.get(key, ()))
