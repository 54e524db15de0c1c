"""Plans over several years from chance; what is true of them is decided before any page is made."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from bench.forms.years_plan import (
    Group,
    Kind,
    Nothing,
    Strategy,
    YearMoney,
    YearsPlan,
    YearsProject,
)

WORDS_FILE = Path(__file__).with_name("years_words.yml")
SHARE_EVERY_YEAR, SHARE_ONE_YEAR = 0.4, 0.3  # of a development plan's projects; the rest: some
SHARE_SAME_AMOUNT = 0.7  # of the projects with money in several years
SHARE_WORDS = 0.12  # of a development plan's projects: one of their years uses no money, in words
SHARE_WITH_MONEY = 0.45  # of an anti-corruption plan's projects
SHARE_OF_SATANG, MOST_YEARS_WITH_SATANG = 0.1, 3  # more columns have no room for them
EVERY = 4  # of the amounts of a plan with narrow columns, one does not fit
MOST_BAHT, MOST_BAHT_OF_A_DEED = 9_900_000, 300_000
KINDS: tuple[Kind, ...] = ("โครงการ", "กิจกรรม", "มาตรการ")
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


def development_plan(
    chance: random.Random, year_count: int, nothing: Nothing = "dash", rows: int = 18
) -> YearsPlan:
    """A development plan of about `rows` projects below strategies and แผนงาน."""
    speak = _Speaker(chance)
    titles = chance.sample(_words()["strategy"], chance.choice((2, 3)))
    counts = _shares(chance, rows, len(titles))
    strategies = []
    for at, (title, count) in enumerate(zip(titles, counts, strict=True), start=1):
        programmes = chance.sample(_words()["programme"], min(chance.choice((1, 2, 3)), count // 2))
        parts = _shares(chance, count, len(programmes))
        groups = tuple(
            Group(
                f"{at}.{place}",
                programme,
                tuple(
                    _development_project(speak, n, year_count, nothing) for n in range(1, size + 1)
                ),
            )
            for place, (programme, size) in enumerate(zip(programmes, parts, strict=True), start=1)
        )
        strategies.append(Strategy(str(at), title, groups))
    return _plan(speak, year_count, tuple(strategies))


def anticorruption_plan(
    chance: random.Random, year_count: int = 4, longest: int = 6, dimensions: int = 4
) -> YearsPlan:
    """An anti-corruption plan; some ภารกิจ number their projects in two steps, `1.1.1(1)`."""
    speak = _Speaker(chance)
    missions = chance.sample(_words()["mission"], dimensions * 3)
    strategies = []
    for at in range(1, dimensions + 1):
        groups = []
        for place in range(1, chance.choice((2, 3, 3)) + 1):
            number = f"{at}.{place}"
            size = chance.randint(1, longest)
            is_deep = size > 2 and chance.random() < 0.5
            numbers = _deep_numbers(number, size, chance) if is_deep else _plain_numbers(size)
            projects = tuple(_deed(speak, item, year_count) for item in numbers)
            groups.append(Group(number, speak.filled(missions.pop()), projects))
        strategies.append(Strategy(str(at), _words()["dimension"][at - 1], tuple(groups)))
    return _plan(speak, year_count, tuple(strategies))


def overflowing(plan: YearsPlan) -> YearsPlan:
    """The plan with every fourth amount too long for its column."""
    seen = 0
    for _, group in plan.groups:
        projects = []
        for project in group.projects:
            years = []
            for money in project.years:
                seen += money.baht is not None
                is_lost = money.baht is not None and seen % EVERY == 0
                years.append(replace(money, overflows=is_lost))
            projects.append(replace(project, years=tuple(years)))
        plan = plan.with_group(group.number, replace(group, projects=tuple(projects)))
    return plan


def _plan(speak: _Speaker, year_count: int, strategies: tuple[Strategy, ...]) -> YearsPlan:
    return YearsPlan(
        body=speak.say("body"),
        district=speak.say("district"),
        province=speak.say("province"),
        first_year=speak.chance.randint(2561, 2570),
        year_count=year_count,
        preface=tuple(_words()["preface"]),
        strategies=strategies,
    )


def _shares(chance: random.Random, whole: int, parts: int) -> list[int]:
    """`whole` in so many parts, none below two where that can be."""
    shares = [whole // parts] * parts
    shares[0] += whole - sum(shares)
    for at in range(1, parts):
        moved = chance.randint(0, max(shares[at] - 2, 0))
        shares[at] -= moved
        shares[0] += moved
    return shares


def _development_project(
    speak: _Speaker, number: int, year_count: int, nothing: Nothing
) -> YearsProject:
    return YearsProject(
        item_no=str(number),
        name=speak.new("work"),
        years=_development_years(speak, year_count, nothing),
        agency=speak.say("office"),
        objective=speak.say("objective"),
        target=speak.say("output"),
        kpi=speak.say("indicator"),
        result=speak.say("result"),
    )


def _development_years(speak: _Speaker, year_count: int, nothing: Nothing) -> tuple[YearMoney, ...]:
    chance = speak.chance
    dice = chance.random()
    if dice < SHARE_EVERY_YEAR:
        planned = set(range(year_count))
    elif dice < SHARE_EVERY_YEAR + SHARE_ONE_YEAR:
        planned = {chance.randrange(year_count)}
    else:
        planned = set(chance.sample(range(year_count), chance.randint(2, year_count)))
    source = speak.say("source")
    has_room = year_count <= MOST_YEARS_WITH_SATANG
    amount = _baht(chance, MOST_BAHT, has_room)
    is_same = chance.random() < SHARE_SAME_AMOUNT
    worded = chance.choice(sorted(planned)) if chance.random() < SHARE_WORDS else None
    years = []
    for at in range(year_count):
        if at == worded:
            years.append(YearMoney(None, "none"))
        elif at in planned:
            other = _baht(chance, MOST_BAHT, has_room)
            years.append(YearMoney(amount if is_same else other, source=source))
        else:
            years.append(YearMoney(None, nothing))
    return tuple(years)


def _deed(speak: _Speaker, item_no: str, year_count: int) -> YearsProject:
    chance = speak.chance
    kind = chance.choice(KINDS)
    if chance.random() < SHARE_WITH_MONEY:
        amount = _baht(chance, MOST_BAHT_OF_A_DEED)
        years = [YearMoney(amount) for _ in range(year_count)]
    else:
        years = [YearMoney(None, "dash") for _ in range(year_count)]
    return YearsProject(
        item_no, kind + speak.new("deed"), tuple(years), speak.say("remark"), kind=kind
    )


def _deep_numbers(number: str, size: int, chance: random.Random) -> list[str]:
    """Numbers in two steps: `1.1.1(1)`, `1.1.1(2)`, `1.1.2(1)`."""
    numbers: list[str] = []
    step, inside = 1, 1
    for _ in range(size):
        numbers.append(f"{number}.{step}({inside})")
        inside += 1
        if inside > 2 and chance.random() < 0.5:
            step, inside = step + 1, 1
    return numbers


def _plain_numbers(size: int) -> list[str]:
    return [str(at) for at in range(1, size + 1)]


def _baht(chance: random.Random, most: int, has_satang: bool = False) -> Decimal:
    """Rounded as planners do, every length of number as often; a few with satang, if any may."""
    digits = chance.randint(4, len(str(most)))
    whole = min(chance.randint(10 ** (digits - 1), 10**digits - 1), most)
    whole = max(whole // 500 * 500, 500)
    is_odd = has_satang and chance.random() < SHARE_OF_SATANG
    return Decimal(whole) + (Decimal("0.50") if is_odd else 0)


class _Speaker:
    """Fills the templates of years_words.yml; says no name twice that must be new."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.said: set[str] = set()

    def say(self, slot: str) -> str:
        return self.filled(self.chance.choice(_words()[slot]))

    def new(self, slot: str) -> str:
        while True:
            text = self.say(slot)
            if text not in self.said:
                self.said.add(text)
                return text

    def filled(self, text: str) -> str:
        return _SLOT.sub(self._slot, text)

    def _slot(self, match: re.Match[str]) -> str:
        if match[2]:
            return str(self.chance.randint(int(match[2]), int(match[3])))
        return self.say(match[1])


def speaker(chance: random.Random) -> _Speaker:
    """One that fills the templates by this chance."""
    return _Speaker(chance)


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words
