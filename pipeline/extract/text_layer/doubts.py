"""Which fonts of a page cannot be trusted, and why."""

import re
from collections.abc import Iterable, Sequence

from pipeline.contracts.page import FontDoubt, Glyph
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.draft import THAI, Draft
from pipeline.normalize.reading_cost import strange_letters
from pipeline.normalize.thai_marks import repair_marks

MAX_UNKNOWN = 0.02  # one letter in fifty without a name spoils a third of the words
MAX_STRANGE = 0.35  # of the letters in no word: sound pages of plans have 0.02-0.15
MIN_JUDGED = 60  # letters of a font below which its words prove nothing

_THAI_RUN = re.compile(f"[{THAI}{UNKNOWN}]+")


def doubted_fonts(glyphs: Sequence[Glyph], odd_fonts: Iterable[str]) -> tuple[FontDoubt, ...]:
    """The fonts that keep letters without a name, or whose words are no Thai; sorted by name.

    `odd_fonts`: those whose words are worth looking up.
    """
    odd = set(odd_fonts)
    texts: dict[str, list[str]] = {}
    for glyph in glyphs:
        texts.setdefault(glyph.font, []).append(glyph.text)
    doubts = []
    for font, parts in sorted(texts.items()):
        text = repair_marks("".join(parts))[0]
        letters = sum(not char.isspace() for char in text)
        if not letters:
            continue
        unknown = text.count(UNKNOWN) / letters
        if unknown > MAX_UNKNOWN:
            doubts.append(FontDoubt(font, "unnamed", round(unknown, 3), letters))
        elif font in odd and (share := strange_share(text)) > MAX_STRANGE:
            doubts.append(FontDoubt(font, "no_words", round(share, 3), letters))
    return tuple(doubts)


def reads_well(draft: Draft, font: str) -> bool:
    """Whether the font's text is Thai by its words; False where it has too little to say."""
    text = "".join(
        text for glyph, text in zip(draft.glyphs, draft.texts, strict=True) if glyph.font == font
    )
    runs = "".join(_THAI_RUN.findall(repair_marks(text)[0]))
    return len(runs) >= MIN_JUDGED and strange_share(text) <= MAX_STRANGE


def strange_share(text: str) -> float:
    """Share of the Thai letters that lie in no word; 0 where there are too few to say."""
    runs = _THAI_RUN.findall(repair_marks(text)[0])
    letters = sum(map(len, runs))
    return sum(map(strange_letters, runs)) / letters if letters >= MIN_JUDGED else 0.0
