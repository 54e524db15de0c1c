"""Plans from chance: what is true of them is decided here, and typed, before any page is made."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

WORDS_FILE = Path(__file__).with_name("words.yml")
MONTHS = (
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
)
FULL_MONTHS = (
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม", "มกราคม", "กุมภาพันธ์", "มีนาคม",
    "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
)  # fmt: skip
SHARE_OF_GAPS = 0.15
SHARE_OF_AMOUNTS, SHARE_IF_SHORT = 0.65, 0.92  # of the projects
SHARE_OF_DASHES = 0.2  # of the projects without money; the others say so in words
SHORT_NAME, SHORT_AGENCY = 42, 26  # characters, marks included
MIN_BAHT, MAX_BAHT = 100, 99_999_999
MAX_WITH_SATANG = 1_000_000  # longer numbers would not fit the column on one line
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


@dataclass(frozen=True)
class Project:
    """One project. `months`: first and last month of the fiscal year, 0 (October) to 11.

    `has_gap`: quarters between the first and the last are idle, as ticks and fills can say.
    `baht` is None where no money is used; `dash` then says which of the two ways is printed.
    """

    number: int
    name: str
    method: str
    kpi: str
    baht: Decimal | None
    is_dash: bool
    months: tuple[int, int]
    agency: str
    has_gap: bool = False

    @property
    def quarters(self) -> tuple[bool, bool, bool, bool]:
        """Which quarters the months lie in."""
        first, last = self.months[0] // 3, self.months[1] // 3
        worked = (first, last) if self.has_gap else range(first, last + 1)
        one, two, three, four = (at in worked for at in range(4))
        return one, two, three, four


@dataclass(frozen=True)
class Section:
    """The projects of one indicator with its heading."""

    goal_no: str
    goal: str
    indicator_no: str
    indicator: str
    target: str
    projects: tuple[Project, ...]

    @property
    def baht(self) -> Decimal:
        """The money of all its projects."""
        return sum((p.baht or Decimal(0) for p in self.projects), Decimal(0))


@dataclass(frozen=True)
class Plan:
    """An invented plan; digits are Thai throughout, a look may print others."""

    province: str
    year_be: int
    preface: tuple[str, ...]
    sections: tuple[Section, ...]


@cache
def invention_words() -> dict[str, list[str]]:
    """words.yml: what stands in each kind of slot."""
    words: dict[str, list[str]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words


def invent_plan(
    chance: random.Random,
    rows: int,
    whole_quarters: bool = True,
    is_short: bool = False,
) -> Plan:
    """A plan of about `rows` projects (never fewer) over several indicators.

    `is_short`: words that fit on one line, and money nearly everywhere.
    """
    year_be = chance.randint(2561, 2570)
    province = chance.choice(invention_words()["province"])
    speak = Speaker(chance, invention_words(), {"province": province, "year": str(year_be)})
    goals = chance.sample(invention_words()["goal"], 2)
    titles = chance.sample(invention_words()["indicator"], 4)
    counts = _shares(chance, rows)
    sections = []
    for at, count in enumerate(counts):
        goal_at = 0 if at < (len(counts) + 1) // 2 else 1
        within = at - (0 if goal_at == 0 else (len(counts) + 1) // 2)
        sections.append(
            Section(
                goal_no=str(goal_at + 1),
                goal=goals[goal_at],
                indicator_no=f"{goal_at + 1}.{within + 1}",
                indicator=titles[at],
                target=speak.say("target"),
                projects=tuple(
                    _project(chance, speak, number, whole_quarters, is_short)
                    for number in range(1, count + 1)
                ),
            )
        )
    return Plan(province, year_be, tuple(invention_words()["preface"]), tuple(sections))


def _shares(chance: random.Random, rows: int) -> list[int]:
    parts = 1 if rows < 8 else 2 if rows < 14 else chance.choice((3, 4))
    base = [rows // parts] * parts
    base[0] += rows - sum(base)
    for at in range(1, parts):
        moved = chance.randint(0, max(base[at] - 2, 0) // 2)
        base[at] -= moved
        base[0] += moved
    return base


def _project(
    chance: random.Random, speak: Speaker, number: int, whole_quarters: bool, is_short: bool
) -> Project:
    first = chance.randint(0, 11)
    last = chance.randint(first, 11) if chance.random() > 0.2 else 11
    if chance.random() < 0.15:
        first, last = 0, 11
    if whole_quarters:
        first, last = first // 3 * 3, last // 3 * 3 + 2
    amounts = SHARE_IF_SHORT if is_short else SHARE_OF_AMOUNTS
    dice = chance.random()
    baht = _baht(chance) if dice < amounts else None
    return Project(
        number=number,
        name=speak.say("project", SHORT_NAME if is_short else None),
        method=_cell(chance, speak, "method_item", "method_prose"),
        kpi=_cell(chance, speak, "kpi_item", "kpi_item"),
        baht=baht,
        is_dash=dice > 1 - SHARE_OF_DASHES * (1 - amounts),
        months=(first, last),
        agency=speak.say("agency", SHORT_AGENCY if is_short else None),
        has_gap=whole_quarters and chance.random() < SHARE_OF_GAPS,
    )


def _baht(chance: random.Random) -> Decimal:
    """From 100 to 99,999,999 baht, every length of number as often; some with satang."""
    digits = chance.randint(3, 8)
    whole = chance.randint(max(MIN_BAHT, 10 ** (digits - 1)), min(MAX_BAHT, 10**digits - 1))
    if chance.random() < 0.5 and whole > 1000:
        whole = whole // 100 * 100
    has_satang = chance.random() < 0.12 and whole < MAX_WITH_SATANG
    satang = chance.choice((25, 50, 75, 5)) if has_satang else 0
    return Decimal(whole) + Decimal(satang) / 100


def _cell(chance: random.Random, speak: Speaker, items: str, prose: str) -> str:
    """One to four sentences: bullets, or running text."""
    count = chance.choices((1, 2, 3, 4), (4, 4, 2, 1))[0]
    if chance.random() < 0.6:
        return " ".join(f"• {text}" for text in speak.different(items, count))
    return " ".join(speak.different(prose, min(count, 2)))


class Speaker:
    """Fills the templates of a words file; `fixed` slots say the same throughout a plan."""

    def __init__(
        self, chance: random.Random, words: dict[str, list[str]], fixed: dict[str, str]
    ) -> None:
        self.chance = chance
        self.words = words
        self.fixed = fixed

    def say(self, slot: str, longest: int | None = None) -> str:
        """An entry of the list, drawn again until it has at most `longest` characters."""
        while True:
            text = to_thai(self._fill(self.chance.choice(self.words[slot])))
            if longest is None or len(text) <= longest:
                return text

    def different(self, slot: str, count: int) -> list[str]:
        """That many entries of the list, each once."""
        picked = self.chance.sample(self.words[slot], count)
        return [to_thai(self._fill(text)) for text in picked]

    def _fill(self, text: str) -> str:
        return _SLOT.sub(self._slot, text)

    def _slot(self, match: re.Match[str]) -> str:
        if match[2]:
            return str(self.chance.randint(int(match[2]), int(match[3])))
        return self.fixed.get(match[1]) or self._fill(self.chance.choice(self.words[match[1]]))


def to_thai(text: str) -> str:
    """Arabic digits as Thai ones."""
    return text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def to_arabic(text: str) -> str:
    """Thai digits as Arabic ones."""
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
