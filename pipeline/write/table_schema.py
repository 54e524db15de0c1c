"""The tables as Frictionless Table Schemas (https://specs.frictionlessdata.io/table-schema/)."""

from typing import Any, Final

from pipeline.write.columns import Column, Kind, Table

FIELD_TYPES: Final[dict[Kind, str]] = {
    "text": "string",
    "category": "string",
    "integer": "integer",
    "money": "number",
    "decimal": "number",
    "float": "number",
    "boolean": "boolean",
    "month": "yearmonth",
}


def table_schema(table: Table[Any]) -> dict[str, Any]:
    """The table's schema, ready for JSON: Thai titles, with the English beside them."""
    schema: dict[str, Any] = {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "fields": [_field(column, required=column.required or column.name in table.primary_key)
                   for column in table.columns],
        "missingValues": [""],
    }  # fmt: skip
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [reference.source],
                "reference": {"resource": reference.table, "fields": [reference.column]},
            }
            for reference in table.references
        ]
    return schema


def _field(column: Column[Any], required: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.kind],
        "title": column.title[0],
        "title_en": column.title[1],
        "description": column.description[0],
        "description_en": column.description[1],
    }
    if column.unit[0]:
        field |= {"unit": column.unit[0], "unit_en": column.unit[1]}
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = _constraints(column, required)
    if constraints:
        field["constraints"] = constraints
    return field


def _constraints(column: Column[Any], required: bool) -> dict[str, Any]:
    """What the cells of a column are held to."""
    constraints: dict[str, Any] = {}
    if required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    return constraints
