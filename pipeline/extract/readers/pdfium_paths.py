"""What is drawn on a pdfium page, as shapes in page coordinates."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.drawing import Point, Shape, open_frames
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.pdfium_clips import seen_shapes

LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2  # FPDF_SEGMENT_*
EVEN_ODD = 1  # FPDF_FILLMODE_ALTERNATE
FRAME = 2  # subpaths: the outer edge and the inner one
MAX_PATHS = 300_000  # of a page: dotted borders make 6,000
MAX_SEGMENTS = 20_000  # a map or a logo: no table has so many in one path

Segment = tuple[int, Point, int]  # kind, where it ends, whether it closes its subpath


def read_shapes(
    paths: Sequence[int], outer: Sequence[pdf.Affine], page_height: float
) -> Iterator[Shape]:
    """One shape for each subpath that is seen; nothing for a path that is only a clip.

    Raises DamagedPageError for more paths than can be read in a minute.
    """
    if len(paths) > MAX_PATHS:
        raise DamagedPageError(f"{len(paths)} paths are drawn")
    modes = pdf.gather(pdf.path_draw_mode, 2, paths, kind=np.int32)
    counts = np.fromiter(map(pdf.path_count, paths), int, len(paths))
    drawn = np.flatnonzero(modes.any(1) & (counts <= MAX_SEGMENTS)).tolist()
    paths = [paths[index] for index in drawn]
    modes, counts = modes[drawn], counts[drawn]
    outer = [outer[index] for index in drawn]
    matrices = pdf.matrices(paths, outer)
    a, b, c, d = matrices.T[:4]
    widths = pdf.gather(pdf.stroke_width, 1, paths)[:, 0] * abs(a * d - b * c) ** 0.5
    segments = _segments(paths, counts, matrices)
    looks = zip(modes.tolist(), widths.tolist(), _shades(paths), strict=True)
    for path, to_page, count, ((filled, stroked), width, shade) in zip(
        paths, outer, counts.tolist(), looks, strict=True
    ):
        shapes = [
            Shape(
                points=points,
                closed=closed,
                filled=bool(filled),
                stroked=bool(stroked),
                width=width if stroked else 0.0,
                shade=shade if filled else 0.0,
            )
            for points, closed in _subpaths(list(islice(segments, count)))
        ]
        is_frame = len(shapes) == FRAME and filled and not stroked
        outlines = open_frames(shapes[0], shapes[1], filled == EVEN_ODD) if is_frame else shapes
        yield from seen_shapes(outlines, path, to_page, page_height)


def _segments(
    paths: Sequence[int], counts: NDArray[np.int64], matrices: pdf.Numbers
) -> Iterator[Segment]:
    """The segments of all paths, one after the other, in page coordinates."""
    handles = list(
        chain.from_iterable(
            map(pdf.path_segment, repeat(path), range(count))
            for path, count in zip(paths, counts.tolist(), strict=True)
        )
    )
    x, y = pdf.gather(pdf.segment_point, 2, handles).T
    a, b, c, d, e, f = np.repeat(matrices, counts, axis=0).T
    xs, ys = (a * x + c * y + e).tolist(), (b * x + d * y + f).tolist()
    kinds, closes = map(pdf.segment_type, handles), map(pdf.segment_close, handles)
    return zip(kinds, zip(xs, ys, strict=True), closes, strict=True)


def _subpaths(segments: Sequence[Segment]) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The points of each subpath of a path, and whether it is closed."""
    points: list[Point] = []
    curve: list[Point] = []
    closed = False
    for kind, point, closes in segments:
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
        closed = closed or bool(closes)
    if len(points) > 1:
        yield tuple(points), closed


def _flatten(start: Point, curve: list[Point]) -> list[Point]:
    """A Bezier curve's middle and end: enough to tell where an arrow goes."""
    one, two, end = curve
    middle = tuple((start[i] + 3 * one[i] + 3 * two[i] + end[i]) / 8 for i in (0, 1))
    return [(middle[0], middle[1]), end]


def _shades(paths: Sequence[int]) -> list[float]:
    """How white each fill is, 0 .. 1 (see Area); an unseen (transparent) one counts as white."""
    *channels, alpha = pdf.gather(pdf.fill_color, 4, paths, kind=np.int32).T
    shades: list[float] = (1 - alpha / 255 * (1 - np.minimum.reduce(channels) / 255)).tolist()
    return shades
