"""Which letters a font uses, told from pairs of letters: cheap, and repeated words count once."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.contracts.page import Page
from pipeline.lexicon.text_layer import text_layer_facts
from pipeline.normalize.thai_marks import SARA_AM

# Measured on 25 sound plans: with 100 pairs every common letter is in 0.7 % of them or more, with
# 150 in 1.7 %; ำ in 4.6 % at most, จ in 4.8 %.
FEW_PAIRS, MANY_PAIRS = 100, 150
LACK_OF_FEW, LACK_OF_MANY = 0.004, 0.008
FLOOD_PAIRS, FLOOD = 60, 0.06
RARE_FLOOD, LACK_BESIDE = 0.03, 0.015  # a rare letter in so many pairs, a common one in so few
ENOUGH_PAIRS = 250  # of a font: then it is known

_FLOODING = (SARA_AM, "จ")  # letters that maps are known to put for others
_RARE = "ถฐฒญฏฑฝฉฟฎฆฌฮฬษซฤ"  # in 2 % of the pairs at most


@dataclass(slots=True)
class Letters:
    """The pairs of Thai letters that a document's fonts have shown so far."""

    pairs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)

    def look(self, page: Page, fonts: set[str]) -> dict[str, tuple[str, ...]]:
        """The fonts whose letters are not those of Thai: font -> common letters that it lacks."""
        texts: dict[str, list[str]] = {font: [] for font in fonts - self.sound}
        if not texts:
            return {}
        for glyph in page.glyphs:
            if (parts := texts.get(glyph.font)) is not None:
                parts.append(glyph.text)
        odd = {}
        for font, parts in texts.items():
            text = "".join(parts)
            pairs = self.pairs.setdefault(font, set())
            pairs.update(
                (one, two)
                for one, two in set(pairwise(text))
                if "\u0e01" <= one <= "\u0e4e" and "\u0e01" <= two <= "\u0e4e"
            )
            shares = _shares(pairs)
            lacking = _lacking(shares, len(pairs))
            flooded = len(pairs) >= FLOOD_PAIRS and any(shares[x] > FLOOD for x in _FLOODING)
            if lacking or flooded:
                odd[font] = lacking
            elif len(pairs) >= ENOUGH_PAIRS:
                self.sound.add(font)
        return odd


def _shares(pairs: set[tuple[str, str]]) -> Counter[str]:
    """Share of each letter in the pairs; a Counter, so that one that is not there has none."""
    found = Counter(letter for pair in pairs for letter in pair)
    shares: Counter[str] = Counter()
    for letter, count in found.items():
        shares[letter] = count / (2 * len(pairs))  # type: ignore[assignment]
    return shares


def _lacking(shares: Counter[str], pairs: int) -> tuple[str, ...]:
    if pairs < FEW_PAIRS:
        return ()
    least = LACK_OF_MANY if pairs >= MANY_PAIRS else LACK_OF_FEW
    if any(shares[letter] > RARE_FLOOD for letter in _RARE):
        least = LACK_BESIDE
    return tuple(letter for letter in text_layer_facts().common if shares[letter] < least)
