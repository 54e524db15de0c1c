"""How far a batch is, in a notebook: one bar that is redrawn in its cell."""

import sys
import time
from html import escape
from types import TracebackType
from typing import Any, Final, Self

from pipeline.app.pace import Pace, clock_time
from pipeline.app.words import say
from pipeline.contracts.result import DocumentResult

LEAST_S: Final = 0.25  # between two drawings: a browser is asked to do no more


def in_notebook() -> bool:
    """Whether a Jupyter kernel runs this; IPython at a terminal is a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return hasattr(shell, "kernel")


class NotebookBar:
    """Shown between entering and leaving; what stays is a line that says how many were read."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._pace = Pace()
        self._shown: Any = None
        self._drawn = 0.0

    def __enter__(self) -> Self:
        from IPython.display import HTML, display

        self._shown = display(HTML(self._html()), display_id=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draw(self._figures())

    def found(self, total: int, kept: int) -> None:
        """How long the bar is, and how much of it is full."""
        self._pace.found(total, kept)
        self._draw(self._html())

    def at(self, source_file: str, page: int, pages: int) -> None:
        """A worker is at this page of so many."""
        self._pace.at(source_file, page, pages)
        self._draw_now_and_then()

    def done(self, result: DocumentResult, kept: bool) -> None:
        """Moves the bar."""
        self._pace.done(result, kept)
        self._draw_now_and_then()

    def _draw_now_and_then(self) -> None:
        if time.monotonic() - self._drawn >= LEAST_S:
            self._draw(self._html())

    def _draw(self, html: str) -> None:
        from IPython.display import HTML

        self._drawn = time.monotonic()
        if self._shown is not None:
            self._shown.update(HTML(html))

    def _html(self) -> str:
        total, finished = max(self._pace.total, 1), self._pace.finished
        bar = f'<progress max="{total}" value="{finished}" style="width:20em"></progress> '
        in_work = (
            say((f"{name} หน้า {page}/{pages}", f"{name} page {page}/{pages}"), self._lang)
            for name, (page, pages) in self._pace.in_work.items()
        )
        return bar + self._figures() + "".join(f"<br><small>{escape(x)}</small>" for x in in_work)

    def _figures(self) -> str:
        pace, lang = self._pace, self._lang
        count = f"{pace.finished:,}/{pace.total:,}"
        parts = [say((f"{count} เอกสาร", f"{count} documents"), lang)]
        if pace.failed:
            parts.append(say((f"อ่านไม่ได้ {pace.failed:,}", f"{pace.failed:,} failed"), lang))
        if pace.total:
            parts.append(clock_time(pace.seconds))
        return escape(" · ".join(parts))
