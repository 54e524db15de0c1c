"""Numbers of strategies and แผนงาน: printed at one place, or given in reading order."""

from pipeline.contracts.place import Place
from pipeline.contracts.record import Plan
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
from pipeline.reconcile import reconcile

HERE = Place(reader="test", page=1)


def value(text: str) -> RawValue:
    return RawValue(text, (HERE,) if text else ())


def rows(*numbers: str) -> Segment:
    return Segment(tuple(_row(number) for number in numbers))


def _row(number: str) -> RawRow:
    named = ((Role.PROJECT, value(f"โครงการ {number}")), (Role.BUDGET, value("๑๐๐")))
    return RawRow(value(number), named, (), (), ())


def strategy(title: str, number: str = "") -> Heading:
    return Heading("goal", number, title, None, HERE)


def programme(title: str, number: str = "") -> Heading:
    return Heading("indicator", number, title, None, HERE)


def line(goal: str, indicator: str, count: str = "") -> RawSummaryLine:
    budget = value("๑๐๐" if count else "")
    return RawSummaryLine(value(goal), value(indicator), value(count), budget, "")


def total(count: str) -> RawSummaryLine:
    return RawSummaryLine(value(""), value("รวม"), value(count), value("๑๐๐"), "goal")


def read(*flow: Heading | Segment, summary: tuple[RawSummaryLine, ...] = ()) -> Plan:
    columns = (Role.ITEM, Role.PROJECT, Role.BUDGET)
    raw = RawPlan(value(""), flow, summary, (), (), (), (), "pdf", "test", columns)
    return build_plan(raw, "0" * 12, "plan.pdf", load_lexicon())


def owners(plan: Plan) -> list[tuple[str | None, bool]]:
    return [(one.indicator_no, "number_given" in one.flags) for one in plan.projects]


def test_numbers_in_reading_order() -> None:
    plan = read(
        strategy("ยุทธศาสตร์น้ำ"),
        programme("แผนงานหนึ่ง"),
        rows("1"),
        programme("แผนงานสอง"),
        rows("1"),
        strategy("ยุทธศาสตร์ดิน"),
        programme("แผนงานหนึ่ง"),
        rows("1"),
    )
    assert owners(plan) == [("1.1", True), ("1.2", True), ("2.1", True)]
    assert [(one.goal_title, one.indicator_title) for one in plan.indicators] == [
        ("ยุทธศาสตร์น้ำ", "แผนงานหนึ่ง"),
        ("ยุทธศาสตร์น้ำ", "แผนงานสอง"),
        ("ยุทธศาสตร์ดิน", "แผนงานหนึ่ง"),
    ]
    assert all(one.confidence == 0.95 for one in plan.projects)


def test_titles_tell_whatever_the_order() -> None:
    summary = (
        line("ยุทธศาสตร์น้ำ", ""),
        line("", "แผนงานเคหะและชุมชน", "๑"),
        line("", "แผนงานการศึกษา", "๑"),
        line("ยุทธศาสตร์ดิน", ""),
        line("", "แผนงานสาธารณสุข", "๑"),
    )
    plan = read(
        strategy("ยุทธศาสตร์ดิน"),
        programme("แผนงาน สาธารณสุข"),
        rows("1"),
        strategy("น้ำ"),
        programme("การศึกษา"),
        rows("1"),
        summary=summary,
    )
    assert owners(plan) == [("2.1", True), ("1.2", True)]
    assert [one.level.value for one in plan.summary] == [
        "group",
        "indicator",
        "indicator",
        "group",
        "indicator",
    ]
    told = next(one for one in plan.indicators if one.indicator_no == "1.2")
    assert set(told.titles.values()) == {"แผนงานการศึกษา"}


def test_a_number_printed_at_one_place_counts_for_both() -> None:
    plan = read(
        strategy("การพัฒนาด้านน้ำ"),
        programme("แผนงานสาธารณสุข"),
        rows("1"),
        summary=(line("๒. ยุทธศาสตร์การพัฒนาด้านน้ำ", ""), line("", "๒.๓ แผนงานสาธารณสุข", "๑")),
    )
    assert owners(plan) == [("2.3", False)]


