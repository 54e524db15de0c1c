"""Marks over quarter and month columns and the words beside them, put together."""

import pytest

from pipeline.contracts.parsed import Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.record import QuarterSource, Schedule
from pipeline.contracts.table import ColumnMonth, MarkKind, RawMark
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.schedule import build_schedule
from pipeline.normalize.years import FiscalYears, quarter_of

FACTS = load_lexicon().months
PLACE = Place(reader="test")


def over(*months: ColumnMonth, kind: MarkKind = "arrow", stated: bool = True) -> RawMark:
    quarters = tuple(sorted({quarter_of(column.month) for column in months}))
    return RawMark(kind, quarters, stated, PLACE, months)


def plain(*months: int) -> tuple[ColumnMonth, ...]:
    return tuple(ColumnMonth(month) for month in months)


def schedule(
    *marks: RawMark, words: str = "", year: int | None = 2566, last: int | None = None
) -> tuple[Schedule, tuple[str, ...]]:
    years = FiscalYears(year, last or year) if year else None
    text = TextField(raw=words, value=words or None, status=Status.OK if words else Status.BLANK)
    return build_schedule(marks, text, columns_known=True, years=years, facts=FACTS)


def test_marks_over_month_columns_give_months_and_quarters() -> None:
    found, flags = schedule(over(*plain(11, 12, 1, 2)))
    assert (found.start_month, found.end_month) == ("2022-11", "2023-02")
    assert found.quarters == (True, True, False, False)
    assert found.source is QuarterSource.MONTH_COLUMNS
    assert not flags


@pytest.mark.parametrize("kind", ["arrow", "tick", "glyph", "fill"])
def test_source_is_month_columns_for_every_kind_of_mark(kind: MarkKind) -> None:
    found, _ = schedule(over(*plain(7), kind=kind))
    assert (found.source, found.start_month) == (QuarterSource.MONTH_COLUMNS, "2023-07")


def test_months_apart_keep_each_month_and_say_so() -> None:
    found, flags = schedule(over(*plain(10), kind="tick"), over(*plain(3, 4), kind="tick"))
    assert found.mark_months == ("2022-10", "2023-03", "2023-04")
    assert (found.start_month, found.end_month) == ("2022-10", "2023-04")
    assert found.quarters == (True, True, True, False)
    assert flags == ("months_apart",)


def test_the_columns_own_years_outrank_the_plans() -> None:
    found, flags = schedule(over(ColumnMonth(10, 2566), ColumnMonth(11, 2566)))
    assert (found.start_month, found.end_month) == ("2023-10", "2023-11")
    assert found.quarters is None
    assert "outside_fiscal_year" in flags and "span_unknown" in flags


def test_columns_from_january_end_in_the_next_fiscal_year() -> None:
    found, flags = schedule(over(ColumnMonth(9), ColumnMonth(10, years_on=1)))
    assert (found.start_month, found.end_month) == ("2023-09", "2023-10")
    assert found.quarters == (False, False, False, True)
    assert flags == ("outside_fiscal_year",)


def test_without_any_year_only_the_quarters_are_known() -> None:
    found, _ = schedule(over(*plain(1, 2)), year=None)
    assert found.quarters == (False, True, False, False)
    assert found.start_month is None and found.mark_months == ()


@pytest.mark.parametrize(("words", "conflict"), [("ม.ค. - ก.พ.", False), ("ม.ค. - มี.ค.", True)])
def test_words_that_name_other_months_are_a_conflict(words: str, conflict: bool) -> None:
    found, flags = schedule(over(*plain(1, 2)), words=words)
    assert found.conflict is conflict
    assert ("schedule_conflict" in flags) is conflict


def test_image_in_a_time_cell_is_never_silently_blank() -> None:
    image = RawMark("image", (2,), False, PLACE)
    found, flags = schedule(image)
    assert (found.quarters, flags) == (None, ("span_unknown",))
    found, flags = schedule(image, words="ม.ค. - มี.ค.")
    assert (found.quarters, flags) == ((False, True, False, False), ())
    arrow = RawMark("arrow", (3,), True, PLACE)
    assert schedule(image, arrow)[0].quarters == (False, False, True, False)


def test_blank_merged_cell_may_mean_its_columns() -> None:
    blank = RawMark("merged", (1, 2), False, PLACE)
    found, flags = schedule(blank)
    assert found.quarters is None and flags == ("span_unknown",)
    found, flags = schedule(blank, over(*plain(4)))
    assert found.quarters == (False, False, True, False) and not flags


def test_words_without_a_time_in_a_merged_cell_stand_for_its_columns() -> None:
    merged = RawMark("merged", (1, 2), True, PLACE)
    found, flags = schedule(merged, words="ดำเนินการ")
    assert (found.quarters, found.source) == ((True, True, False, False), QuarterSource.WORDS)
    assert not flags
    assert schedule(merged, words="มีนาคม")[0].quarters == (False, True, False, False)
    found, _ = schedule(over(*plain(1, 2, 3), kind="merged"), words="ดำเนินการ")
    assert (found.start_month, found.end_month) == ("2023-01", "2023-03")


@pytest.mark.parametrize(
    ("words", "start", "end", "outside"),
    [
        ("ต.ค. 2565 - ก.ย. 2567", "2022-10", "2024-09", ()),
        ("พ.ย. 2569 - ต.ค. 2570", "2026-11", "2027-10", ("2027-10",)),
        ("ต.ค. - ธ.ค.", None, None, ()),
        ("ตลอดปีงบประมาณ", None, None, ()),
    ],
)
def test_months_within_any_of_a_plans_years_are_within_it(
    words: str, start: str | None, end: str | None, outside: tuple[str, ...]
) -> None:
    found, flags = schedule(words=words, year=2566, last=2570)
    assert (found.start_month, found.end_month) == (start, end)
    assert found.outside_fiscal_year == outside
    assert ("outside_fiscal_year" in flags) is bool(outside)
    assert found.quarters is not None and found.quarters[0]


def test_columns_of_months_in_the_second_year_of_a_plan() -> None:
    marks = over(ColumnMonth(1, year_be=2567), ColumnMonth(2, year_be=2567))
    found, flags = schedule(marks, year=2566, last=2570)
    assert (found.start_month, found.end_month) == ("2024-01", "2024-02")
    assert found.quarters == (False, True, False, False)
    assert flags == ()
