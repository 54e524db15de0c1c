"""The command `report`: the report of a run written anew, from what `convert` left in OUT."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.consoles import at_terminal, print_line
from pipeline.app.entry import Codes, EntryHead, Origin, make_entry
from pipeline.app.fetched import digest_of
from pipeline.app.fingerprints import findings_code
from pipeline.app.finished import Finished
from pipeline.app.inputs import Inputs
from pipeline.app.originals import path_from
from pipeline.app.progress import progress
from pipeline.app.reading import Wish, read_all
from pipeline.app.run_folder import SavedRun, open_run
from pipeline.app.store import LocalFiles, Store, StoreFiles
from pipeline.app.words import say
from pipeline.app.workplace import Workplace, workplace
from pipeline.contracts.result import Job
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.html_report import report_run, writing
from pipeline.write.publish import CACHE, blaming, publish_report, staging
from pipeline.write.run_record import RunInput

if TYPE_CHECKING:
    from pipeline.run import Settings

FIRST_PAGE = "report/index.html"
MAX_NAMED = 5  # originals that are gone; of more, how many there are
DRAWING = ("กำลังวาดหน้า", "drawing pages")
WRITING = ("กำลังเขียนรายงาน", "writing the report")


class Asked(NamedTuple):
    """The options of `report`, as given."""

    out: Path
    lang: str
    jobs: int | None = None
    quiet: bool = False


class _DrawnStore(Store):
    """Finds every plan of a run as it was read, its page of the report not yet drawn."""

    def __init__(self, files: StoreFiles, run: SavedRun) -> None:
        super().__init__(files, "report", "")
        self._run = run
        self._numbers = {given.sha256: number for number, given in plans_of(run)}

    def find(self, sha256: str, suffix: str) -> EntryHead | None:  # noqa: ARG002
        """What the run says of these bytes; the page is to be drawn."""
        result = self._run.result(self._numbers[sha256])
        codes = Codes(findings_code(), "")  # what was found is shown, not found again
        return make_entry(result, "", Origin(False, ""), codes).head

    def plan(self, sha256: str, suffix: str) -> bytes:  # noqa: ARG002
        """As `convert` wrote it."""
        return self._run.plan_bytes(self._numbers[sha256])


def report(asked: Asked) -> None:
    """Writes OUT/report anew and prints the path of its first page.

    No document is read again; the pages of originals that are still there, and the same, are
    drawn. Raises UsageError where OUT holds no run of `convert` with its plans.
    """
    from pipeline.run import Settings

    run = open_run(asked.out)
    settings = Settings(lang=asked.lang)
    cache = asked.out / CACHE
    with staging(asked.out) as stage, blaming(asked.out), workplace(settings, cache) as place:
        drawn = _draw(run, settings, place, asked)
        _write(run, stage, drawn, asked)
        publish_report(stage, asked.out)
    _tell(run, drawn, asked)
    print(asked.out / FIRST_PAGE)


def plans_of(run: SavedRun) -> list[tuple[int, RunInput]]:
    """The documents of which there is a plan, by their place in the run."""
    return [(number, one.input) for number, one in enumerate(run.documents) if one.is_plan]


def _draw(
    run: SavedRun, settings: "Settings", place: Workplace, asked: Asked
) -> dict[int, Finished]:
    """Makes the page of every plan whose original is found, by its place in the run."""
    jobs: dict[int, Job] = {}
    originals: list[str] = []
    for number, given in plans_of(run):
        path = path_from(run.folder, given.original)
        if path is None:
            continue
        job = Job(path=path, source_file=given.source_file, from_folder=False)
        if digest_of(job) == given.sha256:
            jobs[number] = job
            originals.append(given.original)
    store = _DrawnStore(LocalFiles(place.scratch / "drawn"), run)
    there = Inputs(tuple(jobs.values()), ())
    wish = Wish(there, originals, settings, report_run(run.record), asked.jobs)
    quiet = asked.quiet or not at_terminal()
    read = read_all(wish, place._replace(kept=store), quiet, DRAWING)
    for bug in read.bugs:
        raise bug
    return dict(zip(jobs, read.documents, strict=True))


def _write(run: SavedRun, stage: Path, drawn: Mapping[int, Finished], asked: Asked) -> None:
    numbers = range(len(run.documents))
    finished = FinishedRun((), lambda: iter(()), run.record, asked.lang)
    with (
        progress(WRITING, len(numbers), asked.lang, asked.quiet) as advance,
        writing(stage, finished) as add,
    ):
        for number in numbers:
            add(_document(run, number, drawn.get(number)))
            advance(number)


def _document(run: SavedRun, number: int, drawn: Finished | None) -> RunDocument:
    """A document of the run, with its page where that was drawn."""
    if drawn is None or drawn.store is None:
        return RunDocument(run.result(number), "")
    found = drawn.store.load(drawn.line.sha256, drawn.ending)
    return RunDocument(found.result, drawn.line.original, page_file=found.page_file)


def _tell(run: SavedRun, drawn: Mapping[int, Finished], asked: Asked) -> None:
    """Names the plans that the report can show no page of, on stderr."""
    lost = [given.source_file for number, given in plans_of(run) if number not in drawn]
    if not lost or asked.quiet:
        return
    names = ", ".join(lost[:MAX_NAMED]) + (f" … ({len(lost)})" if len(lost) > MAX_NAMED else "")
    words = (
        f"แสดงข้อความแทนภาพหน้า เพราะไม่พบต้นฉบับหรือต้นฉบับเปลี่ยนไป: {names}",
        f"text is quoted in place of pages, for the original is gone or changed: {names}",
    )
    print_line(sys.stderr, f"thaiplan: {say(words, asked.lang)}")
