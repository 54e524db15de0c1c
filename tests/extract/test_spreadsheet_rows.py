"""Plans of local bodies as spreadsheets print them: each line of text a row of its own.

The made-up page has the columns of ผด.๐๒ and one letter wide lines; what is drawn varies.
"""

import itertools
from collections.abc import Iterable, Sequence

import pytest

from pipeline.contracts.page import Area, Glyph, Page, Ruling
from pipeline.contracts.page_report import PageReport
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
from pipeline.extract.page_tail import Tail
from pipeline.extract.pages import read_blocks
from pipeline.extract.plan import sort_document
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.tables.roles import role_of
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()
MONTHS = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
HEADS = ("ที่", "โครงการ", "รายละเอียดของกิจกรรม", "งบประมาณ (บาท)", "สถานที่ดำเนินการ", "หน่วยงาน")
WIDTHS = (20.0, 100.0, 120.0, 80.0, 90.0, 70.0, *(18.0,) * 12)
LEADING, SIZE, STEP, TOP, LEFT, PAD = 16.0, 10.0, 5.0, 40.0, 20.0, 2.0
ABOVE = frozenset("ัิีึืฺุู็่้๊๋์ํ")
Line = Sequence[str]  # a line's text by column; those that are not said are blank

XS = [LEFT]
for width in WIDTHS:
    XS.append(XS[-1] + width)

HEADER: tuple[Line, ...] = (
    (*HEADS, "พ.ศ. ๒๕๖๕", "", "", "พ.ศ. ๒๕๖๖"),
    ("",) * 6 + tuple(MONTHS),
)
FIRST: tuple[Line, ...] = (
    ("๑", "โครงการก่อสร้าง", "ก่อสร้างถนน", "๑๒๐,๐๐๐", "บ้านตาล", "กองช่าง"),
    ("", "ถนนคอนกรีต", "กว้าง ๔ เมตร", "", "รวม"),
    ("", "", "ยาว ๙๐ เมตร"),
)
SECOND: tuple[Line, ...] = (
    ("๒", "โครงการอบรม", "อบรมครู", "๕,๐๐๐", "โรงเรียน", "กองการศึกษา"),
    ("", "คุณธรรม", "", "", "บ้านดอน"),
)


def letters(text: str, x: float, y: float) -> list[Glyph]:
    """Letters of one width from `x` on, on the line whose upper end is `y`."""
    found: list[Glyph] = []
    for char in text:
        wide = 0.0 if char in ABOVE else STEP
        at = x if wide else x - STEP / 2
        found.append(Glyph(char, at, y + 3, at + wide, y + 13, SIZE, "Sarabun"))
        x += wide
    return found


def level(lines: int, at: Iterable[int]) -> list[Ruling]:
    return [Ruling("h", TOP + LEADING * line, XS[0], XS[-1]) for line in at if 0 <= line <= lines]


def upright(first: int, last: int) -> list[Ruling]:
    return [Ruling("v", x, TOP + LEADING * first, TOP + LEADING * last) for x in XS]


def page(
    lines: Sequence[Line],
    rulings: Sequence[Ruling],
    number: int = 1,
    fills: Sequence[Area] = (),
) -> Page:
    """The page as a spreadsheet writes it: row by row, cell by cell."""
    glyphs = [
        glyph
        for row, line in enumerate(lines)
        for col, text in enumerate(line)
        for glyph in letters(text, XS[col] + PAD, TOP + LEADING * row)
    ]
    return Page(number, 700, 500, tuple(glyphs), tuple(rulings), (), tuple(fills), (), "pdfium")


def plan_of(*pages: Page) -> RawPlan:
    blocks: list[TextLine | RawTable] = []
    tail: Tail | None = None
    for one in pages:
        read = read_blocks(one, LEXICON, tail)
        blocks += read.blocks
        tail = read.tail
    reports = tuple(PageReport(one.number, "text", "pdfium") for one in pages)
    return sort_document(RawDocument("pdf", tuple(blocks), reports, "pdfium"), LEXICON)


