"""What `compare_plans` says of invented years, held against what became of each project."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from bench.reconcile.record import record_of
from bench.typeset.plan import TypesetPlan
from bench.years.invent import Year, invented_years
from pipeline.compare import Comparison, compare_plans
from pipeline.compare.names import name_of
from pipeline.contracts.record import Plan

FIRST_YEAR, YEARS = 2564, 4


@dataclass
class Score:
    """Counts of pairs by what was said of them, and every miss in words."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs that were made, the share that is right."""
        made = self.counts["right"] + self.counts["wrong"]
        return self.counts["right"] / made if made else 1.0

    @property
    def recall(self) -> float:
        """Of the projects that went on, the share that was paired with themselves."""
        there = self.counts["right"] + self.counts["missed"]
        return self.counts["right"] / there if there else 1.0


def measure(seed: int, agencies: int) -> tuple[Score, Score]:
    """(projects that kept their name, renamed ones) over all years of that many agencies."""
    kept, renamed = Score(), Score()
    for at in range(agencies):
        for before, after in pairwise(invented_years(seed, at, FIRST_YEAR, YEARS)):
            _score(before, after, kept, renamed)
    return kept, renamed


def _score(before: Year, after: Year, kept: Score, renamed: Score) -> None:
    olds, news = _by_project(before), _by_project(after)
    found = _pairs(compare_plans(_record(before.plan), _record(after.plan)))
    for project, new in news.items():
        old = olds.get(project)
        said = found.pop(new, None)
        if old is None:
            if said is not None:
                _miss(renamed, "wrong", before, after, said, new)
            continue
        names = _name(before, old), _name(after, new)
        score = kept if name_of(names[0]).text == name_of(names[1]).text else renamed
        if said == old or (said is not None and _name(before, said) == names[0]):
            score.counts["right"] += 1  # of two rows with one name, either is right
        else:
            _miss(score, "missed", before, after, old, new)
            if said is not None:
                _miss(score, "wrong", before, after, said, new)


def _miss(
    score: Score, kind: str, before: Year, after: Year, old: tuple[str, str], new: tuple[str, str]
) -> None:
    score.counts[kind] += 1
    score.misses.append(f"{kind}: {_name(before, old)} → {_name(after, new)}")


def _by_project(year: Year) -> dict[int, tuple[str, str]]:
    return {project: key for key, project in year.projects.items()}


def _name(year: Year, key: tuple[str, str]) -> str:
    return next(
        row.project_name
        for section in year.plan.sections
        if section.indicator.indicator_no == key[0]
        for row in section.rows
        if row.item_no == key[1]
    )


def _record(plan: TypesetPlan) -> Plan:
    return record_of(plan)


def _pairs(found: Comparison) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (one.after.indicator_no, one.after.item_no): (one.before.indicator_no, one.before.item_no)
        for one in found.changes
        if one.before is not None and one.after is not None
    }
