"""Odd layouts of ruled tables: unknown levels, labels over pages, slips in headings, watermarks."""

import pytest

from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import (
    Heading,
    RawCell,
    RawDocument,
    RawPlan,
    RawRow,
    RawTable,
    Role,
    Segment,
    TextLine,
)
from pipeline.extract.plan import sort_document
from pipeline.extract.tables.glyphs import TimeCell, read_time_cells
from pipeline.extract.tables.header import find_header
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.roles import role_of
from pipeline.extract.tables.watermark import part_watermark
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()
HEADS = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
Texts = tuple[str, ...]


def place(page: int, row: int = 0) -> Place:
    return Place(reader="test", page=page, box=Box(x0=0, top=20.0 * row, x1=400, bottom=20.0))


def table(page: int, *rows: Texts, merged: tuple[int, int] = (0, 1)) -> RawTable:
    """A drawn table; a row of one text spans it; `merged`: first row and height of an agency."""
    cells = []
    top, height = merged
    for row, texts in enumerate(rows):
        wide = len(HEADS) if len(texts) == 1 else 1
        for col, text in enumerate(texts):
            is_last = col == len(HEADS) - 1
            if is_last and top < row < top + height:
                continue
            tall = height if is_last and row == top else 1
            cells.append(RawCell(row, col, tall, wide, text, place(page, row)))
    return RawTable(len(rows), len(HEADS), tuple(cells), (), place(page), spans_stated=True)


def plan(*blocks: RawTable | str) -> RawPlan:
    lines = [
        TextLine(block, place(1, row)) if isinstance(block, str) else block
        for row, block in enumerate(blocks)
    ]
    return sort_document(RawDocument("pdf", tuple(lines), (), "test"), LEXICON)


def rows(found: RawPlan) -> list[RawRow]:
    return [row for item in found.flow if isinstance(item, Segment) for row in item.rows]


def agencies(found: RawPlan) -> list[str]:
    return [value.text for row in rows(found) if (value := row.get(Role.AGENCY)) is not None]


def levels(found: RawPlan) -> list[tuple[str, str]]:
    return [(item.level, item.number) for item in found.flow if isinstance(item, Heading)]


def project(number: str, agency: str = "ก.") -> Texts:
    return (number, f"โครงการที่น่าสนใจ {number}", "๕,๐๐๐", agency)


def test_theme_stands_in_for_a_goal() -> None:
    """`ยุทธศาสตร์ที่ ๑` across the table was read as a project without a number."""
    found = plan(
        table(1, HEADS, ("ยุทธศาสตร์ที่ ๑ น้ำ",), ("ตัวชี้วัดที่ ๑.๑ ร้อยละ",), project("๑"), project("๒"))
    )
    assert levels(found) == [("goal", "1"), ("indicator", "1.1")]
    assert len(rows(found)) == 2 and not found.notes


@pytest.mark.parametrize(
    "lines",
    [
        ("ยุทธศาสตร์ที่ ๑ น้ำ", "เป้าหมายที่ ๑ ดิน", "ตัวชี้วัดที่ ๑.๑ ร้อยละ"),
        ("เป้าหมายที่ ๑ ดิน", "ยุทธศาสตร์ที่ ๔ น้ำ", "ตัวชี้วัดที่ ๑.๑ ร้อยละ"),
    ],
)
def test_theme_beside_goals_is_none(lines: Texts) -> None:
    found = plan(*lines, table(1, HEADS, project("๑")))
    assert levels(found) == [("goal", "1"), ("indicator", "1.1")]


def test_theme_in_prose_names_no_goal() -> None:
    found = plan("ยุทธศาสตร์ที่ ๔ น้ำ", "ตัวชี้วัดที่ ๑.๑ ร้อยละ", table(1, HEADS, project("๑")))
    assert levels(found) == [("indicator", "1.1")]
    assert [part.title for part in found.sections] == ["ยุทธศาสตร์ที่ ๔ น้ำ"]


def test_no_project_across_the_table_is_no_unknown_level() -> None:
    found = plan(table(1, HEADS, ("ไม่มีโครงการ",)))
    assert [note.code for note in found.notes] == ["no_project_row"]


def test_unknown_level_across_the_table_is_no_project() -> None:
    found = plan(table(1, HEADS, project("๑"), ("กลุ่มงานบริหารทั่วไป",), project("๒")))
    assert [row.item.text for row in rows(found) if row.item] == ["1", "2"]
    assert [(note.code, note.text) for note in found.notes] == [("spanning_row", "กลุ่มงานบริหารทั่วไป")]
    assert not any(row.extra for row in rows(found))


