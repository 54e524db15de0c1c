"""The labels beside the page: which row stands where, and what was read of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from PIL import ImageDraw

from pipeline.contracts.page_view import PageView, SeenHeading, SeenRow
from pipeline.contracts.place import Box
from pipeline.write.page_image import style
from pipeline.write.page_image.style import Colour, font, printable, text_width

Side = Literal["left", "right"]

GAP = 6  # pixels
BRACKET = 14  # pixels from the page to the line that marks a row's extent
ROOM = 46  # pixels between the page and the labels: brackets and leaders
ABREAST = 3  # numbers on a line of a label
FIRST_LINE = 16.0  # points: a leader comes out of the upper end of what is tall


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text that belong to the stretch `top`..`bottom` of the page, in points."""

    side: Side
    top: float
    bottom: float
    lines: tuple[str, ...]
    colour: Colour
    has_bracket: bool
    reaches: float | None = None  # x of the page, in points, to which a leader goes


def find_labels(view: PageView) -> tuple[Label, ...]:
    """All labels of both margins."""
    labels = [label for row in view.rows for label in _row_labels(row)]
    labels += _heading_labels(view)
    idle: dict[tuple[str, int], list[Box]] = {}
    for mark in view.marks:
        if not mark.covers:
            idle.setdefault((mark.kind, round(mark.box.top)), []).append(mark.box)
    for (kind, _), boxes in idle.items():
        text = f"{kind}: counts for none" + (f" ({len(boxes)})" if len(boxes) > 1 else "")
        end = max(box.x1 for box in boxes)
        labels.append(_at(boxes[0], "right", text, style.VERMILLION_INK, end))
    labels += _note_labels(view)
    return tuple(labels)


def _heading_labels(view: PageView) -> Iterator[Label]:
    """One label a heading; the boxes of a chart beside each other share one."""
    levels: dict[tuple[str, int], list[SeenHeading]] = {}
    for heading in view.headings:
        levels.setdefault((heading.level, round(heading.box.top)), []).append(heading)
    for (level, _), beside in levels.items():
        box, numbers = beside[0].box, [one.number for one in beside if one.number]
        if len(beside) == 1:
            text = " ".join((level, *numbers))
            yield _at(box, "left", text, style.PURPLE_INK, box.x0)
        else:
            lines = [" ".join(numbers[i : i + ABREAST]) for i in range(0, len(numbers), ABREAST)]
            label = _at(box, "left", f"{level} ({len(beside)})", style.PURPLE_INK, None)
            yield replace(label, lines=(*label.lines, *map(printable, lines)))


def _note_labels(view: PageView) -> Iterator[Label]:
    """Each code once a table, and once for all that stands outside the tables."""
    told = set()
    for note in sorted(view.notes, key=lambda one: one.box.top):
        inside = [n for n, table in enumerate(view.tables) if _is_inside(note.box, table.box)]
        if (note.code, *inside) not in told:
            told.add((note.code, *inside))
            yield _at(note.box, "right", f"finding: {note.code}", style.BLACK, None)


def _is_inside(box: Box, outer: Box) -> bool:
    return outer.top <= (box.top + box.bottom) / 2 <= outer.bottom


def _at(box: Box, side: Side, text: str, colour: Colour, reaches: float | None) -> Label:
    """A label at the first line of a box."""
    bottom = min(box.bottom, box.top + FIRST_LINE)
    return Label(side, box.top, bottom, (printable(text),), colour, False, reaches)


def _row_labels(row: SeenRow) -> tuple[Label, Label]:
    name = row.name + ("" if row.begins else " (goes on)")
    flags = [f"! {flag}" for flag in row.flags]
    says = tuple(printable(line) for line in (" | ".join(row.says), *flags) if line)
    top, bottom = row.box.top, row.box.bottom
    return (
        Label("left", top, bottom, (printable(name),), style.BLUE, True),
        Label("right", top, bottom, says, style.BLACK, True),
    )


def margin_width(labels: tuple[Label, ...], side: Side, size: int) -> int:
    """Pixels that the margin takes."""
    widths = [text_width(line, size) for one in labels if one.side == side for line in one.lines]
    return ROOM + max(widths, default=0) + 2 * GAP


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its stretch and its own place, in pixels of the canvas."""

    label: Label
    top: int
    bottom: int
    y: int


def place(placed: list[Placed], size: int, lowest: int) -> list[Placed]:
    """Labels of one side moved down so that none covers another, and up from the lower end."""
    ordered = sorted(placed, key=lambda one: (one.y, one.label.has_bracket))
    free = 0
    down = []
    for one in ordered:
        y = max(one.y, free)
        down.append(replace(one, y=y))
        free = y + label_height(one.label, size) + 1
    up: list[Placed] = []
    for one in reversed(down):
        y = min(one.y, lowest - label_height(one.label, size))
        up.append(replace(one, y=y))
        lowest = y - 1
    return up[::-1]


def label_height(label: Label, size: int) -> int:
    """Pixels that the lines take."""
    return len(label.lines) * (size + 2)


def draw_label(
    draw: ImageDraw.ImageDraw, one: Placed, page: tuple[int, int, float], size: int
) -> None:
    """The text, its bracket or leader. `page`: left and right end of the page, pixels a point."""
    left, right, scale = page
    label = one.label
    out = -1 if label.side == "left" else 1
    edge = left if label.side == "left" else right
    text_y = one.y + (size + 2) // 2
    if label.has_bracket:
        x = edge + out * BRACKET
        low = max(one.top + 2, one.bottom - 2)
        draw.line((x, one.top + 2, x, low), style.BLUE, 3)
        for y in (one.top + 2, low):
            draw.line((x, y, x - out * 8, y), style.BLUE, 3)
        start = (x, min(max(text_y, one.top + 2), low))
    else:
        start = (edge, (one.top + one.bottom) // 2)
        if label.reaches is not None:
            draw.line((left + round(label.reaches * scale), start[1], *start), label.colour, 1)
    end = edge + out * (ROOM - GAP)
    draw.line((*start, edge + out * (BRACKET + 8), text_y, end, text_y), label.colour, 1)
    for number, line in enumerate(label.lines):
        y = one.y + number * (size + 2)
        if label.side == "left":
            draw.text((edge - ROOM, y), line, label.colour, font(size), anchor="ra")
        else:
            draw.text((edge + ROOM, y), line, label.colour, font(size))
