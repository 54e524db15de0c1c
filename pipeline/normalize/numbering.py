"""Item and indicator numbers, and lists of them."""

import re
from functools import cache
from itertools import pairwise

from pipeline.contracts.parsed import UNKNOWN
from pipeline.lexicon.facts import Headings
from pipeline.lexicon.loader import load_facts
from pipeline.normalize.digits import to_arabic

_ITEM_WITH_SIGN = re.compile(r"\s*\(?\s*(\d{1,3})\s*(?:[.)]|\.\))\s*(?![\d])")
_ITEM_ALONE = re.compile(r"\s*\(?\s*(\d{1,3})\s*[.)]*\s*")
_LOST = rf"\s*\(?\s*(?=\d*{UNKNOWN})([\d{UNKNOWN}]{{1,3}})\s*"
_ITEM_LOST = re.compile(rf"{_LOST}(?:[.)]|\.\))\s*(?!\d)")
_ITEM_LOST_ALONE = re.compile(rf"{_LOST}[.)]*\s*")
_ITEM_BROKEN = re.compile(r"\s*\(?\s*(\d{1,2}(?:[ ]*\n\s*\d{1,2}){1,2})\s*[.)]*\s*")
_ITEM_WITH_SPACE = re.compile(r"\s*(\d{1,3})\s+(?=[^\d\s])")
_ITEM_BESIDE = re.compile(
    rf"\s*\(?\s*([\d{UNKNOWN}]{{1,3}})[.)\s]*(?:[^\w\s“\"]|[Iil](?![a-z]))?\s*(?=[^\W\d_]|[“\"])"
)
_ITEM_DOTTED = re.compile(
    r"\s*(?P<number>\d{1,2}(?:\s*\.\s*\d{1,2})+)\.?(?![\d,])\s*"
    r"(?:\(\s*(?P<own>\d{1,3})\s*\)|(?!\())\s*"
)
_BEGINS_DOTTED = re.compile(r"\s*\d+(?:\s*\.\s*\d+)+")
_DOTTED = re.compile(r"\d+(?:\.\d+)*")


def split_item(text: str) -> tuple[str, str]:
    """The item number in front of a project's name, and the rest; ("", text) where none is.

    The rest is empty where a page ended below the number and the name stands on the next.

    >>> split_item("๑๓. โครงการส่งเสริม")
    ('13', 'โครงการส่งเสริม')
    """
    arabic = to_arabic(text)
    match = _ITEM_WITH_SIGN.match(arabic) or _item_with_word().match(arabic)
    if match is None:
        return "", text
    return str(int(match[1])), text[match.end() :]


@cache
def _item_with_word() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_facts("headings", Headings).item_words))
    return re.compile(rf"\s*(?:{words})\s*(\d{{1,3}})\s*[.:)]?(?:\s+|$)")


def split_bare_item(text: str) -> tuple[str, str]:
    """Like `split_item`, for numbers that only a space parts from the name (`๗ โครงการ…`)."""
    match = _ITEM_WITH_SPACE.match(to_arabic(text))
    return ("", text) if match is None else (str(int(match[1])), text[match.end() :])


def parse_item(text: str) -> str:
    """The number in a column of its own: `๗`, `๗.`, `(7)`; empty where it is none."""
    match = _ITEM_ALONE.fullmatch(to_arabic(text))
    return "" if match is None else str(int(match[1]))


def parse_lost_item(text: str) -> str:
    """The number in a column of its own of which digits are lost; empty where it is none.

    >>> parse_lost_item("๑�."), parse_lost_item("๑๒.")
    ('1�', '')
    """
    match = _ITEM_LOST_ALONE.fullmatch(to_arabic(text))
    return "" if match is None else match[1]


def split_lost_item(text: str) -> tuple[str, str]:
    """Like `split_item`, for numbers of which digits are lost.

    >>> split_lost_item("��. โครงการ")
    ('��', 'โครงการ')
    """
    match = _ITEM_LOST.match(to_arabic(text))
    return ("", text) if match is None else (match[1], text[match.end() :])


def split_seen_item(text: str) -> tuple[str, str]:
    """Like `split_lost_item`, where the rule between number and name was read as a sign, or not.

    >>> split_seen_item("๕๘’โครงการวิ่ง"), split_seen_item("�� ! กิจกรรม"), split_seen_item("๕ แห่ง")
    (('58', 'โครงการวิ่ง'), ('��', 'กิจกรรม'), ('5', 'แห่ง'))
    """
    match = _ITEM_BESIDE.match(to_arabic(text))
    return ("", text) if match is None else (match[1], text[match.end() :])


def parse_broken_item(text: str, last: int, following: int = 0) -> str:
    """The number whose digits a narrow column broke over lines; empty where it is none.

    `last`, `following`: the items above and below, 0 where unknown: there two numbers that follow
    each other stay two, and so do those of several digits.

    >>> parse_broken_item("1\\n0", 0), parse_broken_item("1\\n2", 0), parse_broken_item("1\\n2", 11)
    ('10', '', '12')
    >>> parse_broken_item("7\\n8", 0, 79), parse_broken_item("10\\n1", 100)
    ('78', '101')
    """
    match = _ITEM_BROKEN.fullmatch(to_arabic(text))
    if match is None:
        return ""
    digits = re.findall(r"\d+", match[1])
    number = int("".join(digits))
    if number in (last + 1, following - 1):
        return str(number)
    follows = all(int(two) == int(one) + 1 for one, two in pairwise(digits))
    may_be_two = follows or any(len(part) > 1 for part in digits)
    return "" if last or may_be_two else str(number)


def split_dotted_item(text: str) -> tuple[str, str]:
    """Like `split_item`, for a number that names what the project lies below.

    >>> split_dotted_item("๑.๑.๑ (๒) โครงการส่งเสริม"), split_dotted_item("๔.๒.๑ มาตรการ")
    (('1.1.1(2)', 'โครงการส่งเสริม'), ('4.2.1', 'มาตรการ'))
    """
    match = _ITEM_DOTTED.match(to_arabic(text))
    if match is None:
        return "", text
    number = re.sub(r"\s", "", match["number"]) + (f"({int(match['own'])})" if match["own"] else "")
    return number, text[match.end() :]


def parse_dotted_item(text: str) -> str:
    """The number of `split_dotted_item` in a column of its own; empty where it is none.

    >>> parse_dotted_item("๑.๑.๑ (๒)"), parse_dotted_item("๑.๑.๑"), parse_dotted_item("๒")
    ('1.1.1(2)', '1.1.1', '')
    """
    number, rest = split_dotted_item(text)
    return "" if rest.strip() else number


def begins_dotted(text: str) -> bool:
    """Whether a dotted number begins the text: an indicator's, no item's.

    >>> begins_dotted("๒.๒.๑ จำนวน"), begins_dotted("๒. โครงการ")
    (True, False)
    """
    return bool(_BEGINS_DOTTED.match(to_arabic(text)))


def parse_dotted(text: str) -> str:
    """A dotted number in Arabic digits without a trailing dot; empty where it is none.

    >>> parse_dotted("๒.๒.๑.")
    '2.2.1'
    """
    bare = re.sub(r"\s+", "", to_arabic(text)).strip(".:")
    return bare if _DOTTED.fullmatch(bare) else ""


def sort_key(number: str) -> tuple[int, ...]:
    """For sorting `1.2` before `1.10`; an empty number comes first."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def goal_of(indicator_no: str) -> str:
    """The goal that an indicator number belongs to by its first part."""
    return indicator_no.split(".", 1)[0]
