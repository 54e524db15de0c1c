"""Plans read from Python: one as a `Plan`, many as DataFrames."""

import os
import traceback
import warnings
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.api.notebook import NotebookBar, in_notebook
from pipeline.api.plan import Plan
from pipeline.app.consoles import at_terminal
from pipeline.app.convert import settings_of
from pipeline.app.inputs import find_inputs
from pipeline.app.processes import check_may_start
from pipeline.app.progress import Told
from pipeline.app.reading import Wish, loaded, read_all
from pipeline.app.workplace import workplace
from pipeline.contracts.attempt import OcrUse
from pipeline.write.frames import Frames, frames_of

if TYPE_CHECKING:
    from pipeline.run import Settings

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def read_plan(
    path: str | os.PathLike[str], settings: "Settings | None" = None, source_file: str = ""
) -> Plan:
    """The plan in a file (pdf, png, jpg, tif, txt, md, html), not yet reconciled.

    It is read in this process, all of it at once. Raises DocumentError where the file cannot be
    read at all, OSError where it cannot be opened.
    """
    from pipeline.run import read_plan as read

    return Plan.of(read(Path(path), settings, source_file), Path(path))


def read_plans(
    paths: Paths,
    jobs: int | None = None,
    *,
    lexicon: str | os.PathLike[str] | None = None,
    ocr: OcrUse = "auto",
    lang: str = "th",
    progress: bool | None = None,
) -> Frames:
    """Many plans as DataFrames: files, folders, patterns (`plans/*.pdf`) or addresses (`s3://…`).

    They are read by `jobs` worker processes (None: as many as the machine and the inputs bear), as
    by `thaiplan convert`, and the tables are those that `load_outputs` gives of such a run. A file
    that cannot be read is a line of `documents` that says why, in `lang`; so is one on which we
    failed, with a RuntimeWarning that has the traceback. `progress`: a bar in a notebook and at a
    terminal (None), nothing (False), or lines where there is neither (True).

    The workers do not run the script that calls this, so it needs no `if __name__ == "__main__":`.
    Raises UsageError where no input is found, the lexicon cannot be used, or this process is a
    worker itself; ValueError for fewer jobs than one.
    """
    if jobs is not None and jobs < 1:
        raise ValueError("jobs must be 1 or more")
    check_may_start()
    inputs = find_inputs(_names(paths), None)
    settings = settings_of(lang, None if lexicon is None else Path(lexicon), ocr)
    is_quiet = progress is False or (progress is None and not at_terminal())
    bar: AbstractContextManager[Told] | None = None
    if progress is not False and in_notebook():
        bar = NotebookBar(lang)
    with workplace(settings, None) as place:
        wish = Wish(inputs, ("",) * len(inputs.jobs), settings, workers=jobs)
        read = read_all(wish, place, is_quiet, teller=bar)
        frames = frames_of(document.result for _, document in loaded(read.documents))
    for bug in read.bugs:
        warnings.warn("".join(traceback.format_exception(bug)), RuntimeWarning, stacklevel=2)
    return frames


def _names(paths: Paths) -> tuple[str, ...]:
    if isinstance(paths, str):
        return (paths,)
    if isinstance(paths, os.PathLike):
        return (os.fspath(paths),)
    return tuple(os.fspath(path) for path in paths)
