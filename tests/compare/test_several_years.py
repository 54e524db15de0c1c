"""A plan over several years against another, and against the plan for one of its years."""

from decimal import Decimal

import pandas as pd
import pytest

from pipeline import compare_plans
from pipeline.app.changes_view import as_markdown
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.contracts.table import RawPlan, RawRow, RawValue, RawYear, Role, Segment
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan
from pipeline.write.frames import Frames, frames_of

FIRST = 2566
MARKET, ROAD, TREE, TALK, POND = (
    "ปรับปรุงตลาดสด", "ก่อสร้างถนน", "ปลูกต้นไม้ริมคลอง", "อบรมวินัยข้าราชการ", "ขุดลอกคลอง",
)  # fmt: skip


def value(text: str) -> RawValue:
    return RawValue(text, ())


def several(rows: dict[str, tuple[str, ...]], places: dict[str, str] | None = None) -> Plan:
    """A plan whose projects have these cells, from 2566 on."""
    raws = tuple(
        RawRow(
            value(str(item)),
            (
                (Role.PROJECT, value(name)),
                (Role.AGENCY, value("กองช่าง")),
                (Role.PLACE, value((places or {}).get(name, ""))),
            ),
            (), (), (),
            years=tuple(RawYear(FIRST + at, value(cell)) for at, cell in enumerate(cells)),
        )
        for item, (name, cells) in enumerate(rows.items(), 1)
    )  # fmt: skip
    return built(raws, "แผนพัฒนาท้องถิ่น\nเทศบาลตำบลตัวอย่าง")


def yearly(year: int, rows: dict[str, str]) -> Plan:
    raws = tuple(
        RawRow(
            value(str(item)),
            (
                (Role.PROJECT, value(name)),
                (Role.AGENCY, value("กองช่าง")),
                (Role.BUDGET, value(cell)),
            ),
            (), (), (),
        )
        for item, (name, cell) in enumerate(rows.items(), 1)
    )  # fmt: skip
    return built(raws, f"แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {year}\nเทศบาลตำบลตัวอย่าง")


def built(rows: tuple[RawRow, ...], title: str) -> Plan:
    raw = RawPlan(
        title=value(title), pages=(), summary=(), chart=(), flow=(Segment(rows),), sections=(),
        notes=(), kind="pdf", reader="pdfium", columns=(Role.PROJECT, Role.BUDGET),
    )  # fmt: skip
    return build_plan(raw, "0123456789ab", "plan.pdf", load_lexicon())


def tables(plan: Plan) -> Frames:
    result = DocumentResult(
        doc_id=plan.doc_id, source_file=plan.source_file, sha256="", kind=plan.kind, status="ok",
        plan=plan, findings=(), seconds=0.0,
    )  # fmt: skip
    return frames_of([result])


FIVE = several({
    MARKET: ("100,000", "50,000", "-"), ROAD: ("-", "-", "900,000"),
    TREE: ("5,000", "###", "5,000"), TALK: ("ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ", ""),
})  # fmt: skip


@pytest.mark.parametrize("side", [lambda plan: plan, tables], ids=["plans", "tables"])
def test_a_year_of_several_is_compared_with_the_plan_for_that_year(side) -> None:
    year = yearly(2567, {MARKET: "60,000", TALK: "-", POND: "1,000"})
    found = compare_plans(side(FIVE), side(year))
    kept = {one.after.project_name: one for one in found.kept if one.after}
    assert set(kept) == {MARKET, TALK}
    assert kept[MARKET].budget_difference == Decimal(10000)
    assert kept[MARKET].changed == ("budget_baht",)
    assert kept[TALK].changed == ("item_no",)
    assert [one.after.project_name for one in found.added if one.after] == [POND]
    (gone,) = found.dropped  # the road has nothing in 2567
    assert gone.before is not None
    assert (gone.before.project_name, gone.before.budget_status) == (TREE, Status.UNREADABLE)


def test_a_year_that_the_plan_does_not_have_is_compared_with_the_whole() -> None:
    found = compare_plans(yearly(2565, {MARKET: "150,000"}), FIVE)
    (kept,) = found.kept
    assert kept.changed == ()
    assert kept.after is not None and kept.after.budget_baht == Decimal(150000)
    assert len(found.added) == 3


def test_money_that_moved_to_another_year_is_a_change() -> None:
    before = several(
        {
            MARKET: ("100", "50"),
            ROAD: ("7", "-"),
            TREE: ("1", "?"),
            TALK: ("", "1"),
            POND: ("1", ""),
        }
    )
    after = several(
        {
            MARKET: ("50", "100"),
            ROAD: ("7", ""),
            TREE: ("1", "2"),
            TALK: ("-", "2"),
            POND: ("1", "1"),
        }
    )
    told = {
        one.after.project_name: (one.changed, "budget_baht" in one.unknown, one.budget_difference)
        for one in compare_plans(before, after).kept
        if one.after
    }
    assert told == {
        MARKET: (("budget_baht",), False, Decimal(0)),
        ROAD: ((), False, Decimal(0)),  # a dash and a blank: nothing in that year
        TREE: ((), True, None),
        TALK: (("budget_baht",), False, Decimal(1)),
        POND: (("budget_baht",), False, Decimal(1)),
    }


def test_places_are_compared_and_shown_where_they_changed() -> None:
    rows = {MARKET: ("1", "2"), ROAD: ("1", "2"), TREE: ("1", "2")}
    before = several(rows, {MARKET: "หมู่ที่ ๑", ROAD: "หมู่ที่ ๒"})
    after = several(rows, {MARKET: "หมู่ที่ 1", ROAD: "หมู่ที่ ๓", TREE: "หมู่ที่ ๔"})
    found = compare_plans(before, after)
    told = [("place" in one.changed, "place" in one.unknown) for one in found.kept]
    assert told == [(False, False), (True, False), (False, True)]
    frame = found.frame
    assert list(frame.columns)[-2:] == ["place_before", "place_after"]
    assert (frame.loc[1, "place_before"], frame.loc[1, "place_after"]) == ("หมู่ที่ ๒", "หมู่ที่ ๓")
    assert frame.loc[2, "place_before"] is pd.NA
    shown = as_markdown(found, "th")
    assert "| สถานที่ |" in shown and "หมู่ที่ ๒ → หมู่ที่ ๓" in shown
    assert "สถานที่" not in as_markdown(compare_plans(before, before), "th")
