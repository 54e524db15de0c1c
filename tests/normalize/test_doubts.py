"""What a picture does not show surely: no number, the text as read, and a flag with candidates."""

from decimal import Decimal

import pytest

from pipeline.contracts.page import Candidate, DoubtfulReading
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import Project
from pipeline.contracts.table import RawRow, RawSummaryLine, RawValue, Role
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.doubts import PageDoubts, readings_of
from pipeline.normalize.projects import FLAG_CONFIDENCE, Context, Owner, build_projects
from pipeline.normalize.summary import build_summary
from pipeline.normalize.years import FiscalYears

LEXICON = load_lexicon()
YEAR = FiscalYears(2566, 2566)
COLUMNS = {"item": 0, Role.PROJECT: 1, Role.KPI: 2, Role.BUDGET: 3, Role.TIME: 4, Role.AGENCY: 5}


def place(column: int, page: int = 3) -> Place:
    box = Box(x0=100 * column, top=0, x1=100 * column + 100, bottom=50)
    return Place(reader="ocr", page=page, box=box)


def doubt(
    column: int, text: str, kind: str = "number", y: float = 10, **may_be: str
) -> DoubtfulReading:
    """In the middle of a column; `may_be` by reader, likeliest first."""
    candidates = tuple(Candidate(one, reader, 0.7) for reader, one in may_be.items())
    x = 100 * column + 50
    return DoubtfulReading(kind, x - 5, y, x + 5, y + 10, text, candidates)  # type: ignore[arg-type]


def project(item: str = "7", doubts: tuple[DoubtfulReading, ...] = (), **texts: str) -> Project:
    """A row whose cells have these texts."""
    values = {Role.PROJECT: "โครงการอบรม", Role.KPI: "ร้อยละ", Role.BUDGET: "๕๐๐", Role.TIME: ""}
    values |= {Role.AGENCY: "สำนักงานตัวอย่าง", **{Role(name): text for name, text in texts.items()}}
    row = RawRow(
        item=RawValue(item, (place(0),)),
        values=tuple(
            (role, RawValue(text, (place(COLUMNS[role]),))) for role, text in values.items()
        ),
        marks=(),
        extra=(),
        flags=(),
    )
    pages = (PageReport(3, "ocr", "ocr", doubts=doubts), PageReport(4, "ocr", "ocr"))
    context = Context("doc", "ocr", False, YEAR, LEXICON, doubts=PageDoubts.of(pages))
    (built,) = build_projects((row,), (Owner("1", "1.1", ()),), context)
    return built


def test_a_budget_in_doubt_has_no_value_but_its_candidates_and_where_to_look() -> None:
    unsure = doubt(3, "��,���", line="๕๐,๐๐๐", amount="๖๐,๐๐๐")
    row = project(budget="��,��� บาท", doubts=(unsure,))
    assert (row.budget.status, row.budget.value) == (Status.UNREADABLE, None)
    assert {"budget_unreadable", "ocr_low_confidence"} <= set(row.flags)
    assert [one.text for one in readings_of(row.budget)] == ["๕๐,๐๐๐ บาท", "๖๐,๐๐๐ บาท"]
    (found,) = row.budget.doubts
    assert (found.place.page, found.place.box) == (3, Box(x0=345, top=10, x1=355, bottom=20))
    assert found.candidates == unsure.candidates
    assert row.confidence < 0.5
    assert row.kpi.doubts == () and row.kpi.confidence == 1


def test_a_number_in_free_text_stands_as_read_and_says_so() -> None:
    row = project(
        kpi="ร้อยละ ��\nจำนวน � ครั้ง",
        doubts=(doubt(2, "��", line="๘๐", amount="๙๐"), doubt(2, "�", y=30, amount="๓", line="๒")),
    )
    assert (row.kpi.value, row.kpi.status) == ("ร้อยละ ๘๐ จำนวน ๒ ครั้ง", Status.OK)
    assert (row.kpi.raw, row.kpi.confidence) == ("ร้อยละ ��\nจำนวน � ครั้ง", 0.7)
    assert row.kpi.flags == ("ocr_low_confidence",)
    assert "ocr_low_confidence" in row.flags
    assert row.budget.value == Decimal(500)


@pytest.mark.parametrize(
    "doubts",
    [
        (),
        (doubt(2, "��", line="๘๐"), doubt(2, "�", y=30)),  # nobody read the second
        (doubt(2, "�", y=30, line="๒"), doubt(2, "��", y=40, line="๘๐")),  # not in this order
        (doubt(2, "��", line="๘๐"),),
    ],
)
def test_digits_are_put_back_only_where_every_one_has_its_place(
    doubts: tuple[DoubtfulReading, ...],
) -> None:
    row = project(kpi="ร้อยละ ��\nจำนวน � ครั้ง", doubts=doubts)
    assert (row.kpi.value, row.kpi.status) == ("ร้อยละ �� จำนวน � ครั้ง", Status.UNREADABLE)
    assert "text_unreadable" in row.flags


