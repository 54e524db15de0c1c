"""Plans over several years: a column of budgets a year, labels in columns, rows of sums."""

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
)
from pipeline.extract.plan import sort_document
from pipeline.extract.tables.header import find_header
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()
Row = tuple[str, ...]
LEFT = "<"  # the cell at the left covers this place, too
UP = "^"  # the cell above covers it


def place(page: int, row: int = 0) -> Place:
    return Place(reader="test", page=page, box=Box(x0=0, top=20.0 * row, x1=400, bottom=20.0))


def table(*rows: Row, page: int = 1, spans_stated: bool = True) -> RawTable:
    """A table; `<` and `^` merge a place with the cell at its left, or above it."""
    cells = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if text in (LEFT, UP):
                continue
            wide = 1
            while col + wide < len(texts) and texts[col + wide] == LEFT:
                wide += 1
            tall = 1
            while row + tall < len(rows) and rows[row + tall][col] == UP:
                tall += 1
            cells.append(RawCell(row, col, tall, wide, text, place(page, row)))
    return RawTable(len(rows), len(rows[0]), tuple(cells), (), place(page), spans_stated)


def plan(*tables: RawTable) -> RawPlan:
    return sort_document(RawDocument("pdf", tables, (), "test"), LEXICON)


def rows(found: RawPlan) -> list[RawRow]:
    return [row for item in found.flow if isinstance(item, Segment) for row in item.rows]


def years(row: RawRow) -> list[tuple[int, str]]:
    return [(year.year_be, year.value.text) for year in row.years]


def levels(found: RawPlan) -> list[tuple[str, str, str]]:
    return [(h.level, h.number, h.title) for h in found.flow if isinstance(h, Heading)]


