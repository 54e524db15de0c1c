"""Columns of tables that no field holds: what they are called, and where they had text."""

from dataclasses import dataclass, field

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawNote, RawRow
from pipeline.extract.tables.roles import is_other_column
from pipeline.extract.tables.totals import total_kind
from pipeline.lexicon.facts import Headings


@dataclass(slots=True)
class OtherColumns:
    """The places of the texts of each such column, by its heading."""

    places: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, name: str, places: tuple[Place, ...]) -> None:
        """More texts of a column."""
        self.places.setdefault(name, []).extend(places)

    def add_rows(self, rows: tuple[RawRow, ...]) -> None:
        """What rows of projects have in such columns."""
        for row in rows:
            for name, value in row.extra:
                self.add(name, value.places)

    def notes(self, words: Headings) -> tuple[RawNote, ...]:
        """One note a column: whether it is a known one that is only kept, or unknown."""
        return tuple(
            RawNote(_code(name, words), name, name, tuple(places))
            for name, places in self.places.items()
        )


def _code(name: str, words: Headings) -> str:
    is_known = is_other_column(name, words) or total_kind(name, words)  # a sum beside its parts
    return "kept_column" if is_known else "unknown_column"
