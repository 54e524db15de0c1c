"""Budget cells: an amount in baht, a phrase for no budget, a dash, nothing, or unreadable."""

import re
from decimal import Decimal

from rapidfuzz import fuzz

from pipeline.contracts.parsed import UNKNOWN, Parsed, Status
from pipeline.lexicon.facts import Budget
from pipeline.normalize.digits import has_digit, mixes_digits, squeeze, to_arabic
from pipeline.normalize.lost_letters import find_lost

MIN_PHRASE_SIMILARITY = 84  # one or two slips in a phrase of 14 letters; `งบประมาณ` alone has 67

# No amount begins with a zero and goes on: a digit before it was lost.
_AMOUNT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d{1,2})?")
_NUMBER_LIKE = re.compile(r"[\d.,]*\d[\d.,]*")
_BREAK_IN_NUMBER = re.compile(r"(?<=\d[,.])\s+(?=\d)|(?<=\d)\s+(?=[,.]\d)")
_NOT = re.compile("[ไใโ]ม")  # ไม่, and how it is misread; without it the phrase says the opposite
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")
_BROKEN_NUMBER = re.compile(r"[\d.,]+(?:\s*\n\s*[\d.,]+)+")


def parse_money(text: str, facts: Budget) -> Parsed[Decimal]:
    """What a budget cell says. `value` is in baht, only with status `amount`.

    Never guesses: a number that is no well-formed amount, or two of them, is unreadable with the
    flag `malformed_amount` or `several_amounts`.
    """
    bare = squeeze(text)
    if not bare:
        return _nothing(text, Status.BLANK)
    if _without_units(bare, facts) in {squeeze(dash) for dash in facts.dash}:
        return _nothing(text, Status.DASH)
    if UNKNOWN in bare:  # it may have been a digit
        says_none = find_lost(bare.strip("-–—*()."), dict.fromkeys(facts.none, True))
        return _nothing(text, Status.NONE if says_none else Status.UNREADABLE)
    if not has_digit(bare):
        return _nothing(text, Status.NONE if _says_none(bare, facts) else Status.UNREADABLE)
    return _amount(text, facts)


def _without_units(bare: str, facts: Budget) -> str:
    """`-บาท` and `- (บาท)` without the unit; a unit alone stays."""
    for unit in facts.units:
        bare = bare.removesuffix(f"({unit})").removesuffix(unit) or bare
    return bare


def _nothing(text: str, status: Status, *flags: str) -> Parsed[Decimal]:
    return Parsed[Decimal](raw=text, value=None, status=status, flags=flags)


def _says_none(bare: str, facts: Budget) -> bool:
    letters = bare.strip("-–—*().")
    if letters in facts.none:
        return True
    return bool(_NOT.match(letters)) and any(
        fuzz.ratio(letters, phrase) >= MIN_PHRASE_SIMILARITY for phrase in facts.none
    )


def _mended(match: re.Match[str]) -> str:
    """A number that a narrow column broke anywhere; two amounts below each other stay two.

    Only what is one amount with commas in place when put together is put together: two real
    amounts never make one, unless the first were below a hundred baht.
    """
    together = re.sub(r"\s", "", match[0])
    return together if _GROUPED.fullmatch(together.rstrip(".")) else match[0]


def _amount(text: str, facts: Budget) -> Parsed[Decimal]:
    whole = _BROKEN_NUMBER.sub(_mended, to_arabic(text).strip())
    joined = _BREAK_IN_NUMBER.sub("", whole)
    numbers = list(_NUMBER_LIKE.finditer(joined))
    if len(numbers) > 1:
        return _nothing(text, Status.UNREADABLE, "several_amounts")
    number = numbers[0]
    closed = re.match(r"\s*[-–/]", joined[number.end() :])  # `.-` after a round amount
    digits = number[0].rstrip(".") if closed else number[0]
    before, after = joined[: number.start()].strip(), joined[number.end() :].strip()
    if not _AMOUNT.fullmatch(digits) or re.search(r"[A-Za-z#]", before + after):
        return _nothing(text, Status.UNREADABLE, "malformed_amount")
    flags = ["mixed_digits"] if mixes_digits(text) else []
    words = after
    for unit in ("-", "/", *facts.units):
        words = words.replace(unit, "").strip()
    if "ล้าน" in after or "พัน" in after or "แสน" in after or before.endswith(("-", "−", "–")):
        return _nothing(text, Status.UNREADABLE, "malformed_amount")
    if _says_none(squeeze(before), facts) or _says_none(squeeze(words), facts):
        return _nothing(text, Status.UNREADABLE, "malformed_amount")  # both none and an amount
    if before or words:
        flags.append("budget_words")
    return Parsed[Decimal](
        raw=text, value=Decimal(digits.replace(",", "")), status=Status.AMOUNT, flags=tuple(flags)
    )
