"""Headers of month columns: which month and year each column stands for."""

import pytest

from pipeline.contracts.place import Place
from pipeline.contracts.table import ColumnMonth, RawCell, RawTable, Role
from pipeline.extract.tables.header import Header, find_header
from pipeline.extract.tables.roles import quarter_of_heading
from pipeline.extract.tables.slots import time_slots
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()
PLACE = Place(reader="test")
MONTHS = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
NUMBERS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def header(*rows: tuple[tuple[str, int], ...]) -> Header:
    """Header rows of (text, columns) between a project's and an agency's column, over a row."""
    cells = [
        RawCell(0, 0, len(rows), 1, "โครงการ/กิจกรรม", PLACE),
        RawCell(0, 1, len(rows), 1, "งบประมาณ (บาท)", PLACE),
    ]
    width = 2 + sum(span for _, span in rows[0])
    cells.append(RawCell(0, width, len(rows), 1, "หน่วยงานรับผิดชอบ", PLACE))
    for number, row in enumerate(rows):
        col = 2
        for text, span in row:
            cells.append(RawCell(number, col, 1, span, text, PLACE))
            col += span
    body = [RawCell(len(rows), col, 1, 1, "", PLACE) for col in range(2, width)]
    body.append(RawCell(len(rows), 0, 1, 1, "๑. โครงการอบรม", PLACE))
    table = RawTable(len(rows) + 1, width + 1, (*cells, *body), (), PLACE, spans_stated=True)
    found = find_header(table, 0, LEXICON.headings, LEXICON.months)
    assert found is not None and found.rows == len(rows)
    return found


def months(found: Header) -> list[ColumnMonth | None]:
    return [column.month for column in found.columns if column.role is Role.MONTH]


def each(names: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, 1) for name in names)


FISCAL = [ColumnMonth(n, 2565 if n >= 10 else 2566) for n in NUMBERS]


def test_months_without_years_are_the_plans() -> None:
    found = months(header((("ระยะเวลาดำเนินการ", 12),), each(MONTHS)))
    assert found == [ColumnMonth(number) for number in NUMBERS]


@pytest.mark.parametrize(
    "years",
    [
        (("พ.ศ. ๒๕๖๕", 3), ("พ.ศ. ๒๕๖๖", 9)),
        (("๒๕๖๕", 3), ("๒๕๖๖", 9)),
        (("ปีงบประมาณ พ.ศ. ๒๕๖๖", 12),),
        (("พ.ศ. ๒๕๖๖", 12),),  # over December and January: it can only be the fiscal year
        (("", 3), ("ปี 66", 9)),
    ],
)
def test_years_above_the_months(years: tuple[tuple[str, int], ...]) -> None:
    assert months(header((("ระยะเวลา", 12),), years, each(MONTHS))) == FISCAL


def test_year_in_some_headings_holds_for_the_others() -> None:
    names = [*MONTHS]
    names[0], names[3] = "ต.ค. 65", "ม.ค.\n๒๕๖๖"
    assert months(header((("ระยะเวลา", 12),), each(names))) == FISCAL


def test_letters_one_a_line_and_full_names() -> None:
    narrow = ["\n".join(name) for name in MONTHS]
    assert len(months(header((("เดือน", 12),), each(narrow)))) == 12
    full = ["ตุลาคม", "พฤศจิกา\nยน", "ธันวาคม"]
    assert months(header((("ระยะเวลา", 3),), each(full))) == [ColumnMonth(n) for n in NUMBERS[:3]]


def test_months_under_quarters_are_months() -> None:
    quarters = tuple((f"ไตรมาส {number}", 3) for number in "๑๒๓๔")
    assert len(months(header((("ระยะเวลา", 12),), quarters, each(MONTHS)))) == 12


def test_calendar_year_ends_in_the_next_fiscal_year() -> None:
    found = months(header((("ระยะเวลา", 12),), each([*MONTHS[3:], *MONTHS[:3]])))
    assert found[8:] == [ColumnMonth(9), *(ColumnMonth(n, years_on=1) for n in (10, 11, 12))]


def test_year_that_ends_a_name_on_the_next_page_is_no_header() -> None:
    names = header((("ระยะเวลา", 4),), each(["Q1", "Q2", "Q3", "Q4"])).columns
    cells = [RawCell(0, column.index, 1, 1, column.heading or "x", PLACE) for column in names]
    rest = (RawCell(1, 0, 1, 1, "พ.ศ. ๒๕๖๗", PLACE), RawCell(2, 0, 1, 1, "๒. โครงการ", PLACE))
    table = RawTable(3, len(names), (*cells, *rest), (), PLACE, spans_stated=True)
    found = find_header(table, 0, LEXICON.headings, LEXICON.months)
    assert found is not None and found.rows == 1


def test_quarter_whose_column_is_cut_in_two_is_one_slot() -> None:
    found = header((("ระยะเวลา", 5),), (("Q1", 2), ("Q2", 1), ("Q3", 1), ("Q4", 1)))
    spans = [(slot.first_col, slot.last_col, slot.quarter) for slot in time_slots(found.columns)]
    assert spans == [(2, 3, 1), (4, 4, 2), (5, 5, 3), (6, 6, 4)]


@pytest.mark.parametrize(
    "name", ["ไตรมาสที่3(เม.ย.-มิ.ย.66)", "Q.3/66", "เม.ย.พ.ค.มิ.ย.", "ไตรมาส3เม.ย.-มิ.ย."]
)
def test_headings_of_the_third_quarter(name: str) -> None:
    assert quarter_of_heading(name, LEXICON.headings, LEXICON.months) == 3


@pytest.mark.parametrize("first", [10, 1])
def test_months_by_number(first: int) -> None:
    """Twelve numbered columns: the first four were taken for the quarters."""
    numbers = [(first - 1 + step) % 12 + 1 for step in range(12)]
    found = header((("ระยะเวลาดำเนินการ", 12),), each([str(number) for number in numbers]))
    assert [month.month for month in months(found) if month] == numbers


def test_four_of_five_columns_are_no_quarters() -> None:
    found = header((("ระยะเวลาดำเนินการ", 5),), each(["1", "2", "3", "4", "5"]))
    assert not time_slots(found.columns)


@pytest.mark.parametrize("lost", ["ไตรมาส \ufffd", "ไตรมาส B", "ไตรมาส"])
@pytest.mark.parametrize("place", range(4))
def test_quarter_whose_digit_is_lost_is_told_by_its_place(lost: str, place: int) -> None:
    names = [f"ไตรมาส {number}" for number in "๑๒๓๔"]
    names[place] = lost
    found = header((("ระยะเวลาดำเนินการ", 4),), each(names))
    assert [slot.quarter for slot in time_slots(found.columns)] == [1, 2, 3, 4]


def test_column_beside_the_quarters_is_none_of_them() -> None:
    found = header((("ไตรมาส ๑", 1), ("ไตรมาส ๒", 1), ("ไตรมาส ๓", 1), ("หมายเหตุ", 1)))
    assert [slot.quarter for slot in time_slots(found.columns)] == [1, 2, 3]
