"""What the heading of a column names, by the words of the lexicon: a role, a quarter, a month."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import QUARTER_ROLES, ColumnMonth, Role
from pipeline.lexicon.facts import Headings, Months
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.lost_letters import find_lost
from pipeline.normalize.months import parse_month_heading, parse_schedule_words
from pipeline.normalize.thai_marks import repair_marks, skeleton

MIN_NAME_SIMILARITY = 87  # one slip in eight letters (87.5); ตัวชี้วัด and ตัวชี้วัดที่ are 86 alike
MIN_SKELETON = 5  # letters without marks; of fewer other words have the same
MANY_HEADINGS = 4096  # different texts at a table's top; a run of plans has some hundred
MAX_MONTH_HEADING = 24  # letters; a longer text with a month in it is a sentence

LABEL_ROLES = (Role.GOAL, Role.INDICATOR)  # columns whose cells are headings
_NUMBERED = re.compile(r"\s*\d+(?:\.\d+)*[.)]?\s*[^\W\d]")
_ASIDE = re.compile(r"\([^)]*\)|ปี(?:งบประมาณ)?(?:พ\.?ศ\.?)?\d{4}")  # (บาท), ปี ๒๕๖๗


@lru_cache(maxsize=MANY_HEADINGS)  # a table prints its headings anew on every page
def role_of(heading: str, headings: Headings, months: Months) -> Role:
    """The role that a heading names, by lexicon with fuzzy match; UNKNOWN where none."""
    bare = _bare(heading)
    if not bare:
        return Role.UNKNOWN
    names = _names(headings)
    if bare in names:
        return names[bare]
    if month_of_heading(heading, headings, months):
        return Role.MONTH
    if any(f"{unit})" in bare for unit in headings.scaled_units):
        return Role.UNKNOWN  # its figures are thousands, or millions, of baht
    if quarter := quarter_of_heading(bare, headings, months):
        return QUARTER_ROLES[quarter - 1]
    plain = _ASIDE.sub("", bare)
    if UNKNOWN in bare:
        lost = find_lost(bare, names) or find_lost(plain, names)
        return lost[1] if lost else Role.UNKNOWN
    found = process.extractOne(
        plain, names.keys(), scorer=fuzz.ratio, score_cutoff=MIN_NAME_SIMILARITY
    )
    if found:
        return names[found[0]]
    return (
        _skeletons(headings).get(skeleton(plain))
        or _role_of_parts(plain, names)
        or _role_above_label(heading, names)
        or Role.UNKNOWN
    )


@cache
def _skeletons(headings: Headings) -> dict[str, Role]:
    """What names read from a picture mean, their marks lost or changed; none that may be two."""
    found: dict[str, set[Role]] = {}
    for name, role in _names(headings).items():
        found.setdefault(skeleton(name), set()).add(role)
    return {
        bare: next(iter(roles))
        for bare, roles in found.items()
        if len(roles) == 1 and len(bare) >= MIN_SKELETON
    }


def _bare(heading: str) -> str:
    return squeeze(to_arabic(repair_marks(heading)[0])).strip("*:")


def _role_of_parts(bare: str, names: dict[str, Role]) -> Role | None:
    """The role of `โครงการ/กิจกรรม/แผนงาน`: all its parts name the same."""
    roles = {names.get(part) for part in bare.split("/")}
    return roles.pop() if "/" in bare and len(roles) == 1 else None


def _role_above_label(heading: str, names: dict[str, Role]) -> Role | None:
    """The role of a column of labels whose heading a label runs under (`มิติ` over `๓. การ…`).

    Of a merged cell that a page break cuts, a spreadsheet prints all text on both pages, and shows
    a part of it.
    """
    first, _, rest = heading.partition("\n")
    role = names.get(_bare(first))
    is_label = role in LABEL_ROLES and _NUMBERED.match(to_arabic(rest))
    return role if is_label else None


def is_other_column(heading: str, headings: Headings) -> bool:
    """Whether a heading names a column that no field holds, whatever stands above it."""
    return _bare(heading) in _others(headings)


@cache
def column_names(headings: Headings) -> dict[str, Role]:
    """What the lexicon calls the columns that a field holds, without spaces, digits as Arabic."""
    return {
        squeeze(to_arabic(name)): Role(role)
        for role, names in headings.columns.items()
        for name in names
    }


@cache
def _others(headings: Headings) -> dict[str, Role]:
    return {squeeze(to_arabic(name)): Role.UNKNOWN for name in headings.other_columns}


@cache
def _names(headings: Headings) -> dict[str, Role]:
    return _others(headings) | column_names(headings)


def month_of_heading(heading: str, headings: Headings, months: Months) -> ColumnMonth | None:
    """The month that a heading names, however narrow its column (`ต.ค. ๖๕`, one letter a line)."""
    bare = _without_time_name(_bare(heading), headings, months)
    named = parse_month_heading(bare, months) if len(bare) <= MAX_MONTH_HEADING else None
    return ColumnMonth(*named) if named else None


def _without_time_name(bare: str, headings: Headings, months: Months) -> str:
    for name in _time_names(headings, months):
        if len(bare) > len(name):
            bare = bare.removeprefix(name)
    return bare


@cache
def _time_names(headings: Headings, months: Months) -> tuple[str, ...]:
    """What the time columns are called together, longest first."""
    quarter_words = set(map(squeeze, months.quarter_words))
    names = sorted(map(squeeze, headings.columns["time"]), key=len, reverse=True)
    return tuple(name for name in names if name not in quarter_words)


def _quarter_words(months: Months) -> str:
    """A pattern of what stands before a quarter's number."""
    words = "|".join(re.escape(squeeze(word)) for word in months.quarter_words)
    return rf"(?:{words})\.?"


@cache
def _quarter_pattern(months: Months) -> re.Pattern[str]:
    return re.compile(rf"(?:{_quarter_words(months)})?([1-4])(?!\d)", re.IGNORECASE)


@cache
def _named_quarter(months: Months) -> re.Pattern[str]:
    return re.compile(rf"{_quarter_words(months)}([1-4])(?!\d)")


def quarters_named(heading: str, months: Months) -> list[int]:
    """The quarters that a heading names, 1..4, in its order (`ไตรมาส ๑ ไตรมาส ๒`: 1, 2)."""
    return list(map(int, _named_quarter(months).findall(to_arabic(squeeze(heading)))))


def quarter_of_heading(bare: str, headings: Headings, months: Months) -> int:
    """1..4 for a heading of a quarter, with or without its months.

    The name of the time columns may stand before it (`ระยะเวลาดำเนินการ ไตรมาส ๑`). 0 for others.
    """
    bare = _without_time_name(bare, headings, months)
    if UNKNOWN in bare:
        words = map(squeeze, months.quarter_words)
        named = {f"{word}{number}": number for word in words for number in range(1, 5)}
        lost = find_lost(re.split(r"(?<=\d)", bare, maxsplit=1)[0], named)
        return lost[1] if lost else 0
    if match := _quarter_pattern(months).match(bare):
        is_named = match[0] != match[1]
        return int(match[1]) if is_named else 0
    if len(bare) > MAX_MONTH_HEADING:
        return 0
    said = parse_schedule_words(bare, None, months).quarters
    return said.index(True) + 1 if said is not None and sum(said) == 1 else 0
