"""Strategies and แผนงาน above and inside the tables of local bodies' plans."""

from itertools import count

import pytest

from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import (
    Heading,
    RawCell,
    RawDocument,
    RawPlan,
    RawTable,
    Segment,
    TextLine,
)
from pipeline.extract.plan import sort_document
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import squeeze

LEXICON = load_lexicon()
HEADS = ("ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบหลัก")
PROSE = "องค์การบริหารส่วนตำบลได้จัดทำแผนขึ้นเพื่อเป็นกรอบในการดำเนินงานให้เกิดประโยชน์สูงสุดแก่ประชาชน" * 2
Texts = tuple[str, ...]


def table(*rows: Texts) -> list[Texts]:
    """A table with its header; a row of one text lies across it."""
    return [HEADS, *rows]


def project(number: str) -> Texts:
    return (number, f"โครงการ {number}", "๕,๐๐๐", "กองช่าง")


def plan(*pages: list[str | list[Texts]]) -> RawPlan:
    blocks: list[TextLine | RawTable] = []
    for page, contents in enumerate(pages, 1):
        rows = count(1)
        for block in contents:
            if isinstance(block, str):
                blocks.append(TextLine(block, _place(page, next(rows))))
            else:
                blocks.append(_drawn(block, page, rows))
    return sort_document(RawDocument("pdf", tuple(blocks), (), "test"), LEXICON)


def _place(page: int, row: int) -> Place:
    box = Box(x0=10, top=30.0 * row, x1=300, bottom=30.0 * row + 12)
    return Place(reader="test", page=page, box=box)


def _drawn(rows: list[Texts], page: int, tops: "count[int]") -> RawTable:
    cells = []
    for row, texts in enumerate(rows):
        place = _place(page, next(tops))
        place = place.model_copy(update={"box": place.box.model_copy(update={"x1": 800})})
        wide = len(HEADS) if len(texts) == 1 else 1
        cells += [RawCell(row, col, 1, wide, text, place) for col, text in enumerate(texts)]
    return RawTable(len(rows), len(HEADS), tuple(cells), (), cells[0].place, spans_stated=True)


def flow(found: RawPlan) -> list[tuple[str, str, str] | int]:
    """Headings as level, number, title; tables as how many projects they hold."""
    return [
        (item.level, item.number, item.title) if isinstance(item, Heading) else len(item.rows)
        for item in found.flow
    ]


@pytest.mark.parametrize(
    ("strategy", "programme", "numbers"),
    [
        ("ยุทธศาสตร์ที่ ๑ น้ำสะอาด", "แผนงานเคหะ", ("1", "")),
        ("๑. ยุทธศาสตร์น้ำสะอาด", "๑.๑ แผนงานเคหะ", ("1", "1.1")),
        ("๑) ยุทธศาสตร์น้ำสะอาด", "(๒) แผนงานเคหะ", ("1", "1.2")),
        ("ยุทธศาสตร์: น้ำสะอาด", "แผนงาน : เคหะ", ("", "")),
        ("ยุทธศาสตร์น้ำสะอาด", "แผนงานที่ ๓ เคหะ", ("", "3")),
    ],
)
@pytest.mark.parametrize("shape", ["lines", "one line", "rows", "one row"])
def test_headings(strategy: str, programme: str, numbers: Texts, shape: str) -> None:
    both = f"{strategy}    {programme}"
    blocks: list[str | list[Texts]] = {
        "lines": [strategy, programme, table(project("๑"))],
        "one line": [both, table(project("๑"))],
        "rows": [table((strategy,), (programme,), project("๑"))],
        "one row": [table((both,), project("๑"))],
    }[shape]
    found = plan(["แผนการดำเนินงาน", *blocks])
    (goal, no, title), (level, below, name), rows = flow(found)
    assert (goal, level, rows) == ("goal", "indicator", 1)
    assert (no, below) == numbers
    assert title.endswith("น้ำสะอาด") and name.endswith("เคหะ")
    assert [(one.title, one.lines) for one in found.sections] == [("แผนการดำเนินงาน", ())]
    assert not found.notes


def test_links_to_other_bodies_and_prose_govern_nothing() -> None:
    found = plan(
        ["ยุทธศาสตร์ที่ ๙ ความยั่งยืน", "แผนงานที่ดี", PROSE],
        [
            "ก. ยุทธศาสตร์จังหวัดที่ ๔ คุณภาพชีวิต",
            "ข. ยุทธศาสตร์การพัฒนาขององค์กรปกครองส่วนท้องถิ่นในเขตจังหวัดที่ ๒ คน",
            "ยุทธศาสตร์ที่ ๑ น้ำสะอาด",
            "แผนงานเคหะ",
            table(project("๑")),
        ],
    )
    assert flow(found) == [("goal", "1", "น้ำสะอาด"), ("indicator", "", "แผนงานเคหะ"), 1]
    kept = [line.text for section in found.sections for line in section.lines]
    assert "แผนงานที่ดี" in kept and PROSE in kept


