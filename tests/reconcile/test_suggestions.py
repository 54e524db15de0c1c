"""What is suggested closes the difference, is plausible, and costs no more than the rows do."""

import sys
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_builder import build

from pipeline.contracts.record import Plan
from pipeline.lexicon.confusions import confusions
from pipeline.reconcile import reconcile
from pipeline.reconcile.exchanges import exchange
from pipeline.reconcile.ledger import ledger
from pipeline.reconcile.measure import Measure, cell_of, declared_value, found_value
from pipeline.reconcile.odd_lines import behind_sum, behind_total
from pipeline.reconcile.printed import Misread
from pipeline.reconcile.slips import meant_for
from pipeline.reconcile.suspects import MAX_NAMED, Suspect, several, single
from pipeline.reconcile.suspicions import Lacking, behind_budget
from pipeline.reconcile.tally import line_sum

AMOUNTS = st.integers(1, 99_999_999)


def suspects() -> st.SearchStrategy[list[Suspect[int]]]:
    """Sums of a few rows and a declared number, each with what it may have been."""
    value = st.integers(0, 60).map(Decimal)
    meant = st.dictionaries(value, st.sampled_from([0.25, 1.0, 1.5, 2.5]), max_size=5)
    one = st.builds(
        Suspect,
        owner=st.integers(),
        value=value,
        weight=st.sampled_from([1, -1]),
        meant=meant,
        is_doubtful=st.booleans(),
    )
    return st.lists(one, max_size=6)


@settings(max_examples=200, deadline=None)
@given(suspects(), st.integers(-80, 80).filter(bool).map(Decimal))
def test_every_answer_closes_the_gap_with_plausible_numbers(
    cells: list[Suspect[int]], gap: Decimal
) -> None:
    for answers in (single(cells, gap), several(cells, gap)):
        assert len(answers.named) <= MAX_NAMED
        for answer in answers.named:
            assert gap + sum(one.change for one in answer) == 0
            assert len({id(one.suspect) for one in answer}) == len(answer) <= 3
            assert all(one.suspect.meant[one.meant] == one.cost for one in answer)
            assert all(one.suspect in cells for one in answer)


@settings(max_examples=200, deadline=None)
@given(suspects(), st.data())
def test_a_planted_single_slip_is_among_the_answers_or_outranked(
    cells: list[Suspect[int]], data: Any
) -> None:
    fitting = [one for one in cells if any(meant != one.value for meant in one.meant)]
    if not fitting:
        return
    planted = data.draw(st.sampled_from(fitting))
    meant = data.draw(st.sampled_from([m for m in planted.meant if m != planted.value]))
    gap = -planted.weight * (meant - planted.value)
    answers = single(cells, gap)
    assert answers.named
    best = answers.named[0][0]
    rank = (not planted.is_doubtful, planted.meant[meant])
    assert (not best.suspect.is_doubtful, best.cost) <= rank


@given(AMOUNTS, st.booleans())
def test_slips_go_both_ways_where_signs_look_alike(amount: int, is_thai: bool) -> None:
    raw = f"{amount:,}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙") if is_thai else {})
    read = Decimal(amount)
    like = confusions().like(is_thai)
    for meant, cost in meant_for(read, raw, confusions()).items():
        assert meant > 0 and meant != read and cost > 0
        digits, others = str(amount), f"{meant:f}"
        changed = [pair for pair in zip(digits, others, strict=False) if pair[0] != pair[1]]
        if (
            len(digits) == len(others)
            and len(changed) == 1
            and changed[0][1] in like[changed[0][0]]
        ):
            assert read in meant_for(meant, raw, confusions())


@pytest.mark.parametrize(
    ("read", "raw", "meant"),
    [
        ("43690", "๔๓,๖๙๐", "43290"),  # a digit taken for another
        ("43690", "๔๓,๖๙๐", "436690"),  # a twin lost
        ("436690", "๔๓๖,๖๙๐", "43690"),  # a digit twice
        ("43690", "๔๓,๖๙๐", "34690"),  # two digits exchanged
        ("2820000", "2,820,000", "28200"),  # a point lost
        ("28.20", "28.20", "2820"),  # a point for nothing
        ("28.20", "28.20", "28200"),  # a point for a comma
    ],
)
def test_what_happens_to_a_number(read: str, raw: str, meant: str) -> None:
    assert Decimal(meant) in meant_for(Decimal(read), raw, confusions())


