"""Outlined boxes told apart: cells of a table, and bars that lie in a row over its columns."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.extract.readers.rules import DOUBLE_GAP, Line, join_pieces

Box = tuple[float, float, float, float]  # x0, top, x1, bottom

MAX_HEIGHT = 25.0  # points: a higher box is a cell or a frame
ROOM = 2.5  # points that a bar leaves free to the rules above and below it
MAX_BARS = 60  # on a page; more are cells that stand apart


def part_bars(
    boxes: Sequence[tuple[Box, Sequence[Line]]], lines: Sequence[Line]
) -> tuple[list[Box], list[Line]]:
    """The boxes that are bars; and all other lines, the sides of the other boxes among them.

    `boxes`: each with its sides. Two upright rules or more run past a bar; no line ends on it or
    goes on from its corners.
    """
    corners = Counter(corner for box, _ in boxes for corner in _corners(box))
    alone = {
        box
        for box, _ in boxes
        if box[3] - box[1] <= MAX_HEIGHT and all(corners[at] == 1 for at in _corners(box))
    }
    rules = join_pieces(list(lines)) if 0 < len(alone) <= MAX_BARS else []
    bars: list[Box] = []
    others = list(lines)
    for box, sides in boxes:
        near = (line for other, own in boxes if other is not box for line in own)
        if (
            box in alone
            and _is_passed(box, rules)
            and not any(_holds(line, box) for line in (*rules, *near))
        ):
            bars.append(box)
        else:
            others += sides
    return bars, others


def _corners(box: Box) -> Iterator[tuple[int, int]]:
    """Whole points: cells beside each other share them."""
    x0, top, x1, bottom = map(round, box)
    yield from ((x0, top), (x1, top), (x0, bottom), (x1, bottom))


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
