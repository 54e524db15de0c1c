"""The two jobs of the command line that read documents: `convert` and `reconcile`."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.batch import Worker, convert_batch, default_workers, missing_results
from pipeline.app.consoles import print_line, print_table
from pipeline.app.inputs import Inputs, find_inputs
from pipeline.app.originals import originals
from pipeline.app.progress import progress
from pipeline.app.run_folder import Checked, checked, is_run, read_run
from pipeline.app.version import version
from pipeline.app.words import STATUS, say
from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Severity
from pipeline.contracts.names import printable
from pipeline.contracts.result import DocumentResult
from pipeline.write.finished_run import FinishedRun
from pipeline.write.formats import HTML, parse_formats
from pipeline.write.publish import CROPS, staging, write_run
from pipeline.write.run_record import Invocation, Option

if TYPE_CHECKING:
    from pipeline.run import Settings

MAX_TABLE_ROWS = 40  # of more documents, only those that need a look are listed


class Request(NamedTuple):
    """The options of `convert` and `reconcile`, as given."""

    inputs: tuple[str, ...]
    lang: str
    jobs: int | None = None
    ocr: str = "auto"
    lexicon: Path | None = None
    quiet: bool = False
    ocr_engine: str = ""


def convert(request: Request, out: Path, formats: str, fresh: bool) -> int:
    """Reads the inputs and publishes a run in OUT; the exit code: 0 all read, 1 some not.

    Raises UsageError before any document is read where the command cannot succeed.
    """
    started = datetime.now(UTC)
    chosen = parse_formats(formats)
    inputs = find_inputs(request.inputs, out)
    settings = settings_of(request.lang, request.lexicon, request.ocr, request.ocr_engine)
    with staging(out) as stage:
        crops = stage / CROPS if HTML in chosen else None
        results = _read(inputs, request, settings.model_copy(update={"crops": crops}))
        options: dict[str, Option] = {
            "inputs": tuple(printable(text) for text in request.inputs),
            "out": printable(str(out)),
            "jobs": request.jobs,
            "fresh": fresh,
            "formats": chosen,
            "lang": request.lang,
            "lexicon": None if request.lexicon is None else printable(str(request.lexicon)),
            "ocr": request.ocr,
            "ocr_engine": request.ocr_engine or None,
        }
        invocation = Invocation(
            version=version(), options=options, started=started, finished=datetime.now(UTC)
        )
        run = FinishedRun(results, invocation, request.lang, originals(inputs, out), crops)
        paths = write_run(stage, out, run, chosen)
    _tell(results, request)
    for path in _shown(paths, out):
        print(path)
    return int(any(result.status == "failed" for result in results))


def check(request: Request) -> tuple[Checked, ...]:
    """The documents and findings of runs (folders that `convert` wrote) and of other inputs.

    Raises UsageError for an input that is neither.
    """
    runs = [name for name in request.inputs if is_run(Path(name))]
    others = tuple(name for name in request.inputs if name not in runs)
    documents = [document for name in runs for document in read_run(Path(name))]
    if others or not runs:
        try:
            inputs = find_inputs(others, None)
        except UsageError as error:
            remedy = (
                "ระบุโฟลเดอร์ผลลัพธ์ของ thaiplan convert (มี findings.csv) หรือไฟล์แผน",
                "name a folder written by thaiplan convert (with findings.csv), or plans",
            )
            raise UsageError(error.reason, remedy) from error
        settings = settings_of(request.lang, request.lexicon, request.ocr, request.ocr_engine)
        documents.extend(checked(result) for result in _read(inputs, request, settings))
    return tuple(documents)


def settings_of(
    lang: str, lexicon: Path | None, ocr: str = "auto", ocr_engine: str = ""
) -> "Settings":
    """What one document needs to know. Raises UsageError without such a lexicon or engine."""
    from pipeline.run import Settings

    if lexicon is not None and not lexicon.is_file():
        raise UsageError(
            (f"ไม่พบไฟล์คำศัพท์ {lexicon}", f"there is no lexicon file {lexicon}"),
            ("ตรวจที่อยู่ของ --lexicon", "check the path given with --lexicon"),
        )
    if ocr_engine:
        from pipeline.extract.engines.registry import start_engine

        start_engine(ocr_engine)  # trouble is told before any document is read
    return Settings(lang=lang, ocr=ocr, lexicon=lexicon, ocr_engine=ocr_engine)


def _read(inputs: Inputs, request: Request, settings: "Settings") -> tuple[DocumentResult, ...]:
    """Every input converted, the missing ones as failed lines at the end."""
    from pipeline.run import convert_document

    workers = request.jobs or default_workers(len(inputs.jobs))
    worker = Worker(convert_document, settings, workers)
    words = ("กำลังอ่าน", "reading")
    with progress(words, len(inputs.jobs), request.lang, request.quiet) as done:
        results = convert_batch(inputs.jobs, worker, done)
    return (*results, *missing_results(inputs.missing, request.lang))


def _tell(results: Sequence[DocumentResult], request: Request) -> None:
    """What became of the documents, on stderr: a table unless quiet; reasons always."""
    lang = request.lang
    if not request.quiet:
        headings = (
            ("เอกสาร", "document"), ("สถานะ", "status"), ("โครงการ", "projects"),
            ("ผิดพลาด", "errors"), ("ควรดู", "warnings"),
        )  # fmt: skip
        listed = results
        if len(results) > MAX_TABLE_ROWS:
            listed = [result for result in results if result.status != "ok" or _errors(result)]
        print_table(
            sys.stderr,
            say((f"{len(results)} เอกสาร", f"{len(results)} documents"), lang),
            [say(heading, lang) for heading in headings],
            [_row(result, lang) for result in listed],
        )
    for result in results:
        loud = result.status == "failed" or not request.quiet
        if result.error and loud:
            status = say(STATUS[result.status], lang)
            print_line(sys.stderr, f"{result.source_file}: {status}: {result.error}")


def _row(result: DocumentResult, lang: str) -> tuple[str | int, ...]:
    status = say(STATUS[result.status], lang)
    if result.plan is None:
        return (result.source_file, status, "", "", "")
    warnings = sum(finding.severity is Severity.WARNING for finding in result.findings)
    return (result.source_file, status, len(result.plan.projects), _errors(result), warnings)


def _errors(result: DocumentResult) -> int:
    return sum(finding.severity is Severity.ERROR for finding in result.findings)


def _shown(paths: Sequence[Path], out: Path) -> tuple[Path, ...]:
    """The files of OUT, and each of its folders once."""
    tops = (out / path.relative_to(out).parts[0] for path in paths)
    return tuple(dict.fromkeys(tops))
