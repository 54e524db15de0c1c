"""The typed shape of text_layer.yml: what is known of broken text layers."""

from functools import cache

from pydantic import model_validator

from pipeline.lexicon.loader import Facts, load_facts


class Swap(Facts):
    """A font's map calls the glyph of `meant` `shown`; only after the letters `after`, if any.

    `always`: the font has no glyph of its own for `shown`, so that every one may be meant.
    """

    shown: str
    meant: str
    after: str = ""
    always: bool = False

    def __hash__(self) -> int:
        """By value: swaps found in a font are made anew on each page."""
        return hash((self.shown, self.meant, self.after, self.always))


class TextLayerFacts(Facts):
    """lexicon/text_layer.yml."""

    swaps: tuple[Swap, ...]
    signs: tuple[str, ...]
    common: tuple[str, ...]
    marks: tuple[str, ...]
    letters: tuple[str, ...]
    encodings: tuple[str, ...]
    byte_marks: dict[str, tuple[int, ...]]
    symbol_fonts: dict[str, dict[str, tuple[int, ...]]]

    @model_validator(mode="after")
    def _single_letters(self) -> "TextLayerFacts":
        letters = [*self.common, *self.marks, *self.letters, *self.byte_marks]
        letters += [letter for swap in self.swaps for letter in (swap.shown, swap.meant)]
        if any(len(letter) != 1 for letter in letters):
            raise ValueError("every letter is one character")
        return self


@cache
def text_layer_facts() -> TextLayerFacts:
    """The facts, loaded once a process."""
    facts: TextLayerFacts = load_facts("text_layer", TextLayerFacts)
    return facts
