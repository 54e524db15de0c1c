"""report/: index.html over all documents, and one page a plan."""

from pathlib import Path

from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.overview import OverviewDraft
from pipeline.write.report.pages import overview_html, plan_html
from pipeline.write.report.phrases import phrases
from pipeline.write.report.plan_page import view_plan


def page_html(document: ReportDocument, run: ReportRun, lang: str) -> str:
    """The page of a document that has a plan.

    It depends on nothing but the document, the version, the day and the options of `run` that
    decide what is read, so that it may be kept for other runs.
    """
    plan = document.result.plan
    words = phrases(lang, plan.layout if plan else "")
    return plan_html(view_plan(document, run, words), run, words)


def index_html(draft: OverviewDraft, run: ReportRun, lang: str) -> str:
    """The page of all documents that were added to the draft."""
    words = phrases(lang)
    return overview_html(draft.finish(words), run, words)


def write_page(path: Path, text: str) -> None:
    """Writes a page of the report. Raises OSError where it cannot."""
    path.write_text(text, encoding="utf-8", newline="")
