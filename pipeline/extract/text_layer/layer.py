"""The text layer of a document: each page looked at cheaply, mended where something is amiss."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from pipeline.contracts.page import FontDoubt, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.digits import LostDigits, lacks_digits
from pipeline.extract.text_layer.doubts import doubted_fonts, reads_well
from pipeline.extract.text_layer.draft import (
    CONSONANTS,
    THAI,
    Draft,
    draft_of,
    is_drawn_over,
    moves_no_pen,
)
from pipeline.extract.text_layer.exchanges import Exchanges
from pipeline.extract.text_layer.shares import Letters
from pipeline.extract.text_layer.swaps import Swaps
from pipeline.extract.text_layer.symbol_fonts import Bytes, name_symbols, symbol_family
from pipeline.extract.text_layer.unnamed import Names, mark_nameless
from pipeline.lexicon.text_layer import text_layer_facts
from pipeline.normalize.thai_marks import repair_marks

# Characters that sound Thai text has none of; a page without them needs no repair of its letters.
_ODD = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u04ff"
    "\ue000-\uf6ff\uf71b-\uf8ff\ufffd\U000f0000-\U0010fffd]"
)
# A sign behind a Thai letter may be a mark whose glyph lost its name: where it is drawn tells.
_SIGN_BEHIND = re.compile(f"(?<=[{THAI}])[!-~]")
LEFT_OUT = ("drawn_twice", "unseen_text")  # what the reader counts, not the letters
_SIGN_OR_SPACE_BEHIND = re.compile(
    f"(?<=[{THAI}])[!-~]|(?<=[{CONSONANTS}\u0e34-\u0e39]) (?=[{THAI}])"
)
# What no sound text has inside a word or a number: codes that a reader takes for ASCII, and a
# bracket inside of brackets.
_INSIDE = re.compile(
    f"[{THAI}\u0e50-\u0e59][.,]?[#$&;<=>@\\\\^`{{|}}~](?=[{THAI}\u0e50-\u0e59])"
    "|[\u0e50-\u0e59][A-Za-z!?%+\"'*](?=[\u0e50-\u0e59])"
    f"|[{THAI}][!%?+A-Za-z0-9\"'*](?=[{THAI}])|[{THAI}]\\((?=[{THAI}][^)]{{0,60}}\\()"
)
FIRST_PAGES = 5  # on which spaces are looked at as well: there are many, and where some stand for
# marks, they do so from the start
# What stands for a nikhahit, before the า (a tone may come between).
_STANDS_IN = re.compile("[ \u200b](?=[\u0e32\u0e33\u0e48-\u0e4b\uf705-\uf717])")


class TextLayer:
    """Mends pages of one document; what one page proves of a font holds for the next."""

    def __init__(self) -> None:
        self._bytes = Bytes()
        self._digits = LostDigits()
        self._names = Names()
        self._swaps = Swaps()
        self._letters = Letters()
        self._exchanges = Exchanges()
        self._fonts: dict[int, frozenset[str]] = {}  # of the pages
        self._read_at: dict[int, int] = {}  # page -> the step at which it was read last
        self._news: dict[str, int] = {}  # font -> the step at which a swap of it was proved
        self._step = 0
        self._unsure: dict[int, int] = {}  # page -> what was learnt when letters of it had no name

    def mend(self, page: Page) -> Page:
        """The page with its text repaired, the repairs counted, its doubtful fonts named.

        A page without any sign of trouble is returned as it is.
        """
        text = "".join([glyph.text for glyph in page.glyphs])
        fonts = {glyph.font for glyph in page.glyphs}
        self._fonts[page.number] = frozenset(fonts)
        self._step += 1
        self._read_at[page.number] = self._step
        self._unsure.pop(page.number, None)
        odd_fonts = self._letters.look(page, fonts)
        exchanged = self._exchanges.look(page, fonts)
        self._news |= dict.fromkeys(self._exchanges.take_changed(), self._step)
        signs = text_layer_facts().signs
        swapped = bool(odd_fonts) or any(sign in text for sign in signs) or self._swaps.has(fonts)
        is_odd = (
            swapped or exchanged or any(map(symbol_family, fonts)) or self._needs_names(page, text)
        )
        if not (is_odd or lacks_digits(text) or self._digits.has(fonts)):
            return page
        draft = draft_of(page.glyphs)
        self._exchanges.mend(draft, exchanged)
        name_symbols(draft, fonts)
        unsure = self._bytes.mend(draft)
        self._digits.mend(draft, page.reader)
        self._news |= dict.fromkeys(self._digits.take_changed(), self._step)
        if not (is_odd or draft.is_changed):
            return page
        unsure = self._names.mend(draft) or unsure
        if unsure:
            self._unsure[page.number] = self._learnt
        if swapped:
            self._undo_swaps(draft, fonts, odd_fonts)
        mark_nameless(draft)
        return _mended(page, draft, odd_fonts)

    def _needs_names(self, page: Page, text: str) -> bool:
        if _ODD.search(text) or _STANDS_IN.search(text) or _INSIDE.search(text):
            return True
        spaces_too = self._step <= FIRST_PAGES or self._names.knows_spaces
        pattern = _SIGN_OR_SPACE_BEHIND if spaces_too else _SIGN_BEHIND
        signs = [found.start() for found in pattern.finditer(text)]
        if not signs:
            return False
        glyphs, last = page.glyphs, len(page.glyphs) - 1
        if len(text) == len(glyphs):
            indices: Iterable[int] = signs
        else:
            ends = list(accumulate([len(glyph.text) for glyph in glyphs]))
            indices = [bisect_right(ends, sign) for sign in signs]
        return any(
            is_drawn_over(glyphs, index)
            or (index < last and moves_no_pen(glyphs[index], glyphs[index + 1]))
            for index in indices
        )

    def _undo_swaps(
        self, draft: Draft, fonts: Iterable[str], odd_fonts: dict[str, tuple[str, ...]]
    ) -> None:
        mended = self._swaps.mend(draft, {font: odd_fonts.get(font, ()) for font in fonts})
        self._news |= dict.fromkeys(self._swaps.take_changed(), self._step)
        for font in odd_fonts.keys() - mended:
            if reads_well(draft, font):
                self._letters.sound.add(font)

    @property
    def _learnt(self) -> int:
        return self._bytes.learnt + self._names.learnt

    def outdated(self) -> list[int]:
        """Pages that would read better now, with what later pages have proved."""
        return [
            number
            for number, fonts in self._fonts.items()
            if any(self._news.get(font, 0) > self._read_at[number] for font in fonts)
            or self._unsure.get(number, self._learnt) < self._learnt
        ]


def _mended(page: Page, draft: Draft, odd_fonts: Iterable[str]) -> Page:
    glyphs = draft.finished()
    marks = Counter(dict(repair_marks("".join(glyph.text for glyph in glyphs))[1]))
    left_out = Counter({kind: times for kind, times in page.repairs if kind in LEFT_OUT})
    unknown = sum(glyph.text.count(UNKNOWN) for glyph in glyphs)
    doubts: tuple[FontDoubt, ...] = doubted_fonts(glyphs, odd_fonts)
    return replace(
        page,
        glyphs=glyphs,
        repairs=tuple(sorted((marks + draft.repairs + left_out).items())),
        unknown_glyphs=unknown,
        untrusted_fonts=doubts,
    )
