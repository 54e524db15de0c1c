"""Words that a picture shows with a slip are known by the lexicon; others are left as they are."""

import pytest

from pipeline.contracts.page import Candidate, DoubtfulReading
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Project
from pipeline.contracts.table import RawRow, RawValue, Role
from pipeline.extract.headings import match_line
from pipeline.extract.tables.roles import role_of
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.doubts import PageDoubts
from pipeline.normalize.identity import identify
from pipeline.normalize.misread import mend_agencies, mend_months, mend_province
from pipeline.normalize.projects import Context, Owner, build_projects
from pipeline.normalize.years import FiscalYears

LEXICON = load_lexicon()
YEAR = FiscalYears(2566, 2566)


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("มนาคม ๒๕๖๖", "มีนาคม ๒๕๖๖"),
        ("ตั้งแต่เดือนกมภาพันธ์ ถึงเมษาขน", "ตั้งแต่เดือนกุมภาพันธ์ ถึงเมษายน"),
        ("พฤศจิกาขน - ธนวาคม", "พฤศจิกายน - ธันวาคม"),
        ("มาคม", "มาคม"),  # of มีนาคม or มกราคม
        ("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ"),
        ("มกราคม", "มกราคม"),
        ("ประชาคม", "ประชาคม"),
        ("ม.ค.", "ม.ค."),  # nothing tells it from มี.ค.
    ],
)
def test_names_of_months(read: str, whole: str) -> None:
    assert mend_months(read, LEXICON.months) == whole


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("สำนักงานเกษตรจังหวัดเพชรบรี", "สำนักงานเกษตรจังหวัดเพชรบุรี"),
        ("ที่ทำการปกครองจังหวัดนครศรีธรรมราช", "ที่ทำการปกครองจังหวัดนครศรีธรรมราช"),
        ("สำนักงานจังหวัดระออง", "สำนักงานจังหวัดระออง"),  # of ระยอง or ระนอง
        ("สำนักงานจังหวัดตัวอย่าง", "สำนักงานจังหวัดตัวอย่าง"),
        ("สำนักงานเลขาธิการ", "สำนักงานเลขาธิการ"),
    ],
)
def test_provinces(read: str, whole: str) -> None:
    assert mend_province(read, LEXICON.organizations) == whole


def test_the_province_of_a_cover_that_was_read_from_a_picture() -> None:
    cover = "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nจังหวัดชมพร"
    assert identify(cover, (), LEXICON, is_seen=True).province == "ชุมพร"
    assert identify(cover, (), LEXICON).province == "ชมพร"


def rows(*agencies: tuple[str, str], reader: str = "ocr", time: str = "") -> tuple[Project, ...]:
    """Projects with these agencies, and the letters of each that are in doubt."""
    raws, doubts = [], []
    for at, (name, unsure) in enumerate(agencies):
        box = Box(x0=0, top=20 * at, x1=100, bottom=20 * at + 20)
        places = (Place(reader=reader, page=1, box=box),)
        values = ((Role.AGENCY, RawValue(name, places)), (Role.TIME, RawValue(time, places)))
        raws.append(RawRow(RawValue(str(at + 1), ()), values, (), (), ()))
        if unsure:
            y = 20 * at + 5
            may_be = (Candidate(unsure, "line", 0.5),)
            doubts.append(DoubtfulReading("letters", 10, y, 20, y + 10, unsure, may_be))
    pages = PageDoubts.of((PageReport(1, "ocr", "ocr", doubts=tuple(doubts)),))
    context = Context("doc", reader, False, YEAR, LEXICON, doubts=pages)
    return mend_agencies(build_projects(tuple(raws), (Owner("1", "1.1", ()),) * len(raws), context))


def test_an_agency_is_spelt_as_the_rest_of_the_document_spells_it() -> None:
    name, slip = "ที่ทำการปกครองอำเภอท่าใหม่", "ที่ทำการบกครองอำเภอท่าใหม"
    *_, last = rows((name, ""), (name, ""), (slip, "บหม"))
    assert (last.agency.value, last.agency.raw) == (name, slip)
    assert "ocr_word_mended" in last.flags and "ocr_word_mended" in last.agency.flags


@pytest.mark.parametrize(
    ("others", "read", "unsure"),
    [
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑",
         "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๒", "เขต๒"),
        ("ที่ทำการปกครองอำเภอบ้านนา", "ที่ทำการปกครองอำเภอบ้านตา", "ที"),  # ต was read surely
        ("ที่ทำการปกครองอำเภอบ้านนา", "ที่ทำการปกครองอำเภอบ้านตา", ""),
    ],
)  # fmt: skip
def test_agencies_that_may_be_others_are_left(others: str, read: str, unsure: str) -> None:
    *_, last = rows((others, ""), (others, ""), (read, unsure))
    assert last.agency.value == read.replace(" ", "")
    assert "ocr_word_mended" not in last.flags


def test_months_of_a_picture_give_quarters_and_say_that_they_were_mended() -> None:
    (seen,) = rows(("สำนักงาน", ""), time="มนาคม")
    assert (seen.schedule.text.value, seen.schedule.text.raw) == ("มีนาคม", "มนาคม")
    assert seen.schedule.quarters == (False, True, False, False)
    assert "ocr_word_mended" in seen.flags
    (typed,) = rows(("สำนักงาน", ""), time="มนาคม", reader="pdfium")
    assert typed.schedule.text.value == "มนาคม"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ดวซีวด", Role.KPI),
        ("งบบระมาณ (บาท)", Role.BUDGET),
        ("วธการดาเนนงาน", Role.METHOD),
        ("ตัวเลข", Role.UNKNOWN),
        ("ที", Role.UNKNOWN),
    ],
)
def test_names_of_columns_without_their_marks(heading: str, role: Role) -> None:
    assert role_of(heading, LEXICON.headings, LEXICON.months) is role


def test_headings_with_letters_that_look_alike() -> None:
    match = match_line("ด้วซี้วัดที่ ๑.๒ ร้อยละ", Place(reader=""), LEXICON.headings)
    assert (match.kind, match.number) == ("indicator", "1.2")
    assert match_line("เบ้าหมายที่ ๑", Place(reader=""), LEXICON.headings).kind == "goal"
