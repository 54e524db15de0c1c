"""The published tables, one a file, in the order of the data package."""

from typing import Any

from pipeline.write.columns import Table
from pipeline.write.tables.budgets import BUDGETS
from pipeline.write.tables.documents import DOCUMENTS
from pipeline.write.tables.findings import FINDINGS
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS
from pipeline.write.tables.sections import SECTIONS
from pipeline.write.tables.summary import SUMMARY

TABLES: tuple[Table[Any], ...] = (
    PROJECTS, BUDGETS, INDICATORS, SUMMARY, SECTIONS, DOCUMENTS, FINDINGS
)  # fmt: skip
