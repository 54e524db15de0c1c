"""The strips that are let into the page above each table: what it is, what its columns hold.

The page is cut there and moved apart, so that no label covers a letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from pipeline.contracts.page_view import PageView, SeenColumn, SeenPiece, SeenTable
from pipeline.contracts.table import Role
from pipeline.write.page_image import style
from pipeline.write.page_image.style import Stroke, font, outline, text_width

GAP = 5  # pixels
SAME_CUT = 14.0  # points: tables that begin so near each other share a strip
LOOK_UP = 9.0  # points above a table in which the page is cut where nothing is printed
ALIKE = 16  # black pixels: the feet of a few letters; a row with less is as good as another
OWN = Stroke(style.GREEN, 2)
INHERITED = Stroke(style.GREEN, 2, style.DASH)
NO_FIELD = Stroke(style.VERMILLION, 2, style.DASH)


@dataclass(frozen=True, slots=True)
class Label:
    """A column's name between two x of the page's picture."""

    left: float
    right: float
    text: str
    upright: bool  # written from bottom to top: the column is narrower than its name
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a table, or a further header inside one, begins; `top` in points, x in pixels."""

    top: float
    left: float
    right: float
    title: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """What is let in at `cut`, a row of pixels of the page's picture."""

    cut: int
    height: int
    begins: tuple[Begin, ...]


def find_strips(
    view: PageView, plain: Image.Image, drawn: Image.Image, scale: float
) -> tuple[Strip, ...]:
    """The strips from top to bottom, each in the emptiest place right above its table.

    `plain`, `drawn`: the page's picture before and after it was drawn on; letters count first.
    """
    begins = [
        begin
        for number, table in enumerate(view.tables, 1)
        for begin in _begins(view, number, table, scale)
    ]
    groups: list[list[Begin]] = []
    for begin in sorted(begins, key=lambda one: (one.top, one.left)):
        group = groups[-1] if groups else []
        if group and begin.top - group[0].top <= SAME_CUT and begin.left >= group[-1].right:
            group.append(begin)
        else:
            groups.append([begin])
    return tuple(_strip(group, (plain, drawn), scale) for group in groups)


def _begins(view: PageView, number: int, table: SeenTable, scale: float) -> Iterator[Begin]:
    size = style.font_size(scale)
    left, right = table.box.x0 * scale, table.box.x1 * scale
    grid = f"table {number}: {table.n_rows} rows x {table.n_cols} columns"
    if not table.pieces:
        yield Begin(table.box.top, left, right, f"{grid}, headings or nothing read", ())
    last: SeenPiece | None = None
    for piece in table.pieces:
        if last is None or piece.header is not None or piece.kind != last.kind:
            title = f"{grid}, {piece.kind}, {_header_words(piece, view.report.number)}"
            labels = tuple(_label(column, piece, scale, size) for column in piece.columns)
            top = table.box.top if last is None else piece.box.top
            yield Begin(top, left, right, title, labels)
        last = piece


def _header_words(piece: SeenPiece, page: int) -> str:
    if not piece.columns:
        return "read without a header" if piece.kind == "chart" else "no header recognised"
    if piece.header is not None or piece.header_page == page:
        return "its own header"
    return f"header from page {piece.header_page}"


def _label(column: SeenColumn, piece: SeenPiece, scale: float, size: int) -> Label:
    left, right = column.box.x0 * scale, column.box.x1 * scale
    if column.role is Role.UNKNOWN:
        stroke = NO_FIELD
    else:
        stroke = OWN if piece.header is not None else INHERITED
    return Label(
        left, right, column.name, text_width(column.name, size) > right - left - GAP, stroke
    )


def _strip(group: list[Begin], images: tuple[Image.Image, ...], scale: float) -> Strip:
    size = style.font_size(scale)
    labels = [label for begin in group for label in begin.labels]
    return Strip(
        cut=_empty_row(images, min(begin.top for begin in group), scale),
        height=len(group) * (size + GAP) + _label_height(labels, size) + 2 * GAP,
        begins=tuple(group),
    )


def _label_height(labels: Sequence[Label], size: int) -> int:
    """One line, or as much as the longest upright name needs."""
    upright = [text_width(label.text, size) for label in labels if label.upright]
    return (max([size, *upright]) + 2 * GAP) if labels else 0


def _empty_row(images: tuple[Image.Image, ...], top: float, scale: float) -> int:
    """The row of pixels right above `top` with the least ink, so that no line of text is cut.

    Where rows of the first image are alike the next one decides, then the nearness to `top`.
    """
    low = max(0, min(images[0].height - 1, round(top * scale) - 2))
    high = max(0, low - round(LOOK_UP * scale))
    inks = [_inks(image, high, low) for image in images]
    return high + min(range(low + 1 - high), key=lambda row: (*(ink[row] for ink in inks), -row))


def _inks(image: Image.Image, high: int, low: int) -> list[int]:
    """How much ink each row of pixels from `high` to `low` has, in steps of `ALIKE`."""
    band = image.crop((0, high, image.width, low + 1)).convert("L")
    rows = (band.crop((0, y, band.width, y + 1)).histogram() for y in range(band.height))
    inks = (sum((255 - shade) * times for shade, times in enumerate(row)) for row in rows)
    return [-(-ink // (255 * ALIKE)) for ink in inks]


def draw_strip(canvas: Image.Image, strip: Strip, origin: tuple[int, int], scale: float) -> None:
    """Draws a strip whose left top corner stands at `origin` of the canvas."""
    size = style.font_size(scale)
    draw = ImageDraw.Draw(canvas)
    x0, y = origin[0], origin[1] + GAP
    for begin in strip.begins:
        at = max(GAP, min(begin.left, canvas.width - x0 - text_width(begin.title, size)))
        draw.text((x0 + at, y), begin.title, style.BLACK, font(size))
        y += size + GAP
    bottom = origin[1] + strip.height - GAP
    for label in (label for begin in strip.begins for label in begin.labels):
        _draw_label(canvas, label, (x0, y, bottom), size)


def _draw_label(canvas: Image.Image, label: Label, place: tuple[int, int, int], size: int) -> None:
    x0, top, bottom = place
    draw = ImageDraw.Draw(canvas)
    rect = (x0 + label.left + 1, top, x0 + label.right - 1, bottom)
    draw.rectangle(tuple(map(round, rect)), style.HEADER_TINT)
    outline(draw, rect, label.stroke)
    middle = (round(x0 + (label.left + label.right) / 2), (top + bottom) // 2)
    if label.upright:
        width = text_width(label.text, size)
        tile = Image.new("L", (width, size + 2 * GAP), 0)
        ImageDraw.Draw(tile).text((0, GAP), label.text, 255, font(size))
        tile = tile.rotate(90, expand=True)
        canvas.paste(style.BLACK, (middle[0] - tile.width // 2, middle[1] - tile.height // 2), tile)
    else:
        draw.text(middle, label.text, style.BLACK, font(size), anchor="mm")
