"""report/: the pages that people read, each document's made before with crops, or here without."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.contracts.crop import Crops
from pipeline.write.anchors import REPORT
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.links import link_or_copy
from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.files import index_html, page_html, write_page
from pipeline.write.report.overview import OverviewDraft
from pipeline.write.run_record import Invocation


@contextmanager
def writing(folder: Path, run: FinishedRun) -> Iterator[AddDocument]:
    """Writes `folder/report`. Raises OSError where it cannot."""
    report = folder / REPORT
    report.mkdir()
    asked = report_run(run.invocation)
    draft = OverviewDraft()

    def add(document: RunDocument) -> None:
        result = document.result
        draft.add(result)
        if result.plan is None:
            return
        path = report / f"{result.doc_id}.html"
        if document.page_file is not None:
            link_or_copy(document.page_file, path)
        else:
            shown = ReportDocument(result, Crops(), from_report(document.original))
            write_page(path, page_html(shown, asked, run.lang))

    yield add
    write_page(report / "index.html", index_html(draft, asked, run.lang))


def report_run(invocation: Invocation) -> ReportRun:
    """What the report says of the run."""
    return ReportRun(invocation.version, invocation.options, invocation.started)


def from_report(original: str) -> str:
    """A URL relative to OUT as seen from the pages of the report; empty where it is."""
    return f"../{original}" if original else ""