def test_thai_digits_are_not_mistaken_as_arabic_ones_are() -> None:
    assert Decimal(8) in meant_for(Decimal(3), "3", confusions())
    assert Decimal(8) not in meant_for(Decimal(3), "๓", confusions())


CELLS = st.sampled_from([0, 100, 1300, 28200, 5200, "-", "none", "?๕๐,๐", "15220.50", ""])
BLOCK = st.fixed_dictionaries(
    {"items": st.sampled_from(["1", "1-2", "1-4", "1,3"])},
    optional={"money": st.dictionaries(st.integers(1, 4), CELLS, max_size=4)},
)
DECLARED = st.tuples(st.sampled_from([1, 2, 4, "-"]), CELLS)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(DECLARED, min_size=3, max_size=3),
    st.lists(BLOCK, min_size=3, max_size=3),
    st.sampled_from([None, 1300, 28200, 29500]),
)
def test_what_a_plan_is_told_closes_its_difference(
    declared: list[Any], blocks: list[Any], total: int | None
) -> None:
    numbers = ["1.1", "1.2", "1.3"]
    lines = [[number, *cells] for number, cells in zip(numbers, declared, strict=True)]
    lines += [] if total is None else [["=1", 4, total]]
    plan = build({"summary": lines, "rows": dict(zip(numbers, blocks, strict=True))})
    entries = ledger(plan)
    for entry in entries:
        gap = entry.tally.difference(Measure.BUDGET)
        found = behind_budget(plan, entry, entries)
        if gap is None or found is None:
            continue
        if isinstance(found, Misread):
            for answer in found.answers.named:
                assert gap + sum(one.change for one in answer) == 0
        elif isinstance(found, Lacking):
            assert gap + found.baht == 0
        else:
            assert found == exchange(entry, entries)
            assert _closes_two(found.rows, gap)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(DECLARED, min_size=3, max_size=3),
    st.lists(BLOCK, min_size=3, max_size=3),
    st.tuples(st.integers(1, 12), st.sampled_from([1300, 28200, 29500])),
)
def test_what_a_sum_is_told_closes_its_difference(
    declared: list[Any], blocks: list[Any], total: tuple[int, int]
) -> None:
    numbers = ["1.1", "1.2", "1.3"]
    lines = [[number, *cells] for number, cells in zip(numbers, declared, strict=True)]
    rows = dict(zip(numbers, blocks, strict=True))
    plan = build({"summary": [*lines, ["=1", *total]], "rows": rows})
    line, parts = plan.summary[-1], plan.summary[:-1]
    for measure in (Measure.COUNT, Measure.BUDGET):
        printed, added = declared_value(cell_of(line, measure)), line_sum(parts, measure)
        found = found_value(plan.projects, measure)
        assert printed is not None and found is not None
        by_rows = behind_total(plan, "1", found, measure)
        for gap, told in (
            (None if added is None else added - printed, behind_sum(plan, line, parts, measure)),
            (found - printed, by_rows),
        ):
            for answer in told.answers.named if told else ():
                assert gap is not None
                assert gap + sum(one.change for one in answer) == 0


def _closes_two(rows: Sequence[Any], gap: Decimal) -> bool:
    amounts = [row.budget.value for row in rows]
    return bool(abs(gap) == amounts[0] - sum(amounts[1:]))


def _long_plan(rows: int, doubtful: bool) -> Plan:
    """One indicator of so many rows with two amounts off, and nothing that settles it."""
    money = {n: 1000 + 7919 * n % 90000 for n in range(1, rows + 1)}
    total = sum(money.values()) + 133
    flagged = {"flags": ["ocr_low_confidence"]} if doubtful else {}
    changed = {f"1.1:{n}": {"budget": {"value": baht, **flagged}} for n, baht in money.items()}
    return build(
        {
            "summary": [["1.1", rows, total]],
            "rows": {"1.1": {"items": f"1-{rows}"}},
            "set": changed,
        }
    )


def _work(plan: Plan) -> int:
    """Calls that the suspicion behind the plan's budget takes."""
    entries = ledger(plan)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        behind_budget(plan, entries[0], entries)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("doubtful", [False, True])
def test_the_work_grows_with_the_rows_and_not_with_their_pairs(doubtful: bool) -> None:
    work = [_work(_long_plan(rows, doubtful)) for rows in (125, 250, 500)]
    assert all(more < 2.6 * less for less, more in pairwise(work))
    assert work[-1] < 1_500_000


def test_a_long_plan_is_reconciled_whole() -> None:
    assert [one.rule for one in reconcile(_long_plan(500, doubtful=True))] == ["indicator_budget"]
