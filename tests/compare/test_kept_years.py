"""The notebooks' plans are those that the bench invents, and are read without a doubt."""

from pathlib import Path

import pytest

from bench.years.__main__ import kept_years
from pipeline import read_plan, reconcile_plan
from pipeline.contracts.finding import Severity

PLANS = Path(__file__).parents[2] / "docs" / "notebooks" / "plans"
TEXTS = kept_years()


def test_the_plans_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in PLANS.iterdir()}
    assert kept == TEXTS, "make them again: python -m bench.years --write docs/notebooks/plans"


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_agrees_with_itself(name: str) -> None:
    plan = read_plan(PLANS / name)
    errors = [one for one in reconcile_plan(plan) if one.severity is Severity.ERROR]
    assert not errors
    assert len(plan.projects) > 20
