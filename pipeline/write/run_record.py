"""run.json: what was run, with which options, on which inputs, when, and what it wrote."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pipeline.contracts.place import Frozen
from pipeline.contracts.result import DocumentResult

FILE_NAME = "run.json"

Option = str | int | bool | None | tuple[str, ...]


class RunInput(Frozen):
    """One input, in the order of documents.csv."""

    source_file: str
    doc_id: str
    sha256: str
    status: str
    seconds: float


class OutputFile(Frozen):
    """One file of the run, its path relative to OUT with `/`."""

    path: str
    bytes: int
    sha256: str


class Invocation(Frozen):
    """How the run was asked for. `options` as given on the command line, defaults included."""

    version: str
    options: dict[str, Option]
    started: datetime
    finished: datetime


class RunRecord(Invocation):
    """The whole of run.json. Times carry their time zone; `outputs` leaves out run.json itself."""

    inputs: tuple[RunInput, ...]
    outputs: tuple[OutputFile, ...]


def write_record(folder: Path, invocation: Invocation, results: Sequence[DocumentResult]) -> None:
    """Writes `folder/run.json` about the files that stand in `folder` already."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    record = RunRecord(
        **dict(invocation),
        inputs=tuple(
            RunInput(
                source_file=result.source_file,
                doc_id=result.doc_id,
                sha256=result.sha256,
                status=result.status,
                seconds=round(result.seconds, 3),
            )
            for result in results
        ),
        outputs=tuple(_output(path, folder) for path in files),
    )
    text = record.model_dump_json(indent=2)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="")


def _output(path: Path, folder: Path) -> OutputFile:
    content = path.read_bytes()
    return OutputFile(
        path=path.relative_to(folder).as_posix(),
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
    )
