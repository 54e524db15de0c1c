"""Cells as the XML of a workbook: what they are made of takes most of the time of one."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Final

from pipeline.write.cell_text import cell_text
from pipeline.write.sheets.cells import Formula, Link, SheetCell, SheetKind

EPOCH: Final = date(1899, 12, 30)  # day 0 of a workbook
SHORT: Final = 60  # signs
FIRST_YEAR: Final = 1901  # the dates before it are not the same in every program
# What XML gives a meaning, or cannot hold, and what looks like such a sign once it is escaped.
_SPECIAL: Final = re.compile("[&<>\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]|_(?=x[0-9a-fA-F]{4}_)")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def cell_xml(cell: SheetCell, kind: SheetKind) -> str:
    """What follows `<c r="A1" s="1"` of a cell. Text is text whatever it begins with: never a
    formula, a link or a number.

    >>> cell_xml("=1+1", "text"), cell_xml(None, "text"), cell_xml(True, "boolean")
    (' t="inlineStr"><is><t>=1+1</t></is></c>', '/>', ' t="b"><v>1</v></c>')
    >>> cell_xml("2022-10", "month"), cell_xml(1.5, "money")
    ('><v>44835</v></c>', '><v>1.5</v></c>')
    """
    if cell is None or cell == "":
        return "/>"
    if isinstance(cell, str):
        return _month(cell) if kind == "month" else _text(cell)
    if isinstance(cell, bool):
        return f' t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, Formula):
        return _formula(cell)
    if isinstance(cell, Link):
        return _text(cell.text)
    return _number(cell)


def attribute(text: str) -> str:
    """`text` between the quotes of an attribute."""
    return escaped(text).replace('"', "&quot;")


def escaped(text: str) -> str:
    """`text` as the content of an element; signs that XML cannot hold as Excel writes them.

    >>> escaped("<r> & \\x00 _x0000_")
    '&lt;r&gt; &amp; _x0000_ _x005F_x0000_'
    """
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"


def _number(cell: Decimal | int | float) -> str:
    """One that no spreadsheet can hold is text."""
    text = _digits(cell)
    return _text(cell_text(cell, "decimal")) if text is None else f"><v>{text}</v></c>"


def _digits(number: Decimal | int | float) -> str | None:
    """As a workbook has them; None where a float cannot hold the number."""
    try:
        value = float(number)
    except OverflowError:
        return None
    return f"{value:.16G}" if isfinite(value) else None


def _text(text: str) -> str:
    return _short_text(text) if len(text) <= SHORT else _text_xml(text)


@lru_cache(maxsize=1024)  # the names and words that stand on every line of a plan
def _short_text(text: str) -> str:
    return _text_xml(text)


def _text_xml(text: str) -> str:
    is_loose = text[0].isspace() or text[-1].isspace()
    space = ' xml:space="preserve"' if is_loose else ""
    return f' t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


@lru_cache(maxsize=1024)
def _month(text: str) -> str:
    """The first day of a month."""
    year, month = map(int, text.split("-"))
    if year < FIRST_YEAR:
        return _text(text)
    return f"><v>{(date(year, month, 1) - EPOCH).days}</v></c>"


def _formula(formula: Formula) -> str:
    text = escaped(formula.text.removeprefix("="))
    value = formula.value if isinstance(formula.value, str) else _digits(formula.value)
    if value is None:  # computed where it is opened
        value = ""
    kind = ' t="str"' if value and isinstance(formula.value, str) else ""
    return f"{kind}><f>{text}</f><v>{escaped(value)}</v></c>"
