"""Scanned tables in which a scanner broke rules in some columns: the others show where rows end."""

import itertools
from dataclasses import replace

import pytest
from test_pdf_open_tables import LEADING, PAD, TOP, page, tables, words

from pipeline.contracts.page import Ruling
from pipeline.contracts.table import RawTable

XS = (40.0, 80.0, 300.0, 400.0, 560.0)
ROWS = (
    ("๑", "โครงการค่ายเยาวชน", "๑๒,๐๐๐", "สำนักงานคลังจังหวัด"),
    ("๒", "กิจกรรมตลาดนัด", "๓,๕๐๐", "เทศบาลเมือง"),
    ("�", "โครงการอบรมครู", "�,���", "สำนักงานคลังจังหวัด"),
    ("๔", "โครงการวิ่ง", "๙๐๐", "อำเภอเมือง"),
)


def scanned(broken: dict[int, set[int]], rows: tuple[tuple[str, ...], ...] = ROWS) -> RawTable:
    """The table as read from a picture; `broken`: the rules, by the row below, in these columns."""
    glyphs = [
        glyph
        for number, texts in enumerate(rows)
        for x, text in zip(XS, texts, strict=False)
        for glyph in words(text, x + PAD, TOP + LEADING * number + 11)
    ]
    rulings = [Ruling("v", x, TOP, TOP + LEADING * len(rows)) for x in XS]
    for number in range(len(rows) + 1):
        for column, (left, right) in enumerate(itertools.pairwise(XS)):
            if column not in broken.get(number, set()):
                rulings.append(Ruling("h", TOP + LEADING * number, left, right))
    (table,) = tables(replace(page(glyphs, rulings), reader="ocr"))
    return table


def texts(table: RawTable) -> list[list[str]]:
    at = {(cell.row, cell.col): cell.text for cell in table.cells}
    return [[at.get((row, col), "") for col in range(table.n_cols)] for row in range(table.n_rows)]


@pytest.mark.parametrize(
    "broken",
    [
        {1: {0, 1}, 2: {0, 1}},  # between item numbers
        {2: {0, 1, 2}, 3: {0, 1, 2}},  # one of which is lost
        {2: {2}},  # between amounts
        {3: {3}},  # between agencies, one of which stands elsewhere
    ],
)
def test_rows_end_where_another_column_shows_a_rule(broken: dict[int, set[int]]) -> None:
    assert texts(scanned(broken)) == [list(row) for row in ROWS]


def test_a_text_for_two_projects_stays_whole() -> None:
    rows = (*ROWS[:1], ("๒", "กิจกรรมตลาด", "๑", "ที่ทำการ"), ("๓", "ค่าย", "๒", "ปกครองอำเภอ"))
    table = scanned({2: {3}}, rows)
    (agency,) = [cell for cell in table.cells if "ปกครอง" in cell.text]
    assert (agency.text.split(), agency.rowspan) == (["ที่ทำการ", "ปกครองอำเภอ"], 2)


def test_a_list_in_the_first_column_is_no_row() -> None:
    rows = (("ข้อ", "โครงการค่าย", "๑", "ก"), ("๒ แห่ง", "และวิ่ง", "", "ข"))
    assert texts(scanned({1: {0, 1}}, rows))[0][0] == "ข้อ\n๒ แห่ง"
