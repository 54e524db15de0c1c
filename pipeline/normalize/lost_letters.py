"""Known words in which letters are lost: U+FFFD stands for one letter, or for several."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from pipeline.contracts.parsed import UNKNOWN

MIN_KEPT = 0.6  # of a word's letters must be there; with fewer, many words look alike
MIN_LETTERS = 3  # that are there: `ท�่` may be anything

_UNKNOWN_RUN = re.compile(f"{UNKNOWN}+")
# Marks of one letter are put in order by their names: one without a name lands behind the others.
_UNKNOWN_MARKS = re.compile(f"[ัิ-ฺ็-๎{UNKNOWN}]*{UNKNOWN}[ัิ-ฺ็-๎{UNKNOWN}]*")

Meaning = TypeVar("Meaning")


def find_lost(text: str, meanings: Mapping[str, Meaning]) -> tuple[str, Meaning] | None:
    """The word that `text` was, and what it means; None where no word fits, or two meanings do.

    `meanings`: word -> meaning; words and text without spaces, digits as Arabic. Words in which
    every U+FFFD is one letter come first.

    >>> find_lost("ผ้�รับผิดชอบ", {"ผู้รับผิดชอบ": "agency"})
    ('ผู้รับผิดชอบ', 'agency')
    >>> find_lost("ตัวช�้วัดท�่", {"ตัวชี้วัดที่": "indicator", "เป้าหมายที่": "goal"})
    ('ตัวชี้วัดที่', 'indicator')
    """
    kept = len(text) - text.count(UNKNOWN)
    if UNKNOWN not in text or kept < MIN_LETTERS:
        return None
    near = [word for word in meanings if kept >= MIN_KEPT * len(word)]
    for pattern in _patterns(text):
        found = [word for word in near if pattern.fullmatch(word)]
        if found:
            told = {repr(meanings[word]) for word in found}
            return (found[0], meanings[found[0]]) if len(told) == 1 else None
    return None


@lru_cache(maxsize=1024)
def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    """`text` with one letter for each U+FFFD; with any number; and for the marks beside it, too."""
    each = re.escape(text).replace(re.escape(UNKNOWN), ".")
    runs = (cut.split(text) for cut in (_UNKNOWN_RUN, _UNKNOWN_MARKS))
    return tuple(map(re.compile, (each, *(".+".join(map(re.escape, parts)) for parts in runs))))
