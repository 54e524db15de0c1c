"""The changes between two years for people and programs: a table, Markdown, CSV."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TextIO

import pandas as pd

from pipeline.app.consoles import open_console, print_table, write_data
from pipeline.app.findings_formats import md_line, plain
from pipeline.app.words import ChangeFormat, Words, say
from pipeline.compare import Comparison, ProjectChange
from pipeline.compare.comparison import KINDS, Kind
from pipeline.compare.rows import ComparedProject
from pipeline.contracts.parsed import Status
from pipeline.write.code_words import code_word
from pipeline.write.csv_cells import guarded
from pipeline.write.csv_files import LINE_END
from pipeline.write.report.amounts import grouped

CHANGES: Final[dict[Kind, Words]] = {
    "kept": ("คงเดิม", "kept"),
    "renamed": ("เปลี่ยนชื่อ", "renamed"),
    "added": ("เพิ่ม", "added"),
    "dropped": ("หายไป", "dropped"),
}
HEADINGS: Final[tuple[Words, ...]] = (
    ("การเปลี่ยนแปลง", "change"),
    ("ตัวชี้วัด/ลำดับ", "indicator/item"),
    ("โครงการ", "project"),
    ("งบประมาณ (บาท)", "budget (baht)"),
    ("ไตรมาส", "quarters"),
    ("หน่วยงาน", "agency"),
)
PLACE: Final[Words] = ("สถานที่", "place")  # a column only where one changed
ARROW: Final = " → "


def as_csv(comparison: Comparison, _lang: str) -> str:
    """Every project of both years, without a BOM: what stands in a pipe is read by programs."""
    frame = comparison.frame
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=LINE_END)
    writer.writerow(frame.columns)
    for line in frame.itertuples(index=False, name=None):
        writer.writerow("" if pd.isna(cell) else guarded(str(cell)) for cell in line)
    return stream.getvalue()


def as_markdown(comparison: Comparison, lang: str) -> str:
    """How many of each kind, then what changed."""
    rows = [[plain(cell) for cell in row] for row in _rows(comparison, lang)]
    headings = _headings(comparison, lang)
    table = [md_line(headings), md_line(["---"] * len(headings))]
    parts = [
        _counts(comparison, lang),
        *(["\n".join([*table, *map(md_line, rows)])] if rows else []),
    ]
    return "\n\n".join(parts) + "\n"


TEXTS: Final[dict[ChangeFormat, Callable[[Comparison, str], str]]] = {
    ChangeFormat.CSV: as_csv,
    ChangeFormat.MD: as_markdown,
}


def show_changes(
    comparison: Comparison, stream: TextIO, lang: str, wanted: ChangeFormat | None
) -> None:
    """Prints the changes; without a format, a table at a terminal and CSV anywhere else."""
    if wanted is None:
        wanted = ChangeFormat.TABLE if open_console(stream).is_terminal else ChangeFormat.CSV
    if wanted in TEXTS:
        write_data(stream, TEXTS[wanted](comparison, lang))
        return
    headings = _headings(comparison, lang)
    print_table(stream, _counts(comparison, lang), headings, _rows(comparison, lang))


def _tells_places(comparison: Comparison) -> bool:
    return any("place" in one.changed for one in comparison.changes)


def _headings(comparison: Comparison, lang: str) -> list[str]:
    told = (*HEADINGS, PLACE) if _tells_places(comparison) else HEADINGS
    return [say(words, lang) for words in told]


def _counts(comparison: Comparison, lang: str) -> str:
    counts = Counter(one.change for one in comparison.changes)
    return ", ".join(f"{say(CHANGES[kind], lang)} {counts[kind]}" for kind in KINDS)


def _rows(comparison: Comparison, lang: str) -> list[Sequence[str]]:
    """What changed, line by line; a project that only moved in the list is not told."""
    width = len(_headings(comparison, lang))
    return [
        _row(one, lang)[:width]
        for one in comparison.changes
        if one.change != "kept" or set(one.changed) - {"item_no"}
    ]


def _row(one: ProjectChange, lang: str) -> Sequence[str]:
    sides = [side for side in (one.before, one.after) if side is not None]
    named = sides if one.change == "renamed" else sides[-1:]
    led = sides if "agency" in one.changed else sides[-1:]
    return (
        say(CHANGES[one.change], lang),
        _both([f"{side.indicator_no or '-'}/{side.item_no or '-'}" for side in sides]),
        _both([side.project_name for side in named]),
        _both([_money(side, lang) for side in sides]),
        _both([_quarters(side) for side in sides]),
        _both([side.agency or "-" for side in led]),
        _both([side.place or "-" for side in sides]),
    )


def _both(cells: Sequence[str]) -> str:
    """One cell where both years say the same, else the two of them."""
    return ARROW.join(dict.fromkeys(cells))


def _money(side: ComparedProject, lang: str) -> str:
    if side.budget_status is Status.AMOUNT and side.budget_baht is not None:
        return grouped(side.budget_baht)
    return code_word("budget_status", side.budget_status.value, lang)


def _quarters(side: ComparedProject) -> str:
    if side.quarters is None:
        return "?"
    return "".join(str(at) for at, runs in enumerate(side.quarters, start=1) if runs) or "-"
