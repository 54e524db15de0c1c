"""The whole picture: banner, page with strips let in, labels in the margins, legend."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PIL import Image, ImageDraw

from pipeline.contracts.page_view import PageView
from pipeline.write.page_image import legend, style
from pipeline.write.page_image.margins import (
    Label,
    Placed,
    draw_label,
    find_labels,
    label_height,
    margin_width,
    place,
)
from pipeline.write.page_image.overlay import draw_overlay
from pipeline.write.page_image.strips import Strip, draw_strip, find_strips

GAP = 10  # pixels


def compose(view: PageView, page: Image.Image, scale: float) -> Image.Image:
    """The picture of a page with what was seen on it.

    `page`: the page as it is shown, in RGB, `scale` pixels a point; it is not changed. The page's
    own pixels keep their size.
    """
    size = style.font_size(scale)
    labels = find_labels(view)
    plain, page = page, page.copy()
    draw_overlay(page, view, scale)
    strips = find_strips(view, plain, page, scale)
    left, right = (margin_width(labels, side, size) for side in ("left", "right"))
    width = left + page.width + right
    head = _head(view, width, size)
    foot = legend.draw_legend(view, width, size)
    body = page.height + sum(strip.height for strip in strips)
    lowest = max(body, _needed(labels, size))
    canvas = Image.new("RGB", (width, head.height + lowest + GAP + foot.height), style.PAPER)
    canvas.paste(head, (0, 0))
    canvas.paste(foot, (0, canvas.height - foot.height))
    _paste_page(canvas, page, strips, (left, head.height), scale)
    rows = _Rows(strips, head.height, scale)
    draw = ImageDraw.Draw(canvas)
    for side in ("left", "right"):
        found = [rows.placed(label) for label in labels if label.side == side]
        for one in place(found, size, head.height + lowest):
            draw_label(draw, one, (left, left + page.width, scale), size)
    return canvas


class _Rows:
    """Where the page's rows of pixels stand on the canvas."""

    def __init__(self, strips: Sequence[Strip], top: int, scale: float) -> None:
        self._cuts = [strip.cut for strip in strips]
        self._heights = [strip.height for strip in strips]
        self._top = top
        self._scale = scale

    def placed(self, label: Label) -> Placed:
        """The label beside its stretch of the page."""
        top, bottom = label.top * self._scale, label.bottom * self._scale
        y = self._top + round(top) + sum(self._heights[: bisect_right(self._cuts, top)])
        end = self._top + round(bottom) + sum(self._heights[: bisect_left(self._cuts, bottom)])
        return Placed(label, y, end if label.has_bracket else y + round(bottom - top), y)


def _needed(labels: Sequence[Label], size: int) -> int:
    """Pixels that the labels of the fuller margin take one below the other."""
    return max(
        sum(label_height(label, size) + 1 for label in labels if label.side == side)
        for side in ("left", "right")
    )


def _paste_page(
    canvas: Image.Image,
    page: Image.Image,
    strips: Sequence[Strip],
    origin: tuple[int, int],
    scale: float,
) -> None:
    """The page in slices, each strip between two."""
    x, y = origin
    start = 0
    for strip in strips:
        canvas.paste(page.crop((0, start, page.width, strip.cut)), (x, y))
        y += strip.cut - start
        draw_strip(canvas, strip, (x, y), scale)
        y += strip.height
        start = strip.cut
    canvas.paste(page.crop((0, start, page.width, page.height)), (x, y))


def _head(view: PageView, width: int, size: int) -> Image.Image:
    """The banner: how the page was read, and in large letters why it was not."""
    lines = legend.banner(view)
    large = round(size * 1.6)
    loud = legend.warning(view)
    height = len(lines) * (size + GAP) + (large + GAP if loud else 0) + 2 * GAP
    image = Image.new("RGB", (width, height), style.WHITE)
    draw = ImageDraw.Draw(image)
    y = GAP
    for line in lines:
        draw.text((2 * GAP, y), line, style.BLACK, style.font(size))
        y += size + GAP
    if loud:
        draw.text((2 * GAP, y), loud, style.VERMILLION, style.font(large))
    return image
