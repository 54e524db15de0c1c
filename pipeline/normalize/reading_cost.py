"""How well a piece of text reads as Thai, by the words of the dictionary."""

from functools import cache

from pipeline.normalize.dictionary import dictionary
from pipeline.normalize.thai_words import words

STRANGE = 4  # what a letter of no word costs, in words
MIN_WORD = 2  # letters; single ones stand in the dictionary too, and would explain anything


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the dictionary that is more than a letter."""
    return frozenset(word for word in dictionary() if len(word) >= MIN_WORD)


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