def rows_of(plan: RawPlan) -> list[RawRow]:
    return [row for item in plan.flow if isinstance(item, Segment) for row in item.rows]


def said(row: RawRow, role: Role) -> str:
    value = row.get(role)
    return value.text if value is not None else ""


def numbers(plan: RawPlan) -> list[str]:
    return [row.item.text if row.item else "" for row in rows_of(plan)]


RULED = ("every line", "between projects", "around the table")


def rules(how: str, lines: int, starts: Sequence[int], header: int = 2) -> list[Ruling]:
    """The rules of a table of so many lines; `starts`: the lines that begin projects."""
    inner = {"every line": range(header, lines), "between projects": starts}.get(how, ())
    return level(lines, {0, 1, header, lines, *inner}) + upright(0, lines)


@pytest.mark.parametrize("how", RULED)
def test_project_spans_the_lines_to_the_next_number(how: str) -> None:
    lines = (*HEADER, *FIRST, *SECOND)
    plan = plan_of(page(lines, rules(how, len(lines), (5,))))
    first, second = rows_of(plan)
    assert numbers(plan) == ["1", "2"]
    assert said(first, Role.PROJECT) == "โครงการก่อสร้าง\nถนนคอนกรีต"
    assert said(first, Role.METHOD) == "ก่อสร้างถนน\nกว้าง ๔ เมตร\nยาว ๙๐ เมตร"
    assert said(first, Role.PLACE) == "บ้านตาล\nรวม"  # no row of sums
    assert said(first, Role.BUDGET) == "๑๒๐,๐๐๐"
    assert said(second, Role.PLACE) == "โรงเรียน\nบ้านดอน"
    assert said(second, Role.AGENCY) == "กองการศึกษา"
    assert not plan.notes


@pytest.mark.parametrize("how", RULED)
@pytest.mark.parametrize("line", range(2, 5))
def test_shaded_cells_in_any_line_of_a_project_are_its_months(how: str, line: int) -> None:
    """Fills of one line's height in a cell of several were no marks: the months stayed blank."""
    lines = (*HEADER, *FIRST, *SECOND)
    top = TOP + LEADING * line
    shaded = [Area(XS[col], top, XS[col + 1], top + LEADING, 0.7) for col in range(9, 13)]
    plan = plan_of(page(lines, rules(how, len(lines), (5,)), fills=shaded))
    (mark,) = rows_of(plan)[0].marks
    assert [month.month for month in mark.months] == [1, 2, 3, 4]
    assert {month.year_be for month in mark.months} == {2566}
    assert not rows_of(plan)[1].marks


def test_line_shaded_over_the_whole_table_is_a_stripe() -> None:
    lines = (*HEADER, *FIRST, *SECOND)
    stripe = [Area(x0, 72, x1, 88, 0.9) for x0, x1 in itertools.pairwise(XS)]
    plan = plan_of(page(lines, rules("between projects", len(lines), (5,)), fills=stripe))
    assert not any(row.marks for row in rows_of(plan))


@pytest.mark.parametrize("how", RULED)
def test_rest_of_a_project_stands_above_the_next_pages_first_number(how: str) -> None:
    """The page begins with two lines of the project before, then comes a number: with no rule
    between them all went to that number."""
    one = (*HEADER, *FIRST[:1])
    two = (*FIRST[1:], *SECOND)
    starts = () if how == "around the table" else (2,)
    second = level(len(two), {0, len(two), *starts}) + upright(0, len(two))
    if how == "every line":
        second += level(len(two), range(len(two)))
    plan = plan_of(page(one, rules(how, len(one), ())), page(two, second, number=2))
    first, other = rows_of(plan)
    assert said(first, Role.METHOD) == "ก่อสร้างถนน\nกว้าง ๔ เมตร\nยาว ๙๐ เมตร"
    assert said(other, Role.PROJECT) == "โครงการอบรม\nคุณธรรม"


