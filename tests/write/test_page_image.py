"""The picture of a page: what is drawn where, and that no letter is covered."""

import itertools

import pytest
from PIL import Image, ImageChops

from pipeline.contracts.page_report import PageReport
from pipeline.contracts.page_view import (
    PageView,
    SeenColumn,
    SeenLetters,
    SeenMark,
    SeenPiece,
    SeenRow,
    SeenTable,
)
from pipeline.contracts.place import Box
from pipeline.contracts.table import Role
from pipeline.write.page_image import compose, style
from pipeline.write.page_image.margins import Label, Placed, find_labels, margin_width, place
from pipeline.write.page_image.overlay import draw_overlay
from pipeline.write.page_image.strips import find_strips

SCALE = 2.0
HEADER = Box(x0=50, top=100, x1=350, bottom=120)
TABLE = Box(x0=50, top=100, x1=350, bottom=220)


def box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return Box(x0=x0, top=top, x1=x1, bottom=bottom)


def view(**parts: object) -> PageView:
    """A table of three columns of 100 points: a header, a row of 100 points."""
    columns = tuple(
        SeenColumn(role, role.value, "", box(50 + 100 * n, 100, 150 + 100 * n, 220))
        for n, role in enumerate((Role.PROJECT, Role.Q1, Role.Q2))
    )
    whole: dict[str, object] = {
        "n_pages": 1,
        "report": PageReport(1, "text", "pdfium"),
        "tables": (
            SeenTable(TABLE, 2, 3, (HEADER,), (SeenPiece("detail", columns, HEADER, 1, TABLE),)),
        ),
        "lines": (),
        "marks": (),
        "rows": (SeenRow("project", "1", "1", box(50, 120, 350, 220), True, ("q1",), ()),),
        "headings": (),
        "letters": (),
        "notes": (),
        "findings": (),
    }
    return PageView(**(whole | parts))  # type: ignore[arg-type]


def page() -> Image.Image:
    """White, with a letter's worth of black in the row and right above the table."""
    image = Image.new("RGB", (800, 600), "white")
    for where in ((120, 300, 140, 320), (120, 186, 300, 196)):
        image.paste(style.BLACK, where)
    return image


def overlaid(**parts: object) -> Image.Image:
    image = page()
    draw_overlay(image, view(**parts), SCALE)
    return image


def test_a_mark_colours_the_cells_that_it_counts_for_and_only_those() -> None:
    mark = SeenMark("arrow", box(160, 150, 240, 156), box(150, 120, 250, 220), "q1")
    image = overlaid(marks=(mark,))
    assert image.getpixel((400, 400)) == style.MARK_TINT  # below the arrow, in q1
    assert image.getpixel((600, 400)) == style.ROW_TINT
    assert image.getpixel((400, 220)) == style.HEADER_TINT
    assert image.getpixel((400, 500)) == style.WHITE
    edge = [image.getpixel((400, y)) for y in range(290, 326)]
    assert style.VERMILLION in edge


def test_a_mark_that_counts_for_nothing_colours_nothing() -> None:
    mark = SeenMark("arrow", box(160, 150, 240, 156), box(150, 120, 250, 220), "")
    image = overlaid(marks=(mark,))
    assert image.getpixel((400, 400)) == style.ROW_TINT


@pytest.mark.parametrize("kind", ["unknown", "doubt", "repaired", "untrusted", "unsure"])
def test_letters_stay_black_whatever_is_said_of_them(kind: str) -> None:
    image = overlaid(letters=(SeenLetters(kind, box(55, 145, 75, 165)),))  # type: ignore[arg-type]
    assert image.crop((121, 301, 139, 319)).getcolors() == [(18 * 18, style.BLACK)]
    plain = overlaid()
    assert ImageChops.difference(image, plain).getbbox() is not None


def test_no_label_covers_the_page() -> None:
    """Cut at the strip and put together again, the page is as it was drawn on."""
    canvas = compose(view(), page(), SCALE)
    left = margin_width(find_labels(view()), "left", style.font_size(SCALE))
    drawn = overlaid()
    rows = [drawn.crop((0, y, drawn.width, y + 1)).tobytes() for y in range(drawn.height)]
    shown = [
        canvas.crop((left, y, left + drawn.width, y + 1)).tobytes() for y in range(canvas.height)
    ]
    found = iter(shown)
    assert all(row in found for row in rows)  # every row of the page, in order


def test_the_page_is_not_cut_through_a_line_of_text() -> None:
    """Below the line where there is room, above it where it touches the table."""
    image = page()
    assert find_strips(view(), image, image, SCALE)[0].cut in range(196, 201)
    image.paste(style.BLACK, (120, 186, 300, 202))
    assert find_strips(view(), image, image, SCALE)[0].cut in range(180, 187)


def test_labels_of_low_rows_do_not_cover_each_other() -> None:
    label = Label("right", 0, 5, ("a", "b"), style.BLACK, True)
    placed = place([Placed(label, 10 * n, 10 * n + 9, 10 * n) for n in range(8)], 20, 400)
    ys = [one.y for one in placed]
    assert all(low - high >= 44 for high, low in itertools.pairwise(ys))
    assert ys[-1] + 44 <= 400


def test_an_unread_page_has_no_legend_and_says_so() -> None:
    unread = view(tables=(), rows=(), report=PageReport(1, "unread", "pdfium", "scan"))
    image = compose(unread, page(), SCALE)
    whole = compose(view(tables=(), rows=()), page(), SCALE)
    assert image.height < whole.height
    colours = dict((colour, times) for times, colour in image.getcolors(2**24) or ())
    assert colours[style.VERMILLION] > 2 * (800 + 600) * 9


def test_a_page_of_one_pixel() -> None:
    empty = view(tables=(), rows=())
    assert compose(empty, Image.new("RGB", (1, 1), "white"), 0.1).width > 1
