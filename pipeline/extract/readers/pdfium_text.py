"""The glyphs of a pdfium page.

The text page gives the characters; the page's objects give their order, the clusters that the file
itself names (/ActualText, which pdfium's text page repeats) and the spaces that it leaves out.
"""

import ctypes
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np

from pipeline.contracts.page import Area, Glyph
from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.glyphs import ASCENT, DESCENT, SLANT, UNNAMED, unnamed
from pipeline.extract.readers.pdfium_clips import MARGIN
from pipeline.extract.readers.pdfium_hidden import seen_white, split_hidden, without_doubles
from pipeline.extract.readers.pdfium_ink import unname_low_tones
from pipeline.extract.readers.pdfium_slices import sliced
from pipeline.extract.readers.pdfium_strings import actual_text, font_name
from pipeline.normalize.thai_marks import SARA_AM, combining_marks

NO_WIDTH = 0.01  # points: what pdfium takes for no width, and leaves out of its text page
NO_ADVANCE = 0.05  # em: an unseen glyph that moves the pen by less is no space
OTHER_WIDTH = 0.05  # em: a sign whose box is not as wide as its name says has another's name
DEFAULT_SPACE = 0.25  # em: a space whose font does not say how wide it is
LEVEL = 0.02  # sine of the angle up to which a text runs level
NO_LETTER = "\u0378"  # unassigned: no font names it
MAX_MARKS = 64  # marked contents around a text that are asked: no writer nests a tenth of it
SOFT_HYPHEN = 2  # pdfium's code for a hyphen at a line's end
PLAIN = {code: chr(code) for code in (*range(0x20, 0x7F), *range(0xE01, 0xE5C))}


@dataclass(slots=True)
class _Run:
    """A text object: what one operator of the content stream shows."""

    handle: int
    x: float  # where it begins, in page coordinates
    base: float  # the y on which it stands
    size: float  # points, up
    pen: float  # points an advance of one em is wide
    is_level: bool
    slanted: bool
    font: int
    font_name: str
    span: int  # the marked content whose /ActualText stands for it; 0 for none
    outer: pdf.Affine  # from its surroundings (page or form) to page coordinates


def read_glyphs(
    text_page: int,
    to_page: pdf.Affine,
    found: tuple[Sequence[int], Sequence[pdf.Affine]],
    height: float,
    behind: Iterable[Area] = (),
    ends: frozenset[int] = frozenset(),
) -> tuple[tuple[Glyph, ...], int]:
    """Every seen glyph of the page's text objects once, in the file's order; how many are not seen.

    `found`: the text objects, and the map of each one's surroundings (page or form) to page
    coordinates; the page is `height` points high. `behind`: what white letters are seen on. White
    and invisible ones that are kept come last. `ends`: the objects that end a paragraph.
    """
    objects, outer = found
    reader = _TextReader(text_page, to_page, height, ends)
    invisible, white = split_hidden(objects)
    if not invisible and not white:
        return reader.glyphs(objects, outer), reader.cut_off

    def glyphs_of(indices: Iterable[int]) -> tuple[Glyph, ...]:
        pairs = [(objects[index], outer[index]) for index in indices]
        return reader.glyphs([one for one, _ in pairs], [two for _, two in pairs])

    hidden = {*invisible, *white}
    drawn = glyphs_of(index for index in range(len(objects)) if index not in hidden)
    whites, ghosts = glyphs_of(white), glyphs_of(invisible)
    seen = (*drawn, *seen_white(whites, behind))
    kept = (*seen, *without_doubles(ghosts, seen))
    return kept, len(drawn) + len(whites) + len(ghosts) - len(kept) + reader.cut_off


