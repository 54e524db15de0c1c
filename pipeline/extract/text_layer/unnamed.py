"""Glyphs whose letter the text layer does not say: named by all the words that they stand in.

Here belong characters without a name, control characters, U+FFFD, Latin letters inside Thai words,
and the space that stands for the nikhahit of SARA AM.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.glyphs import UNNAMED
from pipeline.extract.text_layer.codes import (
    CODE,
    NO_NAME,
    NO_SIGN,
    beside_thai,
    is_lost_digit,
    stands_inside,
)
from pipeline.extract.text_layer.draft import (
    CONSONANTS,
    GAP,
    THAI,
    Draft,
    is_drawn_over,
    moves_no_pen,
    moves_pen,
    neighbours,
    stretches,
)
from pipeline.extract.text_layer.evidence import SIGN, Evidence, cost
from pipeline.lexicon.text_layer import text_layer_facts
from pipeline.normalize.reading_cost import strange_letters
from pipeline.normalize.thai_marks import NIKHAHIT, SARA_AA, SARA_AM

MIN_WINS = 2  # words of their own that name a letter and no other: one word proves nothing
MAX_LOSSES = 0.2  # of the wins: words in which another letter reads better
MAX_UNNAMED = 0.3  # of a font's Thai without a name is a cipher, and no word is left to tell it by
LEAN = 0.06  # em: a space before า that begins so far inside the letter before it is a nikhahit's
SHAPE = 50  # a mark's box is told to 1/50 em: unnamed glyphs of one code but other shapes

_THAI = re.compile(f"[{THAI}]")
_BEFORE_NIKHAHIT = re.compile(f"[{CONSONANTS}\u0e48-\u0e4b\uf705-\uf717]$")
_TAKES_MARK = re.compile(f"[{CONSONANTS}\u0e34-\u0e39]$")
_NO_MARK_IN_GAP = re.compile(
    f"(?<![{CONSONANTS}\u0e31\u0e34-\u0e39]){GAP}|{GAP}[\u0e31\u0e34-\u0e39]"
)
_TONE = re.compile("[\u0e48-\u0e4b\uf705-\uf717]")
_FOREIGN = re.compile(
    "[\u00a1-\u02ff\u0370-\u04ff\u2020-\u2022\u2030-\u203a\u20ac\u2122\ufb01\ufb02]"
)

Kind = Literal["mark", "letter", "nikhahit", "code"]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What is asked: the same glyph of the same font, as far as can be told."""

    font: str
    text: str
    kind: Kind
    shape: int  # width of the box where the name says nothing; 0 elsewhere


Asked = dict[int, Unnamed]  # glyph -> what is asked of it
Stretches = list[list[int]]  # glyphs in a row that are Thai or asked


