"""Fonts whose map calls one Thai letter by the name of another.

The text looks like Thai and is none. No word decides: only all the words of a font together.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.draft import GAP, THAI, Draft, stretches
from pipeline.extract.text_layer.evidence import Evidence, cost
from pipeline.lexicon.text_layer import Swap, text_layer_facts
from pipeline.normalize.reading_cost import STRANGE, vocabulary
from pipeline.normalize.thai_marks import SARA_AA, SARA_AM
from pipeline.normalize.thai_words import words

MIN_BETTER = 3  # different words that a swap turns into Thai; fewer may be luck
MAX_WORSE = 0.04  # of those: words that read better with a letter as shown; more, and some are
MIN_SHARE = 0.3  # of the words must turn out better, where only some letters are meant otherwise
MAX_GAPS = 6  # letters in question in one stretch, each read both ways; more are marked
MAX_ASKED = 3  # of them in a stretch that is evidence: short ones say as much and cost less
ENOUGH_PATTERNS = 40  # then an answer stands
SHAPE = 20  # letters of one name are told apart by their width, to 1/20 em
MIN_PATTERNS = 3  # of a shape, to be judged by itself

_THAI = re.compile(f"[{THAI}]")
_LETTER = re.compile("[\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e44]")
_LOWER_VOWELS = ("\u0e38", "\u0e39")
_TONE = re.compile("[\u0e48-\u0e4b\uf705-\uf717]")

Answer = Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether a font shows `meant` as `shown`; `shape`: only in glyphs of this width, if given."""

    font: str
    swap: Swap
    shape: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch with letters in question."""

    gaps: list[int]
    pattern: str


class _Shown:
    """The page as the text layer shows it: a letter swapped once is not swapped again."""

    def __init__(self, draft: Draft) -> None:
        self.texts = list(draft.texts)
        found = stretches(draft, lambda index: bool(_THAI.match(self.texts[index])))
        self.stretches = [(one, "".join(self.texts[index] for index in one)) for one in found]


class Swaps:
    """What a document has proved of its fonts' swapped letters."""

    def __init__(self) -> None:
        self._evidence = Evidence()
        self._answers: dict[_Question, Answer] = {}
        self._exchanged: dict[Swap, None] = {}  # those proven of any font beside the usual ones
        self._changed: set[str] = set()  # fonts of which something new was learnt

    def has(self, fonts: Iterable[str]) -> bool:
        """Whether any of the fonts is known to have swapped letters, or may share another's."""
        if self._exchanged:
            return True
        return not self._swapped.isdisjoint(fonts)

    @property
    def _swapped(self) -> set[str]:
        return {question.font for question, answer in self._answers.items() if answer != "none"}

    def take_changed(self) -> set[str]:
        """The fonts of which something new was learnt since this was asked last."""
        changed, self._changed = self._changed, set()
        return changed

    def mend(self, draft: Draft, fonts: dict[str, tuple[str, ...]]) -> set[str]:
        """Undoes the swaps that the words of a font prove; the fonts that had one.

        `fonts`: the page's, with the common letters that each lacks.
        """
        shown = _Shown(draft)
        mended = set()
        for font, lacking in fonts.items():
            for swap in text_layer_facts().swaps:
                if self._mend(draft, shown, _Question(font, swap)):
                    mended.add(font)
            for swap in (*self._exchanged, *_exchanges(draft, font, lacking)):
                if self._mend(draft, shown, _Question(font, swap)):
                    mended.add(font)
                    self._exchanged[swap] = None
                    self._give_back(draft, shown, _Question(font, swap))
        _mark_impossible(draft, self._swapped)
        return mended

    def _give_back(self, draft: Draft, shown: _Shown, question: _Question) -> None:
        """Where ก is shown as ถ, what is shown as ก is ถ, or nobody knows what."""
        back = Swap(shown=question.swap.meant, meant=question.swap.shown, always=True)
        if not self._mend(draft, shown, _Question(question.font, back)):
            for one in _find(draft, shown, _Question(question.font, back)):
                for index in one.gaps:
                    _write(draft, index, back, UNKNOWN)

    def _mend(self, draft: Draft, shown: _Shown, question: _Question) -> bool:
        found = _find(draft, shown, question)
        if not found:
            return False
        answer = self._ask(question, found)
        if answer == "some" and (parts := self._by_shape(draft, shown, question)) is not None:
            for part in parts:
                for one in _find(draft, shown, part):
                    for index in one.gaps:
                        _write(draft, index, part.swap, part.swap.meant)
            return bool(parts)
        if answer != "none":
            _apply(draft, question.swap, found, answer)
        return answer != "none"

    def _ask(self, question: _Question, found: list[_Found]) -> Answer:
        """What all patterns of the document say; asked again while there are new ones."""
        known = question in self._answers
        if known and len(self._evidence.of(question)) >= ENOUGH_PATTERNS:
            return self._answers[question]
        short = (one.pattern for one in found if len(one.gaps) <= MAX_ASKED)
        if self._evidence.add(question, short) or not known:
            answer = _answer(question.swap, self._evidence.of(question))
            if answer != self._answers.get(question, "none"):
                self._changed.add(question.font)
            self._answers[question] = answer
        return self._answers[question]

    def _by_shape(self, draft: Draft, shown: _Shown, question: _Question) -> list[_Question] | None:
        """The widths of glyph that all mean the other letter; None where widths do not tell."""
        shapes = {
            _shape(draft, index) for one in _find(draft, shown, question) for index in one.gaps
        }
        swapped = []
        for shape in sorted(shapes):
            swap = question.swap.model_copy(update={"always": True})
            part = _Question(question.font, swap, shape)
            answer = self._ask(part, _find(draft, shown, part))
            if len(self._evidence.of(part)) < MIN_PATTERNS or answer == "some":
                return None
            if answer == "all":
                swapped.append(part)
        return swapped if 0 < len(swapped) < len(shapes) else None


