"""run.json: what was run, with which options, on which inputs, when, and what it wrote."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from pipeline.contracts.place import Frozen

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
    """The whole of run.json. Times carry their time zone; `outputs` leaves out run.json itself.
    `inputs` and `outputs` are its last fields: they are written item by item."""

    inputs: tuple[RunInput, ...]
    outputs: tuple[OutputFile, ...]


def write_record(folder: Path, invocation: Invocation, inputs: Iterable[RunInput]) -> None:
    """Writes `folder/run.json` about the files that stand in `folder` already."""
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    _save(folder, invocation, inputs, (_output(path, folder) for path in names))


def read_record(folder: Path) -> RunRecord:
    """`folder/run.json`. Raises OSError where there is none, ValueError where it is not ours."""
    return RunRecord.model_validate_json((folder / FILE_NAME).read_bytes())


def renew_record(folder: Path, earlier: RunRecord, part: str) -> None:
    """Writes `folder/run.json`: as it was, but the files below `part/` are those in `folder`."""
    others = (output for output in earlier.outputs if not output.path.startswith(f"{part}/"))
    new = (_output(path, folder) for path in folder.rglob("*") if path.is_file())
    outputs = sorted((*others, *new), key=lambda output: output.path)
    _save(folder, earlier, earlier.inputs, outputs)


def _save(
    folder: Path,
    invocation: Invocation,
    inputs: Iterable[RunInput],
    outputs: Iterable[OutputFile],
) -> None:
    """Item by item: of 10,000 documents the record is long."""
    head = invocation.model_dump_json(indent=2, include=set(Invocation.model_fields))
    with (folder / FILE_NAME).open("w", encoding="utf-8", newline="") as stream:
        stream.write(head.removesuffix("\n}"))
        for name, items in (("inputs", inputs), ("outputs", outputs)):
            stream.write(f',\n  "{name}": [')
            stream.writelines(_items(items))
            stream.write("]")
        stream.write("\n}\n")


def _items(items: Iterable[Frozen]) -> Iterator[str]:
    """The items of a list, as pydantic indents them in a field."""
    end = ""
    for number, item in enumerate(items):
        yield ",\n" if number else "\n"
        yield "    " + item.model_dump_json(indent=2).replace("\n", "\n    ")
        end = "\n  "
    yield end


def _output(path: Path, folder: Path) -> OutputFile:
    with path.open("rb") as stream:  # read in blocks
        digest = file_digest(stream, "sha256").hexdigest()
    return OutputFile(
        path=path.relative_to(folder).as_posix(), bytes=path.stat().st_size, sha256=digest
    )
