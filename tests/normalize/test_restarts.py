"""Where the numbering begins again within a table, another section may begin."""

import pytest

from pipeline.contracts.table import RawRow, RawValue, Segment
from pipeline.normalize.restarts import cut_at_restarts


def rows(numbers: list[int]) -> tuple[RawRow, ...]:
    return tuple(
        RawRow(item=RawValue(str(number), ()), values=(), marks=(), extra=(), flags=())
        for number in numbers
    )


@pytest.mark.parametrize(
    ("tables", "cut"),
    [
        ([[1, 2, 3]], [[1, 2, 3]]),
        ([[1, 2, 1, 2, 3]], [[1, 2], [1, 2, 3]]),
        ([[1, 2, 1], [2, 3]], [[1, 2], [1], [2, 3]]),
        ([[1, 1, 3]], [[1, 1, 3]]),
        ([[9, 10, 1, 12]], [[9, 10, 1, 12]]),
        ([[4, 5, 1]], [[4, 5, 1]]),
    ],
)
def test_cut_where_numbers_begin_again(tables: list[list[int]], cut: list[list[int]]) -> None:
    flow = tuple(Segment(rows(numbers)) for numbers in tables)
    assert [_numbers(item) for item in cut_at_restarts(flow)] == cut


def _numbers(item: object) -> list[int]:
    assert isinstance(item, Segment)
    return [int(row.item.text) for row in item.rows if row.item]
