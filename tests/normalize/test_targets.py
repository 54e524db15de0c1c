"""Targets: the phrase, its value, unit and comparator."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.targets import parse_target


@pytest.mark.parametrize(
    ("raw", "text", "value", "unit", "comparator"),
    [
        ("ปี ๒๕๖๖ เด็กมีพฤติกรรมที่ยึดมั่น ร้อยละ ๘๐", "ร้อยละ ๘๐", "80", "percent", "eq"),
        ("ปี ๒๕๖๖ หน่วยงาน (ITA) ไม่น้อยกว่าร้อยละ ๘๔", "ไม่น้อยกว่าร้อยละ ๘๔", "84", "percent", "ge"),
        ("ปี ๒๕๖๖ จำนวนคดีลดลงร้อยละ ๑๐", "ลดลงร้อยละ ๑๐", "10", "percent", "decrease"),
        ("ลดลงไม่น้อยกว่าร้อยละ ๕.๕", "ลดลงไม่น้อยกว่าร้อยละ ๕.๕", "5.5", "percent", "decrease"),
        ("ผู้ผ่าน 90%", "90%", "90", "percent", "eq"),
        ("ไม่เกิน ๓ เรื่อง", "ไม่เกิน ๓ เรื่อง", "3", "count", "le"),
        ("ไม่น้อยกว่า 12 ชุมชน", "ไม่น้อยกว่า 12 ชุมชน", "12", "count", "ge"),
        ("ปี ๒๕๖๖ ร้อยละ ๘๕", "ร้อยละ ๘๕", "85", "percent", "eq"),
        ("ระดับ ๕", "ระดับ ๕", "5", "level", "eq"),
        ("ดีขึ้น", "ดีขึ้น", None, None, None),
    ],
)
def test_targets(
    raw: str, text: str, value: str | None, unit: str | None, comparator: str | None
) -> None:
    target = parse_target(raw)
    assert target.text == text
    assert target.value == (None if value is None else Decimal(value))
    assert (target.unit, target.comparator) == (unit, comparator)
    assert target.raw == raw


@given(st.text(alphabet="ร้อยละไม่น้อยกว่า๐๑๘0.%, ลดปี"))
def test_total(raw: str) -> None:
    target = parse_target(raw)
    assert target.raw == raw
    assert (target.value is None) == (target.comparator is None)
