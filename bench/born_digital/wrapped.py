"""Cells as a spreadsheet typist fills them: every text line in a ruled row of its own."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import cache

from PIL import ImageFont
from pythainlp.tokenize import subword_tokenize, word_tokenize

from bench.born_digital.grid import Cell
from bench.born_digital.look import Look

MM_PER_PT = 25.4 / 72
MEASURED_PT = 100  # widths are measured large, so that no hinting rounds them
ROOM_MM = 3.2  # kept free in a cell: its padding and a little more
SPILL_MM = 12.0  # how far text may run over the edge of its cell
NEVER_FIRST = "/)”.,:%-ๆฯ"  # no typist begins a line with these, or ends one with those
NEVER_LAST = ("(", "“")


def lined_rows(
    row: tuple[Cell, ...], widths: tuple[float, ...], look: Look, spills: bool = False
) -> list[tuple[Cell, ...]]:
    """The row as several: line after line of each cell, signs on the first, fills on all.

    `spills`: lines may run over the cell's edge where nothing stands in the next cell's line.
    """
    columns: list[list[Cell]] = []
    for cell in reversed(row):
        width_mm = _width(row, widths, len(row) - 1 - len(columns))
        is_whole = cell.is_unbroken or cell.is_sign
        free_from = len(columns[-1]) if columns and spills and not cell.is_centred else None
        texts = cell.texts if is_whole else _lines(cell.texts, width_mm, look, free_from)
        columns.append([replace(cell, texts=(text,)) for text in texts] or [cell])
    columns.reverse()
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


def _width(row: tuple[Cell, ...], widths: tuple[float, ...], at: int) -> float:
    """How wide the row's cell of that place is."""
    first = sum(cell.across for cell in row[:at])
    return sum(widths[first : first + row[at].across])


def _lines(texts: tuple[str, ...], width_mm: float, look: Look, free_from: int | None) -> list[str]:
    """The lines of the paragraphs; from line `free_from` on they may be wider than the cell."""
    share = (width_mm - ROOM_MM) / MM_PER_PT / look.size_pt  # in sizes of the type
    wide = (width_mm + SPILL_MM) / MM_PER_PT / look.size_pt
    lines: list[str] = []
    for text in texts:
        free = None if free_from is None else max(free_from - len(lines), 0)
        lines += _wrapped(text, look.font, share, wide, free)
    return lines


@cache
def _wrapped(
    text: str, font: str, share: float, wide: float, free_from: int | None
) -> tuple[str, ...]:
    """Lines broken between words; the space at which a line breaks stays at its end."""
    lines: list[str] = []
    line = ""
    for word in _units(text, share * MEASURED_PT, font):
        is_free = free_from is not None and len(lines) >= free_from
        room = (wide if is_free else share) * MEASURED_PT
        if line and word.strip() and _font(font).getlength(line + word) > room:
            lines.append(line)
            line = ""
        line += word
    return (*lines, line)


def _units(text: str, room: float, font: str) -> list[str]:
    """The words with the signs that no line may begin or end with."""
    units: list[str] = []
    for whole in word_tokenize(text, engine="newmm", keep_whitespace=True):
        for word in _parts(whole, room, font):
            if units and (word[0] in NEVER_FIRST or units[-1][-1] in NEVER_LAST):
                units[-1] += word
            else:
                units.append(word)
    return units


def _parts(word: str, room: float, font: str) -> list[str]:
    """The word, or its syllables where it is wider than the column."""
    if _font(font).getlength(word) <= room:
        return [word]
    return list(subword_tokenize(word, engine="dict"))


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    """The font, or what fontconfig takes for it."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", name], check=True, capture_output=True, text=True
    )
    return ImageFont.truetype(found.stdout, MEASURED_PT, layout_engine=ImageFont.Layout.BASIC)
