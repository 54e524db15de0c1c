"""`thaiplan reconcile` in every format, from a folder whose plans are gone, and `explain`."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fake_run
import pytest
from markdown_it import MarkdownIt
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog
from rich.cells import cell_len
from typer.testing import CliRunner

from pipeline.app import findings_view
from pipeline.app.cli import app
from pipeline.app.consoles import open_console
from pipeline.app.findings_formats import as_markdown
from pipeline.app.folding import headlines
from pipeline.app.run_folder import Checked, read_run
from pipeline.app.sarif import FINGERPRINT, sarif_log
from pipeline.contracts.finding import Finding, Severity
from pipeline.lexicon.rule_book import rule_book
from pipeline.write.tables.documents import DOCUMENTS
from pipeline.write.tables.findings import FINDINGS


@pytest.fixture(autouse=True)
def _fake_pipeline(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.run", fake_run)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A run of three plans and a bad file; the files themselves are gone."""
    plans = tmp_path / "แผน"
    plans.mkdir()
    for name, content in (
        ("ก ข.txt", "plan error warning info"), ("ค.txt", "plan warning"), ("ง.txt", "plan"),
        ("จ.txt", "bad"),
    ):  # fmt: skip
        (plans / name).write_text(content, encoding="utf-8")
    call("convert", plans, "--out", tmp_path / "o", "--quiet")
    shutil.rmtree(plans)
    return tmp_path / "o"


def call(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(*arguments: object) -> str:
    result = call("reconcile", *arguments)
    assert result.exit_code in (0, 1), result.stderr
    return result.stdout_bytes.decode("utf-8")


def finding(name: str, severity: Severity, root: str = "") -> Finding:
    one = fake_run.finding("0" * 12, severity)
    return one.model_copy(update={"finding_id": name, "root": root})


def document(*findings: Finding, **facts: Any) -> Checked:
    known: dict[str, Any] = {column.name: None for column in DOCUMENTS.columns}
    return Checked({**known, "source_file": "ก.pdf", "status": "ok", **facts}, findings)


def test_csv_is_findings_csv_without_its_bom(out: Path) -> None:
    text = printed(out, "--format", "csv")
    assert text == (out / "findings.csv").read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == [column.name for column in FINDINGS.columns]
    assert len(rows) == 4


def test_json_has_the_facts_and_the_findings_of_every_document(out: Path) -> None:
    log = json.loads(printed(out, "--format", "json"))
    assert log["counts"] == {"error": 1, "warning": 2, "info": 1}
    by_name = {one["source_file"]: one for one in log["documents"]}
    assert sorted(by_name) == ["ก ข.txt", "ค.txt", "ง.txt", "จ.txt"]
    first = by_name["ก ข.txt"]
    assert (first["fiscal_year_be"], first["organization"]) == (2566, "จังหวัดตัวอย่าง")
    assert set(first) == {*(column.name for column in DOCUMENTS.columns), "findings"}
    assert [Finding.model_validate(one).severity for one in first["findings"]] == list(Severity)
    assert (by_name["จ.txt"]["status"], by_name["จ.txt"]["projects"]) == ("failed", None)


@pytest.mark.parametrize("wanted", ["json", "csv", "md", "sarif", "table"])
def test_a_folder_and_its_plans_print_the_same(tmp_path: Path, wanted: str) -> None:
    plan = tmp_path / "ก.txt"
    plan.write_text("plan error", encoding="utf-8")
    call("convert", plan, "--out", tmp_path / "o")
    assert printed(tmp_path / "o", "--format", wanted) == printed(plan, "--format", wanted)


def test_markdown_is_a_table_that_shows_text_as_it_is() -> None:
    odd = finding("a", Severity.ERROR).model_copy(
        update={"message_en": "a|b *c* <script> [d](e) 1~2\n`f`", "suggestion": ""}
    )
    text = as_markdown((document(odd),), "en")
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<td") == 6
    assert "a|b *c* &lt;script&gt; [d](e) 1~2 `f`" in html
    assert "checked 1 document: 1 error" in html


def test_people_read_a_suggestion_in_one_language() -> None:
    told = finding("a", Severity.ERROR).model_copy(update={"suggestion": "หาหน้า / find the page"})
    assert "| หาหน้า |" in as_markdown((document(told),), "th")
    assert "| find the page |" in as_markdown((document(told),), "en")


def test_markdown_puts_what_follows_beneath_its_headline(out: Path) -> None:
    checked = document(
        finding("x:b", Severity.WARNING), finding("x:c", Severity.ERROR, root="x:a"),
        finding("x:a", Severity.ERROR),
    )  # fmt: skip
    rows = [line for line in as_markdown((checked,), "th").splitlines() if "|" in line]
    assert ["↳" in row for row in rows[2:]] == [False, True, False]


def test_sarif_fits_the_schema(out: Path) -> None:
    log = json.loads(printed(out, "--format", "sarif"))
    SarifLog.model_validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note", "warning"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"] == "indicator_count"
        assert one["locations"][0]["properties"]["pages"] == [4, 5]
        place = one["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
        assert one["partialFingerprints"] == {FINGERPRINT: one["properties"]["finding_id"]}
    assert run["artifacts"][0]["location"]["uri"] == "%E0%B8%81%20%E0%B8%82.txt"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["level"] for one in invocation["toolExecutionNotifications"]] == ["error"]


