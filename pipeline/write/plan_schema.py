"""plan.schema.json: the JSON Schema of a plan's record, with titles in Thai and English."""

from typing import Any, Final

from pydantic import RootModel

from pipeline.contracts.record import Plan
from pipeline.lexicon.loader import Facts, load_facts
from pipeline.write.columns import Table
from pipeline.write.tables.budgets import BUDGETS
from pipeline.write.tables.documents import DOCUMENTS
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS
from pipeline.write.tables.sections import SECTIONS
from pipeline.write.tables.summary import SUMMARY

JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
# Whose fields are also columns, by the same names.
COLUMNS_OF: Final[dict[str, Table[Any]]] = {
    "Plan": DOCUMENTS,
    "Project": PROJECTS,
    "Schedule": PROJECTS,
    "Indicator": INDICATORS,
    "SummaryLine": SUMMARY,
    "Section": SECTIONS,
    "YearBudget": BUDGETS,
    "DeclaredYear": BUDGETS,
    "Narrative": PROJECTS,
}


class FieldText(Facts):
    """What a field is called, and what it holds."""

    th: str
    en: str
    about_th: str
    about_en: str
    unit_th: str = ""
    unit_en: str = ""


class ModelText(Facts):
    """What a model is called; its docstring says the rest in English."""

    th: str
    en: str
    about: str
    fields: dict[str, FieldText]


class RecordText(RootModel[dict[str, ModelText]]):
    """The words of every model of the record."""


def plan_schema() -> dict[str, Any]:
    """The schema, ready for JSON: Thai titles, with the English beside them."""
    plan = Plan.model_json_schema(mode="serialization")
    models = {"Plan": plan, **plan["$defs"]}
    for name, model in models.items():
        _describe(name.partition("_")[0], model)  # Field_str_ and the like are one model of ours
    return {"$schema": JSON_SCHEMA, **plan}


def _describe(name: str, model: dict[str, Any]) -> None:
    text = load_facts("record", RecordText).root[name]
    english = " ".join(model.get("description", text.en).split())
    model |= {"title": text.th, "title_en": text.en}
    model |= {"description": text.about, "description_en": english}
    for field, schema in model.get("properties", {}).items():
        schema.update(_words(name, field, text))


def _words(model: str, field: str, text: ModelText) -> dict[str, str]:
    """Of a field: its own, else those of the column of its name."""
    own = text.fields.get(field) or _of_column(model, field)
    words = {
        "title": own.th, "title_en": own.en,
        "description": own.about_th, "description_en": own.about_en,
    }  # fmt: skip
    return words | ({"unit": own.unit_th, "unit_en": own.unit_en} if own.unit_th else {})


def _of_column(model: str, field: str) -> FieldText:
    """Raises KeyError where the lexicon lacks a field (a bug of ours)."""
    columns = {column.name: column for column in COLUMNS_OF[model].columns}
    column = columns[field]
    return FieldText(
        th=column.title[0], en=column.title[1],
        about_th=column.description[0], about_en=column.description[1],
        unit_th=column.unit[0], unit_en=column.unit[1],
    )  # fmt: skip
