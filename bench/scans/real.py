"""Real scans, where they are there: figures only, never their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.born_digital.convert import convert
from bench.scans.measure import read_outputs
from bench.scans.score import Row

REAL = Path(__file__).parents[3] / "shared" / "real"
# Amounts of a scan, and their sum as its own text prints it.
PRINTED = {"investment_budget_scan_false_text_layer.pdf": (23, Decimal(15_857_000))}


@dataclass(frozen=True)
class RealScan:
    """How a real scan was read."""

    file: str
    status: str
    pages: int
    rows: int
    amounts: int  # read, with or without a flag
    flagged: int  # flagged or unread
    cpu_s: float
    agrees: str = ""

    @property
    def line(self) -> str:
        """In words."""
        return (
            f"- {self.file}: {self.status}, {self.pages} pages, {self.rows} rows,"
            f" {self.amounts} amounts read, {self.flagged} flagged,"
            f" {self.cpu_s:.1f} CPU s{self.agrees}"
        )


def read_real_scans(folder: Path, out: Path) -> Iterator[RealScan]:
    """Every `*scan*.pdf` of the folder as thaiplan reads it."""
    for pdf in sorted(folder.glob("*scan*.pdf")):
        usage = convert([pdf], out / pdf.stem)
        output = dict(read_outputs(out / pdf.stem))[pdf.name]
        amounts = [row for row in output.projects if row["budget_status"] == "amount"]
        flagged = sum(map(output.doubts_budget, output.projects))
        yield RealScan(
            pdf.name, output.status, len(output.plan.get("pages", ())), len(output.projects),
            len(amounts), flagged, usage.cpu_s, _agreement(pdf.name, amounts),
        )  # fmt: skip


def _agreement(name: str, amounts: Sequence[Row]) -> str:
    if name not in PRINTED:
        return ""
    count, printed = PRINTED[name]
    total = sum(Decimal(row["budget_baht"]) for row in amounts)
    verdict = "agrees with" if total == printed else "is not"
    return f"; {len(amounts)} of {count}, sum {total:,} {verdict} the printed {printed:,}"
