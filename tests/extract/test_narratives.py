"""Sheets of prose about one project: found, read, and never taken for headings or rows."""

from pathlib import Path

import pytest
from pdf_maker import typeset

from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Narrative, Plan
from pipeline.contracts.table import RawCell, RawDocument, RawPlan, RawTable, Segment, TextLine
from pipeline.extract.plan import sort_document
from pipeline.extract.sheet_parts import SheetPart, part_of
from pipeline.lexicon.facts import load_lexicon
from pipeline.run import read_plan, reconcile_plan

LEXICON = load_lexicon()
LINES_A_PAGE = 40
HEADS = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
DETAIL = (HEADS, ("๑.", "โครงการค่ายคุณธรรม", "๑๐,๐๐๐", "กองคลัง"))
SHEET = (
    "๑. ชื่อโครงการ : โครงการค่ายคุณธรรม",
    "๒. หลักการและเหตุผล",
    "ด้วยตัวชี้วัดที่ ๒.๑ กำหนดไว้",
    "๘. งบประมาณที่ใช้ดำเนินการ",
    "๑๐,๐๐๐ บาท",
    "๙. ผู้รับผิดชอบ",
    "กองคลัง",
)


def place(row: int) -> Place:
    """So far from the line above that the two are no paragraph."""
    page, top = 1 + row // LINES_A_PAGE, 40.0 * (row % LINES_A_PAGE)
    return Place(reader="test", page=page, box=Box(x0=0, top=top, x1=200, bottom=top + 12))


def table(row: int, texts: tuple[tuple[str, ...], ...]) -> RawTable:
    cells = tuple(
        RawCell(down, right, 1, 1, text, place(row))
        for down, line in enumerate(texts)
        for right, text in enumerate(line)
    )
    return RawTable(len(texts), len(texts[0]), cells, (), place(row), spans_stated=True)


def plan(*blocks: str | tuple[tuple[str, ...], ...]) -> RawPlan:
    found = [
        TextLine(block, place(row)) if isinstance(block, str) else table(row, block)
        for row, block in enumerate(blocks)
    ]
    return sort_document(RawDocument("pdf", tuple(found), (), "test"), LEXICON)


def stated(raw: RawPlan) -> list[tuple[str, str]]:
    return [(sheet.title.text, sheet.budget.text) for sheet in raw.narratives]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("๑. ชื่อโครงการ : โครงการค่าย", SheetPart("title", 1, "โครงการค่าย")),
        ("1) ชื่อโครงการ/กิจกรรม/มาตรการ", SheetPart("title", 1, "")),
        ("โครงการ : อบรมเยาวชน", SheetPart("title", 0, "อบรมเยาวชน")),
        ("๘. งบประมาณ ๑๐,๐๐๐ บาท", SheetPart("budget", 8, "๑๐,๐๐๐ บาท")),
        ("งบประมาณในการดำเนินการ", SheetPart("budget", 0, "")),
        ("๕. พื้นที่ดำเนินการ", SheetPart("other", 5, "")),
        ("๓. วัตถุประสงค์ของโครงการ", SheetPart("other", 3, "ของโครงการ")),
    ],
)
def test_headings_of_a_sheet(text: str, part: SheetPart) -> None:
    assert part_of(text, LEXICON.narratives) == part


@pytest.mark.parametrize(
    "text",
    [
        "โครงการค่ายคุณธรรม",
        "๑. โครงการค่ายคุณธรรม",
        "๓.๑ เป้าหมายเชิงปริมาณ",
        "งบประมาณรายจ่ายประจำปีของเทศบาลเพิ่มขึ้น",
        "ชื่อโครงการและรายละเอียดแนบท้าย",
    ],
)
def test_lines_that_head_no_sheet(text: str) -> None:
    assert part_of(text, LEXICON.narratives) is None


def test_a_sheet_is_read_with_its_budget() -> None:
    assert stated(plan(*SHEET)) == [("โครงการค่ายคุณธรรม", "๑๐,๐๐๐ บาท")]


def test_title_on_lines_of_its_own_and_budget_beside_its_heading() -> None:
    raw = plan(
        "๑. ชื่อโครงการ/กิจกรรม/มาตรการ", "กิจกรรม “ประกาศเจตจำนง”", "ของผู้บริหาร",
        "๒. หลักการและเหตุผล", "งบประมาณ : ปีละ ๓๐,๐๐๐ บาท", "ผู้รับผิดชอบ : กองคลัง",
    )  # fmt: skip
    assert stated(raw) == [("กิจกรรม “ประกาศเจตจำนง”\nของผู้บริหาร", "ปีละ ๓๐,๐๐๐ บาท")]


def test_a_table_of_years_is_read_a_year_a_line_and_is_no_unknown_table() -> None:
    years = (("ปี ๒๕๖๑", "ปี ๒๕๖๒", "รวม"), ("๑๐,๐๐๐", "-", "๑๐,๐๐๐"))
    raw = plan(*SHEET[:4], years, *SHEET[5:])
    budget = "ปี ๒๕๖๑ | ๑๐,๐๐๐\nปี ๒๕๖๒ | -\nรวม | ๑๐,๐๐๐"
    assert stated(raw) == [("โครงการค่ายคุณธรรม", budget)]
    assert not raw.notes
    assert any("ปี ๒๕๖๑ | ปี ๒๕๖๒" in line.text for one in raw.sections for line in one.lines)


