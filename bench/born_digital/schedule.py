"""The time columns: headings in several wordings; months as arrows, signs, fills, words."""

from __future__ import annotations

import re

from bench.born_digital.grid import Arrow, Cell
from bench.born_digital.invent import MONTHS, Project, to_arabic, to_thai
from bench.born_digital.look import DRAWN, TICKS, Look

TIME_HEADING = "ระยะเวลาดำเนินการ"
QUARTER_MONTHS = ("ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย.")
MONTHS_A_QUARTER = 3
INSET_MM = 0.8
LOOSE_SHARE = 0.3  # of a column; what is left still covers the column for the most part
FILLED_SHAFT = 4


def time_shares(look: Look) -> tuple[float, ...]:
    """Widths of the time columns in the units of the table's shares."""
    return {"quarters": (6.4,) * 4, "months": (2.8,) * 12, "words": (12.0,)}[look.time]


def header_cells(
    before: tuple[str, ...], after: tuple[str, ...], year_be: int, look: Look
) -> tuple[tuple[Cell, ...], ...]:
    """The header's rows, one to three, with merged cells."""
    times = _time_header(year_be, look)
    height = len(times)

    def tall(text: str) -> Cell:
        return Cell((text,), down=height, is_bold=True, is_centred=True)

    first = (*map(tall, before), *times[0], *map(tall, after))
    return (first, *times[1:])


def words_of(project: Project, year_be: int, look: Look) -> str:
    """The months in words: `ต.ค. ๖๕ - ก.ย. ๖๖`, one month alone without a dash."""
    first, last = (_month_words(year_be, at, look) for at in project.months)
    return first if first == last else f"{first} - {last}"


def time_cells(
    project: Project, year_be: int, look: Look, widths: tuple[float, ...]
) -> tuple[Cell, ...]:
    """The cells under the time headings of one project."""
    words = (words_of(project, year_be, look),)
    if look.time == "words":
        return (Cell(words, is_centred=True),)
    per = MONTHS_A_QUARTER if look.time == "quarters" else 1
    first, last = project.months[0] // per, project.months[1] // per
    beside = words if look.words_beside else ()
    if look.mark in DRAWN:
        return _drawn(first, last, widths, look, beside)
    if look.mark in TICKS or look.mark == "fill":
        sign = TICKS.get(look.mark, "")
        marked = Cell((sign,), is_centred=True, is_sign=True) if sign else Cell(is_filled=True)
        worked = (
            project.quarters if per == MONTHS_A_QUARTER else [first <= m <= last for m in range(12)]
        )
        return tuple(marked if is_worked else Cell() for is_worked in worked)
    if look.mark in ("glyph_ends", "wingdings_ends"):
        return _ends(first, last, len(widths))
    return _merged(first, last, len(widths), look, beside)


def _month_words(year_be: int, at: int, look: Look) -> str:
    text = f"{MONTHS[at]} {(year_be - (1 if at < 3 else 0)) % 100}"
    return text if look.digits == "arabic" else to_thai(text)


def _letters(month: str) -> tuple[str, ...]:
    """The name letter by letter, marks with their letters."""
    return tuple(re.findall(r"[^ัิ-ฺ็-๎][ัิ-ฺ็-๎]*", month))


def _heading(text: str, across: int = 1) -> Cell:
    return Cell((text,), across=across, is_bold=True, is_centred=True)


def _time_header(year_be: int, look: Look) -> tuple[tuple[Cell, ...], ...]:
    digits = to_arabic if look.digits == "arabic" else to_thai
    before, now = digits(f"พ.ศ. {year_be - 1}"), digits(f"พ.ศ. {year_be}")
    if look.time == "words":
        return ((_heading(TIME_HEADING),),)
    if look.time == "months":
        letters = tuple(
            Cell(_letters(m) if look.month_letters else (m,), is_bold=True, is_centred=True)
            for m in MONTHS
        )
        years = (_heading(before, 3), _heading(now, 9))
        return ((_heading(TIME_HEADING, 12),), years, letters)[3 - max(look.header_rows, 2) :]
    quarters = tuple(map(_heading, _quarter_names(year_be, look)))
    if look.header_rows == 1:
        return (quarters,)
    if look.header_rows == 2:
        return (_heading(TIME_HEADING, 4),), quarters
    return (_heading(TIME_HEADING, 4),), (_heading(before), _heading(now, 3)), quarters


def _quarter_names(year_be: int, look: Look) -> tuple[str, ...]:
    digits = to_arabic if look.digits == "arabic" else to_thai
    wording = look.quarter_heading
    names = []
    for at, months in enumerate(QUARTER_MONTHS):
        year = (year_be - (1 if at == 0 else 0)) % 100
        names.append(
            (
                f"ไตรมาส {digits(str(at + 1))}",
                f"ไตรมาสที่ {digits(str(at + 1))} ({months} {digits(str(year))})",
                f"Q{at + 1}",
                f"ไตรมาส {digits(str(at + 1))} ({months})",
            )[wording]
        )
    return tuple(names)


def _drawn(
    first: int, last: int, widths: tuple[float, ...], look: Look, beside: tuple[str, ...]
) -> tuple[Cell, ...]:
    left = right = INSET_MM if look.time == "quarters" else INSET_MM / 2
    if look.is_loose:  # by turns early, late, exact: which is which follows from the span alone
        left += widths[first] * LOOSE_SHARE * ((first + last) % 3) / 2
        right += widths[last] * LOOSE_SHARE * ((first + 2 * last) % 3) / 2
    length = sum(widths[first : last + 1]) - left - right
    cells = [Cell() for _ in widths]
    cells[first] = Cell(beside, is_centred=True, arrow=Arrow(left, length))
    return tuple(cells)


def _ends(first: int, last: int, count: int) -> tuple[Cell, ...]:
    cells = [Cell() for _ in range(count)]
    if first == last:
        cells[first] = Cell(("↔",), is_centred=True, is_sign=True)
    else:
        cells[first] = Cell(("←",), is_centred=True, is_sign=True)
        cells[last] = Cell(("→",), is_centred=True, is_sign=True)
    return tuple(cells)


def _merged(
    first: int, last: int, count: int, look: Look, beside: tuple[str, ...]
) -> tuple[Cell, ...]:
    shaft = last - first + 1
    sign = {
        "glyph_double": "↔" if shaft == 1 else "⟷",
        "glyph_filled": "◄" + "─" * FILLED_SHAFT * shaft + "►",
        "glyph_typed": "<" + "-" * FILLED_SHAFT * shaft + ">",
        "symbol_double": "↔",
        "merged": "",
    }[look.mark]
    texts = (sign,) if sign else ()
    cell = Cell(
        (*texts, *beside),
        across=shaft,
        is_centred=True,
        is_sign=bool(sign) and look.mark != "glyph_typed",
        is_unbroken=bool(sign),
    )
    return (*(Cell() for _ in range(first)), cell, *(Cell() for _ in range(count - last - 1)))
