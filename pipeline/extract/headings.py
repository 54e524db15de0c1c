"""What a line outside the tables is: a heading of a goal or indicator, a target, a section."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawValue
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.numbering import parse_dotted

LineKind = Literal["goal", "indicator", "numbered", "target", "part", "named", "text"]
MAX_NAMED_LENGTH = 40  # letters; a longer line that begins so is prose

_DOT_LEADER = re.compile(r"[.…·_]{4,}|\t")
_LEAD = r"^\s*(?:[-•*]\s+)?"
_NUMBER = r"(?P<number>\d+(?:\s*\.\s*\d+)*)\.?"
_AFTER = r"\s*[:：]?\s*(?P<title>.*)$"


@dataclass(frozen=True, slots=True)
class LineMatch:
    """A classified line. `number` in Arabic digits; `target` where the line states one."""

    kind: LineKind
    number: str = ""
    title: str = ""
    target: RawValue | None = None


@cache
def _patterns(headings: Headings) -> tuple[tuple[LineKind, re.Pattern[str]], ...]:
    goal, indicator, part = (
        "|".join(map(re.escape, words))
        for words in (headings.goal_words, headings.indicator_words, headings.part_words)
    )
    return (
        ("goal", re.compile(rf"{_LEAD}(?:{goal})\s*(?P<number>\d+)(?![\d.]*\d)\.?{_AFTER}", re.S)),
        ("indicator", re.compile(rf"{_LEAD}(?:{indicator})\s*{_NUMBER}{_AFTER}", re.S)),
        ("part", re.compile(rf"{_LEAD}(?:{part})\s*(?P<number>\d+)(?!\d){_AFTER}", re.S)),
        (
            "numbered",
            re.compile(rf"{_LEAD}(?P<number>\d+(?:\.\d+)+)\.?(?![\d,])\s*(?P<title>\D.*)$", re.S),
        ),
    )


def match_line(text: str, place: Place, headings: Headings) -> LineMatch:
    """Classifies one line (or one paragraph) by its first words.

    A line of a table of contents (dot leaders) is text.
    """
    if _DOT_LEADER.search(text):
        return LineMatch("text")
    head, target = split_target(text, place, headings)
    if target is not None and not head.strip(" \n*:-•"):
        return LineMatch("target", target=target)
    arabic = to_arabic(head)
    for kind, pattern in _patterns(headings):
        if match := pattern.match(arabic):
            title = head[match.start("title") :].strip(" \n:")
            return LineMatch(kind, parse_dotted(match["number"]), title, target)
    if _is_named(text, headings):
        return LineMatch("named", title=text.strip(" \n-•*:"))
    return LineMatch("text", target=target)


def split_target(text: str, place: Place, headings: Headings) -> tuple[str, RawValue | None]:
    """A line cut at its word for target: what stands before, and the target's own sentence."""
    words = "|".join(map(re.escape, headings.target_words))
    match = re.search(rf"(?:^|(?<=[\s(*]))(?:{words})(?=[\s:：]|ปี|$)\s*[:：]?\s*", text)
    if match is None or not text[match.end() :].strip():
        return text, None
    return text[: match.start()], RawValue(text[match.end() :].strip(), (place,))


def _is_named(text: str, headings: Headings) -> bool:
    bare = squeeze(text).strip("-•*:")
    return len(bare) <= MAX_NAMED_LENGTH and bare in {squeeze(n) for n in headings.named_sections}
