"""A document that lies elsewhere, brought to this machine for as long as it is read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from pipeline.app.urls import place_of, why
from pipeline.contracts.errors import DocumentError, ThaiplanError
from pipeline.contracts.limits import MAX_PICTURE_FILE
from pipeline.contracts.result import Job

MAX_NAME: Final = 200  # bytes; file systems take 255
LARGEST: Final = MAX_PICTURE_FILE  # bytes of any file that is read
PIECE: Final = 1 << 20


class FetchError(DocumentError):
    """The file cannot be had from where it lies, now."""

    code = "fetch"


@contextmanager
def fetched(job: Job, folder: Path | None = None) -> Iterator[Job]:
    """The job with its file on this machine, under its own name; the job itself where it is there.

    `folder`: where the file may lie meanwhile, also when we are killed; None: wherever it is usual.
    Raises FetchError.
    """
    if not job.url:
        yield job
        return
    with tempfile.TemporaryDirectory(prefix="thaiplan-", dir=folder) as own:
        path = Path(own, _file_name(job.path))
        with opened(job) as stream, path.open("wb") as copy:
            copy.writelines(_pieces(stream))
        yield job.model_copy(update={"path": path, "url": ""})


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """All of it, or so much that whoever reads it says that it is too large."""
    size = 0
    while size <= LARGEST and (piece := stream.read(PIECE)):
        size += len(piece)
        yield piece


def digest_of(job: Job) -> str:
    """SHA-256 in hex; empty where the file cannot be read, which `convert` will say better."""
    try:
        if not job.url and job.path.stat().st_size > LARGEST:
            return ""
        digest, size = sha256(), 0
        with opened(job) as stream:
            for piece in _pieces(stream):
                digest.update(piece)
                size += len(piece)
        return digest.hexdigest() if size <= LARGEST else ""
    except (OSError, FetchError):
        return ""


@contextmanager
def opened(job: Job) -> Iterator[IO[bytes]]:
    """The job's file, wherever it lies. Raises OSError of a file here, FetchError of another."""
    if not job.url:
        with job.path.open("rb") as here:
            yield here
        return
    try:
        files, path = place_of(job.url)
        with files.open(path, "rb") as there:
            yield there
    except ThaiplanError:
        raise
    except Exception as error:  # a driver may raise anything of its own
        raise FetchError(
            (f"ดึงไฟล์ไม่ได้ ({why(error)})", f"cannot fetch the file ({why(error)})"),
            ("ตรวจที่อยู่และสิทธิ์ แล้วสั่งอีกครั้ง", "check its address and your permission, and try again"),
        ) from error


def _file_name(path: Path) -> str:
    """The name as messages tell it, where a file here can have it."""
    name = path.name
    is_usable = name not in ("", ".", "..") and len(name.encode()) <= MAX_NAME and "\0" not in name
    return name if is_usable else f"document{path.suffix}"
