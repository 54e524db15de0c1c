"""Codes of nameless glyphs that a reader took for ASCII.

LibreOffice numbers the glyphs of a font's subset; without a name, number 0x28 reads as `(`.
"""

import re

from pipeline.extract.text_layer.draft import THAI, Draft, neighbours

_THAI = re.compile(f"[{THAI}]")

# Most of CODE stand beside Thai in sound text, too; those of NO_SIGN do not, without a space.
CODE = re.compile(r"[!\"'%()*+?\[\]_0-9A-Za-z#$&;<=>@\\^`{|}~]")
NO_SIGN = frozenset("#$&;<=>@\\^`{|}~")
# Names that no letter of a Thai text has: controls, private use but for the usual marks, unnamed.
NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf6ff\uf71b-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_THAI_DIGIT = re.compile("[\u0e50-\u0e59]")


def beside_thai(draft: Draft, before: int | None, after: int | None) -> bool:
    """Whether a Thai letter or digit stands right beside."""
    beside = [draft.texts[index] for index in (before, after) if index is not None]
    return any(_THAI.match(text[-1:]) or _THAI_DIGIT.match(text) for text in beside)


def stands_inside(draft: Draft, indices: list[int]) -> bool:
    """Whether the glyphs stand between two letters of Thai, as a sign of sound text seldom does."""
    return any(
        all(index is not None and _THAI.match(draft.texts[index]) for index in beside)
        for beside in (neighbours(draft, index) for index in indices)
    )


def is_lost_digit(draft: Draft, index: int) -> bool:
    """Whether a lone Latin letter is part of a number in Thai digits."""
    texts = (draft.texts[i] for i in neighbours(draft, index) if i is not None)
    beside = "".join(texts)
    is_lone = not re.search("[A-Za-z]", beside)
    return draft.texts[index].isalpha() and is_lone and bool(_THAI_DIGIT.search(beside))
