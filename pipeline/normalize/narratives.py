"""Sheets about single projects: what each states, and which project of the tables it is about."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rapidfuzz import fuzz

from pipeline.contracts.parsed import UNKNOWN, MoneyField, Parsed, Status, TextField
from pipeline.contracts.record import Narrative, Project, YearBudget
from pipeline.contracts.table import RawNarrative, RawValue
from pipeline.lexicon.facts import Lexicon, Narratives
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.doubts import PageDoubts, doubted
from pipeline.normalize.numbering import split_item
from pipeline.normalize.stated_budget import parse_stated_budget
from pipeline.normalize.thai_marks import repair_marks
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.usage import Usage

MIN_ALIKE = 85.0  # of 100: a title may lose its opening word, or a letter or two
MIN_APART = 0.5  # by which the best pair is better than the next, or there is none
MIN_CORE = 95.0  # the same, of names without what stands in brackets behind them
EQUAL = 100.0

_DOTTED = re.compile(r"\s*\d+(?:\.\d+)+\.?\s*(?:\(\s*\d+\s*\))?\s*")
_YEAR = re.compile(r"(?:พ\.?ศ\.?)?(?<!\d)25\d\d(?!\d)")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_DIGITS = re.compile(r"\d+")


def build_narratives(
    raws: Sequence[RawNarrative],
    projects: Sequence[Project],
    lexicon: Lexicon,
    usage: Usage | None,
    doubts: PageDoubts,
) -> tuple[Narrative, ...]:
    """The sheets in reading order, each with the one project whose name its title is."""
    titles = [_title(raw.title, usage, doubts) for raw in raws]
    names = [one.project_name.value or "" for one in projects]
    found = matched([title.value or "" for title in titles], names, lexicon.narratives)
    return tuple(
        _narrative(raw, title, None if at is None else projects[at].project_id, lexicon, doubts)
        for raw, title, at in zip(raws, titles, found, strict=True)
    )


def _title(read: RawValue, usage: Usage | None, doubts: PageDoubts) -> TextField:
    text = _without_number(tidy(read.text, usage))
    status = Status.UNREADABLE if UNKNOWN in text else Status.OK if text else Status.BLANK
    field = TextField(raw=read.text, value=text or None, status=status, places=read.places)
    return doubted(field, doubts.within(read.places))


def _without_number(title: str) -> str:
    """The name without a number in front of it (`๑.๑.๑ (๑) โครงการ`, `๑) โครงการ`)."""
    match = _DOTTED.match(to_arabic(title))
    return title[match.end() :] if match else split_item(title)[1].strip()


def _narrative(
    raw: RawNarrative,
    title: TextField,
    project_id: str | None,
    lexicon: Lexicon,
    doubts: PageDoubts,
) -> Narrative:
    stated = parse_stated_budget(raw.budget.text, lexicon)
    return Narrative(
        title=title,
        project_id=project_id,
        budget=_money(raw.budget, stated.money, doubts),
        page=raw.budget.places[0].page if raw.budget.places else raw.place.page,
        basis=stated.basis,
        years=tuple(
            YearBudget(fiscal_year_be=year, budget=_money(raw.budget, money, doubts))
            for year, money in stated.years
        ),
    )


def _money(read: RawValue, parsed: Parsed[Decimal], doubts: PageDoubts) -> MoneyField:
    is_there = bool(read.places)
    is_read = parsed.status is not Status.UNREADABLE
    field = MoneyField(
        raw=read.text,
        value=parsed.value,
        status=parsed.status if is_there else Status.ABSENT,
        places=read.places,
        confidence=1.0 if is_read else 0.0,
        flags=parsed.flags,
    )
    return doubted(field, doubts.within(read.places))


# -- which project -----------------------------------------------------------------------------


def matched(
    titles: Sequence[str], names: Sequence[str], facts: Narratives
) -> tuple[int | None, ...]:
    """For each title the place of the name that is its own; None where none is, or several are.

    The best pair is taken first, and no name twice. Names with other numbers (`รุ่นที่ ๒`) are
    others, however alike. What stands in brackets behind a name counts, unless nothing fits so.
    """
    found: dict[int, int] = {}
    for is_whole in (True, False):
        keys = [_key(title, facts, is_whole) for title in titles]
        others = [_key(name, facts, is_whole) for name in names]
        free = sorted(
            (
                (score, at, place)
                for at, key in enumerate(keys)
                for place, other in enumerate(others)
                if at not in found
                and place not in found.values()
                and (score := _likeness(key, other)) >= (MIN_ALIKE if is_whole else MIN_CORE)
            ),
            reverse=True,
        )
        found.update(_pairs(free))
    return tuple(found.get(at) for at in range(len(titles)))


def _pairs(free: list[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Title and name, the most alike first; none of those among which no pair is the best."""
    while free:
        score, at, place = free[0]
        near = score if score == EQUAL else score - MIN_APART
        rivals = [
            pair for pair in free if pair[0] >= near and (pair[1] == at) != (pair[2] == place)
        ]
        if not rivals:
            yield at, place
        titles_gone = {at, *(pair[1] for pair in rivals)}
        names_gone = {place, *(pair[2] for pair in rivals)}
        free = [pair for pair in free if pair[1] not in titles_gone and pair[2] not in names_gone]


@dataclass(frozen=True, slots=True)
class _Key:
    """What of a name is compared: letters and numbers; and its numbers alone."""

    text: str
    numbers: tuple[str, ...]


def _likeness(one: _Key, other: _Key) -> float:
    """From 0 to 100; 0 where their numbers differ."""
    if not one.text or not other.text or one.numbers != other.numbers:
        return 0.0
    return fuzz.ratio(one.text, other.text, score_cutoff=MIN_ALIKE)


def _key(name: str, facts: Narratives, is_whole: bool) -> _Key:
    """The name without its year and the words that open it; if not whole, without brackets."""
    text = _YEAR.sub("", to_arabic(repair_marks(name)[0]))
    text = text if is_whole else _BRACKETS.sub("", text)
    letters = "".join(char for char in squeeze(text) if unicodedata.category(char)[0] in "LMN")
    core = _openers(facts).sub("", letters) or letters
    return _Key(core, tuple(sorted(_DIGITS.findall(core))))


@cache
def _openers(facts: Narratives) -> re.Pattern[str]:
    words: Iterable[str] = {part for words in facts.colon_titles for part in words.split("/")}
    return re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})+")