def test_total_in_words_of_its_own_is_no_rest_of_a_project() -> None:
    """`รวมเงิน` over the columns before its sum made two amounts of the budget above."""
    cells = tuple(
        RawCell(row, col, 1, wide, text, place(1, row))
        for row, col, wide, text in (
            *((0, col, 1, text) for col, text in enumerate(HEADS)),
            *((1, col, 1, text) for col, text in enumerate(project("๑"))),
            (2, 0, 2, "รวมเงินทั้งตัวชี้วัด"),
            (2, 2, 1, "๕,๐๐๐"),
            (2, 3, 1, ""),
        )
    )
    found = plan(RawTable(3, 4, cells, (), place(1), spans_stated=True))
    assert [row.get(Role.BUDGET).text for row in rows(found)] == ["๕,๐๐๐"]  # type: ignore[union-attr]
    assert [note.code for note in found.notes] == ["total_row"]


def test_watermark_parts_no_table() -> None:
    blocks = (
        table(1, HEADS, project("๑")),
        TextLine("สำเนาคู่ฉบับ", place(1), behind=True),
        table(2, ("๒", "โครงการ", "", "กอง")),
        TextLine("สำเนาคู่ฉบับ", place(2), behind=True),
    )
    found = sort_document(RawDocument("pdf", blocks, (), "test"), LEXICON)
    assert len(rows(found)) == 2
    assert [part.title for part in found.sections] == ["สำเนาคู่ฉบับ"]


def test_label_merged_over_a_page_break() -> None:
    first = table(1, HEADS, project("๑", "กอง"), project("๒", ""), merged=(1, 2))
    assert agencies(plan(first, table(2, project("๓", "")))) == ["กอง"] * 3


def test_label_whose_text_goes_on_beside_the_rest_of_a_project() -> None:
    """The project below had the end of their agency only."""
    above = table(1, HEADS, project("๑", "กรมอนา"))
    rest = ("", "ระยะยาว", "", "มัย")
    found = plan(above, table(2, rest, project("๒"), project("๓"), merged=(0, 2)))
    assert agencies(found) == ["กรมอนา\nมัย", "กรมอนา\nมัย", "ก."]
    assert ["cell_shared" in row.flags for row in rows(found)] == [False, True, False]


def test_label_whose_first_row_ends_a_page() -> None:
    """Of its merged cell the page before shows one row only, the next a blank over several."""
    first = table(1, HEADS, project("๑", "กอง"))
    rest = table(2, project("๒", ""), project("๓", ""), merged=(0, 2))
    assert agencies(plan(first, rest)) == ["กอง"] * 3
    split = table(2, ("", "ต่อ", "", ""), project("๒", ""), merged=(0, 2))
    assert agencies(plan(first, split)) == ["กอง"] * 2


def test_blank_label_of_one_project_stays_blank() -> None:
    assert agencies(plan(table(1, HEADS, project("๑", "กอง")), table(2, project("๒", "")))) == [
        "กอง",
        "",
    ]


def test_stray_letter_between_pages_parts_no_table() -> None:
    """A row without money right after a page break: a mark that a page cut off is no prose."""
    first = table(1, HEADS, project("๑"))
    assert len(rows(plan(first, "ตั้", table(2, ("๒", "โครงการ", "", "กอง"))))) == 2


def test_item_number_broken_in_a_narrow_column() -> None:
    found = plan(table(1, HEADS, *(project(str(n)) for n in range(1, 10)), project("1\n0")))
    assert [row.item.text for row in rows(found) if row.item][-1] == "10"
    assert not any(row.extra for row in rows(found))


def test_dotted_item_numbers() -> None:
    """A table of `๑.๑.๑`, `๑.๑.๒` was read as one project."""
    found = plan(table(1, HEADS, project("๑.๑.๑"), project("๑.๑.๒")), table(2, project("๑.๑.๓")))
    assert [row.item.text for row in rows(found) if row.item] == ["1.1.1", "1.1.2", "1.1.3"]


def test_steps_of_a_project_are_none() -> None:
    steps = (
        table(1, HEADS, project("๑"), ("๑.๑", "สำรวจ", "", "")),
        table(2, ("๑.๒", "สรุป", "", "")),
    )
    assert len(rows(plan(*steps))) == 1


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("งบประมาน (บาท)", Role.BUDGET),
        ("ไตรมาสที่", Role.TIME),
        ("โครง\nการ", Role.PROJECT),
        ("ผู้รับ\nผิดชอบ", Role.AGENCY),
    ],
)
def test_heading_with_a_slip_or_broken(heading: str, role: Role) -> None:
    assert role_of(heading, LEXICON.headings, LEXICON.months) is role


def test_arrow_in_each_cell_marks_each() -> None:
    cells = [TimeCell(slot, slot, text, place(1)) for slot, text in enumerate("➡➡ ", 1)]
    found = read_time_cells(tuple(cells), LEXICON.signs, columns_known=True)
    assert [(m.first, m.last, m.stated_span) for m in found.marks] == [(1, 1, True), (2, 2, True)]
    assert not found.incomplete
    alone = read_time_cells(tuple(cells[1:]), LEXICON.signs, columns_known=True)
    assert alone.incomplete


