"""The tables as SQL, for a file of SQLite or DuckDB: types, keys, foreign keys, from the columns.

`documents` may list the same bytes twice, and names no document where a file could not be read, so
what the other tables point at is a table of its own: `doc_ids`, each document once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.write.columns import Column, Kind, Reference, Table
from pipeline.write.tables import TABLES


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a database calls the types, and what it can hold its rows to.

    `checks`: an SQL condition by kind, with `{}` for the column. `enums`: a type of named values is
    there; else a condition does it. `self_references`: a table may point at itself.
    """

    types: dict[Kind, str]
    checks: dict[Kind, str]
    enums: bool
    self_references: bool
    deferred: str = ""  # what lets a row be written before the one that it points at
    titles: bool = False  # beside each column, as a comment that stays in the file


def create_tables(dialect: Dialect) -> Iterator[str]:
    """The statements that make every table, those first that others point at."""
    for name in key_tables():
        yield f'CREATE TABLE "{name}" ("{name[:-1]}" TEXT PRIMARY KEY NOT NULL)'
    for table in TABLES:
        yield _create(table, dialect)


def key_tables() -> tuple[str, ...]:
    """The tables that hold nothing but what other tables point at, once each."""
    outside = (one for table in TABLES for one in table.references if _lacks_key(one))
    return tuple(dict.fromkeys(f"{reference.column}s" for reference in outside))


def key_columns(table: Table[Any]) -> tuple[tuple[str, int], ...]:
    """The key tables that this table fills, each with the number of its column."""
    names = [column.name for column in table.columns]
    outside = (one for other in TABLES for one in other.references if _lacks_key(one))
    keys = dict.fromkeys(one.column for one in outside if one.table == table.name)
    return tuple((f"{name}s", names.index(name)) for name in keys)


def _lacks_key(reference: Reference) -> bool:
    """Whether what it points at is no key of its table, and needs a table of its own."""
    keys = {table.name: table.primary_key for table in TABLES}
    return bool(reference.table) and keys[reference.table] != (reference.column,)


def insert_into(table: Table[Any]) -> str:
    """The statement that adds a row."""
    marks = ", ".join("?" for _ in table.columns)
    return f'INSERT INTO "{table.name}" VALUES ({marks})'


def _create(table: Table[Any], dialect: Dialect) -> str:
    lines = [_column(column, table, dialect) for column in table.columns]
    if table.primary_key:
        keys = ", ".join(f'"{name}"' for name in table.primary_key)
        lines.append(f"PRIMARY KEY ({keys})")
    lines.extend(_foreign_key(key[:-1], key, key[:-1], dialect) for key, _ in key_columns(table))
    for one in table.references:
        if one.table or dialect.self_references:
            target = f"{one.column}s" if _lacks_key(one) else one.table or table.name
            lines.append(_foreign_key(one.source, target, one.column, dialect))
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column[Any], table: Table[Any], dialect: Dialect) -> str:
    name = f'"{column.name}"'
    values = ", ".join(quoted(value) for value in column.enum)
    kind = f"ENUM ({values})" if values and dialect.enums else dialect.types[column.kind]
    title = f" /* {' · '.join(column.title)} */" if dialect.titles else ""
    parts = [name + title, kind]
    if column.required or column.name in table.primary_key:
        parts.append("NOT NULL")
    if values and not dialect.enums:
        parts.append(f"CHECK ({name} IN ({values}))")
    if column.kind in dialect.checks:
        parts.append(f"CHECK ({dialect.checks[column.kind].format(name)})")
    if column.minimum is not None:
        parts.append(f"CHECK ({name} >= {column.minimum})")
    if column.maximum is not None:
        parts.append(f"CHECK ({name} <= {column.maximum})")
    return " ".join(parts)


def _foreign_key(source: str, table: str, column: str, dialect: Dialect) -> str:
    link = f'FOREIGN KEY ("{source}") REFERENCES "{table}" ("{column}")'
    return f"{link} {dialect.deferred}".rstrip()


def quoted(text: str) -> str:
    """A text in SQL.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"
