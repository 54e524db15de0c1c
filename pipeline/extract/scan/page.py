"""What was seen and read on a picture as the neutral page that the tables are made of."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.contracts.page import Area, Glyph, Page, Ruling, Stroke
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.glyphs import DESCENT
from pipeline.extract.scan.lines import TextLine
from pipeline.extract.scan.look import look_at
from pipeline.extract.scan.marks import Box
from pipeline.extract.scan.recogniser import Letter, Reading, read_strips
from pipeline.extract.scan.rules import Drawn
from pipeline.extract.scan.signs import Sign
from pipeline.extract.scan.strip import Grey
from pipeline.normalize.thai_marks import combining_marks

EM: Final = 2.6  # letter heights
FONT: Final = "scan"
SURE: Final = 0.6  # a letter less sure than this is not named
SURE_DIGIT: Final = 0.85
NUMERIC: Final = re.compile(r"[0-9๐-๙.,\-\s]+")
HEAD: Final = (0.8, 0.35)  # letter heights: length and half the height of a head, as drawn again


def read_picture(grey: Grey, points: float, number: int) -> Page:
    """Page `number` from its picture; `points` is the size of a pixel."""
    sight = look_at(grey)
    readings = read_strips("line", sight.strips)
    glyphs = [
        glyph
        for line, reading in zip(sight.texts, _checked(sight.strips, readings), strict=True)
        for glyph in _glyphs(line, reading, points)
    ]
    glyphs += (_sign(sign, sight.letter, points) for sign in sight.marks.signs)
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
    )


def _checked(strips: Sequence[Grey], readings: Sequence[Reading]) -> list[Reading]:
    """Numbers as both nets read them; where they differ the digits have no name."""
    numeric = [i for i, reading in enumerate(readings) if NUMERIC.fullmatch(reading.text)]
    seconds = read_strips("amount", [strips[i] for i in numeric])
    checked = list(readings)
    for index, second in zip(numeric, seconds, strict=True):
        checked[index] = _agreed(readings[index], second)
    return checked


def _agreed(first: Reading, second: Reading) -> Reading:
    plain = first.text.replace(" ", "")
    sure = min(first.confidence, second.confidence) >= SURE_DIGIT
    if plain == second.text and sure:
        return first
    letters = tuple(
        letter if letter.text == " " else Letter(UNKNOWN, letter.x, letter.confidence)
        for letter in first.letters
    )
    return Reading(letters, first.missed)


def _glyphs(line: TextLine, reading: Reading, points: float) -> Iterator[Glyph]:
    """Letters with their marks; each reaches half way to its neighbours."""
    clusters: list[tuple[str, float]] = []
    for letter in reading.letters:
        text = letter.text if letter.confidence >= SURE else UNKNOWN
        if clusters and text[0] in combining_marks():
            clusters[-1] = clusters[-1][0] + text, clusters[-1][1]
        else:
            clusters.append((text, letter.x))
    if not clusters:
        return
    margin = 0.35 * line.letter
    left, width = line.left - margin, line.right - line.left + 2 * margin
    middles = [left + x * width for _, x in clusters]
    edges = [
        line.left,
        *((one + two) / 2 for one, two in itertools.pairwise(middles)),
        line.right,
    ]
    size = EM * line.letter * points
    bottom = line.baseline * points + DESCENT * size
    for (text, _), (x0, x1) in zip(clusters, itertools.pairwise(edges), strict=True):
        yield Glyph(text, x0 * points, bottom - size, x1 * points, bottom, size, FONT)


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
