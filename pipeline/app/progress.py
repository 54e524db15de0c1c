"""How far long work has come, on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.app.consoles import open_console
from pipeline.app.words import Words, say

Advance = Callable[[object], None]  # called with each thing that is done


@contextmanager
def progress(words: Words, total: int, lang: str, quiet: bool) -> Iterator[Advance]:
    """A bar while `total` things are done; nothing when quiet or not at a terminal."""
    if quiet or not open_console(sys.stderr).is_terminal:
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=open_console(sys.stderr), transient=True) as bar:
        task = bar.add_task(say(words, lang), total=total)
        yield lambda done: bar.advance(task)
