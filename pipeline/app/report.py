"""The command `report`: the report of a run written anew, from what `convert` left in OUT."""

import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.batch import Worker, convert_batch, default_workers
from pipeline.app.consoles import print_line
from pipeline.app.originals import path_from
from pipeline.app.progress import Advance, progress
from pipeline.app.run_folder import SavedRun, open_run, read_plan_file
from pipeline.app.words import say
from pipeline.contracts.crop import Crops
from pipeline.contracts.result import DocumentResult, Job
from pipeline.write.crop_files import read_crops
from pipeline.write.html_report import from_report, report_run
from pipeline.write.publish import CROPS, blaming, publish_report, staging
from pipeline.write.report import ReportDocument, write_report
from pipeline.write.run_record import RunInput

if TYPE_CHECKING:
    from pipeline.run import Settings

FIRST_PAGE = "report/index.html"
MAX_NAMED = 5  # originals that are gone; of more, how many there are

Found = Mapping[int, bool]  # by its place in the run: whether the original of a plan is the same


class Asked(NamedTuple):
    """The options of `report`, as given."""

    out: Path
    lang: str
    jobs: int | None = None
    quiet: bool = False


def report(asked: Asked) -> None:
    """Writes OUT/report anew and prints the path of its first page.

    No document is read again; the pages of originals that are still there, and the same, are
    drawn. Raises UsageError where OUT holds no run of `convert` with its plans.
    """
    run = open_run(asked.out)
    with staging(asked.out) as stage:
        found = _draw(run, stage / CROPS, asked)
        words = ("กำลังเขียนรายงาน", "writing the report")
        with progress(words, len(run.documents), asked.lang, asked.quiet) as advance:
            documents = _documents(run, stage / CROPS, found, advance)
            with blaming(asked.out):
                write_report(stage, documents, report_run(run.record), asked.lang)
        publish_report(stage, asked.out)
    _tell(run, found, asked)
    print(asked.out / FIRST_PAGE)


def draw_original(job: Job, settings: "Settings", folder: Path) -> DocumentResult:
    """Draws the crops of the file at `job.path` for its plan in `folder`, the run.

    A file of which there is no plan, for it is another one now, is `failed`.
    """
    from pipeline.run import DOC_ID_LENGTH, keep_crops, kind_of, reconcile_plan, sha256_of

    try:
        sha256 = sha256_of(job.path)
        plan = read_plan_file(folder, sha256[:DOC_ID_LENGTH])
    except (OSError, ValueError):
        sha256, plan = "", None
    if plan is not None:
        keep_crops(job.path, plan, reconcile_plan(plan), settings)
    return DocumentResult(
        doc_id=sha256[:DOC_ID_LENGTH],
        source_file=job.source_file,
        sha256=sha256,
        kind=kind_of(job.path),
        status="failed" if plan is None else "ok",
        plan=None,
        findings=(),
        seconds=0.0,
    )


def _draw(run: SavedRun, crops: Path, asked: Asked) -> Found:
    """Draws the pages of every plan whose original is found."""
    from pipeline.run import Settings

    jobs: dict[int, Job] = {}
    for number, given in _plans(run):
        path = path_from(run.folder, given.original)
        if path is not None and path.is_file():
            jobs[number] = Job(path=path, source_file=given.source_file, from_folder=False)
    settings = Settings(lang=asked.lang, crops=crops)
    draw = partial(draw_original, folder=run.folder)
    worker = Worker(draw, settings, asked.jobs or default_workers(len(jobs)))
    words = ("กำลังวาดหน้า", "drawing pages")
    with progress(words, len(jobs), asked.lang, asked.quiet) as advance:
        results = convert_batch(tuple(jobs.values()), worker, advance)
    drawn = dict(zip(jobs, results, strict=True))
    return {
        number: number in drawn and drawn[number].sha256 == given.sha256
        for number, given in _plans(run)
    }


def _plans(run: SavedRun) -> list[tuple[int, RunInput]]:
    return [(number, one.input) for number, one in enumerate(run.documents) if one.is_plan]


def _documents(
    run: SavedRun, crops: Path, found: Found, advance: Advance
) -> Iterator[ReportDocument]:
    """One at a time: a plan with its crops is some megabytes."""
    for number, result in enumerate(run.results()):
        is_found = found.get(number, False)
        original = run.documents[number].input.original if is_found else ""
        its_crops = read_crops(crops, result.doc_id) if is_found else Crops()
        yield ReportDocument(result, its_crops, from_report(original))
        advance(result)


def _tell(run: SavedRun, found: Found, asked: Asked) -> None:
    """Names the plans that the report can show no page of, on stderr."""
    lost = [given.source_file for number, given in _plans(run) if not found[number]]
    if not lost or asked.quiet:
        return
    names = ", ".join(lost[:MAX_NAMED]) + (f" … ({len(lost)})" if len(lost) > MAX_NAMED else "")
    words = (
        f"แสดงข้อความแทนภาพหน้า เพราะไม่พบต้นฉบับหรือต้นฉบับเปลี่ยนไป: {names}",
        f"text is quoted in place of pages, for the original is gone or changed: {names}",
    )
    print_line(sys.stderr, f"thaiplan: {say(words, asked.lang)}")
