"""Rows of sums: the words that open them, with the goal or indicator they may name."""

import re
from functools import cache
from typing import Literal

from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.thai_marks import repair_marks

_REST = re.compile(r"[\d.,()\[\]:*\-–]+")


def total_kind(text: str, headings: Headings) -> Literal["", "goal", "grand"]:
    """`goal` for `รวม`, `รวม (เป้าหมายที่ ๑)`; `grand` for `ภาพรวม`, `รวมทั้งสิ้น`; else empty."""
    bare = squeeze(to_arabic(repair_marks(text)[0])).strip("*:")
    if any(bare.startswith(squeeze(word)) for word in headings.grand_total):
        return "grand"
    left = _REST.sub("", _named(headings).sub("", bare))
    return "goal" if left in {squeeze(word) for word in headings.goal_total} else ""


@cache
def _named(headings: Headings) -> re.Pattern[str]:
    """What a total may name: a goal, an indicator, projects and baht."""
    words = (*headings.goal_words, *headings.indicator_words, *headings.total_units)
    return re.compile("|".join(re.escape(squeeze(word)) for word in words))
