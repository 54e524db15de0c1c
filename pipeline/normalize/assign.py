"""Which indicator each run of rows belongs to, also where the page with its heading is missing.

A plan lists its sections (leaf indicators) in a known order. From one heading to the next, the rows
of the physical tables are cut into stretches, each belonging to the section of the heading or to a
later one whose heading is missing. The cheapest cut wins: numbers above the declared count, numbers
that do not rise and money that contradicts the declared cost much; a jump in the numbering or a
section that begins without a heading costs one. A run that fits nowhere, or equally well in two
sections, stays unassigned: no guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

BREAK = 1  # the numbering jumps, or a section begins without its heading
EXCESS = 10  # the numbering runs on, beyond the declared count
DOUBLE = 20  # a table begins with the number that the one before ended with
AGAIN = 30  # the numbering begins again, and the declared count has room for it
MONEY_MISFIT = 100  # strong, yet a digit may be misread
UNKNOWN = 500  # to belong nowhere is better than to contradict the numbering
MISFIT = 1000
NOWHERE = -1
MAX_RUNS = 400  # tables between two headings; the search is quadratic, and no plan has as many


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

    numbers: tuple[int, ...]  # item numbers in the order of the rows, those that could be read
    money: Decimal
    anchor: int | None
    first: int
    stop: int
    fresh: bool = False  # what stood before says nothing about this run
    money_known: bool = True  # every budget of the run could be read

    @property
    def low(self) -> int:
        return min(_in_order(self.numbers), default=0)

    @property
    def high(self) -> int:
        return max(_in_order(self.numbers), default=0)


def _in_order(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers but those misread or misprinted: the ones around it leave room for another."""
    around = zip(numbers, numbers[1:], numbers[2:], strict=False)
    inner = (here for before, here, after in around if after != before + 2 or here == before + 1)
    return (*numbers[:1], *inner, *numbers[1:][-1:])


@dataclass(frozen=True, slots=True)
class Assignment:
    """The section's index of a run; None with the candidates where nothing tells them apart."""

    section: int | None
    inferred: bool
    candidates: tuple[int, ...]


