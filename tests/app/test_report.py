"""`convert --formats html` and `thaiplan report OUT`: pages with crops, also of a run read back."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.app.cli import app
from pipeline.app.run_folder import open_run
from pipeline.contracts.result import DocumentResult

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "tuayang_2566_writer.pdf"
TRANSCRIPT = ROOT / "samples" / "petchaburi_2566_transcript.txt"
PAGES = (8, 9)  # of the sample, from 0: two tables of projects
CROP = "data:image/webp;base64,"
FORMATS = ("--formats", "csv,json,html", "--quiet")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF, a transcript, its double and what is no plan in `แผน`; their run in `ผล`."""
    root = tmp_path_factory.mktemp("made")
    plans = root / "แผน"
    plans.mkdir()
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as plan:
        plan.pages.extend(sample.pages[n] for n in PAGES)
        plan.save(plans / "ข 100%.pdf")
    shutil.copy(TRANSCRIPT, plans / "ก.txt")
    shutil.copy(TRANSCRIPT, plans / "ค.txt")
    (plans / "ง.pdf").write_text("not a PDF")
    run = call("convert", plans, "--out", root / "ผล", *FORMATS)
    assert run.exit_code == 1, run.output
    return root


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    """The same elsewhere: files and run moved together."""
    shutil.copytree(made, tmp_path / "work")
    return tmp_path / "work"


def results(out: Path) -> dict[str, DocumentResult]:
    run = open_run(out)
    found = (run.result(number) for number in range(len(run.documents)))
    return {result.source_file: result for result in found}


def page_of(out: Path, source_file: str) -> Path:
    return out / "report" / f"{results(out)[source_file].doc_id}.html"


def links(page: Path) -> set[str]:
    """What the page of a plan links to, without the page's number."""
    return {href.partition("#")[0] for href in re.findall(r'href="([^"]+)"', page.read_text())}


def assert_recorded(out: Path) -> None:
    """run.json names the files of OUT, each with its digest, and no other."""
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    files = {name for name in files if not name.startswith(".cache/")}
    assert {output["path"] for output in record["outputs"]} == files - {"run.json"}
    for output in record["outputs"]:
        assert output["sha256"] == sha256((out / output["path"]).read_bytes()).hexdigest()


def test_convert_writes_pages_with_crops_and_leaves_nothing_else(made: Path) -> None:
    out = made / "ผล"
    names = {path.name for path in out.iterdir()}
    assert {"report", "plans", "projects.csv"} < names
    assert {path.name for path in (out / ".cache").iterdir()} == {"documents", "lock"}
    assert {path.name for path in (out / "report").iterdir()} == {
        "index.html", page_of(out, "ก.txt").name, page_of(out, "ข 100%.pdf").name,
    }  # fmt: skip
    pdf, transcript = (page_of(out, name).read_text() for name in ("ข 100%.pdf", "ก.txt"))
    projects = results(out)["ข 100%.pdf"].plan.projects
    assert pdf.count(CROP) >= len(projects) + len(PAGES)
    assert CROP not in transcript
    assert_recorded(out)


def test_pages_link_to_the_originals(made: Path) -> None:
    out = made / "ผล"
    assert "../../%E0%B9%81%E0%B8%9C%E0%B8%99/%E0%B8%82%20100%25.pdf" in links(
        page_of(out, "ข 100%.pdf")
    )
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert [given["source_file"] for given in record["inputs"]] == [
        "ก.txt", "ข 100%.pdf", "ค.txt", "ง.pdf",
    ]  # fmt: skip
    assert all(given["original"].startswith("../%E0%B9%81") for given in record["inputs"])


def test_without_html_no_page_is_drawn(made: Path, tmp_path: Path) -> None:
    source, out = made / "แผน" / "ข 100%.pdf", tmp_path / "o"
    run = call("convert", source, "--out", out, "--formats", "csv,json,xlsx", "--quiet")
    assert run.exit_code == 0, run.output
    assert not (out / "report").exists()
    assert [path.name for path in out.rglob("*.html")] == []


def test_the_report_of_a_run_read_back_is_the_same(work: Path) -> None:
    out = work / "ผล"
    written = {path.name: path.read_bytes() for path in (out / "report").iterdir()}
    shutil.rmtree(out / "report")
    run = call("report", out)
    assert run.exit_code == 0, run.output
    assert run.stdout.splitlines() == [str(out / "report" / "index.html")]
    assert {path.name: path.read_bytes() for path in (out / "report").iterdir()} == written
    assert_recorded(out)


