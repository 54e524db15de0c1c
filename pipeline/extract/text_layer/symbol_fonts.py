"""Fonts whose codes are no letters: symbol fonts by name, Thai fonts that name bytes as letters."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.glyphs import UNNAMED
from pipeline.extract.text_layer.byte_signs import SIGNS, settle_signs
from pipeline.extract.text_layer.draft import THAI, Draft, follows
from pipeline.lexicon.text_layer import text_layer_facts
from pipeline.normalize.reading_cost import strange_letters
from pipeline.normalize.thai_marks import repair_marks

MIN_LETTERS = 8  # of a font: fewer could be anything
MIN_THAI = 0.7  # of a font's foreign letters must turn Thai; the rest are signs
MAX_STRANGE = 0.35  # of them may lie in no word: names, and words broken at line ends

SOFT_HYPHEN = "\xad"

_PRIVATE_BYTE = range(0xF020, 0xF100)
_THAI = re.compile(f"[{THAI}]")


@cache
def _symbols(family: str) -> dict[int, str]:
    table = text_layer_facts().symbol_fonts[family]
    return {code: sign for sign, codes in table.items() for code in codes}


@cache
def symbol_family(font: str) -> str | None:
    """Which symbol font a font's name means; None for fonts of letters.

    >>> symbol_family("Wingdings-Regular"), symbol_family("THSarabunPSK")
    ('wingdings', None)
    """
    name = re.sub(r"[^a-z0-9]", "", font.lower())
    families = sorted(text_layer_facts().symbol_fonts, key=len, reverse=True)
    return next((family for family in families if name.startswith(family)), None)


def name_symbols(draft: Draft, fonts: Iterable[str]) -> None:
    """Ticks, arrows and bullets by the code that a symbol font gives them."""
    families = {font: family for font in fonts if (family := symbol_family(font))}
    if not families:
        return
    for index, glyph in enumerate(draft.glyphs):
        family = families.get(glyph.font)
        if family is None or len(glyph.text) != 1:
            continue
        code = ord(glyph.text)
        if family == "opensymbol" and code not in _PRIVATE_BYTE:
            continue  # it has signs of its own under their right names
        if code in _PRIVATE_BYTE or code >= UNNAMED:
            code &= 0xFF
        if sign := _symbols(family).get(code):
            draft.rename(index, sign, "symbol_font")
        elif 0x20 < code <= 0xFF and not (family == "symbol" and chr(code) in "0123456789"):
            draft.texts[index] = UNKNOWN  # a sign, and surely not the letter of that code


@cache
def _byte_letters() -> tuple[dict[int, str], ...]:
    """What each byte stands for: in cp874, and in old fonts that keep variants of marks."""
    windows = {
        byte: text
        for byte in range(0x80, 0xFC)
        if (text := bytes([byte]).decode("cp874", "replace")) != UNKNOWN and text != "\xa0"
    }
    variants = text_layer_facts().byte_marks
    return windows, windows | {byte: mark for mark, codes in variants.items() for byte in codes}


@cache
def _maps() -> tuple[tuple[str, dict[str, str]], ...]:
    """(kind of repair, the wrong name of a byte -> its letter) for each way to misname bytes."""
    maps = []
    for letters in _byte_letters():
        ascii_bytes = {0xF000 + byte: chr(byte) for byte in range(0x20, 0x7F)}
        private = {0xF000 + byte: text for byte, text in letters.items()} | ascii_bytes
        unnamed_bytes = {UNNAMED + byte: text for byte, text in letters.items()}
        maps += [
            ("private_font", {chr(code): text for code, text in table.items()})
            for table in (private, unnamed_bytes)
        ]
        for encoding in text_layer_facts().encodings:
            names = {
                bytes([byte]).decode(encoding, "replace"): text for byte, text in letters.items()
            }
            names.pop(UNKNOWN, None)
            maps.append(("encoding", names))
    return tuple(maps)


class Bytes:
    """What a document has proved of fonts that name Thai bytes as something else."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, dict[str, str]]] = {}

    @property
    def learnt(self) -> int:
        """How many fonts are known by now."""
        return len(self._known)

    def mend(self, draft: Draft) -> bool:
        """Puts letters for bytes where most of a font turns into words; whether any is unsure."""
        by_font: dict[str, list[int]] = defaultdict(list)
        for index, glyph in enumerate(draft.glyphs):
            by_font[glyph.font].append(index)
        unsure = False
        for font, indices in by_font.items():
            texts = [draft.texts[index] for index in indices]
            if not _may_be_bytes(texts):
                continue
            if font not in self._known and (best := _best_map(texts)) is not None:
                self._known[font] = best
            if font not in self._known:
                unsure = True
                continue
            kind, table = self._known[font]
            doubtful: dict[int, str] = {}
            for index, text in zip(indices, texts, strict=True):
                if text in SIGNS and _THAI.match(letter := table.get(text, text)):
                    doubtful[index] = letter
                elif (letters := "".join(table.get(char, char) for char in text)) != text:
                    draft.rename(index, letters, kind)
                elif text == "-" and SOFT_HYPHEN in table and _ends_a_word(draft, index):
                    draft.texts[index] = UNKNOWN  # ญ has the byte that readers take for a hyphen
            settle_signs(draft, doubtful, kind)
        return unsure


def _ends_a_word(draft: Draft, index: int) -> bool:
    """Whether the glyph is the last of its line, right behind a Thai letter."""
    glyphs = draft.glyphs
    behind = index > 0 and follows(glyphs[index - 1], glyphs[index])
    is_last = index + 1 == len(glyphs) or not follows(glyphs[index], glyphs[index + 1])
    return behind and is_last and bool(_THAI.match(draft.texts[index - 1][-1:]))


def _may_be_bytes(texts: list[str]) -> bool:
    """Whether a font has foreign letters, and no Thai to speak of."""
    joined = "".join(texts)
    foreign = sum(map(_is_foreign, joined))
    return foreign > 0 and 2 * len(_THAI.findall(joined)) <= foreign


def _best_map(texts: list[str]) -> tuple[str, dict[str, str]] | None:
    joined = "".join(texts)
    foreign = [char for char in joined if _is_foreign(char)]
    if len(foreign) < MIN_LETTERS:
        return None
    best, least = None, MAX_STRANGE
    for kind, table in _maps():
        if sum(char in table for char in foreign) < MIN_THAI * len(foreign):
            continue
        thai = repair_marks("".join(table.get(char, char) for char in joined))[0]
        runs = re.findall(f"[{THAI}]+", thai)
        letters = sum(map(len, runs))
        strange = sum(map(strange_letters, runs)) / letters if letters else 1.0
        if strange < least:
            best, least = (kind, table), strange
    return best


def _is_foreign(char: str) -> bool:
    return ord(char) >= 0x80 and not 0x0E01 <= ord(char) <= 0x0E5B
