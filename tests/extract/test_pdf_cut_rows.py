"""Rows that a page break cuts, however the tool that printed them draws the cut."""

from dataclasses import replace
from pathlib import Path

import pytest
from pdf_maker import hand_written

from pipeline import read_plan
from pipeline.contracts.page import Page, Ruling
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import Mark, RawCell, RawDocument, RawRow, RawTable, Role, Segment
from pipeline.extract.plan import sort_document
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.reader import Source
from pipeline.extract.tables.grid import find_grids, is_open_below
from pipeline.extract.tables.marks import loose_strokes
from pipeline.lexicon.facts import load_lexicon

HEADS = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ไตรมาส ๑", "ไตรมาส ๒", "หน่วยงานรับผิดชอบ")
WHOLE = ("๑", "โครงการปลูกป่า", "๕,๐๐๐", "", "", "กรมหนึ่ง")
START, END = ("", "โครงการแจก", "ไม่ใช้งบ", "", "", "กรม"), ("๒", "กล้าไม้", "ประมาณ", "", "", "สอง")
Texts = tuple[str, ...]


def place(page: int, row: int = 0, x0: float = 0) -> Place:
    box = Box(x0=x0, top=20.0 * row, x1=x0 + 50, bottom=20.0 * row + 20)
    return Place(reader="test", page=page, box=box)


