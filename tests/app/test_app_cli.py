"""The command line as a user meets it: exit codes, streams, files."""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import fake_run
import pytest
from typer.testing import CliRunner

from pipeline.app.cli import app

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _fake_pipeline(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.run", fake_run)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "แผน"
    folder.mkdir()
    (folder / "ก.txt").write_text("plan", encoding="utf-8")
    return folder


def call(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_convert_writes_a_run_and_names_its_files_on_stdout(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "ผล"
    result = call("convert", plans, "--out", out)
    assert result.exit_code == 0, result.stderr
    assert str(out / "projects.csv") in result.stdout.splitlines()
    assert str(out / "plans") in result.stdout.splitlines()
    assert "ก.txt\tอ่านครบ\t0\t0\t0" in result.stderr
    assert [line["status"] for line in lines(out, "documents")] == ["ok"]


def test_convert_exits_1_when_some_could_not_be_read(plans: Path, tmp_path: Path) -> None:
    (plans / "bad.pdf").write_text("plan")
    result = call("convert", plans / "ก.txt", plans / "bad.pdf", "--out", tmp_path / "o", "--quiet")
    assert result.exit_code == 1
    assert result.stderr == "bad.pdf: อ่านไม่ได้: ไม่ใช่แผน — ตรวจไฟล์\n"
    assert len(lines(tmp_path / "o", "documents")) == 2


def test_skipped_and_duplicate_inputs_are_no_failure(plans: Path, tmp_path: Path) -> None:
    (plans / "README.md").write_text("skip")
    (plans / "ข.txt").write_text("plan")
    result = call("convert", plans, "--out", tmp_path / "o", "--lang", "en")
    assert result.exit_code == 0
    assert [line["status"] for line in lines(tmp_path / "o", "documents")] == [
        "skipped", "ok", "duplicate",
    ]  # fmt: skip
    assert "ข.txt: duplicate: same content as ก.txt" in result.stderr


def test_an_input_that_gives_nothing_is_a_line_of_its_own(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "ว่าง").mkdir()
    result = call("convert", plans, tmp_path / "ว่าง", "--out", tmp_path / "o")
    assert result.exit_code == 1
    assert [line["status"] for line in lines(tmp_path / "o", "documents")] == ["ok", "failed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["convert", "--out", "o"], "no input"),
        (["convert", "ว่าง", "--out", "o"], "nothing to read"),
        (["convert", "แผน"], "--out"),
        (["convert", "แผน", "--out", "แผน/ก.txt"], "cannot write"),
        (["convert", "แผน", "--out", "o", "--formats", "odt"], "odt"),
        (["convert", "แผน", "--out", "o", "--lexicon", "none.yml"], "none.yml"),
        (["convert", "แผน", "--out", "o", "--ocr-engine", "abacus"], "OCR engine abacus"),
        (["reconcile", "แผน", "--ocr-engine", "abacus"], "OCR engine abacus"),
        (["reconcile", "ว่าง"], "findings.csv"),
        (["reconcile", "none"], "findings.csv"),
        (["reconcile"], "no input"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(
    plans: Path, tmp_path: Path, monkeypatch, arguments: list[str], says: str
) -> None:
    (tmp_path / "ว่าง").mkdir()
    monkeypatch.chdir(tmp_path)
    result = call(*arguments, "--lang", "en")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not (tmp_path / "o").exists()


def test_a_cluster_without_its_libraries_says_what_to_install(
    plans: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.app.cluster", raising=False)
    monkeypatch.delitem(sys.modules, "pipeline.app.scheduler", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = call("convert", plans, "--out", tmp_path / "o", "--scheduler", "dask", "--lang", "en")
    assert result.exit_code == 2
    assert 'install it first: pip install "thaiplan[cluster]"' in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("arguments", [["convert", "a", "--jobs", "0"], ["nothing"], ["--nothing"]])
def test_what_click_refuses_exits_2_too(arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2


def test_a_bug_is_not_hidden(plans: Path, tmp_path: Path) -> None:
    (plans / "ก.txt").write_text("bug")
    result = call("convert", plans, "--out", tmp_path / "o")
    assert isinstance(result.exception, ZeroDivisionError)
    (line,) = lines(tmp_path / "o", "documents")
    assert (line["status"], "ZeroDivisionError" in line["error"]) == ("failed", True)


@pytest.mark.parametrize(("option", "written"), [((), "'=1+1.txt"), (("--raw-csv",), "=1+1.txt")])
def test_a_name_that_a_spreadsheet_would_run(tmp_path: Path, option, written: str) -> None:
    (tmp_path / "=1+1.txt").write_text("plan error", encoding="utf-8")
    out = tmp_path / "o"
    assert call("convert", tmp_path / "=1+1.txt", "--out", out, "--quiet", *option).exit_code == 0
    assert lines(out, "documents")[0]["source_file"] == written
    assert json.loads((out / "run.json").read_bytes())["options"]["raw_csv"] is bool(option)
    told = json.loads(call("reconcile", out, "--format", "json").stdout)
    assert told["documents"][0]["source_file"] == "=1+1.txt"


@pytest.mark.parametrize(
    ("content", "code"), [("plan", 0), ("plan warning info", 0), ("plan error info", 1)]
)
def test_reconcile_exits_by_the_findings(plans: Path, tmp_path: Path, content, code) -> None:
    (plans / "ก.txt").write_text(content, encoding="utf-8")
    out = tmp_path / "o"
    assert call("convert", plans, "--out", out).exit_code == 0
    of_run, of_input = call("reconcile", out), call("reconcile", plans)
    assert of_run.exit_code == of_input.exit_code == code
    assert of_run.stdout == of_input.stdout


def test_reconcile_in_a_pipe_prints_whole_plain_lines(plans: Path) -> None:
    (plans / "ก.txt").write_text("plan info error", encoding="utf-8")
    result = call("reconcile", plans, "--lang", "en")
    first, second, verdict = result.stdout.splitlines()
    assert first.split("\t") == [
        "ก.txt", "error", "1.2", "indicator_count", "coverage",
        "30 declared, 15 read [error]", "หน้าก่อนหน้าอาจขาดหาย",
    ]  # fmt: skip
    assert second.split("\t")[1] == "info"
    assert verdict == "checked 1 document: 1 error, 0 warnings, 1 info"
    assert "\x1b" not in result.stdout


def test_reconcile_never_calls_an_unread_document_clean(plans: Path, tmp_path: Path) -> None:
    (plans / "ก.txt").write_text("bad")
    call("convert", plans, "--out", tmp_path / "o")
    result = call("reconcile", tmp_path / "o")
    assert result.exit_code == 1
    assert "อ่านไม่ได้ 1 เอกสาร" in result.stdout


def test_reconcile_of_a_spoilt_run_is_a_usage_error(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    call("convert", plans, "--out", out)
    (out / "findings.csv").write_text("a,b\r\n1,2\r\n")
    result = call("reconcile", out)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_version_and_schema(tmp_path: Path) -> None:
    assert call("--version").stdout.startswith("thaiplan ")
    assert call("schema", "--out", tmp_path / "s").exit_code == 0
    assert len(list((tmp_path / "s").iterdir())) == 8
    assert '"plan.schema.json"' in call("schema").stdout


def test_explain() -> None:
    assert call("explain", "missing_item").stdout.startswith("missing_item")
    unknown = call("explain", "no_such_rule", "--lang", "en")
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def shell(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.app.cli", *map(str, arguments)],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["ascii", "cp874"])
def test_a_console_without_unicode_is_no_error(tmp_path: Path, encoding: str) -> None:
    for arguments in (["--help"], ["convert", "--help"], ["convert", "ไม่มี…→.pdf", "--out", "o"]):
        result = shell(*arguments, PYTHONIOENCODING=encoding)
        assert b"UnicodeEncodeError" not in result.stderr
        assert b"Traceback" not in result.stderr
        assert result.returncode == (2 if "--out" in arguments else 0)


def test_help_is_fast() -> None:
    started = time.monotonic()
    assert shell("--help").returncode == 0
    assert time.monotonic() - started < 2  # 0.2 s here; a slow machine may take longer


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, pipeline.app.cli\n"
        "heavy = {'pydantic', 'pandas', 'pyarrow', 'numpy', 'pebble', 'pythainlp', 'xlsxwriter'}\n"
        "heavy |= {'PIL', 'pypdfium2'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
