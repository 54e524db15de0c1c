"""Yearly operation plans of local bodies from chance: strategies, their แผนงาน, their projects."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from bench.born_digital.invent import Project, Section, Speaker

WORDS_FILE = Path(__file__).with_name("words.yml")
SHARE_OF_WORKS = 0.4  # of the แผนงาน, those that build something
SHARE_OF_MONEY, SHARE_OF_DASHES = 0.85, 0.4
MOST_OF_A_PROGRAMME = 7  # projects
MIN_HUNDREDS, MAX_HUNDREDS = 30, 98_000  # of baht: local budgets are round


@dataclass(frozen=True)
class LocalProject(Project):
    """A project that says where it is carried out."""

    place: str = ""
    fund: str = ""  # where its money comes from


@dataclass(frozen=True)
class LocalPlan:
    """An invented plan of one body for one year; digits are Thai, a look may print others."""

    body: str
    district: str
    province: str
    year_be: int
    sections: tuple[Section, ...]

    @property
    def goals(self) -> dict[str, tuple[Section, ...]]:
        """The sections of each strategy, by its number."""
        numbers = dict.fromkeys(section.goal_no for section in self.sections)
        return {no: tuple(s for s in self.sections if s.goal_no == no) for no in numbers}


@cache
def local_words() -> dict[str, list[str]]:
    """words.yml: what stands in each kind of slot."""
    words: dict[str, list[str]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words


def invent_local_plan(
    chance: random.Random, rows: int, strategies: int = 3, year_be: int | None = None
) -> LocalPlan:
    """A plan of at least `rows` projects; every แผนงาน has two to seven of them."""
    words = local_words()
    year_be = year_be or chance.randint(2561, 2570)
    name = chance.choice(words["place_head"]) + chance.choice(words["place_tail"])
    body = chance.choice(words["kind"]) + name
    province = chance.choice(words["province"])
    speak = Speaker(chance, words, {"body": body, "province": province, "year": f"พ.ศ. {year_be}"})
    goals = chance.sample(words["strategy"], strategies)
    counts = _counts(chance, rows, strategies)
    sections: list[Section] = []
    for at, (goal, sizes) in enumerate(zip(goals, counts, strict=True), start=1):
        programmes = chance.sample(words["programme"], len(sizes))
        sections += [
            Section(
                goal_no=str(at),
                goal=f"ยุทธศาสตร์{goal}",
                indicator_no=f"{at}.{within}",
                indicator=f"แผนงาน{programme}",
                target="",
                projects=_projects(chance, speak, size),
            )
            for within, (programme, size) in enumerate(zip(programmes, sizes, strict=True), start=1)
        ]
    return LocalPlan(body, f"อำเภอ{name}", province, year_be, tuple(sections))


def _counts(chance: random.Random, rows: int, strategies: int) -> list[list[int]]:
    """How many projects each แผนงาน of each strategy has."""
    counts: list[list[int]] = [[] for _ in range(strategies)]
    at = 0
    while at < strategies or sum(map(sum, counts)) < rows:
        counts[at % strategies].append(chance.randint(2, MOST_OF_A_PROGRAMME))
        at += 1
    return counts


def _projects(chance: random.Random, speak: Speaker, count: int) -> tuple[LocalProject, ...]:
    slots = ("works", "detail_works") if chance.random() < SHARE_OF_WORKS else None
    slots = slots or ("activity", "detail_activity")
    names: dict[str, None] = {}
    while len(names) < count:
        names.setdefault(speak.say(slots[0]))
    return tuple(
        _project(chance, speak, number, name, slots[1])
        for number, name in enumerate(names, start=1)
    )


def _project(
    chance: random.Random, speak: Speaker, number: int, name: str, slot: str
) -> LocalProject:
    first = chance.randint(0, 11)
    last = chance.choice((first, chance.randint(first, 11), 11))
    if chance.random() < 0.15:
        first, last = 0, 11
    has_money = chance.random() < SHARE_OF_MONEY
    hundreds = chance.choice((10, 100, 500)) * chance.randint(1, 20) + chance.randint(0, 9)
    hundreds = min(max(hundreds, MIN_HUNDREDS), MAX_HUNDREDS)
    return LocalProject(
        number=number,
        name=name,
        method=" ".join(speak.different(slot, chance.choice((1, 1, 2)))),
        kpi="",
        baht=Decimal(hundreds * 100) if has_money else None,
        is_dash=chance.random() < SHARE_OF_DASHES,
        months=(first, last),
        agency=speak.say("agency"),
        place=speak.say("place"),
        fund=speak.say("fund"),
    )
