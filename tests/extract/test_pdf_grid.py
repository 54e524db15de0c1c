"""Rulings to cells."""

from pipeline.contracts.page import Ruling
from pipeline.extract.tables.grid import GridCell, find_grids


def h(y: float, start: float, end: float) -> Ruling:
    return Ruling("h", y, start, end)


def v(x: float, start: float, end: float) -> Ruling:
    return Ruling("v", x, start, end)


HEADER = (  # two header rows: the first column merged down, the others under one heading
    *(h(0, 0, 300), h(20, 100, 300), h(40, 0, 300), h(80, 0, 300)),
    *(v(0, 0, 80), v(100, 0, 80), v(200, 20, 80), v(300, 0, 80)),
)


def test_merged_cells() -> None:
    (grid,) = find_grids(HEADER)
    assert grid.cells[:4] == (
        GridCell(0, 0, 2, 1),
        GridCell(0, 1, 1, 2),
        GridCell(1, 1, 1, 1),
        GridCell(1, 2, 1, 1),
    )
    assert grid.owner[1][0] == 0
    assert grid.slot_at(150, 30) == (1, 1)
    assert grid.slot_at(301, 30) is None


def test_tables_are_apart_unless_they_touch() -> None:
    below = tuple(Ruling(r.axis, r.position + (100 if r.axis == "h" else 0),
                         r.start + (100 if r.axis == "v" else 0),
                         r.end + (100 if r.axis == "v" else 0)) for r in HEADER)  # fmt: skip
    grids = find_grids((*below, *HEADER))
    assert [grid.ys[0] for grid in grids] == [0, 100]


def test_frame_around_text_is_no_table() -> None:
    assert find_grids((h(0, 0, 300), h(80, 0, 300), v(0, 0, 80), v(300, 0, 80))) == ()


def test_row_cut_by_the_page_is_closed() -> None:
    grid = find_grids((h(20, 0, 200), *(v(x, 0, 90) for x in (0, 100, 200))))[0]
    assert grid.ys == (0, 20, 90)
    assert len(grid.cells) == 4


def test_rules_in_pieces_a_little_off_are_one() -> None:
    pieces = (h(0, 0, 100), h(0.8, 100, 200), h(40, 0, 200))
    (grid,) = find_grids((*pieces, v(0, 0, 40), v(100, 0.5, 40), v(200.4, 0, 39.5)))
    assert len(grid.cells) == 2


def test_region_that_is_no_rectangle_is_cut_up() -> None:
    (grid,) = find_grids((h(0, 0, 200), h(40, 100, 200), h(80, 0, 200),
                          v(0, 0, 80), v(100, 40, 80), v(200, 0, 80)))  # fmt: skip
    covered = sum(cell.rowspan * cell.colspan for cell in grid.cells)
    assert covered == (len(grid.ys) - 1) * (len(grid.xs) - 1)
