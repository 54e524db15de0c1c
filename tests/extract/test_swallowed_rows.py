"""Rows of a scanned table between which no rule was seen: parted, or said to hold several."""

import pytest

from pipeline.contracts.finding import Finding
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Plan
from pipeline.contracts.table import RawCell, RawDocument, RawTable
from pipeline.extract.plan import sort_document
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan
from pipeline.run import reconcile_plan

HEADER = ("ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
FIRST = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงานคลัง")


def table(page: int, *rows: tuple[str, ...], reader: str = "ocr") -> RawTable:
    def place(row: int, col: int) -> Place:
        box = Box(x0=100 * col, top=20 * row, x1=100 * col + 100, bottom=20 * row + 20)
        return Place(reader=reader, page=page, box=box)

    cells = tuple(
        RawCell(row, col, 1, 1, text, place(row, col))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return RawTable(len(rows), len(rows[0]), cells, (), place(0, 0), spans_stated=True)


def read(*tables: RawTable, reader: str = "ocr") -> Plan:
    pages = tuple(PageReport(number, "ocr", reader) for number in range(1, len(tables) + 1))
    lexicon = load_lexicon()
    raw = sort_document(RawDocument("pdf", tables, pages, reader), lexicon)
    return build_plan(raw, "0" * 12, "plan.pdf", lexicon)


def doubtful(plan: Plan) -> list[Finding]:
    return [one for one in reconcile_plan(plan) if one.rule == "table_doubtful"]


@pytest.mark.parametrize(
    "row",
    [
        ("๒", "โครงการค่าย\nโครงการวิ่ง", "๒,๐๐๐\n๓,๐๐๐", "ศาล"),
        ("๒", "โครงการค่าย\nโครงการวิ่ง", "�,���\n๓๐๐", "ศาล"),
        ("๒", "โครงการค่าย\nโครงการวิ่ง", "ไม่ใช้งบประมาณ\n๓๐๐", "ศาล"),
        ("๒\n��", "โครงการค่าย\nโครงการวิ่ง", "๓๐๐", "ศาล"),
    ],
)
def test_a_row_with_several_amounts_or_numbers_is_told(row: tuple[str, ...]) -> None:
    (finding,) = doubtful(read(table(1, HEADER, FIRST, row)))
    assert finding.pages == (1,)
    assert "โครงการค่าย" in finding.message_th and "page 1" in finding.message_en


@pytest.mark.parametrize(
    "budget",
    ["๒,๐๐๐\n-", "ไม่ใช้\nงบประมาณ", "๑,๒๓๔,\n๕๖๗", "ไม่ไช้งบประ\nม�ณ", "๒,๐๐๐ �", "(บาท)\n๓๐"],
)
def test_a_budget_of_one_project_on_two_lines_is_not(budget: str) -> None:
    row = ("๒", "โครงการค่าย\nโครงการวิ่ง", budget, "ศาล")
    assert not doubtful(read(table(1, HEADER, FIRST, row)))


def test_a_text_layer_says_so_of_the_value() -> None:
    row = ("๒", "โครงการค่าย", "๒,๐๐๐\n๓,๐๐๐", "ศาล")
    plan = read(table(1, HEADER, FIRST, row, reader="pdfium"), reader="pdfium")
    assert not doubtful(plan)


def test_a_whole_row_at_the_head_of_a_page_stands_alone() -> None:
    """Its number was not read: it is no rest of the row on the page before."""
    plan = read(table(1, HEADER, FIRST), table(2, HEADER, ("ฑ", "โครงการค่าย", "๒,๐๐๐", "ศาล")))
    assert [one.budget.value for one in plan.projects] == [1000, 2000]


def test_a_row_with_lost_digits_and_no_number_stands_alone() -> None:
    plan = read(table(1, HEADER, FIRST, ("", "โครงการค่าย", "�,���", "ศาล")))
    assert [one.budget.status for one in plan.projects] == [Status.AMOUNT, Status.UNREADABLE]


def test_the_rest_of_a_rule_is_no_name() -> None:
    plan = read(table(1, HEADER, FIRST, ("", "|", "๒,๐๐๐", "ศาล")))
    assert [one.budget.status for one in plan.projects] == [Status.UNREADABLE]
    assert doubtful(plan)


def test_an_amount_beside_no_name_is_flagged() -> None:
    plan = read(table(1, HEADER, FIRST, ("๒", "", "๒,๐๐๐", "ศาล")))
    assert [one.budget.flags for one in plan.projects] == [(), ("ocr_low_confidence",)]


def test_specks_in_a_cell_do_not_cost_its_number() -> None:
    plan = read(table(1, HEADER, FIRST, ("๒\n-", "โครงการค่าย", "๒,๐๐๐", "ศาล")))
    assert [one.item_no.value for one in plan.projects] == ["1", "2"]


SUMMARY = ("ตัวชี้วัด", "จำนวนโครงการ", "งบประมาณ (บาท)")


@pytest.mark.parametrize(
    ("reader", "money"), [("ocr", Status.UNREADABLE), ("pdfium", Status.BLANK)]
)
def test_declared_money_that_a_picture_does_not_show_is_unread(reader: str, money: Status) -> None:
    lines = ("๑.๑ ร้อยละ", "๓", ""), ("๑.๒ จำนวน", "-", ""), ("๑.๓ ระดับ", "๑", "๙๐๐")
    plan = read(table(1, SUMMARY, *lines, reader=reader), reader=reader)
    statuses = [line.budget.status for line in plan.summary]
    assert statuses == [money, Status.BLANK, Status.AMOUNT]


@pytest.mark.parametrize("text", ["๒โครงการค่าย", "๒ ! โครงการค่าย", "๒’โครงการค่าย", "๒] โครงการค่าย"])
def test_a_number_and_a_name_without_a_rule_between_are_two(text: str) -> None:
    plan = read(table(1, HEADER, FIRST, (text, "", "๒,๐๐๐", "ศาล")))
    assert [one.item_no.value for one in plan.projects] == ["1", "2"]
    assert plan.projects[1].project_name.value == "โครงการค่าย"
    assert not plan.projects[1].extra
