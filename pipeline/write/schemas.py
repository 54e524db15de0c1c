"""The published contracts as files: made from the models, never by hand."""

import json
from typing import Any

from pipeline.write.plan_schema import plan_schema
from pipeline.write.table_schema import table_schema
from pipeline.write.tables import TABLES


def published_schemas() -> dict[str, str]:
    """File name → content of every schema: plan.schema.json and <table>.schema.json."""
    schemas: dict[str, dict[str, Any]] = {"plan.schema.json": plan_schema()}
    schemas |= {f"{table.name}.schema.json": table_schema(table) for table in TABLES}
    return {name: _text(schema) for name, schema in schemas.items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
