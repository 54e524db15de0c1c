"""What a sheet of prose says of its project's budget: an amount, of a year or of all, or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.contracts.parsed import UNKNOWN, Parsed, Status
from pipeline.contracts.record import Basis
from pipeline.lexicon.facts import Budget, Lexicon, Narratives
from pipeline.normalize.digits import GROUPED, has_digit, squeeze, to_arabic
from pipeline.normalize.money import parse_money
from pipeline.normalize.years import be_years

MIN_PHRASE = 8  # letters of a phrase for no budget that may stand inside a longer sentence

_NUMBER = rf"[\d{UNKNOWN}](?:[\d.,{UNKNOWN}A-Za-z]*[\d{UNKNOWN}])?"
_YEARS_LONG = re.compile(r"(?<![\d.])(?:[2-9]|1\d)\s*ปี(?!\s*(?:ละ|ๆ|งบประมาณ\s*\d))")


@dataclass(frozen=True, slots=True)
class StatedBudget:
    """What was understood: the money, whose it is, and of which years where these are named."""

    money: Parsed[Decimal]
    basis: Basis = ""
    years: tuple[tuple[int, Parsed[Decimal]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """One amount, or phrase for none, with what the words around it say of it."""

    money: Parsed[Decimal]
    basis: Basis
    year: int | None
    is_total: bool


def parse_stated_budget(text: str, lexicon: Lexicon) -> StatedBudget:
    """The budget that some lines of prose state.

    Several amounts are one if a word for total stands beside it, if they are of years that are
    named, or if one is of a year and one of all; else they are unreadable.
    """
    items = _items(text, lexicon)
    if not items:
        return StatedBudget(_without_amount(text, lexicon.budget))
    named = [item for item in items if item.year is not None]
    if named and all(item.year is not None or item.is_total for item in items):
        return _of_years(text, named, [item for item in items if item.year is None])
    whole = [item for item in items if item.basis == "plan"]
    totals = whole or [item for item in items if item.is_total] or items
    if len({item.money.value for item in totals}) > 1:
        return StatedBudget(_unreadable(text, "several_amounts"))
    return StatedBudget(totals[0].money, totals[0].basis)


def _of_years(text: str, named: Sequence[_Item], totals: Sequence[_Item]) -> StatedBudget:
    """Amounts of named years, and perhaps their sum."""
    years = {item.year: item.money for item in named if item.year is not None}
    money = [one.money for one in totals] or [_sum(text, tuple(years.values()))]
    if len(years) < len(named) or len({one.value for one in money}) > 1:
        return StatedBudget(_unreadable(text, "several_amounts"))
    basis: Basis = "plan" if len(years) > 1 or totals else ""
    return StatedBudget(money[0], basis, tuple(sorted(years.items())))


def _sum(text: str, money: Sequence[Parsed[Decimal]]) -> Parsed[Decimal]:
    """Of what is there; unreadable where one is, none where there is no amount."""
    statuses = {one.status for one in money}
    if Status.UNREADABLE in statuses:
        return _unreadable(text)
    if Status.AMOUNT not in statuses:
        return money[0]
    total = sum((one.value for one in money if one.value is not None), Decimal(0))
    return Parsed[Decimal](raw=text, value=total, status=Status.AMOUNT)


def _without_amount(text: str, facts: Budget) -> Parsed[Decimal]:
    """Nothing, a dash, words for no budget; any other words say nothing of an amount."""
    if not has_digit(text):
        parsed = parse_money(text, facts)
        if parsed.status is not Status.UNREADABLE:
            return parsed
    bare = squeeze(text)
    if any(phrase in bare for phrase in _long_phrases(facts)):
        return Parsed[Decimal](raw=text, value=None, status=Status.NONE)
    return _unreadable(text)


def _unreadable(text: str, *flags: str) -> Parsed[Decimal]:
    return Parsed[Decimal](raw=text, value=None, status=Status.UNREADABLE, flags=flags)


@cache
def _long_phrases(facts: Budget) -> tuple[str, ...]:
    return tuple(one for one in map(squeeze, facts.none) if len(one) >= MIN_PHRASE)


# -- the amounts in a text ---------------------------------------------------------------------


def _items(text: str, lexicon: Lexicon) -> list[_Item]:
    """Each amount with its words: those before it up to the last one, and those right behind it.

    A number without the word for baht is one only where no other has that word.
    """
    arabic = to_arabic(text)
    found = list(_pattern(lexicon.budget).finditer(arabic))
    sure = [match for match in found if _is_sure(match, arabic)]
    items: list[_Item] = []
    start = 0
    for match in sure or [one for one in found if GROUPED.fullmatch(one["number"] or "")]:
        behind = _behind(lexicon.narratives).match(arabic, match.end())
        before = _clause(arabic[start : match.start()])
        money = parse_money(text[match.start() : match.end()].strip(), lexicon.budget)
        items.append(_item(money, before, behind[0] if behind else "", lexicon.narratives))
        start = behind.end() if behind else match.end()
    return items


def _item(money: Parsed[Decimal], before: str, behind: str, facts: Narratives) -> _Item:
    said, after = squeeze(before), squeeze(behind)
    years = be_years(before)
    is_whole = bool(re.search(_any(facts.whole), said)) or any(
        _YEARS_LONG.search(words) for words in (before, behind)
    )
    is_yearly = any(re.search(_any(facts.yearly), words) for words in (said, after))
    is_total = is_whole or bool(re.search(_any(facts.totals), said))
    basis: Basis = "year" if is_yearly and not _sums_years(said, facts) else ""
    basis = basis or ("plan" if is_whole else "")
    is_one_year = len(years) == 1 and not is_total and not basis
    return _Item(money, basis, years[0] if is_one_year else None, is_total and basis != "year")


def _sums_years(said: str, facts: Narratives) -> bool:
    """`รวมทุกปี`: the word for every year is a part of one for all years together."""
    return bool(re.search(_any(facts.whole), said))


def _clause(before: str) -> str:
    """The words on the amount's own line, or those above it where it stands alone there."""
    line = before.rpartition("\n")[2]
    return line if line.strip(" -•:") else before


