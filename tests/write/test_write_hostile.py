"""What a hostile or a badly read plan may hold breaks no file, and leads nowhere."""

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published import RUN, count, finding, finished, money, project, text, write
from test_workbook import recalculated

from pipeline import load_outputs
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write import workbook
from pipeline.write.formats import MODULES
from pipeline.write.publish import staging, write_run
from pipeline.write.sheets.cells import MAX_CELL, cell_parts
from pipeline.write.sheets.row_xml import cell_xml

TEXTS = (
    "<r></t></is></c></row></sheetData><x/></r>", "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "a\x00b\x07\x0b\x1f\x7f", "\ufffe\uffff", "_x0041_",
    "]]>&amp;&#0;", "{{ 7*7 }}{% raw %}", "=HYPERLINK(\"http://a\")", "../../../../tmp/x", "con",
    "\r\n\t x ", "😀" * 20_000, "ก" * 70_000,
)  # fmt: skip
HUGE = "9" * 400


def hostile(words: str) -> DocumentResult:
    """A document that says `words` in every text, and numbers that no type holds."""
    result = RUN[0]
    assert isinstance(result.plan, Plan)
    plan = result.plan
    cell = text(words)
    rows = tuple(
        project(
            result.doc_id, "1.1", f"{number}{words[:40]}", project_name=cell, method=cell, kpi=cell,
            agency=cell, extra={words: cell}, flags=(words,), extractor=words,
            budget=money(words, HUGE, Status.AMOUNT),
        )
        for number in range(2)
    )  # fmt: skip
    changed = {
        "source_file": words, "title": words, "organization": words, "province": words,
        "layout": words, "projects": rows,
        "sections": (plan.sections[0].model_copy(update={"title": words, "text": words}),),
        "summary": tuple(
            line.model_copy(update={
                "title": words, "projects": count(int(HUGE)),
                "budget": money(words, HUGE, Status.AMOUNT),
            })
            for line in plan.summary
        ),
        "indicators": tuple(
            one.model_copy(update={
                "goal_title": words, "indicator_title": words,
                "declared_projects": count(int(HUGE)),
                "declared_budget": money(words, HUGE, Status.AMOUNT),
            })
            for one in plan.indicators
        ),
    }  # fmt: skip
    found = finding(
        result.doc_id, 1, scope=words[:40], items=words, field=words, actual=words, expected=words,
        message_th=words, message_en=words, suggestion=words, difference=Decimal(HUGE),
        project_ids=tuple(row.project_id for row in rows),
    )  # fmt: skip
    return result.model_copy(update={
        "source_file": words, "plan": plan.model_copy(update=changed), "findings": (found,),
    })  # fmt: skip


@pytest.mark.parametrize("words", TEXTS, ids=lambda words: ascii(words[:12]))
def test_every_format_survives_and_stays_in_out(tmp_path: Path, words: str) -> None:
    out = tmp_path / "o" / "out"
    with staging(out) as stage:
        options = {"formats": tuple(MODULES)}
        write_run(stage, out, finished([hostile(words), RUN[4]], options), tuple(MODULES))
    assert [path.name for path in tmp_path.iterdir()] == ["o"]
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["out"]
    ids = "|".join(result.doc_id for result in (RUN[0], RUN[4]))
    tables = r"\w+\.(csv|parquet|jsonl?|xlsx|sqlite|duckdb)"
    known = re.compile(rf"{tables}|(plans|report)/(index|{ids})\.(json|html)")
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert all(known.fullmatch(name) for name in names)
    assert {*stored(out)} == {words}
    frames = load_outputs(out)
    assert list(frames.projects["project_name"])[:2] == [words] * 2
    assert frames.projects["budget_baht"].isna()[:2].all()
    assert len(pd.read_parquet(out / "projects.parquet")) == 2 + 4
    for path in (out / "report").iterdir():
        assert_harmless(path.read_text("utf-8"), scripts=2 if path.stem == "index" else 1)
    assert_readable(out / "plans.xlsx", words)


def stored(out: Path) -> Iterator[str]:
    """What the first row says in the files that have no spreadsheet to fear."""
    query = "SELECT project_name FROM projects WHERE project_id LIKE 'ca978112ca1b%'"
    for base in (sqlite3.connect(out / "plans.sqlite"), duckdb.connect(out / "plans.duckdb")):
        with closing(base):
            yield from (name for (name,) in base.execute(query).fetchall())
    with (out / "projects.jsonl").open(encoding="utf-8", newline="\n") as lines:
        yield json.loads(next(lines))["project_name"]


def assert_harmless(html: str, scripts: int) -> None:
    """No element but ours came in."""
    parser = HTMLParser()
    tags: list[str] = []
    parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(html)
    assert tags.count("script") == scripts
    assert not re.search(r"<[^>]*\sonerror", html)


def assert_readable(path: Path, words: str) -> None:
    """The workbook is XML that a strict parser takes, and says the words."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
    sheet = openpyxl.load_workbook(path)["โครงการ"]
    cells = [cell for row in sheet.iter_rows(min_row=2, max_row=2) for cell in row]
    whole = next(cell.value for cell in cells if cell.column_letter == "D")
    assert {cell.data_type for cell in cells if cell.value == words} <= {"s"}
    beginning = cell_parts(words)[0].removesuffix("…")[:100]
    if not re.search(
        "[\r\x00-\x08\x0b-\x1f\ufffe\uffff]|_x", words
    ):  # those openpyxl leaves escaped
        assert whole.startswith(beginning)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_cell_of_xml(words: str) -> None:
    element = ElementTree.fromstring(f'<c r="A1"{cell_xml(words, "text")}')
    assert len(list(element.iter())) == (3 if words else 1)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_its_escapes(words: str) -> None:
    element = ElementTree.fromstring(f'<c r="A1"{cell_xml("x" + words, "text")}')
    told = re.sub("_x([0-9A-F]{4})_", lambda one: chr(int(one[1], 16)), element[0][0].text or "")
    assert told == "x" + words


def test_what_excel_counts_twice_is_cut_earlier() -> None:
    pieces = cell_parts("😀" * 20_000)
    assert "".join(piece.removesuffix("…") for piece in pieces) == "😀" * 20_000
    assert all(len(piece.encode("utf-16-le")) // 2 <= MAX_CELL for piece in pieces)


def test_libreoffice_reads_what_is_hostile(tmp_path: Path) -> None:
    write(workbook, tmp_path, finished([hostile(words) for words in TEXTS[:8]]))
    book = recalculated(tmp_path / workbook.FILE_NAME)
    names = [row[3] for row in book["โครงการ"].iter_rows(min_row=2, values_only=True)]
    assert names[0] == TEXTS[0]
    assert names[10] == "_x0041_"
    assert len(names) == 16
