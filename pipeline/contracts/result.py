"""One typed result a document, and the input that asks for it."""

from pathlib import Path
from typing import Literal

from pipeline.contracts.finding import Finding
from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan

DocumentStatus = Literal["ok", "partial", "failed", "duplicate", "skipped"]


class Job(Frozen):
    """One input file: where it is, and its name relative to the INPUT that named it.

    With a `url` it lies elsewhere and is fetched to be read; `path` is then but its name.
    """

    path: Path
    source_file: str
    from_folder: bool  # found by walking a folder: what is no plan is skipped, not failed
    url: str = ""


class DocumentResult(Frozen):
    """What became of one input; `plan` is None where nothing could be read."""

    doc_id: str
    source_file: str
    sha256: str
    kind: str
    status: DocumentStatus
    reasons: tuple[str, str] = ("", "")  # why it is not read whole: a line in Thai, one in English
    lang: str = "th"
    plan: Plan | None
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def error(self) -> str:
        """The reason in the language of the run; empty when ok."""
        return self.reasons[self.lang == "en"]
