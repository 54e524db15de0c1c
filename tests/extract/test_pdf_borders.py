"""Borders of two and three lines, and of unequal ones, as Chromium and Writer draw them."""

from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pdf_maker import print_docx, typeset

from pipeline.contracts.table import RawTable, TextLine
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.readers.pdf import read_pdf

ROWS, COLS = 3, 4
TEXTS = [f"{row}.{col}" for row in range(ROWS) for col in range(COLS)]
# Borders of the cells, of the table around them, and whether those that meet are drawn as one.
CSS = (
    ("4px double #000", "none", "separate"),
    ("6px double #000", "none", "separate"),
    ("4px double #000", "none", "collapse"),
    ("6px double #000", "none", "collapse"),
    ("8px double #000", "none", "separate"),
    ("0.5pt solid #000", "3pt solid #000", "collapse"),
    ("0.5pt solid #000", "5px double #000", "collapse"),
)
# Word's names for borders, outside and inside, and their sizes in eighths of a point.
WORD = (
    ("double", 4, "double", 4),
    ("double", 6, "double", 6),
    ("double", 12, "double", 12),
    ("triple", 4, "triple", 4),
    ("triple", 6, "triple", 6),
    ("thinThickSmallGap", 12, "thinThickSmallGap", 12),
    ("thickThinMediumGap", 24, "thickThinMediumGap", 24),
    ("single", 24, "single", 4),
    ("thickThinSmallGap", 24, "single", 4),
)
WAREE = "กิจกรรมตลาดนัดน้ำใจ ผู้นำไม่ซื้อสิทธิ์ นำข้อมูลขึ้นเว็บไซต์ ทำน้ำดื่ม คำว่า กำนันอำเภอ"


def assert_whole(table: object) -> None:
    assert isinstance(table, RawTable)
    assert (table.n_rows, table.n_cols) == (ROWS, COLS)
    assert [cell.text for cell in table.cells] == TEXTS
    assert not table.marks


def test_css_borders(tmp_path: Path) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{text}" for text in TEXTS[row * COLS : row * COLS + COLS])
        for row in range(ROWS)
    )
    page = "<style>table { border-spacing: 0; margin-bottom: 30px; width: 400px }</style>"
    for number, (cell, table, collapse) in enumerate(CSS):
        page += f"<style>.t{number} {{ border: {table}; border-collapse: {collapse} }}"
        page += f".t{number} td {{ border: {cell} }}</style><table class=t{number}>{rows}</table>"
    document = read_pdf(typeset(page, tmp_path / "borders.pdf"))
    assert len(document.blocks) == len(CSS)
    for block in document.blocks:
        assert_whole(block)


def test_word_borders_and_sara_am_in_pieces(tmp_path: Path) -> None:
    document = docx.Document()
    for outside, outside_size, inside, inside_size in WORD:
        table = document.add_table(ROWS, COLS)
        sides = dict.fromkeys(("top", "left", "bottom", "right"), (outside, outside_size))
        sides |= dict.fromkeys(("insideH", "insideV"), (inside, inside_size))
        borders = "".join(
            f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="000000"/>'
            for side, (kind, size) in sides.items()
        )
        xml = f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"
        table._tbl.tblPr.append(parse_xml(xml))
        for index, text in enumerate(TEXTS):
            table.cell(*divmod(index, COLS)).text = text
        document.add_paragraph()
    run = document.add_paragraph().add_run(WAREE)  # Writer draws its ำ in two pieces
    for xml in (
        f'<w:rFonts {nsdecls("w")} w:ascii="Waree" w:hAnsi="Waree" w:cs="Waree"/>',
        f'<w:szCs {nsdecls("w")} w:val="18"/>',
    ):
        run._r.get_or_add_rPr().append(parse_xml(xml))
    *tables, words = read_pdf(print_docx(document, tmp_path / "borders.pdf")).blocks
    assert len(tables) == len(WORD)
    for table_read in tables:
        assert_whole(table_read)
    assert isinstance(words, TextLine)
    assert words.text == WAREE


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.75) -> Shape:
    return Shape(((x0, y0), (x1, y1)), False, False, True, width, 0.0)


def test_borders_meet_in_their_middles() -> None:
    """Inner rules end where the outer border's inner line is; each comes out of the pair whole."""
    outer = [line(0, 0, 300, 0), line(0, 80, 300, 80), line(0, 0, 0, 80), line(300, 0, 300, 80)]
    outer += [line(2, 2, 298, 2), line(2, 78, 298, 78), line(2, 2, 2, 78), line(298, 2, 298, 78)]
    inner = [line(4.6, 40, 295.4, 40), line(4.6, 41.5, 295.4, 41.5)]
    inner += [line(150, 4.6, 150, 40), line(150, 41.5, 150, 75.4)]
    rulings, strokes, _ = sort_shapes(outer + inner)
    assert not strokes
    found = sorted((r.axis, r.position, r.start, r.end) for r in rulings)
    assert found == [
        ("h", 1.0, 0.0, 300.0),
        ("h", 40.75, 1.0, 299.0),
        ("h", 79.0, 0.0, 300.0),
        ("v", 1.0, 0.0, 80.0),
        ("v", 150.0, 1.0, 40.75),
        ("v", 150.0, 40.75, 79.0),
        ("v", 299.0, 0.0, 80.0),
    ]


def test_short_lines_first_and_the_long_one_behind_them_are_one_border() -> None:
    frame = [line(x, 0, x, 80) for x in (0, 100, 200, 300)] + [line(0, 0, 300, 0)]
    cells = [line(x + 3, 80, x + 97, 80) for x in (0, 100, 200)]
    rulings, strokes, _ = sort_shapes([*frame, *cells, line(0, 82.5, 300, 82.5)])
    assert not strokes
    assert [r.axis for r in rulings].count("h") == 2


def test_hatching_is_not_one_border() -> None:
    hatched = [line(0, y, 300, y) for y in range(0, 41, 2)]
    rulings, _, _ = sort_shapes([*hatched, line(0, 0, 0, 40), line(300, 0, 300, 40)])
    assert [r.axis for r in rulings].count("h") > 2
