"""Numbers of headings and rows that a picture does not show surely: told where others prove it."""

from dataclasses import replace

import pytest

from pipeline.contracts.page import Candidate, DoubtfulReading
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import (
    Heading,
    RawPlan,
    RawRow,
    RawSummaryLine,
    RawValue,
    Role,
    Segment,
)
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan

LOST = "\ufffd"


class Sheet:
    """A page read from its picture: each text on a line of its own, doubts where they are."""

    def __init__(self) -> None:
        self.doubts: list[DoubtfulReading] = []
        self.lines = 0

    def value(self, text: str, lost: str = "", *seen: str) -> RawValue:
        """A text whose part `lost` is read as each of `seen`, by the line and the amount net."""
        self.lines += 1
        top = 20.0 * self.lines
        box = Box(x0=0, top=top, x1=100, bottom=top + 20)
        if lost:
            readers = zip(seen, ("line", "amount"), strict=False)
            told = tuple(Candidate(one, reader, 0.9) for one, reader in readers)
            doubt = DoubtfulReading("number", 10, top + 5, 20, top + 15, lost, told)
            self.doubts.append(doubt)
        return RawValue(text, (Place(reader="ocr", page=1, box=box),))

    def heading(self, number: str, title: str = "", *seen: str) -> Heading:
        level = "indicator" if "." in number or len(number) > 1 else "goal"
        (place,) = self.value(number, number if seen else "", *seen).places
        return Heading(level, number, title, None, place)

    def rows(self, *numbers: str | tuple[str, ...]) -> Segment:
        return Segment(tuple(map(self._row, numbers)))

    def _row(self, number: str | tuple[str, ...]) -> RawRow:
        lost = LOST * len(number[0])
        item = self.value(number) if isinstance(number, str) else self.value(lost, lost, *number)
        name = self.value("โครงการหนึ่ง")
        return RawRow(item, ((Role.PROJECT, name), (Role.BUDGET, self.value("-"))), (), (), ())

    def line(self, text: str, goal: str = "", lost: str = "", *seen: str) -> RawSummaryLine:
        indicator = self.value(text, lost, *seen)
        blank = self.value("")
        return RawSummaryLine(self.value(goal), indicator, blank, blank, "")

    def read(self, *flow: Heading | Segment, summary: tuple[RawSummaryLine, ...] = ()):
        page = PageReport(1, "ocr", "ocr", doubts=tuple(self.doubts))
        plan = RawPlan(
            RawValue("", ()), flow, summary, (), (), (), (page,), "pdf", "ocr", (Role.PROJECT,)
        )
        return build_plan(plan, "0" * 12, "scan.pdf", load_lexicon())


def found(plan) -> list[tuple[str | None, str | None]]:
    return [(one.indicator_no, one.item_no.value) for one in plan.projects]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1", "2", ("3", "5"), "4"], "3"),
        ([("1", "7"), "2", "3", "4"], "1"),
        (["1", "2", "3", ("9", "4")], "4"),
        (["1", ("2", "7"), ("8", "3"), "4"], "2"),
        (["9", "10", ("17", "11"), "12"], "11"),
        (["1", "2", ("3",), "9"], "3"),  # rows are lost behind it
        (["4", "5", ("1", "7"), "2"], "1"),  # the numbering begins anew
    ],
)
def test_an_item_that_counts_on_and_was_seen(numbers: list, told: str) -> None:
    sheet = Sheet()
    plan = sheet.read(sheet.heading("1.1"), sheet.rows(*numbers))
    (row,) = [one for one in plan.projects if one.item_no.doubts][:1]
    assert row.item_no.value == told
    assert row.item_no.raw.strip(LOST) == ""
    assert "ocr_low_confidence" in row.flags
    assert row.item_no.confidence < 1


