"""Item numbers that a narrow column broke over lines: one number, no two projects."""

from pathlib import Path

import pytest
from pdf_maker import typeset

from pipeline import read_plan
from pipeline.normalize.numbering import parse_broken_item

HEADS = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "หน่วยงานรับผิดชอบ")
STYLE = """<style>@page { size: A4 landscape; margin: 12mm } body { font: 14pt sans-serif }
table { border-collapse: collapse; table-layout: fixed; width: 240mm } td, th { border: 1pt solid }
th:nth-child(2) { width: 100mm } th:first-child { width: 9mm } .narrow { padding: 0 4mm 0 0 }
td:first-child { overflow-wrap: anywhere }</style>"""


def page(*numbers: str, broken: frozenset[str]) -> str:
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    rows = ""
    for number in numbers:
        name = ' class="narrow"' if number in broken else ""
        texts = f"<td{name}>{number}</td><td>โครงการค่ายเยาวชน</td><td>๑๒,๐๐๐</td>"
        rows += f"<tr>{texts}<td>สำนักงานคลังจังหวัดและที่ทำการปกครองจังหวัด</td></tr>"
    return f"{STYLE}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        (("๗๘", "๗๙", "๘๐"), {"๗๘"}),  # ๗ and ๘ follow each other, and nothing stands above
        (("๗๗", "๗๘"), {"๗๘"}),
        (("๑๑", "๑๒", "๑๓"), {"๑๒"}),
        (("๒๒", "๒๓", "๒๔", "๒๕"), {"๒๓", "๒๔"}),
        (("๒๓", "๒๔", "๒๕"), {"๒๓", "๒๔", "๒๕"}),
        (("๙๙", "๑๐๐", "๑๐๑", "๑๐๒"), {"๑๐๐", "๑๐๑", "๑๐๒"}),
    ],
)
def test_broken_over_lines(numbers: tuple[str, ...], broken: set[str], tmp_path: Path) -> None:
    plan = read_plan(typeset(page(*numbers, broken=frozenset(broken)), tmp_path / "a.pdf"))
    wanted = [str(int(number)) for number in numbers]
    assert [one.item_no.value for one in plan.projects] == wanted
    assert {flag for one in plan.projects for flag in one.flags} == {"indicator_ambiguous"}
    assert len({one.agency.value for one in plan.projects}) == 1


def test_two_numbers_stay_two() -> None:
    assert parse_broken_item("10\n11", 9) == ""
    assert parse_broken_item("1\n2", 0, 3) == ""
    assert parse_broken_item("10\n1", 0) == ""
