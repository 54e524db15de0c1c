"""What the writers are told of a run: its inputs at once, its documents one at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.contracts.result import DocumentResult
from pipeline.write.run_record import Invocation


@dataclass(frozen=True, slots=True)
class RunDocument:
    """A document as the writers are given it, one at a time.

    `original`: where its file lies, a URL relative to OUT; empty: not known. `plan_file`: its
    plans/<doc_id>.json, ready made, to be linked; None: it is to be written. `page_file`: its
    report/<doc_id>.html likewise; None: it is to be rendered, without crops.
    """

    result: DocumentResult
    original: str
    plan_file: Path | None = None
    page_file: Path | None = None


@dataclass(frozen=True, slots=True)
class InputLine:
    """What is known of an input before the first document is loaded: 10,000 of them are light."""

    source_file: str
    doc_id: str
    sha256: str
    status: str
    seconds: float
    original: str
    projects: int  # 0 without a plan
    indicators: int  # likewise; with it the workbook decides how its formulas are bound

    @classmethod
    def of(cls, result: DocumentResult, original: str) -> Self:
        """That of a document at hand."""
        plan = result.plan
        return cls(
            source_file=result.source_file,
            doc_id=result.doc_id,
            sha256=result.sha256,
            status=result.status,
            seconds=result.seconds,
            original=original,
            projects=0 if plan is None else len(plan.projects),
            indicators=0 if plan is None else len(plan.indicators),
        )


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """Every input of a run, in the order of documents.csv, and how it was asked for.

    `documents` gives the documents in the order of `lines`, each loaded when its turn comes and
    then forgotten; it is asked once.
    """

    lines: Sequence[InputLine]
    documents: Callable[[], Iterator[RunDocument]]
    invocation: Invocation
    lang: str
