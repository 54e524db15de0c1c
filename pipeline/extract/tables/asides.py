"""Rows of a detail table that hold no project."""

import re
from collections.abc import Mapping, Sequence

from pipeline.contracts.table import RawCell, RawRow, Role
from pipeline.extract.furniture import is_furniture
from pipeline.extract.tables.columns import Column
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.goal_totals import total_beside_label
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings, Lexicon
from pipeline.normalize.digits import has_digit, squeeze, to_arabic
from pipeline.normalize.numbering import split_dotted_item, split_item
from pipeline.normalize.thai_words import joins_a_word

TEXT_ROLES = (Role.PROJECT, Role.METHOD, Role.KPI, Role.AGENCY)
MIN_SPANNED = 3  # columns; in a narrower table a wide cell is no heading


def aside_row(grid: Grid, row: int, columns: Sequence[Column], lexicon: Lexicon) -> str:
    """The code of the note that a row without a project gets; empty for all others."""
    texts = [cell.text for cell in grid.own_cells(row) if cell.text.strip()]
    if not texts:
        return ""
    if total_beside_label(grid, row, columns, lexicon):
        return "total_row"
    if not split_item(texts[0])[0] and (
        total_kind(texts[0], lexicon.headings) or _is_wide_total(grid, row, lexicon)
    ):
        return "total_row"
    if len(texts) == 1 and is_furniture(texts[0], lexicon.headings):
        return "furniture_row"
    bare = {squeeze(text).strip("*-–—()") for text in texts}
    none = {squeeze(word) for word in lexicon.headings.no_project}
    if bare <= none | {""}:
        return "no_project_row"
    is_level = _spans_table(grid, row) or _is_level(grid, row, columns)
    return "spanning_row" if is_level else ""


def is_cut_text(cells: Sequence[RawCell], columns: Sequence[Column], above: RawRow | None) -> bool:
    """Whether a row at a page's head that reads as one of sums is the rest of the project `above`.

    It has no number, and its words stand in columns of text: beside each other, in one where no
    sum is named, or as the end of a word that is cut.
    """
    roles = {column.index: column.role for column in columns}
    if above is None or any(has_digit(c.text) or c.colspan > 1 for c in cells):
        return False
    texts = [(roles.get(cell.col), cell.text) for cell in cells]
    first, text = texts[0]
    value = above.get(first) if first in TEXT_ROLES else None
    if value is None or not value.text.strip():
        return False
    beside = any(role in TEXT_ROLES for role, _ in texts[1:])
    return beside or first is not Role.PROJECT or joins_a_word(value.text, text)


def is_line_of(
    cells: Sequence[RawCell], columns: Sequence[Column], said: Mapping[Role, str], facts: Headings
) -> bool:
    """Whether a row that reads as one of sums is a line of the project above (`บ้านตาล` / `รวม`).

    `said`: the project's lines so far, by role. No sum stands in the row, and its words go on in
    columns of text, as in `is_cut_text`.
    """
    roles = {column.index: column.role for column in columns}
    first, rest = cells[0], cells[1:]
    role = roles.get(first.col)
    text = said.get(role, "") if role is not None and role in (*TEXT_ROLES, Role.PLACE) else ""
    if (
        not text.strip()
        or any(c.colspan > 1 for c in cells)
        or any(_is_sum(c, facts) for c in rest)
    ):
        return False
    beside = any(roles.get(cell.col) in TEXT_ROLES for cell in rest)
    return beside or role is not Role.PROJECT or joins_a_word(text, first.text)


def _is_sum(cell: RawCell, facts: Headings) -> bool:
    """Whether a cell holds a figure, perhaps with its unit, or the dash for none."""
    units = "|".join(re.escape(squeeze(unit)) for unit in facts.total_units)
    return bool(re.fullmatch(rf"[\d.,()%\-–—]+(?:{units})*", squeeze(to_arabic(cell.text))))


def _is_wide_total(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """A cell merged over several columns that begins with the word for total (`รวมเงิน`)."""
    first = next(cell for cell in grid.own_cells(row) if cell.text.strip())
    words = tuple(map(squeeze, lexicon.headings.goal_total))
    return first.colspan > 1 and squeeze(first.text).startswith(words)


def _is_level(grid: Grid, row: int, columns: Sequence[Column]) -> bool:
    """Whether a row of a plan over several years only names what the projects below lie under:
    `๑.๑.๑ สร้างจิตสำนึก` above `๑.๑.๑ (๑) โครงการ…`, or above `๑) โครงการ…`."""
    name = next((column.index for column in columns if column.role is Role.PROJECT), None)
    labels = {column.index for column in columns if column.role in (Role.GOAL, Role.INDICATOR)}
    if name is None or not any(column.year_be is not None for column in columns):
        return False
    texts = {cell.col: cell.text for cell in grid.own_cells(row) if cell.text.strip()}
    if texts.keys() - labels != {name}:
        return False
    below = grid.text(row + 1, name)
    number = split_dotted_item(texts[name])[0]
    has_first = split_dotted_item(below)[0] == f"{number}(1)" or split_item(below)[0] == "1"
    return bool(number) and has_first


def _spans_table(grid: Grid, row: int) -> bool:
    """A drawn cell over all columns: the heading of a level that we do not know, or a remark."""
    cells = grid.own_cells(row)
    drawn = cells[0].place.box is not None
    return len(cells) == 1 and cells[0].colspan == grid.width >= MIN_SPANNED and drawn