def test_a_run_without_report_gets_one(work: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    assert call("convert", work / "แผน" / "ก.txt", "--out", out, "--quiet").exit_code == 0
    assert call("report", out, "--lang", "en").exit_code == 0
    assert 'lang="en"' in (out / "report" / "index.html").read_text()
    assert_recorded(out)


@pytest.mark.parametrize("content", [None, b"another file by now"])
def test_an_original_that_is_gone_or_another_is_no_failure(work: Path, content) -> None:
    original = work / "แผน" / "ข 100%.pdf"
    original.unlink()
    if content is not None:
        original.write_bytes(content)
    run = call("report", work / "ผล", "--lang", "en")
    assert run.exit_code == 0, run.output
    assert "gone or changed: ข 100%.pdf\n" in run.stderr
    page = page_of(work / "ผล", "ข 100%.pdf")
    assert CROP not in page.read_text()
    assert not any(link.endswith(".pdf") for link in links(page))


def test_pages_of_an_earlier_report_are_removed_and_what_is_not_ours_stays(work: Path) -> None:
    out = work / "ผล"
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    stale = {"path": "report/0123456789ab.html", "bytes": 1, "sha256": "0"}
    foreign = {"path": "report/mine.html", "bytes": 1, "sha256": "0"}
    record["outputs"] += [stale, foreign]
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")
    for output in (stale, foreign):
        (out / output["path"]).write_text("x")
    assert call("report", out, "--quiet").exit_code == 0
    assert not (out / stale["path"]).exists()
    assert (out / foreign["path"]).read_text() == "x"
    assert (out / "projects.csv").is_file()


def without_plans(out: Path) -> None:
    shutil.rmtree(out / "plans")


def without_tables(out: Path) -> None:
    (out / "documents.csv").unlink()


def with_a_changed_plan(out: Path) -> None:
    path = next(iter(sorted((out / "plans").iterdir())))
    plan: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plan | {"projects": 3}), encoding="utf-8")


def with_a_plan_missing(out: Path) -> None:
    next((out / "plans").iterdir()).unlink()


def with_plans_exchanged(out: Path) -> None:
    one, two = (out / "plans").iterdir()
    shutil.copy(one, two)


def with_an_id_that_is_none(out: Path) -> None:
    """Pages are named by it: it must not lead out of the folder."""
    for name in ("documents.csv", "run.json"):
        text = (out / name).read_text(encoding="utf-8-sig")
        doc_id = sorted((out / "plans").iterdir())[0].stem
        text = text.replace(doc_id, "../../escape")
        (out / name).write_text(text, encoding="utf-8-sig" if name.endswith("csv") else "utf-8")


def with_other_inputs(out: Path) -> None:
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    record["inputs"] = record["inputs"][1:]
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (shutil.rmtree, "--formats csv,json"),
        (without_plans, "--formats csv,json"),
        (without_tables, "--formats csv,json"),
        (with_a_changed_plan, "not as thaiplan wrote it"),
        (with_a_plan_missing, "not as thaiplan wrote it"),
        (with_plans_exchanged, "not as thaiplan wrote it"),
        (with_an_id_that_is_none, "not as thaiplan wrote it"),
        (with_other_inputs, "not as thaiplan wrote it"),
    ],
)
def test_what_is_no_whole_run_is_refused_and_left_alone(work: Path, spoil, says: str) -> None:
    out = work / "ผล"
    spoil(out)
    before = sorted(work.rglob("*"))
    run = call("report", out, "--lang", "en")
    assert run.exit_code == 2
    assert says in run.stderr
    assert run.stderr.count("\n") == 1
    assert run.stdout == ""
    assert sorted(work.rglob("*")) == before


def test_a_plan_comes_back_as_it_was_written(made: Path) -> None:
    out = made / "ผล"
    for result in results(out).values():
        if result.plan is not None:
            assert result.plan.model_dump_json(indent=2) + "\n" == (
                out / "plans" / f"{result.doc_id}.json"
            ).read_text(encoding="utf-8")
    statuses = {name: result.status for name, result in results(out).items()}
    assert statuses == {
        "ก.txt": "ok", "ข 100%.pdf": "ok", "ค.txt": "duplicate", "ง.pdf": "failed",
    }  # fmt: skip
    assert results(out)["ก.txt"].findings and not results(out)["ค.txt"].findings
