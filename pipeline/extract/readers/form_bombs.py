"""Pages whose forms multiply: each draws the next ten times, and a small file draws gigabytes."""

from importlib import import_module

from pipeline.extract.readers.reader import Source

MAX_DRAWN = 30_000_000  # bytes, at least 100 times those of a full page: pdfium would take hours


def is_form_bomb(source: Source, number: int) -> bool:
    """Whether page `number` (1-based) draws more than any reader could bear."""
    if not source.nests_forms:
        return False
    plumber = import_module("pipeline.extract.readers.plumber")  # loaded for such files only
    return float(plumber.drawn(source, number)) > MAX_DRAWN
