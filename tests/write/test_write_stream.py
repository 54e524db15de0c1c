"""One document at a time, once; what was made before is linked; run.json written item by item."""

import gc
import json
import os
import tracemalloc
import weakref
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from published import INVOCATION, RUN, finished, read, write

from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import DocumentResult
from pipeline.write import html_report, json_plans, parquet
from pipeline.write.finished_run import FinishedRun, InputLine, RunDocument
from pipeline.write.formats import MODULES, load_writers
from pipeline.write.publish import staging, write_run
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.files import page_html
from pipeline.write.run_record import OutputFile, RunInput, RunRecord, write_record
from pipeline.write.tables import TABLES

ALL = tuple(MODULES)
A_LINE = 6_000  # bytes; a document of the tests has ten times as many


def publish(out: Path, run: FinishedRun) -> None:
    with staging(out) as stage:
        write_run(stage, out, run, ALL)


def test_documents_are_asked_for_once_and_forgotten(tmp_path: Path) -> None:
    """Every writer has let go of a document when the next but one is loaded."""
    alive: list[weakref.ref[DocumentResult]] = []
    asked = []
    names = [f"{number}.pdf" for number in range(6)]

    def documents() -> Iterator[RunDocument]:
        asked.append(True)
        for name in names:
            result = read(name, name)
            alive.append(weakref.ref(result))
            yield RunDocument(result, "")
            del result
            gc.collect()
            assert sum(one() is not None for one in alive) <= 2

    run = replace(finished([read(name, name) for name in names]), documents=documents)
    publish(tmp_path, run)
    assert (len(asked), len(alive)) == (1, 6)


@pytest.mark.parametrize("name", ALL)
def test_memory_does_not_grow_with_the_documents(tmp_path: Path, name: str, monkeypatch) -> None:
    """A line of the overview and of the list of links is all that stays of a document."""
    monkeypatch.setattr(parquet, "ROW_GROUP", 20)
    _, few, many = (peak(tmp_path / str(count), name, count) for count in (1, 10, 40))
    assert (many - few) / 30 < A_LINE


def peak(out: Path, name: str, count: int) -> int:
    """The most bytes in use while so many documents are written, beside the list of inputs."""
    results = (read(str(number), f"{number}.pdf") for number in range(count))
    lines = [InputLine.of(result, "") for result in results]
    run = replace(
        finished([], {"formats": (name, "html")}),
        lines=lines,
        documents=lambda: (
            RunDocument(read(line.source_file.removesuffix(".pdf"), line.source_file), "")
            for line in lines
        ),
    )
    gc.collect()
    tracemalloc.start()
    with staging(out) as stage, ExitStack() as files:
        adds = [files.enter_context(writing(stage, run)) for writing in load_writers((name,))]
        for document in run.documents():
            for add in adds:
                add(document)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_ready_made_files_are_linked_not_made_again(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    store.mkdir()
    (store / "plan").write_text("a plan")
    (store / "page").write_text("a page")
    result = RUN[0]
    run = replace(
        finished([result]),
        documents=lambda: iter([RunDocument(result, "", store / "plan", store / "page")]),
    )
    for _ in range(2):  # over its own links, too
        publish(out, run)
        plan, page = out / f"plans/{result.doc_id}.json", out / f"report/{result.doc_id}.html"
        assert plan.samefile(store / "plan")
        assert page.samefile(store / "page")
        assert (plan.read_text(), page.read_text()) == ("a plan", "a page")
    publish(out, finished([result]))  # made here: what is linked to stays as it is
    assert (store / "plan").read_text() == "a plan"
    assert '"doc_id"' in plan.read_text()


def test_where_nothing_can_be_linked_it_is_copied(tmp_path: Path, monkeypatch) -> None:
    def no_links(*args: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    ready = tmp_path / "ready"
    ready.write_text("ready")
    result = RUN[0]
    document = RunDocument(result, "", ready, ready)
    run = replace(finished([result]), documents=lambda: iter([document]))
    write(json_plans, tmp_path, run)
    write(html_report, tmp_path, run)
    assert (tmp_path / f"plans/{result.doc_id}.json").read_text() == "ready"
    assert (tmp_path / f"report/{result.doc_id}.html").read_text() == "ready"
    assert "แผน.pdf" in (tmp_path / "report/index.html").read_text("utf-8")


def test_a_page_that_is_not_ready_is_rendered(tmp_path: Path) -> None:
    write(html_report, tmp_path)
    assert {path.stem for path in (tmp_path / "report").iterdir()} == {
        "index", RUN[0].doc_id, RUN[4].doc_id,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["inputs", "out", "jobs", "fresh", "formats", "raw_csv", "new"])
def test_a_page_depends_on_no_option_but_those_of_reading(name: str) -> None:
    document = ReportDocument(RUN[0], html_report.Crops(), "")
    asked = html_report.report_run(INVOCATION.model_copy(update={"options": {"ocr": "auto"}}))
    other = asked._replace(options={"ocr": "auto", name: ("a", "b")})
    assert page_html(document, other, "th") == page_html(document, asked, "th")
    reading = asked._replace(options={"ocr": "never"})
    assert page_html(document, reading, "th") != page_html(document, asked, "th")


@pytest.mark.parametrize("names", [(), ("ก\u2028\n.csv",), ("a", "b/c")])
def test_run_json_is_as_the_model_would_write_it(tmp_path: Path, names: tuple[str, ...]) -> None:
    inputs = tuple(
        RunInput(source_file=name, doc_id="", sha256="", status="ok", seconds=0.5) for name in names
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    write_record(tmp_path, INVOCATION, inputs)
    text = (tmp_path / "run.json").read_text("utf-8")
    record = RunRecord.model_validate_json(text)
    assert text == record.model_dump_json(indent=2) + "\n"
    assert record.inputs == inputs
    assert [output.path for output in record.outputs] == list(names)
    assert all(isinstance(output, OutputFile) and output.bytes for output in record.outputs)
    assert list(json.loads(text)) == list(RunRecord.model_fields)


def test_the_data_package_describes_whole_csv_files(tmp_path: Path) -> None:
    publish(tmp_path, finished())
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert [one["name"] for one in package["resources"]] == [table.name for table in TABLES]
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"


def test_a_writer_that_fails_leaves_out_as_it_was(tmp_path: Path) -> None:
    """In the middle of the documents, with every file of every format open."""
    publish(tmp_path, finished())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def documents() -> Iterator[RunDocument]:
        yield RunDocument(RUN[4], "")
        raise OSError(5, "Input/output error", "store")

    with pytest.raises(UsageError, match="store"):
        publish(tmp_path, replace(finished(RUN[4:]), documents=documents))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
