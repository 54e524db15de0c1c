"""<table>.csv: UTF-8 with BOM, RFC 4180, one file a table, always all of them."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.write.cell_text import cell_text
from pipeline.write.columns import Cell, Kind, Table
from pipeline.write.csv_cells import TEXT_KINDS, guarded, is_raw, unguarded
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.run_record import FILE_NAME
from pipeline.write.tables import TABLES

ENCODING = "utf-8-sig"  # without the BOM Excel reads Thai as Latin letters
LINE_END = "\r\n"  # RFC 4180

Row = tuple[Cell, ...]


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/<table>.csv` for every table. Raises OSError where it cannot."""
    raw = is_raw(run.invocation.options)
    with ExitStack() as files:
        writers = []
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            stream = files.enter_context(path.open("w", encoding=ENCODING, newline=""))
            writers.append((table, csv_writer(stream, table, raw)))

        def add(document: RunDocument) -> None:
            for table, write in writers:
                write(table.lines(document.result))

        yield add


def csv_writer(
    stream: IO[str], table: Table[Any], raw: bool = False
) -> Callable[[Iterable[Row]], None]:
    """Writes the heading of a table; gives what writes its lines. `raw`: text is left as it is."""
    prints = [_print(column.kind, raw) for column in table.columns]
    writer = csv.writer(stream, lineterminator=LINE_END)
    writer.writerow(column.name for column in table.columns)

    def write(lines: Iterable[Row]) -> None:
        for line in lines:
            writer.writerow([text(cell) for text, cell in zip(prints, line, strict=True)])

    return write


def _print(kind: Kind, raw: bool) -> Callable[[Cell], str]:
    """How the cells of a column are written."""
    if raw or kind not in TEXT_KINDS:
        return lambda cell: "" if cell is None else cell_text(cell, kind)
    return lambda cell: guarded(cell) if isinstance(cell, str) else cell_text(cell, kind)


def read_rows(folder: Path, table: Table[Any]) -> Iterator[dict[str, str]]:
    """The lines of a table of the run in `folder`, by column, text as it was before it was made
    safe. Raises OSError where there is no such file, csv.Error or ValueError where it is not ours.
    """
    is_left = is_raw_run(folder)
    texts = [column.name for column in table.columns if column.kind in TEXT_KINDS]
    with (folder / f"{table.name}.csv").open(encoding=ENCODING, newline="") as stream:
        for row in csv.DictReader(stream, strict=True):
            if None in row.values():
                raise ValueError(f"a line of {table.name}.csv lacks cells")
            if not is_left:
                row |= {name: unguarded(row[name]) for name in texts}
            yield row


def is_raw_run(folder: Path) -> bool:
    """Whether the text of the CSV files in `folder` was left as it is, by its run.json."""
    try:
        options = json.loads((folder / FILE_NAME).read_bytes())["options"]
    except (OSError, ValueError, KeyError, TypeError):
        return False  # the tables alone are left: written as by default
    return isinstance(options, dict) and is_raw(options)
