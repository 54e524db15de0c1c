"""The analyst's own script for ผด.๐๒ over pdfplumber and over camelot, written in good faith.

It knows the form's columns, its heading lines and that a row without a number goes on; what the
libraries do not show (arrows, fills, text that runs over a cell's edge) it cannot know.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.born_digital.invent import to_arabic
from bench.born_digital.rivals import TABLES, Cells, RowDict, clean

RIVALS = tuple(TABLES)
_HEADS = {
    "project_name": "โครงกา?ร|กจกรรม$",
    "method": "รา?ยละเอยด|ลกษณะ",
    "budget": "งบประมา?ณ|เงน",
    "place": "สถา?นท|พนท",
    "agency": "หนวย|สวนรา?ชกา?ร",
}  # without marks, which the libraries often put elsewhere
STRATEGY = re.compile(r"^(?:[๐-๙0-9]+\.?)?ยทธศา?สตร(?:ท[๐-๙0-9]+)?(.+)$")
PROGRAMME = re.compile(r"^(?:[๐-๙0-9.]+)?แผนงา?น(.+)$")
_MARKS = re.compile("[\\s\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_MONTHS = 12
_OF_THE_YEAR_BEFORE = 3
_BE = 543


def rival_rows(rival: str, pdf: Path) -> list[RowDict]:
    """The rows that the script makes of the rival's tables."""
    analyst = _Analyst()
    for cells, above in TABLES[rival](pdf):
        analyst.read(cells, above)
    return analyst.rows


class _Analyst:
    """What the script keeps while it goes through a document: headings, columns, rows."""

    def __init__(self) -> None:
        self.rows: list[RowDict] = []
        self.columns: dict[str, int] = {}
        self.strategies: list[str] = []
        self.programmes: dict[int, list[str]] = {}
        self.goal = self.programme = 0
        self.year = 0

    def read(self, cells: Cells, above: str) -> None:
        for line in above.splitlines():
            self._heading(_whole(line))
        for row in cells:
            texts = [clean(_whole(cell or "")) for cell in row]
            filled = [text for text in texts if text]
            if len(set(filled)) == 1 and self._heading(filled[0]):
                continue
            named = _named(texts)
            if len(named) == len(_HEADS):
                self.columns = named
            years = [int(to_arabic(y)) for y in re.findall(r"[๒2][๕5][๐-๙0-9]{2}", " ".join(texts))]
            if len(named) == len(_HEADS) and years:
                self.year = max(years)
            elif self.columns and len(named) < len(_HEADS):
                self._row(texts)

    def _heading(self, line: str) -> bool:
        strategy, programme = STRATEGY.match(bare(line)), PROGRAMME.match(bare(line))
        if strategy:
            self.goal = place_of(self.strategies, strategy[1])
        elif programme:
            self.programme = place_of(self.programmes.setdefault(self.goal, []), programme[1])
        return bool(strategy or programme)

    def _row(self, texts: list[str]) -> None:
        at = self.columns
        if max(at.values()) >= len(texts):
            return
        number = to_arabic(texts[0])
        plain = {field: texts[place] for field, place in at.items()}
        if number.isdigit():
            money = re.sub(r",|บาท|\.-|\s", "", to_arabic(plain["budget"]))
            is_money = re.fullmatch(r"\d+(\.\d+)?", money) is not None
            status = "amount" if is_money else "dash" if money in "-–" else "none"
            plain |= {"budget_status": status, "budget_baht": money if is_money else ""}
            plain |= {"indicator_no": f"{self.goal}.{self.programme}", "item_no": number}
            self.rows.append(plain | self._months(texts[-_MONTHS:]) | {"kpi": ""})
        elif self.rows and not texts[0]:
            for field in ("project_name", "method", "place", "agency"):
                self.rows[-1][field] += plain[field]

    def _months(self, cells: list[str]) -> RowDict:
        marked = [at for at, cell in enumerate(cells) if cell]
        if not marked:
            return {f"q{at}": "false" for at in range(1, 5)} | {"start_month": "", "end_month": ""}
        first, last = marked[0], marked[-1]
        quarters = {
            f"q{at + 1}": str(first // 3 <= at <= last // 3).lower() for at in range(_MONTHS // 3)
        }
        return quarters | {"start_month": self._month(first), "end_month": self._month(last)}

    def _month(self, at: int) -> str:
        year = self.year - _BE - (at < _OF_THE_YEAR_BEFORE)
        return f"{year}-{(at + 9) % _MONTHS + 1:02d}"


def bare(text: str) -> str:
    """The text without spaces and marks."""
    return _MARKS.sub("", clean(text))


def _whole(text: str) -> str:
    """The text with the letter that LibreOffice's bold fonts do not name."""
    return re.sub(r"\(cid:\d+\)", "า", text)


def place_of(known: list[str], title: str) -> int:
    """The title's number, in the order in which titles were first met."""
    if title not in known:
        known.append(title)
    return known.index(title) + 1


def _named(texts: list[str]) -> dict[str, int]:
    """The columns whose headings the row prints, from left to right."""
    named: dict[str, int] = {}
    place = 0
    for field, pattern in _HEADS.items():
        right = range(place, len(texts))
        found = next((at for at in right if re.search(pattern, bare(texts[at]))), None)
        if found is None:
            return {}
        named[field], place = found, found + 1
    return named
