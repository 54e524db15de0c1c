"""INPUT... → jobs: files, folders walked to the bottom, and patterns."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.app.urls import is_url
from pipeline.contracts.errors import DocumentError, UsageError
from pipeline.contracts.names import printable
from pipeline.contracts.result import Job
from pipeline.write.anchors import REPORT

EXTENSIONS = ("pdf", "png", "jpg", "jpeg", "tif", "tiff", "txt", "md", "html", "htm")


class Missing(NamedTuple):
    """An INPUT that gave nothing, beside others that did: one line of its own in the results."""

    source_file: str
    error: DocumentError


class Inputs(NamedTuple):
    """All that was asked for: the jobs, sorted by source_file, and what was not found."""

    jobs: tuple[Job, ...]
    missing: tuple[Missing, ...]


def find_inputs(inputs: Sequence[str], out: Path | None, out_url: str = "") -> Inputs:
    """The jobs of these INPUTs; OUT (where given) and hidden files are left out of folders.

    `out_url`: where OUT lies, if it is no folder of this machine.

    Raises UsageError where nothing at all is found.
    """
    if not inputs:
        raise UsageError(
            ("ไม่ได้ระบุไฟล์หรือโฟลเดอร์", "no input given"),
            ("ระบุไฟล์ โฟลเดอร์ หรือแบบชื่อ เช่น แผน/*.pdf",
             "name files, folders or patterns: plans/*.pdf"),
        )  # fmt: skip
    jobs: list[Job] = []
    missing: list[Missing] = []
    for text in inputs:
        try:
            jobs.extend(_jobs_at(text, out_url) if is_url(text) else _jobs(text, out))
        except DocumentError as error:
            missing.append(Missing(printable(text), error))
    if not jobs:
        first = missing[0].error
        raise UsageError(first.reason, first.remedy)
    jobs.sort(key=lambda job: (job.source_file, str(job.path)))
    return Inputs(tuple(jobs), tuple(missing))


def _jobs(text: str, out: Path | None) -> tuple[Job, ...]:
    """The jobs of one INPUT; at least one, else DocumentError."""
    path, name = Path(text), printable(text)
    if path.is_dir():
        jobs = tuple(_walk(path, path, out))
        reason = (f"ไม่มีไฟล์ที่อ่านได้ในโฟลเดอร์ {name}", f"nothing to read in the folder {name}")
    elif path.is_file():
        jobs = (Job(path=path, source_file=printable(path.name), from_folder=False),)
        reason = ("", "")
    elif glob.has_magic(text) and not path.exists():
        jobs = tuple(_matches(text, out))
        reason = (f"ไม่มีไฟล์ใดตรงกับ {name}", f"no file matches {name}")
    else:
        jobs = ()
        reason = (f"ไม่พบไฟล์ {name}", f"there is no file {name}")
    if not jobs:
        raise _nothing(reason)
    return jobs


def _jobs_at(url: str, out_url: str) -> tuple[Job, ...]:
    """The same of an INPUT that lies elsewhere."""
    from pipeline.app.url_inputs import jobs_at

    jobs = jobs_at(url, out_url, _readable)
    if not jobs:
        raise _nothing((f"ไม่พบไฟล์ที่อ่านได้ที่ {url}", f"nothing to read at {url}"))
    return jobs


def _nothing(reason: tuple[str, str]) -> DocumentError:
    kinds = ", ".join(EXTENSIONS)
    return DocumentError(
        reason,
        (f"ตรวจชื่อและที่อยู่ ไฟล์ที่อ่านได้คือ {kinds}", f"check the path; readable files are {kinds}"),
    )


def _matches(pattern: str, out: Path | None) -> Iterator[Job]:
    """What a pattern matches, named relative to the part of it that has no wildcards."""
    parts = Path(pattern).parts
    plain = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:plain])
    for match in sorted(set(_expand(pattern))):
        path = Path(match)
        if _readable(path.name) and _is_document(path, out) and not _leads_into(path, out):
            yield _found(path, base)
        elif path.is_dir() and "**" not in parts and not _inside(path, out):
            yield from _walk(path, base, out)


def _expand(pattern: str) -> Iterator[str]:
    """What a pattern matches. `**` follows no links to folders: two that lead in a circle would
    have more paths than could ever be listed."""
    parts = Path(pattern).parts
    if "**" not in parts:
        yield from glob.iglob(pattern)
        return
    at = parts.index("**")
    for start in glob.iglob(str(Path(*parts[:at]))) if at else ("",):
        for folder, subfolders, _ in os.walk(start or "."):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            inside = os.path.relpath(folder, start or ".")
            found = start if inside == "." else os.path.join(start, inside)
            yield from _expand(os.path.join(glob.escape(found), *parts[at + 1 :] or "*"))


def _walk(root: Path, base: Path, out: Path | None) -> Iterator[Job]:
    """Every readable file below `root`; links to folders are not followed."""
    out_real = None if out is None else out.resolve()
    for folder_name, subfolders, names in os.walk(root):
        folder = Path(folder_name)
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".") and not _is_ours(folder / name, out_real)
        )
        for name in sorted(names):
            if _readable(name) and _is_document(folder / name, out):
                yield _found(folder / name, base)


def _is_document(path: Path, out: Path | None) -> bool:
    """A file, not one of our own by a link; a link that leads nowhere is for the reader to say."""
    if not path.is_symlink():
        return path.is_file()
    return (path.is_file() or not path.exists()) and not _leads_into(path, out)


def _leads_into(link: Path, out: Path | None) -> bool:
    try:
        return _inside(link, out)
    except (OSError, RuntimeError):  # in a circle
        return False


def _is_ours(folder: Path, out_real: Path | None) -> bool:
    """OUT itself, or its report where OUT is the very folder that is walked."""
    if out_real is None:
        return False
    return folder.resolve() in (out_real, out_real / REPORT)


def _inside(path: Path, out: Path | None) -> bool:
    return out is not None and path.resolve().is_relative_to(out.resolve())


def _readable(name: str) -> bool:
    extension = name.rpartition(".")[2].lower()
    return not name.startswith(".") and "." in name and extension in EXTENSIONS


def _found(path: Path, base: Path) -> Job:
    name = printable(path.relative_to(base).as_posix())
    return Job(path=path, source_file=name, from_folder=True)
