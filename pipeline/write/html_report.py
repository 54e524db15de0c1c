"""report/: the pages that people read, each document with the crops that were drawn of it."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.write.crop_files import read_crops
from pipeline.write.finished_run import FinishedRun
from pipeline.write.report import ReportDocument, ReportRun, write_report
from pipeline.write.run_record import Invocation


def write(folder: Path, run: FinishedRun) -> None:
    """Writes `folder/report`. Raises OSError where it cannot."""
    write_report(folder, _documents(run), report_run(run.invocation), run.lang)


def report_run(invocation: Invocation) -> ReportRun:
    """What the report says of the run."""
    return ReportRun(invocation.version, invocation.options, invocation.started)


def from_report(original: str) -> str:
    """A URL relative to OUT as seen from the pages of the report; empty where it is."""
    return f"../{original}" if original else ""


def _documents(run: FinishedRun) -> Iterator[ReportDocument]:
    """One at a time: the crops of a plan are a megabyte."""
    for result, original in zip(run.results, run.originals, strict=True):
        crops = read_crops(run.crops, result.doc_id if result.plan is not None else "")
        yield ReportDocument(result, crops, from_report(original))
