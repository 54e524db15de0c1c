"""Drawn marks over a table's columns."""

from pipeline.contracts.page import Area, Page, Ruling, Stroke
from pipeline.contracts.table import MarkKind
from pipeline.extract.tables.grid import find_grids
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.marks import covered_columns, find_marks, loose_strokes

XS = (0.0, 100.0, 200.0, 300.0, 400.0)


def stroke(*points: tuple[float, float], filled: bool = False) -> Stroke:
    return Stroke(points, filled, 1.0)


def marks(
    strokes: tuple[Stroke, ...] = (),
    fills: tuple[Area, ...] = (),
    letters: tuple[Cluster, ...] = (),
    rows: int = 3,
    lines: tuple[Ruling, ...] = (),
    images: tuple[Area, ...] = (),
) -> list[tuple[MarkKind, int, int, int]]:
    ys = [40.0 * row for row in range(rows + 1)]
    rulings = (
        *(Ruling("h", y, XS[0], XS[-1]) for y in ys),
        *(Ruling("v", x, ys[0], ys[-1]) for x in XS),
        *lines,
    )
    page = Page(1, 500, 300, (), rulings, strokes, fills, images, "pdfium")
    (grid,) = find_grids(rulings)
    found = find_marks(page, grid, letters, loose_strokes(rulings, (grid,)))
    return [(mark.kind, mark.row, mark.first_col, mark.last_col) for mark in found]


def arrow(x0: float, x1: float, y: float) -> tuple[Stroke, ...]:
    left = stroke((x0, y), (x0 + 6, y - 3), (x0 + 6, y + 3), filled=True)
    right = stroke((x1, y), (x1 - 6, y - 3), (x1 - 6, y + 3), filled=True)
    return stroke((x0 + 6, y), (x1 - 6, y)), left, right


def test_arrow_with_heads_is_one_mark() -> None:
    assert marks(arrow(104, 296, 60)) == [("arrow", 1, 1, 2)]


def test_arrows_in_neighbouring_rows_and_cells() -> None:
    assert marks((*arrow(4, 96, 20), *arrow(130, 170, 20), *arrow(204, 396, 60))) == [
        ("arrow", 0, 0, 0),
        ("arrow", 0, 1, 1),
        ("arrow", 1, 2, 3),
    ]


def test_pieces_of_a_dashed_arrow() -> None:
    dashes = tuple(stroke((x, 60), (x + 4, 60)) for x in range(110, 290, 9))
    assert marks((*dashes, arrow(104, 296, 60)[2])) == [("arrow", 1, 1, 2)]


def test_column_is_taken_that_is_mostly_covered() -> None:
    assert covered_columns(60, 260, XS) == (1, 2)
    assert covered_columns(40, 240, XS) == (0, 1)
    assert covered_columns(130, 150, XS) == (1, 1)
    assert covered_columns(190, 220, XS) == (2, 2)


def test_tick_and_speck() -> None:
    tick = stroke((240, 60), (244, 66), (252, 52))
    assert marks((tick,)) == [("tick", 1, 2, 2)]
    assert marks((stroke((240, 60), (241, 61)),)) == []


def test_underline_is_no_arrow() -> None:
    letters = tuple(Cluster("ก", x, x + 8, 50, 62, 60, 12, False) for x in range(110, 190, 8))
    line = stroke((110, 61.5), (190, 61.5))
    assert marks((line,), letters=letters) == []
    assert marks((line,)) == [("arrow", 1, 1, 1)]


def test_shaded_cells() -> None:
    def cell(x0: float, x1: float, y: float) -> Area:
        return Area(x0, y, x1, y + 40, 0.7)

    assert marks(fills=(cell(100, 200, 40), cell(200, 300, 40))) == [("fill", 1, 1, 2)]
    assert marks(fills=(cell(0, 400, 0),)) == []  # a whole row: header or stripe
    assert marks(fills=(Area(100, 40, 200, 80, 1.0),)) == []  # white
    assert marks(fills=(cell(100, 200, 40), Area(100, 40, 200, 80, 1.0))) == []  # painted over