class Names:
    """What a document has proved of its unnamed glyphs."""

    def __init__(self) -> None:
        self._evidence = Evidence()
        self._known: dict[Unnamed, str] = {}

    @property
    def learnt(self) -> int:
        """How many glyphs have a name by now."""
        return len(self._known)

    @property
    def knows_spaces(self) -> bool:
        """Whether a space of the document stands for a mark."""
        return any(key.text == " " and key.kind == "mark" for key in self._known)

    def mend(self, draft: Draft) -> bool:
        """Names what can be named, marks the rest U+FFFD; whether anything stayed unnamed.

        Where a letter got its name, what is drawn over it is known for a mark, and asked, too.
        """
        asked = dict(_asked(draft))
        if not asked:
            return False
        unsettled = self._mend(draft, asked)
        over = {index: key for index, key in _asked(draft) if index not in asked}
        return (self._mend(draft, over) if over else False) or unsettled

    def _mend(self, draft: Draft, asked: Asked) -> bool:
        by_key: dict[Unnamed, list[int]] = defaultdict(list)
        for index, key in asked.items():
            by_key[key].append(index)
        open_keys = [
            key
            for key, indices in by_key.items()
            if key not in self._known
            and not _is_cipher(draft, key, indices)
            and (key.kind != "code" or stands_inside(draft, indices))
        ]
        texts = draft.texts
        found = list(stretches(draft, lambda i: i in asked or bool(_THAI.match(texts[i]))))
        progress = True
        while progress and open_keys:
            progress = False
            for key in sorted(open_keys, key=lambda key: -len(by_key[key])):
                self._evidence.add(key, self._patterns(draft, asked, key, found))
                if (letter := _solve(key, self._evidence.of(key))) is not None:
                    self._known[key] = letter
                    open_keys.remove(key)
                    progress = True
        unsettled = False
        for key, indices in by_key.items():
            letter = self._known.get(key)
            if letter is None and key.kind == "nikhahit":
                as_mark = self._known.get(replace(key, kind="mark"))
                letter = as_mark if key.text == UNKNOWN else NIKHAHIT
            if letter is None and key.kind == "letter" and _is_code(key.text):
                letter = self._known.get(replace(key, kind="mark"))  # one code, one glyph
            doubted = self._doubted(draft, asked, key, letter, found)
            if key.kind == "code" and replace(key, kind="mark") in self._known:
                doubted = dict.fromkeys(indices, UNKNOWN)  # elsewhere it is drawn as a mark
            for index in indices:
                if index in doubted:
                    draft.texts[index] = doubted[index]
                else:
                    unsettled = _settle(draft, index, key, letter) or unsettled
        return unsettled

    def _doubted(
        self, draft: Draft, asked: Asked, key: Unnamed, letter: str | None, found: Stretches
    ) -> dict[int, str]:
        """Where the glyph reads better as another letter, or as a sign; and what it says there.

        Several glyphs have the name U+FFFD, and a font may have a true `(` beside a false one.
        """
        is_code = key.kind == "code"
        if letter is None or not (key.text == UNKNOWN or is_code) or key.kind == "nikhahit":
            return {}
        doubted: dict[int, str] = {}
        for stretch in found:
            gaps = [index for index in stretch if asked.get(index) == key]
            if gaps:
                pattern = self._pattern(draft, asked, key, stretch)
                others = _candidates(key, [pattern])
                if min(cost(pattern, other) for other in others) < cost(pattern, letter):
                    parts = pattern.replace(UNKNOWN, GAP).split(GAP)
                    is_sign = is_code and not any(map(strange_letters, parts))
                    doubted |= dict.fromkeys(gaps, key.text if is_sign else UNKNOWN)
        return doubted

    def _pattern(self, draft: Draft, asked: Asked, wanted: Unnamed, stretch: list[int]) -> str:
        return "".join(
            draft.texts[index]
            if (key := asked.get(index)) is None
            else GAP
            if key == wanted
            else self._known.get(key, UNKNOWN)
            for index in stretch
        )

    def _patterns(
        self, draft: Draft, asked: Asked, wanted: Unnamed, found: Stretches
    ) -> Iterator[str]:
        """The stretches around `wanted`, gaps where it stands, the known letters put in."""
        for stretch in found:
            if any(asked.get(index) == wanted for index in stretch):
                pattern = self._pattern(draft, asked, wanted, stretch)
                yield from _around(pattern)


def _around(pattern: str) -> Iterator[str]:
    """The parts of a pattern between other unknown letters that hold a gap."""
    for part in pattern.split(UNKNOWN):
        if GAP in part and len(part) > 1:
            yield part


def _asked(draft: Draft) -> Iterator[tuple[int, Unnamed]]:
    texts, glyphs = draft.texts, draft.glyphs
    for index, text in enumerate(texts):
        if not text or _THAI.match(text):
            continue
        kind = _kind(draft, index)
        if kind is not None:
            glyph = glyphs[index]
            nameless = text == UNKNOWN and glyph.size
            shape = round(SHAPE * (glyph.x1 - glyph.x0) / glyph.size) if nameless else 0
            yield index, Unnamed(glyph.font, text, kind, shape)


def _kind(draft: Draft, index: int) -> Kind | None:
    """Whether the glyph may stand for a Thai letter: by its name, and by where it stands."""
    texts, glyphs = draft.texts, draft.glyphs
    text = texts[index]
    before, after = neighbours(draft, index)
    over = before is not None and (
        is_drawn_over(glyphs, index)
        or (after is not None and moves_no_pen(glyphs[index], glyphs[after]))
    )
    if over and ord(text[0]) >= UNNAMED and moves_pen(glyphs, index):
        over = False  # the reader does not know how wide it is
    thai_before = before is not None and bool(_THAI.match(texts[before][-1:]))
    stands_in = text in {" ", "\u200b"}
    may_be_any = stands_in or text == UNKNOWN  # the name does not tell one glyph from another
    if before is not None and may_be_any and _sara_aa(draft, after) is not None:
        ends_well = _BEFORE_NIKHAHIT.search(texts[before]) is not None
        leans = glyphs[index].x0 <= glyphs[before].x1 - LEAN * glyphs[index].size
        if ends_well and (over or leans or text == "\u200b"):
            return "nikhahit"
    if text == " ":
        on_letter = before is not None and bool(_TAKES_MARK.search(texts[before]))
        return "mark" if over and on_letter else None
    if stands_in or len(text) != 1:
        return None
    if NO_NAME.match(text):
        return "mark" if over and thai_before else "letter"
    if over and thai_before:
        return "mark"
    thai_after = after is not None and bool(_THAI.match(texts[after]))
    if CODE.match(text) and beside_thai(draft, before, after):
        return "code"
    return "letter" if _FOREIGN.match(text) and thai_before and thai_after else None


