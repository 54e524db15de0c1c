"""What a sheet of prose says of a project's budget."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.parsed import Status
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.stated_budget import StatedBudget, parse_stated_budget

LEXICON = load_lexicon()


def said(text: str) -> StatedBudget:
    return parse_stated_budget(text, LEXICON)


@pytest.mark.parametrize(
    ("text", "baht", "basis"),
    [
        ("๑๐,๐๐๐ บาท", 10000, ""),
        ("๑๐๐๐๐ บาท", 10000, ""),
        ("30,000", 30000, ""),
        ("๑๐,๐๐๐.- บาท (หนึ่งหมื่นบาทถ้วน)", 10000, ""),
        ("ปีละ ๓๐,๐๐๐ บาท", 30000, "year"),
        ("4 ปีๆ ละ 30,000 บาท", 30000, "year"),
        ("โครงการจ้างสำรวจ งบประมาณ 35,000 บาท/ปี", 35000, "year"),
        ("๓๐,๐๐๐ บาท ต่อปี", 30000, "year"),
        ("งบประมาณ 4 ปี (พ.ศ. 2561 - 2564) ปีละ 20,000 บาท", 20000, "year"),
        ("๔ ปี จำนวน ๑๒๐,๐๐๐ บาท", 120000, "plan"),
        ("๑๒๐,๐๐๐ บาท (๔ ปี)", 120000, "plan"),
        ("รวมทุกปี ๑๒๐,๐๐๐ บาท", 120000, "plan"),
        ("ปีละ ๓๐,๐๐๐ บาท รวม ๔ ปี เป็นเงิน ๑๒๐,๐๐๐ บาท", 120000, "plan"),
        ("ค่าอาหาร 5,000 บาท\nค่าวิทยากร 3,000 บาท\nรวมเป็นเงิน 8,000 บาท", 8000, ""),
        ("ผู้เข้าร่วม 1,200 คน งบประมาณ 30,000 บาท", 30000, ""),
        ("ปีงบประมาณ 2561 - 2564 งบประมาณ 30,000 บาท", 30000, ""),
    ],
)
def test_one_amount(text: str, baht: int, basis: str) -> None:
    found = said(text)
    assert (found.money.status, found.money.value) == (Status.AMOUNT, Decimal(baht))
    assert (found.basis, found.years) == (basis, ())
    assert found.money.raw in text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ไม่ใช้งบประมาณ", Status.NONE),
        ("ไม่ใช้งบประมาณในการดำเนินโครงการ", Status.NONE),
        ("ไม่ได้เบิกจ่ายงบประมาณ", Status.NONE),
        ("ไม่ใช้งบประมาณ (ปี ๒๕๖๑ – ๒๕๖๔)", Status.NONE),
        ("-", Status.DASH),
        ("", Status.BLANK),
        ("ใช้จ่ายจากงบประมาณรวมในค่าวัสดุ/ค่าใช้สอย", Status.UNREADABLE),
        ("๔ ปี (พ.ศ. ๒๕๖๑ – ๒๕๖๔)", Status.UNREADABLE),
        ("1O,000 บาท", Status.UNREADABLE),
        ("๑.๕ ล้านบาท", Status.UNREADABLE),
        ("\ufffd๐,๐๐๐ บาท", Status.UNREADABLE),
        ("ค่าอาหาร 5,000 บาท ค่าวิทยากร 3,000 บาท", Status.UNREADABLE),
        ("ไม่ใช้งบประมาณ หรือ ๕,๐๐๐ บาท", Status.UNREADABLE),
    ],
)
def test_no_amount(text: str, status: Status) -> None:
    found = said(text)
    assert (found.money.status, found.money.value) == (status, None)


@pytest.mark.parametrize(
    "text",
    [
        "ปี ๒๕๖๑ จำนวน ๑๐,๐๐๐ บาท\nปี ๒๕๖๒ จำนวน ๕,๐๐๐ บาท\nปี ๒๕๖๓ ไม่ใช้งบประมาณ",
        "ปี ๒๕๖๑ | ๑๐,๐๐๐\nปี ๒๕๖๒ | ๕๐๐๐\nปี ๒๕๖๓ | -\nรวม | ๑๕,๐๐๐",
        "ปี 2561 | งบประมาณ (บาท) | 10,000\nปี 2562 | งบประมาณ (บาท) | 5,000\n"
        "ปี 2563 | งบประมาณ (บาท) | -",
    ],
)
def test_years_that_are_named(text: str) -> None:
    found = said(text)
    assert (found.money.value, found.basis) == (Decimal(15000), "plan")
    values = {year: money.value for year, money in found.years}
    assert values == {2561: Decimal(10000), 2562: Decimal(5000), 2563: None}


def test_one_year_that_is_named() -> None:
    found = said("เบิกจ่ายจากข้อบัญญัติ ประจำปีงบประมาณ พ.ศ. ๒๕๖๒ จำนวน ๒๐,๐๐๐ บาท")
    assert [(year, money.value) for year, money in found.years] == [(2562, Decimal(20000))]
    assert found.basis == ""


@given(st.text(alphabet="0123456789๐๑๒,. -|\nปีละรวมบาทไม่ใช้งบประมาณ�๒๕๖", max_size=60))
def test_total_and_never_a_value_without_an_amount(text: str) -> None:
    found = said(text)
    cells = [found.money, *(money for _, money in found.years)]
    assert all((cell.value is not None) == (cell.status is Status.AMOUNT) for cell in cells)
