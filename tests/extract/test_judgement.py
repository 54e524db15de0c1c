"""What a reading of a page is judged by."""

from dataclasses import replace

import pytest

from pipeline.contracts.attempt import Check
from pipeline.contracts.page import Area, Glyph, Page, Ruling
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawCell, RawTable, TextLine
from pipeline.extract.judgement import Judge
from pipeline.extract.pages import PageBlocks
from pipeline.lexicon.facts import load_lexicon

JUDGE = Judge(load_lexicon())
HEADER = ("โครงการ/กิจกรรม", "วิธีการดำเนินงาน", "งบประมาณ\n(บาท)", "หน่วยงานรับผิดชอบ")
LETTER = Glyph("ก", 0, 100, 9, 112, 12, "Garuda")
PAGE = Page(1, 842.0, 595.0, (LETTER,), (), (), (), (), "pdfium")


def line(text: str, top: float = 100.0) -> TextLine:
    return TextLine(
        text, Place(reader="pdfium", page=1, box=Box(x0=0, top=top, x1=9, bottom=top + 12))
    )


def table(*rows: tuple[str, ...]) -> RawTable:
    place = line("").place
    cells = tuple(
        RawCell(row, col, 1, 1, text, place)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return RawTable(len(rows), len(rows[0]), cells, (), place, True)


def failed(*blocks: TextLine | RawTable, trust: float = 1.0) -> tuple[Check, ...]:
    return JUDGE.judge(PAGE, PageBlocks(blocks, None), trust, goes_on=False).failed


def row(number: int, budget: str = "๑,๒๕๐", agency: str = "สำนักงานคลัง") -> tuple[str, ...]:
    return f"{number}. โครงการอบรม", "จัดอบรม", budget, agency


@pytest.mark.parametrize(
    ("blocks", "checks"),
    [
        ((table(HEADER, row(1), row(2), row(3)),), ()),
        ((line("โครงการ/กิจกรรม วิธีการดำเนินงาน ตัวชี้วัด งบประมาณ (บาท)"),), ("header",)),
        ((line("โครงการ/กิจกรรม ตัวชี้วัด", 100), line("งบประมาณ ผู้รับผิดชอบ", 106)), ("header",)),
        ((line("โครงการ/กิจกรรม", 100), line("ตัวชี้วัด", 120), line("งบประมาณ", 140)), ()),
        ((line("แผนประกอบด้วยโครงการ ตัวชี้วัด งบประมาณ และหน่วยงานที่ร่วมดำเนินการในพื้นที่"),), ()),
        (
            (table(("โครงการ/กิจกรรม งบประมาณ (บาท)", "หน่วยงาน"), ("๑. อบรม ๑๐๐", "คลัง")),),
            ("header",),
        ),
        ((table(("๔ หน่วยงาน ๖ กิจกรรม", "๑๐๐"), ("๒ หน่วยงาน", "๕๐")),), ()),
        ((table(HEADER, ("๑. อบรม", "คู่มือใน\nหน่วยงาน จำนวน ๑\nเล่ม", "๕", "คลัง")),), ()),
        ((table(tuple(f"{name}\nก\nข" for name in HEADER)),), ("header",)),
        ((table(HEADER, row(1), row(4), row(9)),), ("numbering",)),
        ((table(HEADER, row(1), row(2), row(1), row(2)),), ()),
        ((table(HEADER, row(1, "๑,๒๕๐\n๗,๐๐๐"), row(2)),), ("numbers",)),
        ((table(HEADER, row(1, "ไม่ใช้งบประมาณ"), row(2, "-")),), ()),
        ((table(HEADER, *[("", "", "", "")] * 9, row(1)),), ("cells",)),
    ],
)
def test_checks(blocks: tuple[TextLine | RawTable, ...], checks: tuple[Check, ...]) -> None:
    assert failed(*blocks) == checks


IMAGE = Area(0, 90, 300, 200, 0.0)
LEVEL = tuple(Ruling("h", y, 0, 9) for y in (100, 104, 108))
UPRIGHT = tuple(Ruling("v", x, 100, 112) for x in (0, 3, 6))


@pytest.mark.parametrize(
    ("page", "checks"),
    [
        (PAGE, ()),  # nothing drawn: no reader could see more
        (replace(PAGE, images=(IMAGE,)), ("rules",)),
        (replace(PAGE, fills=(IMAGE,)), ("rules",)),
        (replace(PAGE, fills=(replace(IMAGE, shade=0.95),)), ()),
        (replace(PAGE, images=(IMAGE,), rulings=(*LEVEL, *UPRIGHT)), ()),
        (replace(PAGE, images=(IMAGE,), rulings=LEVEL), ("rules",)),
        (replace(PAGE, images=(replace(IMAGE, top=300, bottom=400),)), ()),
    ],
)
def test_table_told_by_its_text_over_a_picture(page: Page, checks: tuple[Check, ...]) -> None:
    blocks = PageBlocks((table(HEADER, row(1), row(2)),), None)
    assert JUDGE.judge(page, blocks, 1.0, goes_on=False).failed == checks


def test_score_falls_with_what_fails() -> None:
    sound = PageBlocks((table(HEADER, row(1), row(2)),), None)
    broken = PageBlocks((table(HEADER, row(1), row(4), row(5)),), None)
    assert JUDGE.judge(PAGE, sound, 0.99, goes_on=False).score == 0.99
    assert JUDGE.judge(PAGE, broken, 1.0, goes_on=False).score == 0.5
    assert JUDGE.judge(PAGE, sound, 0.9, goes_on=False).failed == ("text",)
