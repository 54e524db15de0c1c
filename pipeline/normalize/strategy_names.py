"""What a line of a local body's plan names: a strategy or, below it, a แผนงาน."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.loose_words import loose
from pipeline.normalize.numbering import parse_dotted

MAX_LENGTH = {"theme": 140, "programme": 90}  # letters; a longer text that begins so is prose

Kind = Literal["theme", "programme"]

_DOTTED = r"\d{1,2}(?:\s*\.\s*\d{1,2})*"
_NUMBER = rf"\(?\s*(?P<number>{_DOTTED})(?:\s*[.)]{{1,2}}\s*|\s+)"
_ORDINAL = "ที่"
_QUOTES = "\"'“”‘’„«» \n:*."


@dataclass(frozen=True, slots=True)
class StrategyName:
    """`theme`: a strategy; `programme`: a แผนงาน. `number` in Arabic digits, with dots, or empty.

    `title` keeps the word that it begins with where that is a part of the name; it is empty where
    only the number stands on the line.
    """

    kind: Kind
    number: str
    title: str


def parse_strategy(text: str, headings: Headings) -> StrategyName | None:
    """The strategy or แผนงาน that a line names; None where it names none.

    >>> from pipeline.lexicon.facts import load_lexicon
    >>> facts = load_lexicon().headings
    >>> parse_strategy("๑. ยุทธศาสตร์การพัฒนาด้านน้ำ", facts)
    StrategyName(kind='theme', number='1', title='ยุทธศาสตร์การพัฒนาด้านน้ำ')
    >>> parse_strategy("แผนงานที่ ๓ การศึกษา", facts)
    StrategyName(kind='programme', number='3', title='การศึกษา')
    """
    arabic = to_arabic(text)
    for kind, pattern in _patterns(headings):
        if match := pattern.match(arabic):
            return _named(kind, text, match, headings)
    return None


def _named(kind: Kind, text: str, match: re.Match[str], headings: Headings) -> StrategyName | None:
    word, rest = text[match.start("word") :], _title(text[match.end() :], headings)
    is_named = bool(name_key(rest, headings)) or bool(match["inner"] and not rest)
    is_bare = not is_named or rest.startswith("/") or _lacks_number(match)
    number = parse_dotted(match["inner"] or match["number"] or "")
    is_other = kind == "theme" and ("." in number or _is_outer(word, headings))
    if is_bare or is_other or len(squeeze(rest)) > MAX_LENGTH[kind]:
        return None
    is_strategy = kind == "theme" and match["word"] not in headings.equipment_words
    if match["inner"] or (match["colon"] and is_strategy):
        return StrategyName(kind, number, rest)
    title = match["word"] + rest if match["colon"] else _title(word, headings)
    return StrategyName(kind, number, title)


def _lacks_number(match: re.Match[str]) -> bool:
    return match["word"].endswith(_ORDINAL) and not match["inner"]


def parse_outline_line(text: str, headings: Headings) -> tuple[str, str]:
    """The number and the title of a line of a summary table: `(๒) งบกลาง`, `๑.๒ แผนงาน…`."""
    if found := parse_strategy(text, headings):
        return found.number, found.title
    match = re.match(rf"\s*{_NUMBER}", to_arabic(text))
    if match is None:
        return "", _title(text, headings)
    return parse_dotted(match["number"]), _title(text[match.end() :], headings)


def name_key(title: str, headings: Headings) -> str:
    """A title as compared: without the words that it may or may not begin with, and spaces.

    >>> from pipeline.lexicon.facts import load_lexicon
    >>> name_key("แผนงาน เคหะและชุมชน (ต่อ)", load_lexicon().headings)
    'เคหะและชุมชน'
    >>> name_key("ยุทธศาสตร์ด้านเศรษฐกิจ", load_lexicon().headings)
    'เศรษฐกิจ'
    """
    bare = squeeze(to_arabic(_title(title, headings)))
    return _words(headings).sub("", bare).strip(_QUOTES)


def _title(text: str, headings: Headings) -> str:
    return _continued(headings).sub("", text).strip(_QUOTES)


def _is_outer(text: str, headings: Headings) -> bool:
    return squeeze(text).startswith(tuple(map(squeeze, headings.outer_strategies)))


@cache
def _patterns(headings: Headings) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("theme", (*headings.strategy_words, *headings.equipment_words)),
        ("programme", headings.programme_words),
    )
    ordinal = rf"(?:\s*(?:{_any(headings.ordinal_words)})|(?<={_ORDINAL}))"
    inner = rf"{ordinal}\s*(?P<inner>{_DOTTED})(?!\d)[.)]?"
    lead = rf"\s*(?:[-•*]\s+)?(?:{_NUMBER})?"
    return tuple(
        (kind, re.compile(rf"{lead}(?P<word>{_any(words)})(?:{inner})?\s*(?P<colon>[:：])?\s*"))
        for kind, words in kinds
    )


@cache
def _words(headings: Headings) -> re.Pattern[str]:
    """What a title may begin with, or not."""
    words = _any((*headings.strategy_words, *headings.programme_words))
    return re.compile(rf"^(?:{words})?(?:{_any(headings.field_words)})?")


def _any(words: tuple[str, ...]) -> str:
    """A pattern of any of them, the longest that fits."""
    return "|".join(map(loose, sorted(words, key=len, reverse=True)))


@cache
def _continued(headings: Headings) -> re.Pattern[str]:
    return re.compile(rf"\s*\(\s*(?:{_any(headings.continued_words)})\s*\)")
