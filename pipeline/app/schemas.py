"""`thaiplan schema`: the published contracts as files, or all in one document on stdout."""

import json
from pathlib import Path

from pipeline.write.publish import write_texts
from pipeline.write.schemas import published_schemas


def write_schemas(out: Path) -> tuple[Path, ...]:
    """Writes every schema into `out`. Raises UsageError where it cannot be written."""
    return write_texts(out, published_schemas())


def print_schemas() -> None:
    """One JSON object on stdout: file name → schema."""
    schemas = {name: json.loads(text) for name, text in published_schemas().items()}
    print(json.dumps(schemas, ensure_ascii=False, indent=2))
