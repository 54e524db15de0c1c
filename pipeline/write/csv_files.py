"""<table>.csv: UTF-8 with BOM, RFC 4180, one file a table, always all of them."""

import csv
from pathlib import Path

from pipeline.write.cell_text import cell_text
from pipeline.write.finished_run import FinishedRun
from pipeline.write.tables import TABLES

ENCODING = "utf-8-sig"  # without the BOM Excel reads Thai as Latin letters
LINE_END = "\r\n"  # RFC 4180


def write(folder: Path, run: FinishedRun) -> None:
    """Writes `folder/<table>.csv` for every table. Raises OSError where it cannot."""
    for table in TABLES:
        kinds = [column.kind for column in table.columns]
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding=ENCODING, newline="") as stream:
            writer = csv.writer(stream, lineterminator=LINE_END)
            writer.writerow(column.name for column in table.columns)
            for line in table.lines(run.results):
                writer.writerow(map(cell_text, line, kinds))
