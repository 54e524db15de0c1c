"""Pages that no reader could bear: a small file may draw gigabytes, or unpack to them."""

from importlib import import_module
from typing import Any

from pipeline.extract.readers.reader import Source


def check_page(source: Source, number: int) -> None:
    """Raises PageTooLargeError where page `number` (1-based) is more than can be read.

    Forms may multiply: each draws the next ten times. Most files have nothing of the kind, and are
    not looked at.
    """
    if source.nests_forms or source.bombs.streams or source.crowds_pages:
        _plumber_bombs().check_content(source, number)


def check_picture(source: Source, number: int) -> None:
    """Raises PageTooLargeError where page `number` shows images that are too large to be drawn."""
    if source.bombs.images:
        _plumber_bombs().check_images(source, number)


def _plumber_bombs() -> Any:
    return import_module("pipeline.extract.readers.plumber_bombs")  # loaded for such files only
