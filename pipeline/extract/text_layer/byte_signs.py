"""Quotes, dashes and bullets in a font whose bytes were misread: Thai letters have their names too.

Byte 0xD2 is า, and `“` in Mac Roman: where a font shows both, one name stands for two glyphs.
"""

import re
from collections.abc import Mapping

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.draft import THAI, Draft, follows, is_drawn_over, stretches
from pipeline.normalize.reading_cost import STRANGE, reading_cost
from pipeline.normalize.thai_marks import combining_marks, repair_marks

SIGNS = frozenset("•“”‘’–—…")

_OPENING, _CLOSING = frozenset("“‘"), frozenset("”’")
_OBSOLETE = frozenset("ฃฅ")  # no text of this century has them
_BEGINS_NOTHING = frozenset("ะาำ")
_THAI = re.compile(f"[{THAI}]")


def settle_signs(draft: Draft, doubtful: Mapping[int, str], repair: str) -> None:
    """Writes for each doubtful glyph (index -> the letter that its name may mean) what it is.

    A letter no text has, a mark over nothing and a vowel that would begin a word are the signs
    that their names say. What stands inside words is read both ways; the end of a quotation that
    reads as well either way is U+FFFD.
    """
    open_ones = dict(doubtful)
    for index, letter in doubtful.items():
        is_mark = letter in combining_marks()
        if letter in _OBSOLETE or (is_mark and not _is_mark(draft, index)):
            del open_ones[index]
        elif is_mark:
            draft.rename(index, open_ones.pop(index), repair)
    closed = _closed(draft, open_ones)
    quoting = False
    for stretch in list(
        stretches(draft, lambda i: i in open_ones or bool(_THAI.match(draft.texts[i])))
    ):
        quoting = _settle(draft, stretch, open_ones, closed, repair, quoting)


def _is_mark(draft: Draft, index: int) -> bool:
    glyphs = draft.glyphs
    behind = index > 0 and follows(glyphs[index - 1], glyphs[index])
    return behind and bool(_THAI.match(draft.texts[index - 1])) and is_drawn_over(glyphs, index)


def _closed(draft: Draft, letters: Mapping[int, str]) -> set[int]:
    """The signs that may open a quotation: one that closes comes before one that surely opens."""
    closed, closes = set(), False
    for index in sorted(letters, reverse=True):
        if draft.texts[index] in _CLOSING:
            closes = True
        elif closes:
            closed.add(index)
            closes = index > 0 and bool(_THAI.match(draft.texts[index - 1][-1:]))
    return closed


def _settle(
    draft: Draft,
    stretch: list[int],
    letters: Mapping[int, str],
    closed: set[int],
    repair: str,
    quoting: bool,
) -> bool:
    """`quoting`: whether a quotation is open before the stretch; what comes back: behind it."""
    texts = [letters.get(index, draft.texts[index]) for index in stretch]
    signs: list[int] = []
    for place, index in enumerate(stretch):
        if index not in letters:
            continue
        sign = draft.texts[index]
        begins = place == len(signs) and letters[index] in _BEGINS_NOTHING
        gain = 0 if begins else _cost(texts, signs) - _cost(texts, [*signs, place])
        ends = quoting and sign in _CLOSING
        if sign in _OPENING and not begins:  # `รม|าภิบาล`, broken at a line's end, reads so too
            is_unsure, is_sign = gain > STRANGE and index in closed, False
        else:
            is_unsure = ends and gain == 0
            is_sign = begins or gain > STRANGE or (ends and gain > 0)
        quoting = (quoting and not (ends and is_sign)) or (sign in _OPENING and begins)
        if is_sign:
            signs.append(place)
        elif is_unsure:
            draft.texts[index] = UNKNOWN
            quoting = quoting or sign in _OPENING
        else:
            draft.rename(index, texts[place], repair)
    return quoting


def _cost(texts: list[str], signs: list[int]) -> int:
    ends = [*sorted(signs), len(texts)]
    starts = [0, *(sign + 1 for sign in ends)]
    parts = ("".join(texts[start:end]) for start, end in zip(starts, ends, strict=False))
    return sum(reading_cost(_mended(part)) for part in parts)


def _mended(text: str) -> str:
    return repair_marks(text)[0]
