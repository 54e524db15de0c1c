"""What is drawn on the page itself: tints and outlines, never over letters."""

from collections.abc import Iterator

from PIL import Image, ImageDraw

from pipeline.contracts.page_view import PageView
from pipeline.contracts.place import Box
from pipeline.write.page_image import style
from pipeline.write.page_image.style import Colour, Rect, Stroke, outline, tint, underline

CELL = Stroke(style.BLUE, 1)
HEADER = Stroke(style.GREEN, 4)
MARK = Stroke(style.VERMILLION, 3)
IDLE_MARK = Stroke(style.VERMILLION, 3, style.DASH)
HEADING = Stroke(style.PURPLE, 2)
PROSE = Stroke(style.GREY, 1, style.DOT)
UNKNOWN = Stroke(style.BLACK, 2)
DOUBT = Stroke(style.ORANGE, 5, style.DASH)
UNSURE = Stroke(style.ORANGE, 2)
NOTE = Stroke(style.BLACK, 2, style.DASH)
UNREAD = Stroke(style.VERMILLION, 10)
REPAIRED = Stroke(style.ORANGE, 3)  # a line below the letters
UNTRUSTED = Stroke(style.VERMILLION, 3)  # likewise
BELOW = {"repaired": REPAIRED, "untrusted": UNTRUSTED}

CELL_INSET = 2  # pixels: beside the printed line, so that both are seen
LINE_ROOM = 2  # pixels around a line: a table may begin right below it
ROOM = 4  # pixels between what is outlined and its outline
MARKS_ABOVE = 0.3  # of a line's height
MAX_MARKS_ABOVE = 5.0  # points: of a paragraph of several lines only the first counts


def draw_overlay(image: Image.Image, view: PageView, scale: float) -> None:
    """Draws on the page's picture, in place."""
    plain = image.copy()
    for box, colour in _tints(view):
        tint(image, to_pixels(scale, box), colour, plain)
    draw = ImageDraw.Draw(image)
    for box, room, stroke in (*_of_tables(view), *_of_text(view)):
        outline(draw, to_pixels(scale, box, room), stroke)
    for letters in view.letters:
        if below := BELOW.get(letters.kind):
            underline(draw, to_pixels(scale, letters.box, 1), below)
    if view.report.status == "unread":
        outline(draw, (0, 0, image.width - 1, image.height - 1), UNREAD)


def _tints(view: PageView) -> Iterator[tuple[Box, Colour]]:
    """Headings, every second row, headers, what marks cover, unknown letters."""
    cells = _cells(view)
    for heading in view.headings:
        yield heading.box if heading.box in cells else _with_marks(heading.box), style.HEADING_TINT
    yield from ((row.box, style.ROW_TINT) for row in view.rows[::2])
    for table in view.tables:
        yield from ((piece.header, style.HEADER_TINT) for piece in table.pieces if piece.header)
    yield from ((mark.over, style.MARK_TINT) for mark in view.marks if mark.covers)
    yield from ((one.box, style.YELLOW) for one in view.letters if one.kind == "unknown")


Outlined = tuple[Box, float, Stroke]  # box, pixels around it, stroke


def _of_tables(view: PageView) -> Iterator[Outlined]:
    for table in view.tables:
        yield from ((cell, -CELL_INSET, CELL) for cell in table.cells)
        yield from ((piece.header, 1, HEADER) for piece in table.pieces if piece.header)
    for mark in view.marks:
        yield mark.box, ROOM, MARK if mark.covers else IDLE_MARK


def _of_text(view: PageView) -> Iterator[Outlined]:
    yield from ((_with_marks(box), 1, PROSE) for box in prose(view))
    yield from ((note.box, -ROOM, NOTE) for note in view.notes)
    cells = _cells(view)
    for heading in view.headings:
        if heading.box in cells:
            yield heading.box, -ROOM, HEADING
        else:
            yield _with_marks(heading.box), LINE_ROOM, HEADING
    yield from ((one.box, 1, UNKNOWN) for one in view.letters if one.kind == "unknown")
    yield from ((one.box, 1, UNSURE) for one in view.letters if one.kind == "unsure")
    yield from ((one.box, -1, DOUBT) for one in view.letters if one.kind == "doubt")


def _cells(view: PageView) -> frozenset[Box]:
    return frozenset(cell for table in view.tables for cell in table.cells)


def prose(view: PageView) -> tuple[Box, ...]:
    """The lines outside the tables that are no headings."""
    return tuple(
        line for line in view.lines if not any(_holds(one.box, line) for one in view.headings)
    )


def _holds(box: Box, line: Box) -> bool:
    middle = (line.top + line.bottom) / 2
    return box.top <= middle <= box.bottom and box.x0 < line.x1 and line.x0 < box.x1


def _with_marks(box: Box) -> Box:
    """A line's box ends at the letters' height by rule; Thai marks stand above it."""
    room = min(MARKS_ABOVE * (box.bottom - box.top), MAX_MARKS_ABOVE)
    return box.model_copy(update={"top": box.top - room})


def to_pixels(scale: float, box: Box, room: float = 0) -> Rect:
    """A box of the page in pixels of its picture, wider by `room` pixels on each side."""
    return (
        box.x0 * scale - room,
        box.top * scale - room,
        box.x1 * scale + room,
        box.bottom * scale + room,
    )
