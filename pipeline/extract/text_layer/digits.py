"""Thai digits whose glyph lost its name: told by the one digit that their font never shows.

A reader may take the code of such a glyph for a letter or a sign: `๘A๖,๐๐๐`, `ใช้หลัก > ป`. Numbers
with their commas in place prove that the glyph is a digit; a font draws each digit by one glyph, so
it is none of those that have their names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, product

from pipeline.contracts.page import Glyph
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.codes import NO_NAME, NO_SIGN
from pipeline.extract.text_layer.draft import Draft, follows, neighbours

DIGITS = "๐๑๒๓๔๕๖๗๘๙"
MIN_DIGITS = 60  # that a page shows: then it is odd that one or two are nowhere on it
MAX_LACKING = 2
MIN_PROOFS = 2  # different numbers in which the glyph is a digit: one may be a slip
MAX_AGAINST = 0.2  # of those: numbers that are none with a digit there
SAME_WIDTH = 0.045  # em: a reader is so exact; a true `A` and a digit named `A` differ by more
NEAR = 0.3  # em between the digits of one number

_DIGIT = re.compile("[๐-๙]")
_MAY_BE = re.compile(f"[ -~]|{NO_NAME.pattern}")
_IN_NUMBERS = frozenset(",.")
_BESIDE_NUMBERS = frozenset(" ()[]\"'%+*-/:,.")
_WITH_GAP = re.compile("[๐-๙],(?![๐-๙]{3})|[๐-๙][^๐-๙ก-๛][๐-๙]?,[๐-๙]{3}|[๐-๙][^๐-๙ก-๛],")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")


@dataclass(frozen=True, slots=True)
class _Key:
    """The same glyph of the same font, as far as can be told."""

    reader: str
    font: str
    text: str
    width: float  # em; 0 where a code of its own tells it


@dataclass(slots=True)
class _Font:
    """What a document has shown of a font, as one reader sees it."""

    digits: set[str] = field(default_factory=set)
    widths: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def width(self, glyph: Glyph, text: str) -> float:
        """How wide the glyph is in em: as wide as the first of its name that was about so wide."""
        exact = (glyph.x1 - glyph.x0) / (glyph.size or 1.0)
        known = self.widths[text]
        near = (width for width in known if abs(width - exact) <= SAME_WIDTH)
        if (width := next(near, None)) is None:
            known.append(exact)
            return exact
        return width

    @property
    def lacking(self) -> list[str]:
        """The digits that it never shows."""
        return [digit for digit in DIGITS if digit not in self.digits]

    def mixes(self, digit: str) -> bool:
        """Whether this is its only Arabic digit, and it shows the Thai one as well."""
        is_only = not any(other != digit and other.isdecimal() for other in self.widths)
        return is_only and chr(ord(digit) - ord("0") + ord("๐")) in self.digits


class LostDigits:
    """What a document has proved of its fonts' digits without a name."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, str], _Font] = defaultdict(_Font)
        self._proofs: dict[_Key, set[str]] = defaultdict(set)  # numbers as the layer has them
        self._against: dict[_Key, set[str]] = defaultdict(set)
        self._known: dict[_Key, str] = {}  # U+FFFD: a digit, but nobody knows which
        self._changed: set[str] = set()

    def has(self, fonts: set[str]) -> bool:
        """Whether one of the fonts is known to have lost a digit's name."""
        return any(key.font in fonts for key in self._known)

    def take_changed(self) -> set[str]:
        """The fonts of which something new was learnt since this was asked last."""
        changed, self._changed = self._changed, set()
        return changed

    def mend(self, draft: Draft, reader: str) -> None:
        """Writes the digits that are proved; one of which nobody knows which it is, is U+FFFD.

        `reader`: readers do not agree on how wide a glyph is.
        """
        if not _WITH_GAP.search("".join(draft.texts)) and not self.has(
            {g.font for g in draft.glyphs}
        ):
            return
        for glyph, text in zip(draft.glyphs, draft.texts, strict=True):
            self._look(self._fonts[reader, glyph.font], glyph, text)
        keys = [self._key(draft, index, reader) for index in range(len(draft.texts))]
        for number in _numbers(draft, keys):
            for key in dict.fromkeys(filter(None, map(keys.__getitem__, number))):
                for part in _without_others(draft, number, keys, key):
                    self._weigh(draft, part, keys, key)
        self._settle()
        shown = list(draft.texts)
        for index, found in enumerate(keys):
            if found is None or found not in self._known:
                continue
            if (text := self._reading(draft, shown, index, found)) == UNKNOWN:
                draft.texts[index] = UNKNOWN
            else:
                draft.rename(index, text, "unnamed_letter")

    @staticmethod
    def _look(font: _Font, glyph: Glyph, text: str) -> None:
        if _DIGIT.fullmatch(text):
            font.digits.add(text)
        elif (
            _MAY_BE.fullmatch(text) and (width := font.width(glyph, text)) not in font.widths[text]
        ):
            font.widths[text].append(width)

    def _key(self, draft: Draft, index: int, reader: str) -> _Key | None:
        """What is asked of a glyph that may be a digit; None of others."""
        glyph, text = draft.glyphs[index], draft.texts[index]
        if not _MAY_BE.fullmatch(text):
            return None
        font = self._fonts[reader, glyph.font]
        if NO_NAME.match(text) and text != UNKNOWN:
            return _Key(reader, glyph.font, text, 0)
        if text in _IN_NUMBERS and len(font.widths[text]) == 1:
            return None
        if text.isdecimal() and not font.mixes(text):
            return None
        return _Key(reader, glyph.font, text, font.width(glyph, text))

    def _weigh(self, draft: Draft, number: list[int], keys: list[_Key | None], key: _Key) -> None:
        """What a number says of a glyph in question: it is one with digits there, or is none."""
        texts = [draft.texts[index] for index in number]
        pattern = "".join(
            text if keys[index] != key and text in _IN_NUMBERS else "0"
            for index, text in zip(number, texts, strict=True)
        )
        places = [place for place, index in enumerate(number) if keys[index] == key]
        is_plain = "," not in pattern or not any(map(_DIGIT.match, texts))
        if is_plain or not places or len({draft.glyphs[index].font for index in number}) > 1:
            return
        found = _grouped(pattern, texts)
        if any(place >= found.stop for place in places):
            self._against[key].add("".join(texts))
        if any(place in found[1:] for place in places):  # what begins it may be a sign before it
            self._proofs[key].add("".join(texts))

    def _settle(self) -> None:
        for key, proofs in self._proofs.items():
            lacking = self._fonts[key.reader, key.font].lacking
            if not lacking or len(self._against[key]) > MAX_AGAINST * len(proofs):
                continue
            is_told = len(proofs) >= MIN_PROOFS and len(lacking) == 1
            is_told = is_told and not key.text.isdecimal() and not self._has_rival(key)
            digit = lacking[0] if is_told else UNKNOWN
            if self._known.get(key) != digit:
                self._known[key] = digit
                self._changed.add(key.font)

    def _has_rival(self, key: _Key) -> bool:
        """Whether the font has another digit without a name."""
        return any(
            (other.reader, other.font) == (key.reader, key.font) and other != key
            for other in self._proofs
        )

    def _reading(self, draft: Draft, shown: list[str], index: int, key: _Key) -> str:
        """The digit; the name where the glyph is what it says; U+FFFD where it may be either."""
        known, text = self._known[key], key.text
        if key.width == 0 or len(self._fonts[key.reader, key.font].widths[text]) > 1:
            return known
        beside = [shown[one] for one in neighbours(draft, index) if one is not None]
        in_number = [bool(_DIGIT.match(one)) or one in _IN_NUMBERS for one in beside]
        if text == UNKNOWN:
            return known if any(in_number) else text
        if text in _BESIDE_NUMBERS:
            return known if all(in_number) and len(in_number) > 1 else UNKNOWN
        if any(in_number) or text in NO_SIGN:
            return known
        return text if any(one.isascii() and one.isalpha() for one in beside) else UNKNOWN


