"""Which indicator each run of rows belongs to, also where the page with its heading is missing.

A plan lists its sections (leaf indicators) in a known order. Between two headings the rows of a
physical table belong either to the section of the last heading or to a later one whose heading is
missing. The cheapest reading wins: numbers above the declared count, numbers that do not rise and
money that nobody declared cost much; a jump in the numbering or a section that begins without a
heading costs one. Where two readings of a run cost the same, it stays unassigned: no guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MISFIT = 1000  # a row that cannot belong there
MONEY_MISFIT = 100  # more money than declared: strong, yet a digit may be misread
BREAK = 1  # the numbering jumps, or a section begins without its heading


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A leaf indicator in the plan's order. `count`, `budget` None: not declared or unreadable."""

    number: str
    count: int | None
    budget: Decimal | None  # 0 where the plan declares none
    headed: bool


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The rows of one physical table that stand together under one heading, or under none.

    `anchor`: the section whose heading stands directly above; None where none does.
    Without an anchor, only the sections `first` <= index < `stop` may hold the run.
    """

    numbers: tuple[int, ...]  # item numbers as printed, those that could be read
    money: Decimal
    anchor: int | None
    first: int
    stop: int
    fresh: bool = False  # what stood before says nothing about this run

    @property
    def low(self) -> int:
        return min(self.numbers, default=0)

    @property
    def high(self) -> int:
        return max(self.numbers, default=0)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The section's index of a run; None with the candidates where nothing tells them apart."""

    section: int | None
    inferred: bool
    candidates: tuple[int, ...]


Costs = dict[int, int]  # section index -> least cost


def assign_runs(
    sections: tuple[SectionFacts, ...], runs: tuple[RunFacts, ...]
) -> tuple[Assignment, ...]:
    """One assignment a run, in order. Runs from one heading to the next are weighed together."""
    answers: list[Assignment] = []
    for stretch in _stretches(runs):
        options = [_options(sections, run, stretch[0].anchor) for run in stretch]
        possible = tuple(run for run, found in zip(stretch, options, strict=True) if found)
        best = iter(_Stretch(sections, possible, tuple(filter(None, options))).best_sections())
        for run, found in zip(stretch, options, strict=True):
            answers.append(_assignment(run, stretch[0].anchor, next(best) if found else ()))
    return tuple(answers)


def _stretches(runs: tuple[RunFacts, ...]) -> Iterator[tuple[RunFacts, ...]]:
    start = 0
    for here in range(1, len(runs) + 1):
        if here == len(runs) or runs[here].anchor is not None or runs[here].fresh:
            yield runs[start:here]
            start = here


def _options(
    sections: tuple[SectionFacts, ...], run: RunFacts, governing: int | None
) -> tuple[int, ...]:
    """The heading above decides; without one: the governing section, or one without a heading."""
    if run.anchor is not None:
        return (run.anchor,)
    allowed = range(run.first, min(run.stop, len(sections)))
    return tuple(
        index
        for index in allowed
        if index == governing or (not sections[index].headed and sections[index].count != 0)
    )


def _assignment(run: RunFacts, governing: int | None, best: tuple[int, ...]) -> Assignment:
    if len(best) != 1:
        return Assignment(None, inferred=False, candidates=best)
    return Assignment(best[0], run.anchor is None and best[0] != governing, best)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Runs from one heading to the next, with the sections that each may belong to."""

    sections: tuple[SectionFacts, ...]
    runs: tuple[RunFacts, ...]
    options: tuple[tuple[int, ...], ...]

    def best_sections(self) -> Iterator[tuple[int, ...]]:
        """For each run the sections on any path of least cost."""
        forward, backward = self._forward(), self._backward()
        for ahead, behind in zip(forward, backward, strict=True):
            total = {s: ahead[s] + behind[s] for s in ahead if s in behind}
            least = min(total.values(), default=0)
            yield tuple(s for s, cost in total.items() if cost == least)

    def _forward(self) -> list[Costs]:
        """Least cost of all runs up to each one, itself included, with it in each section."""
        layers: list[Costs] = []
        for here, options in enumerate(self.options):
            layer = {
                to: min(
                    (
                        cost + self._step(here, origin, to)
                        for origin, cost in layers[-1].items()
                        if origin <= to
                    ),
                    default=None,
                )
                if layers
                else self._entry(to)
                for to in options
            }
            layers.append({section: cost for section, cost in layer.items() if cost is not None})
        return layers

    def _backward(self) -> list[Costs]:
        """Least cost of all that follows each run, with it in each section."""
        layers: list[Costs] = [dict.fromkeys(self.options[-1], 0)] if self.runs else []
        for here in range(len(self.runs) - 2, -1, -1):
            layer: Costs = {}
            for origin in self.options[here]:
                ways = [
                    cost + self._step(here + 1, origin, to)
                    for to, cost in layers[0].items()
                    if origin <= to
                ]
                if ways:
                    layer[origin] = min(ways)
            layers.insert(0, layer)
        return layers

    def _entry(self, section: int) -> int:
        """The first run, in `section`."""
        return self._fit(self.runs[0], section)

    def _step(self, here: int, origin: int, to: int) -> int:
        """Run `here` in section `to`, the one before it in `origin`."""
        before, run = self.runs[here - 1], self.runs[here]
        if origin != to:
            return self._fit(run, to) + BREAK
        falls = bool(run.low and before.high and run.low <= before.high)
        jumps = not falls and run.low > before.high + 1
        return self._fit(run, to) + MISFIT * falls + BREAK * jumps

    def _fit(self, run: RunFacts, section: int) -> int:
        facts = self.sections[section]
        misfit = facts.count is not None and run.high > facts.count
        money = facts.budget is not None and run.money > facts.budget
        return MISFIT * misfit + MONEY_MISFIT * money
