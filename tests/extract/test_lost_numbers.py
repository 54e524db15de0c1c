"""A scanned table that goes on without its header is known though its numbers are in doubt."""

from dataclasses import replace

import pytest

from pipeline.contracts.page_report import PageReport
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import (
    QUARTER_ROLES,
    Heading,
    RawCell,
    RawDocument,
    RawPlan,
    RawTable,
    Role,
    Segment,
    TextLine,
)
from pipeline.extract.plan import sort_document
from pipeline.extract.tables.header import find_header
from pipeline.lexicon.facts import load_lexicon

PROJECTS = ("ที่", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
SUMMARY = ("ตัวชี้วัด", "จำนวนโครงการ", "งบประมาณ (บาท)")


def table(page: int, *rows: tuple[str, ...]) -> RawTable:
    def place(row: int, col: int) -> Place:
        box = Box(x0=100 * col, top=20 * row, x1=100 * col + 100, bottom=20 * row + 20)
        return Place(reader="ocr", page=page, box=box)

    cells = tuple(
        RawCell(row, col, 1, 1, text, place(row, col))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return RawTable(len(rows), len(rows[0]), cells, (), place(0, 0), spans_stated=True)


def read(*blocks: RawTable | TextLine) -> RawPlan:
    pages = tuple(PageReport(number, "ocr", "ocr") for number in range(1, len(blocks) + 1))
    return sort_document(RawDocument("pdf", blocks, pages, "ocr"), load_lexicon())


@pytest.mark.parametrize(
    "rows",
    [
        [("�", "โครงการค่าย", "��,���", "สำนักงาน"), ("�", "โครงการวิ่ง", "�,���.-", "ที่ทำการ")],
        [("๓", "โครงการค่าย", "��,��๐", "สำนักงาน"), ("�", "โครงการวิ่ง", "ไม่ใช้งบประมาณ", "ศาล")],
        [("", "�. โครงการค่าย", "��� บาท", "สำนักงาน"), ("", "��. โครงการวิ่ง", "�", "ที่ทำการ")],
    ],
)
def test_projects_go_on(rows: list[tuple[str, ...]]) -> None:
    first = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน"), ("๒", "โครงการที่สอง", "๒,๐๐๐", "สำนักงาน")
    plan = read(table(1, PROJECTS, *first), table(2, *rows))
    found = [row for item in plan.flow if isinstance(item, Segment) for row in item.rows]
    assert len(found) == 4
    assert not [note for note in plan.notes if note.code == "unknown_table"]


def test_the_summary_goes_on() -> None:
    plan = read(
        table(1, SUMMARY, ("๑.๑ ร้อยละ", "๓", "๑,๐๐๐")),
        table(2, ("๑.๒ จำนวน", "�", "��,���"), ("๑.๓ ระดับ", "��", "-")),
    )
    assert len(plan.summary) == 3


def test_a_table_of_something_else_does_not() -> None:
    """Nor does one whose money column holds no number at all."""
    first = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน"), ("๒", "โครงการที่สอง", "๒,๐๐๐", "สำนักงาน")
    other = ("�", "นายหนึ่ง", "ประธาน", "ก"), ("�", "นายสอง", "กรรมการ", "ข")
    plan = read(table(1, PROJECTS, *first), table(2, *other))
    found = [row for item in plan.flow if isinstance(item, Segment) for row in item.rows]
    assert len(found) == 2


@pytest.mark.parametrize(
    "header",
    [
        ("", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ"),
        ("ตี", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ"),
        ("ที่", "", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ"),
    ],
)
def test_a_heading_that_was_not_read_costs_no_rows(header: tuple[str, ...]) -> None:
    rows = [(str(n), f"โครงการที่มีเลข {n}", "๑๐,๐๐๐", "สำนักงานคลัง") for n in (1, 2, 3, 4)]
    (segment,) = [item for item in read(table(1, header, *rows)).flow if isinstance(item, Segment)]
    assert [row.item.text for row in segment.rows if row.item] == ["1", "2", "3", "4"]


def test_texts_before_the_projects_are_no_numbers() -> None:
    header = ("ตี", "โครงการ", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
    rows = [("ด้านสังคม", f"{n}. โครงการที่มีเลข", "๑๐,๐๐๐", "สำนักงานคลัง") for n in (1, 2, 3, 4)]
    (segment,) = [item for item in read(table(1, header, *rows)).flow if isinstance(item, Segment)]
    assert [name for name, _ in segment.rows[0].extra] == ["ตี"]


@pytest.mark.parametrize("heading", ["", "ฑปะมาณ"])
def test_amounts_between_projects_and_times_are_the_budget(heading: str) -> None:
    header = ("ที่", "โครงการ", heading, "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")
    money = ("๑๐,๐๐๐", "ไม่ใช้งบประมาณ", "\ufffd,\ufffd\ufffd\ufffd", "-")
    rows = [(str(n), f"โครงการที่มีเลข {n}", baht, *[""] * 4) for n, baht in enumerate(money, 1)]
    (segment,) = [item for item in read(table(1, header, *rows)).flow if isinstance(item, Segment)]
    budgets = [row.get(Role.BUDGET) for row in segment.rows]
    assert [budget.text for budget in budgets if budget] == list(money)


def test_counts_between_projects_and_times_are_no_budget() -> None:
    header = ("ที่", "โครงการ", "จานวน", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")
    rows = [(str(n), f"โครงการที่มีเลข {n}", str(9 * n), *[""] * 4) for n in (1, 2, 3, 4)]
    (segment,) = [item for item in read(table(1, header, *rows)).flow if isinstance(item, Segment)]
    assert segment.rows[0].get(Role.BUDGET) is None


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("ไตรมาส ๑ ไตรมาส ๒ ไตรมาส ๓ ไตรมาส ๔", QUARTER_ROLES),
        ("ไตรมาสที่ ๑\nไตรมาสที่ ๒\nไตรมาสที่ ๓\nไตรมาสที่ ๔", QUARTER_ROLES),
        ("ไตรมาส ๑ ไตรมาส ๒ ไตรมาส ๓", QUARTER_ROLES),  # their places tell
    ],
)
def test_quarters_named_in_one_cell_above_their_columns(
    words: str, roles: tuple[Role, ...]
) -> None:
    time = f"ระยะเวลาดำเนินการ\n{words}"
    rows = [(str(n), f"โครงการที่มีเลข {n}", *[""] * 4, "สำนักงาน") for n in (1, 2, 3)]
    plain = table(1, ("ที่", "โครงการ", time, "", "", "", "หน่วยงานรับผิดชอบ"), *rows)
    merged = [cell for cell in plain.cells if cell.row or cell.col not in (3, 4, 5)]
    merged = [replace(c, colspan=4) if (c.row, c.col) == (0, 2) else c for c in merged]
    lexicon = load_lexicon()
    header = find_header(replace(plain, cells=tuple(merged)), 0, lexicon.headings, lexicon.months)
    assert header is not None
    assert tuple(column.role for column in header.columns[2:6]) == roles


@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_a_quarter_whose_heading_was_not_read(lost: int) -> None:
    """An arrow over it counted for the others alone."""
    quarters = [f"ไตรมาส {n}" if n - 1 != lost else "ตส" for n in (1, 2, 3, 4)]
    heads = ("ที่", "โครงการ", "ระยะเวลาดำเนินการ", "", "", "", "หน่วยงานรับผิดชอบ")
    rows = [(str(n), f"โครงการที่มีเลข {n}", *[""] * 4, "สำนักงาน") for n in (1, 2, 3)]
    plain = table(1, heads, ("", "", *quarters, ""), *rows)
    merged = [cell for cell in plain.cells if cell.row or cell.col not in (3, 4, 5)]
    merged = [replace(c, colspan=4) if (c.row, c.col) == (0, 2) else c for c in merged]
    lexicon = load_lexicon()
    header = find_header(replace(plain, cells=tuple(merged)), 0, lexicon.headings, lexicon.months)
    assert header is not None
    assert tuple(column.role for column in header.columns[2:6]) == QUARTER_ROLES


def test_what_a_column_beside_three_quarters_is_nobody_knows() -> None:
    heads = ("ที่", "โครงการ", "ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ตส", "หน่วยงานรับผิดชอบ")
    rows = [(str(n), f"โครงการที่มีเลข {n}", *[""] * 4, "สำนักงาน") for n in (1, 2, 3)]
    lexicon = load_lexicon()
    header = find_header(table(1, heads, *rows), 0, lexicon.headings, lexicon.months)
    assert header is not None
    assert header.columns[5].role is Role.UNKNOWN
    rows = [(str(n), f"โครงการที่มีเลข {n}", "✓", *[""] * 3, "สำนักงาน") for n in (1, 2, 3)]
    (segment,) = [item for item in read(table(1, heads, *rows)).flow if isinstance(item, Segment)]
    assert all("unread" in {mark.kind for mark in row.marks} for row in segment.rows)


SUMMARY_LOST = ("เป้าหมายที่", "��ii", "จำนวนโครงการ", "งบประมาณ (บาท)")
TITLES = "จำนวนเครือข่ายภาคประชาชน", "ระดับความสำเร็จของงาน"


def test_indicators_of_a_summary_whose_heading_was_not_read() -> None:
    rows = [("๑. งาน", f"๑.{n} {title}", "๓", "๑,๐๐๐") for n, title in enumerate(TITLES, 1)]
    plan = read(table(1, SUMMARY_LOST, *rows))
    assert [line.indicator.text for line in plan.summary] == [row[1] for row in rows]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"�รส �. : {TITLES[1]}", ["�"]),
        (f"�รส �. {TITLES[1]}", []),
        ("�รส �. : จำนวนสิ่งอื่นที่ใกล้เคียงกัน", []),
    ],
)
def test_a_heading_of_which_only_its_title_was_read(text: str, numbers: list[str]) -> None:
    summary = table(1, SUMMARY, *((f"๑.{n} {t}", "๑", "-") for n, t in enumerate(TITLES, 1)))
    projects = table(2, PROJECTS, ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน"))
    flow = read(summary, TextLine(text, projects.place), projects).flow
    headings = [item for item in flow if isinstance(item, Heading) and item.level != "reset"]
    assert [one.number for one in headings] == numbers


@pytest.mark.parametrize(
    ("heading", "role"),
    [("หายงานรับดดะยบ", Role.AGENCY), ("", Role.AGENCY), ("หมายเหตุ", None)],
)
def test_a_heading_that_lost_letters_is_that_of_the_table_before(
    heading: str, role: Role | None
) -> None:
    row = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน")
    plan = read(table(1, PROJECTS, row), table(2, (*PROJECTS[:3], heading), row))
    segments = [item for item in plan.flow if isinstance(item, Segment)]
    agencies = [row.get(Role.AGENCY) for item in segments for row in item.rows]
    assert [value.text for value in agencies if value] == ["สำนักงาน"] * (2 if role else 1)


@pytest.mark.parametrize("place", range(4))
def test_a_repeated_header_of_which_a_heading_was_not_read(place: int) -> None:
    """Two rows below a number column without its heading went to the row of the page before."""
    first = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน"), ("๒", "โครงการที่สอง", "๒,๐๐๐", "สำนักงาน")
    again = tuple("� ท" if n == place else head for n, head in enumerate(PROJECTS))
    more = ("๓", "โครงการที่สาม", "๓,๐๐๐", "ศาล"), ("๔", "โครงการที่สี่", "๔,๐๐๐", "ศาล")
    flow = read(table(1, PROJECTS, *first), table(2, again, *more)).flow
    found = [row for item in flow if isinstance(item, Segment) for row in item.rows]
    assert [row.item.text for row in found if row.item] == ["1", "2", "3", "4"]
    assert not any(row.extra for row in found)


def test_a_header_of_something_else_stays_its_own() -> None:
    first = ("๑", "โครงการแรก", "๑,๐๐๐", "สำนักงาน"), ("๒", "โครงการที่สอง", "๒,๐๐๐", "สำนักงาน")
    other = ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "หน่วยงานรับผิดชอบ")
    more = ("๑", "นายหนึ่ง", "ประธาน", "ศาล"), ("๒", "นายสอง", "กรรมการ", "ศาล")
    flow = read(table(1, PROJECTS, *first), table(2, other, *more)).flow
    assert len([row for item in flow if isinstance(item, Segment) for row in item.rows]) == 2


def test_quarters_in_one_heading_over_columns_that_a_stamp_cut() -> None:
    """Its strokes look like rules; most rows have four cells below the heading."""
    words = "ระยะเวลาดำเนินการ\nไตรมาส ๑ ไตรมาส ๒ ไตรมาส ๓ ไตรมาส ๔"
    rows = [(str(n), f"โครงการที่มีเลข {n}", *[""] * 6, "สำนักงาน") for n in (1, 2, 3, 4)]
    plain = table(1, ("ที่", "โครงการ", words, *[""] * 5, "หน่วยงานรับผิดชอบ"), *rows)
    cells = [c for c in plain.cells if not (c.row == 0 and 2 < c.col < 8)]
    cells = [c for c in cells if not (0 < c.row < 4 and c.col in (5, 6))]
    cells = [replace(c, colspan=6) if (c.row, c.col) == (0, 2) else c for c in cells]
    cells = [replace(c, colspan=3) if 0 < c.row < 4 and c.col == 4 else c for c in cells]
    lexicon = load_lexicon()
    header = find_header(replace(plain, cells=tuple(cells)), 0, lexicon.headings, lexicon.months)
    assert header is not None
    assert [column.role.value for column in header.columns[2:8]] == "q1 q2 q3 q3 q3 q4".split()