def test_space_printed_at_a_lines_end_is_kept_between_rows() -> None:
    name = (("๑", "ถนนคอนกรีตเสริมเหล็ก ", "", "๕,๐๐๐"), ("", "สายบ้านดอน"))
    lines = (*HEADER, *name, *SECOND)
    plan = plan_of(page(lines, rules("every line", len(lines), ())))
    assert said(rows_of(plan)[0], Role.PROJECT) == "ถนนคอนกรีตเสริมเหล็ก \nสายบ้านดอน"


def test_room_behind_typed_lines_tells_no_space() -> None:
    """`และ` / `ประชาชน`: the author ended the line early; a space was put between the two."""
    words = ("อบรมครูและนักเรียน", "และผู้ปกครองทุกบ้าน", "และ", "ประชาชนทุกหมู่บ้านใน")
    last = (("๓", "โครงการ", words[0]), *(("", "", word) for word in words[1:]))
    lines = (*HEADER, *FIRST, *SECOND, *last)
    ruled = rules("between projects", len(lines), (5, 7))
    assert said(rows_of(plan_of(page(lines, ruled)))[2], Role.METHOD) == "\n".join(words)


def test_heading_runs_over_the_cells_of_its_row() -> None:
    """Its first letters stood in the column of numbers, the rest joined the project above."""
    heading = (("๑.๒ แผนงานอุตสาหกรรมและการโยธา",),)
    lines = (*HEADER, *FIRST, *heading, *SECOND)
    plan = plan_of(page(lines, rules("every line", len(lines), ())))
    (found,) = (item for item in plan.flow if isinstance(item, Heading))
    assert (found.number, found.title) == ("1.2", "แผนงานอุตสาหกรรมและการโยธา")
    assert said(rows_of(plan)[0], Role.PROJECT) == "โครงการก่อสร้าง\nถนนคอนกรีต"


@pytest.mark.parametrize("parts", [("", "๑.๒ แผนงานการศึกษา"), ("๑.๒", "แผนงานการศึกษา")])
def test_heading_in_the_column_of_projects(parts: tuple[str, str]) -> None:
    lines = (*HEADER, *FIRST, parts, *SECOND)
    plan = plan_of(page(lines, rules("every line", len(lines), ())))
    (found,) = (item for item in plan.flow if isinstance(item, Heading))
    assert found.number == "1.2" and numbers(plan) == ["1", "2"]


def test_name_that_goes_on_with_the_word_of_a_heading_stays_whole() -> None:
    name = (("๑", "โครงการพัฒนา", "", "๕,๐๐๐"), ("", "แผนงานการศึกษา"))
    lines = (*HEADER, *name, *SECOND)
    plan = plan_of(page(lines, rules("every line", len(lines), ())))
    assert said(rows_of(plan)[0], Role.PROJECT) == "โครงการพัฒนา\nแผนงานการศึกษา"


def test_header_that_a_pages_end_cuts_is_no_project() -> None:
    """Of the header only the upper line was printed; its agency and years were a project's."""
    lines = (*HEADER, *FIRST, ("", "", "", "งบประมาณ", "", "", "พ.ศ. ๒๕๖๕", "", "", "พ.ศ. ๒๕๖๖"))
    plan = plan_of(page(lines, rules("every line", len(lines), ())))
    (row,) = rows_of(plan)
    assert said(row, Role.BUDGET) == "๑๒๐,๐๐๐"


def test_rules_between_columns_alone_go_on_with_the_table() -> None:
    """Below headings without rules, and on a page with no level rule, no table was seen."""
    one = (*HEADER, *FIRST)
    two = (*SECOND, ("๑.๒ แผนงานการศึกษา",), *FIRST)
    plan = plan_of(
        page(one, rules("around the table", len(one), ())),
        page(two, upright(0, 2) + upright(3, 6), number=2),
    )
    assert numbers(plan) == ["1", "2", "1"]
    assert [item.number for item in plan.flow if isinstance(item, Heading)] == ["1.2"]


