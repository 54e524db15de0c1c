"""The style sheet of the Chromium plan."""

from __future__ import annotations

from bench.typeset.style import (
    CELL_PADDING_MM,
    CHART_SCALE,
    QUARTER_PADDING_MM,
    ROLE_SCALE,
    Style,
)

RULE_ROOM_MM = 0.5  # the right rule is drawn half outside the table and would be cut off

# With less than the normal line height Chromium paints the tone marks of a page's first line at
# the bottom of the page before it.
_CSS = """
@page {{ size: {width}mm {height}mm; margin: {top}mm {right}mm {bottom}mm {left}mm;
  @bottom-center {{
    content: counter(page{counter}); font-family: "{font}"; font-size: {size}pt; }} }}
html {{ font-family: "{font}"; font-size: {size}pt; line-height: normal; }}
body {{ margin: 0; }}
p {{ margin: 0; overflow-wrap: anywhere; }}
.cover {{ font-size: {cover}em; text-align: center; margin-top: 24mm; }}
.title {{ font-size: {title}em; text-align: center; }}
.title, .heading {{ break-after: avoid; }}
.body {{ text-indent: 12mm; margin-bottom: 1.5mm; }}
.page {{ break-before: page; }}
b {{ font-weight: bold; }}
table {{ width: {text_width}mm; table-layout: fixed; border-collapse: collapse;
  margin-bottom: 4mm; }}
th, td {{ border: 0.5pt solid #000; padding: 0.3mm {padding}mm; vertical-align: top; }}
th, .centred {{ text-align: center; }}
th {{ font-weight: bold; vertical-align: middle; }}
tr.whole {{ break-inside: avoid; }}
.chart {{ font-size: {chart}em; }}
thead {{ display: {header_group}; }}
td.quarter {{ position: relative; text-align: center; padding: 0.3mm {quarter}mm; }}
td.quarter svg {{ position: absolute; top: 0.6mm; overflow: visible; }}
td.quarter p {{ margin-top: 1.2em; }}
"""


def style_sheet(style: Style) -> str:
    """The CSS of the page, its type and its ruled tables."""
    css = _CSS.format(
        width=style.page_width_mm,
        height=style.page_height_mm,
        top=style.margin_top_mm,
        right=style.margin_right_mm - RULE_ROOM_MM,
        bottom=style.margin_bottom_mm,
        left=style.margin_left_mm,
        counter=", thai" if style.digits == "thai" else "",
        font=style.font,
        size=style.font_size_pt,
        cover=ROLE_SCALE["cover"],
        title=ROLE_SCALE["title"],
        chart=CHART_SCALE,
        text_width=round(style.text_width_mm, 2),
        padding=CELL_PADDING_MM,
        quarter=QUARTER_PADDING_MM,
        # A row group that is not a header group is printed once.
        header_group="table-header-group" if style.repeats_header else "table-row-group",
    )
    return css if style.rows_may_break else css + "tr { break-inside: avoid; }\n"
