"""Rows find their section from headings, declared counts and numbering; never by a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.assign import RunFacts, SectionFacts, assign_runs


def section(count: int | None, headed: bool, budget: int | None = None) -> SectionFacts:
    money = None if budget is None else Decimal(budget)
    return SectionFacts(number="", count=count, budget=money, headed=headed)


def run(
    *numbers: int, at: int | None = None, between: tuple[int, int] = (0, 99), money: int = 0
) -> RunFacts:
    return RunFacts(numbers, Decimal(money), at, *between)


@pytest.mark.parametrize(
    ("sections", "runs", "expected"),
    [
        pytest.param(
            (section(1, True), section(30, False), section(6, True)),
            (run(1, at=0, between=(0, 2)), run(8, 9, between=(0, 2)), run(13, 14, between=(0, 2)),
             run(1, 2, at=2, between=(2, 3))),
            (0, 1, 1, 2), id="the page with the heading is lost",
        ),
        pytest.param(
            (section(2, True), section(3, False), section(3, False), section(2, True)),
            (run(1, 2, at=0, between=(0, 3)), run(2, 3, between=(0, 3)), run(1, 2, at=3)),
            (0, None, 3), id="two sections fit equally well",
        ),
        pytest.param(
            (section(2, True), section(3, False), section(9, False)),
            (run(1, 2, at=0), run(4, 5)), (0, 2), id="the count of one is too small",
        ),
        pytest.param(
            (section(2, True), section(9, False, budget=0), section(9, False, budget=500)),
            (run(1, 2, at=0), run(4, 5, money=500)), (0, 2), id="the money of one is too small",
        ),
        pytest.param(
            (section(20, True), section(30, False)),
            (run(1, 2, 3, at=0), run(4, 5)), (0, 0), id="the numbering goes on",
        ),
        pytest.param(
            (section(20, True), section(30, False)),
            (run(1, 2, 3, at=0), run(8, 9)), (0, None), id="a jump may hide a heading",
        ),
        pytest.param(
            (section(20, True), section(None, False)),
            (run(1, 2, 3, at=0), run(1, 2)), (0, 1), id="the numbering begins again",
        ),
        pytest.param(
            (section(6, True), section(9, True)),
            (run(1, 2, at=0, between=(0, 1)), run(3, 1, 2, between=(0, 1)),
             run(3, between=(0, 1)), run(1, 2, at=1)),
            (0, 0, 0, 1), id="the numbering begins again within a table",
        ),
        pytest.param(
            (section(103, True), section(5, True)),
            (run(1, 2, 3, at=0, between=(0, 1)), run(4, 5, between=(0, 1)),
             run(1, 7, 8, between=(0, 1)), run(1, 2, at=1)),
            (0, 0, None, 1), id="a number misread takes no other table from where it fits",
        ),
        pytest.param(
            (section(9, True), section(30, False)),
            (run(1, 2, 3, at=0), run(4, 5, 1, 7, 8), run(9)), (0, 0, 0),
            id="a number misread among others in order",
        ),
        pytest.param(
            (section(9, True), section(30, False)),
            (run(1, 2, 3, at=0), run(4, 5, 46, 7)), (0, 0), id="a number with a digit too many",
        ),
        pytest.param(
            (section(4, True), section(0, False)),
            (run(1, 2, 3, at=0), run(4, 5)), (0, 0), id="a section declared as - takes no rows",
        ),
        pytest.param(
            (section(30, False), section(6, False)),
            (run(*range(1, 31)), run(*range(1, 7))), (0, 1), id="two headings lost in a row",
        ),
        pytest.param(
            (section(5, True), section(0, False)),
            (run(1, 2, at=0), run(1, 2, 3)), (0, 0), id="one section has two numberings",
        ),
        pytest.param(
            (section(4, True), section(0, False)),
            (run(1, 2, at=0), run(1, 2, 3)), (0, None), id="no room for a second numbering",
        ),
        pytest.param(
            (section(5, True), section(5, False)),
            (run(1, 2, at=0), run(1, 2, 3)), (0, 1), id="a lost heading before a second numbering",
        ),
        pytest.param((), (run(1, 2),), (None,), id="nothing is known"),
    ],
)  # fmt: skip
def test_cases(
    sections: tuple[SectionFacts, ...], runs: tuple[RunFacts, ...], expected: tuple[int | None, ...]
) -> None:
    assert tuple(answer.section for answer in assign_runs(sections, runs)) == expected


FACTS = st.builds(
    section, count=st.none() | st.integers(0, 9), headed=st.booleans(), budget=st.none()
)
NUMBERS = st.lists(st.integers(1, 12), max_size=4)


@given(st.lists(FACTS, max_size=5), st.lists(st.tuples(NUMBERS, st.integers(0, 4)), max_size=6))
def test_total_and_headings_always_win(
    facts: list[SectionFacts], raw: list[tuple[list[int], int]]
) -> None:
    sections = tuple(facts)
    runs = tuple(
        run(*numbers, at=place if place < len(sections) else None) for numbers, place in raw
    )
    answers = assign_runs(sections, runs)
    assert len(answers) == len(runs)
    for one, answer in zip(runs, answers, strict=True):
        if one.anchor is not None:
            assert answer.section == one.anchor
        if answer.inferred:
            assert answer.section is not None
            assert not sections[answer.section].headed
