"""What is drawn on a pdfium page, as shapes in page coordinates."""

import ctypes
from collections.abc import Iterator

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.drawing import Point, Shape

LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2  # FPDF_SEGMENT_*
MAX_SEGMENTS = 20_000  # a map or a logo: no table has so many in one path


def read_shapes(path: int, to_page: pdf.Affine) -> Iterator[Shape]:
    """One shape for each subpath; nothing for a path that is only a clip."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdf.path_draw_mode(path, ctypes.byref(mode), ctypes.byref(stroked))
    count = pdf.path_count(path)
    if not (mode.value or stroked.value) or count > MAX_SEGMENTS:
        return
    matrix = pdf.combine(pdf.matrix_of(path), to_page)
    width = ctypes.c_float()
    pdf.stroke_width(path, ctypes.byref(width))
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    for points, closed in _subpaths(path, count, matrix):
        yield Shape(
            points=points,
            closed=closed,
            filled=bool(mode.value),
            stroked=bool(stroked.value),
            width=width.value * scale if stroked.value else 0.0,
            shade=_shade(path) if mode.value else 0.0,
        )


def _subpaths(
    path: int, count: int, matrix: pdf.Affine
) -> Iterator[tuple[tuple[Point, ...], bool]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
    points: list[Point] = []
    curve: list[Point] = []
    closed = False
    for index in range(count):
        segment = pdf.path_segment(path, index)
        pdf.segment_point(segment, x_ref, y_ref)
        u, v = x.value, y.value
        point = (a * u + c * v + e, b * u + d * v + f)
        kind = pdf.segment_type(segment)
        if kind == MOVE_TO:
            if len(points) > 1:
                yield tuple(points), closed
            points, curve, closed = [point], [], False
        elif kind == LINE_TO:
            points.append(point)
        else:
            curve.append(point)
            if len(curve) == 3:
                points += _flatten(points[-1] if points else curve[0], curve)
                curve = []
        closed = closed or bool(pdf.segment_close(segment))
    if len(points) > 1:
        yield tuple(points), closed


def _flatten(start: Point, curve: list[Point]) -> list[Point]:
    """A Bezier curve's middle and end: enough to tell where an arrow goes."""
    one, two, end = curve
    middle = tuple((start[i] + 3 * one[i] + 3 * two[i] + end[i]) / 8 for i in (0, 1))
    return [(middle[0], middle[1]), end]


def _shade(path: int) -> float:
    """How white the fill is, 0 .. 1 (see Area); an unseen (transparent) fill counts as white."""
    r, g, b, alpha = (ctypes.c_uint() for _ in range(4))
    pdf.fill_color(path, *(ctypes.byref(channel) for channel in (r, g, b, alpha)))
    seen = alpha.value / 255
    return 1 - seen * (1 - min(r.value, g.value, b.value) / 255)
