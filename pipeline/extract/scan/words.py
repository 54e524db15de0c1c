"""What a text costs in Thai words: nats a word by how often it is used (PyThaiNLP's lists)."""

import math
import re
from functools import cache, lru_cache
from typing import Final

from pythainlp.corpus import get_corpus, thai_words, tnc

from pipeline.normalize.dictionary import WordList

STRANGE: Final = 5.5  # nats a letter of what is no word: a name, a foreign word, a slip
EXPECTED: Final = 2.5  # nats a letter that text costs, taken off: a longer reading is no worse
LONGEST: Final = 10  # letters of a word: longer ones are made of shorter ones
RARE: Final = 0.5  # uses of a word that the dictionary has and the corpus has not

_RUN: Final = re.compile("[ก-ฺเ-์]+")


@cache
def _words() -> tuple[WordList, dict[str, float]]:
    """Every word, and its cost."""
    uses = {word: RARE for word in thai_words() if len(word) <= LONGEST}
    for word, count in tnc.word_freqs():
        if len(word) <= LONGEST and count > 0 and _RUN.fullmatch(word):
            uses[word] = float(count)
    get_corpus.cache_clear()  # or the lines of that list stay in memory: 12 MB
    whole = math.log(sum(uses.values()))
    for word, times in uses.items():
        uses[word] = whole - math.log(times)  # in place: another copy stays in memory
    return WordList(uses), uses


def cost_of_words(text: str) -> float:
    """Nats by which the Thai letters of `text` cost more than common words would; may be < 0."""
    return sum(_cost_of_run(run) for run in _RUN.findall(text))


@lru_cache(maxsize=4096)
def _cost_of_run(run: str) -> float:
    """The cheapest way to cut the run into words and strange letters."""
    words, costs = _words()
    best = [math.inf] * (len(run) + 1)
    best[0] = 0.0
    for start in range(len(run)):
        so_far = best[start]
        best[start + 1] = min(best[start + 1], so_far + STRANGE)
        for word in words.prefixes(run, start):
            stop = start + len(word)
            best[stop] = min(best[stop], so_far + costs[word])
    return best[-1] - EXPECTED * len(run)
