"""What was seen and read on a picture as the neutral page that the tables are made of."""

import itertools
from collections.abc import Iterator
from typing import Final

from pipeline.contracts.page import (
    Area,
    Candidate,
    DoubtfulReading,
    Glyph,
    Page,
    Ruling,
    Stroke,
)
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.engines.engine import LetterEngine
from pipeline.extract.engines.second_letters import AGREED, Taken, second_opinion
from pipeline.extract.readers.glyphs import DESCENT
from pipeline.extract.scan.doubts import Written, find_doubts
from pipeline.extract.scan.layer import find_layer
from pipeline.extract.scan.lines import TextLine
from pipeline.extract.scan.look import look_at
from pipeline.extract.scan.marks import Box
from pipeline.extract.scan.numbers import check_numbers, without_rest
from pipeline.extract.scan.recogniser import Reading, read_strips
from pipeline.extract.scan.rules import Drawn
from pipeline.extract.scan.signs import Sign
from pipeline.extract.scan.spare_memory import give_back
from pipeline.extract.scan.strip import MARGIN, Grey
from pipeline.normalize.thai_marks import combining_marks

EM: Final = 2.6  # letter heights
FONT: Final = "scan"
HEAD: Final = (0.8, 0.35)  # letter heights: length and half the height of a head, as drawn again


def read_picture(
    grey: Grey,
    points: float,
    number: int,
    layer: Page | None = None,
    letters: LetterEngine | None = None,
) -> Page:
    """Page `number` from its picture; `points` is the size of a pixel.

    `layer`: the page as its text layer has it; its digits count where a net reads the same.
    `letters` is asked about letters of which our own net is not sure.
    """
    sight = look_at(grey)
    give_back()
    readings = read_strips("line", sight.strips)
    glyphs: list[Glyph] = [_sign(sign, sight.letter, points) for sign in sight.marks.signs]
    doubts: list[DoubtfulReading] = []
    if letters is not None:
        readings, taken = second_opinion(sight.strips, readings, letters)
        doubts += (_doubt(one, sight.texts[one.line], points, letters.name) for one in taken)
    checked = check_numbers(sight.strips, readings, find_layer(layer, sight, points))
    for line, one in zip(sight.texts, checked, strict=True):
        sure = without_rest(one) if line.is_crowded else one
        written = list(_written(line, sure.reading, points))
        glyphs += (letter.glyph for letter in written)
        doubts += find_doubts(written, sure.doubts)
    return Page(
        number=number,
        width=sight.width * points,
        height=sight.height * points,
        glyphs=tuple(glyphs),
        rulings=tuple(
            Ruling(rule.axis, rule.position * points, rule.start * points, rule.end * points)
            for rule in sight.lines.rules
        ),
        strokes=tuple(
            stroke
            for drawn in sight.marks.drawn
            for stroke in _strokes(drawn, sight.letter, points)
        ),
        fills=tuple(
            _area((one.left, one.top, one.right, one.bottom), one.level, points)
            for one in sight.shades
        ),
        images=tuple(_area(doubt, 1.0, points) for doubt in sight.marks.doubts),
        reader="ocr",
        unknown_glyphs=sum(glyph.text.count(UNKNOWN) for glyph in glyphs),
        doubts=tuple(doubts),
        turned=sight.skew,
    )


def _written(line: TextLine, reading: Reading, points: float) -> Iterator[Written]:
    """Letters with their marks; each reaches half way to its neighbours."""
    clusters: list[list[int]] = []
    for index, letter in enumerate(reading.letters):
        if clusters and letter.text[0] in combining_marks():
            clusters[-1].append(index)
        else:
            clusters.append([index])
    if not clusters:
        return
    left, width, size, bottom = _measures(line, points)
    middles = [left + reading.letters[own[0]].x * width for own in clusters]
    edges = [
        line.left,
        *((one + two) / 2 for one, two in itertools.pairwise(middles)),
        line.right,
    ]
    for own, (x0, x1) in zip(clusters, itertools.pairwise(edges), strict=True):
        letters = [reading.letters[index] for index in own]
        text = "".join(letter.text for letter in letters)
        glyph = Glyph(text, x0 * points, bottom - size, x1 * points, bottom, size, FONT)
        yield Written(glyph, own[0], min(letter.confidence for letter in letters))


def _measures(line: TextLine, points: float) -> tuple[float, float, float, float]:
    """Left and width of the line's strip in pixels; size and foot of its letters in points."""
    margin = MARGIN * line.letter
    size = EM * line.letter * points
    bottom = line.baseline * points + DESCENT * size
    return line.left - margin, line.right - line.left + 2 * margin, size, bottom


def _doubt(taken: Taken, line: TextLine, points: float, reader: str) -> DoubtfulReading:
    """Letters that are another reader's; our own stand beside them."""
    left, width, size, bottom = _measures(line, points)
    return DoubtfulReading(
        kind="letters",
        x0=(left + taken.x0 * width) * points,
        top=bottom - size,
        x1=(left + taken.x1 * width) * points,
        bottom=bottom,
        text=taken.text,
        candidates=(
            Candidate(taken.text, reader, AGREED),
            Candidate(taken.own, "line", taken.own_confidence),
        ),
    )


def _area(box: Box, shade: float, points: float) -> Area:
    left, top, right, bottom = (side * points for side in box)
    return Area(left, top, right, bottom, shade)


def _sign(sign: Sign, letter: float, points: float) -> Glyph:
    """A sign as a letter in the middle of whose height it stands."""
    size = EM * letter * points
    bottom = sign.bottom * points + DESCENT * size
    return Glyph(
        sign.text, sign.left * points, bottom - size, sign.right * points, bottom, size, FONT
    )


def _strokes(drawn: Drawn, letter: float, points: float) -> Iterator[Stroke]:
    """The line, and a filled triangle for each head."""
    line = drawn.line
    start, end, level = line.start * points, line.end * points, line.position * points
    yield Stroke.along(line.axis, level, start, end, line.width * points)
    length, half = HEAD[0] * letter * points, HEAD[1] * letter * points
    for is_there, tip, way in ((drawn.start_head, start, 1), (drawn.end_head, end, -1)):
        if is_there:
            base = tip + way * length
            corners = ((tip, level), (base, level - half), (base, level + half))
            yield Stroke(corners, True, 0.0)
