"""Each rule's cases (cases/<rule>.yml): one that finds, one that is silent, its edges."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from plan_builder import DOC, HERE, build, load, merged

from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import AmountFault
from pipeline.lexicon.rule_book import rule_book, rule_text
from pipeline.reconcile import RULES, explain, reconcile

BASES = {"none": {}, "complete": load("complete.yml"), "years": load("years.yml")}
FILES = sorted((HERE / "cases").glob("*.yml"))


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in FILES
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _short(value: Any) -> Any:
    """Ids without the document's."""
    return value.removeprefix(f"{DOC}:") if isinstance(value, str) else value


def _seen(found: Finding, key: str) -> Any:
    value = getattr(found, key)
    return [_short(one) for one in value] if isinstance(value, tuple) else _short(value)


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    base = BASES[case.get("base", "complete")]
    findings = reconcile(build(merged(base, case["plan"])))
    found = [one for one in findings if one.rule in case.get("rules", [rule])]
    assert len(found) == len(case["finds"])
    for one, wanted in zip(found, case["finds"], strict=True):
        assert {key: _seen(one, key) for key in wanted} == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_has_a_case_that_finds_one_that_is_silent_and_an_edge(path: Path) -> None:
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)
    assert any(case["name"].startswith("edge") for case in cases)


def test_every_rule_has_cases_words_and_a_meaning() -> None:
    names = [rule.__name__ for rule in RULES]
    assert sorted(names) == [path.stem for path in FILES]
    assert set(names) - {"notes"} <= set(rule_book().rules)
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize("rule", rule_book().rules)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_explain_says_what_a_rule_means(rule: str, lang: str) -> None:
    text = rule_book().rules[rule]
    said = explain(rule, lang)
    assert rule in said and text.title.get(lang) in said and text.explanation.get(lang) in said
    assert {"th": "ตัวอย่าง: ", "en": "For example: "}[lang] + text.example.get(lang) in said


def test_every_example_says_what_is_printed_and_what_is_found() -> None:
    examples = [
        text.example.get(lang) for text in rule_book().rules.values() for lang in ("th", "en")
    ]
    assert all(all(part.strip() for part in one.split("→")) for one in examples)
    assert all("→" in one for one in examples)
    assert len(set(examples)) == len(examples)


def test_every_form_has_words_for_its_levels() -> None:
    """Whatever a text of the book says of a level, it says as the form does."""
    for layout in ("", *rule_book().form_words_of_layouts):
        assert not re.search(r"_words?\}", rule_book(layout).model_dump_json())
    missing = rule_text("missing_section", "anticorruption_plan").messages["default"]
    assert "ภารกิจ" in missing.th and "ตัวชี้วัด" not in missing.th
    suspects = rule_text("indicator_budget", "development_plan").suggestions
    assert "แผนงานที่ {indicator}" in suspects["suspect_row"].th
    assert "of programme {indicator}" in suspects["suspect_exchange_row"].en
    totals = rule_text("grand_count_sum", "development_plan").messages["default"]
    assert "the strategies add up" in totals.en
    kpi = rule_text("blank_required", "development_plan").explanation.th
    assert "ตัวชี้วัดของโครงการ" in kpi


def _told_of_sheets(*sheets: dict[str, Any]) -> tuple[str, str]:
    plan = build({"rows": {"1.1": {"items": "1", "budget": 10000}}, "sheets": list(sheets)})
    found = next(one for one in reconcile(plan) if one.rule == "narrative_budget")
    return found.message_th, found.message_en


def test_sheets_that_were_not_compared_are_told_by_reason_and_no_reason_with_none() -> None:
    stranger = {"project": None, "budget": 5000}
    silent = {"project": "1.1:1", "budget": "?ตามข้อบัญญัติ"}
    assert [one.partition(": ")[2] for one in _told_of_sheets(stranger)] == [
        "ไม่พบโครงการชื่อนั้น (หรือพบหลายโครงการ) 1 แผ่น",
        "1 with no project (or several) of that name",
    ]
    assert _told_of_sheets(silent)[1].partition(": ")[2] == "1 with no budget that can be compared"
    assert _told_of_sheets(stranger, silent)[0].endswith(
        "(หรือพบหลายโครงการ) 1 แผ่น และ ไม่ระบุยอดที่เทียบได้ 1 แผ่น"
    )


def test_every_fault_of_an_amount_has_words() -> None:
    assert set(rule_book().amount_faults) == set(AmountFault)


def test_explain_lists_the_rules_where_it_knows_none_such() -> None:
    with pytest.raises(UsageError) as error:
        explain("indicator_cuont", "th")
    assert error.value.exit_code == 2
    assert "indicator_count" in error.value.line("th")
