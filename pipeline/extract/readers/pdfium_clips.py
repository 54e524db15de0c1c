"""What a page break cuts off: shapes that a clip hides, letters of which only a mark is left."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from typing import Protocol

from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.drawing import Shape, is_rectangle, level_or_upright

MARGIN = 0.15  # of the page's height: only here does a page break cut; elsewhere no clip is asked
STICKS_OUT = 3.0  # points; a border that sticks out by half its width stays as it is

LETTER_HIGH = 0.4  # em above the line: no mark reaches so far down, every consonant does

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


class Piece(Protocol):
    """A text object: where it stands on the page, its size in points, its surroundings' map."""

    @property
    def handle(self) -> int: ...
    @property
    def base(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def outer(self) -> pdf.Affine: ...


def seen_shapes(
    shapes: Iterable[Shape], path: int, to_page: pdf.Affine, page_height: float
) -> Iterator[Shape]:
    """The shapes of a path as far as its clip lets them be seen.

    `to_page`: from the coordinates in which the path stands to those of the page. Rectangles and
    straight lines are cut at the clip's box; others are kept whole, or left out.
    """
    box: Box | None = None
    for shape in shapes:
        ys = [y for _, y in shape.points]
        if MARGIN * page_height < min(ys) and max(ys) < (1 - MARGIN) * page_height:
            yield shape
            continue
        box = _clip_box(path, to_page) if box is None else box
        if (seen := _cut(shape, box)) is not None:
            yield seen


def is_scrap(text: str, pieces: Iterable[Piece]) -> bool:
    """Whether no more is drawn of a consonant than its marks.

    Chromium leaves out what lies beyond a page's margin, letter by letter; the mark that still
    reaches into the page bears the name of the whole cluster, which stands on the next one.
    """
    return "ก" <= text[:1] <= "ฮ" and not any(map(_is_letter, pieces))


def _is_letter(piece: Piece) -> bool:
    """Whether there is ink right above the line on which letters stand."""
    left, low, right, high = pdf.gather(pdf.object_bounds, 4, [piece.handle])[0].tolist()
    _, b, _, d, _, f = piece.outer
    ys = [b * x + d * y + f for x in (left, right) for y in (low, high)]
    return bool(min(ys) < piece.base and max(ys) > piece.base - LETTER_HIGH * piece.size)


def _clip_box(path: int, to_page: pdf.Affine) -> Box:
    """The box that all of an object's clips leave; without any, everything."""
    x0 = top = float("-inf")
    x1 = bottom = float("inf")
    clip = pdf.object_clip(path)
    a, b, c, d, e, f = to_page
    for number in range(max(0, pdf.clip_count_paths(clip)) if clip else 0):
        count = pdf.clip_count_segments(clip, number)
        handles = list(map(pdf.clip_segment, repeat(clip), repeat(number), range(count)))
        if handles:
            x, y = pdf.gather(pdf.segment_point, 2, handles).T
            xs, ys = a * x + c * y + e, b * x + d * y + f
            x0, x1 = max(x0, float(xs.min())), min(x1, float(xs.max()))
            top, bottom = max(top, float(ys.min())), min(bottom, float(ys.max()))
    return x0, top, x1, bottom


def _cut(shape: Shape, box: Box) -> Shape | None:
    """What is seen of a shape; None where nothing is."""
    x0, top, x1, bottom = box
    xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
    half = shape.width / 2
    if max(xs) + half < x0 or x1 < min(xs) - half or max(ys) + half < top:
        return None
    if bottom < min(ys) - half:
        return None
    sticks_out = max(x0 - min(xs), max(xs) - x1, top - min(ys), max(ys) - bottom)
    straight = is_rectangle(shape.points) or level_or_upright(shape.points)
    if sticks_out <= STICKS_OUT or not straight:
        return shape
    points = tuple((min(max(x, x0), x1), min(max(y, top), bottom)) for x, y in shape.points)
    return replace(shape, points=points)
