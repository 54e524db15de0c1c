"""A project's budget year by year, and all years together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.page_report import PageReport
from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Place
from pipeline.contracts.record import Plan
from pipeline.contracts.table import RawPlan, RawRow, RawValue, RawYear, Role, Segment
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan

LEXICON = load_lexicon()
TITLE = "แผนปฏิบัติการป้องกันการทุจริต ๔ ปี (พ.ศ. ๒๕๖๑ – ๒๕๖๔)\nเทศบาลตำบลตัวอย่าง"
COLUMNS = (Role.PROJECT, Role.BUDGET, Role.PLACE)


def value(text: str, line: int = 1) -> RawValue:
    return RawValue(text, (Place(reader="pdfium", page=1, line=line),))


def row(*cells: str, first: int = 2561, values: tuple[tuple[Role, RawValue], ...] = ()) -> RawRow:
    years = tuple(RawYear(first + at, value(cell, 10 + at)) for at, cell in enumerate(cells))
    named = ((Role.PROJECT, value("โครงการตัวอย่าง")), *values)
    return RawRow(value("1"), named, (), (), (), years=years)


def plan_of(
    *rows: RawRow, title: str = TITLE, reader: str = "pdfium", columns: tuple[Role, ...] = COLUMNS
) -> Plan:
    raw = RawPlan(
        title=value(title),
        pages=(PageReport(number=1, status="text", reader=reader),),
        summary=(),
        chart=(),
        flow=(Segment(rows),),
        sections=(),
        notes=(),
        kind="pdf",
        reader=reader,
        columns=columns,
    )
    return build_plan(raw, "0123456789ab", "plan.pdf", LEXICON)


def test_every_year_keeps_its_amount_and_its_source() -> None:
    (project,) = plan_of(row("100,000\n(เงินอุดหนุน\nทั่วไป)", "-", "", "๒๐๐,๐๐๐")).projects
    assert [year.fiscal_year_be for year in project.budgets] == [2561, 2562, 2563, 2564]
    assert [year.budget.status for year in project.budgets] == [
        Status.AMOUNT, Status.DASH, Status.BLANK, Status.AMOUNT,
    ]  # fmt: skip
    first, *_, last = project.budgets
    assert (first.budget.value, first.source.value) == (Decimal(100000), "เงินอุดหนุนทั่วไป")
    assert first.budget.raw == "100,000\n(เงินอุดหนุน\nทั่วไป)"
    assert (last.source.value, last.source.status) == (None, Status.ABSENT)
    assert [place.line for place in last.budget.places] == [13]
    assert project.budget.value == Decimal(300000)
    assert project.budget.raw == "100,000 (เงินอุดหนุน ทั่วไป) | - |  | ๒๐๐,๐๐๐"
    assert [place.line for place in project.budget.places] == [10, 11, 12, 13]


@pytest.mark.parametrize(
    ("cells", "status", "baht"),
    [
        (("100", "###", "200"), Status.UNREADABLE, None),
        (("100", "-", "200"), Status.AMOUNT, "300"),
        (("0", "", ""), Status.AMOUNT, "0"),
        (("-", "", "-"), Status.DASH, None),
        (("", "", "-"), Status.BLANK, None),
        (("-", "", "ไม่ใช้งบประมาณ"), Status.NONE, None),
        (("-", "-", "ไม่ใช้งบประมาณ"), Status.DASH, None),
        (("", "-", "", "-"), Status.DASH, None),
    ],
)
def test_all_years_together(cells: tuple[str, ...], status: Status, baht: str | None) -> None:
    (project,) = plan_of(row(*cells)).projects
    assert project.budget.status is status
    assert project.budget.value == (None if baht is None else Decimal(baht))
    assert ("budget_unreadable" in project.flags) is (status is Status.UNREADABLE)


@given(st.lists(st.sampled_from(["-", "", "ไม่ใช้งบประมาณ", "12#", "1,000", "2,500.50"]), min_size=1))
def test_the_total_adds_what_was_read_or_has_no_value(cells: list[str]) -> None:
    (project,) = plan_of(row(*cells, first=2550)).projects
    assert len(project.budgets) == len(cells)
    amounts = [year.budget.value for year in project.budgets if year.budget.value is not None]
    unread = any(year.budget.status is Status.UNREADABLE for year in project.budgets)
    known = amounts and not unread
    assert project.budget.value == (sum(amounts) if known else None)


def test_a_plan_for_one_year_has_one_budget_a_project() -> None:
    with_money = row(values=((Role.BUDGET, value("30,000\n(งบจังหวัด)")),))
    plan = plan_of(with_money, title="แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖")
    assert (plan.fiscal_year_be, plan.fiscal_year_end_be) == (2566, 2566)
    (project,) = plan.projects
    (year,) = project.budgets
    assert (year.fiscal_year_be, year.source.value) == (2566, "งบจังหวัด")
    assert year.budget == project.budget
    assert project.budget.value == Decimal(30000)


def test_without_a_column_the_one_budget_is_absent() -> None:
    (project,) = plan_of(row(), columns=(Role.PROJECT,)).projects
    (year,) = project.budgets
    assert year.budget.status is project.budget.status is Status.ABSENT
    assert year.fiscal_year_be is None  # of all four years nothing was printed


def test_a_picture_that_lost_the_heading_is_unreadable() -> None:
    (project,) = plan_of(row(), reader="ocr").projects
    assert project.budget.status is Status.ABSENT  # the row was read by pdfium
    seen = RawRow(None, ((Role.PROJECT, RawValue("โครงการ", ())),), (), (), ())
    (project,) = plan_of(seen, reader="ocr").projects
    (year,) = project.budgets
    assert year.budget.status is project.budget.status is Status.UNREADABLE
    assert "budget_unreadable" in project.flags


@pytest.mark.parametrize(
    ("title", "cells", "years"),
    [
        (TITLE, ("1", "2", "3", "4"), (2561, 2564)),
        ("แผนพัฒนาท้องถิ่น\nเทศบาลตำบลตัวอย่าง", ("1", "2"), (2561, 2562)),
        (TITLE, (), (2561, 2564)),
        ("แผนปฏิบัติการ\nเทศบาลตำบลตัวอย่าง", (), (None, None)),
    ],
)
def test_a_plans_years_are_those_of_its_columns_else_of_its_title(
    title: str, cells: tuple[str, ...], years: tuple[int | None, int | None]
) -> None:
    plan = plan_of(row(*cells), title=title)
    assert (plan.fiscal_year_be, plan.fiscal_year_end_be) == years


def test_one_cell_for_all_years_is_of_none_of_them() -> None:
    (project,) = plan_of(row(values=((Role.BUDGET, value("400,000")),))).projects
    (year,) = project.budgets
    assert (year.fiscal_year_be, year.budget.value) == (None, Decimal(400000))


def test_the_place_of_a_project() -> None:
    with_place = row("1", values=((Role.PLACE, value("หมู่ที่ ๑\nบ้านตัวอย่าง")),))
    with_place, without = plan_of(with_place, row("1")).projects
    assert with_place.place.value == "หมู่ที่ ๑ บ้านตัวอย่าง"
    assert with_place.place.places
    assert without.place.status is Status.ABSENT


def test_a_plans_pages_are_those_of_its_cells_by_year_too() -> None:
    cell = RawValue("5", (Place(reader="pdfium", page=4),))
    split = RawRow(
        value("1"), (), (), (), (), years=(RawYear(2561, cell), RawYear(2562, value("6")))
    )
    (project,) = plan_of(split).projects
    assert (project.page_first, project.page_last) == (1, 4)


def seen(*cells: str, first: int = 2561) -> RawRow:
    """A row that was read from a picture."""
    read = row(*cells, first=first)
    here = (Place(reader="ocr", page=1),)
    years = tuple(RawYear(one.year_be, RawValue(one.value.text, here)) for one in read.years)
    return RawRow(None, ((Role.PROJECT, RawValue("โครงการ", here)),), (), (), (), years=years)


def test_a_year_whose_heading_a_picture_lost_is_unreadable() -> None:
    whole, torn, bare = plan_of(
        seen("1", "2", "3", "4"), seen("1", "2", "3"), seen(), reader="ocr"
    ).projects
    assert whole.budget.value == Decimal(10)
    assert [year.fiscal_year_be for year in torn.budgets] == [2561, 2562, 2563, 2564]
    assert torn.budgets[-1].budget.status is torn.budget.status is Status.UNREADABLE
    assert torn.budgets[0].budget.value == Decimal(1)
    assert [year.budget.status for year in bare.budgets] == [Status.UNREADABLE] * 4


def test_a_table_of_a_pdf_may_lack_a_year() -> None:
    _, short = plan_of(row("1", "2", "3", "4"), row("1", "2", "3")).projects
    assert [year.fiscal_year_be for year in short.budgets] == [2561, 2562, 2563]
    assert short.budget.value == Decimal(6)


def test_a_year_that_one_page_alone_names_is_none_of_the_plans() -> None:
    rows = [seen("1", "2", "3", "4")] * 3
    plan = plan_of(*rows, seen("5", first=2516), reader="ocr")
    assert (plan.fiscal_year_be, plan.fiscal_year_end_be) == (2561, 2564)
    assert [len(one.budgets) for one in plan.projects] == [4, 4, 4, 5]
    assert plan.projects[3].budgets[0].budget.value == Decimal(5)  # as it was read


@pytest.mark.parametrize(
    ("cell", "baht"),
    [
        ("๒๐,๐๐๐\n-\n-", None),
        ("-\n๒๐,๐๐๐\n(เงินรายได้)", None),
        ("๒๐,๐๐๐\n.-", Decimal(20000)),
        ("๒๐,๐๐๐.\n-", Decimal(20000)),
        ("๒๐,๐๐๐\n(เงินรายได้)", Decimal(20000)),
    ],
)
def test_a_cell_of_several_projects_is_the_amount_of_none(cell: str, baht: Decimal | None) -> None:
    """Where a dash stands on a line of its own none tells to which project the figure belongs."""
    (project,) = plan_of(row(cell, "-")).projects
    status = Status.UNREADABLE if baht is None else Status.AMOUNT
    assert (project.budgets[0].budget.value, project.budgets[0].budget.status) == (baht, status)
