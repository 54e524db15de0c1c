"""The promises of repair_marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.thai_marks import combining_marks, repair_marks

CASES = [
    ("กิจกรรมที่ดำเนินงาน น้ำใจ", "กิจกรรมที่ดำเนินงาน น้ำใจ", {}),
    ("ท\uf702\uf70a", "ที่", {"private_use": 2}),
    ("ผู\uf70bปกครอง ป\uf710น", "ผู้ปกครอง ปัน", {"private_use": 2}),
    ("\uf700าน \uf70fาติ", "ฐาน ญาติ", {"private_use": 2}),
    ("จ\u0e4d\u0e32นวน", "จำนวน", {"sara_am": 1}),
    ("น\u0e49\u0e4d\u0e32", "น้ำ", {"sara_am": 1}),
    ("น\u0e4d\u0e49\u0e32", "น้ำ", {"sara_am": 1}),
    ("น\u0e33\u0e49", "น้ำ", {"sara_am": 1}),
    ("ด\u0e33\u0e32เนิน", "ดำเนิน", {"sara_am": 1}),
    ("ด\u0e33\u0e33เนิน", "ดำเนิน", {"sara_am": 1}),
    ("ท\u0e48\u0e35", "ที่", {"mark_order": 1}),
    ("ผ\u0e49\u0e39", "ผู้", {"mark_order": 1}),
    ("สิทธ\u0e4c\u0e34", "สิทธิ์", {"mark_order": 1}),
    ("แผน\u200bงาน\ufeff", "แผนงาน", {"zero_width": 2}),
    ("๒๕๖๖ 12,500.50 (ITA)", "๒๕๖๖ 12,500.50 (ITA)", {}),
    ("พุทธํ", "พุทธํ", {}),  # a nikhahit of its own stays
]


@pytest.mark.parametrize(("text", "expected", "counts"), CASES)
def test_repairs(text: str, expected: str, counts: dict[str, int]) -> None:
    assert repair_marks(text) == (expected, tuple(sorted(counts.items())))


ODD = "".join(map(chr, range(0xF700, 0xF71B))) + "\u200b\u200c\u200d\u2060\ufeff"
THAI = "".join(map(chr, [*range(0xE01, 0xE3B), *range(0xE40, 0xE4F)]))
texts = st.text(alphabet=st.sampled_from(THAI + ODD + " a1๒\n"), max_size=40)


@given(texts)
def test_idempotent(text: str) -> None:
    once, _ = repair_marks(text)
    assert repair_marks(once) == (once, ())


@given(texts)
def test_nothing_odd_is_left(text: str) -> None:
    repaired, _ = repair_marks(text)
    assert not set(repaired) & set(ODD)
    assert "\u0e4d\u0e32" not in repaired


@given(texts)
def test_letters_and_digits_stay(text: str) -> None:
    def solid(value: str) -> str:
        loose = combining_marks() | set("\u0e32\u0e33\uf700\uf70fฐญ") | set(ODD)
        return "".join(char for char in value if char not in loose)

    assert solid(repair_marks(text)[0]) == solid(text)


@given(st.text(max_size=60))
def test_total(text: str) -> None:
    assert isinstance(repair_marks(text)[0], str)