def test_sliver_of_the_fill_beside_it_shades_no_cell() -> None:
    """Over a striped row: what bled half a point across a rule was added to the stripe."""
    stripe = tuple(Area(XS[col], 40, XS[col + 1], 80, 0.9) for col in range(4))
    bled = Area(199.5, 40, 300.5, 80, 0.7)
    assert marks(fills=(*stripe, bled)) == [("fill", 1, 2, 2)]


def shaded(rows: int, *cells: tuple[int, int, float]) -> tuple[Area, ...]:
    """Fills of the cells (row, column, shade) in a table of so many rows of 40 points."""
    assert all(row < rows for row, _, _ in cells)
    return tuple(Area(XS[c], 40.0 * r, XS[c + 1], 40.0 * r + 40, s) for r, c, s in cells)


def header(*rows: int) -> tuple[tuple[int, int, float], ...]:
    return tuple((row, col, 0.8) for row in rows for col in range(4))


def column(
    col: int, first: int, last: int, shade: float = 0.5
) -> tuple[tuple[int, int, float], ...]:
    return tuple((row, col, shade) for row in range(first, last))


def test_same_quarter_in_every_row_under_a_shaded_header_is_marked() -> None:
    assert marks(fills=shaded(3, *header(0), *column(3, 1, 3))) == [
        ("fill", 1, 3, 3),
        ("fill", 2, 3, 3),
    ]
    assert len(marks(fills=shaded(3, *column(3, 0, 3)))) == 3  # a page without header
    long = shaded(10, *header(0), *column(3, 1, 10), (4, 2, 0.5))
    assert len(marks(fills=long, rows=10)) == 9  # the shade marks elsewhere, too


def test_columns_shaded_all_down_are_decoration_over_many_rows_or_beside_arrows() -> None:
    assert marks(fills=shaded(10, *header(0), *column(1, 1, 10)), rows=10) == []
    assert marks(fills=shaded(10, *column(1, 0, 10)), rows=10) == []
    short = shaded(3, *header(0), *column(1, 1, 3))
    assert marks(arrow(204, 396, 60), fills=short) == [("arrow", 1, 2, 3)]


def test_stripes_are_decoration_and_what_is_darker_on_them_is_marked() -> None:
    assert marks(fills=shaded(8, *header(0, 2, 4, 6)), rows=8) == []
    striped = shaded(8, *header(0, 2, 4, 6), (2, 1, 0.5), (3, 2, 0.5))
    assert marks(fills=striped, rows=8) == [("fill", 2, 1, 1), ("fill", 3, 2, 2)]


def test_short_arrow_is_an_arrow_however_high_its_heads() -> None:
    left = stroke((240, 60), (246, 56), (244, 60), (246, 64), filled=True)
    right = stroke((254, 60), (248, 56), (250, 60), (248, 64), filled=True)
    assert marks((left, right)) == [("arrow", 1, 2, 2)]
    assert marks((stroke((240, 60), (249, 60)), right)) == [("arrow", 1, 2, 2)]


def test_crosses_and_ticks_of_two_strokes_are_no_arrows() -> None:
    cross = stroke((240, 54), (252, 66)), stroke((240, 66), (252, 54))
    plus = stroke((240, 60), (252, 60)), stroke((246, 54), (246, 66))
    tick = stroke((240, 60), (244, 66)), stroke((244, 66), (252, 52))
    for drawn in (cross, plus, tick):
        assert marks(drawn) == [("tick", 1, 2, 2)]


def letter(x: float, y: float) -> Cluster:
    return Cluster("ก", x, x + 8, y - 10, y + 2, y, 12, False)


