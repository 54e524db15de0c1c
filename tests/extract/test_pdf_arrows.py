"""Arrows in every manner of drawing, over every kind of border, through Chromium's PDF."""

from pathlib import Path

import pytest
from pdf_maker import typeset

from pipeline.contracts.table import RawTable
from pipeline.extract.readers.pdf import read_pdf

STYLE = """<style>@page {{ size: A4 landscape; margin: 12mm }} body {{ margin: 0 }}
table {{ border-collapse: collapse; table-layout: fixed; width: 880px }}
td {{ height: 34px; padding: 0; border: {border}; vertical-align: top }}
td.q {{ position: relative; width: 120px }}
svg {{ position: absolute; left: 0; top: 14px; width: 9px; height: 9px; overflow: visible }}</style>
"""
QUARTER = 120  # pixels
# Where arrows start and end, in pixels from the first quarter's left rule; the quarters they take.
SPANS = {
    (4, 116): (1, 1),
    (4, 236): (1, 2),
    (4, 356): (1, 3),
    (0, 480): (1, 4),
    (30, 90): (1, 1),
    (124, 236): (2, 2),
    (70, 312): (2, 3),
}
BORDERS = ("0.5pt solid #000", "3px double #000", "1px dotted #000", "0.3pt solid #bbb")


def head(x: float, way: int, size: float = 8) -> str:
    back = x - way * size
    return f'<path d="M{x} 4L{back} {4 - size / 2}L{back} {4 + size / 2}Z"/>'


def opened(x: float, way: int) -> str:
    return f'<path d="M{x - way * 7} 0L{x} 4L{x - way * 7} 8" fill="none" stroke="#000"/>'


def shaft(a: float, b: float, more: str = "") -> str:
    return f'<path d="M{a} 4H{b}" fill="none" stroke="#000" {more}/>'


def drawings(a: float, b: float) -> dict[str, str]:
    dashes = "".join(f'<rect x="{x}" y="3.5" width="4" height="1"/>' for x in range(0, 480, 7)
                     if a + 8 < x < b - 12)  # fmt: skip
    block = f"M{a} 4L{a + 8} 0V2H{b - 8}V0L{b} 4L{b - 8} 8V6H{a + 8}V8Z"
    third = (b - a) / 3
    curve = f"M{a} 4C{a + third} -2 {b - third} 10 {b} 4"
    slant = f'<path d="M{a} 3L{b} 6" fill="none" stroke="#000"/>'
    group = shaft(a - 3, b - 3) + head(b - 3, 1)
    return {
        "two heads": shaft(a, b) + head(a, -1) + head(b, 1),
        "one head": shaft(a, b) + head(b, 1),
        "left head": shaft(a, b) + head(a, -1),
        "open heads": shaft(a, b) + opened(a, -1) + opened(b, 1),
        "dashed": shaft(a, b, 'stroke-dasharray="4 3"') + head(a, -1) + head(b, 1),
        "long dashes": shaft(a, b, 'stroke-width="2" stroke-dasharray="12 8"') + head(b, 1, 10),
        "dots": shaft(a, b, 'stroke-dasharray="1 2"') + opened(b, 1),
        "pieces": dashes + head(a, -1) + head(b, 1),
        "block": f'<path d="{block}"/>',
        "outline": f'<path d="{block}" fill="none" stroke="#000"/>',
        "curve": f'<path d="{curve}" fill="none" stroke="#000"/>' + head(b, 1),
        "slanting": slant + head(b, 1),
        "group": f'<g transform="translate(3 1) scale(1 .8)"><g opacity=".7">{group}</g></g>',
        "thick": shaft(a, b, 'stroke-width="3"') + head(b, 1, 12),
    }


@pytest.mark.parametrize("border", BORDERS)
def test_arrows(border: str, tmp_path: Path) -> None:
    expected, body = [], ""
    for place, name in enumerate(drawings(0, 100)):
        for step in (0, 3):
            (a, b), quarters = list(SPANS.items())[(place + step) % len(SPANS)]
            expected.append((f"{name} {a}-{b}", [("arrow", *quarters)]))
            cells = f'<td class="q"><svg>{drawings(a, b)[name]}</svg>' + '<td class="q">' * 3
            body += f"<tr><td>{name} {a}-{b}{cells}<td>จบ</tr>"
    page = STYLE.format(border=border) + f"<table>{body}</table>"
    document = read_pdf(typeset(page, tmp_path / "arrows.pdf"))
    found = []
    for table in document.blocks:
        assert isinstance(table, RawTable)
        for row in range(table.n_rows):
            cells_read = [cell for cell in table.cells if cell.row == row]
            assert len(cells_read) == 6
            marks = [(m.kind, m.first_col, m.last_col) for m in table.marks if m.row == row]
            found.append((cells_read[0].text, marks))
    assert found == expected


SHORT = {
    "two heads": shaft(50, 68) + head(50, -1) + head(68, 1),
    "open heads": shaft(50, 66) + opened(50, -1) + opened(66, 1),
    "one open head": shaft(50, 62) + opened(62, 1),
}
TICKS = {
    "tick": '<path d="M50 5L54 9L62 -4" fill="none" stroke="#000" stroke-width="2"/>',
    "cross": '<path d="M50 -2L60 8" stroke="#000"/><path d="M50 8L60 -2" stroke="#000"/>',
}


def test_arrows_as_short_as_their_heads(tmp_path: Path) -> None:
    body = "".join(
        f'<tr><td>{name}<td class="q"><td class="q"><svg>{drawn}</svg><td class="q"></tr>'
        for name, drawn in (SHORT | TICKS).items()
    )
    page = STYLE.format(border=BORDERS[0]) + f"<table>{body}</table>"
    (table,) = read_pdf(typeset(page, tmp_path / "short.pdf")).blocks
    assert isinstance(table, RawTable)
    kinds = ["arrow"] * len(SHORT) + ["tick"] * len(TICKS)
    found = [(mark.kind, mark.row, mark.first_col, mark.last_col) for mark in table.marks]
    assert found == [(kind, row, 2, 2) for row, kind in enumerate(kinds)]


WORDS = "ตัวชี้วัดที่ ๑.๒ ความสำเร็จของการดำเนินงาน เพื่อให้เกิดน้ำใจ ซื่อสัตย์ กฎุมพี ปี่ ฟ้า ป้าย"


@pytest.mark.parametrize("font", ["Laksaman", "Garuda", "Loma", "Norasi", "Kinnari", "Umpush"])
def test_text_is_exact_in_each_font(font: str, tmp_path: Path) -> None:
    page = (
        f'<p style="font-family: {font}">{WORDS}</p><p style="font: bold 15px {font}">{WORDS}</p>'
    )
    document = read_pdf(typeset(page, tmp_path / "font.pdf"))
    assert [getattr(block, "text", None) for block in document.blocks] == [WORDS, WORDS]
    assert [getattr(block, "bold", None) for block in document.blocks] == [False, True]
