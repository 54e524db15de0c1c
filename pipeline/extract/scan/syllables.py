"""Places where a text is not as Thai is printed: marks on nothing, a vowel before no consonant.

Names and foreign words keep these rules too, so a reading that breaks one is rarely right.
"""

import re
from typing import Final

CONSONANT: Final = "ก-ฮ"
LEADING: Final = "เ-ไ"
ON_CONSONANT: Final = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"  # vowels above and below
TONE: Final = "\u0e48-\u0e4b"
SILENCER: Final = "\u0e4c"

_RULES: Final = (
    f"(?<![{CONSONANT}])[{ON_CONSONANT}]",
    f"(?<![{CONSONANT}{ON_CONSONANT}])[{TONE}{SILENCER}]",
    f"\u0e47[{TONE}{SILENCER}]",
    f"(?<![{CONSONANT}{TONE}])[าำ]",
    f"(?<![{CONSONANT}{TONE}า])ะ",
    f"[{LEADING}](?![{CONSONANT}])",
    f"[\u0e31\u0e37][{TONE}]?(?![{CONSONANT}{TONE}])",  # MAI HAN-AKAT and SARA UEE close a syllable
    f"(?<!ก)\u0e47(?![{CONSONANT}])",
    f"(?<=[^ก-{SILENCER}\\s])[ๆฯ]",
    "[๐-๙][.,]?[0-9]|[0-9][.,]?[๐-๙]",  # a number is in one script
    r"[“‘](?=\s)|(?<=\s)[”’]",  # quotes open before a word and close after it
    r"(?<=\S)[•●]",  # bullets stand before all
)
_MISSPELT: Final = re.compile("|".join(_RULES))


def count_misspelt(text: str) -> int:
    """How many places of `text` break a rule that all Thai texts keep.

    >>> count_misspelt("ที่น้ำ เสร็จ ๒,๕๐๐"), count_misspelt("ที่ี"), count_misspelt("เ่า")
    (0, 1, 2)
    """
    return len(_MISSPELT.findall(text))
