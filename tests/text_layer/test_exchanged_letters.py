"""Two letters of a font shown for each other: told from a sample of its words."""

from dataclasses import replace

import pytest

from pipeline.extract.text_layer.layer import TextLayer
from tests.text_layer.test_repairs import line, page, read

LINES = (
    "แผนปฏิบัติการป้องกันการทุจริต",
    "โครงการอบรมคุณธรรมจริยธรรม",
    "ตัวชี้วัดความสำเร็จของโครงการ",
    "หน่วยงานที่รับผิดชอบ",
    "ประชาชนมีส่วนร่วมในการเฝ้าระวัง",
    "สำนักงานสาธารณสุขจังหวัด",
    "ระดับความพึงพอใจของผู้เข้าร่วม",
    "การจัดซื้อจัดจ้างภาครัฐ",
    "ส่งเสริมการมีส่วนร่วมของถนน",
    "ประชุมคณะกรรมการภายในเดือนมิถุนายน",
)


@pytest.mark.parametrize("pair", ["นบ", "รว", "มน", "กถ", "ดค"])
def test_exchanged_letters_are_put_back(pair: str) -> None:
    swap = str.maketrans(pair, pair[::-1])
    shown = [line(text.translate(swap), 100 + 20 * row) for row, text in enumerate(LINES)]
    mended = TextLayer().mend(page(*shown))
    assert read(mended) == list(LINES)
    assert dict(mended.repairs)["swapped_letter"] >= 10


def test_sound_words_are_not_exchanged() -> None:
    sound = page(*(line(text, 100 + 20 * row) for row, text in enumerate(LINES)))
    assert TextLayer().mend(sound) is sound


def test_names_alone_are_not_exchanged() -> None:
    """Names lie in no dictionary: no exchange makes words of them."""
    names = ("บางปะหัน", "ตะกั่วป่า", "ดอนพุด", "แม่จริม", "โพนนาแก้ว", "นาหว้า", "ท่าอุเทน")
    sound = page(*(line(name, 100 + 20 * row) for row, name in enumerate(names * 3)))
    assert read(TextLayer().mend(sound)) == list(names * 3)


def test_exchange_found_later_has_the_pages_before_read_again() -> None:
    """A font's first page may have too few letters."""
    swap = str.maketrans("นบ", "บน")
    layer = TextLayer()
    first = page(line(LINES[0].translate(swap)))
    layer.mend(first)
    assert layer.outdated() == []
    rest = [line(text.translate(swap), 100 + 20 * row) for row, text in enumerate(LINES)]
    second = replace(page(*rest), number=2)
    layer.mend(second)
    assert layer.outdated() == [1]
    assert read(layer.mend(first)) == [LINES[0]]