def test_a_sheet_typed_into_a_table_goes_on_with_it_on_the_next_page() -> None:
    first = (
        ("๑.", "ชื่อโครงการ", ": ค่ายคุณธรรม\nของเยาวชน"),
        ("๒.", "หลักการและเหตุผล", "ด้วยตัวชี้วัดที่ ๒.๑ กำหนดไว้"),
        ("๓.", "เป้าหมาย", "๕๐ คน"),
    )
    raw = plan(first, (("๔.", "งบประมาณที่ใช้ดำเนินการ :", "๑๐,๐๐๐ บาท"),))
    assert stated(raw) == [("ค่ายคุณธรรม\nของเยาวชน", "๑๐,๐๐๐ บาท")]
    assert not raw.notes and not raw.flow


def test_a_table_with_the_words_of_a_sheet_at_its_top_is_none() -> None:
    raw = plan((("ชื่อโครงการ", "งบประมาณ"), ("ค่ายคุณธรรม", "๑๐,๐๐๐"), ("อบรม", "๒๐,๐๐๐")))
    assert stated(raw) == []
    assert len(raw.flow) == 1


def test_a_sheet_without_a_budget_has_an_empty_one() -> None:
    raw = plan(*SHEET[:3], *SHEET[5:])
    assert [sheet.budget.places for sheet in raw.narratives] == [()]


def test_a_title_alone_makes_no_sheet() -> None:
    assert not plan("ชื่อโครงการ : ค่ายคุณธรรม", "เป็นโครงการของกองคลัง", DETAIL).narratives


def test_nothing_in_a_sheet_governs_rows_or_is_one() -> None:
    steps = (("ที่", "กิจกรรม", "งบประมาณ"), ("๑", "ประชุม", "๕๐๐"), ("๒", "อบรม", "๙,๕๐๐"))
    raw = plan(
        "ตัวชี้วัดที่ ๑.๑ : จำนวนโครงการ", DETAIL, "เป้าหมายที่ ๒ : สังคม", "ตัวชี้วัดที่ ๒.๑ : ร้อยละ",
        *SHEET[:2], "ตัวชี้วัดที่ ๒.๒ : จำนวน", "๖. วิธีดำเนินการ", steps, *SHEET[3:],
    )  # fmt: skip
    numbers = [item.number for item in raw.flow if not isinstance(item, Segment)]
    assert numbers == ["1.1", ""]  # and a reset, where the sheet begins
    assert sum(len(item.rows) for item in raw.flow if isinstance(item, Segment)) == 1
    assert not raw.chart
    text = "\n".join(line.text for one in raw.sections for line in one.lines)
    assert all(words in text for words in ("ตัวชี้วัดที่ ๒.๑", "ตัวชี้วัดที่ ๒.๒", "๒ | อบรม | ๙,๕๐๐"))


def test_headings_after_the_last_sheet_govern_the_table_that_follows() -> None:
    raw = plan(*SHEET, "ตัวชี้วัดที่ ๓.๑ : จำนวนโครงการ", DETAIL)
    assert [item.number for item in raw.flow if not isinstance(item, Segment)] == ["3.1"]


@pytest.mark.parametrize("between", ["วัตถุประสงค์", "ผู้รับผิดชอบ : กองคลัง", "๒. เป้าหมาย"])
def test_a_sheet_ends_before_the_tables_that_follow(between: str) -> None:
    raw = plan(*SHEET, "ตัวชี้วัดที่ ๓.๑ : จำนวน", DETAIL, between, "ตัวชี้วัดที่ ๓.๒ : ร้อยละ", DETAIL)
    numbers = [item.number for item in raw.flow if not isinstance(item, Segment)]
    assert [number for number in numbers if number] == ["3.1", "3.2"]


def test_a_part_of_the_plan_ends_a_sheet() -> None:
    raw = plan(*SHEET, "ส่วนที่ ๔ ตาราง", "วัตถุประสงค์", "ตัวชี้วัดที่ ๓.๑ : จำนวน", DETAIL, "วัตถุประสงค์")
    numbers = [item.number for item in raw.flow if not isinstance(item, Segment)]
    assert [number for number in numbers if number] == ["3.1"]


def test_a_running_title_between_heading_and_budget_is_none_of_it() -> None:
    blocks = [f"ข้อความหน้า {row}" for row in range(3 * LINES_A_PAGE)]
    for page in range(3):
        blocks[(page + 1) * LINES_A_PAGE - 1] = f"แผนปฏิบัติการป้องกันการทุจริต ๔ ปี หน้า {page + 1}"
    blocks[LINES_A_PAGE - 5 : LINES_A_PAGE - 1] = SHEET[:4]
    blocks[LINES_A_PAGE : LINES_A_PAGE + 3] = SHEET[4:]
    assert stated(plan(*blocks)) == [("โครงการค่ายคุณธรรม", "๑๐,๐๐๐ บาท")]


