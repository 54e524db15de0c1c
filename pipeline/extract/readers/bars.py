"""Outlined boxes told apart: cells of a table, and bars that lie in a row over its columns."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.extract.readers.rules import DOUBLE_GAP, Line

Box = tuple[float, float, float, float]  # x0, top, x1, bottom

MAX_HEIGHT = 25.0  # points: a higher box is a cell or a frame
ROOM = 2.5  # points that a bar leaves free to the rules above and below it
SAME = 1.0  # points between a box's side and the line that is it


def part_bars(boxes: Sequence[Box], lines: list[Line]) -> tuple[list[Box], list[Line]]:
    """The boxes that are bars, and the lines that are no side of one.

    Two upright rules or more run past a bar; no line ends on it or goes on from its corners.
    """
    corners = Counter(corner for box in boxes for corner in _corners(box))
    bars: list[Box] = []
    sides: set[int] = set()
    for box in boxes:
        low = box[3] - box[1] <= MAX_HEIGHT
        if low and all(corners[corner] == 1 for corner in _corners(box)):
            own = {id(line) for line in lines if _is_side(line, box)}
            if _is_passed(box, lines) and not any(
                id(line) not in own and _holds(line, box) for line in lines
            ):
                bars.append(box)
                sides |= own
    return bars, [line for line in lines if id(line) not in sides] if sides else lines


def _corners(box: Box) -> Iterator[tuple[int, int]]:
    """Whole points: cells beside each other share them."""
    x0, top, x1, bottom = map(round, box)
    yield from ((x0, top), (x1, top), (x0, bottom), (x1, bottom))


def _is_side(line: Line, box: Box) -> bool:
    x0, top, x1, bottom = box
    (low, high), ends = ((top, bottom), (x0, x1)) if line.axis == "h" else ((x0, x1), (top, bottom))
    at = min(abs(line.position - low), abs(line.position - high)) <= SAME
    return at and abs(line.start - ends[0]) <= SAME and abs(line.end - ends[1]) <= SAME


def _is_passed(box: Box, lines: Sequence[Line]) -> bool:
    past = (
        line
        for line in lines
        if line.axis == "v" and line.start < box[1] - ROOM and line.end > box[3] + ROOM
    )
    return next(past, None) is not None and next(past, None) is not None


def _holds(line: Line, box: Box) -> bool:
    """Whether the line ends at the box's upper or lower side, or runs along one."""
    x0, top, x1, bottom = box
    if line.axis == "h":
        room = DOUBLE_GAP + line.width
        near = min(abs(line.position - top), abs(line.position - bottom)) <= room
        return near and line.start <= x1 + ROOM and x0 - ROOM <= line.end
    if not x0 - ROOM <= line.position <= x1 + ROOM:
        return False
    return any(abs(end - side) <= ROOM for end in (line.start, line.end) for side in (top, bottom))