def test_sarif_explains_every_rule_and_notices_a_wrong_log() -> None:
    strange = finding("x:a", Severity.INFO).model_copy(update={"rule": "note_of_a_plugin"})
    log = sarif_log((document(strange),), "en")
    SarifLog.model_validate(log)
    rules = {one["id"]: one for one in log["runs"][0]["tool"]["driver"]["rules"]}
    assert set(rules) == {*rule_book().rules, "note_of_a_plugin"}
    for one in rules.values():
        assert all(one[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
    assert rules["span_unknown"]["defaultConfiguration"] == {"level": "warning"}
    log["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(ValueError, match="level"):
        SarifLog.model_validate(log)


def test_headlines_hold_every_finding_once() -> None:
    findings = (
        finding("info", Severity.INFO, root="error"),
        finding("alone", Severity.WARNING, root="of another document"),
        finding("error", Severity.ERROR),
        finding("second", Severity.WARNING, root="info"),  # a root that has a root
        finding("circle", Severity.INFO, root="circle"),
        finding("head", Severity.INFO),
        finding("worse", Severity.ERROR, root="head"),
    )
    shown = [
        (one.finding.finding_id, [follower.finding_id for follower in one.followers])
        for one in headlines(findings)
    ]
    assert shown == [
        ("error", ["second", "info"]), ("head", ["worse"]), ("alone", []), ("circle", []),
    ]  # fmt: skip


def terminal_lines(width: int, checked: Checked, monkeypatch) -> Iterator[str]:
    """What a terminal of this width shows, without its colours."""
    stream = io.StringIO()
    monkeypatch.setenv("COLUMNS", str(width))
    console = open_console(stream)
    assert console.width == width
    findings_view.show_tables((checked,), stream, "th")
    yield from stream.getvalue().splitlines()


def test_what_follows_in_several_years_is_told_once(monkeypatch) -> None:
    years = [
        finding(f"x:b:{year}", Severity.ERROR, root="x:a").model_copy(
            update={"field": f"projects_{year}"}
        )
        for year in (2564, 2565, 2566)
    ]
    others = [finding(f"x:{name}", Severity.ERROR, root="x:a") for name in "cd"]
    shown = terminal_lines(
        120, document(finding("x:a", Severity.ERROR), *years, *others), monkeypatch
    )
    text = "\n".join(shown)
    assert "สืบเนื่องจากข้อนี้ 5 ข้อ" in text
    assert text.count("↳") == 3
    assert "และปี 2565, 2566" in " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_fits_the_terminal(width: int, monkeypatch) -> None:
    checked = document(
        finding("x:a", Severity.ERROR), finding("x:b", Severity.ERROR, root="x:a"),
        finding("x:c", Severity.WARNING),
    )  # fmt: skip
    shown = list(terminal_lines(width, checked, monkeypatch))
    assert max(map(cell_len, shown)) == width
    text = "\n".join(shown)
    assert text.count("↳") == 1
    assert "สืบเนื่องจากข้อนี้ 1 ข้อ" in text
    assert text.count("├") == 1  # between the two headlines
    assert "หน้า 4, 5" in text


@pytest.mark.parametrize(
    ("content", "least", "code"),
    [
        ("plan", "warning", 0), ("plan info", "warning", 0), ("plan warning", "warning", 1),
        ("plan warning", "error", 0), ("plan error", "error", 1), ("plan error", "warning", 1),
        ("bad", "error", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wanted", ["json", "table"])
def test_fail_on(tmp_path: Path, content: str, least: str, code: int, wanted: str) -> None:
    (tmp_path / "ก.txt").write_text(content, encoding="utf-8")
    result = call("reconcile", tmp_path / "ก.txt", "--fail-on", least, "--format", wanted)
    assert result.exit_code == code


@pytest.mark.parametrize("option", [("--format", "xml"), ("--fail-on", "info")])
def test_other_formats_and_severities_are_usage_errors(out: Path, option: tuple[str, str]) -> None:
    assert call("reconcile", out, *option).exit_code == 2


def test_a_run_read_back_has_the_types_of_documents(out: Path) -> None:
    facts = read_run(out)[0].facts
    assert isinstance(facts["seconds"], float)
    assert (facts["fiscal_year_be"], facts["pages"], facts["error"]) == (2566, None, "")


def test_explain_without_a_rule_lists_all() -> None:
    result = call("explain", "--lang", "en")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {row[0] for row in rows} == set(rule_book().rules)
    severities = [row[1] for row in rows]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert ["missing_item", "error", rule_book().rules["missing_item"].title.en] in rows
