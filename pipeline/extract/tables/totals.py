"""Rows of sums: the words that open them, with the goal or indicator they may name."""

import re
from functools import cache
from typing import Literal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.lost_letters import find_lost
from pipeline.normalize.thai_marks import repair_marks

_REST = re.compile(r"[\d.,()\[\]:*\-–]+")


def total_kind(text: str, headings: Headings) -> Literal["", "goal", "grand"]:
    """`goal` for `รวม`, `รวม (เป้าหมายที่ ๑)`; `grand` for `ภาพรวม`, `รวมทั้งสิ้น`; else empty."""
    bare = squeeze(to_arabic(repair_marks(text)[0])).strip("*:")
    grand, goal, named = _words(headings)
    if bare.startswith(grand):
        return "grand"
    if UNKNOWN in bare:
        lost = find_lost(_REST.sub("", bare), _totals(headings))
        return lost[1] if lost else ""
    left = _REST.sub("", named.sub("", bare))
    return "goal" if left in goal or _names_strategy(bare, headings) else ""


def _names_strategy(bare: str, headings: Headings) -> bool:
    """Whether a total says of which strategy or แผนงาน it is: `รวมยุทธศาสตร์การพัฒนาด้านน้ำ`."""
    total = next(
        (word for word in sorted(headings.goal_total, key=len) if bare.startswith(word)), ""
    )
    levels = (*headings.strategy_words, *headings.equipment_words, *headings.programme_words)
    return bool(total) and bare.removeprefix(total).startswith(levels)


@cache
def _words(headings: Headings) -> tuple[tuple[str, ...], frozenset[str], re.Pattern[str]]:
    """(words of a grand total, of a goal's, what a total may name: a goal, an indicator, baht)."""
    named = (
        *headings.goal_words,
        *headings.theme_words,
        *headings.indicator_words,
        *headings.total_units,
    )
    return (
        tuple(map(squeeze, headings.grand_total)),
        frozenset(map(squeeze, headings.goal_total)),
        re.compile("|".join(re.escape(squeeze(word)) for word in named)),
    )


@cache
def _totals(headings: Headings) -> dict[str, Literal["goal", "grand"]]:
    kinds: tuple[tuple[Literal["goal", "grand"], tuple[str, ...]], ...] = (
        ("goal", headings.goal_total),
        ("grand", headings.grand_total),
    )
    return {squeeze(word): kind for kind, words in kinds for word in words}
