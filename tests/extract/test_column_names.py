"""The lexicon's names of columns: each stands once, and for one thing; what a heading names."""

from collections import Counter
from collections.abc import Iterable

import pytest

from pipeline.contracts.table import Role
from pipeline.extract.tables.roles import role_of
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import squeeze, to_arabic


def _doubled(names: Iterable[str]) -> list[str]:
    counted = Counter(squeeze(to_arabic(name)) for name in names)
    return [name for name, times in counted.items() if times > 1]


def test_no_name_is_that_of_two_columns() -> None:
    columns = load_lexicon().headings.columns
    assert _doubled(name for names in columns.values() for name in names) == []


def test_no_other_column_is_named_twice() -> None:
    assert _doubled(load_lexicon().headings.other_columns) == []


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("มิติ\n๓. การส่งเสริมบทบาท", Role.GOAL),
        ("ภารกิจตามมิติ\n3.1 การวางระบบ", Role.INDICATOR),
        ("มิติ\nการส่งเสริมบทบาท", Role.UNKNOWN),
        ("โครงการ\n๓. การอบรม", Role.UNKNOWN),
    ],
)
def test_a_label_that_runs_under_its_heading_leaves_the_column_its_role(
    heading: str, role: Role
) -> None:
    lexicon = load_lexicon()
    assert role_of(heading, lexicon.headings, lexicon.months) is role
