"""What lines of local bodies' plans name: strategies and แผนงาน, with numbers or without."""

import pytest

from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.strategy_names import name_key, parse_outline_line, parse_strategy

HEADINGS = load_lexicon().headings


@pytest.mark.parametrize(
    ("text", "kind", "number", "title"),
    [
        ("ยุทธศาสตร์ที่ ๑ การพัฒนาด้านน้ำ", "theme", "1", "การพัฒนาด้านน้ำ"),
        ("ยุทธศาสตร์ที่ ๑ : การพัฒนาด้านน้ำ (ต่อ)", "theme", "1", "การพัฒนาด้านน้ำ"),
        ("๑. ยุทธศาสตร์การพัฒนาด้านน้ำ", "theme", "1", "ยุทธศาสตร์การพัฒนาด้านน้ำ"),
        ("๒) ยุทธศาสตร์การพัฒนาด้านน้ำ", "theme", "2", "ยุทธศาสตร์การพัฒนาด้านน้ำ"),
        ("๑. ยุทธศาสตร์ที่ ๑ ด้านน้ำ", "theme", "1", "ด้านน้ำ"),
        ("ยุทธศาสตร์การพัฒนาที่ ๓ ด้านน้ำ", "theme", "3", "ด้านน้ำ"),
        ("ยุทธศาสตร์: การพัฒนาด้านน้ำ", "theme", "", "การพัฒนาด้านน้ำ"),
        ("ยุทธศาสตร์การพัฒนาด้านน้ำ", "theme", "", "ยุทธศาสตร์การพัฒนาด้านน้ำ"),
        ("แผนงานเคหะและชุมชน", "programme", "", "แผนงานเคหะและชุมชน"),
        ("แผนงาน : เคหะและชุมชน", "programme", "", "แผนงานเคหะและชุมชน"),
        ("๑.๑ แผนงานเคหะและชุมชน", "programme", "1.1", "แผนงานเคหะและชุมชน"),
        ("(๒) แผนงานเคหะและชุมชน", "programme", "2", "แผนงานเคหะและชุมชน"),
        ("แผนงานที่ ๓ การศึกษา", "programme", "3", "การศึกษา"),
        ("แนวทางการพัฒนาที่ ๑.๒ ถนน", "programme", "1.2", "ถนน"),
        ("แนวทางที่ ๑.๒ ถนน", "programme", "1.2", "ถนน"),
    ],
)
def test_named(text: str, kind: str, number: str, title: str) -> None:
    found = parse_strategy(text, HEADINGS)
    assert found is not None
    assert (found.kind, found.number, found.title) == (kind, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "ยุทธศาสตร์/แผนงาน",
        "แผนงาน",
        "ยุทธศาสตร์",
        "แผนงาน/โครงการ",
        "๑.๑ ยุทธศาสตร์ชาติ ๒๐ ปี",
        "ยุทธศาสตร์จังหวัดที่ ๒ การท่องเที่ยว",
        "ข. ยุทธศาสตร์การพัฒนาขององค์กรปกครองส่วนท้องถิ่นในเขตจังหวัดที่ ๑ คน",
        "ยุทธศาสตร์" + "การพัฒนาที่ครอบคลุมทุกด้าน" * 7,
        "แผนปฏิบัติการ",
        "แนวทางที่ดีต้องมีส่วนร่วม",
    ],
)
def test_no_name(text: str) -> None:
    assert parse_strategy(text, HEADINGS) is None


def test_line_of_a_summary_without_words() -> None:
    assert parse_outline_line("(๔) งบกลาง", HEADINGS) == ("4", "งบกลาง")
    assert parse_outline_line("งบกลาง", HEADINGS) == ("", "งบกลาง")


def test_titles_are_compared_without_their_words() -> None:
    keys = {name_key(text, HEADINGS) for text in ("แผนงาน งบกลาง", "งบกลาง (ต่อ)", "แผนงาน: งบกลาง")}
    assert keys == {"งบกลาง"}


def test_titles_are_compared_without_the_word_for_a_field() -> None:
    texts = ("ยุทธศาสตร์ด้านน้ำ", "ยุทธศาสตร์น้ำ", "การพัฒนาด้านน้ำ", "ยุทธศาสตร์การพัฒนาด้านน้ำ")
    assert {name_key(text, HEADINGS) for text in texts} == {"น้ำ"}
