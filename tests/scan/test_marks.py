"""Arrows, signs and shades of a page read from its picture; what is missed is never a no."""

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
import pytest
from pictures import noisy, turned

from pipeline.contracts.parsed import Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawMark
from pipeline.extract.scan.look import Sight, look_at
from pipeline.extract.scan.signs import name_sign
from pipeline.extract.scan.strip import Grey
from pipeline.extract.tables.glyphs import TimeCell, read_time_cells
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.schedule import build_schedule
from pipeline.normalize.years import FiscalYears

LEFT, TIMES, RIGHT = 60, (500, 640, 780, 920, 1060), 1300
ROWS = (80, 160, 300, 440)
PLACE = Place(reader="ocr", page=1)
YEARS = FiscalYears(2566, 2566)

Paint = Callable[[Grey], object]


def page(*paints: Paint, merged: bool = False) -> Grey:
    """A table with words at its left and right, and four time columns, of 200 dots an inch."""
    grey = np.full((560, 1400), 255, np.uint8)
    for y in ROWS:
        cv2.line(grey, (LEFT, y), (RIGHT, y), 0, 2)
    for x in (LEFT, *TIMES, RIGHT):
        low = ROWS[1] if merged and x in TIMES[1:-1] else ROWS[-1]
        cv2.line(grey, (x, ROWS[0]), (x, low), 0, 2)
    for top, bottom in pairwise(ROWS):
        for y in range(top + 40, bottom - 10, 40):
            for x, words in ((LEFT + 10, "mesa sun crane wax nose"), (TIMES[-1] + 8, "area rose")):
                cv2.putText(grey, words, (x, y), 0, 0.9, 0, 2, cv2.LINE_AA)
    for paint in paints:
        paint(grey)
    return grey


def line(x0: int, x1: int, y: int = 230, width: int = 3, dash: int = 0, bow: float = 0) -> Paint:
    def paint(grey: Grey) -> None:
        for x in range(x0, x1):
            if not dash or (x - x0) % (2 * dash) < dash * 1.2:
                level = y + bow * np.sin(2 * np.pi * (x - x0) / (x1 - x0))
                cv2.line(grey, (x, round(level)), (x, round(level)), 0, width)

    return paint