def lacks_digits(text: str) -> bool:
    """Whether a page with many Thai digits shows nearly all of them, and numbers with gaps."""
    counts = [text.count(digit) for digit in DIGITS]
    is_odd = 0 < counts.count(0) <= MAX_LACKING and sum(counts) >= MIN_DIGITS
    return is_odd and bool(_WITH_GAP.search(text))


def _numbers(draft: Draft, keys: list[_Key | None]) -> Iterator[list[int]]:
    """Glyphs side by side that are digits, points and commas, or may be digits."""
    number: list[int] = []
    for index, (glyph, text) in enumerate(zip(draft.glyphs, draft.texts, strict=True)):
        belongs = keys[index] or _DIGIT.match(text) or text in _IN_NUMBERS
        if number and not (belongs and _touches(draft.glyphs[number[-1]], glyph)):
            yield number
            number = []
        if belongs:
            number.append(index)
    if number:
        yield number


def _without_others(
    draft: Draft, number: list[int], keys: list[_Key | None], key: _Key
) -> Iterator[list[int]]:
    """The parts of a stretch between what else may be a digit, or a sign."""
    plain = (key, None)
    for belongs, part in groupby(
        number, lambda index: keys[index] in plain or draft.texts[index] in _IN_NUMBERS
    ):
        if belongs:
            yield list(part)


def _grouped(pattern: str, texts: list[str]) -> range:
    """Where a number with its commas in place stands in a stretch; empty where none does.

    Of the signs on both sides of it only those belong to it without which it is none.
    """
    inside = [place for place, text in enumerate(texts) if text not in _BESIDE_NUMBERS]
    firsts, lasts = range(inside[0] + 1), range(inside[-1] + 1, len(texts) + 1)
    parts = (range(first, last) for first, last in product(firsts, lasts))
    return next(
        (
            part
            for part in sorted(parts, key=len)
            if _GROUPED.fullmatch(pattern, part.start, part.stop)
        ),
        range(0),
    )


def _touches(before: Glyph, after: Glyph) -> bool:
    return follows(before, after) and after.x0 - before.x1 <= NEAR * before.size
