"""The glyphs of a pdfium page.

The text page gives the characters; the page's objects give their order, the clusters that the file
itself names (/ActualText, which pdfium's text page repeats) and the spaces that it leaves out.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.contracts.page import Glyph
from pipeline.extract.readers import pdfium_calls as pdf
from pipeline.extract.readers.glyphs import ASCENT, DESCENT, UNNAMED, unnamed
from pipeline.normalize.thai_marks import combining_marks

NO_WIDTH = 0.01  # points: what pdfium takes for no width, and leaves out of its text page
NO_ADVANCE = 0.05  # em: an unseen glyph that moves the pen by less is no space
DEFAULT_SPACE = 0.25  # em: a space whose font does not say how wide it is
LEVEL = 0.02  # sine of the angle up to which a text runs level
SOFT_HYPHEN = 2  # pdfium's code for a hyphen at a line's end
TEXT_ENCODINGS = (
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xef\xbb\xbf", "utf-8"),
)


@dataclass(slots=True)
class _Run:
    """A text object: what one operator of the content stream shows."""

    handle: int
    matrix: pdf.Affine  # to page coordinates
    outer: pdf.Affine  # from its surroundings (page or form) to page coordinates
    size: float  # points, up
    pen: float  # points an advance of one em is wide
    font: int
    span: int  # the marked content whose /ActualText stands for it; 0 for none


class TextReader:
    """Gathers a page's text objects, then makes its glyphs of them."""

    def __init__(self, text_page: int, to_page: pdf.Affine) -> None:
        self._text_page = text_page
        self._to_page = to_page
        self._runs: list[_Run] = []
        self._fonts: dict[int, str] = {}
        self._spans: dict[int, str | None] = {}
        self._advances: dict[tuple[int, str], float] = {}
        self._box = pdf.Rect()
        self._box_ref = ctypes.byref(self._box)
        self._float = ctypes.c_float()
        self._float_ref = ctypes.byref(self._float)

    def add(self, handle: int, outer: pdf.Affine) -> None:
        """Remembers a text object; `outer` maps its surroundings to page coordinates."""
        matrix = pdf.combine(pdf.matrix_of(handle), outer)
        pdf.text_size(handle, self._float_ref)
        a, b, c, d, _, _ = matrix
        size = self._float.value
        up, along = size * (c * c + d * d) ** 0.5, size * (a * a + b * b) ** 0.5
        font = pdf.text_font(handle)
        if font not in self._fonts:
            self._fonts[font] = _font_name(font)
        self._runs.append(_Run(handle, matrix, outer, up, along, font, self._span(handle)))

    def glyphs(self) -> tuple[Glyph, ...]:
        """Every glyph once, in the file's order."""
        by_run = self._characters()
        glyphs: list[Glyph] = []
        open_span = 0
        for index, run in enumerate(self._runs):
            if run.span:
                if run.span != open_span:
                    glyphs += self._cluster(run)
                elif self._spans[run.span]:
                    glyphs[-1] = self._widened(glyphs[-1], run)
            elif run.handle in by_run:
                glyphs += self._run_glyphs(run, by_run[run.handle])
            else:
                following = self._runs[index + 1] if index + 1 < len(self._runs) else None
                glyphs += self._unseen_space(run, following)
            open_span = run.span
        return tuple(glyphs)

    def _span(self, handle: int) -> int:
        """The outermost /ActualText around the object: it stands for all that is drawn inside."""
        for index in range(pdf.count_marks(handle)):
            mark: int = pdf.object_mark(handle, index)
            if mark not in self._spans:
                self._spans[mark] = _actual_text(mark)
            if self._spans[mark] is not None:
                return mark
        return 0

    def _characters(self) -> dict[int, list[int]]:
        """Indices of the text page's characters by the text object that drew them."""
        found: dict[int, list[int]] = {}
        text_page, char_object = self._text_page, pdf.char_object
        for index in range(pdf.count_chars(text_page)):
            handle = char_object(text_page, index)
            if handle:  # without: pdfium's own guess of a space or a line break
                found.setdefault(handle, []).append(index)
        return found

    def _run_glyphs(self, run: _Run, indices: list[int]) -> Iterator[Glyph]:
        level = abs(run.matrix[1]) <= LEVEL * abs(run.matrix[0])
        x, base = run.matrix[4], run.matrix[5]
        if level and len(indices) == 1:
            text = self._character(indices[0])
            named = ord(text) < UNNAMED  # else the font cannot say how wide it is
            advance = self._advance(run.font, text) * run.pen if named else 0.0
            if advance:
                yield self._glyph(run, text, x, x + advance, base)
                return
        for index in indices:
            text = self._character(index)
            left, right = self._sides(index)
            if text == " " and right - left < NO_WIDTH:
                continue  # pdfium's guess inside an object; a printed space has its advance
            yield self._glyph(run, text, left, right, base if level else self._origin(index))

    def _sides(self, index: int) -> tuple[float, float]:
        """Left and right side of a character's box, in page coordinates."""
        pdf.char_box(self._text_page, index, self._box_ref)
        a, _, c, _, e, _ = self._to_page
        box = self._box
        if c == 0:
            one, two = a * box.left + e, a * box.right + e
        else:
            one, two = c * box.bottom + e, c * box.top + e
        return (one, two) if one <= two else (two, one)

    def _origin(self, index: int) -> float:
        """The y where a character of a slanting or upright text stands."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdf.char_origin(self._text_page, index, ctypes.byref(x), ctypes.byref(y))
        _, b, _, d, _, f = self._to_page
        return b * x.value + d * y.value + f

    def _character(self, index: int) -> str:
        code: int = pdf.char_unicode(self._text_page, index)
        if 0x20 <= code < 0x7F or 0xE00 < code < 0xE5C:
            return chr(code)
        if code == SOFT_HYPHEN and pdf.char_is_hyphen(self._text_page, index):
            return "-"
        if code < 0x20 or pdf.char_map_error(self._text_page, index) == 1:
            return unnamed(code)
        return chr(code)

    def _glyph(self, run: _Run, text: str, left: float, right: float, base: float) -> Glyph:
        size = run.size
        top, bottom = base - ASCENT * size, base + DESCENT * size
        return Glyph(text, left, top, right, bottom, size, self._fonts[run.font])

    def _cluster(self, run: _Run) -> Iterator[Glyph]:
        """All that an /ActualText names, as one glyph where its first object stands."""
        text = self._spans[run.span]
        if not text:
            return  # drawn, but no text: the file says so
        marks = combining_marks()
        advances = [self._advance(run.font, letter) for letter in text if letter not in marks]
        x = run.matrix[4]
        right = x + sum(advances) * run.pen
        if text[0] in marks or not all(advances):
            right = max(x, self._ink_right(run))
        yield self._glyph(run, text, x, right, run.matrix[5])

    def _widened(self, cluster: Glyph, run: _Run) -> Glyph:
        """The cluster with one more object of its own: the า of ำ takes room, a mark none."""
        beyond = run.matrix[4] > cluster.x1 + NO_ADVANCE * run.size
        if beyond or cluster.text[-1] not in combining_marks():
            return replace(cluster, x1=max(cluster.x1, self._ink_right(run)))
        return cluster

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

    def _ink_right(self, run: _Run) -> float:
        left, low, right, high = self._bounds(run)
        a, _, c, _, e, _ = run.outer
        return max(a * x + c * y + e for x in (left, right) for y in (low, high))

    def _unseen_space(self, run: _Run, following: _Run | None) -> Iterator[Glyph]:
        """A run without ink is a space if it moves the pen; with ink it is drawn twice."""
        left, _, right, _ = self._bounds(run)
        if right - left > NO_WIDTH:
            return
        x, base = run.matrix[4], run.matrix[5]
        if following is not None and _stands_at(following, x, base, NO_ADVANCE * run.size):
            return
        advance = self._advance(run.font, " ") or DEFAULT_SPACE
        yield self._glyph(run, " ", x, x + advance * run.pen, base)


def _stands_at(run: _Run, x: float, base: float, within: float) -> bool:
    return abs(run.matrix[5] - base) < NO_WIDTH and 0 <= run.matrix[4] - x < within


def _font_name(font: int) -> str:
    """The base font's name without the subset's tag."""
    buffer = ctypes.create_string_buffer(256)
    pdf.font_name(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1]


def _actual_text(mark: int) -> str | None:
    """The mark's /ActualText, None without; as bytes, since pdfium's own decoding spoils UTF-16."""
    length = ctypes.c_ulong()
    if not pdf.mark_bytes(mark, b"ActualText", None, 0, ctypes.byref(length)):
        return None
    buffer = ctypes.create_string_buffer(length.value)
    pdf.mark_bytes(mark, b"ActualText", buffer, length.value, ctypes.byref(length))
    return _text_string(buffer.raw)


def _text_string(value: bytes) -> str:
    """A PDF text string: UTF-16 or UTF-8 by its byte order mark, else one byte a letter."""
    for mark, encoding in TEXT_ENCODINGS:
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "replace")
    return value.decode("latin-1")
