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
    words = phrases(lang)
    report = folder / REPORT
    report.mkdir(parents=True, exist_ok=True)
    draft = OverviewDraft()
    for document in documents:
        draft.add(document.result)
        if document.result.plan is not None:
            text = plan_html(view_plan(document, run, words), run, words)
            _write(report / f"{document.result.doc_id}.html", text)
    _write(report / "index.html", overview_html(draft.finish(words), run, words))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
