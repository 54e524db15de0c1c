"""Headings, totals and phrases in which letters are lost are known by those that are left."""

import pytest

from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawTable, Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.header import find_header
from pipeline.extract.tables.pieces import Piece
from pipeline.extract.tables.roles import role_of
from pipeline.extract.tables.rows import read_rows
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.money import parse_money

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("วิธ�ดำเน�นการ", Role.METHOD),
        ("หน่วยง�นท�่รับผ�ดชอบ", Role.AGENCY),
        ("งบประม�ณ (บ�ท)", Role.BUDGET),
        ("โค�งกา�/กิจก��ม", Role.PROJECT),
        ("ไต�มาส ๓", Role.Q3),
        ("ตัวช�้วัดท�่", Role.INDICATOR),
        ("ตัวช�้วัด", Role.KPI),
        ("�น่�ย����", Role.UNKNOWN),  # too little is left
        ("�ที่", Role.UNKNOWN),
    ],
)
def test_role_of_heading_with_lost_letters(heading: str, role: Role) -> None:
    assert role_of(heading, LEXICON.headings, LEXICON.months) is role


@pytest.mark.parametrize(
    "headings",
    [
        ("ไตรมาส�", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"),
        ("ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส �", "ไตรมาส �"),
        ("ไตรมาส�", "ไตรมาส�", "ไตรมาส 3", "ไตรมาส�"),
        ("ไตรมาส�", "ไตรมาส�", "ไตรมาส�", "ไตรมาส�"),
    ],
)
def test_quarter_whose_number_is_lost_is_known_by_its_place(headings: tuple[str, ...]) -> None:
    """Else the ticks of a column that nobody knows would be no work at all."""
    roles = [column.role for column in header_of(headings)]
    assert roles == [Role.PROJECT, Role.Q1, Role.Q2, Role.Q3, Role.Q4, Role.AGENCY]


def header_of(headings: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a table whose quarters are headed so."""
    texts = [(0, 0, 2, 1, "โครงการ"), (0, 1, 1, 4, "ระยะเวลาดำเนินการ"), (0, 5, 2, 1, "หน่วยงาน")]
    texts += [(1, col, 1, 1, text) for col, text in enumerate(headings, 1)]
    texts += [(2, 0, 1, 1, "๑. ค่าย"), (2, 1, 1, 1, "x")]
    place = Place(reader="")
    cells = tuple(RawCell(*at, text, place) for *at, text in texts)
    table = RawTable(3, 6, cells, (), place, spans_stated=True)
    found = find_header(table, 0, LEXICON.headings, LEXICON.months)
    assert found is not None
    return found.columns


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("ตัวช�้วัดท�่ ๑.๒ : ร้อยละ", "indicator", "1.2", "ร้อยละ"),
        ("เป้าหม�ยที่ ๒ คว�มโปร่งใส", "goal", "2", "คว�มโปร่งใส"),
        ("ค่�เป้�หม�ย : ร้อยละ ๘๐", "target", "", ""),
        ("คว�มพึงพอใจ ๒", "text", "", ""),
        ("���� ๒", "text", "", ""),
    ],
)
def test_heading_line_with_lost_letters(text: str, kind: str, number: str, title: str) -> None:
    match = match_line(text, Place(reader=""), LEXICON.headings)
    assert (match.kind, match.number, match.title) == (kind, number, title)


def test_totals_with_lost_letters() -> None:
    assert total_kind("ภาพ�วม", LEXICON.headings) == "grand"
    assert total_kind("ร�มทั้งสิ้น", LEXICON.headings) == "grand"
    assert total_kind("รวมเป้าหม�ย", LEXICON.headings) == "goal"
    assert total_kind("�วม", LEXICON.headings) == ""  # two letters of three say too little


def test_budget_phrase_with_lost_letters_is_no_amount_and_lost_digit_is_unreadable() -> None:
    assert parse_money("ไม�ใช�งบประม�ณ", LEXICON.budget).status is Status.NONE
    assert parse_money("๑๒�,๐๐๐", LEXICON.budget).status is Status.UNREADABLE


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (("ธ.ค.", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"), [Role.Q1, Role.Q2, Role.Q3, Role.Q4]),
        (("มี.ค.", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔"), [Role.MONTH, Role.Q2, Role.Q3, Role.Q4]),
    ],
)
def test_a_month_among_quarters_is_the_rest_of_its_quarters_heading(
    headings: tuple[str, ...], roles: list[Role]
) -> None:
    found = header_of(headings)
    assert [column.role for column in found[1:5]] == roles


@pytest.mark.parametrize(
    ("reader", "items"),
    [
        ("ocr", ["1", "��", "3", "1�"]),
        ("pdfium", ["1", "3"]),  # bullets without a name stand in such columns, too
    ],
)
def test_a_row_of_a_picture_whose_number_is_lost_is_a_row(reader: str, items: list[str]) -> None:
    texts = [(0, 0, 1, 1, "ที่"), (0, 1, 1, 1, "โครงการ"), (0, 2, 1, 1, "งบประมาณ")]
    for row, item in enumerate(("๑", "��.", "๓", ""), 1):
        name = "ค่าย" if item else "๑�. อบรม"
        texts += [(row, 0, 1, 1, item), (row, 1, 1, 1, name), (row, 2, 1, 1, "")]
    cells = tuple(RawCell(*at, text, Place(reader=reader)) for *at, text in texts)
    table = RawTable(5, 3, cells, (), Place(reader=reader), spans_stated=True)
    header = find_header(table, 0, LEXICON.headings, LEXICON.months)
    assert header is not None
    piece = Piece(table, header, range(1, 5), None, inherited=False)
    read = read_rows(piece, header, LEXICON, "\n")
    assert [row.item.text for row in read.rows if row.item] == items
    if reader == "ocr":
        assert read.rows[-1].values[0][1].text == "อบรม"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("ตัวชี้วัดที่ \ufffd\ufffd: ดัชนีการรับรู้การทุจริต", "indicator", "\ufffd\ufffd"),
        ("ตัวชี้วัดที่ \ufffd.\ufffd : ดัชนีการรับรู้การทุจริต", "indicator", "\ufffd.\ufffd"),
        ("ตัวชี้วั\ufffdที่ ๑.๒ : ดัชนีการรับรู้การทุจริต", "indicator", "1.2"),
        ("เป้าหมายที่ \ufffd: คดีทุจริตลดลง", "goal", "\ufffd"),
    ],
)
def test_a_heading_keeps_the_place_of_its_lost_number(text: str, kind: str, number: str) -> None:
    match = match_line(text, Place(reader="ocr"), LEXICON.headings)
    assert (match.kind, match.number) == (kind, number)
    assert match.title
