"""Budget cells: five kinds of nothing, and amounts that are certain or none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.parsed import Status
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.money import AmountFault, amount_fault, parse_money, split_source

FACTS = load_lexicon().budget
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("๒๘,๒๐๐", "28200"), ("160,000", "160000"), ("๔๓,๕๙๐.๕๐", "43590.50"),
        ("๒,๑๒๐ บาท", "2120"),
        ("๕๐,๐๐๐.-", "50000"), ("๕๐,๐๐๐.๐๐", "50000.00"), ("๔\n๓,๕๙๐", "43590"),
        ("๑๓๒,๗๕๐.๗\n๕", "132750.75"), ("๒๕๐,๐๐\n๐", "250000"),
        ("๑๖๐,\n๐๐๐", "160000"), ("อบจ. ๔๐,๐๐๐", "40000"),
        ("๒\n๐,๑๐๒,๑๐๐.\n-", "20102100"),
        ("๑๕๐๐", "1500"), ("0", "0"), ("๓๐,๐๐๐\n(งบจังหวัด)", "30000"), ("๒๘,200", "28200"),
    ],
)  # fmt: skip
def test_amounts(text: str, baht: str | None) -> None:
    parsed = parse_money(text, FACTS)
    assert parsed.value == (None if baht is None else Decimal(baht))
    assert parsed.status is (Status.UNREADABLE if baht is None else Status.AMOUNT)
    assert parsed.raw == text


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ใช้งบประมาณ", "ไม่ใช้ งบประมาณ", "ไม่ใช้\nงบประมาณ", "ไม่ใช่ งบประมาณ", "ไม่ใช้งบประมาน",
        "ไม่ใช้งบประมา ณ", "ไม่ใช้งบ", "ไม่มีงบประมาณ", "- ไม่ใช้งบประมาณ -", "(ไม่ใช้งบประมาณ)", "ไม่มี",
    ],
)  # fmt: skip
def test_no_budget_in_words(text: str) -> None:
    assert parse_money(text, FACTS).status is Status.NONE


@pytest.mark.parametrize(
    ("text", "status"),
    [("", Status.BLANK), (" \n", Status.BLANK), ("-", Status.DASH), ("–", Status.DASH),
     ("- บาท", Status.DASH),
     ("งบประมาณ", Status.UNREADABLE), ("ใช้งบประมาณ", Status.UNREADABLE),
     ("###", Status.UNREADABLE)],
)  # fmt: skip
def test_other_nothings(text: str, status: Status) -> None:
    assert parse_money(text, FACTS).status is status


@pytest.mark.parametrize(
    "text",
    [
        "๒๘,๒๐",
        "1,00,000",
        "1O,000",
        "๕๐,๐๐๐ ๒๐,๐๐๐",
        "๕๐,๐๐๐\n๒๐,๐๐๐",
        "๕๐๐\n๒๐๐",
        "ไม่ใช้งบประมาณ ๘๘,๔๐๐",
        "๕๐๐ ๒๐๐",
        "๑.๒.๓",
        "๑.๕ ล้านบาท",
        "-๕๐๐",
        "๒๘,๒๐๐,",
        "๑๒#",
        "๐,๐๐๐",
        "๐๐",
    ],
)
def test_what_is_no_amount_is_never_guessed(text: str) -> None:
    parsed = parse_money(text, FACTS)
    assert parsed.status is Status.UNREADABLE
    assert parsed.value is None
    assert {"malformed_amount", "several_amounts"} & set(parsed.flags)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("๒๘,๒๐", AmountFault.COMMAS),
        ("1,00,000", AmountFault.COMMAS),
        ("๑๐,๐๐๐ ๒๐,๐๐๐", AmountFault.SEVERAL),
        ("๑๐,๐๐๐\n๒๐,๐๐๐", AmountFault.LINES),
        ("1O,000", AmountFault.LETTERS),
        ("๑.๒๓๔.๕๐๐", AmountFault.POINT),
        ("28.200", AmountFault.POINT),
        ("๐,๐๐๐", AmountFault.ZERO),
        ("๑.๕ ล้านบาท", AmountFault.SCALED),
        ("-๕๐๐", AmountFault.MINUS),
        ("ไม่ใช้งบประมาณ ๘๘,๔๐๐", AmountFault.NONE),
        ("๒๘,๒๐๐ บาท", None),
        ("๒๘\n,๒๐๐.-", None),
        ("ไม่ใช้งบประมาณ", None),
    ],
)
def test_why_digits_are_no_amount(text: str, fault: AmountFault | None) -> None:
    assert amount_fault(text, FACTS) is fault


@given(st.text(alphabet="๐๑๒๓0123,.- \nบาทไม่ใช้งบประมาณOl()/"))
def test_a_reason_stands_for_each_number_that_is_no_amount(text: str) -> None:
    is_no_amount = bool(
        {"malformed_amount", "several_amounts"} & set(parse_money(text, FACTS).flags)
    )
    assert (amount_fault(text, FACTS) is not None) >= is_no_amount


@given(st.integers(0, 10**9), st.booleans(), st.booleans())
def test_every_well_formed_amount_is_read(amount: int, thai: bool, grouped: bool) -> None:
    text = f"{amount:,}" if grouped else str(amount)
    parsed = parse_money(text.translate(THAI) if thai else text, FACTS)
    assert parsed.value == amount


@given(st.text(alphabet="๐๑๒๓0123,.- \nบาทไม่ใช้งบประมาณOl()/"))
def test_total_and_a_value_only_with_an_amount(text: str) -> None:
    parsed = parse_money(text, FACTS)
    assert (parsed.value is not None) == (parsed.status is Status.AMOUNT)
    assert parsed.raw == text


@pytest.mark.parametrize(
    ("text", "amount", "source"),
    [
        ("100,000\n(เงินอุดหนุนทั่วไป)", "100000", "เงินอุดหนุนทั่วไป"),
        ("๑๐๐,๐๐๐\n(เงินอุดหนุน\nทั่วไป)", "100000", "เงินอุดหนุน\nทั่วไป"),
        ("100,000 (งบ อบจ.)", "100000", "งบ อบจ."),
        ("100,000 (เงินอุดหนุนทั่วไป", "100000", "เงินอุดหนุนทั่วไป"),
        ("100,000\n(เงินรายได้)(เงินสะสม)", "100000", "เงินรายได้; เงินสะสม"),
        ("100,000\n(งบ อบต. ปี 2566)", "100000", "งบ อบต. ปี 2566"),
        ("100,000\nสำนักงานจังหวัด", "100000", "สำนักงานจังหวัด"),
        ("100,000 บาท งบ อบต.", "100000", "งบ อบต."),
        ("250,00\n0\n(งบ อบต.)", "250000", "งบ อบต."),
        ("๑๐,๐๐๐\n(เงิ\ufffdน)", "10000", "เงิ\ufffdน"),
        ("5,000 บาท", "5000", ""),
        ("5,000\n(บาท)", "5000", ""),
        ("5,000 บาทต่อปี", "5000", ""),
    ],
)
def test_the_funds_source_is_no_part_of_the_amount(text: str, amount: str, source: str) -> None:
    assert split_source(text, FACTS)[1] == source
    assert parse_money(text, FACTS).value == Decimal(amount)
    assert amount_fault(text, FACTS) is None


@pytest.mark.parametrize(
    ("text", "status", "source"),
    [
        ("-\n(งบ อบต.)", Status.DASH, "งบ อบต."),
        ("###\n(งบ อบต.)", Status.UNREADABLE, "งบ อบต."),
        ("(งบ อบต.)", Status.UNREADABLE, "งบ อบต."),
        ("๑๐\ufffd,๐๐๐\n(เงินสะสม)", Status.UNREADABLE, "เงินสะสม"),
        ("50,000\n(งบ อบต.)\n30,000\n(งบจังหวัด)", Status.UNREADABLE, "งบ อบต.; งบจังหวัด"),
        ("50,000 งบ อบต. 30,000 งบจังหวัด", Status.UNREADABLE, ""),
        ("1,000 (2 ครั้ง)", Status.UNREADABLE, ""),
        ("100,00\n(งบ อบต.)", Status.UNREADABLE, "งบ อบต."),
        ("5 (ล้านบาท)", Status.UNREADABLE, ""),
        ("(ไม่ใช้งบประมาณ)", Status.NONE, ""),
        ("-\n(ไม่ใช้งบประมาณ)", Status.NONE, ""),
        ("28,200\nไม่ใช้งบประมาณ", Status.UNREADABLE, ""),
    ],
)
def test_a_source_makes_no_amount_of_what_is_none(text: str, status: Status, source: str) -> None:
    parsed = parse_money(text, FACTS)
    assert (parsed.status, parsed.value, parsed.raw) == (status, None, text)
    assert split_source(text, FACTS)[1] == source
