"""Curves through chances, and the confidence from which numbers are taken."""

import math
import random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.extract.scan.confidence import log_odds
from pipeline.extract.scan.recogniser import Letter, Reading
from training.calibrate import LENIENCE, Number, agree, fit, flagged, silent, thresholds
from training.curves import Said, curve_table
from training.evaluate import runs_right

TRIAL = cast(Any, SimpleNamespace(text="๑,๒๕๐", is_ordinary=True))


def reading(text: str, confidence: float = 0.9) -> Reading:
    return Reading(tuple(Letter(char, 0.5, confidence) for char in text), 0.0)


def test_a_net_that_boasts_is_believed_less() -> None:
    r = random.Random(1)
    said = [r.uniform(0.5, 0.9999) for _ in range(20_000)]
    told = [(one, r.random() < one**3) for one in said]
    curve = fit(told)
    assert curve["slope"] < 1.3
    assert curve["offset"] < -0.5


def test_an_honest_net_is_believed() -> None:
    r = random.Random(2)
    said = [r.uniform(0.01, 0.99) for _ in range(20_000)]
    curve = fit((one, r.random() < one) for one in said)
    assert curve["slope"] == pytest.approx(1, abs=0.06)
    assert curve["offset"] == pytest.approx(0, abs=0.06)


def test_no_error_at_all_is_not_proof() -> None:
    assert fit([(0.99, True)] * 50)["offset"] < 3


@pytest.mark.parametrize(
    ("first", "second", "agreed", "right"),
    [
        ("๑,๒๕๐", "๑,๒๕๐", True, True),
        ("๑๒๕๐", "๑๒๕๐", True, True),
        ("๑,๒๕๐", "1,250", True, True),
        ("๑,๒๕๐.-", "๑,๒๕๐", True, True),
        ("๑,๒๕๐", "๑,๒๕๑", False, False),
        ("๑,๒๘๐", "๑,๒๘๐", True, False),
        ("๑,๒๕", "๑,๒๕", False, False),
        ("-", "-", True, False),
    ],
)
def test_agreement_of_two_readings(first: str, second: str, agreed: bool, right: bool) -> None:
    found = agree(TRIAL, reading(first), reading(second, 0.8))
    assert found.agreed is agreed
    if agreed:
        assert found.right is right
        assert found.nats > max(log_odds(reading(first).confidence), log_odds(0.8)) - 0.001


@pytest.mark.parametrize(("is_ordinary", "times"), [(True, 1), (False, LENIENCE)])
def test_thresholds_keep_their_word(is_ordinary: bool, times: float) -> None:
    r, trial = random.Random(3), cast(Any, SimpleNamespace(text="๑", is_ordinary=is_ordinary))
    found = []
    for _ in range(60_000):
        nats = r.uniform(-2, 18)
        right = 1 / (1 + math.exp(-0.6 * nats - 1.5))
        found.append(Number(trial, r.random() < 0.95, r.random() < right, nats))
    asked = list(thresholds(found))
    for one in asked:
        assert silent(found, one["nats"]) <= times * one["silent"]
        assert flagged(found, one["nats"]) == pytest.approx(one["flagged"], abs=1e-3)
    assert [one["flagged"] for one in asked] == sorted(one["flagged"] for one in asked)
    assert silent(found, asked[1]["nats"]) >= 0.5 * times * asked[1]["silent"]


def test_rows_say_what_was_said_and_what_was() -> None:
    rows = list(curve_table({"line": [Said(0.6, True), Said(0.7, False), Said(1, True)]}))
    assert "| 0.5 to 0.8 | 0.6500 | 0.5000 | 2 |" in rows


@pytest.mark.parametrize(
    ("read", "wanted", "right"),
    [
        ("ปี ๒๕๖๖", "ปี ๒๕๖๖", [True]),
        ("ปี ๒๕๖", "ปี ๒๕๖๖", [False]),
        ("ข้อ ๑๓", "ข้อ ๓", [False]),
        ("ขอ ๓ และ ๔", "ข้อ ๓ และ ๕", [True, False]),
        ("", "๓", [False]),
    ],
)
def test_runs_of_digits(read: str, wanted: str, right: list[bool]) -> None:
    assert list(runs_right(read, wanted)) == right
