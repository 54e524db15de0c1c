"""What an engine tells of a page, held against what our own nets saw of it (typed here)."""

import pytest

from pipeline.contracts.page import Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import Mark, RawCell, RawTable, TextLine
from pipeline.extract.engines.transcribed import Told, tell_page
from pipeline.lexicon.facts import load_lexicon

PAGE = Page(4, 800, 600, (), (), (), (), (), "ocr")
HEAD = ["ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงาน"]
TREES = ["๑", "โครงการปลูกป่าชายเลน", "๑๒,๕๐๐", "สำนักงานป่าไม้"]
RIVER = ["๒", "โครงการคลองสวยน้ำใส", "๓๐,๐๐๐", "สำนักงานประมง"]
SEEN = [HEAD, TREES, RIVER]
MARK = Mark("arrow", 1, 3, 3, Place(reader="ocr", page=4, box=Box(x0=1, top=1, x1=2, bottom=2)))


def place(row: int, col: int) -> Place:
    box = Box(x0=100 * col, top=20 * row, x1=100 * col + 90, bottom=20 * row + 18)
    return Place(reader="ocr", page=4, box=box)


def table(rows: list[list[str]]) -> RawTable:
    cells = tuple(
        RawCell(r, c, 1, 1, text, place(r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    whole = Place(reader="ocr", page=4, box=Box(x0=0, top=0, x1=400, bottom=100))
    return RawTable(len(rows), len(rows[0]), cells, (MARK,), whole, True)


def markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def html(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>"


def tell(told: list[list[str]] | str, seen: list[list[str]] = SEEN) -> Told:
    text = told if isinstance(told, str) else markdown(told)
    return tell_page(text, PAGE, [table(seen)], load_lexicon(None), "vision")


def rows(told: Told) -> list[list[str]]:
    (block,) = told.blocks
    assert isinstance(block, RawTable)
    return [[c.text for c in block.cells if c.row == n] for n in range(block.n_rows)]


def changed(row: int, col: int, text: str, of: list[list[str]] = SEEN) -> list[list[str]]:
    return [
        [text if (r, c) == (row, col) else t for c, t in enumerate(x)] for r, x in enumerate(of)
    ]


@pytest.mark.parametrize(
    "write", [markdown, html, lambda rows: f"```markdown\n{markdown(rows)}\n```"]
)
def test_the_same_table_keeps_boxes_and_marks(write) -> None:
    told = tell(write(changed(1, 1, "โครงการปลูกป่าชายเลนฯ")))
    (block,) = told.blocks
    assert rows(told) == changed(1, 1, "โครงการปลูกป่าชายเลนฯ")
    assert block.marks == (MARK,)
    assert block.cells[5].place == place(1, 1).model_copy(update={"reader": "vision"})
    assert told.is_whole and not told.doubts


def test_arabic_digits_are_the_same_number() -> None:
    assert rows(tell(changed(1, 2, "12500")))[1][2] == "12500"


@pytest.mark.parametrize(
    ("told", "seen", "where"),
    [
        pytest.param(changed(1, 2, "๑๒,๖๐๐"), SEEN, (1, 2), id="a digit invented"),
        pytest.param(changed(2, 0, "๓"), SEEN, (2, 0), id="another item number"),
        pytest.param(SEEN, changed(1, 2, UNKNOWN * 6), (1, 2), id="we could not read it"),
        pytest.param(SEEN, changed(1, 2, ""), (1, 2), id="we saw none"),
    ],
)
def test_a_number_that_one_alone_read_has_no_digits(told, seen, where) -> None:
    found = tell(told, seen)
    row, col = where
    text = told[row][col]
    assert rows(found)[row][col] == "".join(UNKNOWN if c.isdecimal() else c for c in text)
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.text) == ("number", rows(found)[row][col])
    assert (doubt.candidates[0].text, doubt.candidates[0].reader) == (text, "vision")
    ours = [c.text for c in doubt.candidates if c.reader == "line"]
    assert ours == [seen[row][col]] * any(map(str.isdecimal, seen[row][col]))
    assert (doubt.x0, doubt.top) == (100 * col, 20 * row)
    others = [c for n, x in enumerate(rows(found)) for m, c in enumerate(x) if (n, m) != where]
    assert UNKNOWN not in "".join(others)


def test_amounts_of_neighbouring_rows_exchanged() -> None:
    found = tell(changed(1, 2, "๓๐,๐๐๐", changed(2, 2, "๑๒,๕๐๐")))
    assert [row[2] for row in rows(found)[1:]] == ["��,���"] * 2


def test_amounts_of_rows_by_the_same_name_exchanged() -> None:
    seen = [HEAD, ["๑", "โครงการอบรม", "๑,๐๐๐", "ก"], ["๒", "โครงการอบรม", "๒,๐๐๐", "ก"]]
    told = [HEAD, ["๑", "โครงการอบรม", "๒,๐๐๐", "ก"], ["๒", "โครงการอบรม", "๑,๐๐๐", "ก"]]
    assert [row[2] for row in rows(tell(told, seen))[1:]] == ["�,���"] * 2


def test_a_row_invented() -> None:
    told = [*SEEN, ["๓", "กิจกรรมวิ่งมาราธอน", "๙๙,๐๐๐", "เทศบาลนคร"]]
    found = tell(told)
    assert rows(found)[3] == ["�", "กิจกรรมวิ่งมาราธอน", "��,���", "เทศบาลนคร"]
    assert rows(found)[:3] == SEEN
    (block,) = found.blocks
    assert (block.place.page, block.cells[4].place.page, block.cells[4].place.box) == (4, 4, None)
    assert (block.cells[4].place.reader, block.cells[4].place.is_told) == ("vision", True)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([HEAD, TREES], id="a row left out"),
        pytest.param([row[:2] + row[3:] for row in SEEN], id="the amounts left out"),
        pytest.param("<table><tr><td>ที่</td><td>โครง", id="cut short"),
        pytest.param("ขออภัย ไม่สามารถอ่านภาพนี้ได้", id="an apology"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_leaves_something_out_is_not_whole(told) -> None:
    assert not tell(told).is_whole


def test_what_we_read_badly_proves_no_omission() -> None:
    found = tell([["โครงการ"], ["ปลูกป่าชายเลน"]], [["โครงการ"], ["ปล�กป�าช�ยเ�น"]])
    assert found.is_whole


def test_a_row_of_sums_that_we_could_not_read() -> None:
    told, seen = ["รวม", "", "๔๕๗,๑๘๐", ""], ["รวม", "", UNKNOWN * 7, ""]
    found = tell([*SEEN, told], [*SEEN, seen])
    assert found.is_whole and found.blocks[0].marks == (MARK,)
    assert rows(found)[3][2] == "���,���"


def test_a_cell_told_blank_keeps_what_we_read() -> None:
    found = tell(changed(2, 2, ""))
    assert rows(found) == SEEN and found.is_whole
    assert [cell.place.reader for cell in found.blocks[0].cells[-2:]] == ["ocr", "vision"]


def test_a_column_left_out() -> None:
    """Another shape: no box, but the numbers still count where the row that we saw has them."""
    seen = [[*row, extra] for row, extra in zip(SEEN, ["ไตรมาส", "", ""], strict=True)]
    found = tell(changed(2, 2, "๓๐,๐๐๗"), seen)
    assert [row[2] for row in rows(found)] == ["งบประมาณ (บาท)", "๑๒,๕๐๐", "��,���"]
    assert found.blocks[0].marks == ()


def test_numbers_in_a_sentence_are_ours_and_doubted() -> None:
    seen = changed(1, 1, "โครงการปลูกป่า ๕๐๐ ต้น")
    found = tell(changed(1, 1, "โครงการปลูกป่า ๙๐๐ ต้น"), seen)
    assert rows(found)[1][1] == "โครงการปลูกป่า ๕๐๐ ต้น"
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.text, doubt.x0) == ("letters", "๕๐๐", 100)
    assert [one.text for one in doubt.candidates] == ["๙๐๐", "๕๐๐"]


def test_a_number_in_a_sentence_that_we_could_not_read_stays_and_is_doubted() -> None:
    found = tell(
        changed(1, 1, "โครงการปลูกป่า ๕๐๐ ต้น"), changed(1, 1, f"โครงการปลูกป่า {UNKNOWN * 3} ต้น")
    )
    assert rows(found)[1][1] == "โครงการปลูกป่า ๕๐๐ ต้น"
    assert [(one.kind, one.text) for one in found.doubts] == [("letters", "๕๐๐")]


def test_the_number_of_a_heading_is_ours() -> None:
    seen = [
        TextLine("เป้าหมายที่ ๑ : ประชาชนมีวัฒนธรรมสุจริต", place(0, 0)),
        TextLine("ตัวชี้วัดที่ ๑.๒ : ร้อยละของประชาชนที่มีทัศนคติ", place(1, 0)),
        TextLine("ต่อต้านการทุจริต ร้อยละ ๘๐", place(2, 0)),
    ]
    text = "# ตัวชี้วัดที่ ๑.๓ : ร้อยละของประชาชนที่มีทัศนคติต่อต้านการทุจริต ร้อยละ ๘๐"
    found = tell_page(text, PAGE, seen, load_lexicon(None), "vision")
    (line,) = found.blocks
    assert line.text == "ตัวชี้วัดที่ ๑.๒ : ร้อยละของประชาชนที่มีทัศนคติต่อต้านการทุจริต ร้อยละ ๘๐"
    assert [(one.kind, one.text) for one in found.doubts] == [("letters", "๑.๒")]


def test_page_numbers_and_told_pictures_are_no_text() -> None:
    text = (
        "<page_number>๑๒</page_number>\n\n# แผนงานประจำปี\n\n<figure>\nภาพคนยืน\n</figure>\n"
        + markdown(SEEN)
    )
    found = tell(text)
    lines = [block.text for block in found.blocks if isinstance(block, TextLine)]
    assert lines == ["แผนงานประจำปี"]
    assert found.blocks[0].place.line == 3
