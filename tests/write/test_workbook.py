"""plans.xlsx as a person opens it: live formulas that are right, types, tints, links, no loss."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from published import (
    FOUR_YEARS,
    NAME,
    RUN,
    count,
    finding,
    finished,
    indicator,
    money,
    plan,
    project,
    read,
    text,
    write,
    year,
)  # fmt: skip

from pipeline.contracts.finding import Severity
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, SummaryLine
from pipeline.contracts.result import DocumentResult
from pipeline.write import html_report, workbook
from pipeline.write.code_words import CODE_WORDS
from pipeline.write.sheets import blocks, comparison, layout, sheet_rows
from pipeline.write.sheets.cells import MAX_CELL
from pipeline.write.sheets.styles import TINTS
from pipeline.write.tables import TABLES

PROJECTS, BUDGETS, COMPARED, FINDINGS, DOCUMENTS, SECTIONS = (
    "โครงการ", "งบประมาณรายปี", "ประกาศเทียบกับที่อ่านได้", "ผลตรวจสอบ", "เอกสาร", "เนื้อความ",
)  # fmt: skip
SHEETS = [PROJECTS, COMPARED, FINDINGS, DOCUMENTS, "ตัวชี้วัด", "ตารางสรุป", SECTIONS]
EXTRACTED = ("โครงการที่อ่านได้", "ผลต่างโครงการ", "งบที่อ่านได้ (บาท)", "ผลต่างงบ (บาท)", "ผลเทียบ")


def written(
    folder: Path,
    results: Sequence[DocumentResult] = RUN,
    lang: str = "th",
    has_report: bool = False,
    values: bool = True,
) -> openpyxl.Workbook:
    """The workbook as a viewer that computes nothing shows it (`values`), or its formulas."""
    options = {"formats": ("xlsx", "html") if has_report else ("xlsx",)}
    write(workbook, folder, replace(finished(results, options), lang=lang))
    assert [path.name for path in folder.iterdir()] == [workbook.FILE_NAME]
    return openpyxl.load_workbook(folder / workbook.FILE_NAME, data_only=values)


def lines(sheet: Worksheet) -> list[dict[str, Any]]:
    """The lines of a sheet by the titles of their columns."""
    rows = sheet.iter_rows(values_only=True)
    titles = next(rows)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def recalculated(path: Path) -> openpyxl.Workbook:
    """The workbook after LibreOffice computed every formula anew."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
            '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>'
            "</item></oor:items>"
        )
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder)
        subprocess.run((*command, str(path)), check=True, capture_output=True, timeout=120)
        return openpyxl.load_workbook(Path(folder, path.name), data_only=True)


def total(level: Level, goal: str | None, projects: int | None, baht: str | None) -> SummaryLine:
    status = Status.AMOUNT if baht else Status.DASH
    return SummaryLine(
        line_no=9, level=level, goal_no=goal, indicator_no=None, title="รวม",
        projects=count(projects), budget=money(baht or "-", baht, status), page=1,
    )  # fmt: skip


def hard_plan() -> DocumentResult:
    """Numbers that a spreadsheet takes for one another, a dash above rows, money nobody read,
    rows without an indicator or under an undeclared one, printed totals."""
    result = read("hard", "ยาก.pdf")
    doc_id = result.doc_id
    amount = {"budget": money("100.10", "100.10", Status.AMOUNT)}
    unread = {"budget": money("1O0", None, Status.UNREADABLE)}
    numbers = ("1.1", "1.10", "1.1.0", "1.2", "1.3", "2.1")
    record = plan("hard", "ยาก.pdf").model_copy(update={
        "indicators": (
            indicator("1.1", 2, "200.20"), indicator("1.10", 1, "100.00"),
            indicator("1.1.0", 1, "1"), indicator("1.2", None, None),
            indicator("1.3", 1, "5000"), indicator("2.1", None, None),
        ),
        "projects": (
            project(doc_id, "1.1", "1", **amount), project(doc_id, "1.1", "2", **amount),
            project(doc_id, "1.10", "1", **amount), project(doc_id, "1.1.0", "1"),
            project(doc_id, "1.2", "1", **amount), project(doc_id, "1.3", "1", **unread),
            project(doc_id, None, "9", **amount), project(doc_id, "3.1", "1", **amount),
        ),
        "summary": (
            total(Level.GOAL_TOTAL, "1", 6, "5301.20"), total(Level.GRAND_TOTAL, None, 8, "701"),
        ),
    })  # fmt: skip
    assert [one.indicator_no for one in record.indicators] == list(numbers)
    return result.model_copy(update={"plan": record, "findings": ()})


