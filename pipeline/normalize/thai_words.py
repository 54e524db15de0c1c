"""What the Thai dictionary says about where words end (PyThaiNLP's newmm over its word list)."""

from functools import lru_cache

from pythainlp.tokenize import word_tokenize

CONTEXT = 24  # letters on either side of a break; no word of the dictionary that matters is longer


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
