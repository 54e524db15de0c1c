"""The sample plan through both producers: every cell of all 39 rows, every arrow."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.contracts.table import RawDocument, RawTable
from pipeline.extract.pages import read_blocks
from pipeline.extract.readers import pdfium, plumber
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.reader import Source

SAMPLES = Path(__file__).parents[2] / "samples"
PRODUCERS = ("writer", "chromium")
TEXTS = {0: "project_name", 1: "method", 2: "kpi", 3: "budget_raw", 8: "agency"}
QUARTERS = range(4, 8)

Row = tuple[dict[int, str], set[int]]  # text by column, columns under an arrow


def sample(producer: str) -> Path:
    return SAMPLES / f"tuayang_2566_{producer}.pdf"


@cache
def document(producer: str) -> RawDocument:
    return read_pdf(sample(producer))


@cache
def truth() -> tuple[dict[str, str], ...]:
    with (SAMPLES / "tuayang_2566_truth.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def squeeze(text: str) -> str:
    """Without white space, and with every bullet as a hyphen."""
    return re.sub(r"\s", "", text).replace("•", "-").removeprefix("-")


def rows(producer: str) -> list[Row]:
    """The detail rows, those broken over pages put together."""
    found: list[Row] = []
    for table in document(producer).blocks:
        if not isinstance(table, RawTable) or table.n_cols != 9:
            continue
        for number in range(table.n_rows):
            cells = {cell.col: cell.text for cell in table.cells if cell.row == number}
            if "โครงการ/" in cells.get(0, "โครงการ/"):
                continue  # header
            if re.match(r"[๐-๙]+\.", cells[0]):
                found.append(({}, set()))
            texts, arrows = found[-1]
            for col, text in cells.items():
                texts[col] = texts.get(col, "") + text
            for mark in table.marks:
                if mark.row == number:
                    assert mark.kind == "arrow"
                    arrows |= set(range(mark.first_col, mark.last_col + 1))
    return found


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_cell(producer: str) -> None:
    read = rows(producer)
    assert len(read) == len(truth()) == 39
    for (texts, _), line in zip(read, truth(), strict=True):
        got = {**texts, 0: re.sub(r"^[๐-๙]+\.", "", texts[0])}
        assert {name: squeeze(got[col]) for col, name in TEXTS.items()} == {
            name: squeeze(line[name]) for name in TEXTS.values()
        }
        words = "".join(texts[col] for col in QUARTERS)
        assert squeeze(words) == squeeze(line["schedule_text"])


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_arrow(producer: str) -> None:
    for (_, arrows), line in zip(rows(producer), truth(), strict=True):
        expected = {4 + i for i in range(4) if line[f"q{i + 1}"] == "true"}
        assert arrows == expected, line["project_name"]


@pytest.mark.parametrize("producer", PRODUCERS)
def test_page_reports(producer: str) -> None:
    pages = document(producer).pages
    assert {page.status for page in pages} == {"text"}
    assert [page.printed_number for page in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("producer", PRODUCERS)
def test_plumber_sees_the_same(producer: str) -> None:
    source = Source.open(sample(producer))
    for number in (9, 12):
        ours = read_blocks(pdfium.read_page(source, number)).blocks
        theirs = read_blocks(plumber.read_page(source, number)).blocks
        tables = [
            [block for block in blocks if isinstance(block, RawTable)] for blocks in (ours, theirs)
        ]
        assert [
            [(cell.row, cell.col, cell.text) for table in found for cell in table.cells]
            for found in tables[:1]
        ] == [
            [(cell.row, cell.col, cell.text) for table in found for cell in table.cells]
            for found in tables[1:]
        ]
        spans = [
            [(m.kind, m.row, m.first_col, m.last_col) for table in found for m in table.marks]
            for found in tables
        ]
        assert spans[0] == spans[1]
    source.close()
