"""A run that is written here, taken to an address: run.json last, what is stale removed."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.app.mirrored_files import write_there
from pipeline.app.out import cannot_write
from pipeline.app.urls import Place, why
from pipeline.write.json_plans import PLANS
from pipeline.write.publish import CACHE
from pipeline.write.run_record import FILE_NAME, OutputFile, read_record
from pipeline.write.stale import PLAN_HEAD_BYTES, earlier_outputs

PROBE: Final = f"{CACHE}/probe"


def try_to_write(out: Place) -> None:
    """Raises UsageError where nothing can be written: before hours are spent on reading."""
    probe = out.below(PROBE)
    write_there(probe, b"thaiplan")
    try:
        out.files.rm_file(probe.path)
    except Exception as error:  # a driver may raise anything of its own
        raise cannot_write(out, why(error)) from error


def upload(folder: Path, paths: Sequence[Path], out: Place) -> None:
    """Takes the files of the run in `folder` to OUT, which then describes that run alone.

    What is there already with the same content is left as it is. Raises UsageError where
    something cannot be written; without a new run.json there OUT is that of the run before.
    """
    names = {path.relative_to(folder).as_posix() for path in paths}
    try:
        with tempfile.TemporaryDirectory(prefix="thaiplan-") as earlier:
            _fetch_signs(out, Path(earlier), names)
            there = earlier_outputs(Path(earlier))
            same = _same(Path(earlier), folder, out)
        wanted = sorted(names - same - {FILE_NAME})
        _put(folder, wanted, out)
        _put(folder, [FILE_NAME], out)
        for name in sorted(there - names):
            out.files.rm_file(out.below(name).path)
    except Exception as error:  # a driver may raise anything of its own
        raise cannot_write(out, why(error)) from error


def _fetch_signs(out: Place, here: Path, names: set[str]) -> None:
    """What an earlier run left there, as far as it takes to know it: run.json, heads of plans."""
    with suppress(FileNotFoundError):
        (here / FILE_NAME).write_bytes(out.files.cat_file(out.below(FILE_NAME).path))
    plans = here / PLANS
    plans.mkdir()
    for path in _listed(out.below(PLANS)):
        name = Path(path).name
        if f"{PLANS}/{name}" not in names and name.endswith(".json"):
            (plans / name).write_bytes(out.files.cat_file(path, start=0, end=PLAN_HEAD_BYTES))


def _same(earlier: Path, folder: Path, out: Place) -> frozenset[str]:
    """The files that lie there as this run has them: by the earlier run.json, and by their size."""
    try:
        before = read_record(earlier).outputs
    except (OSError, ValueError):
        return frozenset()
    sizes = {path: facts["size"] for path, facts in out.files.find(out.path, detail=True).items()}

    def lies_there(file: OutputFile) -> bool:
        return bool(sizes.get(out.below(file.path).path) == file.bytes)

    now = frozenset(read_record(folder).outputs)
    return frozenset(file.path for file in before if file in now and lies_there(file))


def _put(folder: Path, names: Sequence[str], out: Place) -> None:
    if names:
        here = [str(folder / name) for name in names]
        out.files.put(here, [out.below(name).path for name in names])


def _listed(folder: Place) -> list[str]:
    with suppress(FileNotFoundError):
        return [str(path) for path in folder.files.ls(folder.path, detail=False)]
    return []
