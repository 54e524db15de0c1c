"""A project while it is put together from the physical rows of its table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.contracts.table import (
    TIME_ROLES,
    RawCell,
    RawMark,
    RawRow,
    RawValue,
    RawYear,
    Role,
)
from pipeline.extract.tables.columns import Column, extra_name
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.glyphs import TimeCell, read_time_cells
from pipeline.extract.tables.labels import label_of
from pipeline.extract.tables.roles import LABEL_ROLES
from pipeline.extract.tables.shared_labels import SHARED_ROLES
from pipeline.extract.tables.slots import Slot, TimeColumns, mark_over
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import has_digit
from pipeline.normalize.numbering import parse_item

# What a project has a field for; every other column is kept under `extra` by its heading.
_OWN_ROLES = (Role.METHOD, Role.KPI, Role.BUDGET, Role.AGENCY, Role.PLACE)


@dataclass(slots=True)
class Draft:
    """A project being put together from physical rows; see `read_rows`."""

    item: RawValue | None
    texts: dict[Role, list[RawCell]] = field(default_factory=dict)
    names: list[tuple[str, RawCell]] = field(default_factory=list)
    extra: dict[str, list[RawCell]] = field(default_factory=dict)
    years: dict[int, list[RawCell]] = field(default_factory=dict)
    times: list[TimeCell] = field(default_factory=list)
    marks: list[RawMark] = field(default_factory=list)
    blank_merges: list[RawMark] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    is_guessed: bool = False  # no rule parts it from the project above

    def said(self) -> dict[Role, str]:
        """The last line so far in each column of text."""
        lines = {role: cells[-1].text for role, cells in self.texts.items()}
        return lines | ({Role.PROJECT: self.names[-1][0]} if self.names else {})


def share(
    draft: Draft, grid: Grid, row: int, columns: tuple[Column, ...], times: TimeColumns, start: int
) -> None:
    """Takes over what a merged cell says for several projects; its money stays with the first."""
    if shared := times.marks_from_above(row):
        draft.marks.extend(shared)
        draft.flags.append("cell_shared")
    for column in columns:
        cell = grid.at(row, column.index)
        if cell is None or not start <= cell.row < row or not cell.text.strip():
            continue
        if column.role in TIME_ROLES and cell.col == column.index:
            draft.times.append(times.cell(cell))
            draft.flags.append("cell_shared")
        elif column.role in SHARED_ROLES:
            draft.texts.setdefault(column.role, []).append(cell)
            draft.flags.append("cell_shared")
        elif column.role is Role.BUDGET:
            draft.flags.append("budget_shared")
            if column.year_be is not None and _has_several(cell.text):  # none tells whose
                draft.years.setdefault(column.year_be, []).append(cell)


def _has_several(text: str) -> bool:
    """Whether more than one line of a cell holds figures or a dash."""
    lines = (line.strip() for line in text.split("\n"))
    own = [line for line in lines if line and not line.startswith("(")]
    return sum(has_digit(line) or not any(map(str.isalnum, line)) for line in own) > 1


def add(
    draft: Draft,
    cells: Iterable[tuple[Column, RawCell]],
    times: TimeColumns,
    name: str | None,
    lexicon: Lexicon,
) -> None:
    """Puts the cells of a row where they belong; `name`: the project's, without its number."""
    for column, cell in cells:
        if column.role in TIME_ROLES:
            draft.times.append(times.cell(cell))
        elif column.role is Role.ITEM and name and draft.item and cell.place in draft.item.places:
            draft.names.append((name, cell))  # no rule was seen between number and name
        elif column.role is Role.PROJECT:
            draft.names.append((cell.text if name is None else name, cell))
        elif column.year_be is not None:
            draft.years.setdefault(column.year_be, []).append(cell)
            if cell.colspan > 1 and has_digit(cell.text):
                draft.flags.append("years_merged")
        elif column.role in _OWN_ROLES:
            draft.texts.setdefault(column.role, []).append(cell)
        elif column.role in LABEL_ROLES and label_of(cell, column.role, lexicon):
            continue  # the heading of these rows
        elif column.role is not Role.ITEM or not (
            parse_item(cell.text) or (draft.item and cell.place in draft.item.places)
        ):
            draft.extra.setdefault(extra_name(column), []).append(cell)


def finished(
    draft: Draft,
    columns: tuple[Column, ...],
    slots: tuple[Slot, ...],
    lexicon: Lexicon,
    joiner: str,
    is_paired: bool,
) -> RawRow:
    """The row of a project. `is_paired`: a single → may have its ← in another cell."""
    is_drawn = any(cell.place.page is not None for cell in draft.times)
    ordered = tuple(sorted(draft.times, key=_column_order))
    times = read_time_cells(ordered, lexicon.signs, is_drawn, is_paired)
    typed = tuple(
        mark_over(mark.kind, slots[mark.first - 1 : mark.last], mark.stated_span, mark.place)
        for mark in times.marks
        if mark.kind != "merged" or mark.last - mark.first + 1 < len(slots)
    )
    values = dict(_values(draft, columns, joiner))
    if any(column.role in TIME_ROLES for column in columns):
        places = tuple(place for _, place in times.words) or tuple(c.place for c in draft.times)
        values[Role.TIME] = RawValue(joiner.join(text for text, _ in times.words), places)
    flags = [*draft.flags, *(["arrow_incomplete"] if times.incomplete else [])]
    return RawRow(
        item=draft.item,
        values=tuple(values.items()),
        marks=(*draft.marks, *typed, *draft.blank_merges),
        extra=tuple((name, _value(cells, joiner)) for name, cells in draft.extra.items()),
        flags=tuple(dict.fromkeys(flags)),
        years=tuple(
            RawYear(column.year_be, _value(draft.years.get(column.year_be, []), joiner))
            for column in columns
            if column.year_be is not None
        ),
    )


def _column_order(cell: TimeCell) -> tuple[int, int]:
    """Arrows pair along the columns; a lower row's words follow."""
    return (cell.first, cell.place.line or 0)


def _values(
    draft: Draft, columns: tuple[Column, ...], joiner: str
) -> Iterator[tuple[Role, RawValue]]:
    for column in columns:
        if column.role is Role.PROJECT:
            places = tuple(cell.place for _, cell in draft.names)
            yield column.role, RawValue(_joined(draft.names, joiner), places)
        elif column.role in _OWN_ROLES and column.year_be is None:
            yield column.role, _value(draft.texts.get(column.role, []), joiner)


def _value(cells: list[RawCell], joiner: str) -> RawValue:
    text = _joined([(cell.text, cell) for cell in cells], joiner)
    return RawValue(text, tuple(cell.place for cell in cells))


def _joined(parts: Sequence[tuple[str, RawCell]], joiner: str) -> str:
    """The texts of cells, line by line; a space that was printed at a line's end stays there."""
    text = ""
    for number, (part, cell) in enumerate(parts, 1):
        text += part
        if number < len(parts):
            text += f" {joiner}" if cell.spaced and joiner == "\n" else joiner
    return text
