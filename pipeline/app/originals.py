"""Where the files of a run lie, seen from OUT: the report links to them and draws them again."""

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from pipeline.app.inputs import Inputs
from pipeline.app.out import Out
from pipeline.app.urls import place_of
from pipeline.contracts.result import Job


def originals(inputs: Inputs, out: Out) -> tuple[str, ...]:
    """A URL relative to OUT for every line of documents.csv; empty for an INPUT that gave none."""
    return (*(_original(job, out) for job in inputs.jobs), *("" for _ in inputs.missing))


def _original(job: Job, out: Out) -> str:
    """Empty where no path leads to it from OUT."""
    if out.elsewhere is not None:
        return ""
    if not job.url:
        return url_from(out.folder, job.path)
    place = place_of(job.url)
    return url_from(out.folder, Path(place.path)) if "file" in place.files.protocol else ""


def url_from(out: Path, path: Path) -> str:
    """A file as a URL relative to OUT, links kept; empty on another drive.

    >>> url_from(Path("work/out"), Path("work/แผน 1.pdf"))
    '../%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf'
    """
    try:
        relative = Path(os.path.relpath(path, out)).as_posix()
    except ValueError:
        return ""
    return quote(os.fsencode(relative))


def path_from(out: Path, url: str) -> Path | None:
    """The file again; None where the URL names none.

    >>> path_from(Path("work/out"), "../%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf").as_posix()
    'work/out/../แผน 1.pdf'
    """
    return out / os.fsdecode(unquote_to_bytes(url)) if url else None
