"""How a page was scanned: the nine conditions, and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WearName = Literal["clean", "scan", "hard"]
DPI = (300, 200, 150)
WEARS: tuple[WearName, ...] = ("clean", "scan", "hard")


@dataclass(frozen=True)
class Condition:
    """Dots per inch, and how much the print and the scanner took from the page."""

    dpi: int
    wear: WearName

    @property
    def name(self) -> str:
        """As in `--only`: 300_scan."""
        return f"{self.dpi}_{self.wear}"

    @property
    def is_ordinary(self) -> bool:
        """A page that an office would keep: the goals are for these."""
        return self.dpi >= 200 and self.wear != "hard"


CONDITIONS = tuple(Condition(dpi, wear) for dpi in DPI for wear in WEARS)
