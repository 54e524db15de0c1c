"""What the forms of plans are called where people read them, from the lexicon.

Apart from `code_words`, which the command line shows without loading any facts.
"""

from typing import Final

from pipeline.lexicon.facts import Layouts
from pipeline.lexicon.loader import load_facts
from pipeline.write.code_words import Words

LAYOUT: Final[dict[str, Words]] = {
    code: (layout.th, layout.en) for code, layout in load_facts("layouts", Layouts).layouts.items()
}


def layout_word(code: str, lang: str) -> str:
    """The form's name; the code itself where it is of the user's lexicon.

    >>> layout_word("quarter_plan", "en"), layout_word("แผนชุมชน", "en")
    ('plan by quarters', 'แผนชุมชน')
    """
    words = LAYOUT.get(code)
    return code if words is None else words[lang == "en"]
