"""What is kept between runs: one folder a document, by its content and by what reads it."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pipeline.app.entry import Entry, EntryHead, is_sound, with_plan
from pipeline.contracts.result import DocumentResult

HEAD, PLAN, PAGE = "head.json", "plan.json", "page.html"
LONGEST_SUFFIX: Final = 8  # letters of a file's ending that tell apart how it is read


class StoreFiles(Protocol):
    """The files of a store, by their path below it with `/`. Each appears whole or not at all."""

    def read(self, name: str) -> bytes:
        """Its content; empty where there is no such file."""

    def write(self, name: str, content: bytes) -> None:
        """Raises OSError where it cannot."""

    def path(self, name: str) -> Path:
        """The file on this machine, for as long as the run."""

    def folders(self) -> tuple[str, ...]:
        """Those at the top."""

    def remove(self, folder: str) -> None:
        """With all that is in it."""


class Loaded(NamedTuple):
    """A document with its plan; the files that are ready made of it, where there are any."""

    result: DocumentResult
    plan_file: Path | None
    page_file: Path | None


class LocalFiles:
    """The files below a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes:
        """Its content; empty where there is no such file."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return b""

    def write(self, name: str, content: bytes) -> None:
        """Raises OSError where it cannot."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.new")
        aside.write_bytes(content)
        aside.replace(path)

    def path(self, name: str) -> Path:
        """The file on this machine."""
        return self._folder / name

    def folders(self) -> tuple[str, ...]:
        """Those at the top."""
        with suppress(OSError):
            return tuple(path.name for path in self._folder.iterdir() if path.is_dir())
        return ()

    def remove(self, folder: str) -> None:
        """With all that is in it."""
        shutil.rmtree(self._folder / folder, ignore_errors=True)


class Store:
    """The entries that this code and these options make. There is one writer.

    `code`: what reads (see fingerprints); entries of other code are of no use any more. `options`:
    what was asked for; entries made otherwise stay for the next run that asks so.
    """

    def __init__(self, files: StoreFiles, code: str, options: str) -> None:
        self._files = files
        self._code = code
        self._options = options

    def find(self, sha256: str, suffix: str) -> EntryHead | None:
        """What is known of these bytes under this ending; None where it is not there, or not whole.

        `suffix`: the file's ending in lower case, with its dot.
        """
        name = self._name(sha256, suffix)
        content = self._files.read(f"{name}/{HEAD}")
        if not content:
            return None
        try:
            head = EntryHead.model_validate_json(content)
        except ValueError:
            return None
        if head.result.sha256 != sha256:
            return None
        plan = self._files.read(f"{name}/{PLAN}") if head.plan_sha256 else b""
        page = self._files.read(f"{name}/{PAGE}") if head.page_sha256 else b""
        return head if is_sound(head, plan, page) else None

    def put(self, entry: Entry, suffix: str) -> None:
        """Keeps an entry, in place of one that was there; the head is written last.

        Raises OSError where it cannot.
        """
        name = self._name(entry.head.result.sha256, suffix)
        if entry.plan:
            self._files.write(f"{name}/{PLAN}", entry.plan)
        if entry.page:
            self._files.write(f"{name}/{PAGE}", entry.page)
        self._files.write(f"{name}/{HEAD}", entry.head.model_dump_json().encode())

    def plan(self, sha256: str, suffix: str) -> bytes:
        """The plan of an entry that was found; empty where it has none."""
        return self._files.read(f"{self._name(sha256, suffix)}/{PLAN}")

    def load(self, sha256: str, suffix: str) -> Loaded:
        """An entry that was found or put. Raises OSError or ValueError where it is gone."""
        name = self._name(sha256, suffix)
        head = EntryHead.model_validate_json(self._files.read(f"{name}/{HEAD}"))
        plan = self._files.read(f"{name}/{PLAN}") if head.plan_sha256 else b""
        return Loaded(
            with_plan(head, plan),
            self._files.path(f"{name}/{PLAN}") if head.plan_sha256 else None,
            self._files.path(f"{name}/{PAGE}") if head.page_sha256 else None,
        )

    def prune(self) -> None:
        """Removes what other code made: no run of this one can use it."""
        for folder in self._files.folders():
            if folder != self._code:
                self._files.remove(folder)

    def _name(self, sha256: str, suffix: str) -> str:
        return f"{self._code}/{sha256}{suffix[:LONGEST_SUFFIX]}-{self._options}"
