"""What stays in memory of a document when it is done, and of those that were never read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.app.entry import EntryHead, Origin
from pipeline.app.inputs import EXTENSIONS, Missing
from pipeline.app.store import Store
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import DocumentResult, Job
from pipeline.write.finished_run import InputLine

DOC_ID_LENGTH: Final = 12
READ: Final = ("ok", "partial")


class Finished(NamedTuple):
    """A document that is done: a line, for 10,000 of them are kept; the rest lies in `store`
    (None: there is no more). `kept`: it was known from an earlier run.
    """

    line: InputLine
    kind: str
    reasons: tuple[str, str]
    lang: str
    store: Store | None = None
    ending: str = ""
    kept: bool = False

    @property
    def result(self) -> DocumentResult:
        """What became of it, without its plan and its findings."""
        return DocumentResult(
            doc_id=self.line.doc_id,
            source_file=self.line.source_file,
            sha256=self.line.sha256,
            kind=self.kind,
            status=self.line.status,
            reasons=self.reasons,
            lang=self.lang,
            plan=None,
            findings=(),
            seconds=self.line.seconds,
        )


def finished(head: EntryHead, origin: Origin, store: Store, ending: str, kept: bool) -> Finished:
    """A document whose entry lies in a store."""
    line = replace(
        InputLine.of(head.result, origin.original),
        projects=head.projects,
        indicators=head.indicators,
    )
    return planless(head.result, origin.original)._replace(
        line=line, store=store, ending=ending, kept=kept
    )


def planless(result: DocumentResult, original: str = "") -> Finished:
    """A document of which nothing was read."""
    return Finished(InputLine.of(result, original), result.kind, result.reasons, result.lang)


def missing_results(missing: Sequence[Missing], lang: str) -> tuple[Finished, ...]:
    """A failed line for every INPUT that gave nothing."""
    return tuple(planless(unread(name, "", "", error, lang)) for name, error in missing)


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
