"""report/: index.html over all documents, and one page a plan."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.write.anchors import REPORT
from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.overview import OverviewDraft
from pipeline.write.report.pages import overview_html, plan_html
from pipeline.write.report.phrases import phrases
from pipeline.write.report.plan_page import view_plan


def write_report(
    folder: Path, documents: Iterable[ReportDocument], run: ReportRun, lang: str
) -> None:
    """Writes `folder/report`, one document after another: one at a time is in memory.

    A document without a plan gets a line in the overview only. Raises OSError where it cannot.
    """
    report = folder / REPORT
    report.mkdir(parents=True, exist_ok=True)
    draft = OverviewDraft()
    for document in documents:
        draft.add(document.result)
        if document.result.plan is not None:
            write_page(report / f"{document.result.doc_id}.html", page_html(document, run, lang))
    write_page(report / "index.html", index_html(draft, run, lang))


def page_html(document: ReportDocument, run: ReportRun, lang: str) -> str:
    """The page of a document that has a plan.

    It depends on nothing but the document, the version, the day and the options of `run` that
    decide what is read, so that it may be kept for other runs.
    """
    words = phrases(lang)
    return plan_html(view_plan(document, run, words), run, words)


def index_html(draft: OverviewDraft, run: ReportRun, lang: str) -> str:
    """The page of all documents that were added to the draft."""
    words = phrases(lang)
    return overview_html(draft.finish(words), run, words)


def write_page(path: Path, text: str) -> None:
    """Writes a page of the report. Raises OSError where it cannot."""
    path.write_text(text, encoding="utf-8", newline="")
