"""A page of a plan's table as text and rules in place, before anyone decides how to draw them."""

from __future__ import annotations

from dataclasses import dataclass

from bench.readers.paper import ThaiFont
from bench.readers.plan import COLUMNS, HEADINGS, TICK, TITLE, Row

WIDTH, HEIGHT = 842.0, 595.0  # points: A4 landscape
SIZE = 12.0  # points
LEADING = 17.0  # points
PAD = 4.0  # points between a rule and its text
TOP, LEFT = 40.0, 36.0
WIDTHS = (170.0, 120.0, 110.0, 80.0, 50.0, 50.0, 50.0, 50.0, 90.0)  # points
RULE = 0.7  # points
CENTRED = range(3, 8)
QUARTERS = range(4, 8)

Box = tuple[float, float, float, float]  # x0, top, x1, bottom; points from the top left
Arrow = tuple[float, float, float]  # x0, x1, y


@dataclass(frozen=True)
class Text:
    """A line of text: where its baseline begins."""

    text: str
    x: float
    baseline: float


@dataclass(frozen=True)
class Sheet:
    """One page: its text, its rules as thin boxes, the box of its table, arrows over quarters."""

    texts: tuple[Text, ...]
    rules: tuple[Box, ...]
    table: Box
    arrows: tuple[Arrow, ...] = ()


def lay_out(
    rows: tuple[Row, ...], font: ThaiFont, *, first: bool, header: bool, arrows: bool, middle: bool
) -> Sheet:
    """A page with these rows; the plan's title and headings on the first, a header if wanted.

    `arrows`: the quarters are under arrows, not ticked. `middle`: cells are centred in their row.
    """
    texts: list[Text] = []
    y = TOP
    for line in (TITLE, *HEADINGS) if first else ():
        y += LEADING
        texts.append(Text(line, LEFT, y))
    y += LEADING / 2
    start = y
    levels = [y]
    drawn: list[Arrow] = []
    body = tuple(row.cells for row in rows)
    for cells in (COLUMNS, *body) if header else body:
        lines_high = max(map(len, cells))
        ticked = [index for index in QUARTERS if cells[index] == TICK]
        for index, lines in enumerate(cells):
            down = (lines_high - len(lines)) / 2 * LEADING if middle else 0.0
            if not (arrows and index in ticked):
                texts += _cell(lines, index, y + down, font)
        if arrows and ticked:
            level = y + (LEADING * lines_high + PAD) / 2
            drawn.append((_left(ticked[0]) + PAD, _left(ticked[-1] + 1) - PAD, level))
        y += LEADING * lines_high + PAD
        levels.append(y)
    right = _left(len(WIDTHS))
    xs = [_left(index) for index in range(len(WIDTHS) + 1)]
    half = RULE / 2
    rules = [(LEFT - half, level - half, right + half, level + half) for level in levels]
    rules += [(x - half, start - half, x + half, y + half) for x in xs]
    return Sheet(tuple(texts), tuple(rules), (LEFT, start, right, y), tuple(drawn))


def _left(column: int) -> float:
    return LEFT + sum(WIDTHS[:column])


def _cell(lines: tuple[str, ...], index: int, top: float, font: ThaiFont) -> list[Text]:
    left = _left(index)
    placed = []
    for number, line in enumerate(lines):
        wide = sum(map(font.advance, line)) * SIZE / 1000
        x = left + (WIDTHS[index] - wide) / 2 if index in CENTRED else left + PAD
        placed.append(Text(line, x, top + LEADING * (number + 0.8)))
    return placed
