"""An INPUT that is an address → jobs: a file, a folder walked to the bottom, a pattern."""

import glob
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.app.urls import Place, is_url, place_of, why
from pipeline.contracts.errors import DocumentError, ThaiplanError
from pipeline.contracts.names import printable
from pipeline.contracts.result import Job
from pipeline.write.anchors import REPORT

Readable = Callable[[str], bool]  # whether a file of that name may be a plan


def jobs_at(url: str, out: str, readable: Readable) -> tuple[Job, ...]:
    """The jobs of an address; none where nothing is there. OUT and hidden files are left out.

    Raises UsageError without a driver, DocumentError
    where the place cannot be looked at.
    """
    place = place_of(url)
    own = _own_folders(out, place)
    try:
        return tuple(_jobs(place, url.endswith("/"), own, readable))
    except ThaiplanError:
        raise
    except Exception as error:  # a driver may raise anything of its own
        raise DocumentError(
            (f"เปิด {url} ไม่ได้ ({why(error)})", f"cannot look at {url} ({why(error)})"),
            ("ตรวจที่อยู่และสิทธิ์", "check the address and your permission"),
        ) from error


def _jobs(place: Place, is_folder: bool, own: tuple[str, ...], readable: Readable) -> Iterator[Job]:
    files, path = place
    if not is_folder and files.isfile(path):  # first: to HTTP, whatever has links is a folder, too
        yield _job(place, path.rpartition("/")[0], from_folder=False)
    elif files.isdir(path):
        yield from _below(place, path, own, readable)
    elif glob.has_magic(path):
        base = _without_magic(path)
        for match, facts in sorted(files.glob(path, detail=True).items()):
            found = place._replace(path=str(match))
            if facts["type"] == "directory":
                if "**" not in path:
                    yield from _below(found, base, own, readable)
            elif _is_wanted(found, base, own, readable):
                yield _job(found, base, from_folder=True)


def _below(place: Place, base: str, own: tuple[str, ...], readable: Readable) -> Iterator[Job]:
    names: Iterable[str] = place.files.find(place.path)
    for name in sorted(names):
        found = place._replace(path=name)
        if _is_wanted(found, place.path, own, readable):
            yield _job(found, base, from_folder=True)


def _is_wanted(place: Place, base: str, own: tuple[str, ...], readable: Readable) -> bool:
    inside = PurePosixPath(_relative(place, base))
    hidden = any(part.startswith(".") for part in inside.parts)
    return not hidden and readable(inside.name) and not place.path.startswith(own)


def _job(place: Place, base: str, from_folder: bool) -> Job:
    name = _relative(place, base)
    path = Path(PurePosixPath(name).name)
    return Job(path=path, source_file=printable(name), from_folder=from_folder, url=place.url)


def _relative(place: Place, base: str) -> str:
    name = place.path.removeprefix(base.rstrip("/")).lstrip("/")
    return re.split("[?#]", name)[0] if "http" in place.files.protocol else name


def _without_magic(path: str) -> str:
    """The folder above the first part that has a wildcard."""
    parts = path.split("/")
    plain = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return "/".join(parts[:plain])


def _own_folders(out: str, place: Place) -> tuple[str, ...]:
    """OUT, or its report where OUT is the very folder that is walked; each with its last `/`."""
    if not is_url(out):
        return ()
    own = place_of(out)
    if type(own.files) is not type(place.files):
        return ()
    return (f"{(own.below(REPORT) if own.path == place.path else own).path.rstrip('/')}/",)
