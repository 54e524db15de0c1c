"""Where words go: results to stdout, progress and messages to stderr, on any console."""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TextIO

from pipeline.contracts.errors import ThaiplanError
from pipeline.contracts.names import escaped

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130  # the shell's code for Ctrl-C
NOTHING_WRITTEN = ("หยุดตามคำสั่ง ไม่มีไฟล์ใดถูกเขียน", "stopped; nothing was written")
STOPPED = (
    "หยุดแล้ว เก็บผลที่อ่านเสร็จไว้ สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ",
    "stopped; what is finished is kept: run the same command to go on",
)


class Stopped(KeyboardInterrupt):
    """Ctrl-C while documents were read: of `total`, the results of `finished` are there."""

    def __init__(self, finished: int, total: int) -> None:
        super().__init__(finished, total)
        self.finished = finished
        self.total = total


def make_streams_safe() -> None:
    """A character that the console's code page lacks is escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def open_console(stream: TextIO) -> "Console":
    """A console that prints words as they are: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False)


def at_terminal() -> bool:
    """Whether somebody watches: stderr is a terminal."""
    return open_console(sys.stderr).is_interactive


def separator(stream: TextIO | IO[str]) -> str:
    """What stands between facts on a line: a raised dot, where the stream's code page has one.

    >>> separator(io.TextIOWrapper(io.BytesIO(), encoding="cp874"))
    ', '
    """
    try:
        "·".encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return ", "
    return " · "


def write_data(stream: TextIO, text: str) -> None:
    """`text` as it is, for programs: UTF-8 and its own line ends, whatever the console's are."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="")
    stream.write(text)


def print_line(stream: TextIO, *cells: object) -> None:
    """One line, tabs between the cells, never folded or cut: for pipes and files.

    What a terminal would obey is escaped, whatever name or plan it comes from.
    """
    texts = (escaped(" ".join(str(cell).split())) for cell in cells)
    print("\t".join(texts), file=stream)


def escaped_lines(text: str) -> str:
    """`text` safe for a terminal, its line breaks kept."""
    return "\n".join(map(escaped, text.split("\n")))


def print_table(
    stream: TextIO, title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """A table for a person at a terminal; plain lines with tabs anywhere else.

    Columns whose cells are all numbers are set flush right.
    """
    console = open_console(stream)
    if not console.is_terminal:
        for row in rows:
            print_line(stream, *row)
        return
    from rich.table import Table

    table = Table(title=title, title_justify="left", header_style="bold")
    for number, heading in enumerate(headings):
        numeric = all(isinstance(row[number], int) or row[number] == "" for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escaped_lines(str(cell)) for cell in row))
    console.print(table)


@contextmanager
def trouble_told(lang: str, resumes: bool = False) -> Iterator[None]:
    """Typed trouble becomes one line on stderr and its exit code; a bug keeps its traceback.

    `resumes`: what is finished before Ctrl-C is kept, and the same command goes on from there.
    """
    import typer

    try:
        yield
    except ThaiplanError as error:
        print_line(sys.stderr, f"thaiplan: {error.line(lang)}")
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt as stop:
        thai, english = _stopped(stop) if resumes else NOTHING_WRITTEN
        print_line(sys.stderr, f"thaiplan: {english if lang == 'en' else thai}")
        raise typer.Exit(INTERRUPTED) from None


def _stopped(stop: KeyboardInterrupt) -> tuple[str, str]:
    """What is kept, and how to go on."""
    if not isinstance(stop, Stopped):
        return STOPPED
    return (
        f"หยุดแล้ว เก็บผลไว้ {stop.finished} จาก {stop.total} เอกสาร สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ",
        f"stopped: {stop.finished} of {stop.total} documents are kept; "
        "run the same command to go on",
    )
