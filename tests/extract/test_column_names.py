"""The lexicon's names of columns: each stands once, and for one thing."""

from collections import Counter
from collections.abc import Iterable

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
