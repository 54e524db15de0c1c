"""The column contract of DESIGN §3, typed again by hand: names and order may only grow."""

import pytest

from pipeline.write.cell_text import cell_text
from pipeline.write.tables import TABLES

CONTRACT = {
    "projects": "project_id, doc_id, source_file, province, organization, fiscal_year_be, goal_no, "
    "indicator_no, item_no, project_name, method, kpi, budget_status, budget_baht, budget_raw, "
    "q1, q2, q3, q4, quarter_source, schedule_text, start_month, end_month, agency, page_first, "
    "page_last, extractor, confidence, flags, place, fiscal_year_end_be",
    "budgets": "project_id, fiscal_year_be, budget_status, budget_baht, source, raw",
    "indicators": "doc_id, goal_no, goal_title, indicator_no, indicator_title, target_text, "
    "target_value, target_unit, target_comparator, declared_projects, declared_budget_baht, "
    "extracted_projects, extracted_budget_baht, page",
    "summary": "doc_id, line_no, level, goal_no, indicator_no, title, projects, projects_status, "
    "budget_baht, budget_status, page",
    "sections": "doc_id, section_no, title, text, page_first, page_last",
    "documents": "doc_id, source_file, sha256, kind, status, error, title, organization, province, "
    "fiscal_year_be, layout, pages, pages_text, pages_ocr, pages_unread, projects, "
    "findings_error, findings_warning, seconds, fiscal_year_end_be",
    "findings": "finding_id, doc_id, rule, severity, cause, scope, items, field, expected, actual, "
    "difference, message_th, message_en, pages, project_ids, suggestion, root",
}


def test_all_tables_are_there() -> None:
    assert [table.name for table in TABLES] == list(CONTRACT)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_the_contract(table) -> None:
    assert [column.name for column in table.columns] == CONTRACT[table.name].split(", ")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_explains_itself_in_both_languages(table) -> None:
    for column in table.columns:
        assert all((*column.title, *column.description)), column.name


def test_references_and_keys_name_columns() -> None:
    names = {table.name: {column.name for column in table.columns} for table in TABLES}
    for table in TABLES:
        assert set(table.primary_key) <= names[table.name]
        for reference in table.references:
            assert reference.source in names[table.name]
            assert reference.column in names[reference.table or table.name]


def test_cell_text_never_writes_an_exponent() -> None:
    assert cell_text(1e-7, "float") == "0"
    assert cell_text(0.0, "float") == "0"
    assert cell_text(100.0, "float") == "100"
