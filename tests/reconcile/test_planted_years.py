"""The table of planted faults year by year: these errors, one headline, and the rest below it."""

from decimal import Decimal
from typing import Any

import pytest
from plan_builder import build, load, merged

from pipeline.contracts.finding import Finding, Severity
from pipeline.reconcile import reconcile

YEARS = load("years.yml")
PLANTED = load("planted_years.yml")


def findings_of(case: dict[str, Any]) -> tuple[Finding, ...]:
    return reconcile(build(merged(YEARS, case["plan"])))


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.ERROR]


def test_the_plan_over_years_is_clean() -> None:
    assert reconcile(build(YEARS)) == ()


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_a_planted_fault_gives_these_errors_and_no_other(case: dict[str, Any]) -> None:
    found = [
        (f.rule, f.scope, f.field, f.expected, f.actual, f.difference, f.cause)
        for f in errors(findings_of(case))
    ]
    wanted = [
        (rule, scope, field, expected, actual, None if gap is None else Decimal(gap), cause)
        for rule, scope, field, expected, actual, gap, cause in case["errors"]
    ]
    assert found == wanted


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_the_rest_follows_from_one_headline(case: dict[str, Any]) -> None:
    findings = findings_of(case)
    shouted = errors(findings)
    heads = {one.root or one.finding_id for one in shouted}
    assert len(heads) == case.get("faults", min(len(shouted), 1))
    told = {(f.rule, f.scope, f.field): f for f in findings}
    for key in map(tuple, case.get("folded", ())):
        assert told[key].severity is Severity.INFO
        assert told[key].root in heads


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_what_is_said_of_a_year_names_it(case: dict[str, Any]) -> None:
    for one in findings_of(case):
        year = one.field.rpartition("_")[2]
        if year.isdecimal():
            assert f" ปี {year}" in one.message_th and f" in {year}" in one.message_en
            assert one.finding_id.endswith(f":{year}")