def test_sheets_headings_and_what_stays_in_view(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.sheetnames == SHEETS
    for table in TABLES:
        if table.title[0] == BUDGETS:  # one year a plan: the sheet of projects says it all
            continue
        titles = {cell.value for cell in book[table.title[0]][1]}
        assert titles >= {column.title[0] for column in table.columns}
    sheet = book[PROJECTS]
    assert [cell.value for cell in sheet[1]][:5] == [
        "ไฟล์ต้นฉบับ", "ตัวชี้วัด/แผนงาน/ภารกิจที่", "ลำดับ", "โครงการ/กิจกรรม", "ผลตรวจของแถวนี้",
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("E2", "A1:AF9")
    assert all(book[name].freeze_panes and book[name].auto_filter.ref for name in SHEETS)


def test_budgets_of_several_years_have_a_sheet(tmp_path: Path) -> None:
    book = written(tmp_path, (*RUN, FOUR_YEARS))
    assert book.sheetnames == [PROJECTS, COMPARED, BUDGETS, *SHEETS[2:]]
    sheet = book[BUDGETS]
    assert [cell.value for cell in sheet[1]] == [
        "ไฟล์ต้นฉบับ", "ตัวชี้วัด/แผนงาน/ภารกิจที่", "ลำดับ", "โครงการ/กิจกรรม",
        "ปีงบประมาณ (พ.ศ.)", "สถานะงบประมาณ",
        "งบประมาณ (บาท)", "แหล่งงบประมาณ", "ตามต้นฉบับ", "รหัสโครงการ",
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("E2", "A1:J9")
    first, second, third, *_, last = lines(sheet)
    assert (first["ไฟล์ต้นฉบับ"], first["โครงการ/กิจกรรม"]) == ("แผนสี่ปี.pdf", NAME)
    assert (first["ปีงบประมาณ (พ.ศ.)"], first["งบประมาณ (บาท)"]) == (2566, 100000)
    assert first["แหล่งงบประมาณ"] == "เงินอุดหนุนทั่วไป"
    assert (second["งบประมาณ (บาท)"], second["แหล่งงบประมาณ"]) == (50000.5, None)
    assert (third["สถานะงบประมาณ"], third["งบประมาณ (บาท)"]) == ("ขีด (-)", None)
    assert last["สถานะงบประมาณ"] == "อ่านไม่ได้"


def test_one_year_with_a_fund_has_a_sheet_too(tmp_path: Path) -> None:
    result = RUN[0]
    assert result.plan is not None
    budgets = (year(2566, "5\n(งบจังหวัด)", "5", Status.AMOUNT, "งบจังหวัด"),)
    rows = (project(result.doc_id, "1.1", "1", budgets=budgets), *result.plan.projects[1:])
    record = result.plan.model_copy(update={"projects": rows})
    (line,) = lines(written(tmp_path, [result.model_copy(update={"plan": record})])[BUDGETS])
    assert line["แหล่งงบประมาณ"] == "งบจังหวัด"


def test_cells_have_real_types(tmp_path: Path) -> None:
    first, second, *_ = lines(written(tmp_path)[PROJECTS])
    assert first["งบประมาณ (บาท)"] == 28200.5
    assert (first["ไตรมาส 1"], first["ไตรมาส 3"], second["ไตรมาส 1"]) == (True, False, None)
    assert first["เดือนเริ่ม"] == datetime(2022, 10, 1)
    assert (first["ลำดับ"], first["ตัวชี้วัด/แผนงาน/ภารกิจที่"], first["โครงการ/กิจกรรม"]) == (
        "1",
        "1.1",
        NAME,
    )
    assert (second["งบประมาณ (บาท)"], second["สถานะงบประมาณ"]) == (None, "อ่านไม่ได้")


def test_months_are_shown_with_thai_years(tmp_path: Path) -> None:
    sheet = written(tmp_path)[PROJECTS]
    column = [cell.value for cell in sheet[1]].index("เดือนเริ่ม")
    assert sheet[2][column].number_format == "[$-107041E]mmm yyyy"


def test_the_comparison_speaks_of_every_row(tmp_path: Path) -> None:
    shown = lines(written(tmp_path, [hard_plan()])[COMPARED])
    told = [
        (
            line["ระดับ"],
            line["ตัวชี้วัด/แผนงาน/ภารกิจที่"] or line["เป้าหมาย/ยุทธศาสตร์/มิติที่"],
            *(line[title] for title in EXTRACTED),
        )
        for line in shown
    ]
    assert told == [
        ("ตัวชี้วัด", "1.1", 2, 0, 200.2, 0, "ตรง"),
        ("ตัวชี้วัด", "1.10", 1, 0, 100.1, 0.1, "ต่าง"),
        ("ตัวชี้วัด", "1.1.0", 1, 0, 0, -1, "ต่าง"),
        ("ตัวชี้วัด", "1.2", 1, 1, 100.1, 100.1, "ต่าง"),
        ("ตัวชี้วัด", "1.3", 1, 0, None, None, "ตรวจไม่ครบ"),
        ("รวมเป้าหมาย", "1", 6, 0, 400.4, pytest.approx(-4900.8), "ต่าง"),
        ("ตัวชี้วัด", "2.1", 0, 0, 0, 0, "ตรง"),
        ("ตัวชี้วัด", "3.1", 1, None, 100.1, None, "ตรวจไม่ครบ"),
        ("ไม่ทราบตัวชี้วัด", None, 1, None, 100.1, None, "ตรวจไม่ครบ"),
        ("ภาพรวม", None, 8, 0, pytest.approx(600.6), pytest.approx(-100.4), "ต่าง"),
    ]
    assert [line["งบที่ประกาศ (บาท)"] for line in shown[2:4]] == [1, "-"]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_formulas_give_what_is_shown(tmp_path: Path, lang: str) -> None:
    shown = written(tmp_path, [hard_plan(), *RUN], lang)
    computed = recalculated(tmp_path / workbook.FILE_NAME)
    name = shown.sheetnames[1]
    assert len(lines(shown[name])) == 18
    for one, other in zip(lines(shown[name]), lines(computed[name]), strict=True):
        assert rounded(one) == rounded(other)


def rounded(line: dict[str, Any]) -> dict[str, Any]:
    """Empty text and no cell look the same, and so do 600.6 and 600.6000000000001."""
    cells = {title: cell or None for title, cell in line.items()}
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in cells.items()}


def test_formulas_are_live(tmp_path: Path) -> None:
    book = written(tmp_path, [hard_plan()], values=False)
    sheet = book[PROJECTS]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(4, titles.index("งบประมาณ (บาท)") + 1).value = 100
    book.save(tmp_path / workbook.FILE_NAME)
    changed = {
        line["ตัวชี้วัด/แผนงาน/ภารกิจที่"]: line
        for line in lines(recalculated(tmp_path / workbook.FILE_NAME)[COMPARED])
    }
    assert (changed["1.10"]["งบที่อ่านได้ (บาท)"], changed["1.10"]["ผลเทียบ"]) == (100, "ตรง")


@pytest.mark.parametrize("most", [comparison.MAX_COMPARISONS, 0])
def test_what_a_sheet_cannot_hold_goes_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    whole = written(tmp_path, [hard_plan(), *RUN])
    monkeypatch.setattr(blocks, "MAX_LINES", 5)
    monkeypatch.setattr(comparison, "MAX_COMPARISONS", most)
    parts = written(tmp_path, [hard_plan(), *RUN])
    names = [name for name in parts.sheetnames if name.startswith(PROJECTS)]
    assert names == [PROJECTS, f"{PROJECTS} (2)", f"{PROJECTS} (3)", f"{PROJECTS} (4)"]
    computed = recalculated(tmp_path / workbook.FILE_NAME)
    for title in (PROJECTS, COMPARED):
        for book in (parts, computed):
            sheets = [sheet for sheet in book if sheet.title.startswith(title)]
            rows = [row for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
            expected = list(whole[title].iter_rows(min_row=2, values_only=True))
            assert blanked(rows) == blanked(expected)


def blanked(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Empty text and no cell look the same."""
    return [tuple(None if cell == "" else cell for cell in row) for row in rows]


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://a.b", "007"]
)
def test_text_stays_text(tmp_path: Path, value: str) -> None:
    result = RUN[0]
    assert result.plan is not None
    row = result.plan.projects[0].model_copy(update={"project_name": text(value)})
    found = finding(result.doc_id, 1, message_th=value)
    record = result.plan.model_copy(update={"projects": (row,), "organization": value})
    changed = {"plan": record, "findings": (found,), "source_file": value}
    book = written(tmp_path, [result.model_copy(update=changed)], values=False)
    cells = [
        cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == value
    ]
    assert len(cells) >= 5
    assert {cell.data_type for cell in cells} == {"s"}


def test_no_text_is_cut(tmp_path: Path) -> None:
    result = RUN[0]
    assert result.plan is not None
    long = "".join(chr(0x0E01 + number % 40) for number in range(2 * MAX_CELL + 10))
    sections = (result.plan.sections[0].model_copy(update={"text": long}),)
    record = result.plan.model_copy(update={"sections": sections})
    (line,) = lines(written(tmp_path, [result.model_copy(update={"plan": record})])[SECTIONS])
    pieces = [line["เนื้อความ"], line["เนื้อความ (2)"], line["เนื้อความ (3)"]]
    assert all(len(piece) <= MAX_CELL for piece in pieces)
    assert "".join(piece.removesuffix("…") for piece in pieces) == long


def test_rows_with_findings_stand_out(tmp_path: Path) -> None:
    book = written(tmp_path)
    sheet = book[PROJECTS]
    fills = [sheet.cell(row, 4).fill.fgColor.rgb[-6:] for row in (2, 3, 4, 5)]
    error = TINTS[Severity.ERROR].lstrip("#")
    assert fills == [error, error, "000000", "000000"]
    told = [line["ผลตรวจของแถวนี้"] for line in lines(sheet)]
    assert told[0] == "ผิดพลาด: งบประมาณของตัวชี้วัดไม่ตรง\nควรดู: ลูกศรกับเดือนไม่ตรงกัน"
    assert told[2] is None
    severities = [(row[0].value, row[0].fill.fgColor.rgb[-6:]) for row in book[FINDINGS]["A2:C4"]]
    assert [tint for _, tint in severities] == [
        TINTS[severity].lstrip("#")
        for severity in (Severity.ERROR, Severity.INFO, Severity.WARNING)
    ]
    assert [word for word, _ in severities] == ["ผิดพลาด", "ข้อมูล", "ควรดู"]


def links(book: openpyxl.Workbook, name: str) -> Iterator[str]:
    for row in book[name].iter_rows():
        for cell in row:
            if cell.hyperlink is not None:
                yield f"{cell.hyperlink.target}#{cell.hyperlink.location or ''}".replace("\\", "/")


def test_links_lead_to_the_report(tmp_path: Path) -> None:
    book = written(tmp_path, has_report=True)
    doc_id = RUN[0].doc_id
    assert next(links(book, PROJECTS)) == f"report/{doc_id}.html#project:1.1:1"
    assert next(links(book, FINDINGS)).startswith(f"report/{doc_id}.html#finding:")
    assert list(links(book, DOCUMENTS)) == [
        f"report/{result.doc_id}.html#" for result in RUN if result.plan is not None
    ]
    assert next(links(book, COMPARED)).startswith(f"report/{doc_id}.html#finding:")


def test_every_link_finds_its_place_in_the_report(tmp_path: Path) -> None:
    """An item number that no HTML id and no URL can hold as it is, too."""
    result = RUN[0]
    assert result.plan is not None
    odd = result.plan.projects[0].model_copy(update={"project_id": f"{result.doc_id}:1.1:ก 1%"})
    record = result.plan.model_copy(update={"projects": (odd, *result.plan.projects[1:])})
    results = [result.model_copy(update={"plan": record})]
    (tmp_path / "xlsx").mkdir()
    book = written(tmp_path / "xlsx", results, has_report=True)
    write(html_report, tmp_path, finished(results))
    page = (tmp_path / "report" / f"{result.doc_id}.html").read_text("utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    found = [unquote(one.partition("#")[2]) for name in SHEETS for one in links(book, name)]
    fragments = [fragment for fragment in found if fragment]
    assert len(fragments) == 4 + 3 + 1  # projects, findings, the indicator that differs
    assert "project:1.1:ก_1%" in fragments
    assert set(fragments) <= ids


def test_without_a_report_nothing_links_nowhere(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert not [link for name in SHEETS for link in links(book, name)]
    assert not any("รายงาน" in [cell.value for cell in book[name][1]] for name in SHEETS)


def test_more_links_than_excel_allows_become_formulas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_rows, "MAX_LINKS", 2)
    book = written(tmp_path, has_report=True, values=False)
    assert len(list(links(book, PROJECTS))) == 2
    formulas = [line["รายงาน"] for line in lines(book[PROJECTS])][2:]
    target = f"report/{RUN[0].doc_id}.html#project:1.2:1"
    assert formulas[0] == f'=HYPERLINK("{target}","เปิด")'
    assert len(formulas) == 6


def test_a_link_too_long_for_excel_leads_to_the_page(tmp_path: Path) -> None:
    result = RUN[0]
    assert result.plan is not None
    row = project(result.doc_id, "1.1", "ก" * 100)
    record = result.plan.model_copy(update={"projects": (row,)})
    changed = result.model_copy(update={"plan": record})
    book = written(tmp_path, [changed], has_report=True)
    assert list(links(book, PROJECTS)) == [f"report/{result.doc_id}.html#"]


def test_english(tmp_path: Path) -> None:
    book = written(tmp_path, lang="en")
    assert book.sheetnames[:4] == ["Projects", "Declared and extracted", "Findings", "Documents"]
    thai = {name for sheet in book for cell in sheet[1] if (name := cell.value) and name[0] >= "ก"}
    assert thai == set()
    first = lines(book["Findings"])[0]
    assert (first["Severity"], first["Message (English)"]) == ("error", "budget differs [1.1]")


def test_an_empty_run_has_all_sheets(tmp_path: Path) -> None:
    book = written(tmp_path, [])
    assert book.sheetnames == SHEETS
    assert all(len(list(sheet.iter_rows())) == 1 for sheet in book)


def test_every_code_has_a_word() -> None:
    for table in TABLES:
        for column in table.columns:
            if column.enum:
                assert set(column.enum) <= set(CODE_WORDS[column.name]), column.name


def test_widths_are_those_of_what_is_seen(tmp_path: Path) -> None:
    short = project("0" * 12, "1.1", "1", agency=text("สำนัก" * 4), method=text("ที่" * 30))
    result = RUN[0]
    assert result.plan is not None
    record = result.plan.model_copy(update={"projects": (short,)})
    sheet = written(tmp_path, [result.model_copy(update={"plan": record})])[PROJECTS]
    widths = {
        sheet.cell(1, number).value: dimension.width
        for dimension in sheet.column_dimensions.values()
        for number in range(dimension.min, dimension.max + 1)
    }
    assert widths["วิธีการดำเนินงาน"] == pytest.approx(30 + 2.7, abs=0.1)
    assert widths["หน่วยงานรับผิดชอบ"] == pytest.approx(16 + 2.7, abs=1)
    assert max(widths.values()) <= layout.MAX_WIDTH + 1


def test_money_is_exact_to_the_satang(tmp_path: Path) -> None:
    result = RUN[0]
    assert result.plan is not None
    rows = tuple(
        project(result.doc_id, "1.1", str(number), budget=money("0.1", "0.10", Status.AMOUNT))
        for number in range(1, 4)
    )
    record = result.plan.model_copy(
        update={"projects": rows, "indicators": (indicator("1.1", 3, "0.30"),), "summary": ()}
    )
    line = lines(written(tmp_path, [result.model_copy(update={"plan": record})])[COMPARED])[0]
    assert (line["ผลต่างงบ (บาท)"], line["ผลเทียบ"]) == (0, "ตรง")
    assert Decimal(str(line["งบที่อ่านได้ (บาท)"])) == Decimal("0.3")
    computed = lines(recalculated(tmp_path / workbook.FILE_NAME)[COMPARED])[0]
    assert (computed["ผลต่างงบ (บาท)"], computed["ผลเทียบ"]) == (0, "ตรง")