def test_plain_numbers_stand_below_their_strategy() -> None:
    plan = read(
        strategy("น้ำ"),
        programme("แผนงานหนึ่ง", "2"),
        rows("1"),
        summary=(line("๑. ยุทธศาสตร์น้ำ", ""), line("", "(๒) แผนงานหนึ่ง", "๑")),
    )
    assert owners(plan) == [("1.2", False)]
    given = read(strategy("น้ำ"), programme("แผนงานหนึ่ง", "2"), rows("1"))
    assert owners(given) == [("1.2", True)]


def test_a_programme_tells_the_number_of_its_strategy() -> None:
    plan = read(strategy("น้ำ"), programme("แผนงานหนึ่ง", "3.1"), rows("1"))
    assert [(one.goal_no, one.goal_title) for one in plan.indicators] == [("3", "น้ำ")]
    assert owners(plan) == [("3.1", False)]


def test_a_heading_without_its_strategy_is_told_by_the_summary() -> None:
    summary = (
        line("๑. ยุทธศาสตร์น้ำ", ""),
        line("", "๑.๑ แผนงานหนึ่ง", "๑"),
        line("๒. ยุทธศาสตร์ดิน", ""),
        line("", "๒.๑ แผนงานสอง", "๑"),
    )
    plan = read(programme("แผนงานสอง"), rows("1"), summary=summary)
    assert owners(plan) == [("2.1", False)]


def test_a_strategy_that_nothing_parts_heads_its_rows_itself() -> None:
    plan = read(
        strategy("น้ำ"),
        rows("1"),
        strategy("ดิน"),
        rows("1", "2"),
        summary=(line("ยุทธศาสตร์น้ำ", "", "๑"), line("ยุทธศาสตร์ดิน", "", "๒")),
    )
    assert owners(plan) == [("1", True), ("2", True), ("2", True)]
    assert [one.declared_projects.value for one in plan.indicators] == [1, 2]


def test_what_a_strategy_declares_above_its_programmes_is_their_sum() -> None:
    plan = read(
        summary=(
            line("๑. ยุทธศาสตร์น้ำ", "", "๓"),
            line("", "แผนงานหนึ่ง", "๑"),
            line("", "แผนงานสอง", "๒"),
        )
    )
    assert [one.level.value for one in plan.summary] == ["goal_total", "indicator", "indicator"]


def test_goals_and_indicators_keep_their_numbers() -> None:
    plan = read(
        strategy("สุจริต", "1"),
        programme("ร้อยละ", "1.2"),
        rows("1"),
        summary=(line("เป้าหมายที่ ๑ สุจริต", "๑.๒ ร้อยละ", "๑"), line("", "ไม่มีเลข", "๑"), total("๒")),
    )
    assert owners(plan) == [("1.2", False)]
    assert [one.indicator_no for one in plan.summary] == ["1.2", None, None]


def grand(count: str, baht: str) -> RawSummaryLine:
    return RawSummaryLine(value(""), value("รวมทั้งสิ้น"), value(count), value(baht), "grand")


def test_an_account_of_equipment_is_numbered_after_the_strategies() -> None:
    """Both begin at 1: its rows were taken for projects of the first strategy."""
    summary = (
        line("๑. ยุทธศาสตร์น้ำ", ""),
        line("", "๑.๑ แผนงานการศึกษา", "๑"),
        grand("๑", "๑๐๐"),
        line("๑. ประเภทครุภัณฑ์สำนักงาน", ""),
        line("", "๑.๑ แผนงานการศึกษา", "๒"),
        grand("๒", "๑๐๐"),
    )
    plan = read(
        strategy("ยุทธศาสตร์น้ำ", "1"),
        programme("แผนงานการศึกษา", "1.1"),
        rows("1"),
        strategy("ประเภทครุภัณฑ์สำนักงาน", "1"),
        programme("แผนงานการศึกษา", "1.1"),
        rows("1", "2"),
        summary=summary,
    )
    assert owners(plan) == [("1.1", False), ("2.1", True), ("2.1", True)]
    findings = {(one.rule, one.severity.value) for one in reconcile(plan)}
    # the second account says 100 baht of its two rows of 100
    assert {("indicator_budget", "error"), ("grand_budget", "info")} <= findings
    assert not {rule for rule, _ in findings} & {
        "grand_count",
        "grand_count_sum",
        "grand_budget_sum",
    }
