"""Arrows as Excel keeps them: shapes of the sheet's drawing, anchored in the cells they cross."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.born_digital.look import Look

EMU_PER_MM, EMU_PER_PT = 36_000, 12_700
BLOCK_PT = 4.0  # half the height of a block arrow
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_HEADS = {"open": 'type="arrow" w="med" len="med"'}
_FILLED = 'type="triangle" w="med" len="med"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LINE = """<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="{id}" name="Arrow {id}"/>
<xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr><a:prstGeom prst="straightConnector1"><a:avLst/>
</a:prstGeom><a:ln w="{width}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{ends}</a:ln>
</xdr:spPr></xdr:cxnSp>"""
_BLOCK = """<xdr:sp macro=""><xdr:nvSpPr><xdr:cNvPr id="{id}" name="Arrow {id}"/><xdr:cNvSpPr/>
</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="leftRightArrow"><a:avLst/></a:prstGeom><a:solidFill>
<a:srgbClr val="4472C4"/></a:solidFill></xdr:spPr></xdr:sp>"""


@dataclass(frozen=True)
class SheetArrow:
    """An arrow from a place in one column to a place in another; rows and columns from 0."""

    row: int
    first_column: int
    left_mm: float
    last_column: int
    right_mm: float  # from the left edge of the last column
    middle_pt: float  # below the row's top


def draw_arrows(path: Path, arrows: Mapping[int, Sequence[SheetArrow]], look: Look) -> None:
    """Add the arrows of each worksheet (numbered from 1) to the saved workbook, in place."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / path.name
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(drawn, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, _changed(name, old.read(name).decode(), arrows))
            for sheet, ones in arrows.items():
                new.writestr(f"xl/drawings/drawing{sheet}.xml", _drawing(ones, look))
                new.writestr(f"xl/worksheets/_rels/sheet{sheet}.xml.rels", _relation(sheet))
        shutil.copyfile(drawn, path)


def _changed(name: str, xml: str, arrows: Mapping[int, Sequence[SheetArrow]]) -> str:
    """The part of the package with its mention of the drawings, where it has one."""
    if name == "[Content_Types].xml":
        parts = "".join(
            f'<Override PartName="/xl/drawings/drawing{sheet}.xml" ContentType="{_TYPE}"/>'
            for sheet in arrows
        )
        return xml.replace("</Types>", f"{parts}</Types>")
    sheet_name = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    if sheet_name is None or int(sheet_name[1]) not in arrows:
        return xml
    return xml.replace("</worksheet>", f'<drawing xmlns:r="{_RELATED}" r:id="rId1"/></worksheet>')


def _relation(sheet: int) -> str:
    target = f'Type="{_RELATED}/drawing" Target="/xl/drawings/drawing{sheet}.xml"'
    inner = f'<Relationship Id="rId1" {target}/>'
    return f'{_XML}<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def _drawing(arrows: Sequence[SheetArrow], look: Look) -> str:
    shapes = "".join(_anchored(at, arrow, look) for at, arrow in enumerate(arrows, start=2))
    return f'{_XML}<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_MAIN}">{shapes}</xdr:wsDr>'


def _anchored(number: int, arrow: SheetArrow, look: Look) -> str:
    half = BLOCK_PT if look.mark == "block" else 0.0
    begin = _marker("from", arrow.first_column, arrow.left_mm, arrow.row, arrow.middle_pt - half)
    end = _marker("to", arrow.last_column, arrow.right_mm, arrow.row, arrow.middle_pt + half)
    head = _HEADS.get(look.mark, _FILLED)
    start = "" if look.mark == "single" else f"<a:headEnd {head}/>"
    dash = '<a:prstDash val="dash"/>' if look.mark == "dashed" else ""
    shape = (_BLOCK if look.mark == "block" else _LINE).format(
        id=number, width=EMU_PER_PT, ends=f"{dash}{start}<a:tailEnd {head}/>"
    )
    return f"<xdr:twoCellAnchor>{begin}{end}{shape}<xdr:clientData/></xdr:twoCellAnchor>"


def _marker(name: str, column: int, x_mm: float, row: int, y_pt: float) -> str:
    x, y = round(x_mm * EMU_PER_MM), round(y_pt * EMU_PER_PT)
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{x}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{y}</xdr:rowOff></xdr:{name}>"
    )
