"""Targets: the phrase that states one, and its value, unit and comparator."""

import re
from decimal import Decimal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.record import Comparator, Target
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.thai_words import first_word

# In the order tried: the longer words first, since they contain the shorter.
_COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    ("ไม่น้อยกว่า", "ge"),
    ("ไม่ต่ำกว่า", "ge"),
    ("ไม่ต่ํากว่า", "ge"),
    ("อย่างน้อย", "ge"),
    ("มากกว่าหรือเท่ากับ", "ge"),
    ("ตั้งแต่", "ge"),
    ("ไม่เกินกว่า", "le"),
    ("ไม่เกิน", "le"),
    ("ไม่มากกว่า", "le"),
    ("น้อยกว่าหรือเท่ากับ", "le"),
    ("ลดลงไม่น้อยกว่า", "decrease"),
    ("ลดลงอย่างน้อย", "decrease"),
    ("ลดลงจากปีที่ผ่านมา", "decrease"),
    ("ลดลง", "decrease"),
    ("เพิ่มขึ้นไม่น้อยกว่า", "increase"),
    ("เพิ่มขึ้นอย่างน้อย", "increase"),
    ("เพิ่มขึ้นจากปีที่ผ่านมา", "increase"),
    ("เพิ่มขึ้น", "increase"),
)
_BY_WORD = {re.sub(r"\s", "", word): comparator for word, comparator in _COMPARATORS}
_WORDS = "|".join(
    r"\s*".join(word) for word in sorted((w for w, _ in _COMPARATORS), key=len, reverse=True)
)
_NUMBER = r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)"
_UNITS = {"คะแนน": "score", "ระดับ": "level", "อันดับ": "rank"}  # all others count something
_PERCENT = re.compile(
    rf"(?P<comparator>{_WORDS})?\s*(?:คิดเป็น)?\s*"
    rf"(?:ร้อยละ\s*{_NUMBER}|{_NUMBER.replace('value', 'value2')}\s*%)"
)
_COUNT = re.compile(rf"(?P<comparator>{_WORDS})?\s*(?:จำนวน\s*)?{_NUMBER}(?:\s*(?P<unit>[ก-๎]+))?")
_BEFORE_UNIT = re.compile(
    rf"(?P<unit>{'|'.join(_UNITS)})(?:ที่)?\s*(?P<comparator>{_WORDS})?\s*{_NUMBER}"
)
_YEAR = re.compile(r"(?:ภายใน)?ปี(?:งบประมาณ)?\s*(?:พ\.?ศ\.?)?\s*\d{4}")


def parse_target(raw: str, places: tuple[Place, ...] = ()) -> Target:
    """The target that a sentence states.

    `text` is the phrase with comparator and number (`ไม่น้อยกว่าร้อยละ ๘๔`), the last one where
    the sentence has several; the whole sentence, with value None, where it has none or a character
    of it is unknown.
    """
    sentence = tidy(raw)
    if UNKNOWN in sentence:
        return Target(raw=raw, text=sentence, value=None, unit=None, comparator=None, places=places)
    arabic = _YEAR.sub(lambda match: " " * len(match[0]), to_arabic(sentence))
    for pattern in (_PERCENT, _BEFORE_UNIT, _COUNT):
        matches = [m for m in pattern.finditer(arabic)]
        if matches:
            return _from_match(matches[-1], sentence, raw, places, percent=pattern is _PERCENT)
    return Target(raw=raw, text=sentence, value=None, unit=None, comparator=None, places=places)


def _from_match(
    match: re.Match[str], sentence: str, raw: str, places: tuple[Place, ...], percent: bool
) -> Target:
    groups = match.groupdict()
    number = groups.get("value") or groups.get("value2") or ""
    word = re.sub(r"\s", "", groups.get("comparator") or "")
    unit, end = groups.get("unit") or "", match.end()
    start = end - len(match[0].lstrip())  # a year in front was blanked out
    if not percent and unit and match.end("unit") == end:
        unit = first_word(unit)
        end = match.start("unit") + len(unit)
    return Target(
        raw=raw,
        text=sentence[start:end].strip(),
        value=Decimal(number.replace(",", "")),
        unit="percent" if percent else _UNITS.get(unit, "count"),
        comparator=_BY_WORD.get(word, "eq"),
        places=places,
    )
