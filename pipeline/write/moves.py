"""Files from one folder into another, all of them or none."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path, PurePosixPath

from pipeline.write.links import link_or_copy


def move_all(
    source: Path, target: Path, names: Sequence[str], earlier: frozenset[str] = frozenset()
) -> None:
    """Moves the files `names` (relative paths) into `target`, in their order. Of the `earlier` ones
    there those that stand where a folder is needed, or the other way about, make room.

    Where one cannot be moved, everything in `target` is as it was. Raises OSError then.
    """
    kept = Path(tempfile.mkdtemp(prefix="kept-", dir=source))
    with ExitStack() as undo:  # Ctrl-C too: half a run must not stay
        in_the_way = sorted(_in_the_way(names, earlier))
        for name in in_the_way:
            if (target / name).is_file():
                undo.callback(_put_back, kept / name, target / name)
                _keep(target / name, kept / name)
                (target / name).unlink()
        remove_empty_folders(target, [target / name for name in in_the_way])
        made: list[Path] = []
        moved: list[str] = []  # the names alone: of 10,000 plans they are many
        undo.callback(_put_all_back, kept, target, moved, made)
        for name in names:
            _make_folder((target / name).parent, made)
            if (target / name).exists():
                _keep(target / name, kept / name)
            moved.append(name)
            (source / name).replace(target / name)
        undo.pop_all()


def remove_if_empty(folder: Path) -> None:
    """Removes a folder in which nothing stands."""
    with suppress(OSError):
        folder.rmdir()


def remove_empty_folders(top: Path, files: Iterable[Path]) -> None:
    """Removes the folders below `top` in which the `files` stood, where nothing else stands."""
    folders = {folder for path in files for folder in path.parents if top in folder.parents}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        remove_if_empty(folder)


def _in_the_way(names: Sequence[str], earlier: frozenset[str]) -> set[str]:
    """The earlier files whose path is a folder's by now, or leads through what is a file by now."""
    folders = {folder for name in names for folder in _folders(name)}
    files = frozenset(names)
    return {name for name in earlier if name in folders or not files.isdisjoint(_folders(name))}


def _folders(name: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(name).parents]


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


def _keep(target: Path, copy: Path) -> None:
    """A second name for the old file, so that it is never missing from its place."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    link_or_copy(target, copy)


def _put_all_back(kept: Path, target: Path, moved: list[str], made: list[Path]) -> None:
    for name in reversed(moved):
        _put_back(kept / name, target / name)
    for folder in reversed(made):
        remove_if_empty(folder)


def _put_back(copy: Path, target: Path) -> None:
    if copy.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(copy, target)
    else:
        target.unlink(missing_ok=True)
