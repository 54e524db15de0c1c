"""The transcript reader: three dialects, every line in one block, nothing of a cell lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.table import RawDocument, RawTable, TextLine
from pipeline.extract.readers.transcript import read_transcript
from pipeline.lexicon.facts import load_lexicon

HEADINGS = load_lexicon().headings


def read(tmp_path: Path, text: str, name: str = "plan.txt") -> RawDocument:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_transcript(path, HEADINGS)


def tables(document: RawDocument) -> list[RawTable]:
    return [block for block in document.blocks if isinstance(block, RawTable)]


def rows(table: RawTable) -> list[list[str]]:
    grid = [["" for _ in range(table.n_cols)] for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


@pytest.mark.parametrize(
    "text",
    ["ก\tข\n๑\t\n", "| ก | ข |\n|---|:-:|\n| ๑ | |\n", "ก | ข\n--- | ---\n๑ | \n",
     "<table><tr><th>ก</th><td>ข</td></tr><tr><td>๑<td></table>"],
)  # fmt: skip
def test_one_table_in_each_dialect(text: str, tmp_path: Path) -> None:
    (table,) = tables(read(tmp_path, text))
    assert rows(table) == [["ก", "ข"], ["๑", ""]]


def test_spans_of_html(tmp_path: Path) -> None:
    html = (
        "<table><tr><td rowspan=2>ก</td><td colspan='2'>ข</td></tr>"
        "<tr><td>ค</td><td>ง<br>จ</td></tr></table>"
    )
    (table,) = tables(read(tmp_path, html))
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in table.cells] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert table.cells[-1].text == "ง\nจ"
    assert table.spans_stated


def test_a_table_inside_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    row = "<p>ก</p> <table><tr><td>ข</td></tr></table>\tค\nง\tจ"
    (table,) = tables(read(tmp_path, row))
    assert rows(table)[0][1] == "ค"
    assert rows(table)[0][0].split() == ["ก", "ข"]


def test_markup_of_lines(tmp_path: Path) -> None:
    document = read(tmp_path, "## หัวข้อ\n\n- **เป้าหมายหลัก**\nก **ข** ค &amp; ง<br>จ\n")
    lines = [block for block in document.blocks if isinstance(block, TextLine)]
    assert [(line.text, line.bold) for line in lines] == [
        ("หัวข้อ", True), ("- เป้าหมายหลัก", True), ("ก ข ค & ง", False), ("จ", False),
    ]  # fmt: skip
    assert [line.place.line for line in lines] == [1, 3, 4, 4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp874"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("แผนปฏิบัติการ\r\nก\tข\r\n".encode(encoding))
    document = read_transcript(path, HEADINGS)
    assert isinstance(document.blocks[0], TextLine)
    assert document.blocks[0].text == "แผนปฏิบัติการ"


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\xff\x00\xfe\x9f", bytes(range(256))])
def test_what_is_no_text_is_a_typed_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError):
        read_transcript(path, HEADINGS)


@given(st.text(alphabet='กข๑ \t|-<>/tabledrp*#&;:="\n', max_size=200))
def test_any_text_is_read_and_its_thai_letters_are_kept(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "plan.txt"
    path.write_text(f"ก{text}", encoding="utf-8")
    document = read_transcript(path, HEADINGS)
    read_back = "".join(
        block.text if isinstance(block, TextLine) else "".join(cell.text for cell in block.cells)
        for block in document.blocks
    )
    for letter in "ข๑":
        # What stands inside a tag's angle brackets is markup, and may go.
        assert read_back.count(letter) <= text.count(letter)
        if "<" not in text:
            assert read_back.count(letter) == text.count(letter)
