"""A finding's suggestion, which is in Thai and English, in one of them."""

import re

SEPARATOR = " / "  # between the Thai and the English half of a suggestion
THAI = re.compile("[\u0e00-\u0e7f]")


def suggestion_in(text: str, lang: str) -> str:
    """The half of a suggestion that is in `lang`; all of it where the halves cannot be told.

    Both halves name the same values, so the separator in the middle parts them.

    >>> suggestion_in("หาหน้าที่ขาด: 1 / find the lacking pages: 1", "en")
    'find the lacking pages: 1'
    """
    parts = text.split(SEPARATOR)
    middle = len(parts) // 2
    thai, english = SEPARATOR.join(parts[:middle]), SEPARATOR.join(parts[middle:])
    if len(parts) % 2 or not THAI.search(thai) or THAI.match(english):
        return text
    return english if lang == "en" else thai
