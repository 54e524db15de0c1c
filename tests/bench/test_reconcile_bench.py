"""The bench of reconciliation plants what it says, and would see a reconciler that errs."""

import pytest

from bench.reconcile import case as case_module
from bench.reconcile.case import KINDS, clean_case, planted_cases, sites
from bench.reconcile.form_case import form_cases
from bench.reconcile.form_faults import FORM_KINDS
from bench.reconcile.form_record import record_of as form_record_of
from bench.reconcile.forms import FORMS, baht, form_plan
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


@pytest.mark.parametrize("at", range(2 * len(FORMS)))
def test_plans_of_local_bodies_are_clean_and_their_faults_found(at: int) -> None:
    cases = list(form_cases(SEED, at))
    assert [one.misses for one in cases if one.misses] == []
    kinds = {kind for one in cases for kind in one.kinds}
    has_lines = form_plan(SEED, at).form != "anticorruption"
    assert len(kinds) >= len(FORM_KINDS) - (1 if has_lines else 4)
    assert not cases[0].kinds and all(one.outcomes for one in cases[1:])


def test_the_record_of_a_form_says_what_it_prints() -> None:
    plan = form_plan(SEED, FORMS.index("development"))
    record = form_record_of(plan)
    rows = [row for programme in plan.programmes for row in programme.rows]
    read = [[one.budget.value or 0 for one in project.budgets] for project in record.projects]
    assert read == [[baht(cell) for cell in row.cells.values()] for row in rows]
    assert [line.title for line in record.summary] == [""] * len(plan.lines)
    assert {len(line.years) for line in record.summary} == {len(plan.years)}


def test_a_reconciler_that_finds_nothing_scores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_plan: Plan) -> tuple[()]:
        return ()

    monkeypatch.setattr(case_module, "reconcile", silent)
    report = Report(SEED, [clean_case(SEED, 0), *planted_cases(SEED, 0)])
    report.forms += form_cases(SEED, 0)
    assert "| 0.000 (0/" in markdown(report)
    cases = [*report.model, *report.forms]
    assert not any(one.is_found for case in cases for one in case.outcomes)
