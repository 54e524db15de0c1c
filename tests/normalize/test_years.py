"""The fiscal years of a plan: one, or from the first to the last."""

import pytest

from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.identity import identify
from pipeline.normalize.years import FiscalYears, year_range

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("พ.ศ. ๒๕๖๖ – ๒๕๗๐", 2566, 2570),
        ("แผนปฏิบัติการป้องกันการทุจริต ๔ ปี (๒๕๖๑-๒๕๖๔)", 2561, 2564),
        ("(พ.ศ. ๒๕๖๑ – พ.ศ. ๒๕๖๔)", 2561, 2564),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๑ ถึงปีงบประมาณ พ.ศ. ๒๕๖๔", 2561, 2564),
        ("พ.ศ. 2566-70", 2566, 2570),
        ("แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570) เพิ่มเติม ครั้งที่ 1/2567", 2566, 2570),
    ],
)
def test_a_range_of_years(text: str, first: int, last: int) -> None:
    assert year_range(text) == FiscalYears(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        "แผนการดำเนินงาน ประจำปีงบประมาณ ๒๕๖๗ ตามแผนพัฒนา (๒๕๖๖-๒๕๗๐)",
        "๒๕๗๐ - ๒๕๖๖",
        "๒๕๖๖ - ๒๕๖๖",
        "ครั้งที่ ๑/๒๕๖๗",
        "โทร. ๐ ๒๕๖๖-๗๐๑๒",
    ],
)
def test_no_range_of_years(text: str) -> None:
    assert year_range(text) is None


@pytest.mark.parametrize(
    ("cover", "title", "body", "years"),
    [
        (
            "แผนปฏิบัติการป้องกันการทุจริต\n๔ ปี (พ.ศ. ๒๕๖๑ – ๒๕๖๔)\nเทศบาลตำบลตัวอย่าง",
            "แผนปฏิบัติการป้องกันการทุจริต ๔ ปี (พ.ศ. ๒๕๖๑ – ๒๕๖๔)",
            "เทศบาลตำบลตัวอย่าง",
            FiscalYears(2561, 2564),
        ),
        (
            "แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖ - ๒๕๗๐ องค์การบริหารส่วนตำบลตัวอย่าง",
            "แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖ - ๒๕๗๐",
            "องค์การบริหารส่วนตำบลตัวอย่าง",
            FiscalYears(2566, 2570),
        ),
        (
            "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\nเทศบาลตำบลตัวอย่าง",
            "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
            "เทศบาลตำบลตัวอย่าง",
            FiscalYears(2567, 2567),
        ),
    ],
)
def test_the_title_ends_with_its_years(
    cover: str, title: str, body: str, years: FiscalYears
) -> None:
    found = identify(cover, (), LEXICON)
    assert (found.title, found.organization, found.years) == (title, body, years)


def test_a_month_lies_in_its_fiscal_year() -> None:
    years = FiscalYears(2566, 2567)
    months = ("2022-09", "2022-10", "2024-09", "2024-10")
    assert [years.hold(month) for month in months] == [False, True, True, False]
    assert (years.only, FiscalYears(2566, 2566).only) == (None, 2566)
