"""The goal that a row of sums names itself."""

import pytest

from pipeline.contracts.record import Level
from pipeline.contracts.table import RawSummaryLine, RawValue
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.summary import build_summary, split_goal

LEXICON = load_lexicon()
NOTHING = RawValue("", ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("มิติที่ ๒", "2"),
        ("รวมมิติที่ ๒", "2"),
        ("รวม มิติที่ 2", "2"),
        ("รวม (เป้าหมายที่ ๓)", "3"),
        ("รวม", ""),
        ("รวม ๓ โครงการ", ""),  # a count, no goal
    ],
)
def test_the_number_of_the_goal(text: str, number: str) -> None:
    assert split_goal(RawValue(text, ()), LEXICON)[0] == number


def test_two_totals_that_name_their_goals_are_no_grand_total() -> None:
    raw = tuple(
        RawSummaryLine(
            RawValue(text, ()), NOTHING, RawValue("๔", ()), RawValue("๑,๐๐๐", ()), total="goal"
        )
        for text in ("รวมมิติที่ ๑", "รวมมิติที่ ๒")
    )
    lines = build_summary(raw, LEXICON)
    assert [(line.level, line.goal_no) for line in lines] == [
        (Level.GOAL_TOTAL, "1"),
        (Level.GOAL_TOTAL, "2"),
    ]