def _is_sure(match: re.Match[str], text: str) -> bool:
    """Words for none, a number before the word for baht, or what fills a table's cell."""
    if match["none"] or match["unit"]:
        return True
    before = text[: match.start()].rstrip()
    cell = re.split(r"[|\n]", text[match.start() :], maxsplit=1)[0].strip()
    return before.endswith("|") and cell == match[0].strip() and not be_years(cell)


@cache
def _pattern(facts: Budget) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(facts.units, key=len, reverse=True)))
    none = "|".join(r"\s?".join(map(re.escape, one)) for one in _long_phrases(facts))
    number = rf"(?<![\d.,A-Za-z])(?P<number>{_NUMBER})"
    unit = rf"(?P<unit>\s*(?:[.]?[-–])?\s*\(?\s*(?:ล้าน|แสน|หมื่น|พัน)?(?:{units}))?"
    return re.compile(rf"(?P<none>{none})|(?<=\|)\s*[-–—](?=\s*(?:$|[|\n]))|{number}{unit}")


@cache
def _behind(facts: Narratives) -> re.Pattern[str]:
    """What may stand right behind an amount and is said of it: `ต่อปี`, `(รวม ๔ ปี)`, `/ปี`."""
    yearly = "|".join(r"\s*".join(map(re.escape, squeeze(one))) for one in facts.yearly)
    years = rf"\(\s*[^\d()]*\d+\s*ปี\s*\)|(?:{_any(facts.throughout)})\s*\d+\s*ปี"
    return re.compile(rf"\s*[.\-–,]*\s*(?:{years}|\(?\s*(?:{yearly})\s*\)?)")


@cache
def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(squeeze(to_arabic(word))) for word in words)
