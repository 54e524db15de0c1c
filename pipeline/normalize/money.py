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
_BRACKETS = re.compile(r"\(([^()]*)(?:\)|$)")
_LETTERS = re.compile("[ก-ฮ]|[A-Za-z]{2}")
_WORDS = re.compile("[เ-ไ]?[ก-ฮ]")


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
    flag `malformed_amount` or `several_amounts`. The fund's source is no part of the amount.
    """
    parsed = _parsed(split_source(text, facts)[0], facts)
    return parsed.model_copy(update={"raw": text})


def _parsed(text: str, facts: Budget) -> Parsed[Decimal]:
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


def split_source(text: str, facts: Budget) -> tuple[str, str]:
    """A budget cell as its amount and the source of the fund, in brackets beside or beneath it.

    Without brackets where words follow the amount on a line of their own, or name a fund. A cell
    that holds nothing but a source is all amount: what the project has of it was not read.

    >>> from pipeline.lexicon.facts import load_lexicon
    >>> split_source("100,000\\n(เงินอุดหนุนทั่วไป)", load_lexicon().budget)
    ('100,000', 'เงินอุดหนุนทั่วไป')
    """
    sources = [m for m in _BRACKETS.finditer(text) if _is_source(m[1], facts)]
    amount, source = text, "; ".join(match[1].strip() for match in sources)
    for match in sources:
        amount = amount.replace(match[0], "\n", 1)
    if not sources:
        amount, source = _split_words(text, facts)
    amount = amount.strip() if source else text
    return (amount, source) if amount else (text, source)


def _is_source(words: str, facts: Budget) -> bool:
    """Whether the words in a pair of brackets say where the money comes from."""
    bare = squeeze(to_arabic(words))
    if not _LETTERS.search(bare) or _says_none(bare, facts) or _is_measure(bare, facts):
        return False
    return not has_digit(bare) or bare.startswith(facts.fund_words)


def _is_measure(bare: str, facts: Budget) -> bool:
    """`บาท`, `ล้านบาท`, `บาทต่อปี`: what the amount is counted in."""
    return bare.startswith((*facts.units, *_SCALES))


def _split_words(text: str, facts: Budget) -> tuple[str, str]:
    bare = _without_unit_words(text, facts)
    first = _WORDS.search(bare)
    amount, words = (bare[: first.start()], bare[first.start() :]) if first else (bare, "")
    if not has_digit(amount) or has_digit(words):
        return text, ""
    is_below = "\n" in amount[len(amount.rstrip()) :]
    name = squeeze(words)
    if not (is_below or name.startswith(facts.fund_words)) or _is_measure(name, facts):
        return text, ""
    return (text, "") if _says_none(name, facts) else (amount, words.strip())


def _without_unit_words(text: str, facts: Budget) -> str:
    """`5,000 บาท` without the unit right behind the digits."""
    units = "|".join(map(re.escape, facts.units))
    return re.sub(rf"(?<=[\d\-])(\s*)(?:{units})(?=\s|$)", "", text)


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
    amount = split_source(text, facts)[0]
    return _fault(_written(amount), facts) if has_digit(amount) else None


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
