"""What stands above and below the page: how it was read, and what the strokes mean."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PIL import Image, ImageDraw

from pipeline.contracts.page_view import PageView
from pipeline.write.page_image import overlay, style
from pipeline.write.page_image.strips import INHERITED
from pipeline.write.page_image.style import (
    Stroke,
    font,
    outline,
    printable,
    text_width,
    tint,
    underline,
)

GAP = 8  # pixels
SWATCH = (54, 0.9)  # pixels wide; share of a line's height
MAX_FINDINGS = 10  # a longer list stands on stdout

WHY_UNREAD: Final = {
    "damaged": "its content is broken. Get the file anew.",
    "too_large": "what it draws is too large. Export the PDF anew.",
    "scan": "no text can be made out in its picture. Scan it again at 300 dots an inch.",
    "drawn": "its letters are drawn as outlines. Export the PDF anew.",
    "untrusted": "its text layer makes no sense. Use the born-digital PDF.",
}


class Entry(NamedTuple):
    """A line of the legend: a sample of the stroke, what it means, how often it occurs."""

    stroke: Stroke
    tint: style.Colour
    words: str
    times: int


def entries(view: PageView) -> tuple[Entry, ...]:
    """The legend of this page."""
    pieces = [piece for table in view.tables for piece in table.pieces]
    letters = [letter.kind for letter in view.letters]
    counted = sum(bool(mark.covers) for mark in view.marks)
    white = style.WHITE
    inherited = sum(bool(p.columns) and p.header is None for p in pieces)
    return (
        Entry(overlay.CELL, white, "cell", sum(len(table.cells) for table in view.tables)),
        Entry(overlay.HEADER, style.HEADER_TINT, "header; roles of its columns above it",
              sum(piece.header is not None for piece in pieces)),
        Entry(INHERITED, style.HEADER_TINT, "roles by an earlier header", inherited),
        Entry(Stroke(style.BLUE, 3), style.ROW_TINT,
              "row: indicator / item left, what was read right", len(view.rows)),
        Entry(overlay.MARK, style.MARK_TINT, "mark, and the columns that it counts for", counted),
        Entry(overlay.IDLE_MARK, white, "mark that counts for none", len(view.marks) - counted),
        Entry(overlay.HEADING, style.HEADING_TINT, "heading", len(view.headings)),
        Entry(overlay.PROSE, white, "text outside tables", len(overlay.prose(view))),
        Entry(overlay.UNKNOWN, style.YELLOW, "letter that nobody can name",
              letters.count("unknown")),
        Entry(overlay.REPAIRED, white, "letters that were mended", letters.count("repaired")),
        Entry(overlay.UNTRUSTED, white, "letters of a font in doubt", letters.count("untrusted")),
        Entry(overlay.UNSURE, white, "not read surely from the picture", letters.count("unsure")),
        Entry(overlay.DOUBT, white, "value in doubt", letters.count("doubt")),
        Entry(overlay.NOTE, white, "has no field: see the findings", len(view.notes)),
    )  # fmt: skip


def banner(view: PageView) -> tuple[str, ...]:
    """The lines above the page."""
    report = view.report
    tried = ", ".join(f"{attempt.reader} {attempt.score:.3f}" for attempt in report.attempts)
    parts = [
        f"page {report.number} of {view.n_pages}",
        f"printed number {report.printed_number}" if report.printed_number is not None else "",
        f"read by {report.reader}" if report.status != "unread" else "",
        f"readers tried, score: {tried}" if tried else "",
    ]
    repairs = ", ".join(f"{kind} {count}" for kind, count in report.repairs)
    doubts = ", ".join(
        f"{doubt.font} ({doubt.letters}; {doubt.reason} {doubt.share:.0%})"
        for doubt in report.untrusted_fonts
    )
    text = [
        f"fonts in doubt, letters: {doubts}" if doubts else "",
        f"mended: {repairs}" if repairs else "",
        f"letters without a name: {report.unknown_glyphs}" if report.unknown_glyphs else "",
    ]
    return tuple(printable(line) for line in (_joined(parts), _joined(text)) if line)


def warning(view: PageView) -> str:
    """Why nothing was read; empty where something was."""
    report = view.report
    if report.status == "blank":
        return "BLANK: nothing is printed on this page"
    why = WHY_UNREAD.get(report.reason, report.reason)
    return printable(f"NOT READ: {why}") if report.status == "unread" else ""


def findings(view: PageView) -> tuple[str, ...]:
    """The findings that name this page, worst first."""
    order = {"error": 0, "warning": 1, "info": 2}
    found = sorted(view.findings, key=lambda one: order[one.severity.value])
    lines = [
        printable(f"{one.severity.value}: {one.rule} in {one.scope} {one.items}".rstrip())
        for one in found[:MAX_FINDINGS]
    ]
    more = len(found) - MAX_FINDINGS
    return (*lines, f"and {more} more") if more > 0 else tuple(lines)


def _joined(parts: list[str]) -> str:
    return "   |   ".join(part for part in parts if part)


def draw_legend(view: PageView, width: int, size: int) -> Image.Image:
    """The legend and the findings, in as many columns as fit."""
    cells: list[tuple[int, Callable[[Image.Image, int, int], None]]] = []
    for entry in entries(view) if view.report.status != "unread" else ():
        words = f"{entry.words} ({entry.times})"
        cells.append((SWATCH[0] + 2 * GAP + text_width(words, size), _entry_drawer(entry, size)))
    for line in findings(view):
        cells.append((text_width(line, size), _line_drawer(line, size)))
    column = max((cell for cell, _ in cells), default=0) + 3 * GAP
    across = max(1, (width - 2 * GAP) // column)
    down = -(-len(cells) // across)
    height = down * (size + GAP) + 3 * GAP
    image = Image.new("RGB", (width, height), style.WHITE)
    for index, (_, draw_at) in enumerate(cells):
        at = (2 * GAP + index // down * column, 2 * GAP + index % down * (size + GAP))
        draw_at(image, *at)
    return image


def _entry_drawer(entry: Entry, size: int) -> Callable[[Image.Image, int, int], None]:
    def draw_at(image: Image.Image, x: int, y: int) -> None:
        draw = ImageDraw.Draw(image)
        rect = (x, y + 1, x + SWATCH[0], y + round(SWATCH[1] * size))
        if entry.stroke in overlay.BELOW.values():
            underline(draw, (x, rect[1], rect[2], rect[3] - entry.stroke.width), entry.stroke)
        else:
            tint(image, rect, entry.tint)
            outline(draw, rect, entry.stroke)
        words = f"{entry.words} ({entry.times})"
        colour = style.BLACK if entry.times else style.GREY
        draw.text((x + SWATCH[0] + GAP, y), words, colour, font(size))

    return draw_at


def _line_drawer(line: str, size: int) -> Callable[[Image.Image, int, int], None]:
    def draw_at(image: Image.Image, x: int, y: int) -> None:
        ImageDraw.Draw(image).text((x, y), line, style.VERMILLION_INK, font(size))

    return draw_at
