"""Thai and Arabic digits."""

import re
from functools import cache

from pipeline.contracts.parsed import Parsed, Status
from pipeline.lexicon.facts import Budget
from pipeline.lexicon.loader import load_facts

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")  # thousands, and satang
_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_TWO_LINES = re.compile(r"\d\s*\n\s*\d")
_SPACES = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")


def to_arabic(text: str) -> str:
    """`text` with Thai digits as Arabic ones; everything else as it was.

    >>> to_arabic("๒๕๖๖")
    '2566'
    """
    return text.translate(_TO_ARABIC)


def has_digit(text: str) -> bool:
    """Whether a Thai or Arabic digit stands anywhere in `text`."""
    return any(char.isdecimal() for char in text)


def mixes_digits(text: str) -> bool:
    """Whether Thai and Arabic digits stand in the same text (`๒๕61`)."""
    return bool(re.search("[๐-๙]", text) and re.search("[0-9]", text))


def squeeze(text: str) -> str:
    """`text` without any white space or zero-width character; for comparing."""
    return _SPACES.sub("", text)


def parse_count(text: str, dashes: tuple[str, ...]) -> Parsed[int]:
    """A whole number such as `๓๐`, a dash, or nothing. Anything else is unreadable.

    Of counts by kind (`๔ มาตรการ ๖ กิจกรรม ๑๖ โครงการ`) the sum. Two numbers below each other are
    unreadable: they may be of two lines.

    >>> parse_count("๓๐", ("-",)).value
    30
    >>> parse_count("3O", ("-",)).status
    <Status.UNREADABLE: 'unreadable'>
    """
    bare = to_arabic(squeeze(text))
    if not bare:
        return Parsed[int](raw=text, value=None, status=Status.BLANK)
    if bare in {squeeze(dash) for dash in dashes}:
        return Parsed[int](raw=text, value=None, status=Status.DASH)
    if not _counts().fullmatch(bare) or _TWO_LINES.search(text):
        return Parsed[int](raw=text, value=None, status=Status.UNREADABLE)
    flags = ("mixed_digits",) if mixes_digits(text) else ()
    value = sum(int(number.replace(",", "")) for number in re.findall(_WHOLE, bare))
    return Parsed[int](raw=text, value=value, status=Status.OK, flags=flags)


@cache
def _counts() -> re.Pattern[str]:
    """A whole number with its unit or without, or several, each with its unit."""
    facts = load_facts("budget", Budget)
    units = "|".join(map(re.escape, sorted(facts.count_units, key=len, reverse=True)))
    between = "|".join(map(re.escape, facts.count_joiners))
    counted = rf"(?:{_WHOLE})(?:{units})"
    return re.compile(rf"(?:{_WHOLE})(?:{units})?|{counted}(?:(?:{between})?{counted})+")
