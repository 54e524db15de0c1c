"""A file read as `convert` reads it: what it says, and how long the processor took."""

import time
from pathlib import Path

from pipeline.contracts.result import DocumentResult, Job
from pipeline.run import Settings, convert_document

SOON = 20.0  # seconds of processor time; the largest takes a third of that, a loop any time


def read(path: Path, settings: Settings | None = None) -> DocumentResult:
    """What became of the file: some answer, and soon."""
    began = time.process_time()
    job = Job(path=path, source_file=path.name, from_folder=False)
    result = convert_document(job, settings or Settings(lang="en"))
    assert time.process_time() - began < SOON
    assert result.status == "ok" or result.error
    return result


def read_bytes(folder: Path, suffix: str, data: bytes) -> DocumentResult:
    """The same of bytes in a file of that suffix."""
    path = folder / f"แผน.{suffix}"
    path.write_bytes(data)
    return read(path)
