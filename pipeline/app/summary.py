"""The end of `convert` on stderr: what became of the documents, in figures."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TextIO

from pipeline.app.consoles import open_console, print_line, print_table
from pipeline.app.pace import clock_time
from pipeline.app.tally import Tally
from pipeline.app.words import SEVERITY, STATUS, Words, say

MAX_REASONS = 12  # the most frequent ones; documents.csv has them all
MAX_NAMED = 3  # documents under a reason
HEADINGS: Final[tuple[Words, ...]] = (
    ("เอกสาร", "document"), ("สถานะ", "status"), ("โครงการ", "projects"),
    ("ผิดพลาด", "errors"), ("ควรดู", "warnings"),
)  # fmt: skip
# Pages that no reader has; the readers go by their own names.
PAGES: Final[dict[str, Words]] = {"blank": ("ว่าง", "blank"), "unread": ("อ่านไม่ได้", "unread")}
Figure = tuple[Words, Words, int | str]  # of what, which of them, how many
ALL: Final[Words] = ("ทั้งหมด", "all")


def show_summary(tally: Tally, stream: TextIO, lang: str, quiet: bool, seconds: float) -> None:
    """A table, of a short run also one of its documents, and why some could not be read.

    Quiet, only the last; `seconds`: how long the run took.
    """
    if quiet:
        for source_file, reason in tally.failures:
            print_line(stream, f"{source_file}: {say(STATUS['failed'], lang)}: {reason}")
        return
    if tally.is_short:
        _show_documents(tally, stream, lang)
    _show_figures(tuple(_figures(tally, seconds)), stream, lang)
    if tally.failures and not tally.is_short:
        _show_reasons(tally, stream, lang)


def _show_documents(tally: Tally, stream: TextIO, lang: str) -> None:
    rows = [
        (one.source_file, say(STATUS[one.status], lang))
        + (("", "", "") if one.projects is None else (one.projects, one.errors, one.warnings))
        for one in tally.lines
    ]
    title = say((f"{tally.documents} เอกสาร", f"{tally.documents} documents"), lang)
    print_table(stream, title, [say(heading, lang) for heading in HEADINGS], rows)
    for one in tally.lines:
        if one.error:
            print_line(stream, f"{one.source_file}: {say(STATUS[one.status], lang)}: {one.error}")


def _figures(tally: Tally, seconds: float) -> Iterator[Figure]:
    """What there is none of is left out."""
    documents, pages, findings = ("เอกสาร", "documents"), ("หน้า", "pages"), ("ผลตรวจ", "findings")
    yield documents, ALL, tally.documents
    yield from _parts(documents, STATUS, tally.statuses)
    if tally.kept:
        yield documents, ("ใช้ผลจากครั้งก่อน", "kept from earlier runs"), tally.kept
    if tally.pages:
        yield pages, ALL, tally.pages.total()
        readers = {name: (name, name) for name in sorted(tally.pages.keys() - PAGES.keys())}
        yield from _parts(pages, readers | PAGES, tally.pages)
    yield ("โครงการ", "projects"), ALL, tally.projects
    yield from _parts(findings, SEVERITY, tally.findings)
    time = ("เวลา", "time")
    yield time, ("ใช้ไป", "passed"), clock_time(seconds)
    if tally.pages_now and seconds:
        yield time, ("หน้าต่อวินาที", "pages a second"), f"{tally.pages_now / seconds:.1f}"


def _parts(what: Words, names: Mapping[str, Words], counts: Mapping[str, int]) -> Iterator[Figure]:
    yield from ((what, name, counts[code]) for code, name in names.items() if counts[code])


def _show_figures(figures: Sequence[Figure], stream: TextIO, lang: str) -> None:
    """A table in groups at a terminal; elsewhere a line each, tabs between."""
    console = open_console(stream)
    if not console.is_terminal:
        for what, which, count in figures:
            print_line(stream, say(what, lang), say(which, lang), count)
        return
    from rich.table import Table

    table = Table(title=say(("สรุป", "summary"), lang), title_justify="left", show_header=False)
    table.add_column(style="bold")
    table.add_column()
    table.add_column(justify="right")
    for what, group in groupby(figures, key=itemgetter(0)):
        for number, (_, which, count) in enumerate(group):
            text = f"{count:,}" if isinstance(count, int) else count
            table.add_row(say(what, lang) if not number else "", say(which, lang), text)
        table.add_section()
    console.print(table)


def _show_reasons(tally: Tally, stream: TextIO, lang: str) -> None:
    """Why documents failed, with the names of some."""
    reasons = tally.reasons()
    rows = [(len(names), reason, _some(names)) for reason, names in reasons[:MAX_REASONS]]
    headings = (("เอกสาร", "documents"), ("เหตุที่อ่านไม่ได้", "why they failed"), ("เช่น", "such as"))
    title = say(STATUS["failed"], lang)
    print_table(stream, title, [say(heading, lang) for heading in headings], rows)
    more = len(reasons) - MAX_REASONS
    if more > 0:
        words = (f"และอีก {more} เหตุ ดู documents.csv", f"and {more} more: see documents.csv")
        print_line(stream, say(words, lang))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_NAMED]) + (" …" if len(names) > MAX_NAMED else "")
