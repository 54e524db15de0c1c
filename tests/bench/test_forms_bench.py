"""The bench of forms: its kept truth, and what its scores count."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from bench.forms import kept
from bench.forms.case import Case, Expected
from bench.forms.local import invent
from bench.forms.score import Read, score_case
from bench.forms.truth import write_rows

Row = dict[str, str]


@pytest.fixture(scope="module")
def case() -> Case:
    return next(one for one in kept.tested() if not one.fault)


@pytest.mark.parametrize(
    ("case", "folder"),
    [(kept.sample(), kept.SAMPLES), *((one, kept.TESTED) for one in kept.tested())],
    ids=lambda value: value.name,
)
def test_kept_truth_is_what_was_drawn(case: Case, folder: Path, tmp_path: Path) -> None:
    for kind, rows in {"": case.rows, ".summary": case.summary, ".budgets": case.years}.items():
        drawn = tmp_path / f"{case.name}{kind}.csv"
        write_rows(rows, drawn)
        assert drawn.read_bytes() == (folder / drawn.name).read_bytes()


def test_no_two_seeds_draw_the_same() -> None:
    one, other = (invent(seed)[0] for seed in (1, 2))
    assert one.rows == invent(1)[0].rows
    assert one.rows != other.rows


def as_read(case: Case, **changes: Any) -> Read:
    """What a perfect run writes of the case, but for the changes."""
    projects = [
        asdict(row) | {"project_id": f"d:{row.indicator_no}:{row.item_no}"} for row in case.rows
    ]
    budgets = [
        asdict(year) | {"project_id": f"d:{year.indicator_no}:{year.item_no}"}
        for year in case.years
    ]
    summary = [asdict(line) for line in case.summary]
    return replace(Read(asdict(case.facts), projects, summary, budgets), **changes)


def counts(case: Case, read: Read) -> dict[str, int]:
    score = score_case(case, read)
    return {
        "rows": score.rows.matched,
        "places": score.places,
        "lines": score.lines_right,
        "years": score.years_right,
        "found": score.planted_found,
        "false": score.rows.false_errors,
        "misses": len(score.misses),
    }


def test_a_perfect_run_misses_nothing(case: Case) -> None:
    rows, lines = len(case.rows), len(case.summary)
    assert counts(case, as_read(case)) == {
        "rows": rows, "places": rows, "lines": lines, "years": rows, "found": 0, "false": 0,
        "misses": 0,
    }  # fmt: skip


def test_a_wrong_place_line_and_year_each_count(case: Case) -> None:
    read = as_read(case)
    wrong = as_read(
        case,
        projects=_with(read.projects, place="ที่อื่น"),
        summary=_with(read.summary, title="แผนงานอื่น"),
        budgets=_with(read.budgets, budget_baht="1"),
    )
    found, sound = counts(case, wrong), counts(case, read)
    assert [sound[name] - found[name] for name in ("places", "lines", "years")] == [1, 1, 1]


def test_the_name_of_a_level_may_stand_before_its_title_or_not(case: Case) -> None:
    bare = [row | {"title": row["title"].removeprefix("แผนงาน")} for row in as_read(case).summary]
    assert counts(case, as_read(case, summary=bare))["lines"] == len(case.summary)


def test_findings_are_planted_or_false(case: Case) -> None:
    findings = [finding("indicator_count", "1.1"), finding("goal_count_sum", "1")]
    planted = replace(case, expected=(Expected("indicator_count", "1.1"),))
    found = counts(planted, as_read(case, findings=findings))
    assert (found["found"], found["false"]) == (1, 1)


def finding(rule: str, scope: str) -> Row:
    return {
        "rule": rule, "scope": scope, "severity": "error", "field": "", "project_ids": "",
        "message_en": "",
    }  # fmt: skip


def _with(rows: Sequence[Any], **changes: str) -> list[Row]:
    """The rows, the second of them changed."""
    return [row | changes if at == 1 else dict(row) for at, row in enumerate(rows)]
