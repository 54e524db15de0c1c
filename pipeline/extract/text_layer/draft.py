"""A page's text while it is mended: one text a glyph, and the stretches of Thai they make."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.contracts.page import Glyph
from pipeline.normalize.thai_marks import SARA_AA, SARA_AM, combining_marks

SAME_LINE = 0.35  # em between baselines of one line
NO_ADVANCE = 0.06  # em: a glyph that ends so near the letter before it is drawn over it
OVERLAP = 0.15  # em: so far into the letter before it no letter begins
LETTER = 0.2  # em: the narrowest letters move the pen by 0.25, a mark by nothing
FAR = 1.0  # em: what stands farther apart is no one word, however letters are spread

THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\uf700-\uf71a"  # the private ones are marks by another name
CONSONANTS = "\u0e01-\u0e2e"
GAP = "\0"  # in a pattern: where the letter in question stands


@dataclass(slots=True)
class Draft:
    """`texts[i]` is what glyph i says so far; empty where it says nothing."""

    glyphs: tuple[Glyph, ...]
    texts: list[str]
    repairs: Counter[str] = field(default_factory=Counter)

    def rename(self, index: int, text: str, repair: str) -> None:
        """Glyph `index` says `text`; counted as one `repair`."""
        if self.texts[index] != text:
            self.texts[index] = text
            self.repairs[repair] += 1

    @property
    def is_changed(self) -> bool:
        """Whether any glyph says something else than the text layer."""
        return any(g.text != text for g, text in zip(self.glyphs, self.texts, strict=True))

    def finished(self) -> tuple[Glyph, ...]:
        """The glyphs with their texts; those that say nothing are gone."""
        return tuple(
            glyph if glyph.text == text else replace(glyph, text=text)
            for glyph, text in zip(self.glyphs, self.texts, strict=True)
            if text
        )


def draft_of(glyphs: tuple[Glyph, ...]) -> Draft:
    """A draft that says what the text layer says."""
    return Draft(glyphs, [glyph.text for glyph in glyphs])


def follows(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs in the layer's order stand on one line, near each other."""
    size = before.size or after.size
    level = abs(before.bottom - after.bottom) <= SAME_LINE * size
    return level and -FAR * size <= after.x0 - before.x1 <= FAR * size


def is_drawn_over(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether a glyph takes no room behind the letter before it, as a mark does.

    Marks in between are left out: some readers give them the room of a letter.
    """
    base = index - 1
    while base > 0 and glyphs[base].text[-1:] in combining_marks():
        base -= 1
    if base < 0:
        return False
    before, after = glyphs[base], glyphs[index]
    size = before.size or after.size
    if not follows(before, after):
        return False
    ends_there = after.x1 <= before.x1 + NO_ADVANCE * size
    return ends_there or after.x0 <= before.x1 - OVERLAP * size


def moves_no_pen(glyph: Glyph, after: Glyph) -> bool:
    """Whether the next glyph begins where this one does, whatever width the reader gave it."""
    return follows(glyph, after) and after.x0 <= glyph.x0 + NO_ADVANCE * glyph.size


def moves_pen(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether what stands behind the glyph, marks apart, begins clearly to its right.

    Not told of what stands before า: a nikhahit does, and is drawn far to the left.
    """
    glyph, after = glyphs[index], index + 1
    while after < len(glyphs) and glyphs[after].text[:1] in combining_marks():
        after += 1
    if after == len(glyphs) or not follows(glyph, glyphs[after]):
        return False
    if glyphs[after].text[:1] in (SARA_AA, SARA_AM):
        return False
    return glyphs[after].x0 > glyph.x0 + LETTER * glyph.size


def stretches(draft: Draft, belongs: Callable[[int], bool]) -> Iterator[list[int]]:
    """Glyphs in a row for which `belongs` holds, on one line: Thai without a space inside."""
    current: list[int] = []
    for index, glyph in enumerate(draft.glyphs):
        if not belongs(index):
            if draft.texts[index] and current:
                yield current
                current = []
            continue
        if current and not follows(draft.glyphs[current[-1]], glyph):
            yield current
            current = []
        current.append(index)
    if current:
        yield current


def neighbours(draft: Draft, index: int) -> tuple[int | None, int | None]:
    """The glyphs right before and after on the same line."""
    glyphs = draft.glyphs
    before, after = index - 1, index + 1
    joins = index and draft.texts[before] and follows(glyphs[before], glyphs[index])
    goes_on = after < len(glyphs) and draft.texts[after] and follows(glyphs[index], glyphs[after])
    return before if joins else None, after if goes_on else None
