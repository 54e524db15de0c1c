"""What a document's words say about a letter in question: patterns and their readings."""

from collections.abc import Iterable
from functools import lru_cache

from pipeline.extract.text_layer.draft import GAP
from pipeline.normalize.reading_cost import reading_cost
from pipeline.normalize.thai_marks import repair_marks

MAX_PATTERNS = 60  # kept of one letter: more only cost time


@lru_cache(maxsize=65536)
def cost(pattern: str, letter: str) -> int:
    """How badly the pattern reads with `letter` in its gaps."""
    return reading_cost(repair_marks(pattern.replace(GAP, letter))[0])


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
