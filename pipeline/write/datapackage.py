"""datapackage.json: the CSV files of a run as one Frictionless Data Package."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.write.columns import Table
from pipeline.write.finished_run import FinishedRun
from pipeline.write.table_schema import table_schema
from pipeline.write.tables import TABLES

FILE_NAME = "datapackage.json"


def write(folder: Path, _run: FinishedRun) -> None:
    """Describes the CSV files that stand in `folder` already. Raises OSError where it cannot."""
    package = {
        "profile": "tabular-data-package",
        "name": "thaiplan",
        "title": "แผนปฏิบัติการเป็นตาราง",
        "title_en": "Action plans as tables",
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in TABLES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="")


def _resource(table: Table[Any], path: Path) -> dict[str, Any]:
    content = path.read_bytes()
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
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }
