"""Budget cells: an amount in baht, a phrase for no budget, a dash, nothing, or unreadable."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from pipeline.contracts.parsed import UNKNOWN, AmountFault, Parsed, Status
from pipeline.lexicon.facts import Budget
from pipeline.normalize.digits import GROUPED, has_digit, mixes_digits, squeeze, to_arabic
from pipeline.normalize.lost_letters import find_lost

MIN_PHRASE_SIMILARITY = 84  # one or two slips in a phrase of 14 letters; `งบประมาณ` alone has 67

# No amount begins with a zero and goes on: a digit before it was lost.
_AMOUNT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d{1,2})?")
_NUMBER_LIKE = re.compile(r"[\d.,]*\d[\d.,]*")
_BREAK_IN_NUMBER = re.compile(r"(?<=\d[,.])\s+(?=\d)|(?<=\d)\s+(?=[,.]\d)")
_NOT = re.compile("[ไใโ]ม")  # ไม่, and how it is misread; without it the phrase says the opposite
_BROKEN_NUMBER = re.compile(r"(?<![\d.,])[\d.,]+(?:\s*\n\s*[\d.,]+)+")
_SCALES = ("ล้าน", "แสน", "พัน")
_MINUS = ("-", "−", "–")
_SEVERAL = (AmountFault.SEVERAL, AmountFault.LINES)


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in a cell with digits: its first number, and the words around it."""

    digits: str
    before: str
    after: str
    several: AmountFault | None


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
    return together if GROUPED.fullmatch(together.rstrip(".")) else match[0]


def amount_fault(text: str, facts: Budget) -> AmountFault | None:
    """Why `parse_money` takes a cell with digits for no amount; None where it is one.

    >>> from pipeline.lexicon.facts import load_lexicon
    >>> amount_fault("๒๘,๒๐", load_lexicon().budget)
    <AmountFault.COMMAS: 'commas'>
    """
    return _fault(_written(text), facts) if has_digit(text) else None


def _written(text: str) -> _Written:
    whole = _BROKEN_NUMBER.sub(_mended, to_arabic(text).strip())
    joined = _BREAK_IN_NUMBER.sub("", whole)
    number, *more = _NUMBER_LIKE.finditer(joined)
    closed = re.match(r"\s*[-–/]", joined[number.end() :])  # `.-` after a round amount
    below = bool(more) and "\n" in joined[number.end() : more[0].start()]
    return _Written(
        digits=number[0].rstrip(".") if closed else number[0],
        before=joined[: number.start()].strip(),
        after=joined[number.end() :].strip(),
        several=(AmountFault.LINES if below else AmountFault.SEVERAL) if more else None,
    )


def _fault(written: _Written, facts: Budget) -> AmountFault | None:
    before, after = written.before, written.after
    if re.search(r"[A-Za-z#]", before + after):
        return AmountFault.LETTERS
    if written.several:
        return written.several
    if not _AMOUNT.fullmatch(written.digits):
        return _fault_of_digits(written.digits)
    if any(scale in after for scale in _SCALES):
        return AmountFault.SCALED
    if before.endswith(_MINUS):
        return AmountFault.MINUS
    is_none = any(_says_none(squeeze(words), facts) for words in (before, _rest(after, facts)))
    return AmountFault.NONE if is_none else None


def _fault_of_digits(digits: str) -> AmountFault:
    whole, point, satang = digits.partition(".")
    if point and (not whole or not re.fullmatch(r"\d{1,2}", satang)):
        return AmountFault.POINT
    return AmountFault.ZERO if re.match(r"0[\d,]", whole) else AmountFault.COMMAS


def _rest(after: str, facts: Budget) -> str:
    """The words after an amount without its unit."""
    for unit in ("-", "/", *facts.units):
        after = after.replace(unit, "").strip()
    return after


def _amount(text: str, facts: Budget) -> Parsed[Decimal]:
    written = _written(text)
    if fault := _fault(written, facts):
        flag = "several_amounts" if fault in _SEVERAL else "malformed_amount"
        return _nothing(text, Status.UNREADABLE, flag)
    flags = ["mixed_digits"] if mixes_digits(text) else []
    if written.before or _rest(written.after, facts):
        flags.append("budget_words")
    value = Decimal(written.digits.replace(",", ""))
    return Parsed[Decimal](raw=text, value=value, status=Status.AMOUNT, flags=tuple(flags))
