"""The published contracts as files: made from the models, never by hand."""

import json
from typing import Any

from pipeline.contracts.record import Plan
from pipeline.write.table_schema import table_schema
from pipeline.write.tables import TABLES

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def published_schemas() -> dict[str, str]:
    """File name → content of every schema: plan.schema.json and <table>.schema.json."""
    plan = {"$schema": JSON_SCHEMA, **Plan.model_json_schema(mode="serialization")}
    schemas: dict[str, dict[str, Any]] = {"plan.schema.json": plan}
    schemas |= {f"{table.name}.schema.json": table_schema(table) for table in TABLES}
    return {name: _text(schema) for name, schema in schemas.items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
