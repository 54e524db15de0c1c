"""Two pages of a plan side by side on one sheet, as printed to save paper: the left one first."""

from dataclasses import replace

from pipeline.contracts.page import Area, Page
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawTable, TextLine
from pipeline.extract.page_tail import Tail
from pipeline.extract.pages import PageBlocks, read_blocks
from pipeline.extract.tables.grid import find_grids
from pipeline.extract.tables.lines import make_clusters, make_lines
from pipeline.extract.tables.open_header import may_head
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze

GUTTER = 0.01  # of the sheet's width on each side of its middle: nothing stands there
MIN_SHARE = 0.05  # of the letters are on the emptier half: a lone page number is no page


def read_sheet(page: Page, lexicon: Lexicon, tail: Tail | None = None) -> PageBlocks:
    """The blocks of a page, or of the two that it holds beside each other; then without number."""
    halves = facing_pages(page, lexicon)
    if halves is None:
        return read_blocks(page, lexicon, tail)
    left = read_blocks(halves[0], lexicon, tail)
    right = read_blocks(halves[1], lexicon, left.tail)
    moved = (_moved(block, page.width / 2) for block in right.blocks)
    return PageBlocks((*left.blocks, *moved), None, right.tail)


def facing_pages(page: Page, lexicon: Lexicon) -> tuple[Page, Page] | None:
    """The left and the right page of a sheet, each in points from its own corner; None for one.

    Nothing crosses the middle, and a half has a ruled table of its own, or both have the same
    header: what stands side by side then is read one after the other.
    """
    middle, gutter = page.width / 2, GUTTER * page.width
    first, last = middle - gutter, middle + gutter
    if any(r.axis == "h" and r.start < last and r.end > first for r in page.rulings):
        return None
    drawn = (g for g in page.glyphs if not (g.slanted or g.text.isspace()))
    if any(g.x0 < last and g.x1 > first for g in drawn):
        return None
    if any(stroke.x0 < last and stroke.x1 > first for stroke in page.strokes):
        return None
    left, right = _half(page, 0.0, middle), _half(page, middle, page.width)
    fewer = min(len(left.glyphs), len(right.glyphs))
    if not page.glyphs or fewer < MIN_SHARE * len(page.glyphs):
        return None
    if find_grids(left.rulings) or find_grids(right.rulings):
        return left, right
    return (left, right) if _headers(left, lexicon) & _headers(right, lexicon) else None


def _headers(page: Page, lexicon: Lexicon) -> set[str]:
    """The page's lines that may be the header of a table."""
    lines = make_lines(make_clusters(page.glyphs))
    return {squeeze(line.text) for line in lines if may_head(line.text, lexicon)}


def _half(page: Page, start: float, end: float) -> Page:
    """What stands between two x, in points from there on."""

    def stands(x0: float, x1: float) -> bool:
        return start <= (x0 + x1) / 2 < end

    def areas(boxes: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(
            replace(x, x0=x.x0 - start, x1=x.x1 - start) for x in boxes if stands(x.x0, x.x1)
        )

    rulings = [
        replace(r, position=r.position - start)
        if r.axis == "v"
        else replace(r, start=r.start - start, end=r.end - start)
        for r in page.rulings
        if (stands(r.position, r.position) if r.axis == "v" else stands(r.start, r.end))
    ]
    strokes = [
        replace(stroke, points=tuple((x - start, y) for x, y in stroke.points))
        for stroke in page.strokes
        if stands(stroke.x0, stroke.x1)
    ]
    return replace(
        page,
        width=end - start,
        glyphs=tuple(
            replace(g, x0=g.x0 - start, x1=g.x1 - start) for g in page.glyphs if stands(g.x0, g.x1)
        ),
        rulings=tuple(rulings),
        strokes=tuple(strokes),
        fills=areas(page.fills),
        images=areas(page.images),
    )


def _moved(block: TextLine | RawTable, by: float) -> TextLine | RawTable:
    """The block where it stands on the sheet."""
    if isinstance(block, TextLine):
        return replace(block, place=_place(block.place, by))
    return replace(
        block,
        place=_place(block.place, by),
        cells=tuple(replace(cell, place=_place(cell.place, by)) for cell in block.cells),
        marks=tuple(replace(mark, place=_place(mark.place, by)) for mark in block.marks),
    )


def _place(place: Place, by: float) -> Place:
    box = place.box
    if box is None:
        return place
    return place.model_copy(
        update={"box": box.model_copy(update={"x0": box.x0 + by, "x1": box.x1 + by})}
    )
