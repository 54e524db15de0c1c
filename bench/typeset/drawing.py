"""Floating arrows as Word writes them: DrawingML connectors anchored in a paragraph."""

from __future__ import annotations

from bench.typeset.style import Arrow

EMU_PER_MM = 36_000
EMU_PER_PT = 12_700

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:a="{_MAIN}" xmlns:wps="{_SHAPE}"'
)
_HEADS = {
    "filled": 'type="triangle" w="med" len="med"',
    "open": 'type="arrow" w="med" len="med"',
    "thin": 'type="triangle" w="sm" len="sm"',
}
_RUN = """<w:r {namespaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{depth}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{shape_id}" name="Straight Arrow Connector {shape_id}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{shape}"><wps:wsp><wps:cNvCnPr/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>
<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>
<a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{dash}{heads}</a:ln>
</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""


def arrow_run(shape_id: int, left_mm: float, top_mm: float, length_mm: float, arrow: Arrow) -> str:
    """The XML of a run that holds one arrow, to be appended to the paragraph it is anchored in.

    `left_mm` is measured from the left edge of the cell's text, `top_mm` from the paragraph's top.
    """
    head = _HEADS[arrow.heads]
    start = f"<a:headEnd {head}/>" if arrow.is_double else ""
    xml = _RUN.format(
        namespaces=_NAMESPACES,
        shape=_SHAPE,
        shape_id=shape_id,
        depth=251_658_240 + shape_id,
        left=round(left_mm * EMU_PER_MM),
        top=round(top_mm * EMU_PER_MM),
        length=round(length_mm * EMU_PER_MM),
        width=round(arrow.width_pt * EMU_PER_PT),
        colour=arrow.colour,
        dash='<a:prstDash val="dash"/>' if arrow.is_dashed else "",
        heads=f"{start}<a:tailEnd {head}/>",
    )
    return xml.replace("\n", "")
