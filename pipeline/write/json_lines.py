"""<table>.jsonl: JSON Lines, an object a row, every column in its order; blanks are null."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path

from pipeline.write.cell_text import cell_text
from pipeline.write.columns import Cell, Kind
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.tables import TABLES
from pipeline.write.typed_cell import held


@contextmanager
def writing(folder: Path, _run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/<table>.jsonl` for every table. Raises OSError where it cannot."""
    with ExitStack() as files:
        sinks = []
        for table in TABLES:
            path = folder / f"{table.name}.jsonl"
            stream = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            heads = [(f"{json.dumps(column.name)}: ", column.kind) for column in table.columns]
            sinks.append((table, stream.write, heads))

        def add(document: RunDocument) -> None:
            for table, write, heads in sinks:
                _write_lines(table.lines(document.result), heads, write)

        yield add


def _write_lines(
    lines: Iterator[tuple[Cell, ...]],
    heads: list[tuple[str, Kind]],
    write: Callable[[str], int],
) -> None:
    for line in lines:
        cells = zip(heads, line, strict=True)
        values = (name + json_value(cell, kind) for (name, kind), cell in cells)
        write("{" + ", ".join(values) + "}\n")


def json_value(cell: Cell, kind: Kind) -> str:
    """A cell in JSON; numbers with the digits that they have in the CSV files.

    >>> json_value(Decimal("28200.5"), "money"), json_value("ก", "text"), json_value("", "text")
    ('28200.50', '"ก"', 'null')
    """
    value = held(cell, kind)
    if isinstance(value, Decimal):  # what JSON calls a number need be no float
        return cell_text(cell, kind)
    return json.dumps(value, ensure_ascii=False)
