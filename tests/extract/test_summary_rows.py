"""The summary of a local body's plan: drawn rows of many lines, names over pages, `####`."""

from pathlib import Path

import pytest
from pdf_maker import typeset

from pipeline import read_plan
from pipeline.contracts.record import Plan, SummaryLine
from pipeline.normalize.digits import squeeze
from pipeline.run import reconcile_plan

HEADS = (
    "ยุทธศาสตร์/แผนงาน",
    "จำนวนโครงการ<br>ที่ดำเนินการ",
    "คิดเป็นร้อยละ<br>ของโครงการทั้งหมด",
    "จำนวนงบประมาณ",
    "คิดเป็นร้อยละ<br>ของงบประมาณทั้งหมด",
    "หน่วยงาน<br>รับผิดชอบหลัก",
)
LONG = "ยุทธศาสตร์การพัฒนาด้านการส่งเสริมคุณภาพชีวิต การศึกษา ศาสนา และวัฒนธรรมท้องถิ่น"
LINES = (
    ("ยุทธศาสตร์การพัฒนาด้านน้ำ", "", "", "", "", ""),
    ("แผนงานเคหะและชุมชน", "๒", "๒๐.๐๐", "๓๐๐,๐๐๐", "๓๐.๐๐", "กองช่าง"),
    ("งบกลาง", "๑", "๑๐.๐๐", "-", "-", "สำนักปลัดองค์การบริหารส่วนตำบล"),
    ("รวม", "๓", "๓๐.๐๐", "๓๐๐,๐๐๐", "๓๐.๐๐", ""),
    (LONG, "", "", "", "", ""),
    ("แผนงานการศาสนา วัฒนธรรม และนันทนาการ", "๔", "๔๐.๐๐", "๒๐๐,๐๐๐", "๒๐.๐๐", "กองการศึกษา"),
    ("แผนงานสร้างความเข้มแข็งของชุมชน", "๓", "๓๐.๐๐", "######", "๕๐.๐๐", "กองสวัสดิการสังคม"),
    ("รวม", "๗", "๗๐.๐๐", "๗๐๐,๐๐๐", "๗๐.๐๐", ""),
    ("รวมทั้งสิ้น", "๑๐", "๑๐๐.๐๐", "๑,๐๐๐,๐๐๐", "๑๐๐.๐๐", ""),
)
STYLE = """<style>@page {{ size: 297mm {height}mm; margin: 10mm }} body {{ font: 13pt Garuda }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
th, td {{ border: 0.6pt solid #000; padding: 1mm; vertical-align: {align} }}
td {{ border-top: none; border-bottom: none }} table {{ border: 0.6pt solid #000 }}
thead {{ display: {head} }}</style>"""


def printed(folder: Path, align: str, height: int = 210, head: str = "table-header-group") -> Plan:
    title = "<p>แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗</p><p>องค์การบริหารส่วนตำบลท่าทราย</p>"
    header = "".join(f"<th>{text}</th>" for text in HEADS)
    body = "".join("<tr>" + "".join(f"<td>{x}</td>" for x in line) + "</tr>" for line in LINES)
    style = STYLE.format(align=align, height=height, head=head)
    table = f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"
    return read_plan(typeset(style + title + table, folder / "plan.pdf"))


def told(line: SummaryLine) -> tuple[str, str | None, str | None, object, object]:
    return (
        line.level.value,
        line.goal_no,
        line.indicator_no,
        line.projects.value or line.projects.status.value,
        line.budget.value or line.budget.status.value,
    )


EXPECTED = [
    ("group", "1", None, "blank", "blank"),
    ("indicator", "1", "1.1", 2, 300000),
    ("indicator", "1", "1.2", 1, "dash"),
    ("goal_total", "1", None, 3, 300000),
    ("group", "2", None, "blank", "blank"),
    ("indicator", "2", "2.1", 4, 200000),
    ("indicator", "2", "2.2", 3, "unreadable"),
    ("goal_total", "2", None, 7, 700000),
    ("grand_total", None, None, 10, 1000000),
]


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_a_number_belongs_to_the_name_at_its_height(tmp_path: Path, align: str) -> None:
    plan = printed(tmp_path, align)
    assert [told(line) for line in plan.summary] == EXPECTED
    assert squeeze(plan.summary[4].title) == squeeze(LONG)
    names = [squeeze(one.indicator_title) for one in plan.indicators]
    assert names == [squeeze(LINES[at][0]) for at in (1, 2, 5, 6)]


@pytest.mark.parametrize("head", ["table-header-group", "table-row-group"])
def test_lines_over_pages(tmp_path: Path, head: str) -> None:
    plan = printed(tmp_path, "top", height=110, head=head)
    assert max(line.page or 0 for line in plan.summary) > 1
    assert [told(line) for line in plan.summary] == EXPECTED
    assert squeeze(plan.summary[4].title) == squeeze(LONG)


def test_shares_and_agency_stay_with_their_line(tmp_path: Path) -> None:
    plan = printed(tmp_path, "top")
    assert [cell.value for cell in plan.summary[1].extra.values()] == ["๒๐.๐๐", "๓๐.๐๐", "กองช่าง"]
    rules = {finding.rule for finding in reconcile_plan(plan)}
    assert "unknown_column" not in rules and "percent_mismatch" not in rules


def test_numbers_out_of_level_are_of_the_names_in_their_order(tmp_path: Path) -> None:
    """Half a line off, two counts of one cell made one number."""
    title = "<p>แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗</p>"
    header = "".join(f"<th>{text}</th>" for text in HEADS)
    names = f"๑. {LONG}<br>๑.๑ แผนงานเคหะและชุมชน<br>๑.๒ แผนงานงบกลาง"
    values = ("๖<br>๓", "๖๖.๖๗<br>๓๓.๓๓", "๙๐๐<br>๑๐๐", "๙๐.๐๐<br>๑๐.๐๐", "กองช่าง<br>กองคลัง")
    body = "".join(f"<td style='padding-top:26pt'>{text}</td>" for text in values)
    style = STYLE.format(align="top", height=210, head="table-header-group")
    table = f"<table><thead><tr>{header}</tr></thead><tr><td>{names}</td>{body}</tr></table>"
    plan = read_plan(typeset(style + title + table, tmp_path / "plan.pdf"))
    assert [told(line) for line in plan.summary] == [
        ("group", "1", None, "blank", "blank"),
        ("indicator", "1", "1.1", 6, 900),
        ("indicator", "1", "1.2", 3, 100),
    ]
    agencies = [list(line.extra.values())[-1].value for line in plan.summary[1:]]
    assert agencies == ["กองช่าง", "กองคลัง"]