def test_an_item_of_which_two_parts_are_lost() -> None:
    """A narrow column broke it over two lines."""
    sheet = Sheet()
    (row,) = sheet.rows(("7", "1")).rows
    assert row.item is not None
    (place,) = row.item.places
    again = sheet.doubts[-1]
    sheet.doubts.append(replace(again, top=again.top + 1, bottom=again.bottom + 1))
    broken = Segment((replace(row, item=RawValue(LOST * 2, (place,))),))
    plan = sheet.read(sheet.heading("1.1"), sheet.rows("75", "76"), broken, sheet.rows("78"))
    assert [one.item_no.value for one in plan.projects] == ["75", "76", "77", "78"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2", ("5", "8"), "4"],  # nobody saw the 3
        ["1", "2", ("2",), "3"],  # printed twice, as far as anybody saw
        ["1", "2", ("3", "6"), "7"],  # one of both: rows are lost before or behind it
    ],
)
def test_an_item_that_nobody_proves_stays_unknown(numbers: list) -> None:
    sheet = Sheet()
    plan = sheet.read(sheet.heading("1.1"), sheet.rows(*numbers))
    assert [one.item_no.value for one in plan.projects].count(None) == 1
    assert len(plan.projects) == len(numbers)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1.1", ("��", "12", "17"), "1.3"], "1.2"),
        ([("��", "11"), "1.2", "1.3"], "1.1"),
        (["1.1", "1.2", ("�.�", "2.1", "2.7")], "2.1"),
        (["1.9", ("���", "110", "116"), "1.11"], "1.10"),
        (["1.1.1", ("�.�.�", "1.1.2"), "1.1.3"], "1.1.2"),
        (["1.1", "12", "1.3"], "1.2"),  # read surely, but without its dot
    ],
)
def test_an_indicator_between_its_neighbours(numbers: list, told: str) -> None:
    sheet = Sheet()
    flow: list[Heading | Segment] = []
    for number in numbers:
        text, *seen = (number,) if isinstance(number, str) else number
        flow += [sheet.heading(text, "", *seen), sheet.rows("1", "2")]
    plan = sheet.read(*flow)
    wanted = [told if not isinstance(n, str) or "." not in n else n for n in numbers]
    assert found(plan) == [(number, item) for number in wanted for item in ("1", "2")]
    inferred = [one.indicator_no for one in plan.projects if "indicator_inferred" in one.flags]
    assert inferred == [told, told]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1.1", ("�.�", "1.7", "1.4"), "1.3"],  # nobody saw the 2
        ["1.1", ("��", "12", "21"), "2.2"],  # 1.2 is followed by 2.1, and was seen, too
        ["1.1", ("�.�", "1.1"), "1.2"],  # of another title: it does not stand twice
    ],
)
def test_rows_below_a_heading_that_nobody_proves_have_no_indicator(numbers: list) -> None:
    sheet = Sheet()
    flow: list[Heading | Segment] = []
    for at, number in enumerate(numbers):
        text, *seen = (number,) if isinstance(number, str) else number
        title = f"{'ร้อยละ จำนวน ระดับ'.split()[at]} ของสิ่งใดสิ่งหนึ่ง"
        flow += [sheet.heading(text, title, *seen), sheet.rows("1", "2")]
    plan = sheet.read(*flow)
    assert [number for number, _ in found(plan)][2:4] in ([None, None], ["2.1", "2.1"])


def test_the_summary_names_a_heading_and_a_heading_the_summary() -> None:
    sheet = Sheet()
    titles = "ร้อยละของหน่วยงานที่ผ่านเกณฑ์", "จำนวนเครือข่ายภาคประชาชน", "ระดับความสำเร็จของงาน"
    summary = (
        sheet.line(f"1.1 {titles[0]}"),
        sheet.line(f"�.� {titles[1]}", "", "�.�", "1.7"),
        sheet.line(f"1.3 {titles[2]}"),
    )
    flow: list[Heading | Segment] = []
    for text, title, seen in zip(("�.�", "1.2", "1.3"), titles, (("7.7",), (), ()), strict=True):
        flow += [sheet.heading(text, title, *seen), sheet.rows("1")]
    plan = sheet.read(*flow, summary=summary)
    assert [number for number, _ in found(plan)] == ["1.1", "1.2", "1.3"]
    assert [line.indicator_no for line in plan.summary] == ["1.1", "1.2", "1.3"]
    assert plan.summary[1].title == titles[1]


def test_plain_numbers_of_indicators_stay() -> None:
    sheet = Sheet()
    flow = [part for n in ("10", "11", "12") for part in (sheet.heading(n), sheet.rows("1"))]
    assert [number for number, _ in found(sheet.read(*flow))] == ["10", "11", "12"]


def test_goals() -> None:
    sheet = Sheet()
    flow = (
        sheet.heading("1"),
        sheet.heading("1.1"),
        sheet.rows("1"),
        sheet.heading(LOST, "", "2"),
        sheet.heading("�.�", "", "2.1"),
        sheet.rows("1"),
    )
    assert [(one.goal_no, one.indicator_no) for one in sheet.read(*flow).projects] == [
        ("1", "1.1"),
        ("2", "2.1"),
    ]
