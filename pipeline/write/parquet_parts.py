"""A table as a folder of Parquet files, apart by fiscal year and province, as DuckDB and pandas
read it: `projects.parquet/by_year=2566/by_province=เพชรบุรี/part-0.parquet`.

The keys are not named as the columns, which stay in the files: pyarrow makes dictionaries of keys,
and pandas cannot read these where a key is unknown (`__HIVE_DEFAULT_PARTITION__`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write.arrow_tables import arrow_schema, arrow_table
from pipeline.write.columns import Cell, Column, Table
from pipeline.write.tables.documents import DOCUMENTS

YEAR, PROVINCE = "by_year", "by_province"
UNKNOWN: Final = "unknown"
FILE: Final = "part-{}.parquet"
MAX_WAITING = 1_000  # lines of a table in memory, of all parts together
ROW_GROUP = 5_000  # lines of a file that are read and written together
MAX_NAME = 255  # bytes of a folder's name
ADDED = ("fiscal_year_be", "province")  # put at the end of tables that have them not


class Part(NamedTuple):
    """What the files of a folder have in common."""

    year: int | None
    province: str

    @property
    def folder(self) -> str:
        """Its path below the table's folder.

        >>> Part(2566, "เพชรบุรี").folder, Part(None, "../ก").folder
        ('by_year=2566/by_province=เพชรบุรี', 'by_year=unknown/by_province=..%2Fก')
        """
        name = f"{PROVINCE}={_segment(self.province) or UNKNOWN}"
        if len(name.encode()) > MAX_NAME:
            name = f"{PROVINCE}={UNKNOWN}"
        return f"{YEAR}={self.year or UNKNOWN}/{name}"


class PartedTable:
    """Lines wait until they are many; then the part that has most of them is written as a file, and
    at the end the files of each part are joined. So memory is bounded whatever the order of the
    documents, no file stays open, and none is small because of its neighbours."""

    def __init__(self, table: Table[Any], folder: Path) -> None:
        names = {column.name for column in table.columns}
        self._year_at = next(
            (at for at, one in enumerate(table.columns) if one.name == "fiscal_year_be"), None
        )
        self._added = tuple(one for one in _of_documents() if one.name not in names)
        self._columns = (*table.columns, *self._added)
        self._table = table
        self._folder = folder
        self._waiting: defaultdict[Part, list[tuple[Cell, ...]]] = defaultdict(list)
        self._count = 0
        self._files: Counter[str] = Counter()

    def add(self, result: DocumentResult) -> None:
        """Takes the lines of a document."""
        added = tuple(column.take(result) for column in self._added)
        for line in self._table.lines(result):
            self._waiting[self._part(line, result.plan)].append((*line, *added))
            self._count += 1
        while self._count > MAX_WAITING:
            self._write(max(self._waiting, key=lambda one: len(self._waiting[one])))

    def _part(self, line: tuple[Cell, ...], plan: Plan | None) -> Part:
        """Where a line lies: by its own year, where it has one, else by its plan's."""
        if plan is None:
            return Part(None, "")
        year = plan.fiscal_year_be if self._year_at is None else line[self._year_at]
        return Part(year if isinstance(year, int) else None, plan.province)

    def finish(self) -> None:
        """Writes what waits: a file a part. A table without lines is one file without lines."""
        for part in tuple(self._waiting):
            self._write(part)
        if not self._files:
            self._write(Part(None, ""))
        for folder, count in self._files.items():
            if count > 1:
                pieces = [self._folder / folder / FILE.format(number) for number in range(count)]
                _join(pieces, arrow_schema(self._columns))

    def _write(self, part: Part) -> None:
        lines = self._waiting.pop(part, [])
        self._count -= len(lines)
        folder = self._folder / part.folder
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE.format(self._files[part.folder])
        self._files[part.folder] += 1
        pq.write_table(arrow_table(lines, self._columns), path)


def _join(pieces: Sequence[Path], schema: pa.Schema) -> None:
    """The files as one, in place of the first."""
    joined = pieces[0].with_suffix(".joined")
    tables: list[pa.Table] = []
    with pq.ParquetWriter(joined, schema) as writer:
        for piece in pieces:
            with pq.ParquetFile(piece) as file:  # read by its path it has columns of the path
                tables.append(file.read(use_threads=False))  # each keeps memory of its own
            if piece is pieces[-1] or sum(table.num_rows for table in tables) >= ROW_GROUP:
                writer.write_table(pa.concat_tables(tables))
                tables = []
    for piece in pieces:
        piece.unlink()
    joined.rename(pieces[0])


def _of_documents() -> tuple[Column[DocumentResult], ...]:
    """The columns of a document that tell its part."""
    return tuple(column for column in DOCUMENTS.columns if column.name in ADDED)


def _segment(text: str) -> str:
    """`text` in a path: letters, digits and Thai signs as they are, anything else as in a URL.

    >>> _segment("กรุงเทพ ฯ"), _segment("a/b")
    ('กรุงเทพ%20ฯ', 'a%2Fb')
    """
    return "".join(sign if _is_plain(sign) else quote(sign, safe="") for sign in text)


def _is_plain(sign: str) -> bool:
    return sign.isalnum() or "\u0e01" <= sign <= "\u0e5b"
