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
    original: str = ""  # where the file lies, a URL relative to OUT; empty where there is none


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


def write_record(
    folder: Path,
    invocation: Invocation,
    results: Sequence[DocumentResult],
    originals: Sequence[str],
) -> None:
    """Writes `folder/run.json` about the files that stand in `folder` already."""
    record = RunRecord(
        **dict(invocation),
        inputs=tuple(
            RunInput(
                source_file=result.source_file,
                doc_id=result.doc_id,
                sha256=result.sha256,
                status=result.status,
                seconds=round(result.seconds, 3),
                original=original,
            )
            for result, original in zip(results, originals, strict=True)
        ),
        outputs=_outputs(folder),
    )
    _save(record, folder)


def read_record(folder: Path) -> RunRecord:
    """`folder/run.json`. Raises OSError where there is none, ValueError where it is not ours."""
    return RunRecord.model_validate_json((folder / FILE_NAME).read_bytes())


def renew_record(folder: Path, earlier: RunRecord, part: str) -> None:
    """Writes `folder/run.json`: as it was, but the files below `part/` are those in `folder`."""
    others = (output for output in earlier.outputs if not output.path.startswith(f"{part}/"))
    outputs = sorted((*others, *_outputs(folder)), key=lambda output: output.path)
    _save(earlier.model_copy(update={"outputs": tuple(outputs)}), folder)


def _save(record: RunRecord, folder: Path) -> None:
    text = record.model_dump_json(indent=2)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="")


def _outputs(folder: Path) -> tuple[OutputFile, ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(_output(path, folder) for path in files)


def _output(path: Path, folder: Path) -> OutputFile:
    content = path.read_bytes()
    return OutputFile(
        path=path.relative_to(folder).as_posix(),
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
    )
