"""Text in CSV cells that no spreadsheet takes for a formula, and that comes back as it was."""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.write.columns import Kind
from pipeline.write.run_record import Option

RAW: Final = "raw_csv"  # the option that leaves text as it is
GUARD: Final = "'"
TEXT_KINDS: Final[tuple[Kind, ...]] = ("text", "category")  # others cannot be formulas
# What spreadsheets run (the full-width signs where the system is East Asian); a dash alone or
# before a number is none. After apostrophes, too: so what is guarded can be told from what is not.
_FORMULA: Final = re.compile(r"'*(?:[=+@\t\r\n＝＋＠]|[-－](?!\d[\d,]*(?:\.\d+)?\Z|\Z))")
_FIRST: Final = frozenset("'=+@\t\r\n＝＋＠-－")  # looked at before: most text begins otherwise


def guarded(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would run it.

    >>> [guarded(text) for text in ("=1+1", "-A1", "-5", "-", "• อบรม", "'=1", "'ก'")]
    ["'=1+1", "'-A1", '-5', '-', '• อบรม', "''=1", "'ก'"]
    """
    return GUARD + text if text[:1] in _FIRST and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` made this of.

    >>> [unguarded(text) for text in ("'=1+1", "''=1", "'ก'", "-5")]
    ['=1+1', "'=1", "'ก'", '-5']
    """
    is_guarded = text.startswith(GUARD) and _FORMULA.match(text, 1)
    return text[1:] if is_guarded else text


def is_raw(options: Mapping[str, Option]) -> bool:
    """Whether a run with these options leaves text as it is."""
    return options.get(RAW) is True