def table(page: int, *rows: Texts, mark: int = 0, is_open: bool = False) -> RawTable:
    """A drawn table; `mark`: the row of an arrow over the second quarter; 0 for none."""
    cells = tuple(
        RawCell(row, col, 1, 1, text, place(page, row, 50.0 * col))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    marks = (Mark("arrow", mark, 4, 4, place(page, mark, 200)),) if mark else ()
    found = RawTable(len(rows), len(HEADS), cells, marks, place(page), spans_stated=True)
    return replace(found, open_below=is_open)


def rows(*tables: RawTable) -> list[RawRow]:
    found = sort_document(RawDocument("pdf", tables, (), "test"), load_lexicon())
    return [row for item in found.flow if isinstance(item, Segment) for row in item.rows]


def text(row: RawRow, role: Role) -> str:
    value = row.get(role)
    return value.text if value else ""


@pytest.mark.parametrize("head", [(), (HEADS,)])
def test_row_whose_number_stands_below_the_cut(head: tuple[Texts, ...]) -> None:
    """Name, money and arrow of its upper part went to the project above it, unsaid."""
    above = table(1, HEADS, WHOLE, START, mark=2, is_open=True)
    one, two = rows(above, table(2, *head, END))
    assert (text(one, Role.PROJECT), text(one, Role.BUDGET)) == ("โครงการปลูกป่า", "๕,๐๐๐")
    assert not one.marks and one.item and one.item.text == "1"
    assert text(two, Role.PROJECT) == "โครงการแจก\nกล้าไม้"
    assert text(two, Role.BUDGET) == "ไม่ใช้งบ\nประมาณ"
    assert [mark.quarters for mark in two.marks] == [(2,)] and two.item and two.item.text == "2"
    assert "row_split_over_pages" in two.flags


def test_rows_of_one_project_stay_together() -> None:
    """Where a rule closes the table, or the next page's row has no number, nothing changes."""
    rest = ("", "กล้าไม้", "", "", "", "")
    closed = rows(table(1, HEADS, WHOLE, rest), table(2, HEADS, END))
    assert [text(row, Role.PROJECT) for row in closed] == ["โครงการปลูกป่า\nกล้าไม้", "กล้าไม้"]
    (one,) = rows(table(1, HEADS, WHOLE, rest, is_open=True), table(2, rest))
    assert text(one, Role.PROJECT) == "โครงการปลูกป่า\nกล้าไม้\nกล้าไม้"


def test_cut_row_below_a_heading_in_the_table() -> None:
    """Alone below it, half its money no money, it was a table that nobody knows: all was lost."""
    heading = ("ตัวชี้วัดที่ ๑.๒ ร้อยละของคน", "", "", "", "", "")
    start = ("๑", "โครงการแจก", "ไม่ต้อง", "", "", "กรม")
    rest = ("", "กล้าไม้", "ใช้งบประมาณ", "", "", "สอง")
    two = ("๒", *WHOLE[1:])
    *_, last = rows(table(1, HEADS, WHOLE), table(2, two, heading, start), table(3, rest))
    assert last.item and last.item.text == "1"
    assert text(last, Role.PROJECT) == "โครงการแจก\nกล้าไม้"
    assert text(last, Role.BUDGET) == "ไม่ต้อง\nใช้งบประมาณ"


def test_words_of_a_rest_are_no_header() -> None:
    """`ไตรมาส` beside `โครงการ`, the ends of two cells, were a new header: rows below were lost."""
    ends = ("", "ส่วนรวม", "โครงการ", "", "", "ไตรมาส")
    found = rows(table(1, HEADS, WHOLE), table(2, HEADS, ends, END))
    assert [row.item.text for row in found if row.item] == ["1", "2"]


SEAM_HEADS = ("ที่", "โครงการ/กิจกรรม", "ตัวชี้วัด", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")


def seam(above: Texts, below: Texts, *, other: Texts, merged: int) -> list[RawRow]:
    """Rows 1 and 2, of which column `merged` is one cell; `other`, `above`; `below` over the page.

    Each gives a KPI and an agency.
    """
    one, two = ("ร้อยละ ๘๐\nของคน", "กองแผน"), ("", "")
    first = [
        (number, f"โครงการ{number}\nระยะยาว\nมาก", kpi, "๕,๐๐๐", agency)
        for number, (kpi, agency) in zip("๑๒๓๔", (one, two, other, above), strict=True)
    ]
    first[1] = tuple(t or ("" if at == merged else "อื่น") for at, t in enumerate(first[1]))
    drawn = table(1, SEAM_HEADS, *first)
    cells = [
        replace(cell, rowspan=2) if (cell.row, cell.col) == (1, merged) else cell
        for cell in drawn.cells
        if (cell.row, cell.col) != (2, merged)
    ]
    rest = table(2, ("๕", "โครงการ๕", below[0], "๗๐๐", below[1]))
    width = len(SEAM_HEADS)
    return rows(replace(drawn, n_cols=width, cells=tuple(cells)), replace(rest, n_cols=width))


def test_blank_below_a_page_break_is_of_the_merged_cell_above() -> None:
    *_, last = seam(("ก", "กองช่าง"), ("ข", ""), other=("ค", "กองคลัง"), merged=4)
    assert text(last, Role.AGENCY) == "กองช่าง" and "cell_shared" in last.flags
    *_, last = seam(("ก", "กองช่าง"), ("ข", ""), other=("ค", ""), merged=4)
    assert text(last, Role.AGENCY) == "" and "cell_shared" in last.flags
    *_, last = seam(("ก", "กองช่าง"), ("", "กองคลัง"), other=("ค", "กองคลัง"), merged=4)
    assert text(last, Role.KPI) == "" and not last.flags


def test_name_that_a_page_break_cuts_is_of_both_projects() -> None:
    above, below = ("ก", "กองแผน/\nกองคลัง/\nกอง"), ("ข", "ช่าง")
    *_, one, two = seam(above, below, other=("ค", "กองช่าง"), merged=2)
    for row in (one, two):
        assert text(row, Role.AGENCY) == "กองแผน/\nกองคลัง/\nกอง\nช่าง"
        assert "cell_shared" in row.flags
    above = ("ก", "กองแผน/\nกองคลัง/\nกองช่าง")
    *_, one, two = seam(above, ("ข", "กองคลัง"), other=("ค", "กองช่าง"), merged=4)
    assert text(two, Role.AGENCY) == "กองคลัง" and not two.flags


def test_text_that_may_be_the_rest_of_a_merged_cell_is_flagged() -> None:
    above, below = ("คนเข้าร่วม\nร้อยละ ๘๐\nของทั้งหมด", "ก"), ("มีคู่มือ", "ข")
    *_, one, two = seam(above, below, other=("ค", "ง"), merged=2)
    assert text(two, Role.KPI) == "มีคู่มือ"
    assert "cell_shared" in one.flags and "cell_shared" in two.flags
    *_, one, two = seam(("มีคน", "ก"), below, other=("ค", "ง"), merged=2)
    assert not one.flags and not two.flags  # the cell above has room for more


@pytest.mark.parametrize("head", [(), (HEADS,)])
def test_rest_that_reads_as_a_total(head: tuple[Texts, ...]) -> None:
    """`รวม`, the end of `ส่วนรวม`, was a row of sums, and lost."""
    cut = ("๑", "โครงการเพื่อส่วน", "๕,๐๐๐", "", "", "กรมหนึ่ง")
    one, two = rows(table(1, HEADS, cut), table(2, *head, ("", "รวม", "", "", "", ""), END))
    assert text(one, Role.PROJECT) == "โครงการเพื่อส่วน\nรวม"
    assert "row_split_over_pages" in one.flags and text(two, Role.PROJECT) == "กล้าไม้"
    total = ("", "รวม", "๕,๐๐๐", "", "", "")
    one, _ = rows(table(1, HEADS, cut), table(2, *head, total, END))
    assert text(one, Role.PROJECT) == "โครงการเพื่อส่วน"
    one, _ = rows(table(1, HEADS, WHOLE), table(2, *head, ("", "รวม", "-", "", "", ""), END))
    assert text(one, Role.PROJECT) == "โครงการปลูกป่า"


def page_of(content: str, folder: Path) -> Page:
    path = folder / "page.pdf"
    path.write_bytes(hand_written(content.encode()))
    source = Source.open(path)
    try:
        return pdfium.read_page(source, 1)
    finally:
        source.close()


CUT = (  # the last row goes on below the clip; its rule is on no page
    "10 20 380 260 re W n 20 240 m 380 240 l S 20 200 m 380 200 l S 20 5 m 380 5 l S "
    + " ".join(f"{x} 240 m {x} 5 l S" for x in (20, 200, 380))
)


def test_what_a_clip_hides_is_not_drawn(tmp_path: Path) -> None:
    page = page_of(CUT, tmp_path)
    (grid,) = find_grids(page.rulings)
    assert [round(y) for y in grid.ys] == [60, 100, 280]
    assert is_open_below(grid, page.rulings)


def test_table_with_a_rule_at_its_end_is_closed(tmp_path: Path) -> None:
    page = page_of(CUT.replace("10 20 380 260 re W n ", ""), tmp_path)
    (grid,) = find_grids(page.rulings)
    assert not is_open_below(grid, page.rulings)


def test_rules_that_stick_out_a_little_are_no_marks() -> None:
    """The stubs of a row that begins right above the page's end hid all arrows of the table."""
    rulings = (
        *(Ruling("h", y, 0, 200) for y in (0, 40, 80)),
        *(Ruling("v", x, 0, 85) for x in (0, 100, 200)),
    )
    (grid,) = find_grids(rulings)
    assert grid.ys == (0, 40, 80)
    assert loose_strokes(rulings, (grid,)) == ()


def test_rows_that_wkhtmltopdf_cut() -> None:
    """Nine projects, the names of eleven lines centred upright, written by wkhtmltopdf 0.12.6."""
    plan = read_plan(Path(__file__).with_name("cut_rows_by_wkhtmltopdf.pdf"))
    assert any("row_split_over_pages" in project.flags for project in plan.projects)
    for number, project in zip("๑๒๓๔๕๖๗๘๙", plan.projects, strict=True):
        assert project.project_name.value == "ปลูกป่าชุมชนเพื่อประชาชน" * 5 + f"แห่งที่{number}"
        assert project.agency.value == f"กรมที่{number}"
        assert project.schedule.quarters == (True, False, False, False)
