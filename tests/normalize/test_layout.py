"""The form that a plan follows, by its marks, columns and title."""

from pathlib import Path

import pytest

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawPlan, RawSection, RawValue, Role, TextLine
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.layout import layout_of
from pipeline.run import read_plan, reconcile_plan

FACTS = load_lexicon().layouts
HERE = Place(reader="test")
QUARTERS = (Role.PROJECT, Role.Q1, Role.Q2, Role.Q3, Role.Q4)
MONTHS = (Role.PROJECT, Role.MONTH)


def raw(
    headings: tuple[str, ...] = (), lines: tuple[str, ...] = (), columns: tuple[Role, ...] = ()
) -> RawPlan:
    prose = RawSection("", "", tuple(TextLine(line, HERE) for line in lines), HERE)
    return RawPlan(
        RawValue("", ()), (), (), (), (prose,), (), (), "pdf", "test", columns, headings=headings
    )


@pytest.mark.parametrize(
    ("plan", "title", "layout"),
    [
        (raw(lines=("แบบ ผด.๐๒",), columns=MONTHS), "แผนการดำเนินงาน", "local_operation_plan"),
        (raw(lines=("แบบ ผด. 2",)), "", "local_operation_plan"),
        (
            raw(("ที่", "รายละเอียดของกิจกรรม ที่เกิดขึ้นจากโครงการ", "สถานที่ดำเนิน การ")),
            "",
            "local_operation_plan",
        ),
        (raw(lines=("แบบ ผ. ๐๒",), columns=MONTHS), "", "local_operation_plan"),
        (raw(lines=("แบบ ผ.๐๒",)), "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๗๐)", "development_plan"),
        (raw(lines=("แบบ ผ.๐๘",)), "", "development_plan"),
        (
            raw(("วัตถุประสงค์", "เป้าหมาย (ผลผลิตของโครงการ)", "ผลที่คาดว่าจะได้รับ")),
            "",
            "development_plan",
        ),
        (raw(("มิติ", "ภารกิจตามมิติ", "โครงการ/กิจกรรม/มาตรการ")), "", "anticorruption_plan"),
        (raw(columns=QUARTERS), "แผนพัฒนาท้องถิ่น", "quarter_plan"),  # a title alone says little
        (raw(columns=MONTHS), "แผนการดำเนินงาน", "month_plan"),
        (
            raw(lines=("จัดทำตามแบบ ผด.๐๒ ที่กระทรวงมหาดไทยกำหนดไว้",), columns=QUARTERS),
            "",
            "quarter_plan",
        ),
        (raw(lines=("แบบ ผด.๐๒๑",), columns=QUARTERS), "", "quarter_plan"),
        (raw(("โครงการ",), columns=(Role.PROJECT,)), "", "unknown"),
        (raw(), "", "unknown"),
    ],
)
def test_layout(plan: RawPlan, title: str, layout: str) -> None:
    assert layout_of(plan, title, FACTS) == layout


def test_a_user_names_a_form(tmp_path: Path) -> None:
    path = tmp_path / "my.yml"
    path.write_text("layouts:\n  development_plan: แบบ พล.๑\n  village_plan: [แผนชุมชน]\n", "utf-8")
    facts = load_lexicon(path).layouts
    taught = raw(lines=("แบบ พล. 01",), columns=QUARTERS)
    assert layout_of(taught, "", facts) == "development_plan"
    assert layout_of(taught, "", FACTS) == "quarter_plan"
    assert layout_of(raw(lines=("แบบ ผด.๐๒",)), "แผนชุมชนตำบลสมมติ", facts) == "village_plan"


def test_an_unknown_form_gives_its_rows_and_says_what_was_not_understood(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "# แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n\n"
        "| ลำดับ | ชื่อโครงการ | วงเงิน | เลขที่ฎีกา |\n| --- | --- | --- | --- |\n"
        "| ๑ | โครงการขุดลอกคลอง | ๕๐,๐๐๐ | ฎ ๑/๖๗ |\n| ๒ | โครงการซ่อมถนน | ๗๐,๐๐๐ | ฎ ๒/๖๗ |\n",
        "utf-8",
    )
    plan = read_plan(path)
    assert plan.layout == "unknown"
    assert [one.budget.value for one in plan.projects] == [50000, 70000]
    assert [one.extra["เลขที่ฎีกา"].value for one in plan.projects] == ["ฎ ๑/๖๗", "ฎ ๒/๖๗"]
    rules = {one.rule for one in reconcile_plan(plan)}
    assert {"unknown_column", "missing_column"} <= rules