NAMES = ("ที่", "โครงการ", "วัตถุประสงค์")
MERGED = ("งบประมาณ", LEFT, LEFT)
HEADERS = {
    "merged": (
        (*NAMES, *MERGED, "หน่วยงานรับผิดชอบหลัก"),
        (UP, UP, UP, "๒๕๖๖\n(บาท)", "๒๕๖๗\n(บาท)", "๒๕๖๘\n(บาท)", UP),
    ),
    "unit in a row of its own": (
        (*NAMES, "งบประมาณและที่ผ่านมา", LEFT, LEFT, "หน่วยงานรับผิดชอบหลัก"),
        (UP, UP, UP, "2566", "2567", "2568", UP),
        (UP, UP, UP, "(บาท)", "(บาท)", "(บาท)", UP),
    ),
    "years above": (
        (*NAMES, "ปี ๒๕๖๖", "ปี ๒๕๖๗", "ปี ๒๕๖๘", "หน่วยงานรับผิดชอบหลัก"),
        (UP, UP, UP, "งบประมาณ (บาท)", "งบประมาณ (บาท)", "งบประมาณ (บาท)", UP),
    ),
    "flat": ((*NAMES, "ปี ๒๕๖๖ (บาท)", "ปี ๒๕๖๗ (บาท)", "ปี ๒๕๖๘ (บาท)", "หน่วยงาน"),),
    "named": ((*NAMES, "งบประมาณ ปี 2566", "งบประมาณ ปี 2567", "งบประมาณ ปี 2568", "หน่วยงาน"),),
    "one year slipped": (
        (*NAMES, *MERGED, "หน่วยงานรับผิดชอบหลัก"),
        (UP, UP, UP, "๒๕๖๖", "๒๕๖๖", "๒๕๖๘", UP),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_years_of_a_header(name: str) -> None:
    body = ("๑", "ขุดลอกคลอง", "เพื่อน้ำ", "๑,๐๐๐\n(เงินอุดหนุน)", "-", "", "กองช่าง")
    (row,) = rows(plan(table(*HEADERS[name], body)))
    assert years(row) == [(2566, "๑,๐๐๐\n(เงินอุดหนุน)"), (2567, "-"), (2568, "")]
    assert row.get(Role.BUDGET) is None and row.flags == ()
    assert row.item and row.item.text == "1"
    assert (agency := row.get(Role.AGENCY)) and agency.text == "กองช่าง"


@pytest.mark.parametrize(
    "heads",
    [
        ("งบประมาณ ปี ๒๕๖๗",),
        ("งบประมาณ ปี ๒๕๖๗", "งบประมาณ ปี ๒๕๖๖"),
        ("งบประมาณ ๒๕๖๖ (พันบาท)", "งบประมาณ ๒๕๖๗ (พันบาท)", "งบประมาณ ๒๕๖๘ (พันบาท)"),
    ],
)
def test_other_budgets_have_no_years(heads: Row) -> None:
    header = find_header(table((*NAMES, *heads), ("",) * (3 + len(heads))), 0, *LEXICON_PARTS)
    assert header is not None
    assert not any(column.year_be for column in header.columns)


LEXICON_PARTS = (LEXICON.headings, LEXICON.months)


def test_sum_beside_the_years_is_no_budget_of_its_own() -> None:
    head = ("ที่", "โครงการ", "งบประมาณ", LEFT, LEFT, LEFT)
    below = (UP, UP, "๒๕๖๖", "๒๕๖๗", "๒๕๖๘", "รวม")
    found = plan(table(head, below, ("๑", "อบรม", "๑", "๒", "๓", "๖")))
    (row,) = rows(found)
    assert [(note.code, note.text) for note in found.notes] == [("kept_column", "รวม")]
    assert years(row) == [(2566, "๑"), (2567, "๒"), (2568, "๓")]
    assert [(name, value.text) for name, value in row.extra] == [("รวม", "๖")]


def test_one_cell_over_all_years() -> None:
    """A dash is said of each year; an amount stands once, in doubt."""
    found = rows(
        plan(
            table(
                *HEADERS["merged"],
                ("๑", "อบรม", "", "ไม่ใช้งบประมาณ", LEFT, LEFT, "กอง"),
                ("๒", "ค่าย", "", "๙,๐๐๐", LEFT, LEFT, "กอง"),
            )
        )
    )
    assert [text for _, text in years(found[0])] == ["ไม่ใช้งบประมาณ"] * 3
    assert [text for _, text in years(found[1])] == ["๙,๐๐๐", "", ""]
    assert [row.flags for row in found] == [(), ("years_merged",)]


def test_fund_in_a_row_of_its_own_begins_no_project() -> None:
    """In a spreadsheet each line is a row: `(งบประมาณรายจ่าย)` is no budget of another project."""
    (row,) = rows(
        plan(
            table(
                *HEADERS["merged"],
                ("๑", "อบรม", "เพื่อ", "๑", "๒", "๓", "กองสวัสดิการ"),
                ("", "ผู้นำ", "คน", *["(เงินอุดหนุนทั่วไป)"] * 3, "สังคม"),
            )
        )
    )
    assert years(row)[0] == (2566, "๑\n(เงินอุดหนุนทั่วไป)")
    assert (name := row.get(Role.PROJECT)) and name.text == "อบรม\nผู้นำ"


def test_target_right_of_the_name_is_no_goal() -> None:
    head = ("ที่", "โครงการ", "เป้าหมาย", "ปี 2561 (บาท)", "ปี 2562 (บาท)", "ปี 2563 (บาท)")
    found = plan(table(head, ("1", "ถนน", "1. กว้าง 4 เมตร", "1", "2", "3")))
    assert levels(found) == []
    assert [value.text for _, value in rows(found)[0].extra] == ["1. กว้าง 4 เมตร"]


def test_cut_header_goes_on_with_its_years() -> None:
    rest = ("", "", "", "๒๕๖๖\n(บาท)", "๒๕๖๗\n(บาท)", "๒๕๖๘\n(บาท)", "หลัก")
    first = table(*HEADERS["merged"], ("๑", "อบรม", "", "๑", "๒", "๓", "กอง"))
    found = rows(plan(first, table(rest, ("๑", "ถนน", "", "๔", "๕", "๖", "กอง"), page=2)))
    assert [years(row)[0] for row in found] == [(2566, "๑"), (2566, "๔")]


# -- columns that name goals -------------------------------------------------------------------

DIMENSIONS = (
    ("มิติ", "ภารกิจตามมิติ", "โครงการ/กิจกรรม/มาตรการ", "ปี ๒๕๖๑", "ปี ๒๕๖๒", "ปี ๒๕๖๓", "หมายเหตุ"),
    (UP, UP, UP, "งบประมาณ (บาท)", "งบประมาณ (บาท)", "งบประมาณ (บาท)", UP),
)


def test_labels_govern_over_pages() -> None:
    one = table(
        *DIMENSIONS,
        ("๑. สุจริต", "๑.๑ จิตสำนึก", "๑.๑.๑ (๑) โครงการอบรม", "๑", "๒", "๓", "สป."),
        (UP, UP, "๑.๑.๑ (๒) มาตรการดูแล", "-", "-", "-", "สป."),
        (UP, "๑.๒ ประชาชน", "๑) โครงการค่าย", "-", "-", "-", "สป."),
    )
    two = table(
        *DIMENSIONS,
        ("", "", "๒) กิจกรรมสวน", "๗", "๘", "๙", "กองคลัง"),
        ("มิติที่ ๑", "รวม", "๑ มาตรการ ๑ กิจกรรม\n๒ โครงการ", "๘", "๑๐", "๑๒", ""),
        ("๒. บริหาร", "๒.๑ เจตจำนง", "๑) กิจกรรมประกาศ", "-", "-", "-", "สป."),
        page=2,
    )
    found = plan(one, two)
    assert levels(found) == [
        ("goal", "1", "สุจริต"),
        ("indicator", "1.1", "จิตสำนึก"),
        ("indicator", "1.2", "ประชาชน"),
        ("goal", "2", "บริหาร"),
        ("indicator", "2.1", "เจตจำนง"),
    ]
    items = [row.item.text for row in rows(found) if row.item]
    assert items == ["1.1.1(1)", "1.1.1(2)", "1", "2", "1"]
    assert all(row.extra[0][0] == "หมายเหตุ" and len(row.extra) == 1 for row in rows(found))
    (line,) = found.summary
    assert (line.total, line.goal.text) == ("goal", "มิติที่ ๑")
    assert line.projects.text == "๑ มาตรการ ๑ กิจกรรม\n๒ โครงการ"
    assert [(y.year_be, y.projects, y.budget and y.budget.text) for y in line.years] == [
        (2561, None, "๘"), (2562, None, "๑๐"), (2563, None, "๑๒")
    ]  # fmt: skip
    assert not any(note.code == "total_row" for note in found.notes)


@pytest.mark.parametrize(
    ("cells", "goal", "total"),
    [
        (("รวมมิติที่ ๑", LEFT, "๑ โครงการ"), "รวมมิติที่ ๑", "goal"),
        (("", "รวม", "๑ โครงการ"), "๑. สุจริต", "goal"),
        (("รวม", LEFT, "๑ โครงการ"), "๑. สุจริต", "goal"),
        (("รวมทั้งสิ้น", LEFT, "๑ โครงการ"), "", "grand"),
    ],
)
def test_row_of_sums_and_its_goal(cells: Row, goal: str, total: str) -> None:
    project = ("๑. สุจริต", "๑.๑ จิตสำนึก", "๑) อบรม", "๑", "๒", "๓", "สป.")
    found = plan(table(*DIMENSIONS, project, (*cells, "๑", "๒", "๓", "")))
    (line,) = found.summary
    assert (line.goal.text, line.total, line.projects.text) == (goal, total, "๑ โครงการ")
    assert len(rows(found)) == 1 and [h[1] for h in levels(found)] == ["1", "1.1"]


def test_labels_without_numbers() -> None:
    found = plan(
        table(
            *DIMENSIONS,
            ("สุจริต", "จิตสำนึก", "๑) อบรม", "๑", "๒", "๓", "สป."),
            (UP, "ประชาชน", "๑) ค่าย", "๑", "๒", "๓", "สป."),
        )
    )
    assert levels(found) == [
        ("goal", "", "สุจริต"), ("indicator", "", "จิตสำนึก"), ("indicator", "", "ประชาชน")
    ]  # fmt: skip
    assert [len(row.extra) for row in rows(found)] == [1, 1]


def test_sums_without_goals_stay_notes() -> None:
    found = plan(
        table(
            *HEADERS["merged"],
            ("๑", "ถนน", "", "๑", "๒", "๓", "กอง"),
            ("รวม", "๑ โครงการ", "-", "๑", "๒", "๓", "-"),
        )
    )
    assert [note.code for note in found.notes if note.code != "unknown_column"] == ["total_row"]
    assert len(rows(found)) == 1 and found.summary == ()


def test_label_that_a_page_cuts() -> None:
    """The end of a label stood among the columns that nobody knows."""
    project = ("๑. สังคม\nที่", "๑.๑ จิต", "๑) อบรม", "๑", "๒", "๓", "สป.")
    rest = ("สุจริต", "สำนึก", "๒) ค่าย", "๑", "๒", "๓", "สป.")
    found = plan(table(*DIMENSIONS, project), table(*DIMENSIONS, rest, page=2))
    assert levels(found) == [("goal", "1", "สังคม\nที่\nสุจริต"), ("indicator", "1.1", "จิต\nสำนึก")]
    assert [name for row in rows(found) for name, _ in row.extra] == ["หมายเหตุ"] * 2


def test_amounts_of_which_nothing_tells_whose_they_are() -> None:
    one = ("๑. สุจริต", "๑.๑ จิต", "๑) อบรม", "๑", "๕๐๐\n๗๐๐", "๓", "สป.")
    two = (UP, UP, "๒) ค่าย", "๔", UP, "๖", "สป.")
    found = rows(plan(table(*DIMENSIONS, one, two)))
    assert [text for row in found for _, text in years(row)] == [
        "๑", "๕๐๐\n๗๐๐", "๓", "๔", "๕๐๐\n๗๐๐", "๖"
    ]  # fmt: skip
    assert [row.flags for row in found] == [(), ("budget_shared",)]


# -- the summary of a plan over several years ---------------------------------------------------


def summary(*heads: str) -> tuple[Row, Row]:
    pairs = [text for head in heads for text in (head, LEFT)]
    return ("ตัวชี้วัดที่", *pairs), (UP, *["จำนวนโครงการ", "งบประมาณ (บาท)"] * len(heads))


def test_summary_by_year() -> None:
    head = summary("ปี ๒๕๖๖", "ปี ๒๕๖๗", "ปี ๒๕๖๘", "รวม ๓ ปี")
    body = ("๑.๑ การศึกษา", "๑", "๑๐", "-", "-", "๓", "๓๐", "๔", "๔๐")
    (line,) = plan(table(*head, body)).summary
    assert (line.projects.text, line.budget.text) == ("๔", "๔๐")
    assert [
        (y.year_be, y.projects and y.projects.text, y.budget and y.budget.text) for y in line.years
    ] == [(2566, "๑", "๑๐"), (2567, "-", "-"), (2568, "๓", "๓๐")]


def test_summary_by_year_without_their_sum() -> None:
    head = summary("ปี ๒๕๖๖", "ปี ๒๕๖๗", "ปี ๒๕๖๘")
    (line,) = plan(table(*head, ("๑.๑ การศึกษา", "๑", "๑๐", "๒", "๒๐", "๓", "๓๐"))).summary
    assert (line.projects.text, line.projects.places, line.budget.text) == ("", (), "")
    assert [y.year_be for y in line.years] == [2566, 2567, 2568]


@pytest.mark.parametrize("first", [1, 2])
def test_year_over_one_column_of_a_pair(first: int) -> None:
    """Without rules `ปี ๒๕๖๖` stands over the counts alone, or over the baht alone."""
    heads = ["ตัวชี้วัดที่", *[""] * 6]
    for pair, year in enumerate(("ปี ๒๕๖๖", "ปี ๒๕๖๗", "ปี ๒๕๖๘")):
        heads[first + 2 * pair] = year
    names = ("", *["จำนวนโครงการ", "งบประมาณ (บาท)"] * 3)
    (line,) = plan(table(tuple(heads), names, ("๑.๑ น้ำ", "๑", "๑๐", "๒", "๒๐", "๓", "๓๐"))).summary
    assert [(y.year_be, y.projects and y.projects.text) for y in line.years] == [
        (2566, "๑"), (2567, "๒"), (2568, "๓")
    ]  # fmt: skip
    assert line.projects.text == ""


def test_two_years() -> None:
    """Two columns that run on are years as any others are."""
    head = ("ที่", "โครงการ", "งบประมาณ (บาท)", LEFT, "หน่วยงานรับผิดชอบหลัก")
    body = ("๑", "ขุดลอกคลอง", "๑,๐๐๐", "-", "กองช่าง")
    (row,) = rows(plan(table(head, (UP, UP, "ปี ๒๕๖๖", "ปี ๒๕๖๗", UP), body)))
    assert years(row) == [(2566, "๑,๐๐๐"), (2567, "-")]


def test_account_of_equipment() -> None:
    """ผ.๐๓: its numbers run on over the แผนงาน, which a column of their own says of each row."""
    head = ("ที่", "แผนงาน", "หมวด", "ประเภท", "เป้าหมาย (ผลผลิตของครุภัณฑ์)", "งบประมาณ", LEFT)
    found = plan(
        table(
            (*head, "หน่วยงานรับผิดชอบหลัก"),
            (*[UP] * 5, "๒๕๖๖ (บาท)", "๒๕๖๗ (บาท)", UP),
            ("๑", "แผนงานการศึกษา", "ค่าครุภัณฑ์", "สำนักงาน", "ตู้เหล็ก ๒ ตู้", "๙,๐๐๐", "-", "กอง"),
            ("๒", "แผนงานเคหะ", "ค่าครุภัณฑ์", "ก่อสร้าง", "เครื่องตบดิน", "-", "๕,๐๐๐", "กอง"),
        )
    )
    one, two = rows(found)
    assert [row.item and row.item.text for row in (one, two)] == ["1", "2"]
    assert (name := two.get(Role.PROJECT)) and name.text == "เครื่องตบดิน"
    assert ("แผนงาน", "แผนงานเคหะ") in [(key, value.text) for key, value in two.extra]
    assert {note.code for note in found.notes} == {"kept_column"}
    assert levels(found) == []


@pytest.mark.parametrize("sign", ["๑.๑.๑ ({}) ", "{}) "])
def test_a_level_in_a_row_of_its_own_is_no_project(sign: str) -> None:
    head = ("ภารกิจตามมิติ", "โครงการ/กิจกรรม/มาตรการ", "ปี ๒๕๖๑", "ปี ๒๕๖๒", "หมายเหตุ")
    budget = "งบประมาณ (บาท)"
    found = plan(
        table(
            head,
            (UP, UP, budget, budget, UP),
            ("๑.๑ การสร้างจิตสำนึก", "๑.๑.๑ สร้างความตระหนักในการปฏิบัติราชการ", "", "", ""),
            (UP, f"{sign.format('๑')}อบรม", "๑,๐๐๐", "-", ""),
            (UP, f"{sign.format('๒')}ค่าย", "-", "-", ""),
        )
    )
    names = [name.text for row in rows(found) if (name := row.get(Role.PROJECT))]
    assert names == ["อบรม", "ค่าย"]
    assert [note.code for note in found.notes] == ["spanning_row"]
