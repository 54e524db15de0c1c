"""The blocks as a Word document, as an official would lay it out, for LibreOffice Writer."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.look import Look
from bench.born_digital.word_arrow import arrow_xml

TWIPS_PER_MM = 1440 / 25.4
PADDING_MM, TIGHT_MM = 1.1, 0.2
RUNNING_TITLE = "แผนปฏิบัติการป้องกันการทุจริต"
SIGN_FONT = "DejaVu Sans"
_BORDER = {
    "solid": ("single", 4, "000000"),
    "dotted": ("dotted", 4, "000000"),
    "dashed": ("dashed", 4, "000000"),
    "grey": ("single", 4, "BFBFBF"),
    "double": ("double", 4, "000000"),
    "horizontal": ("single", 4, "000000"),
}


def write_docx(blocks: tuple[Block, ...], look: Look, path: Path) -> None:
    """Write the document."""
    document = docx.Document()
    section = document.sections[0]
    if look.orientation == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(length) for length in look.page_mm)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(14)
    section.header_distance = section.footer_distance = Mm(6)
    footer = section.footer.paragraphs[0]._p
    footer.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    if look.has_running_title:
        header = section.header.paragraphs[0]._p
        header.getparent().replace(header, parse_xml(_Writer(look).running_title()))
    body = document.element.body
    writer = _Writer(look)
    for block in blocks:
        xml = writer.line(block) if isinstance(block, Line) else writer.table(block)
        body.insert(len(body) - 1, parse_xml(xml))
        if isinstance(block, Grid):
            body.insert(len(body) - 1, parse_xml(writer.paragraph(("",), "left", 0.4)))
    document.save(str(path))


class _Writer:
    """Blocks to WordprocessingML; counts the shapes, whose ids must differ."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.shape_ids = count(1)
        self.side = "thaiDistribute" if look.is_distributed else "left"

    def line(self, line: Line) -> str:
        scale = 1.15 if line.role == "title" else 1.0
        runs = self.run(line.bold, True, scale) + self.run(line.text, False, scale)
        page = "<w:pageBreakBefore/>" if line.starts_page else ""
        keep = "" if line.role == "body" else "<w:keepNext/>"
        side = {"title": "center", "corner": "right"}.get(line.role)
        align = f'<w:jc w:val="{side}"/>' if side else ""
        indent = '<w:ind w:firstLine="680"/>' if line.role == "body" else ""
        form = f'{keep}{page}<w:spacing w:before="40" w:after="0"/>{indent}{align}'
        return f"<w:p {nsdecls('w')}><w:pPr>{form}</w:pPr>{runs}</w:p>"

    def running_title(self) -> str:
        """The paragraph at the top of every page."""
        return self.paragraph((self.run(RUNNING_TITLE, False),), "right")

    def paragraph(self, runs: tuple[str, ...], align: str, scale: float = 1.0) -> str:
        half = round(self.look.size_pt * 2 * scale)
        size = f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        form = f'{spacing}<w:jc w:val="{align}"/>{size}'
        return f"<w:p {nsdecls('w')}><w:pPr>{form}</w:pPr>{''.join(runs)}</w:p>"

    def run(self, text: str, is_bold: bool, scale: float = 1.0, font: str = "") -> str:
        if not text:
            return ""
        half = round(self.look.size_pt * 2 * scale)
        name = font or self.look.font
        bold = "<w:b/><w:bCs/>" if is_bold else ""
        fonts = " ".join(f'w:{slot}="{name}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
        form = f'<w:rFonts {fonts}/>{bold}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def table(self, grid: Grid) -> str:
        widths = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in grid.widths_mm)
        margin = f'w:w="{_twips(PADDING_MM)}" w:type="dxa"'
        form = (
            f'<w:tblW w:w="{_twips(sum(grid.widths_mm))}" w:type="dxa"/>'
            f'<w:tblInd w:w="0" w:type="dxa"/>{self.borders(grid)}<w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar>"
        )
        rows = self.rows(grid)
        head = f"<w:tblPr>{form}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>"
        return f"<w:tbl {nsdecls('w')}>{head}{rows}</w:tbl>"

    def borders(self, grid: Grid) -> str:
        kind = self.look.borders if grid.is_detail else "solid"
        if kind == "none":
            return ""
        style, size, colour = _BORDER[kind]
        order = ("top", "left", "bottom", "right", "insideH", "insideV")
        sides = ("top", "bottom", "insideH") if kind == "horizontal" else order
        return "<w:tblBorders>{}</w:tblBorders>".format(
            "".join(
                f'<w:{side} w:val="{style}" w:sz="{size}" w:space="0" w:color="{colour}"/>'
                for side in order
                if side in sides
            )
        )

    def rows(self, grid: Grid) -> str:
        hanging: dict[int, tuple[int, int]] = {}  # column: rows left below, width in columns
        xml = ""
        for at, row in enumerate((*grid.header, *grid.rows)):
            is_header = at < len(grid.header)
            sides = "" if is_header else _open_sides(grid, at - len(grid.header))
            cells, column, waiting = "", 0, list(row)
            while column < len(grid.widths_mm):
                if hanging.get(column, (0, 0))[0]:
                    left, across = hanging[column]
                    hanging[column] = (left - 1, across)
                    cells += self.cell(Cell(across=across), grid, column, "<w:vMerge/>" + sides)
                    column += across
                    continue
                cell = waiting.pop(0)
                merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
                hanging[column] = (cell.down - 1, cell.across)
                cells += self.cell(cell, grid, column, merge + sides)
                column += cell.across
            whole = is_header or not self.look.rows_may_break
            form = "<w:cantSplit/>" if whole else ""
            form += "<w:tblHeader/>" if is_header and self.look.repeats_header else ""
            xml += f"<w:tr><w:trPr>{form}</w:trPr>{cells}</w:tr>"
        return xml

    def cell(self, cell: Cell, grid: Grid, column: int, merge: str) -> str:
        width = _twips(sum(grid.widths_mm[column : column + cell.across]))
        is_tight = cell.arrow is not None or cell.is_sign or (cell.is_bold and cell.is_centred)
        margin = f'w:w="{_twips(TIGHT_MM)}" w:type="dxa"'
        form = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        form += f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        form += merge
        form += '<w:shd w:val="clear" w:color="auto" w:fill="9DC3E6"/>' if cell.is_filled else ""
        form += "<w:noWrap/>" if cell.is_unbroken else ""
        form += f"<w:tcMar><w:left {margin}/><w:right {margin}/></w:tcMar>" if is_tight else ""
        form += '<w:vAlign w:val="center"/>' if cell.is_bold else ""
        return f"<w:tc><w:tcPr>{form}</w:tcPr>{self.paragraphs(cell, grid)}</w:tc>"

    def paragraphs(self, cell: Cell, grid: Grid) -> str:
        align = "center" if cell.is_centred else "right" if cell.is_right else self.side
        font = SIGN_FONT if cell.is_sign else ""
        parts = []
        if cell.arrow is not None:
            arrow = arrow_xml(next(self.shape_ids), cell.arrow, self.look, TIGHT_MM)
            parts.append(self.paragraph((arrow,), align))
        runs = (self.run(text, cell.is_bold, 1.0, font) for text in cell.texts)
        parts += [self.paragraph((run,), align) for run in runs]
        if grid.is_detail and self.look.borders == "none" and not cell.is_bold and parts:
            parts.append(self.paragraph((), align, 0.7))  # rows are told apart by room alone
        return "".join(parts) or self.paragraph((), align)


def _open_sides(grid: Grid, at: int) -> str:
    rules = (("top", grid.has_rule_above(at)), ("bottom", grid.has_rule_below(at)))
    open_ = "".join(f'<w:{side} w:val="nil"/>' for side, has_rule in rules if not has_rule)
    return f"<w:tcBorders>{open_}</w:tcBorders>" if open_ else ""


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)
