"""A published table as a sheet: what tells a line from others stays in view, codes are words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from pipeline.contracts.result import DocumentResult
from pipeline.write.code_words import CODE_WORDS, code_word
from pipeline.write.columns import Cell, Column, Table
from pipeline.write.sheets.cells import Content, Heading, Line, SheetCell
from pipeline.write.sheets.view import View
from pipeline.write.suggestion_text import suggestion_in

Row = TypeVar("Row")

IDS = ("project_id", "finding_id", "root", "project_ids", "doc_id", "sha256")  # for machines
BESIDE = {  # columns that came to a table later: people look for them by what they belong to
    "fiscal_year_be": "fiscal_year_end_be",
    "agency": "place",
}


@dataclass(frozen=True)
class TableSheet(Generic[Row]):
    """A table's columns: `first` those that stay in view, last the ids. `beside`: headings of cells
    that are no column of the table, right after the first."""

    table: Table[Row]
    view: View
    first: tuple[str, ...]
    beside: tuple[Heading, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column[Row], ...]:
        """The table's columns in the order of the sheet."""
        by_name = {column.name: column for column in self.table.columns}
        last = [name for name in IDS if name in by_name and name not in self.first]
        others = [name for name in by_name if name not in (*self.first, *last)]
        for name, later in BESIDE.items():
            if name in others and later in others:
                others.remove(later)
                others.insert(others.index(name) + 1, later)
        return tuple(by_name[name] for name in (*self.first, *others, *last))

    def number(self, name: str) -> int:
        """The column (0-based) of the sheet in which the table's column `name` stands."""
        index = [column.name for column in self.columns].index(name)
        return index if index < len(self.first) else index + len(self.beside)

    def cells(self, row: Row, beside: tuple[SheetCell, ...] = ()) -> tuple[SheetCell, ...]:
        """The line of a row."""
        cells = [take(row) for take in self._takes]
        return (*cells[: len(self.first)], *beside, *cells[len(self.first) :])

    @cached_property
    def _takes(self) -> tuple[Callable[[Row], Cell], ...]:
        return tuple(_in_words(column, self.view.lang) for column in self.columns)

    def content(
        self,
        lines: Callable[[DocumentResult], Iterable[Line]],
        tinted: frozenset[str] = frozenset(),
    ) -> Content:
        """The sheet with these lines; `tinted`: the columns that show their tint (none: all)."""
        headings = [_heading(column, self.view) for column in self.columns]
        frozen = len(self.first)
        return Content(
            title=self.view.say(self.table.title),
            headings=(*headings[:frozen], *self.beside, *headings[frozen:]),
            frozen=frozen,
            lines=lines,
            tinted=frozenset(map(self.number, tinted)),
        )


def _in_words(column: Column[Row], lang: str) -> Callable[[Row], Cell]:
    """The cell of a column with words for its codes."""
    take, name = column.take, column.name
    words: Callable[[str], str]
    if name == "suggestion":
        words = partial(suggestion_in, lang=lang)
    elif name in CODE_WORDS:
        words = partial(code_word, name, lang=lang)
    else:
        return take

    def taken(row: Row) -> Cell:
        cell = take(row)
        return words(cell) if isinstance(cell, str) else cell

    return taken


def _heading(column: Column[Any], view: View) -> Heading:
    """The title; its note says what the column means, or which code each word stands for."""
    codes = CODE_WORDS.get(column.name)
    note = view.say(column.description)
    if codes is not None:
        known = [code for code in codes if not column.enum or code in column.enum]
        note = " · ".join(f"{view.say(codes[code])} = {code}" for code in known)
    return Heading(view.say(column.title), note, "id" if column.name in IDS else column.kind)
