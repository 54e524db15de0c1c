"""What each sheet of a published table shows beside its columns: findings, tints, links."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pipeline.contracts.finding import Severity
from pipeline.contracts.record import Project
from pipeline.contracts.result import DocumentResult
from pipeline.write.anchors import finding_anchor, project_anchor
from pipeline.write.columns import Table, Words
from pipeline.write.sheets.cells import Content, Heading, Line
from pipeline.write.sheets.concerns import concerns
from pipeline.write.sheets.table_sheet import TableSheet
from pipeline.write.sheets.view import View
from pipeline.write.tables.budgets import BUDGETS
from pipeline.write.tables.documents import DOCUMENTS
from pipeline.write.tables.findings import FINDINGS
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS, ProjectRow
from pipeline.write.tables.sections import SECTIONS
from pipeline.write.tables.summary import SUMMARY

CONCERNS: Final[Words] = ("ผลตรวจของแถวนี้", "Findings of this row")
CONCERNS_NOTE: Final[Words] = (
    "ข้อผิดพลาดและข้อที่ควรดูที่เกี่ยวกับแถวนี้ รายละเอียดอยู่ในแผ่นผลตรวจสอบ",
    "Errors and warnings about this row; the sheet of findings says more",
)
PROJECT_NAMES: Final = ("source_file", "indicator_no", "item_no", "project_name")
STATUS_TINTS: Final = {"failed": Severity.ERROR, "partial": Severity.WARNING}
PLAIN: Final[tuple[tuple[Table[Any], tuple[str, ...]], ...]] = (
    (INDICATORS, ("indicator_no", "indicator_title")),
    (SUMMARY, ("line_no", "title")),
    (SECTIONS, ("section_no", "title")),
)


def project_sheet(view: View) -> TableSheet[ProjectRow]:
    """The columns of the projects' sheet."""
    heading = Heading(view.say(CONCERNS), view.say(CONCERNS_NOTE), "text")
    return TableSheet(PROJECTS, view, PROJECT_NAMES, (heading, *view.link_heading()))


def projects(view: View) -> Content:
    """The projects, tinted by the worst that was found about each, and what that is."""
    sheet = project_sheet(view)

    def lines(result: DocumentResult) -> Iterator[Line]:
        found = concerns(
            result.findings, "" if result.plan is None else result.plan.layout, view.lang
        )
        for row in PROJECTS.rows(result):
            name = row.project.project_id
            concern = found.get(name)
            words, tint = (None, None) if concern is None else (concern.words, concern.severity)
            link = view.link(row.plan.doc_id, project_anchor(name))
            yield Line(sheet.cells(row, (words, *link)), tint)

    return sheet.content(lines)


def budgets(view: View) -> Content:
    """Year by year, with the project that each is of; no sheet where the projects' says it all."""
    titles = {column.name: column for column in PROJECTS.columns}
    named = [titles[name] for name in PROJECT_NAMES]
    beside = tuple(
        Heading(view.say(one.title), view.say(one.description), one.kind) for one in named
    )
    sheet = TableSheet(BUDGETS, view, (), beside)

    def lines(result: DocumentResult) -> Iterator[Line]:
        if result.plan is None:
            return
        for row in BUDGETS.rows(result):
            if _says_more(row.project):
                project = ProjectRow(result.plan, row.project)
                yield Line(sheet.cells(row, tuple(one.take(project) for one in named)))

    return replace(sheet.content(lines), frozen=len(named), optional=True)


def _says_more(project: Project) -> bool:
    """Whether its budgets say more than their total: several years, or a fund."""
    return len(project.budgets) > 1 or any(year.source.value for year in project.budgets)


def findings(view: View) -> Content:
    """The findings, their severity tinted, linked to their place in the report."""
    message = "message_en" if view.lang == "en" else "message_th"
    beside = (_source_heading(view), *view.link_heading())
    sheet = TableSheet(FINDINGS, view, ("severity", "scope", message), beside)

    def lines(result: DocumentResult) -> Iterator[Line]:
        for row in FINDINGS.rows(result):
            link = view.link(row.doc_id, finding_anchor(row.finding_id))
            yield Line(sheet.cells(row, (result.source_file, *link)), row.severity)

    return sheet.content(lines, frozenset({"severity"}))


def documents(view: View) -> Content:
    """The inputs, the status tinted of those that were not read whole."""
    sheet = TableSheet(DOCUMENTS, view, ("source_file", "status"), view.link_heading())
    no_link = (None,) * len(view.link_heading())

    def lines(result: DocumentResult) -> Iterator[Line]:
        link = no_link if result.plan is None else view.link(result.doc_id)
        yield Line(sheet.cells(result, link), STATUS_TINTS.get(result.status))

    return sheet.content(lines, frozenset({"status"}))


def plain(view: View) -> Iterator[Content]:
    """The tables to which nothing is added: indicators, summary, sections."""
    for table, first in PLAIN:
        yield _plain(TableSheet(table, view, first, (_source_heading(view),)))


def _plain(sheet: TableSheet[Any]) -> Content:
    def lines(result: DocumentResult) -> Iterator[Line]:
        for row in sheet.table.rows(result):
            yield Line(sheet.cells(row, (result.source_file,)))

    return sheet.content(lines)


def _source_heading(view: View) -> Heading:
    """Of the file's name, in tables that know a document by its id alone."""
    column = next(column for column in DOCUMENTS.columns if column.name == "source_file")
    return Heading(view.say(column.title), view.say(column.description), column.kind)