def test_letters_in_doubt_stay_in_their_cell() -> None:
    row = project(agency="สำนักงานตัวอย่าง", doubts=(doubt(5, "ย่", "letters", line="ย่"),))
    assert (row.agency.value, row.agency.confidence) == ("สำนักงานตัวอย่าง", 0.7)
    assert row.agency.flags == ("ocr_low_confidence",)
    assert "ocr_low_confidence" in row.flags
    assert row.confidence == pytest.approx(0.7 * FLAG_CONFIDENCE["span_unknown"])  # no mark is seen
    assert row.project_name.flags == row.budget.flags == ()


def test_an_item_number_in_doubt_is_none_and_takes_nothing_from_the_name() -> None:
    alone = project(item="�", doubts=(doubt(0, "�", line="๗", amount="๑"),))
    assert (alone.item_no.status, alone.item_no.value) == (Status.UNREADABLE, None)
    assert [one.text for one in readings_of(alone.item_no)] == ["๗", "๑"]
    sure = project(doubts=(doubt(0, ".", "letters", line="."),))
    assert (sure.item_no.value, sure.item_no.flags) == ("7", ())


def test_an_item_number_in_front_of_a_name() -> None:
    both = (place(1),)
    row = RawRow(
        item=RawValue("�", both),
        values=((Role.PROJECT, RawValue("ค่าย � วัน", both)),),
        marks=(),
        extra=(),
        flags=(),
    )
    doubts = (doubt(1, "�", line="๗"), doubt(1, "�", y=30, line="๒"))
    pages = PageDoubts.of((PageReport(3, "ocr", "ocr", doubts=doubts),))
    context = Context("doc", "ocr", False, YEAR, LEXICON, doubts=pages)
    (built,) = build_projects((row,), (Owner("1", "1.1", ()),), context)
    assert built.project_name.value == "ค่าย ๒ วัน"
    assert [one.text for one in readings_of(built.item_no)] == ["๗"]


def test_quarters_of_which_a_number_is_lost_are_not_told() -> None:
    row = project(time="ไตรมาส ๑ - �", doubts=(doubt(4, "�", line="๓"),))
    assert row.schedule.quarters is None
    assert {"span_unknown", "ocr_low_confidence"} <= set(row.flags)


def test_declared_numbers_in_doubt() -> None:
    line = RawSummaryLine(
        goal=RawValue("", ()),
        indicator=RawValue("๑.๑ ร้อยละ", (place(1),)),
        projects=RawValue("�", (place(2),)),
        budget=RawValue("�,���", (place(3),)),
        total="",
    )
    doubts = (doubt(2, "�", line="๗"), doubt(3, "�,���", amount="๑,๐๐๐"))
    pages = PageDoubts.of((PageReport(3, "ocr", "ocr", doubts=doubts),))
    (read,) = build_summary((line,), LEXICON, None, pages)
    for cell, candidate in ((read.projects, "๗"), (read.budget, "๑,๐๐๐")):
        assert (cell.status, cell.value) == (Status.UNREADABLE, None)
        assert [one.text for one in readings_of(cell)] == [candidate]


def test_doubts_of_another_page_or_cell_are_not_this_fields() -> None:
    doubts = PageDoubts.of((PageReport(3, "ocr", "ocr", doubts=(doubt(2, "�", line="๗"),)),))
    assert doubts.within((place(2),))
    assert not doubts.within((place(1), place(2, page=4), Place(reader="x", line=1)))


@pytest.mark.parametrize(
    ("reader", "has_budget", "status"),
    [
        ("ocr", True, Status.UNREADABLE),
        ("ocr", False, Status.ABSENT),
        ("pdfium", True, Status.ABSENT),
    ],
)
def test_a_scanned_table_without_the_plans_budget_column_may_have_lost_it(
    reader: str, has_budget: bool, status: Status
) -> None:
    name = RawValue("โครงการปลูกป่า", (Place(reader=reader, page=1),))
    row = RawRow(None, ((Role.PROJECT, name),), (), (), ())
    context = Context("doc", "pdfium", False, YEAR, LEXICON, has_budget=has_budget)
    (project,) = build_projects((row,), (Owner("1", "1.1", ()),), context)
    assert project.budget.status is status
    assert ("budget_unreadable" in project.flags) == (status is Status.UNREADABLE)
