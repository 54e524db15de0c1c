"""datapackage.json: the CSV files of a run as one Frictionless Data Package."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from pipeline.write.columns import Table, Words
from pipeline.write.csv_cells import is_raw
from pipeline.write.finished_run import FinishedRun
from pipeline.write.formats import AddDocument
from pipeline.write.table_schema import table_schema
from pipeline.write.tables import TABLES

FILE_NAME = "datapackage.json"
GUARDED: Final[Words] = (
    "ข้อความที่โปรแกรมตารางจะถือเป็นสูตร มีเครื่องหมาย ' นำหน้า",
    "Text that a spreadsheet would take for a formula has an apostrophe in front",
)


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Describes the CSV files that stand in `folder` at the end. Raises OSError where it cannot."""
    yield lambda document: None
    write_package(folder, is_raw(run.invocation.options))


def write_package(folder: Path, raw: bool) -> None:
    """Describes the CSV files in `folder`; `raw`: their text is as it was read."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "thaiplan",
        "title": "แผนปฏิบัติการเป็นตาราง",
        "title_en": "Action plans as tables",
    }
    if not raw:
        package |= {"description": GUARDED[0], "description_en": GUARDED[1]}
    package["resources"] = [_resource(table, folder / f"{table.name}.csv") for table in TABLES]
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="")


def _resource(table: Table[Any], path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.name,
        "title": table.title[0],
        "title_en": table.title[1],
        "description": table.description[0],
        "description_en": table.description[1],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }
