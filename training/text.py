"""Texts to draw: words by their frequency, names, numbers and the phrases of plans, at random.

No text of a plan goes in: `tests/training` holds the samples against what comes out.
"""

import bisect
import itertools
import random
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from pythainlp.corpus import get_corpus, provinces, tnc

from pipeline.extract.scan.alphabet import AMOUNT, LINE, NO_AMOUNT
from pipeline.lexicon.facts import load_lexicon

THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
KNOWN: Final = frozenset("".join(LINE.classes))
IN_AMOUNTS: Final = frozenset("".join(AMOUNT.classes)) - {NO_AMOUNT}
WORDS: Final = re.compile("[^0-9๐-๙]*[^0-9๐-๙,. -][^0-9๐-๙]*")
FLATTEN: Final = 0.6  # power of a word's frequency: rare words come often enough
DANGLING: Final = re.compile("^[\u0e30-\u0e3a\u0e45-\u0e4e\\s]+")
MONTHS: Final = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
LATIN: Final = (
    "ITA KPI OIT SMEs OTOP GPP QR PDCA Website Facebook Line online e-Service Zoom Smart AI "
    "Digital Platform Green Data Center Application Model Checklist DNA GDP ISO IT"
).split()
CONSONANTS: Final = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
RARE: Final = "ฃฅฆฌญฎฏฐฑฒณธภศษฬฮฤ"
MARKS: Final = ("", "่", "้", "๊", "๋", "์")
VOWELS: Final = ("", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็")

Choice = random.Random


@cache
def _words() -> tuple[list[str], list[float]]:
    known = ((w, n) for w, n in tnc.word_freqs() if n > 0 and set(w) <= KNOWN and w.strip())
    found = sorted(known)  # the corpus comes in any order
    return [w for w, _ in found], list(itertools.accumulate(n**FLATTEN for _, n in found))


@cache
def _titles() -> list[str]:
    return sorted(
        t for t in get_corpus("wikipedia_titles_th.txt") if set(t) <= KNOWN and 4 <= len(t) <= 60
    )


@cache
def fixed_phrases() -> list[str]:
    """Headings, months, ways to say that no money is needed, bodies: the facts of the lexicon."""
    found: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            for part in value.values():
                gather(part)
        elif isinstance(value, list | tuple | set | frozenset):
            for part in value:
                gather(part)

    facts = load_lexicon(None).model_dump()
    for key in ("columns", "headings", "no_budget", "organization_words", "months"):
        gather(facts.get(key, ()))
    return sorted(text for text in found if DANGLING.match(text) is None and len(text) > 2)


def _word(r: Choice) -> str:
    words, sums = _words()
    return words[bisect.bisect(sums, r.random() * sums[-1])]


def _digits(r: Choice, text: str) -> str:
    return text.translate(THAI_DIGITS) if r.random() < 0.75 else text


def _syllables(r: Choice) -> str:
    """Letters and marks in any order that can be printed: no word helps to read them."""
    made = []
    for _ in range(r.randint(1, 5)):
        letter = r.choice(RARE if r.random() < 0.3 else CONSONANTS)
        made.append(r.choice(("", "", "", "เ", "แ", "โ", "ใ", "ไ")) + letter)
        made.append(r.choice(VOWELS) + r.choice(MARKS) if r.random() < 0.6 else "")
        made.append(r.choice(("", "", "", "า", "ะ", "ำ", "ๆ", "ฯ")))
    return "".join(made)


def _number(r: Choice) -> str:
    kinds: tuple[Callable[[], str], ...] = (
        lambda: str(r.randint(0, 10 ** r.randint(1, 4))),
        lambda: f"{r.randint(1, 10 ** r.randint(3, 8)):,}",
        lambda: f"{r.randint(1, 10**6):,}.{r.randint(0, 99):02d}",
        lambda: f"{r.randint(1, 30)}.{r.randint(1, 20)}",
        lambda: f"{r.randint(1, 9)}.{r.randint(1, 9)}.{r.randint(1, 9)}",
        lambda: str(r.randint(2540, 2580)),
        lambda: f"{r.randint(1, 30)}.",
        lambda: f"{r.randint(1, 100)}%",
        lambda: f"{r.randint(1, 12)}/{r.randint(2540, 2580)}",
    )
    return _digits(r, r.choice(kinds)())


def _date(r: Choice) -> str:
    month, year = r.choice(MONTHS), r.randint(2555, 2575)
    short = year % 100
    return _digits(r, r.choice((f"{month} {year}", f"{month}{short}", f"{month} {short}",
                                f"{r.randint(1, 31)} {month} {year}")))  # fmt: skip


def _sign(r: Choice) -> str:
    return r.choice("- / : ; ฯ ๆ % • ● – = + ✓ × → ← & * ? ! _ ฯลฯ ...".split())


def _quoted(r: Choice) -> str:
    return r.choice(("({})", "“{}”", '"{}"', "({})", "‘{}’", "[{}]")).format(_word(r))


_TOKENS: Final = (
    (56, _word),
    (8, lambda r: r.choice(_titles())),
    (7, lambda r: r.choice(fixed_phrases())),
    (9, _number),
    (3, _date),
    (2, lambda r: r.choice(("จังหวัด", "จ.", "อำเภอ", "")) + r.choice(sorted(provinces()))),
    (3, _quoted),
    (3, lambda r: r.choice(LATIN)),
    (1, lambda r: "".join(r.choice(LATIN_LETTERS) for _ in range(r.randint(1, 8)))),
    (2, _sign),
    (6, _syllables),
)
LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS: Final = tuple(itertools.accumulate(weight for weight, _ in _TOKENS))


def make_line(r: Choice, longest: int) -> str:
    """A line of text of at most `longest` characters, none of them without a class."""
    length = max(2, round(longest * r.uniform(0.3, 1)))
    text = (
        r.choice(("- ", "• ", f"{r.randint(1, 20)}. ", f"({r.randint(1, 9)}) "))
        if (r.random() < 0.08)
        else ""
    )
    text = _digits(r, text)
    while len(text) < length:
        pick = bisect.bisect(_WEIGHTS, r.random() * _WEIGHTS[-1])
        text += _TOKENS[pick][1](r) + (" " if r.random() < 0.25 else "")
    text = "".join(c for c in text.replace("\u0e4d\u0e32", "\u0e33") if c in KNOWN)
    return re.sub(r"\s+", " ", DANGLING.sub("", text)[:length]).strip() or "ก"


def make_amount(r: Choice) -> str:
    """What stands in a column of numbers: an amount, a count, a place in an outline, a year,
    a dash, or digits as they fall."""
    pick = r.random()
    if pick < 0.05:
        text = "-"
    elif pick < 0.13:
        text = str(r.randint(0, 9999))
    elif pick < 0.25:
        text = r.choice((_outline(r), _outline(r), str(r.randint(2540, 2580))))
    elif pick < 0.47:  # nothing but the ink tells what comes next
        text = "".join(r.choice("0123456789") for _ in range(r.randint(1, 9)))
        text = f"{int(text):,}" if r.random() < 0.7 else text
    else:
        value = int(10 ** r.uniform(2, 8.7))
        zeros = r.choice((0, 0, 1, 2, 3, 3))
        value = max(1, value // 10**zeros) * 10**zeros
        text = f"{value:,}"
        text += r.choice((".00", f".{r.randint(0, 99):02d}", ".-")) if r.random() < 0.12 else ""
    return text.translate(THAI_DIGITS) if r.random() < 0.65 else text


def _outline(r: Choice) -> str:
    """`7`, `7.`, `2.13`, `2.1.3`"""
    parts = [str(r.randint(1, r.choice((9, 40, 130)))) for _ in range(r.choice((1, 1, 2, 2, 3)))]
    return ".".join(parts) + ("." if r.random() < (0.6 if len(parts) == 1 else 0.1) else "")


def make_other(r: Choice) -> str:
    """A text that is no amount."""
    while True:
        text = make_line(r, r.randint(3, 24))
        if re.search("[\u0e01-\u0e2ea-zA-Z]", text):
            return text


def amount_target(text: str) -> str:
    """What the amount net should say of `text`: its digits, and one sign for each stretch of words.

    A net that sees a few letters at a time can say that a letter is none of a number; it could not
    keep quiet about a digit because words stand far from it.
    """
    if set(text) <= IN_AMOUNTS:
        return text
    return WORDS.sub(NO_AMOUNT, text).replace(" ", "")