# --- through Chromium -------------------------------------------------------------------------

ROWS = """
<h2>แผนปฏิบัติการป้องกันการทุจริต ๔ ปี (พ.ศ. ๒๕๖๑ – ๒๕๖๔)</h2><p>เทศบาลตำบลสมมติ จังหวัดเชียงใหม่</p>
<style>table{border-collapse:collapse}td,th{border:1px solid;padding:2px 6px}p,h2{margin:4px}
section{break-before:page}</style>
<table><tr><th>มิติ<th>ภารกิจตามมิติ<th>โครงการ/กิจกรรม/มาตรการ
<th>ปี ๒๕๖๑<br>งบประมาณ (บาท)<th>ปี ๒๕๖๒<br>งบประมาณ (บาท)
<th>ปี ๒๕๖๓<br>งบประมาณ (บาท)<th>ปี ๒๕๖๔<br>งบประมาณ (บาท)<th>หมายเหตุ</tr>
<tr><td rowspan=4>๑. การสร้างสังคม<td rowspan=4>๑.๑ การสร้างจิตสำนึก
<td>๑) โครงการค่ายคุณธรรม<td>๑๐,๐๐๐<td>๑๐,๐๐๐<td>๑๐,๐๐๐<td>๑๐,๐๐๐<td>สป.</tr>
<tr><td>๒) โครงการปลูกต้นไม้<td>๓๐,๐๐๐<td>๓๐,๐๐๐<td>๓๐,๐๐๐<td>๓๐,๐๐๐<td>สธ.</tr>
<tr><td>๓) มาตรการประกาศเจตจำนง<td>-<td>-<td>-<td>-<td>สป.</tr>
<tr><td>๔) กิจกรรมอบรมรุ่นที่ ๑<td>๕,๐๐๐<td>๕,๐๐๐<td>๕,๐๐๐<td>๕,๐๐๐<td>สป.</tr></table>
"""


def sheet_page(title: str, budget: str, above: str = "") -> str:
    return f"""<section>{above}<p><b>๑. ชื่อโครงการ : {title}</b></p><p><b>๒. หลักการและเหตุผล</b></p>
<p>ยุทธศาสตร์ที่ ๑ ของชาติกำหนดให้สังคมไม่ทนต่อการทุจริต ใช้งบประมาณ ๙๙๙,๐๐๐ บาท</p>
<p><b>๗. ระยะเวลาดำเนินการ</b></p><p>๔ ปี (ปีงบประมาณ พ.ศ. ๒๕๖๑ – ๒๕๖๔)</p>
<p><b>๘. งบประมาณดำเนินการ</b></p><p>{budget}</p><p><b>๙. ผู้รับผิดชอบ</b></p><p>สำนักปลัด</p></section>"""


@pytest.fixture(scope="module")
def four_years(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    headings = "<p><b>มิติที่ ๑ การสร้างสังคม</b></p><p><b>๑.๑ การสร้างจิตสำนึก</b></p>"
    sheets = (
        sheet_page("โครงการค่ายคุณธรรม", "๔๐,๐๐๐ บาท", headings),
        sheet_page("ปลูกต้นไม้", "ปีละ ๓๕,๐๐๐ บาท"),
        sheet_page("มาตรการ “ประกาศเจตจำนง”", "ไม่ใช้งบประมาณ"),
        sheet_page("กิจกรรมอบรมรุ่นที่ ๒", "๕,๐๐๐ บาท"),
    )
    path = Path(tmp_path_factory.mktemp("sheets")) / "four_years.pdf"
    return read_plan(typeset(ROWS + "".join(sheets), path))


def items(sheets: tuple[Narrative, ...]) -> list[str | None]:
    return [one.project_id and one.project_id.split(":", 1)[1] for one in sheets]


def test_sheets_of_a_pdf_find_their_projects(four_years: Plan) -> None:
    assert len(four_years.projects) == 4
    assert items(four_years.narratives) == ["1.1:1", "1.1:2", "1.1:3", None]
    assert [one.page for one in four_years.narratives] == [2, 3, 4, 5]
    assert [one.basis for one in four_years.narratives] == ["", "year", "", ""]
    assert {one.indicator_no for one in four_years.projects} == {"1.1"}


def test_only_the_sheet_that_contradicts_its_row_is_found(four_years: Plan) -> None:
    found = [one for one in reconcile_plan(four_years) if one.rule == "narrative_budget"]
    warning, info = found
    assert (warning.severity, warning.cause) == ("warning", "source")
    assert (warning.items, warning.expected, warning.actual) == ("2", "30000", "35000")
    assert warning.pages == (1, 3)
    assert (info.severity, info.pages) == ("info", (5,))


def test_the_prose_of_the_sheets_stays_in_the_sections(four_years: Plan) -> None:
    text = "\n".join(
        (*(one.title for one in four_years.sections), *(one.text for one in four_years.sections))
    )
    assert text.count("หลักการและเหตุผล") == 4
    assert text.count("ยุทธศาสตร์ที่ ๑ ของชาติ") == 4
    assert "มิติที่ ๑ การสร้างสังคม" in text