def assign_runs(
    sections: tuple[SectionFacts, ...], runs: tuple[RunFacts, ...]
) -> tuple[Assignment, ...]:
    """One assignment a run, in order. Runs from one heading to the next are weighed together."""
    answers: list[Assignment] = []
    start = 0
    for here in range(1, len(runs) + 1):
        if here == len(runs) or runs[here].anchor is not None or runs[here].fresh:
            answers.extend(_Reach(sections, runs[start:here]).assignments())
            start = here
    return tuple(answers)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The runs from one heading to the next, cut into stretches of ascending sections."""

    sections: tuple[SectionFacts, ...]
    runs: tuple[RunFacts, ...]

    def assignments(self) -> Iterator[Assignment]:
        """For each run the section that all cheapest cuts agree on."""
        governing = self.runs[0].anchor
        if len(self.runs) > MAX_RUNS:
            yield from (Assignment(run.anchor, False, ()) for run in self.runs)
            return
        for run, found in zip(self.runs, self._best_sections(), strict=True):
            section = next(iter(found)) if len(found) == 1 else NOWHERE
            if section == NOWHERE:
                yield Assignment(None, inferred=False, candidates=tuple(sorted(found - {NOWHERE})))
            else:
                inferred = run.anchor is None and section != governing
                yield Assignment(section, inferred, (section,))

    def _best_sections(self) -> list[set[int]]:
        """The sections of each run over every cut of least cost."""
        ends = range(len(self.runs) + 1)
        before: list[dict[int, int]] = [{NOWHERE: 0}, *({} for _ in self.runs)]
        for _start, stop, section, last, cost in self._stretches(before):
            now = last if section == NOWHERE else section
            before[stop][now] = min(cost, before[stop].get(now, cost))
        after: list[dict[int, int]] = [{} for _ in ends]
        after[-1] = dict.fromkeys(before[-1], 0)
        best = min(before[-1].values(), default=0)
        found: list[set[int]] = [set() for _ in self.runs]
        for start, stop, section, last, cost in reversed(list(self._stretches(before))):
            now = last if section == NOWHERE else section
            if now not in after[stop]:
                continue
            rest = cost - before[start][last] + after[stop][now]
            after[start][last] = min(rest, after[start].get(last, rest))
            if before[start][last] + rest == best:
                for run in range(start, stop):
                    found[run].add(section)
        return found

    def _stretches(self, before: list[dict[int, int]]) -> Iterator[tuple[int, int, int, int, int]]:
        """Every stretch that may follow a cut: (start, stop, section, section before, cost so far).

        In order of `start`, so that `before[start]` is complete when it is asked for.
        """
        for start in range(len(self.runs)):
            for section in (NOWHERE, *range(len(self.sections))):
                for stop, cost in self._grow(start, section):
                    for last, so_far in list(before[start].items()):
                        if section == NOWHERE or section > last:
                            yield start, stop, section, last, so_far + cost

    def _grow(self, start: int, section: int) -> Iterator[tuple[int, int]]:
        """The stretches of a section from `start`, longer and longer: (stop, cost)."""
        governed = start == 0 and self.runs[0].anchor is not None
        if governed and section != self.runs[0].anchor:
            return
        if section == NOWHERE:
            # each costs as much: that one fits nowhere is no reason to take others from where
            # they fit
            ends = range(start + 1, len(self.runs) + 1)
            yield from ((stop, UNKNOWN * (stop - start)) for stop in ends)
            return
        facts = self.sections[section]
        if not governed and (facts.headed or facts.count == 0):
            return
        rows = _Rows()
        for stop, run in enumerate(self.runs[start:], start + 1):
            own = governed and stop == 1
            if not own and not run.first <= section < run.stop:
                return
            rows.add(run, facts, free=own)
            if rows.cost >= MISFIT:
                return  # no longer stretch is better
            yield stop, rows.cost + rows.money_cost(facts)


@dataclass(slots=True)
class _Rows:
    """The rows of a growing stretch: its cost so far, its numbers, its money."""

    cost: int = 0
    rows: int = 0
    numbers: set[int] = field(default_factory=set)
    money: Decimal = Decimal(0)
    money_known: bool = True
    before: RunFacts | None = None

    def add(self, run: RunFacts, facts: SectionFacts, free: bool) -> None:
        """Takes in the next run; `free`: its heading stands above it, nothing contradicts that."""
        if self.before is not None:
            again = self._begins_again(run, facts)
            self.cost += AGAIN if again else _step(self.before, run, facts)
        elif not free:
            self.cost += BREAK + _excess(run, facts)
        self.rows += len(run.numbers)
        self.numbers.update(run.numbers)
        self.money += run.money
        self.money_known = self.money_known and run.money_known
        self.before = run

    def _begins_again(self, run: RunFacts, facts: SectionFacts) -> bool:
        """A second numbering, without a gap, of no more rows than the section still lacks.

        The table may have the end of the first one, too.
        """
        size = len(run.numbers)
        has_room = facts.count is not None and self.rows + size <= facts.count
        if not has_room or 1 not in run.numbers or self.before is None:
            return False
        end = run.numbers.index(1)
        following = range(self.before.high + 1, self.before.high + 1 + end)
        return size > 1 and run.numbers == (*following, *range(1, size - end + 1))

    def money_cost(self, facts: SectionFacts) -> int:
        """More money than declared, or all rows there and the money another."""
        if facts.budget is None:
            return 0
        is_whole = facts.count is not None and self.numbers == set(range(1, facts.count + 1))
        differs = is_whole and self.money_known and self.money != facts.budget
        return MONEY_MISFIT if differs or self.money > facts.budget else 0


def _excess(run: RunFacts, facts: SectionFacts) -> int:
    return MISFIT if facts.count is not None and run.high > facts.count else 0


def _step(before: RunFacts, run: RunFacts, facts: SectionFacts) -> int:
    """The cost of one run following another in the same section."""
    if not run.numbers or not before.numbers:
        return _excess(run, facts)
    if run.low == before.high:
        return DOUBLE + _excess(run, facts)
    if run.low < before.high:
        return MISFIT
    if run.low == before.high + 1:
        crosses = facts.count is not None and before.high <= facts.count < run.high
        return EXCESS if crosses else 0
    return BREAK + _excess(run, facts)
