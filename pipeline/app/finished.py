"""What stays in memory of a document when it is done, and of those that were never read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.app.entry import EntryHead, Origin
from pipeline.app.inputs import EXTENSIONS, Missing
from pipeline.app.store import Store
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import DocumentResult, Job

DOC_ID_LENGTH: Final = 12
READ: Final = ("ok", "partial")


class Finished(NamedTuple):
    """A document that is done; the rest lies in `store` (None: there is no more).

    `result` has no plan and no findings. `kept`: it was known from an earlier run.
    """

    result: DocumentResult
    original: str = ""
    projects: int = 0
    indicators: int = 0
    store: Store | None = None
    ending: str = ""
    kept: bool = False


def finished(head: EntryHead, origin: Origin, store: Store, ending: str, kept: bool) -> Finished:
    """A document whose entry lies in a store."""
    result = head.result.model_copy(update={"findings": ()})
    counts = head.projects, head.indicators
    return Finished(result, origin.original, *counts, store, ending, kept)


def missing_results(missing: Sequence[Missing], lang: str) -> tuple[Finished, ...]:
    """A failed line for every INPUT that gave nothing."""
    return tuple(Finished(unread(name, "", "", error, lang)) for name, error in missing)


def unread(
    source_file: str, digest: str, kind: str, error: DocumentError, lang: str
) -> DocumentResult:
    """Of a document that could not be read at all."""
    return DocumentResult(
        doc_id=digest[:DOC_ID_LENGTH],
        source_file=source_file,
        sha256=digest,
        kind=kind,
        status="failed",
        reasons=error.lines,
        lang=lang,
        plan=None,
        findings=(),
        seconds=0.0,
    )


def duplicate(job: Job, first: DocumentResult) -> DocumentResult:
    """Of a document with the same bytes as the first."""
    name = first.source_file
    reasons = (f"เนื้อหาเดียวกับ {name}", f"same content as {name}")
    changed = {"source_file": job.source_file, "status": "duplicate", "reasons": reasons}
    emptied = {"plan": None, "findings": (), "seconds": 0.0}
    return first.model_copy(update=changed | emptied)


def ending_of(path: Path) -> str:
    """The file's ending as far as it says how a file is read, in lower case with its dot."""
    suffix = path.suffix.lower()
    return suffix if suffix.removeprefix(".") in EXTENSIONS else ""
