"""The analyst's own twenty lines over pdfplumber and over camelot, written in good faith.

They know the plans' headings, undo line breaks, fold decomposed SARA AM and PUA marks, carry merged
cells on and join rows that go on without a number; what the libraries do not show them (arrows,
fills, letters out of order) they cannot know.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber
from camelot.io import read_pdf

from bench.born_digital.defects import STANDARD
from bench.born_digital.invent import to_arabic

Cells = Sequence[Sequence[str | None]]
RowDict = dict[str, str]
_HEADING = re.compile(r"ตัว.{3,12}ท.{1,4}?\s*([๐-๙0-9]+\.[๐-๙0-9.]+)")
_HEADS = {
    "project_name": "โครงการ",
    "method": "วิธี|แนวทาง|ตอน",
    "kpi": "^ตัว",
    "budget": "^(?!ไม).{0,8}งบ",
    "agency": "รับ|ชอบ",
}
_PUA = str.maketrans(STANDARD)
_NUMBER = re.compile(r"^(?:โครงการที\S*\s*)?([๐-๙0-9]+)[.)\s]*\s*(.*)$", re.S)


def plumber_tables(pdf: Path) -> Iterator[tuple[Cells, str]]:
    """Cells of each table by pdfplumber with its default settings, and the text above it."""
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            for table in page.find_tables():
                above = page.crop((0, 0, page.width, max(table.bbox[1], 1))).extract_text()
                yield table.extract(), above
            page.close()


def camelot_tables(pdf: Path, **options: Any) -> Iterator[tuple[Cells, str]]:
    """Cells by camelot's lattice, merged ones filled; what stands above is pdfplumber's."""
    with warnings.catch_warnings(), pdfplumber.open(pdf) as document:
        warnings.simplefilter("ignore")
        for table in read_pdf(str(pdf), pages="all", flavor="lattice", copy_text=["h"], **options):
            page = document.pages[table.page - 1]
            top = min(max(float(page.height - table._bbox[3]), 1), float(page.height))
            above = page.crop((0, 0, page.width, top)).extract_text()
            yield table.df.values.tolist(), above


TABLES: dict[str, Callable[[Path], Iterator[tuple[Cells, str]]]] = {
    "pdfplumber": plumber_tables,
    "camelot": camelot_tables,
    "camelot vector": lambda pdf: camelot_tables(pdf, engine="vector"),
}


def rival_rows(rival: str, pdf: Path) -> list[RowDict]:
    """The rows that the analyst's script makes of the rival's tables."""
    analyst = _Analyst()
    for cells, above in TABLES[rival](pdf):
        analyst.read(cells, above)
    return analyst.rows


RIVALS: dict[str, Callable[[Path], list[RowDict]]] = {
    rival: partial(rival_rows, rival) for rival in TABLES
}


def bare(reader: str, pdf: Path) -> int:
    """The library's own call over all pages and nothing else; how many tables it found."""
    if reader == "pdfplumber":
        with pdfplumber.open(pdf) as document:
            return sum(len(page.extract_tables()) for page in document.pages)
    options = {"engine": "vector"} if reader == "camelot vector" else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(read_pdf(str(pdf), pages="all", flavor="lattice", **options))


class _Analyst:
    """What the script keeps while it goes through a document: heading, columns, rows."""

    def __init__(self) -> None:
        self.rows: list[RowDict] = []
        self.indicator = ""
        self.columns: dict[str, int] = {}

    def read(self, cells: Cells, above: str) -> None:
        headings = _HEADING.findall(above.translate(_PUA))
        if headings:
            self.indicator = to_arabic(headings[-1]).strip(".")
        for row in cells:
            texts = [clean(cell or "") for cell in row]
            named = dict(_named(texts))
            if len(named) == len(_HEADS):
                self.columns = named
            elif self.columns:
                self._row([None if cell is None else clean(cell) for cell in row])

    def _row(self, texts: list[str | None]) -> None:
        at = self.columns
        if at["agency"] >= len(texts):
            return
        lead = [text for text in texts[: at["project_name"]] if text]
        name = texts[at["project_name"]] or ""
        number = _NUMBER.match(lead[-1] if lead else name)
        plain = {field: texts[place] or "" for field, place in at.items()}
        if number:
            plain["project_name"] = name if lead else number[2]
            money = re.sub(r",|บาท|\.-|\s", "", to_arabic(plain.pop("budget")))
            is_money = re.fullmatch(r"\d+(\.\d+)?", money) is not None
            status = "amount" if is_money else "dash" if money in "-–" else "none"
            plain |= {"budget_status": status, "budget_baht": money if is_money else ""}
            plain |= {"indicator_no": self.indicator, "item_no": to_arabic(number[1])}
            self.rows.append(plain | _quarters(texts[at["budget"] + 1 : at["agency"]]))
        elif self.rows:
            for field in ("project_name", "method", "kpi", "agency"):
                self.rows[-1][field] += plain[field]


def clean(text: str) -> str:
    """Line breaks undone, bullets as promised, SARA AM in one piece, no PUA marks."""
    text = text.translate(_PUA)
    text = re.sub(r"(^|\n)\s*[-•]\s*", " • ", text).replace("\n", "").replace("ํา", "ำ")
    return re.sub(r"\s+", " ", text).strip()


def _named(texts: list[str]) -> Iterator[tuple[str, int]]:
    for field, pattern in _HEADS.items():
        for place, text in enumerate(texts):
            if re.search(pattern, text):
                yield field, place
                break


def _quarters(cells: Sequence[str | None]) -> RowDict:
    """A quarter is marked where its cell has text; merged cells carry it on, ← lasts until →."""
    marked, is_open, last = [False] * 4, False, ""
    for place, cell in enumerate(cells):
        last = last if cell is None else cell
        is_open = is_open or "←" in last
        if last or is_open:
            marked[place * 4 // len(cells)] = True
        is_open = is_open and "→" not in last
    return {f"q{at + 1}": str(is_marked).lower() for at, is_marked in enumerate(marked)}
