"""Arrows as Word writes them: connectors, curves, groups and block arrows anchored in a cell."""

from __future__ import annotations

from bench.born_digital.grid import Arrow
from bench.born_digital.look import Look

EMU_PER_MM, EMU_PER_PT = 36_000, 12_700
MM_PER_PT = 25.4 / 72
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:wps="{_SHAPE}" xmlns:wpg="{_GROUP}"'
)
_RUN = """<w:r {namespaces}><mc:AlternateContent><mc:Choice Requires="{requires}"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{depth}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="{length}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{shape_id}" name="Arrow {shape_id}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
_HEAD = {"open": 'type="arrow" w="med" len="med"'}
_FILLED = 'type="triangle" w="med" len="med"'


def arrow_xml(shape_id: int, arrow: Arrow, look: Look, padding_mm: float) -> str:
    """The run that holds the arrow, for a paragraph of the cell in which it begins."""
    length = round(arrow.length_mm * EMU_PER_MM)
    height = round(2.8 * EMU_PER_MM) if look.mark == "block" else 0
    if look.mark == "curve":
        height = round(1.2 * EMU_PER_MM)
    uri, requires = (_GROUP, "wpg") if look.mark == "group" else (_SHAPE, "wps")
    xml = _RUN.format(
        namespaces=_NAMESPACES,
        requires=requires,
        uri=uri,
        depth=251_658_240 + shape_id,
        left=round((arrow.left_mm - padding_mm) * EMU_PER_MM),
        top=round((look.size_pt * 0.7 * MM_PER_PT * EMU_PER_MM) - height / 2),
        length=length,
        height=height,
        shape_id=shape_id,
        shape=_shape(length, height, look),
    )
    return xml.replace("\n", "")


def _shape(length: int, height: int, look: Look) -> str:
    if look.mark == "block":
        fill = '<a:solidFill><a:srgbClr val="4472C4"/></a:solidFill>'
        return _one("wps:cNvSpPr", "leftRightArrow", (0, length), height, fill)
    head = _HEAD.get(look.mark, _FILLED)
    start = "" if look.mark == "single" else f"<a:headEnd {head}/>"
    end = f"<a:tailEnd {head}/>"
    dash = '<a:prstDash val="dash"/>' if look.mark == "dashed" else ""
    if look.mark == "group":
        half = length // 2
        left = _one("wps:cNvCnPr", "straightConnector1", (0, half), 0, _line(dash, start))
        right = _one(
            "wps:cNvCnPr", "straightConnector1", (half, length - half), 0, _line(dash, end)
        )
        frame = f'<a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/>'
        child = f'<a:chOff x="0" y="0"/><a:chExt cx="{length}" cy="0"/>'
        group = f"<wpg:grpSpPr><a:xfrm>{frame}{child}</a:xfrm></wpg:grpSpPr>"
        return f"<wpg:wgp><wpg:cNvGrpSpPr/>{group}{left}{right}</wpg:wgp>"
    name = "curvedConnector3" if look.mark == "curve" else "straightConnector1"
    return _one("wps:cNvCnPr", name, (0, length), height, _line(dash, start + end))


def _line(dash: str, heads: str) -> str:
    colour = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return f'<a:ln w="{EMU_PER_PT}">{colour}{dash}{heads}</a:ln>'


def _one(kind: str, name: str, extent: tuple[int, int], height: int, paint: str) -> str:
    frame = f'<a:off x="{extent[0]}" y="0"/><a:ext cx="{extent[1]}" cy="{height}"/>'
    shape = f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>{paint}'
    return (
        f"<wps:wsp><{kind}/><wps:spPr><a:xfrm>{frame}</a:xfrm>{shape}</wps:spPr>"
        "<wps:bodyPr/></wps:wsp>"
    )
