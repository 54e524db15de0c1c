"""What a line outside the tables is: a heading of a goal or indicator, a target, a section."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawValue
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.loose_words import loose
from pipeline.normalize.lost_letters import find_lost
from pipeline.normalize.numbering import parse_dotted
from pipeline.normalize.strategy_names import parse_strategy

LineKind = Literal[
    "goal", "theme", "programme", "indicator", "numbered", "target", "part", "named", "text"
]
MAX_NAMED_LENGTH = 40  # letters; a longer line that begins so is prose

_DOT_LEADER = re.compile(r"[.…·_]{4,}|\t")
_LEAD = r"^\s*(?:[-•*]\s+)?"
# What stands before a heading's number, or before the colon behind the word for target.
_FIRST_WORD = re.compile(rf"{_LEAD}(?P<word>[^\d:：]{{4,40}}?)\s*(?=[\d:：])")
_LOST_NUMBER = re.compile(rf"\s+[{UNKNOWN}.\s]+$")  # behind the word: none of its letters
_AFTER = r"\s*[:：]?\s*(?P<title>.*)$"


@dataclass(frozen=True, slots=True)
class LineMatch:
    """A classified line. `number` in Arabic digits, of a picture perhaps with U+FFFD for digits
    that are lost; `target` where the line states one."""

    kind: LineKind
    number: str = ""
    title: str = ""
    target: RawValue | None = None


@cache
def _patterns(headings: Headings, digit: str) -> tuple[tuple[LineKind, re.Pattern[str]], ...]:
    """What a line may be; `digit`: the pattern of a digit in the numbers of goals, indicators."""
    goal, theme, indicator, part = (
        "|".join(map(loose, words))
        for words in (
            headings.goal_words,
            headings.theme_words,
            headings.indicator_words,
            headings.part_words,
        )
    )
    whole = rf"\s*(?P<number>{digit}+)(?!(?:{digit}|\.)*{digit})\.?{_AFTER}"
    dotted = rf"\s*(?P<number>{digit}+(?:\s*\.\s*{digit}+)*)\.?{_AFTER}"
    return (
        ("goal", re.compile(rf"{_LEAD}(?:{goal}){whole}", re.S)),
        ("theme", re.compile(rf"{_LEAD}(?:{theme}){whole}", re.S)),
        ("indicator", re.compile(rf"{_LEAD}(?:{indicator}){dotted}", re.S)),
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
    if UNKNOWN in text:
        text = _with_heading_word(text, headings)
    head, target = split_target(text, place, headings)
    if target is not None and not head.strip(" \n*:-•"):
        return LineMatch("target", target=target)
    if found := parse_strategy(head, headings):
        return LineMatch(found.kind, found.number, found.title, target)
    arabic = to_arabic(head)
    is_seen = place.reader == PICTURES and UNKNOWN in arabic
    for kind, pattern in _patterns(headings, rf"[\d{UNKNOWN}]" if is_seen else r"\d"):
        if match := pattern.match(arabic):
            title = head[match.start("title") :].strip(" \n:")
            lost = squeeze(match["number"]) if UNKNOWN in match["number"] else ""
            return LineMatch(kind, lost or parse_dotted(match["number"]), title, target)
    if _is_named(text, headings):
        return LineMatch("named", title=text.strip(" \n-•*:"))
    return LineMatch("text", target=target)


def _with_heading_word(text: str, headings: Headings) -> str:
    """The line with the word of its heading made whole, where letters of that are lost."""
    match = _FIRST_WORD.match(text)
    word = _LOST_NUMBER.sub("", match["word"]) if match else ""
    if match is None or UNKNOWN not in word:
        return text
    lost = find_lost(squeeze(word), _heading_words(headings))
    start = match.start("word")
    return f"{text[:start]}{lost[0]} {text[start + len(word) :]}" if lost else text


@cache
def _heading_words(headings: Headings) -> dict[str, LineKind]:
    kinds: tuple[tuple[LineKind, tuple[str, ...]], ...] = (
        ("goal", headings.goal_words),
        ("indicator", headings.indicator_words),
        ("part", headings.part_words),
        ("target", headings.target_words),
    )
    return {squeeze(word): kind for kind, words in kinds for word in words}


def split_target(text: str, place: Place, headings: Headings) -> tuple[str, RawValue | None]:
    """A line cut at its word for target: what stands before, and the target's own sentence."""
    match = _target_pattern(headings).search(text)
    if match is None:
        return text, None
    return text[: match.start()], RawValue(text[match.end() :].strip(), (place,))


@cache
def _target_pattern(headings: Headings) -> re.Pattern[str]:
    words = "|".join(map(loose, headings.target_words))
    return re.compile(rf"(?:^|(?<=[\s(*]))(?:{words})(?=[\s:：]|ปี|$)\s*[:：]?\s*")


def heading_parts(text: str, headings: Headings) -> list[str]:
    """A line cut before each "ตัวชี้วัดที่ <number>" inside it, where it begins as a heading; one
    of a strategy where its แผนงาน follows."""
    if cut := _programme_inside(text, headings):
        return [text[:cut].strip(), text[cut:].strip()]
    words = "|".join(map(loose, (*headings.goal_words, *headings.indicator_words)))
    number = rf"(?:{words})\s*[\d{UNKNOWN}]"
    arabic = to_arabic(text)
    if not re.match(_LEAD + number, arabic):
        return [text]
    inner = "|".join(map(loose, headings.indicator_words))
    cuts = [0, *(m.start() for m in re.finditer(rf"(?<=\s)(?:{inner})\s*[\d{UNKNOWN}]", arabic))]
    return [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _programme_inside(text: str, headings: Headings) -> int:
    """Where the แผนงาน begins that a line names behind its strategy; 0 where it names none."""
    begins = (match.start() for match in _inner_programmes(headings).finditer(to_arabic(text)))
    for cut in begins:
        one, two = parse_strategy(text[:cut], headings), parse_strategy(text[cut:], headings)
        if one and two and (one.kind, two.kind) == ("theme", "programme"):
            return cut
    return 0


@cache
def _inner_programmes(headings: Headings) -> re.Pattern[str]:
    words = "|".join(map(re.escape, headings.programme_words))
    return re.compile(rf"(?<=\s)(?:\(?\d+(?:\.\d+)*[.)]*\s*)?(?:{words})")


def _is_named(text: str, headings: Headings) -> bool:
    bare = squeeze(text).strip("-•*:")
    return len(bare) <= MAX_NAMED_LENGTH and bare in _sections(headings)


@cache
def _sections(headings: Headings) -> frozenset[str]:
    return frozenset(map(squeeze, headings.named_sections))
