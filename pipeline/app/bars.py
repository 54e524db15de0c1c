"""The bars of a run at a terminal: one for all documents, below it one for each in work."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.app.consoles import open_console, separator
from pipeline.app.pace import Pace, clock_time
from pipeline.app.words import Words, say
from pipeline.contracts.names import escaped
from pipeline.contracts.result import DocumentResult

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

FRAMES_A_SECOND = 4  # as often as there is news; more would flicker over a slow line
OTHER_LINES = 4  # of the terminal: the bar of all, its figures, what is not shown, the cursor
NAME_SHARE, BAR_SHARE = 3, 2  # of the width


class Bars:
    """Drawn on stderr between entering and leaving, and gone afterwards."""

    def __init__(self, words: Words, lang: str, pace: Pace) -> None:
        from rich.live import Live

        self._words = words
        self._lang = lang
        self._pace = pace
        self._console = open_console(sys.stderr)
        self._live = Live(
            get_renderable=self.view,
            console=self._console,
            refresh_per_second=FRAMES_A_SECOND,
            transient=True,
            redirect_stdout=False,  # results are for a pipe, which this console is not
        )

    def __enter__(self) -> Self:
        self._pace.found(0, 0)
        self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live.stop()

    def found(self, total: int, kept: int) -> None:
        """How long the bar is, and how much of it is full."""
        self._pace.found(total, kept)

    def at(self, source_file: str, page: int, pages: int) -> None:
        """Moves the bar of a document."""
        self._pace.at(source_file, page, pages)

    def done(self, result: DocumentResult, kept: bool) -> None:
        """Takes the bar of a document away and moves the bar of all."""
        self._pace.done(result, kept)

    def advance(self) -> None:
        """Moves the bar of all by one thing that is no document."""
        self._pace.read += 1

    def view(self) -> "RenderableType":
        """The bars as they stand now; called from the thread that draws them."""
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        pace = self._pace
        whole = Table.grid(expand=True)
        whole.add_column(no_wrap=True, overflow="ellipsis")
        whole.add_row(ProgressBar(total=max(pace.total, 1), completed=pace.finished))
        whole.add_row(separator(self._console.file).join(self._figures()))
        return Group(whole, *self._documents())

    def _figures(self) -> list[str]:
        """What a narrow terminal has no room for comes last."""
        pace, lang = self._pace, self._lang
        count = f"{pace.finished:,}/{pace.total:,}"
        parts = [f"{say(self._words, lang)} {say((f'{count} เอกสาร', f'{count} documents'), lang)}"]
        speed, left = pace.pages_a_second, pace.seconds_left
        if left is not None:
            parts.append(say((f"เหลือราว {clock_time(left)}", f"{clock_time(left)} left"), lang))
        if pace.failed:
            parts.append(say((f"อ่านไม่ได้ {pace.failed:,}", f"{pace.failed:,} failed"), lang))
        if speed is not None:
            parts.append(say((f"{speed:.1f} หน้า/วินาที", f"{speed:.1f} pages/s"), lang))
        used = clock_time(pace.seconds)
        return [*parts, say((f"ใช้ไป {used}", f"{used} passed"), lang)]

    def _documents(self) -> list["RenderableType"]:
        """A bar each, those that are longest in work first; how many do not fit."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        in_work = tuple(self._pace.in_work.items())
        shown = in_work[: max(self._console.height - OTHER_LINES, 1)]
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(ratio=NAME_SHARE, no_wrap=True, overflow="ellipsis")
        table.add_column(ratio=BAR_SHARE)
        table.add_column(justify="right", no_wrap=True)
        for name, (page, pages) in shown:
            place = say((f"หน้า {page}/{pages}", f"page {page}/{pages}"), self._lang)
            bar = ProgressBar(total=max(pages, 1), completed=page)
            table.add_row(self._name(name), bar, Text(place, style="dim"))
        more = len(in_work) - len(shown)
        if not more:
            return [table] if shown else []
        rest = say((f"  และอีก {more} เอกสาร", f"  and {more} more"), self._lang)
        return [table, Text(rest, style="dim")]

    def _name(self, source_file: str) -> "Text":
        """The file before its folder, which it may share with all others."""
        from rich.text import Text

        folder, _, file = escaped(source_file).rpartition("/")
        parts = [file, folder] if folder else [file]
        return Text("  " + separator(self._console.file).join(parts), style="dim")