def _exchanges(draft: Draft, font: str, lacking: tuple[str, ...]) -> Iterator[Swap]:
    """Letters of the font that may be the ones it lacks."""
    if not lacking:
        return
    counts = Counter(
        text
        for glyph, text in zip(draft.glyphs, draft.texts, strict=True)
        if glyph.font == font and _LETTER.fullmatch(text)
    )
    for meant in lacking:
        for letter, _ in counts.most_common():
            if letter != meant:
                yield Swap(shown=letter, meant=meant, always=True)


def _shape(draft: Draft, index: int) -> int:
    glyph = draft.glyphs[index]
    return round(SHAPE * (glyph.x1 - glyph.x0) / glyph.size) if glyph.size else 0


def _mark_impossible(draft: Draft, fonts: set[str]) -> None:
    """A lower vowel right before า is no Thai: in a font with swaps it is one that stood alone."""
    for index in range(len(draft.texts) - 1):
        is_vowel = draft.texts[index] in _LOWER_VOWELS and draft.glyphs[index].font in fonts
        if is_vowel and draft.texts[index + 1][:1] in (SARA_AA, SARA_AM):
            draft.texts[index] = UNKNOWN


def _find(draft: Draft, shown: _Shown, question: _Question) -> list[_Found]:
    """The stretches with letters in question."""
    found = []
    for stretch, text in shown.stretches:
        if question.swap.shown in text and (gaps := _gaps(draft, shown, stretch, question)):
            found.append(_Found(gaps, _pattern(draft, stretch, set(gaps), question.swap.shown)))
    return found


def _apply(draft: Draft, swap: Swap, found: list[_Found], answer: Answer) -> None:
    for one in found:
        letters = _letters(swap, one.pattern, len(one.gaps), answer)
        for index, letter in zip(one.gaps, letters, strict=True):
            _write(draft, index, swap, letter)


def _gaps(draft: Draft, shown: _Shown, stretch: list[int], question: _Question) -> list[int]:
    """Where in the stretch the swap would apply."""
    swap, gaps, before = question.swap, [], ""
    for index in stretch:
        applies = not swap.after or before[-1:] in swap.after
        text = shown.texts[index]
        untouched = draft.texts[index] == text and text.count(swap.shown) == 1
        if applies and untouched and draft.glyphs[index].font == question.font:
            gaps.append(index)
        before = draft.texts[index]
    if question.shape is not None:
        gaps = [index for index in gaps if _shape(draft, index) == question.shape]
    return [index for index in gaps if not _doubles(draft, index)]