class _TextReader:
    """What is asked again and again while the glyphs of one page are made."""

    def __init__(
        self, text_page: int, to_page: pdf.Affine, height: float, ends: frozenset[int]
    ) -> None:
        self.cut_off = 0  # texts that a clip hides
        self._ends = ends
        self._text_page = text_page
        self._to_page = to_page
        self._height = height
        self._count: int = pdf.count_chars(text_page)
        codes = map(pdf.char_unicode, repeat(text_page), range(self._count))
        self._letters = [
            PLAIN.get(code) or self._odd_letter(index, code) for index, code in enumerate(codes)
        ]
        self._lefts, self._rights = self._sides()
        self._spans: dict[int, str | None] = {}
        self._advances: dict[tuple[int, str], float] = {}
        self._cluster_advances: dict[tuple[int, str], float] = {}
        self._float = ctypes.c_float()
        self._float_ref = ctypes.byref(self._float)

    def glyphs(self, objects: Sequence[int], outer: Sequence[pdf.Affine]) -> tuple[Glyph, ...]:
        """Every glyph once, in the file's order."""
        by_object = self._characters()
        runs = self._runs(objects, outer)
        glyphs: list[Glyph] = []
        open_span = 0
        for index, run in enumerate(runs):
            if run.span:
                if run.span != open_span:
                    glyphs += self._cluster(run)
                elif self._spans[run.span]:
                    glyphs[-1] = self._widened(glyphs[-1], run)
            elif run.handle in by_object:
                glyphs += self._run_glyphs(run, by_object[run.handle])
            else:
                following = runs[index + 1] if index + 1 < len(runs) else None
                glyphs += self._unseen_space(run, following)
            open_span = run.span
            if run.handle in self._ends and glyphs:
                glyphs[-1] = replace(glyphs[-1], ends_paragraph=True)
        return tuple(glyphs)

    def _runs(self, objects: Sequence[int], outer: Sequence[pdf.Affine]) -> list[_Run]:
        a, b, c, d, x, base = pdf.matrices(objects, outer).T
        sizes = pdf.gather(pdf.text_size, 1, objects)[:, 0]
        high = sizes * (c * c + d * d) ** 0.5
        fonts = list(map(pdf.text_font, objects))
        names = {font: font_name(font) for font in set(fonts)}
        runs = list(
            map(
                _Run,
                objects,
                x.tolist(),
                base.tolist(),
                high.tolist(),
                (sizes * (a * a + b * b) ** 0.5).tolist(),
                (abs(b) <= LEVEL * abs(a)).tolist(),
                (np.minimum(abs(a), abs(b)) > SLANT * np.maximum(abs(a), abs(b))).tolist(),
                fonts,
                map(names.__getitem__, fonts),
                self._spans_of(objects),
                outer,
            )
        )
        margin = MARGIN * self._height
        ends = np.flatnonzero((base < margin) | (base > self._height - margin)).tolist()
        hidden = sliced([runs[at] for at in ends], self._spans)
        self.cut_off += len(hidden)
        for at in sorted(hidden, reverse=True):
            del runs[ends[at]]
        return runs

    def _spans_of(self, objects: Sequence[int]) -> list[int]:
        """The marked content around each object whose /ActualText stands for it; 0 for none.

        An innermost marked content has always the same others around it: one look is enough.
        """
        counts = list(map(pdf.count_marks, objects))
        innermost = map(pdf.object_mark, objects, [count - 1 for count in counts])
        known: dict[int | None, int] = {None: 0}
        spans = []
        for handle, count, mark in zip(objects, counts, innermost, strict=True):
            if mark not in known:
                known[mark] = self._outermost(handle, count)
            spans.append(known[mark])
        return spans

    def _outermost(self, handle: int, marks: int) -> int:
        """The outermost /ActualText around the object: it stands for all that is drawn inside."""
        for index in range(min(marks, MAX_MARKS)):
            mark: int = pdf.object_mark(handle, index)
            if mark not in self._spans:
                self._spans[mark] = actual_text(mark)
            if self._spans[mark] is not None:
                return mark
        return 0

    def _characters(self) -> dict[int, list[int]]:
        """Indices of the text page's characters by the text object that drew them."""
        found: dict[int, list[int]] = {}
        owners = map(pdf.char_object, repeat(self._text_page), range(self._count))
        for index, handle in enumerate(owners):
            if handle:  # without: pdfium's own guess of a space or a line break
                found.setdefault(handle, []).append(index)
        return found

    def _sides(self) -> tuple[list[float], list[float]]:
        """Left and right side of every character's box, in page coordinates."""
        indices = range(self._count)
        boxes = pdf.gather(pdf.char_box, 4, repeat(self._text_page), indices, is_struct=True)
        left, top, right, bottom = boxes.T
        unname_low_tones(self._text_page, self._letters, boxes)
        a, _, c, _, e, _ = self._to_page
        if a and c:
            return self._leaning_sides(right - left, top - bottom)
        one, two = (left * a, right * a) if c == 0 else (bottom * c, top * c)
        one, two = one + e, two + e
        return np.minimum(one, two).tolist(), np.maximum(one, two).tolist()

    def _leaning_sides(
        self, wide: pdf.Numbers, high: pdf.Numbers
    ) -> tuple[list[float], list[float]]:
        """The sides of characters that lean in the file, by where each begins.

        Their boxes in the file are so much larger than they are as they lean.
        """
        a, _, c, _, e, _ = self._to_page
        if abs(a) < abs(c):
            wide, high = high, wide
        most, least = max(abs(a), abs(c)), min(abs(a), abs(c))
        advances = np.maximum(0.0, (wide * most - high * least) / (most * most - least * least))
        x, y = ctypes.c_double(), ctypes.c_double()
        lefts = []
        for index in range(self._count):
            pdf.char_origin(self._text_page, index, ctypes.byref(x), ctypes.byref(y))
            lefts.append(a * x.value + c * y.value + e)
        return lefts, (np.array(lefts) + advances).tolist()

    def _run_glyphs(self, run: _Run, indices: list[int]) -> list[Glyph]:
        if run.is_level and len(indices) == 1:
            text = self._letters[indices[0]]
            is_named = ord(text) < UNNAMED  # else the font cannot say how wide it is
            advance = self._advance(run.font, text) * run.pen if is_named else 0.0
            box = self._rights[indices[0]] - self._lefts[indices[0]]
            is_other = "!" <= text <= "~" and abs(box - advance) > OTHER_WIDTH * run.size
            if advance and not is_other:
                return [self._glyph(run, text, run.x, run.x + advance, run.base)]
        letters, lefts, rights = self._letters, self._lefts, self._rights
        printed = [
            index
            for index in indices  # pdfium's guess of a space has no width; a printed one has
            if letters[index] != " " or rights[index] - lefts[index] >= NO_WIDTH
        ]
        if not run.is_level:
            return [
                self._glyph(run, letters[index], lefts[index], rights[index], self._origin(index))
                for index in printed
            ]
        top, bottom = run.base - ASCENT * run.size, run.base + DESCENT * run.size
        size, font = run.size, run.font_name
        return [
            Glyph(letters[index], lefts[index], top, rights[index], bottom, size, font)
            for index in printed
        ]

    def _origin(self, index: int) -> float:
        """The y where a character of a slanting or upright text stands."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdf.char_origin(self._text_page, index, ctypes.byref(x), ctypes.byref(y))
        _, b, _, d, _, f = self._to_page
        return b * x.value + d * y.value + f

    def _odd_letter(self, index: int, code: int) -> str:
        if code == SOFT_HYPHEN and pdf.char_is_hyphen(self._text_page, index):
            return "-"
        is_named = 0x20 <= code <= sys.maxunicode
        if not is_named or pdf.char_map_error(self._text_page, index) == 1:
            return unnamed(code)
        return chr(code)

    def _glyph(self, run: _Run, text: str, left: float, right: float, base: float) -> Glyph:
        top, bottom = base - ASCENT * run.size, base + DESCENT * run.size
        return Glyph(text, left, top, right, bottom, run.size, run.font_name, run.slanted)

    def _cluster(self, run: _Run) -> Iterator[Glyph]:
        """All that an /ActualText names, as one glyph where its first object stands."""
        text = self._spans[run.span]
        if not text:
            return  # drawn, but no text: the file says so
        if not run.is_level:  # turned: its letters stand beside x
            yield self._glyph(run, text, *self._ink_sides(run), run.base)
            return
        advance = self._cluster_advance(run.font, text)
        left, right = run.x, run.x + advance * run.pen
        if not advance:
            right = max(left, self._ink_right(run))
        elif text == SARA_AM and (ink := self._ink_right(run)) > right:
            left, right = ink - advance * run.pen, ink  # its nikhahit begins over the letter before
        yield self._glyph(run, text, left, right, run.base)

    def _cluster_advance(self, font: int, text: str) -> float:
        """How far the letters of a cluster move the pen, in em; 0 where the font does not say.

        A cluster that begins with a mark says nothing of the letter's own advance, nor does a font
        of a letter that it names nowhere else: its answer is the width of its missing glyph.
        """
        key = (font, text)
        if key not in self._cluster_advances:
            marks = combining_marks()
            advances = [self._advance(font, letter) for letter in text if letter not in marks]
            missing = self._advance(font, NO_LETTER)
            told = text[0] not in marks and all(width not in (0.0, missing) for width in advances)
            self._cluster_advances[key] = sum(advances) if told else 0.0
        return self._cluster_advances[key]

    def _widened(self, cluster: Glyph, run: _Run) -> Glyph:
        """The cluster with one more object of its own: the า of ำ takes room, a mark none."""
        beyond = run.x > cluster.x1 + NO_ADVANCE * run.size
        if not beyond and cluster.text[-1] in combining_marks():
            return cluster
        right = self._ink_right(run)
        return replace(cluster, x1=right) if right > cluster.x1 else cluster

    def _advance(self, font: int, letter: str) -> float:
        """How far a letter of the font moves the pen, in em; 0 where the font does not say."""
        key = (font, letter)
        if key not in self._advances:
            pdf.glyph_width(font, ord(letter), 1.0, self._float_ref)
            self._advances[key] = self._float.value
        return self._advances[key]

    def _bounds(self, run: _Run) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the ink in the object's own surroundings."""
        sides = [ctypes.c_float() for _ in range(4)]
        pdf.object_bounds(run.handle, *(ctypes.byref(side) for side in sides))
        left, low, right, high = (side.value for side in sides)
        return left, low, right, high

    def _ink_sides(self, run: _Run) -> tuple[float, float]:
        left, low, right, high = self._bounds(run)
        a, _, c, _, e, _ = run.outer
        xs = [a * x + c * y + e for x in (left, right) for y in (low, high)]
        return min(xs), max(xs)

    def _ink_right(self, run: _Run) -> float:
        return self._ink_sides(run)[1]

    def _unseen_space(self, run: _Run, following: _Run | None) -> Iterator[Glyph]:
        """A run without ink is a space if it moves the pen; with ink it is drawn twice."""
        left, _, right, _ = self._bounds(run)
        if right - left > NO_WIDTH:
            return
        x, base = run.x, run.base
        if following is not None and _stands_at(following, x, base, NO_ADVANCE * run.size):
            return
        advance = self._advance(run.font, " ") or DEFAULT_SPACE
        yield self._glyph(run, " ", x, x + advance * run.pen, base)


def _stands_at(run: _Run, x: float, base: float, within: float) -> bool:
    return abs(run.base - base) < NO_WIDTH and 0 <= run.x - x < within
