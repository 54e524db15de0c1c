"""Cells as a spreadsheet typist fills them: every text line in a ruled row of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pythainlp.tokenize import word_tokenize

from bench.born_digital.grid import Cell
from bench.born_digital.look import Look

MM_PER_PT = 25.4 / 72
LETTER_SHARE = 0.72  # of the type's size: a wide Thai letter with its room
_MARKS = set("ัิีึืฺุู็่้๊๋์ํ๎")


def lined_rows(
    row: tuple[Cell, ...], widths: tuple[float, ...], look: Look
) -> list[tuple[Cell, ...]]:
    """The row as several: line after line of each cell, signs on the first, fills on all."""
    columns: list[list[Cell]] = []
    at = 0
    for cell in row:
        width = sum(widths[at : at + cell.across])
        at += cell.across
        letters = max(int((width - 2.4) / (look.size_pt * MM_PER_PT * LETTER_SHARE)), 4)
        texts = cell.texts if cell.is_unbroken or cell.is_sign else _lines(cell.texts, letters)
        columns.append([replace(cell, texts=(text,)) for text in texts] or [cell])
    height = max(map(len, columns))
    return [
        tuple(
            column[line]
            if line < len(column)
            else Cell(across=column[0].across, is_filled=column[0].is_filled)
            for column in columns
        )
        for line in range(height)
    ]


def _lines(texts: tuple[str, ...], letters: int) -> list[str]:
    return [line for text in texts for line in _wrapped(text, letters)]


@cache
def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    """Lines broken between words; the space at which a line breaks stays at its end."""
    lines, line = [], ""
    for word in word_tokenize(text, engine="newmm", keep_whitespace=True):
        if line and _width(line + word.rstrip()) > letters and word.strip():
            lines.append(line)
            line = ""
        line += word
    return (*lines, line)


def _width(text: str) -> int:
    return sum(letter not in _MARKS for letter in text)
