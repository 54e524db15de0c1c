"""What is kept between runs where OUT is an address: there for good, here as long as the run."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from pipeline.app.out import cannot_write
from pipeline.app.store import LocalFiles
from pipeline.app.urls import Place, why


class MirroredFiles:
    """The files below `there`, each with a copy below the folder `here` as soon as it is used.

    See `store.StoreFiles`. A file that was written in part is one that its digest betrays.
    """

    def __init__(self, there: Place, here: Path) -> None:
        self._there = there
        self._here = LocalFiles(here)

    def read(self, name: str) -> bytes:
        """Its content; empty where there is no such file, or it cannot be had."""
        if content := self._here.read(name):
            return content
        content = b""
        with suppress(Exception):  # a driver may raise anything; it is then read anew
            content = bytes(self._there.files.cat_file(self._there.below(name).path))
        if content:
            self._here.write(name, content)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Raises UsageError where it cannot."""
        self._here.write(name, content)
        write_there(self._there.below(name), content)

    def path(self, name: str) -> Path:
        """The copy of a file that is there."""
        self.read(name)
        return self._here.path(name)

    def folders(self) -> tuple[str, ...]:
        """Those at the top."""
        with suppress(Exception):  # none yet, or nobody says
            found = self._there.files.ls(self._there.path, detail=True)
            names = (PurePosixPath(one["name"]).name for one in found if one["type"] == "directory")
            return tuple(names)
        return ()

    def remove(self, folder: str) -> None:
        """With all that is in it."""
        self._here.remove(folder)
        with suppress(Exception):  # it is of no use, and in nobody's way
            self._there.files.rm(self._there.below(folder).path, recursive=True)


def write_there(place: Place, content: bytes) -> None:
    """A file with this content. Raises UsageError where it cannot be written."""
    files, path = place
    try:
        try:
            files.pipe_file(path, content)
        except FileNotFoundError:
            if not files.exists(_top(path)):
                raise  # a bucket is not made because of a slip in its name
            files.makedirs(path.rpartition("/")[0], exist_ok=True)
            files.pipe_file(path, content)
    except Exception as error:  # a driver may raise anything of its own
        raise cannot_write(place, why(error)) from error


def _top(path: str) -> str:
    """Its first part, a bucket or a folder at the root.

    >>> _top("bucket/plans/a.pdf"), _top("/home/plans")
    ('bucket', '/home')
    """
    start = len(path) - len(path.lstrip("/"))
    return path[:start] + path[start:].partition("/")[0]
