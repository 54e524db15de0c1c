"""Which project the title of a sheet names."""

import pytest

from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.narratives import matched

FACTS = load_lexicon().narratives
NAMES = (
    "โครงการค่ายคุณธรรมจริยธรรมสำหรับเยาวชน",
    "มาตรการ “จัดทำคู่มือป้องกันผลประโยชน์ทับซ้อน”",
    "กิจกรรมอบรมรุ่นที่ ๑",
    "โครงการสร้างภูมิคุ้มกัน (กิจกรรมโตไปไม่โกง)",
    "โครงการสร้างภูมิคุ้มกัน (กิจกรรมเศรษฐกิจพอเพียง)",
    "มาตรการบริหารงานบุคคลอย่างโปร่งใส",
)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("โครงการค่ายคุณธรรมจริยธรรมสำหรับเยาวชน", 0),
        ("ค่ายคุณธรรม จริยธรรม สำหรับเยาวชน ปี ๒๕๖๑", 0),
        ("มาตรการ “มาตรการจัดทำคู่มือป้องกันผลประโยชน์ทับซ้อน”", 1),
        ("โครงการอบรม รุ่นที่ 1", 2),
        ("กิจกรรมอบรมรุ่นที่ ๒", None),
        ("โครงการสร้างภูมิคุ้มกัน (กิจกรรม “โตไปไม่โกง”)", 3),
        ("โครงการสร้างภูมิคุ้มกัน", None),  # two are called so
        ("มาตรการบริหารงานบุคคลอย่างโปร่งใส (ถือปฏิบัติตามระเบียบ)", 5),
        ("โครงการปลูกป่าชุมชน", None),
        ("", None),
    ],
)
def test_title_and_name(title: str, place: int | None) -> None:
    assert matched([title], NAMES, FACTS) == (place,)


def test_each_name_goes_to_the_title_that_is_most_like_it() -> None:
    titles = ["กิจกรรมอบรมเยาวชนตำบลเหนือเขา", "กิจกรรมอบรมเยาวชนตำบลเหนือเขาน้อย"]
    names = ["กิจกรรมอบรมเยาวชนตำบลเหนือเขาน้อย", "กิจกรรมอบรมเยาวชนตำบลเหนือเขา"]
    assert matched(titles, names, FACTS) == (1, 0)


def test_two_projects_of_one_name_are_told_apart_by_nothing() -> None:
    names = ["โครงการค่ายคุณธรรม", "โครงการค่ายคุณธรรม"]
    assert matched(["โครงการค่ายคุณธรรม"], names, FACTS) == (None,)
    assert matched(["โครงการค่ายคุณธรรม"] * 2, names, FACTS) == (None, None)
