"""The rule of docs/add-a-rule.md, added as the page says, and its cases."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import plan_builder
import pytest
import yaml

from docs.generate.fences import blocks
from pipeline.contracts.finding import Severity
from pipeline.lexicon.rule_book import RuleText, Text
from pipeline.reconcile import targets

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-rule.md").read_text(encoding="utf-8")
BLOCKS = {one.language: one.text for one in blocks(PAGE)}
CASES = yaml.safe_load(BLOCKS["yaml"])
ANY = Text(th="{scope}", en="{scope}")
WORDS = RuleText(  # what step 3 of the page adds to the rule book
    severity=Severity.INFO, title=ANY, explanation=ANY, example=ANY, messages={"default": ANY}
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_rule_of_the_runbook(case: dict[str, Any]) -> None:
    worded = partial(targets.finding, wording=WORDS)
    names = {**vars(targets), "Iterator": Iterator, "finding": worded}
    exec(BLOCKS["python"], names)
    found = list(names["target_missing"](plan_builder.build(case["plan"])))
    assert [
        {"scope": one.scope, "severity": one.severity.value, "cause": one.cause.value}
        for one in found
    ] == case["finds"]
