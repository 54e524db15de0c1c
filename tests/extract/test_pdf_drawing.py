"""What is drawn: rulings, other strokes and fills told apart."""

from pipeline.extract.readers.drawing import Shape, open_frames, sort_shapes

XS, YS = (0.0, 100.0, 200.0, 300.0), (0.0, 40.0, 80.0)


def line(x0: float, y0: float, x1: float, y1: float) -> Shape:
    return Shape(((x0, y0), (x1, y1)), False, False, True, 0.5, 0.0)


def rectangle(x0: float, y0: float, x1: float, y1: float, shade: float = 0.0) -> Shape:
    return Shape(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), True, True, False, 0.0, shade)


def triangle(tip: float, y: float, way: int) -> Shape:
    back = tip - 6 * way
    return Shape(((tip, y), (back, y - 3), (back, y + 3)), True, True, False, 0.0, 0.0)


def table() -> list[Shape]:
    level = [line(XS[0], y, XS[-1], y) for y in YS]
    return level + [line(x, YS[0], x, YS[-1]) for x in XS]


def kinds(*shapes: Shape) -> tuple[int, int, int]:
    rulings, strokes, fills = sort_shapes([*table(), *shapes])
    return len(rulings) - 7, len(strokes), len(fills)


def test_table_is_all_rulings() -> None:
    assert kinds() == (0, 0, 0)


def test_floating_line_is_a_stroke() -> None:
    assert kinds(line(130, 20, 170, 20)) == (0, 1, 0)
    assert kinds(line(20, 20, 280, 20)) == (0, 1, 0)


def test_line_from_rule_to_rule_is_a_ruling() -> None:
    assert kinds(line(100, 20, 300, 20)) == (1, 0, 0)


def test_headed_line_is_a_stroke_even_from_rule_to_rule() -> None:
    assert kinds(line(100, 20, 200, 20), triangle(200, 20, 1)) == (0, 2, 0)
    opened = Shape(((195, 17), (200, 20), (195, 23)), False, False, True, 0.5, 0.0)
    assert kinds(line(100, 20, 200, 20), opened) == (0, 2, 0)


def test_head_beside_a_rule_leaves_it_a_rule() -> None:
    assert kinds(line(120, 76, 198, 76), triangle(200, 76, 1)) == (0, 2, 0)


def test_dashes_are_one_line() -> None:
    dashes = [rectangle(x, 19.5, x + 4, 20.5) for x in range(105, 195, 7)]
    assert kinds(*dashes, triangle(202, 20, 1)) == (0, 2, 0)


def test_doubled_and_thin_rectangle_borders_are_one_ruling() -> None:
    double = [rectangle(x - 0.4, 0, x + 0.4, 80) for x in XS] + [line(0, 42, 300, 42)]
    assert kinds(*double) == (0, 0, 0)


def test_dotted_borders_are_rulings() -> None:
    dots = [rectangle(x, y, x + 0.75, y + 0.75) for y in (0, 30) for x in range(0, 201, 2)]
    dots += [rectangle(x, y, x + 0.75, y + 0.75) for x in (0, 100, 200) for y in range(0, 31, 2)]
    rulings, strokes, _ = sort_shapes(dots)
    assert sorted(ruling.axis for ruling in rulings) == ["h", "h", "v", "v", "v"]
    assert not strokes


def test_shading_is_a_fill_and_an_outlined_cell_both() -> None:
    assert kinds(rectangle(100, 0, 200, 40, 0.8)) == (0, 0, 1)


def test_table_open_below_keeps_its_rules() -> None:
    rulings, strokes, _ = sort_shapes(
        [line(0, 10, 200, 10), *(line(x, 10, x, 90) for x in (0, 100, 200))]
    )
    assert (len(rulings), len(strokes)) == (4, 0)


def test_short_lines_across_its_ends_make_a_line_a_shaft() -> None:
    stops = [line(x, 17, x, 23) for x in (102, 198)]
    assert kinds(line(102, 20, 198, 20), *stops) == (0, 3, 0)
    assert kinds(line(100, 20, 200, 20), *stops) == (0, 3, 0)


def test_border_filled_between_two_rectangles_is_four_sides() -> None:
    outer, inner = rectangle(100, 0, 200, 40), rectangle(100.5, 0.5, 199.5, 39.5)
    turned = Shape(inner.points[::-1], True, True, False, 0.0, 0.0)
    assert len(open_frames(outer, inner, even_odd=True)) == 4
    assert len(open_frames(turned, outer, even_odd=False)) == 4
    assert kinds(*open_frames(outer, inner, even_odd=True)) == (0, 0, 0)  # one with the rules
    assert open_frames(outer, inner, even_odd=False) == (outer, inner)  # painted all over
    thick = rectangle(110, 10, 190, 30)
    assert open_frames(outer, thick, even_odd=True) == (outer, thick)
