"""What of a page lies on its paper: a person sees nothing beyond the edges that a viewer shows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.contracts.page import Area, Page, Stroke
from pipeline.extract.readers.rules import Line


def on_paper(page: Page) -> Page:
    """The page without letters and shapes beyond its edges; itself where there are none.

    A letter is on the paper where its middle is; a stroke, a fill and an image where they reach it.
    """
    wide, high = 2 * page.width, 2 * page.height
    glyphs = tuple(
        [g for g in page.glyphs if 0 <= g.x0 + g.x1 <= wide and 0 <= g.top + g.bottom <= high]
    )
    strokes = tuple(stroke for stroke in page.strokes if _reaches(page, stroke))
    fills = tuple(fill for fill in page.fills if _reaches(page, fill))
    images = tuple(image for image in page.images if _reaches(page, image))
    kept = sum(map(len, (glyphs, strokes, fills, images)))
    if kept == sum(map(len, (page.glyphs, page.strokes, page.fills, page.images))):
        return page
    return replace(page, glyphs=glyphs, strokes=strokes, fills=fills, images=images)


def cut_lines(lines: Iterable[Line], width: float, height: float) -> Iterator[Line]:
    """The lines as far as they lie on paper of this size."""
    for line in lines:
        across, along = (height, width) if line.axis == "h" else (width, height)
        start, end = max(line.start, 0.0), min(line.end, along)
        if 0 <= line.position <= across and start <= end:
            is_whole = (start, end) == (line.start, line.end)
            yield line if is_whole else replace(line, start=start, end=end)


def _reaches(page: Page, box: Area | Stroke) -> bool:
    return box.x1 >= 0 and box.x0 <= page.width and box.bottom >= 0 and box.top <= page.height
