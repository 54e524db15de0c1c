"""The dictionary answers what PyThaiNLP's own tree of the same words answers."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.util import Trie

from pipeline.normalize.dictionary import WordList, dictionary


@cache
def _tree() -> Trie:
    return Trie(thai_words())


_WORDS = st.sampled_from(sorted(thai_words()))
_LETTERS = st.text(st.characters(min_codepoint=0xE01, max_codepoint=0xE4E), max_size=6)
_TEXTS = st.lists(st.one_of(_WORDS, _LETTERS), max_size=4).map("".join)


@given(_TEXTS, st.integers(0, 12))
def test_it_finds_the_words_that_the_tree_finds(text: str, start: int) -> None:
    assert dictionary().prefixes(text, start) == _tree().prefixes(text, start)


def test_words_of_every_length_are_found_and_end_with_the_text() -> None:
    words = ["ก", "กา", "การ", "การง", "การงาน", "การงานที่"]
    assert WordList(frozenset(words)).prefixes("การงานที่") == words
    assert WordList(frozenset(words)).prefixes("การงา") == words[:4]


def test_it_holds_the_same_words() -> None:
    assert len(dictionary()) == len(_tree())
    assert set(dictionary()) == set(_tree())
    assert "ทุจริต" in dictionary() and "ทุจรี" not in dictionary()
