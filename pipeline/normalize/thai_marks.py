"""Thai marks as Unicode writes them: no private use, one SARA AM, vowel before tone.

>>> repair_marks("น\\uf70b\\u0e4d\\u0e32ใจ")
('น้ำใจ', (('private_use', 1), ('sara_am', 1)))
"""

import re
from functools import cache

from pydantic import model_validator

from pipeline.lexicon import load_facts
from pipeline.lexicon.loader import Facts

SARA_AM, SARA_AA, NIKHAHIT = "\u0e33", "\u0e32", "\u0e4d"
TONES = "\u0e48-\u0e4b"

# The ways a SARA AM comes out of a text layer, with a tone before, between or after: ํ า · ํ ำ ·
# ำ า · ำ ำ. No Thai word has any of these sequences by right.
_SARA_AM = re.compile(
    f"(?:[{TONES}]*{NIKHAHIT}[{TONES}{NIKHAHIT}]*{SARA_AA}|[{TONES}{NIKHAHIT}]*{SARA_AM})"
    f"[{TONES}{NIKHAHIT}{SARA_AA}{SARA_AM}]*"
)
_NO_TONE = re.compile(f"[^{TONES}]")


class MarkFacts(Facts):
    """lexicon/marks.yml."""

    private_use: dict[str, str]
    zero_width: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    look_alikes: tuple[str, ...]

    @model_validator(mode="after")
    def _single_characters(self) -> "MarkFacts":
        texts = [*self.private_use, *self.private_use.values(), *self.zero_width]
        texts += [mark for group in self.order for mark in group]
        if any(len(text) != 1 for text in texts):
            raise ValueError("every entry is one character")
        return self


@cache
def _facts() -> MarkFacts:
    facts: MarkFacts = load_facts("marks", MarkFacts)
    return facts


@cache
def combining_marks() -> frozenset[str]:
    """Every character that is drawn on the letter before it, private use variants included."""
    facts = _facts()
    marks = {mark for group in facts.order for mark in group}
    return frozenset(marks | {pua for pua, mark in facts.private_use.items() if mark in marks})


def look_alikes(letter: str) -> str:
    """The letter and those that it is misread as, in a picture.

    >>> look_alikes("ซ"), look_alikes("ก")
    ('ชซ', 'ก')
    """
    return next((group for group in _facts().look_alikes if letter in group), letter)


def skeleton(text: str) -> str:
    """What no slip of a reader of pictures changes: letters without marks, look-alikes as one.

    >>> skeleton("ตัวชี้วัด") == skeleton("ดวซีวด")
    True
    """
    return "".join(look_alikes(char)[0] for char in text if char not in combining_marks())


@cache
def _rank() -> dict[str, int]:
    return {mark: rank for rank, group in enumerate(_facts().order) for mark in group}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """(private use or zero width, a run of two or more marks, anything worth a repair)."""
    facts = _facts()
    odd = "".join([*facts.private_use, *facts.zero_width])
    first, second = ("".join(group) for group in facts.order)
    suspicious = f"[{odd}{NIKHAHIT}]|{SARA_AM}[{SARA_AA}{SARA_AM}{TONES}]|[{second}][{first}]"
    return re.compile(f"[{odd}]"), re.compile(f"[{first}{second}]{{2,}}"), re.compile(suspicious)


def repair_marks(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The text with its Thai marks in Unicode's way, and (kind of repair, how often) by kind.

    Kinds: mark_order, private_use, sara_am, zero_width. Idempotent; other characters untouched.
    """
    odd, run, suspicious = _patterns()
    if not suspicious.search(text):
        return text, ()
    counts: dict[str, int] = {}

    def count(kind: str) -> None:
        counts[kind] = counts.get(kind, 0) + 1

    def replace_odd(found: re.Match[str]) -> str:
        letter = _facts().private_use.get(found[0])
        count("zero_width" if letter is None else "private_use")
        return letter or ""

    def join_sara_am(found: re.Match[str]) -> str:
        joined = _NO_TONE.sub("", found[0]) + SARA_AM
        if joined != found[0]:
            count("sara_am")
        return joined

    def order_marks(found: re.Match[str]) -> str:
        ordered = "".join(sorted(found[0], key=_rank().__getitem__))
        if ordered != found[0]:
            count("mark_order")
        return ordered

    text = odd.sub(replace_odd, text)
    text = run.sub(order_marks, text)
    text = _SARA_AM.sub(join_sara_am, text)
    return text, tuple(sorted(counts.items()))
