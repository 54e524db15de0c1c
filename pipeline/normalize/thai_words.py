"""What the Thai dictionary says about where words end (PyThaiNLP's newmm over its word list)."""

from functools import cache, lru_cache

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

CONTEXT = 24  # letters on either side of a break; no word of the dictionary that matters is longer
STRANGE = 4  # what a letter of no word costs, in words
MIN_WORD = 2  # letters; single ones stand in the dictionary too, and would explain anything


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """`text` cut into words."""
    return tuple(word_tokenize(text, engine="newmm", keep_whitespace=True))


def first_word(text: str) -> str:
    """The word that `text` begins with."""
    return next(iter(words(text[:CONTEXT])), "")


def joins_a_word(before: str, after: str) -> bool:
    """Whether the end of `before` and the start of `after` are two parts of one word.

    >>> joins_a_word("การประพฤ", "ติมิชอบ")
    True
    """
    left = before.rsplit(maxsplit=1)[-1][-CONTEXT:] if before.split() else ""
    right = after.split(maxsplit=1)[0][:CONTEXT] if after.split() else ""
    if not left or not right:
        return False
    position = 0
    for word in words(left + right):
        if position < len(left) < position + len(word):
            return True
        position += len(word)
    return False


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the dictionary that is more than a letter."""
    return frozenset(word for word in thai_words() if len(word) >= MIN_WORD)


def strange_letters(text: str) -> int:
    """How many letters of `text` lie in no word of the dictionary.

    >>> strange_letters("กำรทุจริต"), strange_letters("การทุจริต")
    (1, 0)
    """
    return sum(len(word) for word in words(text) if word not in vocabulary())


def reading_cost(text: str) -> int:
    """How badly `text` reads as Thai: few long words are better than many, strange letters worst.

    >>> reading_cost("จำนวน") < reading_cost("จานวน") < reading_cost("จรนวน")
    True
    """
    return STRANGE * strange_letters(text) + len(words(text))
