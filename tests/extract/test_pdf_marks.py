"""Drawn marks over a table's columns."""

from pipeline.contracts.page import Area, Page, Ruling, Stroke
from pipeline.contracts.table import MarkKind
from pipeline.extract.tables.grid import find_grids
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.marks import covered_columns, find_marks

XS, YS = (0.0, 100.0, 200.0, 300.0, 400.0), (0.0, 40.0, 80.0, 120.0)
RULINGS = (
    *(Ruling("h", y, XS[0], XS[-1]) for y in YS),
    *(Ruling("v", x, YS[0], YS[-1]) for x in XS),
)


def stroke(*points: tuple[float, float], filled: bool = False) -> Stroke:
    return Stroke(points, filled, 1.0)


def marks(
    strokes: tuple[Stroke, ...] = (),
    fills: tuple[Area, ...] = (),
    letters: tuple[Cluster, ...] = (),
) -> list[tuple[MarkKind, int, int, int]]:
    page = Page(1, 500, 300, (), RULINGS, strokes, fills, (), "pdfium")
    (grid,) = find_grids(RULINGS)
    found = find_marks(page, grid, letters)
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
    column = tuple(cell(100, 200, y) for y in YS[:-1])
    assert marks(fills=column) == []  # a whole column is decoration too
    assert marks(fills=(Area(100, 40, 200, 80, 1.0),)) == []  # white
