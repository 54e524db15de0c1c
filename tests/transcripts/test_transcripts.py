"""Held-out style transcripts through the public command line, against truth typed by hand.

Each folder here holds one plan (`plan.txt`, `plan.md` or `plan.html`) and its `truth.yml`; the
real seed transcript has `petchaburi_2566.truth.yml`. A key that a truth leaves out is not compared:
the specification is silent there. README.md says what every key means.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).resolve().parent
REPO = HERE.parents[1]
SEED = REPO / "samples" / "petchaburi_2566_transcript.txt"
SQUEEZED = {"project_name", "method", "kpi", "target_text"}  # text compared with spaces removed
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
CONVERT_LIMIT_S = 300

Row = dict[str, str]


# -- the cases -------------------------------------------------------------------------------------


def cases() -> list[Any]:
    found = []
    for truth in sorted(HERE.glob("*/truth.yml")):
        plan = next(p for p in sorted(truth.parent.iterdir()) if p.stem == "plan")
        found.append(pytest.param((plan, truth), id=truth.parent.name))
    found.append(pytest.param((SEED, HERE / "petchaburi_2566.truth.yml"), id="petchaburi_2566"))
    return found


class Run:
    """One conversion: the tables it wrote and the truth they are held against."""

    def __init__(
        self, out: Path, truth: dict[str, Any], done: subprocess.CompletedProcess[str]
    ) -> None:
        self.out, self.truth, self.done = out, truth, done

    def table(self, name: str) -> list[Row]:
        path = self.out / f"{name}.csv"
        assert path.is_file(), (
            f"{path.name} was not written (exit {self.done.returncode})\n{self.done.stderr[-3000:]}"
        )
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=cases())
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    plan, truth = request.param
    out = tmp_path_factory.mktemp("out")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.app.cli", "convert", str(plan), "--out", str(out)],
        cwd=REPO,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=CONVERT_LIMIT_S,
        check=False,
    )
    return Run(out, yaml.safe_load(truth.read_text(encoding="utf-8")), done)


# -- how values are compared -----------------------------------------------------------------------


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def same_number(got: str, expected: object) -> bool:
    if not re.fullmatch(r"-?\d+(\.\d+)?", got):
        return False
    try:
        return Decimal(got) == Decimal(str(expected))
    except InvalidOperation:
        return False


def same(field: str, got: str, expected: object) -> bool:
    """Is the cell what the truth says? None: blank. `dash`, a declared none: blank, or 0."""
    if expected is None:
        return got == ""
    if expected == "dash" and not field.endswith("_status"):
        return got in ("", "-", "0")
    if isinstance(expected, int | float):
        return same_number(got, expected)
    if field in SQUEEZED:
        return squeeze(got) == squeeze(str(expected))
    return got == str(expected)


def wrong_fields(
    got: Row, expected: dict[str, Any], skip: frozenset[str] = frozenset()
) -> list[str]:
    return [
        f"    {field}: got {got.get(field, '<no such column>')!r}, truth {value!r}"
        for field, value in expected.items()
        if field not in skip and not same(field, got.get(field, "<no such column>"), value)
    ]


def report(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n" + "\n".join(problems), pytrace=False)


# -- the checks ------------------------------------------------------------------------------------


def test_exit_code_is_0(run: Run) -> None:
    assert run.done.returncode == 0, run.done.stderr[-3000:]


def test_document(run: Run) -> None:
    meta = run.truth["meta"]
    documents = run.table("documents")
    assert len(documents) == 1
    (got,) = documents
    problems = wrong_fields(got, meta, frozenset({"title"}))
    if squeeze(meta["title"]) not in squeeze(got["title"]):
        problems.append(f"    title: got {got['title']!r}, truth has {meta['title']!r} in it")
    expected = {
        "kind": "transcript",
        "projects": len(run.truth["projects"]),
        "findings_error": len(run.truth["findings_error"]),
    }
    if run.truth.get("findings_error_allowed"):
        del expected["findings_error"]
    report(problems + wrong_fields(got, expected))


def test_project_rows_in_reading_order(run: Run) -> None:
    """Which rows, under which indicator, in which order: read this first when the file fails."""
    got = [
        f"{r['indicator_no'] or '?'}:{r['item_no']} {squeeze(r['project_name'])[:40]}"
        for r in run.table("projects")
    ]
    expected = [
        f"{p['indicator_no'] or '?'}:{p['item_no']} {squeeze(p['project_name'])[:40]}"
        for p in run.truth["projects"]
    ]
    assert got == expected


def test_projects(run: Run) -> None:
    rows, projects = run.table("projects"), run.truth["projects"]
    problems = (
        [] if len(rows) == len(projects) else [f"{len(rows)} projects, truth has {len(projects)}"]
    )
    for place, (got, expected) in enumerate(zip(rows, projects, strict=False), 1):
        wrong = wrong_project(got, {**project_meta(run), **expected})
        if wrong:
            problems += [
                f"project {place} ({expected['indicator_no']}:{expected['item_no']})",
                *wrong,
            ]
    report(problems)


def project_meta(run: Run) -> dict[str, Any]:
    return {field: value for field, value in run.truth["meta"].items() if field != "title"}


def wrong_project(got: Row, expected: dict[str, Any]) -> list[str]:
    apart = frozenset({"quarters", "flags_must", "flags_must_not", "flags_any", "contains"})
    wrong = wrong_fields(got, expected, apart)
    if "quarters" in expected:
        quarters = [got[f"q{n}"].lower() for n in (1, 2, 3, 4)]
        stated = expected["quarters"]
        wanted = ["", "", "", ""] if stated is None else [str(q).lower() for q in stated]
        if quarters != wanted:
            wrong.append(f"    q1..q4: got {quarters}, truth {wanted}")
    flags = set(filter(None, got["flags"].split(";")))
    wrong += [
        f"    flag {flag} is missing: {sorted(flags)}"
        for flag in expected.get("flags_must", [])
        if flag not in flags
    ]
    wrong += [
        f"    flag {flag} must not be"
        for flag in expected.get("flags_must_not", [])
        if flag in flags
    ]
    prefixes = tuple(expected.get("flags_any", []))
    if prefixes and not any(flag.startswith(prefixes) for flag in flags):
        wrong.append(f"    no flag beginning with {prefixes}: {sorted(flags)}")
    for field, part in expected.get("contains", {}).items():  # spaces that must stay
        if part not in got[field]:
            wrong.append(f"    {field}: {part!r} is not in {got[field]!r}")
    return wrong


def test_projects_are_typed_as_a_person_would(run: Run) -> None:
    """What DESIGN.md §3 promises of every text cell, whatever the plan."""
    problems = []
    for row in run.table("projects"):
        name = f"{row['indicator_no']}:{row['item_no']}"
        cells = {
            field: row[field]
            for field in ("project_name", "method", "kpi", "agency", "schedule_text")
        }
        problems += [
            f"{name} {f}: break, tab or doubled space in {c!r}"
            for f, c in cells.items()
            if re.search(r"[\n\r\t]|  ", c)
        ]
        problems += [
            f"{name} {f}: markup in {c!r}"
            for f, c in cells.items()
            if re.search(r"</?\w+[^>]*>|\*\*|\\\|", c)
        ]
        problems += [
            f"{name} {f}: begins with a bullet of another kind: {c!r}"
            for f, c in cells.items()
            if re.match(r"[-–—*●▪]", c)
        ]
        problems += [
            f"{name} {f}: PUA or decomposed SARA AM"
            for f, c in cells.items()
            if re.search("[\ue000-\uf8ff]|ํ[่-๋]?า", c)
        ]
        if " " in row["agency"]:
            problems.append(f"{name} agency has a space: {row['agency']!r}")
        if re.search("[←→↔<>]", row["schedule_text"]):
            problems.append(f"{name} schedule_text has an arrow: {row['schedule_text']!r}")
        if not re.fullmatch(r"\d*", row["item_no"]):
            problems.append(f"{name} item_no is not of Arabic digits")
    report(problems)


def test_indicators(run: Run) -> None:
    rows = {row["indicator_no"]: row for row in run.table("indicators")}
    wanted = [indicator["indicator_no"] for indicator in run.truth["indicators"]]
    problems = [] if list(rows) == wanted else [f"indicators {list(rows)}, truth {wanted}"]
    for expected in run.truth["indicators"]:
        wrong = wrong_fields(rows.get(expected["indicator_no"], {}), expected)
        if wrong:
            problems += [f"indicator {expected['indicator_no']}", *wrong]
    report(problems)


def test_summary(run: Run) -> None:
    rows, lines = run.table("summary"), run.truth["summary"]
    problems = (
        [] if len(rows) == len(lines) else [f"{len(rows)} summary lines, truth has {len(lines)}"]
    )
    for place, (got, expected) in enumerate(zip(rows, lines, strict=False), 1):
        wrong = wrong_fields(got, expected)
        if expected.get("budget_baht") == "dash":
            wrong += wrong_fields(got, {"budget_status": "dash"})
        if wrong:
            problems += [f"summary line {place} {expected}", *wrong]
    report(problems)


def matches(finding: Row, wanted: dict[str, Any]) -> bool:
    """`rule` may be a list: any of them will do."""
    rules = wanted["rule"] if isinstance(wanted["rule"], list) else [wanted["rule"]]
    rest = {key: value for key, value in wanted.items() if key != "rule"}
    return finding["rule"] in rules and not wrong_fields(finding, rest)


def show(findings: list[Row]) -> str:
    keys = ("rule", "severity", "cause", "scope", "items", "expected", "actual", "difference")
    return (
        "\n".join("    " + "  ".join(f"{key}={f[key]}" for key in keys if f[key]) for f in findings)
        or "    none"
    )


def test_errors_are_these_and_no_other(run: Run) -> None:
    errors = [f for f in run.table("findings") if f["severity"] == "error"]
    allowed = run.truth.get("findings_error_allowed", [])
    problems = [
        f"missing: {w}"
        for w in run.truth["findings_error"]
        if sum(matches(f, w) for f in errors) != 1
    ]
    extra = [
        f
        for f in errors
        if not any(matches(f, w) for w in [*run.truth["findings_error"], *allowed])
    ]
    if extra:
        problems += ["errors that must not be:", show(extra)]
    report([*problems, "all errors:", show(errors)] if problems else [])


def test_warnings_and_infos(run: Run) -> None:
    findings = run.table("findings")
    problems = [
        f"missing: {w}"
        for w in run.truth.get("findings_must", [])
        if not any(matches(f, w) for f in findings)
    ]
    for unwanted in run.truth.get("findings_must_not", []):
        found = [f for f in findings if matches(f, unwanted)]
        problems += [f"must not be: {unwanted}", show(found)] if found else []
    report([*problems, "all findings:", show(findings)] if problems else [])


def test_difference_is_actual_minus_expected(run: Run) -> None:
    number = re.compile(r"-?\d+(\.\d+)?")
    problems = []
    for f in run.table("findings"):
        numbers = [f["expected"], f["actual"], f["difference"]]
        if not all(map(number.fullmatch, numbers)):
            continue
        expected, actual, difference = map(Decimal, numbers)
        if difference != actual - expected:
            problems.append(show([f]))
    report(problems)


def test_sections(run: Run) -> None:
    """Each section of the truth, in this order, others may stand between them."""
    rows = iter(run.table("sections"))
    problems = []
    for wanted in run.truth["sections"]:
        got = next((row for row in rows if is_section(row, wanted)), None)
        if got is None:
            problems.append(f"missing, or out of order: {wanted}")
            rows = iter(run.table("sections"))
        elif squeeze(wanted.get("text_contains", "")) not in squeeze(got["text"]):
            problems.append(f"section {wanted}: its text is {got['text'][:200]!r}")
    if problems:
        problems += ["all sections:"] + [
            f"    {r['section_no']!r} {r['title']!r}" for r in run.table("sections")
        ]
    report(problems)


def is_section(row: Row, wanted: dict[str, Any]) -> bool:
    if squeeze(row["title"]) != squeeze(wanted["title"]):
        return False
    return wanted["number"] is None or row["section_no"].translate(ARABIC) == wanted["number"]
