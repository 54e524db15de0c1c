"""Which way up a page is, its skew, its rules and its lines of text, on pages of the sample."""

from collections.abc import Callable

import numpy as np
import pytest
from pictures import framed, noisy, picture, poor, scratched, shaded, turned, with_dark_header

from pipeline.extract.scan.ink import Mask, even_light, find_ink, find_spots
from pipeline.extract.scan.lines import find_lines
from pipeline.extract.scan.look import look_at
from pipeline.extract.scan.rules import find_rules
from pipeline.extract.scan.straighten import find_skew
from pipeline.extract.scan.strip import Grey
from pipeline.extract.scan.upright import find_turns

PROJECTS = 12  # a page with two projects and an arrow for each
LEVEL, UPRIGHT, LINES = 5, 10, 61  # its rules and lines, counted by eye


@pytest.mark.parametrize("page", [1, 8, PROJECTS])
@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_turned_upright(page: int, turns: int) -> None:
    ink = find_ink(even_light(picture(page, 150)))
    lying = np.ascontiguousarray(np.rot90(ink, -turns))
    assert find_turns(lying) == turns


@pytest.mark.parametrize("degrees", [-5, -1.3, -0.2, 0, 0.2, 2.7, 5])
def test_skew(degrees: float) -> None:
    ink = find_ink(even_light(turned(picture(PROJECTS, 150), degrees)))
    assert find_skew(ink) == pytest.approx(degrees, abs=0.06)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda grey: grey, id="clean"),
        pytest.param(lambda grey: turned(grey, 1.7), id="askew"),
        pytest.param(shaded, id="shaded"),
        pytest.param(lambda grey: noisy(grey, 20), id="noisy"),
    ],
)
def test_rules_arrows_and_lines_of_a_page(dpi: int, spoil: Callable[[Grey], Grey]) -> None:
    sight = look_at(spoil(picture(PROJECTS, dpi)))
    level = [rule for rule in sight.lines.rules if rule.axis == "h"]
    assert (len(level), len(sight.lines.rules) - len(level)) == (LEVEL, UPRIGHT)
    assert [(one.start_head, one.end_head) for one in sight.lines.others] == [(True, True)] * 2
    assert len(sight.texts) == LINES


def header_dark(grey: Grey) -> Grey:
    rules = look_at(grey).lines.rules
    rows = sorted(round(rule.position) for rule in rules if rule.axis == "h")
    columns = sorted(round(rule.position) for rule in rules if rule.axis == "v")
    return with_dark_header(grey, rows[0], rows[2], columns[0], columns[-1] + 1)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(scratched, id="scratched"),
        pytest.param(lambda grey: scratched(turned(grey, 1.2)), id="scratched askew"),
        pytest.param(lambda grey: np.rot90(scratched(np.rot90(grey)), -1), id="scratched level"),
        pytest.param(framed, id="framed"),
        pytest.param(lambda grey: framed(turned(grey, -0.9)), id="framed askew"),
        pytest.param(header_dark, id="dark header"),
        pytest.param(lambda grey: turned(header_dark(grey), 2), id="dark header askew"),
    ],
)
def test_what_a_scanner_and_colour_do_to_a_page(spoil: Callable[[Grey], Grey]) -> None:
    sight = look_at(np.ascontiguousarray(spoil(picture(PROJECTS, 200))))
    level = [rule for rule in sight.lines.rules if rule.axis == "h"]
    assert (len(level), len(sight.lines.rules) - len(level)) == (LEVEL, UPRIGHT)
    assert LINES <= len(sight.texts) <= LINES + 1  # a scratch between two words parts a line


def test_rows_of_dots_are_rules() -> None:
    ink: Mask = np.zeros((900, 1400), np.uint8)
    for at in (100, 300, 500, 700):
        for start in range(100, 1300, 8):
            ink[at : at + 4, start : start + 4] = 1
    for at in (100, 500, 900, 1296):
        for start in range(100, 704, 8):
            ink[start : start + 4, at : at + 4] = 1
    rules = find_rules(ink, 26).rules
    assert sorted(rule.axis for rule in rules) == ["h"] * 4 + ["v"] * 4


def test_bold_letters_that_touch_are_no_line() -> None:
    ink: Mask = np.zeros((200, 900), np.uint8)
    for left in range(100, 260, 14):
        ink[100:104, left : left + 12] = 1
        ink[100:116, left : left + 4] = ink[100:116, left + 8 : left + 12] = 1
    assert not find_rules(ink, 14).others


def letters(ink: Mask, left: int, feet: int, height: int, count: int) -> None:
    for number in range(count):
        start = left + number * height
        ink[feet - height : feet, start : start + round(0.7 * height)] = 1


