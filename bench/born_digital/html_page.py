"""The blocks as an HTML page for Chromium."""

from __future__ import annotations

from html import escape

from bench.born_digital.grid import Arrow, Block, Cell, Grid, Line
from bench.born_digital.look import Look

RULE_ROOM_MM = 0.6  # the right rule is drawn half outside of the table
RUNNING_TITLE = "แผนปฏิบัติการป้องกันการทุจริต"
SIGN_FONT = "DejaVu Sans"
_BORDER = {
    "solid": "0.5pt solid #000",
    "lined": "0.5pt solid #000",
    "dotted": "0.75pt dotted #000",
    "dashed": "0.75pt dashed #000",
    "grey": "0.5pt solid #bbb",
    "double": "2.25pt double #000",
    "rectangles": "none",
    "horizontal": "none",
    "none": "none",
}
_CSS = """
@page {{ size: {page[0]}mm {page[1]}mm; margin: 14mm {right}mm 14mm 12mm;
  @top-right {{ content: "{title}"; font: {size}pt "{font}"; }}
  @bottom-center {{ content: counter(page{counter}); font: {size}pt "{font}"; }} }}
body {{ margin: 0; font: {size}pt "{font}"; line-height: normal; }}
p {{ margin: 0; overflow-wrap: anywhere; white-space: {space}; }}
.title {{ font-size: 1.15em; font-weight: bold; text-align: center; }}
.title, .heading {{ break-after: avoid; }}
.heading {{ margin-top: 1mm; }}
.body {{ text-indent: 12mm; margin-bottom: 1.5mm; }}
.corner {{ text-align: right; }}
.page {{ break-before: page; }}
table {{ table-layout: fixed; border-collapse: collapse; margin: 1mm 0 5mm; }}
th, td {{ border: {border}; padding: 0.4mm 1.1mm; vertical-align: top; position: relative; }}
th {{ font-weight: bold; vertical-align: middle; }}
.plain {{ border: 0.5pt solid #000; }}
.plain th, .plain td {{ border: 0.5pt solid #000; }}
.c {{ text-align: center; }}
.r {{ text-align: right; }}
.t {{ padding: 0.4mm 0.2mm; }}
.u p {{ overflow-wrap: normal; }}
.s {{ font-family: "{sign_font}", "{font}"; }}
.f {{ background: #9dc3e6; print-color-adjust: exact; }}
.k {{ padding: 0; }}
.k > div {{ position: relative; padding: 0.4mm 1.1mm 2mm; }}
.k.t > div {{ padding: 0.4mm 0.2mm 2mm; }}
svg {{ position: absolute; top: 1.2mm; overflow: visible; }}
.below {{ padding-top: 1.3em; }}
tr.o > * {{ border-top-style: none; }}
tr.p > * {{ border-bottom-style: none; }}
thead {{ display: {header_group}; }}
{extra}
"""
# Thin rectangles: the top and left edge of each cell, and the table's right and bottom edge.
_RECTANGLES = """
th::before, td::before, th::after, td::after, table.d::before, table.d::after {
  content: ""; position: absolute; background: #000; print-color-adjust: exact; }
th::before, td::before { left: 0; right: 0; top: 0; height: 0.17mm; }
th::after, td::after { left: 0; top: 0; bottom: 0; width: 0.17mm; }
table.d { position: relative; border-collapse: separate; border-spacing: 0; }
table.d tr > :last-child { border-right: 0.17mm solid #000; }
table.d tbody tr:last-child > td { border-bottom: 0.17mm solid #000; }
"""
_HORIZONTAL = """
.d th { border-top: 0.5pt solid #000; border-bottom: 0.5pt solid #000; }
.d td { border-bottom: 0.5pt solid #000; }
"""
_NONE = ".d td { padding-bottom: 3mm; }"
# Cells of several projects: each project takes the height of its tallest cell in all columns.
_EVEN = """<script>
for (const row of document.querySelectorAll('tr')) {
  const cells = [...row.querySelectorAll('td.k')];
  if (!cells.length) continue;
  for (let k = 0; k < cells[0].children.length; k++) {
    const parts = cells.map(cell => cell.children[k]);
    const high = Math.max(...parts.map(part => part.getBoundingClientRect().height));
    parts.forEach(part => part.style.height = (high - 2.4 * 96 / 25.4) + 'px');
  }
}
</script>"""


def page_html(blocks: tuple[Block, ...], look: Look) -> str:
    """The whole document."""
    body = "\n".join(_line(b) if isinstance(b, Line) else _table(b, look) for b in blocks)
    css = _CSS.format(
        page=look.page_mm,
        right=12 - RULE_ROOM_MM,
        counter=", thai" if look.digits == "thai" else "",
        size=look.size_pt,
        font=look.font,
        space="pre" if look.borders == "lined" else "normal",
        border=_BORDER[look.borders],
        sign_font=SIGN_FONT,
        header_group="table-header-group" if look.repeats_header else "table-row-group",
        extra=_extra(look),
        title=RUNNING_TITLE if look.has_running_title else "",
    )
    return (
        f'<!DOCTYPE html><html lang="th"><meta charset="utf-8"><style>{css}</style>\n'
        f"<body>{body}{_EVEN if look.is_shared else ''}</body></html>"
    )


