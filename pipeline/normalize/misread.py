"""Words that were read from a picture with a slip or two, made whole by what is known to be.

Only where one known word is nearer than any other; the raw text keeps what was read.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from pythainlp.corpus import provinces
from rapidfuzz.distance import Levenshtein

from pipeline.contracts.parsed import TextField
from pipeline.contracts.record import Project
from pipeline.lexicon.facts import Months, Organizations
from pipeline.normalize.dictionary import dictionary
from pipeline.normalize.doubts import LOW
from pipeline.normalize.months import MONTH_WORD
from pipeline.normalize.thai_marks import combining_marks

MENDED: Final = "ocr_word_mended"
MIN_WORD: Final = 4  # letters; in a shorter word a slip leaves too little
LONG: Final = 6  # letters of a word in which two slips may be
MIN_AGENCY: Final = 10  # letters
MIN_TIMES: Final = 2  # that a document names an agency in one way

_THAI_RUN: Final = re.compile("[ก-ฺเ-๎]+")


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` is but for a slip, or two in a long one; None: none, or several.

    >>> nearest("มนาคม", ["มีนาคม", "มกราคม"]), nearest("มาคม", ["มีนาคม", "มกราคม"])
    ('มีนาคม', None)
    """
    if word in known:
        return word
    if len(word) < MIN_WORD:
        return None
    most = 2 if len(word) >= LONG else 1
    slips = sorted((Levenshtein.distance(word, one, score_cutoff=most), one) for one in known)
    slips = [pair for pair in slips if pair[0] <= most]
    is_clear = len(slips) == 1 or (len(slips) > 1 and slips[0][0] < slips[1][0])
    return slips[0][1] if is_clear else None


def mend_months(text: str, facts: Months) -> str:
    """The words of a schedule with the names of its months made whole."""
    names = {word for words in facts.months.values() for word in words if len(word) > MIN_WORD}
    names = {word for word in names if "." not in word}
    leading = (*facts.by_words, *facts.from_words, *facts.range_words, MONTH_WORD)
    openers = sorted((word for word in leading if _THAI_RUN.fullmatch(word)), key=len)

    def whole(match: re.Match[str]) -> str:
        opener = next((word for word in reversed(openers) if match[0].startswith(word)), "")
        rest = match[0].removeprefix(opener)
        return match[0] if rest in dictionary() else opener + (nearest(rest, names) or rest)

    return _THAI_RUN.sub(whole, text)


def mend_province(text: str, facts: Organizations) -> str:
    """A name that ends in that of a province, with it made whole."""
    words = "|".join(map(re.escape, facts.province_words))
    match = re.search(rf"(?:{words})\s*([ก-ฺเ-๎]+)$", text)
    found = find_province(match[1]) if match else None
    return text[: match.start(1)] + found if match and found else text


def find_province(name: str) -> str | None:
    """The province whose name that is, but for a slip or two; None where there is none."""
    return nearest(name, _provinces())


@cache
def _provinces() -> frozenset[str]:
    return frozenset(str(name) for name in provinces())


def mend_agencies(projects: Iterable[Project]) -> tuple[Project, ...]:
    """The agencies that one reading spells otherwise than the rest of the document does.

    Only letters that were read with doubt are changed, and no digit.
    """
    rows = tuple(projects)
    sure = Counter(one.agency.value for one in rows if LOW not in one.agency.flags)
    known = {name for name, times in sure.items() if name and times >= MIN_TIMES}
    return tuple(_with_agency(one, known) for one in rows)


def _with_agency(project: Project, known: set[str]) -> Project:
    agency = project.agency
    if LOW not in agency.flags or not agency.value or len(agency.value) < MIN_AGENCY:
        return project
    found = nearest(agency.value, known)
    if found is None or found == agency.value or not _may_become(agency, found):
        return project
    return project.model_copy(
        update={
            "agency": as_mended(agency, found),
            "flags": tuple(dict.fromkeys((*project.flags, MENDED))),
        }
    )


def _may_become(agency: TextField, other: str) -> bool:
    """Whether only letters in doubt, or marks on them, differ."""
    value = agency.value or ""
    doubted = {char for doubt in agency.doubts for char in doubt.text}
    for edit in Levenshtein.editops(value, other):
        old = value[edit.src_pos : edit.src_pos + 1] if edit.tag != "insert" else ""
        new = other[edit.dest_pos : edit.dest_pos + 1] if edit.tag != "delete" else ""
        beside = value[max(0, edit.src_pos - 1) : edit.src_pos + 1]
        if (old + new).strip("0123456789๐๑๒๓๔๕๖๗๘๙") != old + new:
            return False
        if old and old not in doubted:
            return False
        if not old and not (new in combining_marks() and doubted & set(beside)):
            return False
    return True


def as_mended(one: TextField, value: str) -> TextField:
    """The field with a word made whole, which it says."""
    if value == one.value:
        return one
    flags = tuple(dict.fromkeys((*one.flags, MENDED)))
    return one.model_copy(update={"value": value, "flags": flags})