def head(tip: int, way: int, y: int = 230, size: int = 13, filled: bool = True) -> Paint:
    """A head that points to the right (`way` 1) or left (-1)."""
    corners = np.array(
        [(tip - way * size, y - size // 2), (tip, y), (tip - way * size, y + size // 2)]
    )

    def paint(grey: Grey) -> None:
        if filled:
            cv2.fillPoly(grey, [corners], 0, cv2.LINE_AA)
        else:
            cv2.polylines(grey, [corners], False, 0, 3, cv2.LINE_AA)

    return paint


def block(x0: int, x1: int, y: int = 230) -> Paint:
    corners = [(x0, y), (x0 + 16, y - 12), (x0 + 16, y - 6), (x1 - 16, y - 6), (x1 - 16, y - 12)]
    corners += [(x1, y), *((x, 2 * y - up) for x, up in reversed(corners[1:]))]
    return lambda grey: cv2.fillPoly(grey, [np.array(corners)], 90, cv2.LINE_AA)


def scan(grey: Grey) -> Grey:
    return noisy(cv2.GaussianBlur(turned(grey, 0.4), (0, 0), 0.8), 10)


def hard(grey: Grey) -> Grey:
    faded = 90 + cv2.GaussianBlur(turned(grey, -1.2), (0, 0), 1.3) * (165 / 255)
    return noisy(faded.astype(np.uint8), 18)


ARROWS = {
    "filled": (line(510, 770), head(510, -1), head(770, 1)),
    "open": (line(510, 770), head(510, -1, filled=False), head(770, 1, filled=False)),
    "thin": (line(510, 770, width=2), head(510, -1), head(770, 1)),
    "thick": (line(515, 765, width=6), head(510, -1, size=20), head(770, 1, size=20)),
    "dashed": (line(515, 765, dash=10), head(510, -1), head(770, 1)),
    "bent": (line(515, 765, bow=4), head(510, -1), head(770, 1)),
    "block": (block(510, 770),),
    "near the row's rule": (line(510, 770, 172), head(510, -1, 172), head(770, 1, 172)),
}
FADED = "dashed", hard  # one of its heads runs into the first dash


@pytest.mark.parametrize(
    ("style", "spoil"),
    [(style, spoil) for style in ARROWS for spoil in (scan, hard) if (style, spoil) != FADED],
)
def test_arrows_reach_as_far_as_they_are_drawn(style: str, spoil: Callable[[Grey], Grey]) -> None:
    marks = look_at(spoil(page(*ARROWS[style]))).marks
    (arrow,) = marks.drawn
    assert (arrow.line.start, arrow.line.end) == pytest.approx((510, 770), abs=5)
    assert (arrow.start_head, arrow.end_head) == (True, True)
    assert not marks.signs
    assert not marks.doubts


def test_an_arrow_of_which_a_part_is_missed_is_a_doubt() -> None:
    style, spoil = FADED
    marks = look_at(spoil(page(*ARROWS[style]))).marks
    assert not marks.drawn
    assert marks.doubts


def test_an_arrow_with_one_head() -> None:
    (arrow,) = look_at(scan(page(line(510, 765), head(770, 1)))).marks.drawn
    assert (arrow.line.start, arrow.line.end) == pytest.approx((510, 770), abs=5)
    assert (arrow.start_head, arrow.end_head) == (False, True)


def test_a_short_arrow_amid_a_merged_cell_stands_for_the_cell() -> None:
    typed = (line(740, 820), head(735, -1), head(825, 1))
    marks = look_at(scan(page(*typed, merged=True))).marks
    assert [sign.text for sign in marks.signs] == ["↔"]
    assert not marks.drawn


def test_nobody_knows_what_it_stands_for_beside_arrows_that_are_drawn_over_columns() -> None:
    typed = (line(740, 820), head(735, -1), head(825, 1))
    drawn = (line(520, 700, 370), head(515, -1, 370), head(705, 1, 370))
    marks = look_at(scan(page(*typed, *drawn, merged=True))).marks
    assert not marks.signs
    assert len(marks.drawn) == len(marks.doubts) == 1


def strokes(*points: tuple[int, int]) -> Paint:
    return lambda grey: cv2.polylines(grey, [np.array(points)], False, 0, 3, cv2.LINE_AA)


SIGNS = {
    "✓": (strokes((560, 232), (566, 240), (582, 218)),),
    "/": (strokes((566, 240), (576, 216)),),
    "x": (strokes((560, 220), (580, 240)), strokes((560, 240), (580, 220))),
    "●": (lambda grey: cv2.circle(grey, (570, 230), 9, 0, -1, cv2.LINE_AA),),
}


@pytest.mark.parametrize("spoil", [scan, hard])
@pytest.mark.parametrize("text", SIGNS)
def test_signs_that_stand_alone(text: str, spoil: Callable[[Grey], Grey]) -> None:
    marks = look_at(spoil(page(*SIGNS[text]))).marks
    assert [sign.text for sign in marks.signs] == [text]
    assert not marks.drawn


STOUT = """
.......................##.
....................######
...................######.
..................#######.
.................#######..
.................######...
................######....
...............######.....
..............#######.....
..............######......
.............######.......
............######........
............######........
...........######.........
..........######..........
..........#####...........
.####....######...........
#####...######............
######..#####.............
#############.............
############..............
###########...............
.#########................
.#########................
.########.................
..#######.................
..######..................
"""


def test_a_tick_whose_short_arm_is_stout() -> None:
    mask = np.array([[char == "#" for char in row] for row in STOUT.split()], np.uint8)
    assert name_sign(mask, 31.0) == "✓"


@pytest.mark.parametrize(("end", "tail"), [(360, 0), (280, 14)])
def test_digits_that_hang_together_are_no_arrow(end: int, tail: int) -> None:
    """Two rings, or bows with a tail, joined by a stroke."""

    def two(grey: Grey) -> None:
        for x in (562, 583):
            cv2.ellipse(grey, (x, 230), (7, 8), 0, 0, end, 0, 3)
        cv2.line(grey, (569, 229), (576, 229), 0, 3)
        cv2.line(grey, (591, 229), (593, 229 - tail), 0, 3)

    sight = look_at(scan(page(two)))
    assert not sight.marks.signs
    assert not sight.marks.drawn


@pytest.mark.parametrize("digit", "1247")
def test_digits_are_no_signs(digit: str) -> None:
    typed = page(lambda grey: cv2.putText(grey, digit, (562, 240), 0, 0.9, 0, 2, cv2.LINE_AA))
    assert not look_at(scan(typed)).marks.signs


def shade(x0: int, x1: int, top: int, bottom: int, grey_level: int = 200) -> Paint:
    def paint(grey: Grey) -> None:
        part = grey[top:bottom, x0:x1]
        part[:] = np.minimum(part, grey_level)

    return paint


def shades_of(sight: Sight) -> list[tuple[int, int]]:
    """Columns and rows of the shaded cells, by their middles."""
    return sorted(
        (
            int(np.searchsorted(TIMES, (one.left + one.right) / 2)) - 1,
            int(np.searchsorted(ROWS, (one.top + one.bottom) / 2)) - 1,
        )
        for one in sight.shades
    )


@pytest.mark.parametrize("level", [160, 200, 230])
def test_shaded_cells(level: int) -> None:
    paints = (shade(640, 780, 160, 300, level), shade(640, 920, 300, 440, level))
    assert shades_of(look_at(scan(page(*paints)))) == [(1, 1), (1, 2), (2, 2)]


def test_a_lamp_at_one_side_shades_nothing() -> None:
    light = np.linspace(1, 0.5, 1400)
    assert not look_at((page() * light).astype(np.uint8)).shades


def test_ink_that_nothing_explains_is_a_doubt() -> None:
    rings = [
        lambda grey, r=r: cv2.ellipse(grey, (570, 230), (r, 6), 0, 0, 300, 0, 2) for r in (20, 30)
    ]
    sight = look_at(scan(page(*rings)))
    read = {spot for text in sight.texts for spot in text.spots.tolist()}
    assert sight.marks.doubts or read  # one or the other: it does not vanish


def schedule(*marks: RawMark, words: str = "") -> tuple[object, tuple[str, ...]]:
    status = Status.OK if words else Status.BLANK
    text = TextField(raw=words, value=words or None, status=status)
    found, flags = build_schedule(
        marks, text, True, YEARS, load_lexicon().months, from_picture=True
    )
    return found.quarters, flags


TICK = RawMark("tick", (1,), True, PLACE)
UNREAD = RawMark("unread", (3,), False, PLACE)


def test_unread_ink_makes_the_quarters_unknown() -> None:
    assert schedule(TICK) == ((True, False, False, False), ())
    assert schedule(TICK, UNREAD) == (None, ("span_unknown",))


def test_words_tell_beside_unread_ink() -> None:
    assert schedule(UNREAD, words="ต.ค. ๖๕ - ธ.ค. ๖๕") == ((True, False, False, False), ())


def test_a_row_without_any_mark_is_unknown() -> None:
    assert schedule() == (None, ("span_unknown",))


def test_a_scrap_in_a_time_cell_may_be_a_tick() -> None:
    cells = (TimeCell(1, 1, "✓", PLACE), TimeCell(3, 3, "ง", PLACE))
    kinds = [mark.kind for mark in read_time_cells(cells, load_lexicon().signs, True).marks]
    assert kinds == ["unread", "tick"]
