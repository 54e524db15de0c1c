"""Real scans, where they are there: figures only, never their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.born_digital.convert import convert
from bench.scans.measure import read_outputs
from bench.scans.score import has_form_of_money, plain_money

UNKNOWN = "\ufffd"  # a letter that was drawn but not named
REAL = Path(__file__).parents[3] / "shared" / "real"
# Amounts of a scan, and their sum as its own text prints it.
PRINTED = {"investment_budget_scan_false_text_layer.pdf": (23, Decimal(15_857_000))}


@dataclass(frozen=True)
class RealScan:
    """How a real scan was read. Its rows may hold several amounts, each on a line of its own."""

    file: str
    status: str
    pages: int
    rows: int
    flagged: int  # rows whose budget is unread or flagged
    read: tuple[str, ...]  # the amounts, as plain numbers
    unread: int  # lines of budget cells with letters that have no name, or of no amount's form
    cpu_s: float

    @property
    def line(self) -> str:
        """In words."""
        return (
            f"- {self.file}: {self.status}, {self.pages} pages, {self.rows} rows"
            f" ({self.flagged} flagged), {len(self.read)} amounts read, {self.unread} unread,"
            f" {self.cpu_s:.1f} CPU s{self._agreement}"
        )

    @property
    def _agreement(self) -> str:
        if self.file not in PRINTED:
            return ""
        count, printed = PRINTED[self.file]
        total = sum(map(Decimal, self.read))
        verdict = "agrees with" if total == printed else "is not"
        return f"; {len(self.read)} of {count}, sum {total:,} {verdict} the printed {printed:,}"


def read_real_scans(folder: Path, out: Path) -> Iterator[RealScan]:
    """Every `*scan*.pdf` of the folder as thaiplan reads it."""
    for pdf in sorted(folder.glob("*scan*.pdf")):
        usage = convert([pdf], out / pdf.stem)
        output = dict(read_outputs(out / pdf.stem))[pdf.name]
        raws = (project["budget"]["raw"] for project in output.plan.get("projects", ()))
        lines = [line.strip() for raw in raws for line in raw.splitlines()]
        read = [line for line in lines if has_form_of_money(line)]
        unread = [line for line in lines if UNKNOWN in line or _is_odd_number(line)]
        yield RealScan(
            pdf.name, output.status, len(output.plan.get("pages", ())), len(output.projects),
            sum(map(output.doubts_budget, output.projects)),
            tuple(str(plain_money(line)) for line in read), len(unread), usage.cpu_s,
        )  # fmt: skip


def _is_odd_number(line: str) -> bool:
    return any(letter.isdigit() for letter in line) and not has_form_of_money(line)
