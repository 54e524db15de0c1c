"""Arrows as SVG: a line and its heads as paths, drawn over the quarter cells."""

from __future__ import annotations

from bench.typeset.style import Style

MM_PER_PT = 25.4 / 72
HEIGHT_MM = 4.0
# Half the height of a head and its length, in widths of the line, but never below the floor.
HEAD_SIZES = {"filled": (2.0, 4.0), "open": (2.5, 4.0), "thin": (1.5, 3.0)}
HEAD_FLOOR_MM = 0.55


def arrow_svg(first: int, length: int, style: Style) -> str:
    """An inline SVG for the arrow over `length` quarters from `first`, placed in the first cell."""
    left, extent = style.arrow_extent_mm(first, length)
    arrow = style.arrow
    width = arrow.width_pt * MM_PER_PT
    half_share, long_share = HEAD_SIZES[arrow.heads]
    half = max(half_share * width, HEAD_FLOOR_MM)
    long = max(long_share * width, HEAD_FLOOR_MM * 2)
    is_open = arrow.heads == "open"
    # A filled head ends the line at its base, an open one at its tip.
    cut = 0.0 if is_open else long * 0.8
    start = cut if arrow.is_double else 0.0
    dash = f' stroke-dasharray="{4 * width:.3f} {3 * width:.3f}"' if arrow.is_dashed else ""
    paths = f'<path d="M{start:.3f} 0H{extent - cut:.3f}"{dash}/>'
    ends = ((extent, -1.0), (0.0, 1.0)) if arrow.is_double else ((extent, -1.0),)
    for tip, inward in ends:
        back = tip + inward * long
        outline = f"M{back:.3f} {-half:.3f}L{tip:.3f} 0L{back:.3f} {half:.3f}"
        paint = "" if is_open else f'Z" fill="#{arrow.colour}" stroke="none'
        paths += f'<path d="{outline}{paint}"/>'
    return (
        f'<svg style="left: {left:.3f}mm; width: {extent:.3f}mm; height: {HEIGHT_MM}mm"'
        f' viewBox="0 {-HEIGHT_MM / 2} {extent:.3f} {HEIGHT_MM}" fill="none"'
        f' stroke="#{arrow.colour}" stroke-width="{width:.3f}">{paths}</svg>'
    )
