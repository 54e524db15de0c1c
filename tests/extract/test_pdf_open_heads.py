"""Headers of tables without upright rules whose names break over lines, and what goes on above."""

import re
from pathlib import Path

import pytest
from pdf_maker import hand_written, typeset

from pipeline import read_plan
from pipeline.contracts.record import Project
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.reader import Source

STYLE = """<style>@page { size: A4 landscape; margin: 15mm } body { font: 10pt Garuda }
p { margin: 2pt 0 } table { border-collapse: collapse; width: 100% }
td, th { border: 0; padding: 3pt; vertical-align: top } th { vertical-align: middle }
.rules tr, .rules thead { border-top: 1px solid; border-bottom: 1px solid }
.boxes td, .boxes th { border: 1px solid }</style>"""
TITLE = "<p><b>ตัวชี้วัดที่ ๑.๑ ร้อยละของผู้ผ่านเกณฑ์</b></p><p><b>ค่าเป้าหมาย ร้อยละ ๘๐</b></p>"
QUARTERS = ("ไตรมาส ๑", "ไตรมาส ๒", "ไตรมาส ๓", "ไตรมาส ๔")
ROWS = (
    ("๑. โครงการค่ายเยาวชน", "จัดค่าย", "จำนวน ๔ ครั้ง", "ศาลากลาง", "กองช่าง", "๑๒,๐๐๐"),
    ("๒. กิจกรรมตลาดนัด", "ประชุม", "มีคู่มือ", "ทุกอำเภอ", "กองคลัง", "๙,๘๐๐"),
)


def table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], look: str) -> str:
    head = "".join(f"<th>{text}</th>" for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{look}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def projects(html: str, folder: Path) -> tuple[Project, ...]:
    return read_plan(typeset(STYLE + html, folder / "plan.pdf")).projects


@pytest.mark.parametrize("look", ["", "rules"])
@pytest.mark.parametrize(
    "heads",
    [
        (
            "โครงการ/กิจกรรม",
            "วิธีดำเนินการ",
            "ตัวชี้วัด",
            "พื้นที่ดำเนิน<br>การ",
            "หน่วยงานที่รับ<br>ผิดชอบ",
            "วงเงินงบ<br>ประมาณ<br>(บาท)",
        ),
        (
            "โครงการ/<br>กิจกรรม/มาตรการ",
            "วิธีดำเนินการ",
            "ตัวชี้วัด/ค่าเป้า<br>หมาย",
            "สถานที่<br>ดำเนินการ",
            "ผู้รับผิด<br>ชอบ",
            "งบ<br>ประมาณ",
        ),
    ],
)
def test_names_that_break_over_lines(heads: tuple[str, ...], look: str, tmp_path: Path) -> None:
    """The column was `ประมาณ (บาท)` and unknown; or no line named two, and no row was read."""
    one, two = projects(TITLE + table(heads, ROWS, look), tmp_path)
    assert [row.budget.value for row in (one, two)] == [12000, 9800]
    assert [row.agency.value for row in (one, two)] == ["กองช่าง", "กองคลัง"]


def test_months_that_run_downwards_between_two_rules(tmp_path: Path) -> None:
    names = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
    small = "<span style='font: 7pt Garuda'>{}</span>"
    cut = [small.format("<br>".join(re.findall(r".[\u0e31-\u0e3a]?", name))) for name in names]
    heads = ("โครงการ/กิจกรรม", "วิธีดำเนินการ", "ตัวชี้วัด", "ผู้รับผิดชอบ", "งบประมาณ", *cut)
    ticks = tuple("✓" if 2 <= month <= 7 else "" for month in range(12))
    rows = tuple((*row[:3], *row[4:], *ticks) for row in ROWS)
    for row in projects(TITLE + table(heads, rows, "rules"), tmp_path):
        assert row.schedule.quarters == (True, True, True, False)


def test_bare_numbers_in_a_shared_cell(tmp_path: Path) -> None:
    """`๒ โครงการ` below `๑ โครงการ` between the same two rules was lost with its money."""
    heads = ("โครงการ", "วิธีดำเนินการ", "งบประมาณ (บาท)", "ผู้รับผิดชอบ", *QUARTERS)
    cells = ("๑ โครงการค่าย<br>๒ โครงการตลาด", "ประชุม<br>อบรม", "๑,๐๐๐<br>๒,๐๐๐", "กองช่าง<br>กองคลัง")
    last = ("๓ โครงการวัด", "เดิน", "๓,๐๐๐", "กองกลาง")
    blank = ("", "", "", "")
    html = table(heads, ((*cells, *blank), (*last, *blank)), "boxes")
    found = [(row.item_no.value, row.budget.value) for row in projects(TITLE + html, tmp_path)]
    assert found == [("1", 1000), ("2", 2000), ("3", 3000)]


def test_number_inside_a_name_begins_no_row(tmp_path: Path) -> None:
    """`๓ อำเภอ` on the second line of item 2 was item 3."""
    heads = ("โครงการ", "วิธีดำเนินการ", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
    rows = (
        ("๑) โครงการค่าย", "ประชุม", "๑,๐๐๐", "กองช่าง"),
        ("๒) โครงการตลาดใน<br>๓ อำเภอ", "อบรม", "๒,๐๐๐", "กองคลัง"),
    )
    found = projects(TITLE + table(heads, rows, "rules"), tmp_path)
    assert [row.project_name.value for row in found] == ["โครงการค่าย", "โครงการตลาดใน ๓ อำเภอ"]


@pytest.mark.parametrize("running", ["", "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"])
def test_rest_of_a_row_above_the_next_table(running: str, tmp_path: Path) -> None:
    """The end of an unruled row stood above another header: it was no part of any project."""
    heads = ("โครงการ", "วิธีดำเนินการ", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
    one = ("๑. โครงการค่าย", "ประชุมและติดตาม", "๑,๐๐๐", "กองช่าง")
    rest = ("ของจังหวัด", "ผลการดำเนินงาน", "", "")
    wide = "<style>td, th { width: 25% } p.top { text-align: right; margin-bottom: 20pt }</style>"
    title = f'<p class="top">{running}</p>' if running else ""
    cut = '<div style="break-before: page"></div>'
    html = TITLE + table(heads, (one,), "") + cut + title
    html += f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr></table>"
    html += TITLE.replace("๑.๑", "๑.๒") + table(heads, ROWS_OF_FOUR, "")
    found = projects(wide + html, tmp_path)
    assert found[0].project_name.value == "โครงการค่ายของจังหวัด"
    assert len(found) == 3


ROWS_OF_FOUR = tuple((row[0], row[1], row[5], row[4]) for row in ROWS)


@pytest.mark.parametrize(("drawn", "kept"), [(b"`", ""), (b"x", "ที่")])
def test_mark_left_of_a_cluster_beyond_the_page_is_no_letter(
    drawn: bytes, kept: str, tmp_path: Path
) -> None:
    """Chromium leaves the mark of a letter that it prints on the next page, named as the whole."""
    text = b"/Span <</ActualText <FEFF0E170E350E48>>> BDC BT /F 10 Tf 100 20 Td (%s) Tj ET EMC"
    path = tmp_path / "cut.pdf"
    path.write_bytes(hand_written(text % drawn))
    source = Source.open(path)
    assert "".join(glyph.text for glyph in pdfium.read_page(source, 1).glyphs) == kept
    source.close()
