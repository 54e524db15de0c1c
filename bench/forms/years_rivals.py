"""The analyst's own scripts for plans over several years, in good faith.

They know the forms' columns, tell the years by their headings, take the bracket off an amount, and
cut a cell of several projects at the numbers that its lines begin with; amounts beside them are
paired in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from bench.born_digital.invent import to_arabic
from bench.born_digital.rivals import TABLES, RowDict, clean
from bench.forms.rivals import PROGRAMME, STRATEGY, bare, place_of

_YEAR = re.compile(r"25[0-9]{2}")
_SUMMARY = re.compile("จำนวนโครงการ")
# The libraries may give a letter's marks in another order, or apart from it.
_HEADS = {"project_name": "โครง", "kpi": "^ตัว", "agency": "หน.{0,3}วย|ชอบ"}
_LABEL = re.compile(r"^([0-9]+(?:\.[0-9]+)?)[.\s]")
_ITEM = re.compile(r"^([0-9]+\.[0-9]+\.[0-9]+ ?\([0-9]+\)|[0-9]+\))\s*")
_MISSION, _NAME = 1, 2  # columns of an anti-corruption plan


def development_rows(rival: str, pdf: Path) -> list[RowDict]:
    """The rows of แบบ ผ.๐๒ that the script makes of the rival's tables."""
    script = _Development()
    for cells, above in TABLES[rival](pdf):
        for line in above.splitlines():
            script.heading(line.strip())
        for row in cells:
            script.row(row)
    return script.rows


def anticorruption_rows(rival: str, pdf: Path) -> list[RowDict]:
    """The rows of the table by มิติ that the script makes of the rival's tables."""
    script = _AntiCorruption()
    for cells, _ in TABLES[rival](pdf):
        for row in cells:
            script.row(row)
    return script.rows


class _Columns:
    """Which columns hold the years and which the words, by the header last seen."""

    def __init__(self) -> None:
        self.years: list[int] = []
        self.words: dict[str, int] = {}
        self.is_summary = False

    def heads(self, texts: Sequence[str]) -> bool:
        """Take in a row of the header; False where it is none."""
        arabic = [to_arabic(text) for text in texts]
        years = [at for at, text in enumerate(arabic) if _YEAR.search(text) and len(text) < 40]
        is_summary = any(_SUMMARY.search(text) for text in texts)
        named = {
            field: at
            for field, pattern in _HEADS.items()
            for at, text in reversed(list(enumerate(texts)))
            if re.search(pattern, text) and len(text) < 40
        }
        is_header = len(years) > 1 or is_summary or ("project_name" in named and len(named) > 1)
        if not is_header:
            return False
        self.is_summary = is_summary if is_summary or len(named) > 1 else self.is_summary
        self.years = years or self.years
        self.words = named if len(named) > 1 else self.words
        return True


class _Development:
    def __init__(self) -> None:
        self.rows: list[RowDict] = []
        self.columns = _Columns()
        self.strategies: list[str] = []
        self.programmes: dict[int, list[str]] = {}
        self.goal = self.programme = 0

    def heading(self, line: str) -> None:
        strategy, programme = STRATEGY.match(bare(line)), PROGRAMME.match(bare(line))
        if strategy:
            self.goal = place_of(self.strategies, strategy[1])
        elif programme:
            self.programme = place_of(self.programmes.setdefault(self.goal, []), programme[1])

    def row(self, cells: Sequence[str | None]) -> None:
        texts = [clean(cell or "") for cell in cells]
        at = self.columns
        if at.heads(texts) or at.is_summary or not at.years or not at.words:
            return
        if max(*at.years, *at.words.values()) >= len(texts):
            return
        plain = {field: texts[place] for field, place in at.words.items()}
        number = to_arabic(texts[0])
        if number.isdigit():
            budget = _budget([texts[place] for place in at.years])
            numbers = {"indicator_no": f"{self.goal}.{self.programme}", "item_no": number}
            self.rows.append(plain | budget | numbers | _NO_TIME)
        elif self.rows and not texts[0]:
            for field, text in plain.items():
                self.rows[-1][field] += text


class _AntiCorruption:
    def __init__(self) -> None:
        self.rows: list[RowDict] = []
        self.columns = _Columns()
        self.mission = ""

    def row(self, cells: Sequence[str | None]) -> None:
        texts = [clean(cell or "") for cell in cells]
        if self.columns.heads(texts) or not self.columns.years:
            return
        if max(self.columns.years) >= len(texts) or "รวม" in texts[:_NAME]:
            return
        label = _LABEL.match(to_arabic(texts[_MISSION]))
        self.mission = label[1] if label else self.mission
        items = _items(cells[_NAME] or "")
        amounts = [(cells[at] or "").split("\n") for at in self.columns.years]
        for order, (number, name) in enumerate(items):
            mine = [column[order] if order < len(column) else "" for column in amounts]
            plain = {"indicator_no": self.mission, "item_no": number, "project_name": name}
            self.rows.append(plain | _budget(mine) | _NO_TIME | {"kpi": "", "agency": ""})


def _items(text: str) -> list[tuple[str, str]]:
    """The projects of a cell: a line that begins with a number begins one."""
    items: list[tuple[str, str]] = []
    for line in text.split("\n"):
        number = _ITEM.match(to_arabic(line))
        if number:
            plain = number[1].replace(" ", "")
            items.append((plain if "(" in plain else plain.rstrip(")"), line[number.end() :]))
        elif items:
            items[-1] = (items[-1][0], items[-1][1] + line)
    return [(number, clean(name)) for number, name in items]


def _budget(texts: Sequence[str]) -> RowDict:
    """All years together."""
    plain = (re.sub(r"\(.*|,|บาท|\s", "", to_arabic(clean(text))) for text in texts)
    amounts = [Decimal(text) for text in plain if re.fullmatch(r"\d+(\.\d+)?", text)]
    if not amounts:
        return {"budget_status": "dash", "budget_baht": ""}
    return {"budget_status": "amount", "budget_baht": str(sum(amounts))}


_NO_TIME = {name: "" for name in ("q1", "q2", "q3", "q4", "start_month", "end_month", "method")}
