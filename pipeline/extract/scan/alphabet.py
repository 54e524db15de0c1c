"""The characters that our nets can name, and how a text becomes a row of their classes.

A vowel with the tone above it stands in one column of the page, so a net that reads from left to
right names both at once: such a pair is a class of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

THAI: Final = "".join(chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5A)))
THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"
DIGITS: Final = "0123456789"
LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIGNS: Final = " !\"#%&'()*+,-./:;<=>?@[]_“”‘’–•●√✓×→←↔"
PAIRS: Final = tuple(vowel + tone for vowel in "ัิีึืุู็ํ" for tone in "่้๊๋์")
NO_AMOUNT: Final = "∅"  # what the amount net says of each stretch of anything else


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The classes of a net, in order; class 0 is CTC's blank and has no text."""

    classes: tuple[str, ...]

    def encode(self, text: str) -> list[int]:
        """Classes of `text`, pairs taken first. Raises ValueError for a character it lacks."""
        numbers = {name: index for index, name in enumerate(self.classes)}
        encoded, index = [], 0
        while index < len(text):
            width = 2 if text[index : index + 2] in numbers else 1
            try:
                encoded.append(numbers[text[index : index + width]])
            except KeyError:
                raise ValueError(f"no class for {text[index]!r}") from None
            index += width
        return encoded

    def decode(self, classes: Iterable[int]) -> str:
        """The text of classes without blanks."""
        return "".join(self.classes[number] for number in classes)


LINE: Final = Alphabet(("", *THAI, *DIGITS, *LATIN, *SIGNS, *PAIRS))
AMOUNT: Final = Alphabet(("", *THAI_DIGITS, *DIGITS, *",.-", NO_AMOUNT))
