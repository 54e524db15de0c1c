"""The table of planted faults (DESIGN.md §4) and what the surviving real plan must give."""

from decimal import Decimal
from typing import Any

import pytest
from plan_builder import build, load, merged

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.reconcile import reconcile

COMPLETE = load("complete.yml")
PLANTED = load("planted.yml")
SEED = {**COMPLETE, **load("seed.yml")}


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.ERROR]


def test_the_complete_plan_is_clean() -> None:
    assert reconcile(build(COMPLETE)) == ()


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_a_planted_fault_gives_these_errors_and_no_other(case: dict[str, Any]) -> None:
    findings = reconcile(build(merged(COMPLETE, case["plan"])))
    found = [
        (f.rule, f.scope, f.expected, f.actual, f.difference, f.items, f.cause)
        for f in errors(findings)
    ]
    wanted = [
        (rule, scope, expected, actual, None if gap is None else Decimal(str(gap)), items, cause)
        for rule, scope, expected, actual, gap, items, cause in case["errors"]
    ]
    assert found == wanted
    warned = {(f.rule, f.scope) for f in findings if f.severity is Severity.WARNING}
    assert {tuple(one) for one in case.get("warnings", ())} <= warned


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_roots_name_a_finding_that_is_there(case: dict[str, Any]) -> None:
    findings = reconcile(build(merged(COMPLETE, case["plan"])))
    headlines = {one.finding_id for one in findings if not one.root}
    assert {one.root for one in findings if one.root} <= headlines
    assert headlines or not findings


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["name"])
def test_one_fault_has_one_headline(case: dict[str, Any]) -> None:
    found = errors(reconcile(build(merged(COMPLETE, case["plan"]))))
    headlines = {one.root or one.finding_id for one in found}
    assert len(headlines) == case.get("faults", min(len(case["errors"]), 1))


def test_the_seed_has_six_errors_from_lacking_pages() -> None:
    findings = reconcile(build(SEED))
    found = {(f.rule, f.scope): f for f in errors(findings)}
    assert len(found) == len(errors(findings)) == 6
    assert all(one.cause is Cause.COVERAGE for one in found.values())
    count, budget = found["indicator_count", "1.2"], found["indicator_budget", "1.2"]
    assert (count.expected, count.actual, count.difference) == ("30", "15", Decimal(-15))
    assert (budget.expected, budget.actual) == ("281960", "178010")
    assert found["missing_item", "1.2"].items == "1-7,10-12,20,24-26,30"
    assert found["indicator_count", "1.3"].actual == "2"
    assert found["indicator_budget", "1.3"].expected == "15220"
    assert found["indicator_budget", "1.3"].actual == "0"
    assert found["missing_item", "1.3"].items == "3-6"
    assert count.message_th == ("ตัวชี้วัดที่ 1.2: ตารางสรุประบุ 30 โครงการ แต่อ่านพบ 15 โครงการ (ขาด 15)")


def test_the_seed_has_one_headline_an_indicator() -> None:
    findings = reconcile(build(SEED))
    followers = {f.rule for f in findings if f.root == "0123456789ab:indicator_count:1.2"}
    assert followers == {
        "indicator_budget",
        "missing_item",
        "missing_section",
        "goal_count",
        "goal_budget",
        "grand_count",
        "grand_budget",
    }


def test_the_seed_warns_of_the_lost_heading_and_repeats_nothing() -> None:
    found = {(f.rule, f.scope) for f in reconcile(build(SEED))}
    assert ("missing_section", "1.2") in found
    assert "repeated_project" not in {rule for rule, _ in found}