def test_one_arrow_to_the_right_marks_its_cell_where_no_other_half_can_be_lost() -> None:
    one, wide = TimeCell(2, 2, "→", place(1)), TimeCell(2, 3, "→", place(1))
    after = TimeCell(1, 1, "----", place(1))  # the shaft begins in another cell
    cases = (((one,), True), ((one,), False), ((wide,), True), ((after, one), False))
    found = [read_time_cells(cells, LEXICON.signs, True, paired) for cells, paired in cases]
    assert [cells.incomplete for cells in found] == [True, False, False, True]
    assert [(m.first, m.last, m.stated_span) for m in found[2].marks] == [(2, 3, True)]
    assert read_time_cells((one,), LEXICON.signs, columns_known=False, is_paired=False).incomplete


def letters(text: str, size: float, x: float) -> list[Cluster]:
    return [
        Cluster(char, x + size * i, x + size * (i + 1), 100 - size, 100, 100, size, False)
        for i, char in enumerate(text)
    ]


def test_watermark_is_in_no_cell() -> None:
    words = letters("โครงการพัฒนา", 10, 50)
    kept, found = part_watermark([*words, *letters("ราง", 60, 40)])
    assert kept == words and found is not None and found.text == "ราง"


def test_large_title_is_no_watermark() -> None:
    title = letters("แผน", 60, 400)
    assert part_watermark([*letters("โครงการพัฒนา", 10, 50), *title])[1] is None


def test_listed_column_below_a_merged_heading() -> None:
    """`งบประมาณ` over `จำนวน` and `แหล่งที่มา`: only the first holds money."""
    texts = [(0, 0, 2, 1, "โครงการ"), (0, 1, 1, 2, "งบประมาณ"), (0, 3, 2, 1, "หน่วยงาน"),
             (1, 1, 1, 1, "จำนวน"), (1, 2, 1, 1, "แหล่งที่มา"), (2, 0, 1, 1, "๑. ค่าย")]  # fmt: skip
    cells = tuple(RawCell(*at, text, place(1, at[0])) for *at, text in texts)
    head = find_header(
        RawTable(3, 4, cells, (), place(1), spans_stated=True),
        0,
        LEXICON.headings,
        LEXICON.months,
    )
    assert head is not None
    roles = [column.role for column in head.columns]
    assert roles == [Role.PROJECT, Role.BUDGET, Role.UNKNOWN, Role.AGENCY]


def test_running_title_without_a_year_parts_no_table() -> None:
    """Pages that begin with the same line: the rest of a row below it is still that row's."""
    title = "แผนป้องกันการทุจริตของจังหวัด"
    first, rest = table(1, HEADS, project("๑")), table(2, ("", "ต่อจากหน้าก่อน", "", ""))
    blocks = (TextLine(title, place(1)), first, TextLine(title, place(2)), rest)
    found = sort_document(RawDocument("pdf", blocks, (), "test"), LEXICON)
    assert [row.get(Role.PROJECT).text for row in rows(found)] == [  # type: ignore[union-attr]
        "โครงการที่น่าสนใจ ๑\nต่อจากหน้าก่อน"
    ]
    prose = (first, TextLine("ข้อความอื่นใด", place(2)), rest)
    assert len(rows(sort_document(RawDocument("pdf", prose, (), "test"), LEXICON))) == 1


def time_table(page: int, *lines: Texts) -> RawTable:
    """A drawn table of seven columns; a heading above four of them spans these."""
    cells = tuple(
        RawCell(
            row, col, 1, 4 if text in ("ระยะเวลาดำเนินการ", "ไตรมาส") else 1, text, place(page, row)
        )
        for row, texts in enumerate(lines)
        for col, text in enumerate(texts)
        if text is not None
    )
    return RawTable(len(lines), 7, cells, (), place(page), spans_stated=True)


QUARTERS = ("ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")


def test_header_cut_by_a_page_break() -> None:
    """Its second row alone at the head of a page, the end of `งบประมาณ (บาท)` beside it."""
    upper = ("โครงการ/กิจกรรม", "งบประมาณ\n(บาท)", "ระยะเวลาดำเนินการ", None, None, None, "หน่วยงาน")
    whole = time_table(1, upper, ("", "", *QUARTERS, ""), ("๑. โครงการแรก", "๕", *"    ", "กอง"))  # type: ignore[arg-type]
    rest = time_table(2, ("", "(บาท)", *QUARTERS, ""), ("๑. โครงการสอง", "๖", *"    ", "กอง"))
    found = plan(whole, "ตัวชี้วัดที่ ๑.๒ : ร้อยละของประชาชน", rest)
    assert [row.get(Role.BUDGET).text for row in rows(found)] == ["๕", "๖"]  # type: ignore[union-attr]
    assert found.notes == ()