def test_what_is_said_between_a_heading_and_its_table_parts_them_not() -> None:
    found = plan(["ยุทธศาสตร์ที่ ๑ น้ำสะอาด", "แผนงานเคหะ", PROSE, table(project("๑"))])
    assert flow(found) == [("goal", "1", "น้ำสะอาด"), ("indicator", "", "แผนงานเคหะ"), 1]


def test_a_title_may_stand_below_its_number() -> None:
    found = plan(["ยุทธศาสตร์ที่ ๑", "น้ำสะอาด", "แผนงานเคหะ", table(project("๑"))])
    assert flow(found) == [("goal", "1", "น้ำสะอาด"), ("indicator", "", "แผนงานเคหะ"), 1]


def test_a_heading_printed_again_parts_no_project() -> None:
    """The rest of a project over a page break became one of its own, without a number."""
    head = ["ยุทธศาสตร์ที่ ๑ น้ำสะอาด", "แผนงานเคหะ"]
    rest = ("", "สายหลัก", "", "")
    found = plan(
        [*head, table(project("๑"), project("๒"))],
        [head[0], "แผนงานเคหะ (ต่อ)", table(rest, project("๓"))],
    )
    names = [
        row.values[0][1].text
        for item in found.flow
        if isinstance(item, Segment)
        for row in item.rows
    ]
    assert names == ["โครงการ ๑", "โครงการ ๒\nสายหลัก", "โครงการ ๓"]


def test_a_name_that_begins_with_the_word_is_no_heading() -> None:
    rows = (("๑", "จัดทำ", "๕,๐๐๐", "กองช่าง"), ("", "แผนงานชุมชน", "", ""), project("๒"))
    found = plan(["ยุทธศาสตร์ที่ ๑ น้ำสะอาด", "แผนงานเคหะ", table(*rows)])
    assert flow(found) == [("goal", "1", "น้ำสะอาด"), ("indicator", "", "แผนงานเคหะ"), 2]


def test_a_text_in_the_column_of_names_is_a_heading_where_numbers_begin_below() -> None:
    """Both became the rest of the name above, where the table has no lines of its own for them."""
    inside = [("", "ยุทธศาสตร์น้ำสะอาด", "", ""), ("", "แผนงานเคหะ", "", "")]
    below = [("", "แผนงานงบกลาง", "", ""), project("๑")]
    found = plan(["แผนการดำเนินงาน", table(*inside, project("๑"), project("๒"), *below)])
    assert flow(found) == [
        ("goal", "", "ยุทธศาสตร์น้ำสะอาด"),
        ("indicator", "", "แผนงานเคหะ"),
        2,
        ("indicator", "", "แผนงานงบกลาง"),
        1,
    ]


def test_a_heading_in_the_column_of_names_may_take_a_row_a_line() -> None:
    inside = [("", text, "", "") for text in ("ยุทธศาสตร์ที่ ๑", "น้ำสะอาด", "แผนงานเคหะ", "และชุมชน")]
    below = [("", text, "", "") for text in ("สายเหนือ", "แผนงานงบ", "กลาง")]
    found = plan(["แผนการดำเนินงาน", table(*inside, project("๑"), *below, project("๑"))])
    titled = [item if isinstance(item, int) else squeeze(item[2]) for item in flow(found)]
    assert titled == ["น้ำสะอาด", "แผนงานเคหะและชุมชน", 1, "แผนงานงบกลาง", 1]


def test_beside_goals_and_indicators_they_are_prose() -> None:
    found = plan(
        ["๑.๑ แผนงานบูรณาการ", "เนื้อหา", "แผนงานต่อต้าน"],
        ["เป้าหมายที่ ๑ ดิน", "ตัวชี้วัดที่ ๑.๑ ร้อยละ", "ยุทธศาสตร์ชุมชน", table(project("๑"))],
    )
    levels = [(item.level, item.number) for item in found.flow if isinstance(item, Heading)]
    assert levels == [("reset", ""), ("goal", "1"), ("indicator", "1.1")]
    assert [(one.number, one.title) for one in found.sections] == [("1.1", "แผนงานบูรณาการ")]
