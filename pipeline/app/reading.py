"""The inputs of a command, read: by worker processes, with what is known from earlier runs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.batch import Batch, Given
from pipeline.app.entry import Codes, Origin
from pipeline.app.fingerprints import findings_code, page_code
from pipeline.app.finished import Finished, missing_results
from pipeline.app.inputs import Inputs
from pipeline.app.pool import LocalWorkers, Workers, default_workers, usual_limits
from pipeline.app.progress import Told, telling
from pipeline.app.task import Order
from pipeline.app.urls import CLUSTER
from pipeline.app.words import Words
from pipeline.app.workplace import Workplace
from pipeline.contracts.errors import UsageError
from pipeline.contracts.result import DocumentResult
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.report.document import ReportRun
from pipeline.write.run_record import Invocation

if TYPE_CHECKING:
    from pipeline.run import Settings

CLUSTER_LIBRARIES = ("dask", "distributed")
READING = ("กำลังอ่าน", "reading")

AddResult = Callable[[DocumentResult, bool], None]  # with whether it is known from an earlier run


class Wish(NamedTuple):
    """What is to be read, and how. `originals`: of each job, a URL relative to OUT. `report`
    None: no report is asked for. `workers` None: as many as suit. `fresh`: all is read anew.
    `scheduler`: the cluster that reads; empty: this machine does."""

    inputs: Inputs
    originals: Sequence[str]
    settings: "Settings"
    report: ReportRun | None = None
    workers: int | None = None
    fresh: bool = False
    scheduler: str = ""


class AllRead(NamedTuple):
    """One line an input, those that are missing at the end; exceptions that nobody foresaw."""

    documents: tuple[Finished, ...]
    bugs: Sequence[BaseException]


def read_all(
    wish: Wish,
    place: Workplace,
    quiet: bool,
    words: Words = READING,
    teller: AbstractContextManager[Told] | None = None,
) -> AllRead:
    """Every input read, or known. `teller`: who is told how far it is, in place of the console.

    Raises UsageError where no document can be read so, OSError where nothing can be kept.
    """
    from pipeline.run import convert_document

    jobs, settings = wish.inputs.jobs, wish.settings
    codes = Codes(findings_code(), page_code(wish.report, settings.lang))
    order = Order(convert_document, settings, codes, wish.report)
    origins = [
        Origin(job.from_folder, original)
        for job, original in zip(jobs, wish.originals, strict=False)
    ]
    given = Given(jobs, origins, order, place.kept, place.aside, place.scratch, wish.fresh)
    workers = _workers(wish, order)
    with teller or telling(words, settings.lang, quiet) as told:
        batch = Batch(given, workers, told)
        documents = batch.run()
    missing = missing_results(wish.inputs.missing, settings.lang)
    return AllRead((*documents, *missing), batch.bugs)


def _workers(wish: Wish, order: Order) -> Workers:
    """Raises UsageError where the cluster cannot do it."""
    if not wish.scheduler:
        size = wish.workers or default_workers(wish.inputs.jobs)
        return LocalWorkers(size, order, usual_limits(size))
    try:
        from pipeline.app.cluster import cluster_workers
    except ModuleNotFoundError as error:
        if error.name not in CLUSTER_LIBRARIES:
            raise
        raise UsageError(
            ("ยังไม่ได้ติดตั้ง Dask สำหรับ --scheduler", "Dask, for --scheduler, is not installed"),
            (f"ติดตั้งก่อน: {CLUSTER}", f"install it first: {CLUSTER}"),
        ) from error
    return cluster_workers(wish.scheduler, wish.workers, order)


def loaded(documents: Sequence[Finished]) -> Iterator[tuple[Finished, RunDocument]]:
    """Each document as the writers want it, one at a time in memory."""
    for one in documents:
        if one.store is None:
            yield one, RunDocument(one.result, one.line.original)
            continue
        found = one.store.load(one.line.sha256, one.ending)
        result = found.result.model_copy(update={"lang": one.lang})
        yield one, RunDocument(result, one.line.original, found.plan_file, found.page_file)


def finished_run(
    documents: Sequence[Finished], invocation: Invocation, lang: str, add: AddResult
) -> FinishedRun:
    """The run as the writers want it; `add` is told of each document when it is written."""

    def each() -> Iterator[RunDocument]:
        for one, document in loaded(documents):
            add(document.result, one.kept)
            yield document

    return FinishedRun([one.line for one in documents], each, invocation, lang)