@pytest.mark.parametrize(
    "left",
    [
        (("", "", "๑", "๒", "๓", "๔", ""),),
        (("กรรม", "(บาท)", "าส ๑", "าส ๒", "าส ๓", "าส ๔", ""),),
        (("กรรม", "", *("พ.ศ. ๒๕๖๖",) * 4, "งาน"), ("", "", *"๑๒๓๔", "")),
    ],
)
def test_header_cut_by_a_page_break_above_bare_numbers(left: tuple[Texts, ...]) -> None:
    """Numbers below `ไตรมาส`, or what the page break left of it, at the head of a page: its rows
    and those of the pages after it were lost."""
    upper = ("โครงการ/กิจกรรม", "งบประมาณ\n(บาท)", "ระยะเวลาดำเนินการ", None, None, None, "หน่วยงาน")
    quarters = QUARTERS if "าส ๑" in left[0] else tuple("๑๒๓๔")
    first = ("๑. โครงการแรก", "๕", *"    ", "กอง")
    whole = time_table(1, upper, ("", "", *quarters, ""), first)  # type: ignore[arg-type]
    rest = time_table(2, *left, ("๑. โครงการสอง", "๖", *"    ", "กอง"))
    found = plan(whole, "ตัวชี้วัดที่ ๑.๒ : ร้อยละของประชาชน", rest)
    assert [row.get(Role.BUDGET).text for row in rows(found)] == ["๕", "๖"]  # type: ignore[union-attr]
    assert found.notes == ()


def test_whole_header_on_the_next_page_is_no_end_of_one() -> None:
    """Its first row names the time over numbers: the numbers were a project."""
    upper = ("โครงการ/กิจกรรม", "งบประมาณ\n(บาท)", "ไตรมาส", None, None, None, "หน่วยงาน")
    lines = (upper, ("", "", *"๑๒๓๔", ""), ("๑. โครงการแรก", "๕", *"    ", "กอง"))
    found = plan(time_table(1, *lines), time_table(2, *lines))  # type: ignore[arg-type]
    assert [row.item.text for row in rows(found) if row.item] == ["1", "1"]
    assert len(rows(found)) == 2


def test_page_whose_one_budget_is_no_money_goes_on() -> None:
    """It was an unknown table, and so were the pages after it."""
    odd = ("๓", "โครงการที่น่าสนใจ", "รองบประมาณ", "กอง")
    found = plan(table(1, HEADS, project("๑"), project("๒")), table(2, odd), table(3, project("๔")))
    assert [row.item.text for row in rows(found) if row.item] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "other",
    [("๔", "โครงการ", "รองบประมาณ", "กอง"), ("๓", "๕,๐๐๐", "รองบประมาณ", "กอง")],
    ids=["number", "money"],
)
def test_page_with_other_columns_does_not_go_on(other: Texts) -> None:
    """Its number does not follow, or its money stands in another column."""
    found = plan(table(1, HEADS, project("๑"), project("๒")), table(2, other))
    assert len(rows(found)) == 2


@pytest.mark.parametrize("has_rest", [True, False])
def test_bare_numbers_go_on_over_a_page(has_rest: bool) -> None:
    """`๓ โครงการ…` on a later page was the rest of the row above: only `๑ …` began a table."""
    rest = (("", "(ต่อ)", "", ""),) if has_rest else ()
    first = (bare("๑"), bare("๒"))
    found = plan(table(1, bare_heads(), *first), table(2, *rest, bare("๓"), bare("๔")))
    assert [row.item.text for row in rows(found) if row.item] == ["1", "2", "3", "4"]


def test_bare_numbers_without_a_header_need_no_sign() -> None:
    """A page full of `๕ โครงการ…` was no table that goes on: it has no numbers."""
    later = tuple(bare(number) for number in "๓๔๕๖๗")
    found = plan(table(1, bare_heads(), bare("๑"), bare("๒")), table(2, *later))
    assert len(rows(found)) == 7 and not found.notes


def test_bare_numbers_of_a_new_table_begin_anew() -> None:
    first = (bare("๑"), bare("๒"))
    found = plan(table(1, bare_heads(), *first), table(2, bare_heads(), *first))
    assert [row.item.text for row in rows(found) if row.item] == ["1", "2", "1", "2"]


def bare_heads() -> Texts:
    return (*HEADS[1:], "วิธีการดำเนินงาน")


def bare(number: str) -> Texts:
    return (f"{number} โครงการที่น่าสนใจ", "๕,๐๐๐", "กอง", "ประชุม")