def _doubles(draft: Draft, index: int) -> bool:
    """Whether ำ stands beside ำ or า, but for a tone: two glyphs of a SARA AM, each named so."""
    if draft.texts[index] != SARA_AM:
        return False
    for step in (-1, 1):
        beside = index + step
        if 0 <= beside < len(draft.texts) and _TONE.fullmatch(draft.texts[beside]):
            beside += step
        if 0 <= beside < len(draft.texts) and draft.texts[beside] in (SARA_AM, SARA_AA):
            return True
    return False


def _pattern(draft: Draft, stretch: list[int], gaps: set[int], shown: str) -> str:
    """The stretch with gaps; a glyph may be a cluster (`น้ำ`), whose other letters stay."""
    texts = draft.texts
    return "".join(texts[i].replace(shown, GAP) if i in gaps else texts[i] for i in stretch)


def _answer(swap: Swap, patterns: tuple[str, ...]) -> Answer:
    """Whether all, some or none of the letters in question are meant otherwise."""
    shown = [cost(pattern, swap.shown) for pattern in patterns]
    meant = [cost(pattern, swap.meant) for pattern in patterns]
    better = sum(m < s for s, m in zip(shown, meant, strict=True))
    if sum(m > s for s, m in zip(shown, meant, strict=True)) > better:
        return "none"
    if not better:
        return "none"
    mixed = [_readings(swap, pattern)[0] for pattern in patterns]
    worse = sum(x < m for x, m in zip(mixed, meant, strict=True))
    if swap.always and better >= MIN_BETTER and worse <= MAX_WORSE * better:
        return "all"
    better = sum(m < s for s, m in zip(shown, mixed, strict=True))
    if better >= MIN_BETTER and better >= MIN_SHARE * len(patterns):
        return "some"
    return "none"


def _readings(swap: Swap, pattern: str) -> tuple[int, list[tuple[str, ...]]]:
    """The least cost and every choice of letters that has it."""
    count = pattern.count(GAP)
    if count > MAX_GAPS:
        return cost(pattern, swap.shown), []
    by_cost: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for letters in itertools.product((swap.shown, swap.meant), repeat=count):
        by_cost[cost(_filled(pattern, letters), "")].append(letters)
    least = min(by_cost)
    return least, by_cost[least]


def _filled(pattern: str, letters: tuple[str, ...]) -> str:
    parts = pattern.split(GAP)
    return parts[0] + "".join(map("".join, zip(letters, parts[1:], strict=True)))


def _letters(swap: Swap, pattern: str, count: int, answer: Answer) -> tuple[str, ...]:
    """What stands in the gaps; U+FFFD where the words leave it open."""
    if answer == "all":
        as_shown = cost(pattern, swap.shown)
        keeps = as_shown < min(cost(pattern, swap.meant), STRANGE)
        return (swap.shown if keeps else swap.meant,) * count
    _, choices = _readings(swap, pattern)
    if not choices:
        return (UNKNOWN,) * count
    agreed = tuple(
        options[0] if len(set(options)) == 1 else UNKNOWN for options in zip(*choices, strict=True)
    )
    known = _in_words(_filled(pattern, choices[0]), pattern)
    return tuple(letter if sure else UNKNOWN for letter, sure in zip(agreed, known, strict=True))


def _in_words(text: str, pattern: str) -> list[bool]:
    """For each gap, whether the letter in it lies in a word of the dictionary."""
    ends = list(itertools.accumulate(len(word) for word in words(text)))
    sure = [word in vocabulary() for word in words(text)]
    places = [place for place, char in enumerate(pattern) if char == GAP]
    return [next(ok for ok, end in zip(sure, ends, strict=True) if place < end) for place in places]


def _write(draft: Draft, index: int, swap: Swap, letter: str) -> None:
    if letter == UNKNOWN:
        draft.texts[index] = draft.texts[index].replace(swap.shown, UNKNOWN)
    elif letter != swap.shown:
        draft.rename(index, draft.texts[index].replace(swap.shown, letter), "swapped_letter")