def test_a_title_a_note_and_a_mark_over_a_rule() -> None:
    ink: Mask = np.zeros((900, 1200), np.uint8)
    letters(ink, 100, 150, 60, 8)
    for feet in (300, 400, 500):
        letters(ink, 100, feet, 26, 30)
    letters(ink, 100, 800, 13, 20)
    ink[445:457, 200:212] = 1  # a tone of the third line, in the cell above it
    spots = find_spots(ink)
    home = (spots.boxes[:, 1] < 460).astype(np.int32)
    lines = find_lines(spots.boxes, home, 26)
    assert sorted((line.baseline, len(line.spots)) for line in lines) == [
        (150, 8),
        (300, 30),
        (400, 30),
        (500, 31),
        (800, 20),
    ]


@pytest.mark.parametrize(("height", "crowded"), [(26, True), (12, False)])
def test_a_digit_close_above_a_number_is_no_tone(height: int, crowded: bool) -> None:
    """A narrow column broke the number before its last seven digits."""
    ink: Mask = np.zeros((300, 600), np.uint8)
    letters(ink, 100, 200, 26, 7)
    letters(ink, 180, 150, height, 1)
    spots = find_spots(ink)
    (line,) = find_lines(spots.boxes, np.zeros(len(spots.boxes), np.int32), 26)
    assert (len(line.spots), line.is_crowded) == (8, crowded)


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("degrees", [0, 1.4])
def test_rules_too_thin_for_a_poor_scanner(dpi: int, degrees: float) -> None:
    sight = look_at(poor(turned(picture(PROJECTS, dpi), degrees)))
    level = [rule for rule in sight.lines.rules if rule.axis == "h"]
    assert (len(level), len(sight.lines.rules) - len(level)) == (LEVEL, UPRIGHT)
    assert [(one.start_head, one.end_head) for one in sight.lines.others] == [(True, True)] * 2
    assert abs(len(sight.texts) - LINES) <= 1  # a lone digit may be too faint


def table(ink: Mask, left: int, columns: int) -> None:
    for row in range(4):
        ink[100 + 90 * row : 104 + 90 * row, left : left + 200 * columns + 4] = 1
    for column in range(columns + 1):
        ink[100:374, left + 200 * column : left + 200 * column + 4] = 1


def count_level(ink: Mask) -> int:
    return sum(rule.axis == "h" for rule in find_rules(ink, 26).rules)


def test_a_rule_with_a_wide_break_is_one() -> None:
    ink: Mask = np.zeros((500, 1320), np.uint8)
    table(ink, 100, 4)
    ink[190:194, 330:420] = 0
    assert count_level(ink) == 4


def test_tables_side_by_side_have_their_own_rules() -> None:
    ink: Mask = np.zeros((500, 1320), np.uint8)
    table(ink, 20, 3)
    table(ink, 704, 3)
    assert count_level(ink) == 8


def test_a_rule_ends_where_letters_of_the_next_cell_go_on() -> None:
    ink: Mask = np.zeros((500, 1320), np.uint8)
    table(ink, 100, 4)
    ink[190:194, 504:] = 0
    ink[186:192, 508:556] = 1  # heads of letters, and their stems
    for left in (508, 526, 544):
        ink[192:214, left : left + 12] = 1
    ends = sorted(rule.end for rule in find_rules(ink, 26).rules if rule.axis == "h")
    assert ends == pytest.approx([502, 904, 904, 904], abs=4)


def test_dust_and_the_rough_edge_of_a_rule_are_no_lines() -> None:
    grey = picture(PROJECTS, 300).copy()
    rule = next(one for one in look_at(grey).lines.rules if one.axis == "h")
    chance = np.random.default_rng(3)
    for x in chance.integers(rule.start, rule.end - 40, 30):  # above the rule, and here and there
        grey[round(rule.position) - 9 : round(rule.position) - 6, x : x + 30] = 20
    for x, y in zip(chance.integers(60, 3400, 400), chance.integers(60, 2400, 400), strict=True):
        grey[y : y + 2, x : x + 2] = 40
    assert len(look_at(grey).texts) == LINES


def test_letters_on_both_sides_of_a_rule_are_no_rule_of_no_length() -> None:
    ink: Mask = np.zeros((500, 1320), np.uint8)
    table(ink, 100, 4)
    ink[145:148, 450:555] = 1  # their heads
    ink[136:139, 450:555] = 1
    assert all(rule.length > 0 for rule in find_rules(ink, 26).rules)
    assert count_level(ink) == 4
