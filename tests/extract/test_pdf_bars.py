"""Outlined boxes and circles in a row, and arrows of letters over several cells."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pdf_maker import print_docx, typeset

from pipeline import read_plan
from pipeline.contracts.table import RawTable
from pipeline.extract.readers.pdf import read_pdf

STYLE = """<style>@page { size: A4 landscape; margin: 12mm } body { margin: 0 }
table { border-collapse: collapse; table-layout: fixed; width: 880px }
td { height: 34px; padding: 0; border: 0.5pt solid #000; vertical-align: top }
td.q { position: relative; width: 120px }
svg { position: absolute; left: 0; top: 0; width: 9px; height: 9px; overflow: visible }
span { position: absolute; top: 6px; white-space: nowrap; font: 14px "DejaVu Sans" }</style>
"""
Found = list[tuple[str, int, int]]


def read_rows(pdf: Path) -> dict[str, tuple[int, Found]]:
    """By the text of a row's first cell: how many cells it has, and its marks."""
    (table,) = read_pdf(pdf).blocks
    assert isinstance(table, RawTable)
    rows = {}
    for row in range(table.n_rows):
        cells = [cell for cell in table.cells if cell.row == row]
        marks = [(m.kind, m.first_col, m.last_col) for m in table.marks if m.row == row]
        assert [cell.text for cell in cells[1:]] == [""] * (len(cells) - 1)
        rows[cells[0].text] = len(cells), marks
    return rows


def page(rows: dict[str, str]) -> str:
    body = "".join(
        f'<tr><td>{name}<td class="q">{drawn}' + '<td class="q">' * 3 + "<td></tr>"
        for name, drawn in rows.items()
    )
    return f"{STYLE}<table>{body}</table>"


def box(x0: float, x1: float, more: str = "") -> str:
    return f'<rect x="{x0}" y="10" width="{x1 - x0}" height="9" {more}/>'


@pytest.mark.parametrize("border", ["0.5pt solid #000", "1px dotted #000"])
def test_boxes_and_circles_are_no_cells(border: str, tmp_path: Path) -> None:
    hollow = 'fill="none" stroke="#000"'
    drawn = {
        "a": (box(4, 236, hollow), [("arrow", 1, 2)]),
        "b": (box(124, 350, hollow), [("arrow", 2, 3)]),
        "c": (box(6, 90, hollow) + box(260, 476, hollow), [("arrow", 1, 1), ("arrow", 3, 4)]),
        "d": (box(4, 470, 'fill="#ddd" stroke="#000"'), [("arrow", 1, 4)]),
        "g": (f'<path d="M130 9H240V16H350" {hollow}/>', [("arrow", 2, 3)]),
        "e": (f'<circle cx="180" cy="15" r="5" {hollow}/>', [("tick", 2, 2)]),
        "f": (f'<ellipse cx="240" cy="15" rx="110" ry="5" {hollow}/>', [("arrow", 2, 3)]),
    }
    html = page({name: f"<svg>{svg}</svg>" for name, (svg, _) in drawn.items()})
    html = html.replace("0.5pt solid #000", border)
    found = read_rows(typeset(html, tmp_path / "boxes.pdf"))
    assert found == {name: (6, marks) for name, (_, marks) in drawn.items()}


def shape(left: int, length: int) -> str:
    """A hollow rectangle as Word anchors it in a cell; millimetres."""
    emu = 36_000
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    size = f'cx="{length * emu}" cy="{3 * emu}"'
    return (
        f'<w:r {nsdecls("w", "wp", "a")} xmlns:wps="{wps}"><w:drawing><wp:anchor distT="0"'
        ' distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left * emu}</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>90000</wp:posOffset>'
        f'</wp:positionV><wp:extent {size}/><wp:wrapNone/><wp:docPr id="7" name="box"/>'
        f'<a:graphic><a:graphicData uri="{wps}"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:noFill/><a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r>"
    )


def test_box_that_writer_draws_from_the_middle_of_a_side(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=5, style="Table Grid")
    for row, (name, left, length) in zip(table.rows, (("a", 2, 45), ("b", 29, 62)), strict=True):
        row.height = 500_000
        row.cells[0].text = name
        row.cells[1].paragraphs[0]._p.append(parse_xml(shape(left, length)))
    found = read_rows(print_docx(document, tmp_path / "boxes.pdf"))
    assert found == {"a": (5, [("arrow", 1, 2)]), "b": (5, [("arrow", 2, 3)])}


def test_arrows_of_letters_that_run_over_cells(tmp_path: Path) -> None:
    """Were marks of the cell in which they begin."""
    typed = {
        "a": ("left: 4px", "&lt;" + "-" * 40 + "&gt;", [("glyph", 1, 2)]),
        "b": ("left: 124px", "←" + "─" * 24 + "→", [("glyph", 2, 3)]),
        "c": ("left: 100px", "◄" + "─" * 10 + "►", [("glyph", 2, 2)]),
        "d": ("left: 8px", "─" * 25 + "►", [("glyph", 1, 2)]),
        "e": ("left: 232px", "⟷", [("image", 3, 3)]),  # upon the rule: of which cell, none can say
    }
    html = page(
        {name: f'<span style="{at}">{text}</span>' for name, (at, text, _) in typed.items()}
    )
    found = read_rows(typeset(html, tmp_path / "typed.pdf"))
    assert found == {name: (6, marks) for name, (_, _, marks) in typed.items()}


def test_blank_merged_cell_beside_single_ones_is_a_mark_of_unknown_meaning(tmp_path: Path) -> None:
    head = "".join(f"<td>ไตรมาส {n}" for n in range(1, 5))
    top = f"<tr><td>ที่<td>โครงการ<td>งบประมาณ{head}<td>หน่วยงาน</tr>"
    rows = "".join(
        f"<tr><td>{n}<td>โครงการวัดใจ<td>900{cells}<td>กองช่าง</tr>"
        for n, cells in enumerate(("<td><td colspan=2><td>", "<td><td><td><td>"), 1)
    )
    html = f"{STYLE}<p>ตัวชี้วัดที่ ๑.๑ ร้อยละ</p><table>{top}{rows}</table>"
    plan = read_plan(typeset(html, tmp_path / "merged.pdf"))
    assert [p.schedule.quarters for p in plan.projects] == [None, None]
    assert ["span_unknown" in p.flags for p in plan.projects] == [True, False]
