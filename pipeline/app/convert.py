"""The two jobs of the command line that read documents: `convert` and `reconcile`."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.consoles import at_terminal
from pipeline.app.inputs import find_inputs
from pipeline.app.originals import originals
from pipeline.app.out import Out, open_out
from pipeline.app.reading import Wish, finished_run, loaded, read_all
from pipeline.app.run_folder import Checked, checked, is_run, read_run
from pipeline.app.summary import show_summary
from pipeline.app.tally import Tally
from pipeline.app.version import version
from pipeline.app.workplace import workplace
from pipeline.contracts.errors import UsageError
from pipeline.contracts.names import printable
from pipeline.write.csv_cells import RAW as RAW_CSV
from pipeline.write.formats import HTML, parse_formats
from pipeline.write.publish import CACHE, blaming, staging, write_run
from pipeline.write.report.document import ReportRun
from pipeline.write.run_record import Invocation, Option

if TYPE_CHECKING:
    from pipeline.run import Settings


class Request(NamedTuple):
    """The options of `convert` and `reconcile`, as given."""

    inputs: tuple[str, ...]
    lang: str
    jobs: int | None = None
    ocr: str = "auto"
    lexicon: Path | None = None
    quiet: bool = False
    ocr_engine: str = ""
    raw_csv: bool = False
    scheduler: str = ""


def convert(request: Request, out: str, formats: str, fresh: bool) -> int:
    """Reads the inputs and publishes a run in OUT; the exit code: 0 all read, 1 some not.

    Raises UsageError before any document is read where the command cannot succeed.
    """
    chosen = parse_formats(formats)
    with open_out(out) as where:
        return _convert(request, where, chosen, fresh)


def _convert(request: Request, out: Out, formats: Sequence[str], fresh: bool) -> int:
    started = datetime.now(UTC)
    inputs = find_inputs(request.inputs, out.folder, out.url)
    settings = settings_of(request.lang, request.lexicon, request.ocr, request.ocr_engine)
    options: dict[str, Option] = {
        "inputs": tuple(printable(text) for text in request.inputs),
        "out": printable(out.url or str(out.folder)),
        "jobs": request.jobs,
        "fresh": fresh,
        "formats": tuple(formats),
        "lang": request.lang,
        "lexicon": None if request.lexicon is None else printable(str(request.lexicon)),
        "ocr": request.ocr,
        "ocr_engine": request.ocr_engine or None,
        RAW_CSV: request.raw_csv,
        "scheduler": request.scheduler or None,
    }
    report = ReportRun(version(), options, started) if HTML in formats else None
    tally = Tally()
    folder = out.folder
    with (
        staging(folder) as stage,
        blaming(folder),
        workplace(settings, folder / CACHE, out) as place,
    ):
        given = inputs, originals(inputs, out), settings, report, request.jobs, fresh
        wish = Wish(*given, request.scheduler)
        read = read_all(wish, place, request.quiet)
        invocation = Invocation(
            version=version(), options=options, started=started, finished=datetime.now(UTC)
        )
        run = finished_run(read.documents, invocation, request.lang, tally.add)
        paths = write_run(stage, folder, run, formats)
        out.publish(paths)
        place.kept.prune()
    seconds = (invocation.finished - started).total_seconds()
    show_summary(tally, sys.stderr, request.lang, request.quiet, seconds)
    for path in out.shown(paths):
        print(path)
    for bug in read.bugs:
        raise bug  # now that all else is written; the first says enough
    return int(any(one.line.status == "failed" for one in read.documents))


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
        with workplace(settings, None) as place:
            wish = Wish(inputs, originals(inputs, Out(Path())), settings, workers=request.jobs)
            read = read_all(wish, place, request.quiet or not at_terminal())
            documents.extend(checked(one.result) for _, one in loaded(read.documents))
        for bug in read.bugs:
            raise bug
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
