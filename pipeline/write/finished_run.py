"""What the writers are told of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.contracts.result import DocumentResult
from pipeline.write.run_record import Invocation


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """Every document of a run, in the order of documents.csv, and how it was asked for.

    `originals`: where each document's file lies, a URL relative to OUT, empty where there is none.
    `crops`: the folder that holds what was drawn of the pages, where the report is asked for.
    """

    results: Sequence[DocumentResult]
    invocation: Invocation
    lang: str
    originals: Sequence[str]
    crops: Path | None = None
