"""Columns of the summary table that no field holds stay with their line, and are checked there."""

from pathlib import Path

from pipeline.contracts.record import Plan
from pipeline.run import read_plan, reconcile_plan

SUMMARY = """แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๗
จังหวัดศรีธารา

เป้าหมายที่	ตัวชี้วัดที่	จำนวนโครงการ/กิจกรรม	ร้อยละ	งบประมาณ (บาท)	ร้อยละ	หมายเหตุ
เป้าหมายที่ ๑ "สุจริต"	๑.๑ ร้อยละของเยาวชน	๒	๒๐.๐๐	-	-	
	๑.๒ ร้อยละของประชาชน	๕	๕๑.๐๐	๕,๐๐๐	๑๐๐	ปรับ
	ที่ร่วมต่อต้านการทุจริต					แผน
	๑.๓ ร้อยละของหน่วยงาน	๓	๓๐.๐๐	-	-	
รวม		๑๐	๑๐๐.๐๐	๕,๐๐๐	๑๐๐	
"""


def plan_of(folder: Path) -> Plan:
    path = folder / "plan.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return read_plan(path)


def test_each_column_under_its_own_heading(tmp_path: Path) -> None:
    lines = plan_of(tmp_path).summary
    assert [{name: cell.value for name, cell in line.extra.items()} for line in lines] == [
        {"ร้อยละ": "๒๐.๐๐", "ร้อยละ (2)": "-"},
        {"ร้อยละ": "๕๑.๐๐", "ร้อยละ (2)": "๑๐๐", "หมายเหตุ": "ปรับ แผน"},
        {"ร้อยละ": "๓๐.๐๐", "ร้อยละ (2)": "-"},
        {"ร้อยละ": "๑๐๐.๐๐", "ร้อยละ (2)": "๑๐๐"},
    ]
    places = [cell.places for line in lines for cell in line.extra.values()]
    assert all(place.line is not None for found in places for place in found)
    assert len({place for found in places for place in found}) == sum(map(len, places))


def test_a_line_without_such_columns_has_none(tmp_path: Path) -> None:
    bare = tmp_path / "bare.txt"
    lines = [line.split("\t") for line in SUMMARY.splitlines()]
    kept = ["\t".join(cells[:3] + cells[4:5]) if len(cells) > 1 else cells[0] for cells in lines]
    bare.write_text("\n".join(kept), encoding="utf-8")
    assert [line.extra for line in read_plan(bare).summary] == [{}, {}, {}, {}]


def test_the_percent_that_does_not_follow_is_found(tmp_path: Path) -> None:
    findings = reconcile_plan(plan_of(tmp_path))
    wrong = [one for one in findings if one.rule == "percent_mismatch"]
    assert [(one.scope, one.field, one.expected, one.actual) for one in wrong] == [
        ("1.2", "ร้อยละ", "50.00", "51.00")
    ]