def test_line_without_heads_from_rule_to_rule_over_blank_cells_is_an_arrow() -> None:
    line = Ruling("h", 60, 100, 300)
    assert marks(lines=(line,)) == [("arrow", 1, 1, 2)]
    assert marks(lines=(line,), letters=(letter(110, 76),)) == [("arrow", 1, 1, 2)]  # words below
    one, two = Ruling("h", 60, 100, 200), Ruling("h", 60, 300, 400)
    assert marks(lines=(one, two)) == [("arrow", 1, 1, 1), ("arrow", 1, 3, 3)]


def test_rule_between_parts_of_a_row_is_no_arrow() -> None:
    text = (letter(10, 52), letter(10, 76))
    parts = (Ruling("h", 60, 0, 100), Ruling("h", 60, 200, 400))  # a merged cell between them
    assert marks(lines=parts, letters=text) == []
    both = (letter(210, 52), letter(210, 76))
    assert marks(lines=(Ruling("h", 60, 200, 300),), letters=both) == []
    assert marks(arrow(204, 296, 48), lines=parts[1:]) == [("arrow", 1, 2, 2)]


def test_rule_below_a_merged_heading_is_no_arrow() -> None:
    short = (Ruling("v", 200, 20, 120), Ruling("v", 300, 20, 120))
    rulings = (
        *(Ruling("h", y, 0, 400) for y in (0, 40, 80, 120)),
        *(Ruling("v", x, 0, 120) for x in (0, 100, 400)),
        *short,
        Ruling("h", 20, 100, 400),
    )
    page = Page(1, 500, 300, (), rulings, (), (), (), "pdfium")
    (grid,) = find_grids(rulings)
    assert find_marks(page, grid, (letter(210, 15),)) == ()


def test_box_that_holds_itself_up_and_bars_are_arrows() -> None:
    box = (
        *(Ruling("h", y, 110, 190) for y in (56, 64)),
        *(Ruling("v", x, 56, 64) for x in (110, 190)),
    )
    assert marks(lines=box) == [("arrow", 1, 1, 1)]
    bar = Area(104, 55, 296, 65, 0.4)
    assert marks(fills=(bar,)) == [("arrow", 1, 1, 2)]
    assert marks(fills=(bar,), letters=(letter(150, 62),)) == []  # words marked with a colour


def test_gradient_in_strips_and_pale_fills_are_seen() -> None:
    strips = tuple(Area(x, 40, x + 10, 80, 0.9) for x in range(100, 200, 10))
    assert marks(fills=strips) == [("fill", 1, 1, 1)]
    assert marks(fills=(Area(100, 40, 200, 80, 0.96),)) == [("fill", 1, 1, 1)]


def test_fill_that_only_touches_a_cell_of_a_white_page_is_not_its_own() -> None:
    page, cell = Area(0, 0, 400, 120, 1.0), Area(100, 40, 200, 80.3, 0.6)
    assert marks(fills=(page, cell)) == [("fill", 1, 1, 1)]


def test_fill_in_the_last_row_only_is_marked_below_rows_with_arrows() -> None:
    cell = Area(100, 80, 200, 120, 0.7)
    assert marks(arrow(104, 296, 20), fills=(cell,)) == [("arrow", 0, 1, 2), ("fill", 2, 1, 1)]


def test_image_in_a_row_is_a_mark_of_unknown_kind() -> None:
    assert marks(images=(Area(110, 50, 190, 70, 0),)) == [("image", 1, 1, 1)]
    assert marks(images=(Area(0, 0, 400, 120, 0),)) == []  # a background


def test_drawing_too_large_for_a_tick_is_a_stout_arrow_or_unknown() -> None:
    block = stroke((104, 60), (116, 48), (116, 54), (140, 54), (140, 66), (116, 66), (116, 72))
    assert marks((block,)) == [("arrow", 1, 1, 1)]
    assert marks((stroke((140, 44), (160, 78), (150, 60)),)) == [("image", 1, 1, 1)]
