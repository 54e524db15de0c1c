"""Fonts that show two letters for each other, told from a sample of their words.

ก for ถ and ถ for ก leaves text that looks like Thai, most of it short words of the dictionary.
"""

import re
from collections import Counter
from itertools import combinations

from pipeline.contracts.page import Glyph, Page
from pipeline.extract.text_layer.draft import Draft, follows
from pipeline.lexicon.text_layer import text_layer_facts
from pipeline.normalize.reading_cost import reading_cost, strange_letters
from pipeline.normalize.thai_marks import repair_marks

SAMPLE = 300  # letters of a font that are looked up, once a document
LEAST = 100  # letters of a font from which on a page's words are looked up, if there are no more
MAX_LOOKS = 8  # pages after which a font with fewer is let be
SUSPECT = 0.055  # of a sample in no word: sound fonts have 0.00-0.05, exchanged ones 0.07-0.3
LETTERS = 26  # the commonest of the lexicon's letters: 325 pairs
MAX_EXCHANGES = 3  # pairs of one font
MIN_GAIN = 0.15  # of the cost of a sample: names and abbreviations gain less by any exchange
MIN_BETTER = 4  # different runs that an exchange makes better
MAX_WORSE = 0.34  # of those: names and abbreviations that happen to read better as shown
MAX_LEFT = 0.6  # of the strange letters may stay strange

# Thai between spaces, signs and digits: beside a letter that has another name, a word is cut short.
_RUN = re.compile(
    r"(?<![^\s!-~\u0e3f\u0e46-\u0e5b])[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}(?![^\s!-~\u0e3f\u0e46-\u0e5b])"
)
_LETTER = re.compile("[\u0e01-\u0e2e\u0e30\u0e32\u0e40-\u0e44]")

Table = dict[str, str]


class Exchanges:
    """What a document has proved of letters that its fonts exchange."""

    def __init__(self) -> None:
        self._runs: dict[str, list[str]] = {}  # of fonts that are not judged yet
        self._looks: Counter[str] = Counter()  # pages on which they were looked at
        self._tables: dict[str, Table] = {}  # font -> letter as shown -> as meant; empty: sound
        self._seen: set[str] = set()  # fonts of pages that were read before their table was found

    def look(self, page: Page, fonts: set[str]) -> set[str]:
        """Samples the fonts that are new; those of the page that exchange letters."""
        for font in fonts - self._tables.keys():
            self._sample(font, _text(page, font))
        return {font for font in fonts if self._tables.get(font)}

    def take_changed(self) -> set[str]:
        """Fonts whose exchange was found after pages with them were read."""
        changed = {font for font in self._seen if self._tables.get(font)}
        self._seen -= self._tables.keys()
        return changed

    def mend(self, draft: Draft, fonts: set[str]) -> None:
        """Puts the letters meant; an /ActualText names several letters, and names them rightly."""
        for index, glyph in enumerate(draft.glyphs):
            if glyph.font in fonts and len(text := draft.texts[index]) == 1:
                draft.rename(index, self._tables[glyph.font].get(text, text), "swapped_letter")

    def _sample(self, font: str, text: str) -> None:
        runs = self._runs.setdefault(font, [])
        had = sum(map(len, runs))
        runs += _RUN.findall(repair_marks(text)[0])
        self._looks[font] += 1
        letters = sum(map(len, runs))
        if self._looks[font] == MAX_LOOKS and letters < LEAST:
            self._tables[font] = {}  # signs, digits: it has no words
            return
        if letters < LEAST:
            if runs:
                self._seen.add(font)
            return
        if had:
            self._seen.add(font)
        self._tables[font] = _exchanged(_first(self._runs.pop(font)))


def _text(page: Page, font: str) -> str:
    """The font's text, a space between glyphs that stand on no one line."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in page.glyphs:
        if glyph.font == font:
            if before is not None and not follows(before, glyph):
                parts.append(" ")
            parts.append(glyph.text)
            before = glyph
    return "".join(parts)


def _first(runs: list[str]) -> tuple[str, ...]:
    """The different runs, up to the size of a sample."""
    taken, letters = [], 0
    for run in dict.fromkeys(runs):
        if letters >= SAMPLE:
            break
        taken.append(run)
        letters += len(run)
    return tuple(taken)


def _exchanged(runs: tuple[str, ...]) -> Table:
    """The exchanges that turn the sample into words; empty where it is well as it is."""
    strange = sum(map(strange_letters, runs))
    if strange <= SUSPECT * sum(map(len, runs)):
        return {}
    table: Table = {}
    mended = runs
    for _ in range(MAX_EXCHANGES):
        pair = _best_pair(mended)
        if pair is None:
            break
        one, two = pair
        swap = str.maketrans({one: two, two: one})
        if {one, two} & table.keys():
            break
        mended = tuple(run.translate(swap) for run in mended)
        table |= {one: two, two: one}
    return table if sum(map(strange_letters, mended)) <= MAX_LEFT * strange else {}


def _best_pair(runs: tuple[str, ...]) -> tuple[str, str] | None:
    costs = {run: reading_cost(run) for run in runs}
    least = (1 - MIN_GAIN) * sum(costs.values())
    letters = [x for x in text_layer_facts().letters if _LETTER.match(x)][:LETTERS]
    letters += sorted(_rare(runs) - set(letters))
    best: tuple[str, str] | None = None
    for one, two in combinations(letters, 2):
        swap = str.maketrans({one: two, two: one})
        total = sum(
            reading_cost(run.translate(swap)) if one in run or two in run else costs[run]
            for run in runs
        )
        if total < least:
            best, least = (one, two), total
    if best is None or not _is_plain(costs, best) or _is_one_way(runs, best, least):
        return None
    return best


def _is_plain(costs: dict[str, int], pair: tuple[str, str]) -> bool:
    """Whether several runs read better with the exchange, and hardly any worse."""
    swap = str.maketrans({pair[0]: pair[1], pair[1]: pair[0]})
    changes = [reading_cost(run.translate(swap)) - cost for run, cost in costs.items()]
    better, worse = sum(c < 0 for c in changes), sum(c > 0 for c in changes)
    return better >= MIN_BETTER and worse <= MAX_WORSE * better


def _is_one_way(runs: tuple[str, ...], pair: tuple[str, str], cost: float) -> bool:
    """Whether the words read as well where only one of the two stands for the other."""
    one, two = pair
    changes = (str.maketrans({one: two}), str.maketrans({two: one}))
    return any(
        sum(reading_cost(run.translate(change)) for run in runs) <= cost for change in changes
    )


def _rare(runs: tuple[str, ...]) -> set[str]:
    """Rare letters that the sample has too many of: they may stand for common ones."""
    text = "".join(runs)
    rare = [x for x in text_layer_facts().letters if _LETTER.match(x)][LETTERS:]
    return {letter for letter in rare if text.count(letter) >= 0.02 * len(text)}
