"""The bench of reconciliation plants what it says, and would see a reconciler that errs."""

import pytest

from bench.reconcile import case as case_module
from bench.reconcile.case import KINDS, clean_case, planted_cases, sites
from bench.reconcile.invent import NUMBERINGS, baht_of, invented
from bench.reconcile.record import record_of
from bench.reconcile.report import Report, markdown
from pipeline.contracts.record import Plan

SEED = 5
PLANS = len(NUMBERINGS)  # one of each numbering


@pytest.mark.parametrize("at", range(PLANS))
def test_a_clean_plan_gives_no_error(at: int) -> None:
    case = clean_case(SEED, at)
    assert not case.surplus and not case.kinds


@pytest.mark.parametrize("at", range(PLANS))
def test_every_kind_is_planted_and_found(at: int) -> None:
    cases = list(planted_cases(SEED, at))
    assert {kind for one in cases for kind in one.kinds} >= set(KINDS) - {"misread_declared"}
    assert [one.misses for one in cases if any("not found" in miss for miss in one.misses)] == []


def test_the_record_says_what_the_plan_prints() -> None:
    plan = invented(SEED, 0, is_clean=True).plan
    record = record_of(plan)
    printed = [row for section in plan.sections for row in section.rows]
    assert [one.budget.value or 0 for one in record.projects] == [baht_of(row) for row in printed]
    assert len(record.summary) == len(plan.summary)


def test_faults_are_planted_where_the_numbering_is_plain() -> None:
    base = invented(SEED, NUMBERINGS.index("twice"), is_clean=False)
    assert base.twice_numbered
    assert base.twice_numbered not in {one.indicator.indicator_no for one in sites(base)}


def test_a_reconciler_that_finds_nothing_scores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_plan: Plan) -> tuple[()]:
        return ()

    monkeypatch.setattr(case_module, "reconcile", silent)
    report = Report(SEED, [clean_case(SEED, 0), *planted_cases(SEED, 0)])
    assert "| 0.000 (0/" in markdown(report)
    assert not any(one.is_found for case in report.model for one in case.outcomes)
