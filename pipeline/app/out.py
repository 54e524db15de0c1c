"""OUT: a folder of this machine, or an address: then a run is written here and taken there."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.app.urls import Place, is_url, place_of
from pipeline.contracts.errors import UsageError


class Out(NamedTuple):
    """`folder` is where the run is written; `elsewhere`: where it goes, and what is kept."""

    folder: Path
    elsewhere: Place | None = None

    @property
    def url(self) -> str:
        """Its address; empty where it is a folder of this machine."""
        return "" if self.elsewhere is None else self.elsewhere.url

    def publish(self, paths: Sequence[Path]) -> None:
        """Takes a run that is written where it belongs. Raises UsageError where that fails."""
        if self.elsewhere is not None:
            from pipeline.app.upload import upload

            upload(self.folder, paths, self.elsewhere)

    def shown(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """The files of OUT, and each of its folders once."""
        tops = dict.fromkeys(path.relative_to(self.folder).parts[0] for path in paths)
        if self.elsewhere is None:
            return tuple(str(self.folder / top) for top in tops)
        return tuple(self.elsewhere.below(top).url for top in tops)


@contextmanager
def open_out(out: str) -> Iterator[Out]:
    """OUT as the user gave it. Raises UsageError where an address cannot be written to."""
    if not is_url(out):
        yield Out(Path(out))
        return
    place = place_of(out)
    if "file" in place.files.protocol:
        yield Out(Path(place.path))
        return
    from pipeline.app.upload import try_to_write

    try_to_write(place)
    with tempfile.TemporaryDirectory(prefix="thaiplan-") as folder:
        yield Out(Path(folder, "out"), place)


def cannot_write(place: Place, why: str) -> UsageError:
    """OUT cannot be written to, for the reason that its driver gives."""
    return UsageError(
        (f"เขียนลง {place.url} ไม่ได้ ({why})", f"cannot write to {place.url} ({why})"),
        ("ตรวจที่อยู่และสิทธิ์ แล้วสั่งคำสั่งเดิมอีกครั้ง",
         "check the address and your permission; the same command goes on from here"),
    )  # fmt: skip
