"""The labels beside the page: which row stands where, and what was read of it."""

from dataclasses import dataclass, replace
from typing import Literal

from PIL import ImageDraw

from pipeline.contracts.page_view import PageView, SeenRow
from pipeline.contracts.place import Box
from pipeline.write.page_image import style
from pipeline.write.page_image.style import Colour, font, printable, text_width

Side = Literal["left", "right"]

GAP = 6  # pixels
BRACKET = 14  # pixels from the page to the line that marks a row's extent
ROOM = 46  # pixels between the page and the labels: brackets and leaders
MAX_FLAGS = 2  # on one line of a label


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
    for heading in view.headings:
        text = f"{heading.level} {heading.number}".strip()
        labels.append(_at(heading.box, "left", text, style.PURPLE_INK))
    for mark in view.marks:
        if not mark.covers:
            labels.append(_at(mark.box, "right", f"{mark.kind}: counts for none", style.VERMILLION))
    codes: dict[str, Box] = {}
    for note in view.notes:
        codes.setdefault(note.code, note.box)
    labels += [_at(box, "right", f"finding: {code}", style.BLACK) for code, box in codes.items()]
    return tuple(labels)


def _at(box: Box, side: Side, text: str, colour: Colour) -> Label:
    reaches = box.x0 if side == "left" else box.x1
    return Label(side, box.top, box.bottom, (printable(text),), colour, False, reaches)


def _row_labels(row: SeenRow) -> tuple[Label, Label]:
    name = f"{row.indicator_no} / {row.item_no}" + ("" if row.begins else " (goes on)")
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