def _sara_aa(draft: Draft, after: int | None) -> int | None:
    """Where the า stands that a nikhahit before `after` belongs to: there, or behind a tone."""
    if after is not None and _TONE.fullmatch(draft.texts[after]):
        after = after + 1 if after + 1 < len(draft.texts) else None
    is_one = after is not None and draft.texts[after][:1] in (SARA_AA, SARA_AM)
    return after if is_one else None


def _is_code(text: str) -> bool:
    """Whether a nameless glyph is told from others by its code."""
    return text != UNKNOWN and bool(NO_NAME.fullmatch(text))


def _is_cipher(draft: Draft, key: Unnamed, indices: list[int]) -> bool:
    """Whether this glyph alone makes up too much of its font to be told by words."""
    if key.kind != "letter":
        return False
    of_font = sum(glyph.font == key.font and bool(glyph.text.strip()) for glyph in draft.glyphs)
    return len(indices) > MAX_UNNAMED * of_font


def _solve(key: Unnamed, patterns: tuple[str, ...]) -> str | None:
    """The letter by which the patterns read best, where enough of them read so by no other."""
    candidates = _candidates(key, patterns)
    wins = {letter: 0 for letter in candidates}
    for pattern in patterns:
        costs = {letter: cost(pattern, letter) for letter in candidates}
        least = min(costs.values())
        best = [letter for letter in candidates if costs[letter] == least]
        if best == [SIGN] and GAP not in pattern.strip(GAP):
            continue  # a true sign of that name, around a word
        if len(best) == 1:
            wins[best[0]] += 1
    winner = max(candidates, key=lambda letter: wins[letter])
    losses = sum(wins.values()) - wins[winner]
    if key.kind in ("letter", "mark") and not any(GAP in p.strip(GAP) for p in patterns):
        # in no word, only beside some: a bullet before `จัด` would make `ขจัด` of it
        losses += sum(cost(pattern, SIGN) < cost(pattern, winner) for pattern in patterns)
    if winner == SIGN or wins[winner] < MIN_WINS or losses > MAX_LOSSES * wins[winner]:
        return None
    return winner


def _candidates(key: Unnamed, patterns: Iterable[str]) -> tuple[str, ...]:
    """What the glyph may stand for.

    A reader that does not know how wide a glyph is gives a mark the room of a letter: where every
    gap could take a mark, it may be one.
    """
    facts = text_layer_facts()
    if key.kind == "mark":
        return facts.marks
    if key.kind == "code":
        return (SIGN, *facts.letters, *facts.marks)
    if key.kind == "nikhahit":
        return (NIKHAHIT, "้", "่")
    is_nameless = bool(NO_NAME.match(key.text))
    if is_nameless and not any(map(_NO_MARK_IN_GAP.search, patterns)):
        return facts.letters + facts.marks
    return facts.letters


def _settle(draft: Draft, index: int, key: Unnamed, letter: str | None) -> bool:
    """Writes the letter, or U+FFFD; whether it stayed unnamed."""
    if letter is None:
        if key.kind == "code":
            if key.text in NO_SIGN or is_lost_digit(draft, index):
                draft.texts[index] = UNKNOWN
            return False
        if key.text == " ":
            return False  # squeezed by justifying, for all that is known
        if NO_NAME.match(key.text) or key.kind == "mark" or _FOREIGN.match(key.text):
            draft.texts[index] = UNKNOWN
        return True
    repair = "lost_nikhahit" if letter == NIKHAHIT else "unnamed_letter"
    draft.rename(index, letter, repair)
    if letter == NIKHAHIT and (after := _sara_aa(draft, index + 1)) is not None:
        draft.texts[after] = SARA_AA + draft.texts[after][1:]
    return False


def mark_nameless(draft: Draft) -> None:
    """What still has no name is U+FFFD, so that nothing takes its code for a letter."""
    for index, text in enumerate(draft.texts):
        if text and NO_NAME.search(text):
            draft.texts[index] = NO_NAME.sub(UNKNOWN, text)