def _extra(look: Look) -> str:
    extra = {"rectangles": _RECTANGLES, "horizontal": _HORIZONTAL, "none": _NONE}
    css = extra.get(look.borders, "")
    # A spreadsheet breaks pages between its rows; the lines of a paragraph are not ours to wrap.
    if look.borders == "lined":
        css += ".title, .heading, .body { white-space: normal; }\n.body p { white-space: normal; }"
        css += "\np.title, p.heading, p.body, .plain p, th p { white-space: normal; }"
    if look.is_distributed:
        css += "\n.d td:not(.c), .body { text-align: justify; text-justify: inter-character; }"
    if not look.rows_may_break or look.is_shared or look.borders == "rectangles":
        css += "\ntr { break-inside: avoid; }"
    return css


def _line(line: Line) -> str:
    page = " page" if line.starts_page else ""
    bold = f"<b>{escape(line.bold, quote=False)}</b>" if line.bold else ""
    return f'<p class="{line.role}{page}">{bold}{escape(line.text, quote=False)}</p>'


def _table(grid: Grid, look: Look) -> str:
    columns = "".join(f'<col style="width: {width:.3f}mm">' for width in grid.widths_mm)
    header = "".join(_row(row, "th", look) for row in grid.header)
    rows = "".join(_row(row, "td", look, _open_sides(grid, at)) for at, row in enumerate(grid.rows))
    name = "d" if grid.is_detail else "plain"
    return (
        f'<table class="{name}" style="width: {sum(grid.widths_mm):.3f}mm">'
        f"<colgroup>{columns}</colgroup><thead>{header}</thead><tbody>{rows}</tbody></table>"
    )


def _open_sides(grid: Grid, at: int) -> str:
    above, below = grid.has_rule_above(at), grid.has_rule_below(at)
    return " ".join(name for name, has_rule in (("o", above), ("p", below)) if not has_rule)


def _row(row: tuple[Cell, ...], tag: str, look: Look, names: str = "") -> str:
    opening = f'<tr class="{names}">' if names else "<tr>"
    return f"{opening}{''.join(_cell(cell, tag, look) for cell in row)}</tr>\n"


def _cell(cell: Cell, tag: str, look: Look) -> str:
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    if cell.stack:
        parts = "".join(f'<div class="{_names(c)}">{_content(c, look)}</div>' for c in cell.stack)
        tight = " t" if any(c.arrow or c.is_sign for c in cell.stack) else ""
        return f'<{tag} class="k{tight}"{spans}>{parts}</{tag}>'
    return f'<{tag} class="{_names(cell)}"{spans}>{_content(cell, look)}</{tag}>'


def _names(cell: Cell) -> str:
    flags = {
        "c": cell.is_centred,
        "r": cell.is_right,
        "t": bool(cell.arrow) or cell.is_sign or (cell.is_bold and cell.is_centred),
        "u": cell.is_unbroken,
        "s": cell.is_sign,
        "f": cell.is_filled,
    }
    return " ".join(name for name, is_on in flags.items() if is_on)


def _content(cell: Cell, look: Look) -> str:
    drawn = arrow_svg(cell.arrow, look) if cell.arrow else ""
    texts = "".join(f"<p>{escape(text, quote=False)}</p>" for text in cell.texts)
    return drawn + (f'<div class="below">{texts}</div>' if drawn and texts else texts)


def arrow_svg(arrow: Arrow, look: Look) -> str:
    """The arrow as an inline SVG, laid over the cells from its own cell's left rule."""
    long, end = 1.6, arrow.length_mm
    tip = f'<path d="M{end - long:.2f} -.75L{end:.2f} 0L{end - long:.2f} .75{{z}}"/>'
    tail = f'<path d="M{long} -.75L0 0L{long} .75{{z}}"/>'
    shaft = f'<path d="M{long * 0.8:.2f} 0H{end - long * 0.8:.2f}"{{dash}}/>'
    closed = 'Z" fill="#000" stroke="none'
    match look.mark:
        case "single":
            drawn = f'<path d="M0 0H{end - 1.2:.2f}"/>' + tip.format(z=closed)
        case "dashed":
            drawn = shaft.format(dash=' stroke-dasharray="1.4 .9"')
            drawn += (tip + tail).format(z=closed)
        case "open":
            drawn = f'<path d="M0 0H{end:.2f}"/>' + (tip + tail).format(z="")
        case "curve":
            bend = f"C{end / 3:.2f} -1.4 {end * 2 / 3:.2f} 1.4 {end - 1.0:.2f} 0"
            drawn = f'<path d="M1 0{bend}"/>' + (tip + tail).format(z=closed)
        case "block":
            drawn = (
                f'<path d="M0 0L2 -1.4V-.7H{end - 2:.2f}V-1.4'
                f'L{end:.2f} 0L{end - 2:.2f} 1.4V.7H2V1.4Z"'
                ' fill="#4472c4" stroke="#2f528f"/>'
            )
        case "group":
            half = end / 2
            drawn = f'<g><path d="M{long} 0H{half:.2f}"/><path d="M{half:.2f} 0H{end - long:.2f}"/>'
            drawn += f"{(tip + tail).format(z=closed)}</g>"
        case _:
            drawn = shaft.format(dash="") + (tip + tail).format(z=closed)
    return (
        f'<svg style="left: {arrow.left_mm:.2f}mm; width: {end:.2f}mm; height: 3mm"'
        f' viewBox="0 -1.5 {end:.2f} 3" fill="none" stroke="#000" stroke-width=".35">{drawn}</svg>'
    )
