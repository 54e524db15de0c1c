"""Counts of projects as summary lines print them."""

import pytest

from pipeline.contracts.parsed import Status
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import parse_count

DASHES = load_lexicon().budget.dash


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๑๒ โครงการ", 12),
        ("๔ มาตรการ ๖ กิจกรรม ๑๖ โครงการ", 26),
        ("๔ มาตรการ\n๖ กิจกรรม และ ๑,๐๐๐ โครงการ", 1010),
        ("๑,๒๐๐", 1200),
    ],
)
def test_sum_of_its_kinds(text: str, value: int) -> None:
    assert parse_count(text, DASHES).value == value


@pytest.mark.parametrize("text", ["###", "๖\n๓", "๔ มาตรการ ๖", "๑๒ คน", "๑ โครงการ ๒ ล้าน"])
def test_no_count(text: str) -> None:
    assert parse_count(text, DASHES).status is Status.UNREADABLE
