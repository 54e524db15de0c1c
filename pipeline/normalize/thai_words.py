"""What the Thai dictionary says about where words end (PyThaiNLP's newmm over its word list)."""

import re
from functools import cache, lru_cache

from pythainlp.corpus.icu import thai_icu_words
from pythainlp.tokenize import word_tokenize

from pipeline.normalize.dictionary import dictionary

CONTEXT = 24  # letters on either side of a break; no word of the dictionary that matters is longer

_THAI_RUN = re.compile("[ก-ฺเ-๎]+")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """`text` cut into words."""
    cut = word_tokenize(text, custom_dict=dictionary(), engine="newmm", keep_whitespace=True)
    return tuple(cut)


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


def unbreakable_start(text: str) -> str:
    """What of `text` surely stands on one line: its longest first word; "" where that is unclear.

    The longest of PyThaiNLP's dictionary and of ICU's, by which Chromium and LibreOffice break.

    >>> unbreakable_start("ประชาชนในพื้นที่")
    'ประชาชน'
    """
    run = _THAI_RUN.match(text)
    if run is None or text[run.end() :][:1].strip():
        return ""  # a sign or a digit follows at once: one unit with the last word
    word = _longest(run[0])
    rest = run[0][len(word) :]
    if not word or (rest and not _longest(rest)):
        return ""  # a name or a foreign word: nobody knows where a producer would cut it
    return word


def _longest(text: str) -> str:
    words: list[str] = dictionary().prefixes(text)
    longest = max(map(len, words), default=0)
    icu = _icu_words()
    for length in range(min(len(text), CONTEXT), longest, -1):
        if text[:length] in icu:
            return text[:length]
    return text[:longest]


@cache
def _icu_words() -> frozenset[str]:
    return thai_icu_words()
