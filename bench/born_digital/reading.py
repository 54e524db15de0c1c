"""What one reader made of all documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.born_digital.look import UNREADABLE
from bench.born_digital.produce import Document
from bench.born_digital.score import Score
from bench.born_digital.speed import page_count


@dataclass
class Reading:
    """Scores by family, and the CPU that all documents took."""

    families: dict[str, Score] = field(default_factory=dict)
    cpu_s: float = 0.0

    def add(self, document: Document, score: Score) -> None:
        """Count a document in."""
        score.pages = page_count(document.pdf)
        self.families.setdefault(document.family, Score()).add(score)

    @property
    def readable(self) -> Score:
        """All families as one, but for those whose values are in no layer."""
        whole = Score()
        for family, score in self.families.items():
            if family not in UNREADABLE:
                whole.add(score)
        return whole

    @property
    def pages(self) -> int:
        """Pages of all documents."""
        return sum(score.pages for score in self.families.values())