def test_number_in_the_middle_of_its_lines_cuts_no_project() -> None:
    """Its cell is merged over the project's lines: what stood above went to the project before."""
    first = (("", *FIRST[0][1:]), ("๑", *FIRST[1][1:]), FIRST[2])
    second = (("", *SECOND[0][1:]), ("๒", *SECOND[1][1:]), ("", "", "ทุกหมู่บ้าน"))
    lines = (*HEADER, *first, *second)
    plan = plan_of(page(lines, rules("between projects", len(lines), (5,))))
    assert numbers(plan) == ["1", "2"]
    assert said(rows_of(plan)[1], Role.PROJECT) == "โครงการอบรม\nคุณธรรม"


def test_upright_lines_of_other_columns_are_no_table_of_the_plan() -> None:
    one = (*HEADER, *FIRST)
    bars = [Ruling("v", x, TOP, TOP + 90) for x in range(40, 640, 50)]
    tail = read_blocks(page(one, rules("every line", len(one), ())), LEXICON).tail
    found = read_blocks(page((), bars, number=2), LEXICON, tail)
    assert not any(isinstance(block, RawTable) for block in found.blocks)


def test_year_above_the_last_line_is_no_page_number() -> None:
    """`พ.ศ.` / `๒๕๖๖` right above the page's last project ended the table."""
    one = (*HEADER, *FIRST)
    two = [*SECOND, *[("", "", f"แผ่นที่ {n}") for n in range(24)], ("", "๒๕๖๖"), *FIRST[:1]]
    tail = read_blocks(page(one, rules("around the table", len(one), ())), LEXICON).tail
    assert isinstance(tail, Tail)
    blocks = read_blocks(page(two, (), number=2), LEXICON, tail).blocks
    texts = [cell.text for block in blocks if isinstance(block, RawTable) for cell in block.cells]
    assert any("๒๕๖๖" in text for text in texts) and "๑๒๐,๐๐๐" in texts


def test_upright_lines_that_begin_and_end_level_hold_each_other() -> None:
    """Below a table that is closed they hung in the air, and were taken for strokes."""

    def line(x0: float, y0: float, x1: float, y1: float) -> Shape:
        return Shape(((x0, y0), (x1, y1)), False, False, True, 0.5, 0.0)

    closed = [line(0, y, 300, y) for y in (0, 40)] + [line(x, 0, x, 40) for x in range(0, 301, 50)]
    below = [line(x, 70, x, 130) for x in range(0, 301, 50)]
    assert len(sort_shapes([*closed, *below])[0]) == len(closed) + len(below)
    assert len(sort_shapes([*closed, *below[:3]])[0]) == len(closed)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("รายละเอียดของกิจกรรม\nที่เกิดขึ้นจากโครงการ", Role.METHOD),
        ("ลักษณะโครงการ", Role.METHOD),
        ("สถานที่\nดำเนินการ", Role.PLACE),
        ("พื้นที่ดำเนินการ", Role.PLACE),
        ("งบประมาณและที่มา", Role.BUDGET),
        ("หน่วยงานที่รับผิดชอบหลัก", Role.AGENCY),
    ],
)
def test_columns_of_local_bodies(heading: str, role: Role) -> None:
    assert role_of(heading, LEXICON.headings, LEXICON.months) is role


def test_line_of_sums_stays_one() -> None:
    place = Place(reader="test", page=1, box=Box(x0=0, top=0, x1=10, bottom=10))
    heads = ("ที่", "โครงการ", "งบประมาณ (บาท)", "สถานที่ดำเนินการ")
    body = (("๑", "โครงการอบรม", "๕,๐๐๐", "บ้านดอน"), ("", "รวม", "๑ โครงการ", "๕,๐๐๐"))
    cells = tuple(
        RawCell(row, col, 1, 1, text, place)
        for row, texts in enumerate((heads, *body))
        for col, text in enumerate(texts)
    )
    table = RawTable(3, 4, cells, (), place, spans_stated=True)
    report = PageReport(1, "text", "test")
    plan = sort_document(RawDocument("pdf", (table,), (report,), "test"), LEXICON)
    assert [note.code for note in plan.notes] == ["total_row"]
    assert said(rows_of(plan)[0], Role.PROJECT) == "โครงการอบรม"
