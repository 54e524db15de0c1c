"""The page of the Word document: fonts for Thai script, margins, footer, ruled tables."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bench.typeset.plan import TypesetPlan
from bench.typeset.style import CELL_PADDING_MM, Style

TWIPS_PER_MM = 1440 / 25.4


def new_document(plan: TypesetPlan, style: Style) -> Document:
    """An empty document with the style's page, font and a page number in the footer."""
    document = docx.Document()
    document.core_properties.title = " ".join(plan.title)
    document.core_properties.author = plan.organization
    _set_font(document, style)
    section = document.sections[0]
    landscape = style.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        Mm(style.page_width_mm),
        Mm(style.page_height_mm),
    )
    section.left_margin, section.right_margin = (
        Mm(style.margin_left_mm),
        Mm(style.margin_right_mm),
    )
    section.top_margin = Mm(style.margin_top_mm)
    section.bottom_margin = Mm(style.margin_bottom_mm)
    section.header_distance = section.footer_distance = Mm(6)
    footer = section.footer.paragraphs[0]
    # Writer 7.4 turns `\* ThaiArabic` into letters (ก, ข, …), so the page is an Arabic number.
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    return document


def _set_font(document: Document, style: Style) -> None:
    normal = document.styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:sz", "w:szCs", "w:lang"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    half_points = round(style.font_size_pt * 2)
    names = " ".join(f'w:{slot}="{style.font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    for xml in (
        f"<w:rFonts {nsdecls('w')} {names}/>",
        f'<w:sz {nsdecls("w")} w:val="{half_points}"/>',
        f'<w:szCs {nsdecls("w")} w:val="{half_points}"/>',
        f'<w:lang {nsdecls("w")} w:val="en-US" w:bidi="th-TH"/>',
    ):
        properties.append(parse_xml(xml))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0


def add_run(paragraph: Paragraph, text: str, size_pt: float, is_bold: bool) -> None:
    """Append text; Thai is a complex script, so size and weight are set for it as well."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size_pt)
    run.font.bold = is_bold
    run.font.cs_bold = is_bold
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(size_pt * 2)))
    latin_size = run._r.get_or_add_rPr().find(qn("w:sz"))
    assert latin_size is not None  # set above
    latin_size.addnext(size)


def add_table(document: Document, rows: int, widths_mm: tuple[float, ...]) -> Table:
    """A ruled table of fixed column widths."""
    table: Table = document.add_table(rows=rows, cols=len(widths_mm))
    # Word wants the properties of a table in this order.
    properties = table._tbl.tblPr
    properties.clear()
    for xml in (
        '<w:tblStyle {ns} w:val="TableGrid"/>',
        f'<w:tblW {{ns}} w:w="{_twips(sum(widths_mm))}" w:type="dxa"/>',
        # The indent is counted from the text of the first cell, not from its rule.
        f'<w:tblInd {{ns}} w:w="{_twips(CELL_PADDING_MM)}" w:type="dxa"/>',
        '<w:tblLayout {ns} w:type="fixed"/>',
        f"<w:tblCellMar {{ns}}>{_sides(CELL_PADDING_MM)}</w:tblCellMar>",
    ):
        properties.append(parse_xml(xml.format(ns=nsdecls("w"))))
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)
        for cell in column.cells:
            cell.width = Mm(width_mm)
    return table


def set_padding(cell: _Cell, padding_mm: float) -> None:
    """Give one cell its own padding at the left and right."""
    xml = f"<w:tcMar {nsdecls('w')}>{_sides(padding_mm)}</w:tcMar>"
    cell._tc.get_or_add_tcPr().append(parse_xml(xml))


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _sides(padding_mm: float) -> str:
    width = _twips(padding_mm)
    return f'<w:left w:w="{width}" w:type="dxa"/><w:right w:w="{width}" w:type="dxa"/>'
