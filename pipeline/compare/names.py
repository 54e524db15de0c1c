"""What of a project's name is compared: without its year, its signs and its ways of writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon.loader import Facts, load_facts
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.thai_marks import repair_marks
from pipeline.normalize.thai_words import words

# A year that a name carries along: ประจำปีงบประมาณ พ.ศ. 2566, ปี 66, (2566 - 2570), ปีที่ 3.
_YEARS = r"(?:25\d\d|20\d\d)(?:\s*[-–—]\s*(?:25\d\d|20\d\d))?"
_YEAR_WORDS = r"(?:ประจำ\s*)?(?:ปี\s*)?(?:งบประมาณ\s*)?(?:ปี\s*)?(?:(?:พ|ค)\s*\.?\s*ศ\s*\.?\s*)?"
_YEAR = re.compile(
    rf"{_YEAR_WORDS}(?<!\d)25\d\d(?:\s*[-–—]\s*25\d\d)?(?!\d)"  # 2566 alone is a year
    rf"|ค\s*\.?\s*ศ\s*\.?\s*{_YEARS}(?!\d)"  # 2023 alone may be a count
    r"|ปี\s*(?:งบประมาณ\s*)?(?:พ\s*\.?\s*ศ\s*\.?\s*)?\d\d(?!\d)"
    r"|ปีที่\s*\d+"
    r"|ประจำปี(?:\s*งบประมาณ)?(?:\s*พ\s*\.?\s*ศ\s*\.?)?\s*$"
)
_PIECE = re.compile(r"[^\W_]+(?:[ัิ-ฺ็-๎]+[^\W_]*)*")  # letters, digits and Thai marks


class ComparingFacts(Facts):
    """comparing.yml."""

    openers: tuple[str, ...]
    acts: frozenset[str]
    telling: tuple[tuple[str, ...], ...]
    rounds: tuple[str, ...]


@cache
def comparing_facts() -> ComparingFacts:
    """The facts, parsed once a process."""
    facts: ComparingFacts = load_facts("comparing", ComparingFacts)
    return facts


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    `text`: letters and digits alone, the opening word with them. `core`: the same without it.
    `words`: the core cut into words; `in_alphabet`: these in the order of the alphabet. `rounds`:
    (counter, number) of `รุ่นที่ 2`; `bare` is the core without them. `told`: what follows a telling
    word, by the first word of its line.
    """

    text: str
    core: str
    words: tuple[str, ...]
    in_alphabet: str
    rounds: tuple[tuple[str, int], ...]
    bare: str
    told: tuple[tuple[str, str], ...]


@lru_cache(maxsize=65536)
def name_of(printed: str) -> Name:
    """The name that `printed` is.

    >>> name_of("โครงการ “โตไปไม่โกง” รุ่นที่ ๒ ปี ๒๕๖๖").text
    'โครงการโตไปไม่โกงรุ่นที่2'
    """
    text = without_years(to_arabic(repair_marks(printed)[0]))
    inner = _without_opener(text)
    cut = tuple(word for word in words(inner) if _letters(word))
    compared_words = tuple(map(_letters, cut))
    return Name(
        text=_letters(text),
        core=_letters(inner),
        words=compared_words,
        in_alphabet="".join(sorted(compared_words)),
        rounds=tuple(_rounds(inner)),
        bare=_letters(_round_pattern().sub(" ", inner)),
        told=tuple(_told(cut)),
    )


def without_years(text: str) -> str:
    """`text` (digits Arabic) without the years in it; the spaces stay.

    >>> without_years("อบรมข้าราชการ ประจำปีงบประมาณ พ.ศ. 2566 รุ่นที่ 2")
    'อบรมข้าราชการ  รุ่นที่ 2'
    """
    return _YEAR.sub("", text)


def compared(text: str) -> str:
    """Any other text as it is compared: marks regular, letters and digits only, no year.

    >>> compared("จัดอบรม ๑๐๐ คน (ปี ๒๕๖๖)")
    'จัดอบรม100คน'
    """
    return _letters(without_years(to_arabic(repair_marks(text)[0])))


@lru_cache(maxsize=65536)
def sorted_words(text: str) -> str:
    """The words of any other text as it is compared, in the order of the alphabet."""
    found = words(without_years(to_arabic(repair_marks(text)[0])))
    return "".join(sorted(filter(None, map(_letters, found))))


def _letters(text: str) -> str:
    return "".join(_PIECE.findall(text)).lower()


def _without_opener(text: str) -> str:
    openers = "|".join(map(re.escape, comparing_facts().openers))
    return re.sub(rf"^\W*(?:{openers})(?=\W*[^\W\d_])(?![ัิ-ฺ็-๎])", "", text)


@cache
def _round_pattern() -> re.Pattern[str]:
    counters = "|".join(map(re.escape, comparing_facts().rounds))
    return re.compile(rf"({counters})\s*(?:ที่)?\s*(\d+)")


def _rounds(text: str) -> Iterator[tuple[str, int]]:
    for match in _round_pattern().finditer(text):
        yield match[1], int(match[2])


def _told(cut: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What follows each telling word, up to the next one."""
    lines = {word: line[0] for line in comparing_facts().telling for word in line}
    line, said = "", ""
    for word in (*cut, ""):
        if word in lines or not word:
            if line and said:
                yield line, said
            line, said = lines.get(word, ""), ""
        else:
            said += _letters(word)
