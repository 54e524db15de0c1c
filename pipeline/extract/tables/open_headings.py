"""The columns of an open header: words above each other are one heading, wide ones span several."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.contracts.table import SLOT_ROLES, Role
from pipeline.extract.tables.chunks import Chunk
from pipeline.normalize.years import is_year_heading

MIN_COLUMNS = 3  # fewer known words side by side are prose or a signature block
MIN_KNOWN = 2  # columns with a known heading
MIN_KNOWN_SHARE = 0.5  # of the columns have a known heading; below that the match is luck
OVERLAP = 0.25  # of the narrower word's width: words above each other are one heading
MIN_CHILDREN = 2  # words side by side under one heading: it spans them

RoleOf = Callable[[str], Role]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The heading of one column, its words from top to bottom."""

    chunks: tuple[Chunk, ...]
    role: Role

    @property
    def x0(self) -> float:
        """Where its widest word begins."""
        return min(chunk.x0 for chunk in self.chunks)

    @property
    def x1(self) -> float:
        """Where its widest word ends."""
        return max(chunk.x1 for chunk in self.chunks)

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(chunk.text for chunk in self.chunks)


@dataclass(frozen=True, slots=True)
class Parent:
    """A heading over the columns `first`..`last`, both included."""

    chunks: tuple[Chunk, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class OpenHeader:
    """A header told from its words: columns from left to right, headings over several of them.

    `first_row`, `last_row`: the rows of chunks that it takes.
    """

    leaves: tuple[Leaf, ...]
    parents: tuple[Parent, ...]
    first_row: int
    last_row: int

    @property
    def top(self) -> float:
        return min(chunk.top for chunk in self.chunks)

    @property
    def bottom(self) -> float:
        return max(chunk.bottom for chunk in self.chunks)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All its words."""
        groups = [leaf.chunks for leaf in self.leaves] + [up.chunks for up in self.parents]
        return tuple(chunk for group in groups for chunk in group)


def header_of(rows: list[list[Chunk]], first: int, role_of: RoleOf) -> OpenHeader | None:
    """The header that takes these rows, the first of which is row `first`; None where too few of
    its columns are known."""
    spanning = _spanning(rows)
    wide = set(map(id, spanning))
    groups: list[list[Chunk]] = []
    for chunk in (c for row in rows for c in row if id(c) not in wide):
        over = [group for group in groups if any(overlap(chunk, other) for other in group)]
        groups = [group for group in groups if group not in over]
        groups.append([*(c for group in over for c in group), chunk])
    groups.sort(key=lambda group: min(chunk.x0 for chunk in group))
    leaves, over_times = _without_parents([_leaf(g, role_of) for g in groups], spanning, role_of)
    named = [leaf for leaf in leaves if leaf.role is not Role.UNKNOWN or not _is_year(leaf)]
    known = sum(leaf.role is not Role.UNKNOWN for leaf in named)
    if len(leaves) < MIN_COLUMNS or known < MIN_KNOWN or known < MIN_KNOWN_SHARE * len(named):
        return None
    return OpenHeader(leaves, _parents(leaves, spanning, over_times), first, first + len(rows) - 1)


def _leaf(group: list[Chunk], role_of: RoleOf) -> Leaf:
    ordered = tuple(sorted(group, key=lambda chunk: (round(chunk.baseline), chunk.x0)))
    return Leaf(ordered, role_of(" ".join(chunk.text for chunk in ordered)))


def overlap(one: Chunk, two: Chunk) -> bool:
    """Whether two words stand above each other."""
    shared = min(one.x1, two.x1) - max(one.x0, two.x0)
    return shared >= OVERLAP * min(one.x1 - one.x0, two.x1 - two.x0)


def _spanning(rows: list[list[Chunk]]) -> list[Chunk]:
    """The chunks that stand over two or more of a row below."""
    return [
        chunk
        for number, row in enumerate(rows)
        for chunk in row
        if any(
            sum(overlap(chunk, below) for below in lower) >= MIN_CHILDREN
            for lower in rows[number + 1 :]
        )
    ]


def _without_parents(
    leaves: list[Leaf], spanning: list[Chunk], role_of: RoleOf
) -> tuple[tuple[Leaf, ...], list[Chunk]]:
    """The leaves without what stands over all the columns of time, or of years; and what does so.

    A heading over quarters may stand above one of them, or above the white between two.
    """
    times = _divided(leaves)
    if len(times) < MIN_COLUMNS:
        return tuple(leaves), []
    left, right = times[0].x0, times[-1].x1
    top = _common_top(times)
    above = [chunk for chunk in spanning if left <= chunk.middle <= right]
    kept: list[Leaf] = []
    for leaf in leaves:
        if not left <= leaf.middle <= right:
            kept.append(leaf)
            continue
        own = [chunk for chunk in leaf.chunks if chunk.bottom > top]
        if own and leaf.role in SLOT_ROLES and _leaf(own, role_of).role not in SLOT_ROLES:
            kept.append(leaf)  # its first line stands higher than the others': `เ` of เม.ย.
            continue
        above += [chunk for chunk in leaf.chunks if chunk.bottom <= top]
        if own:
            kept.append(_leaf(own, role_of))
    return tuple(kept), above


def _divided(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The columns of time; without such those of a year each, side by side under one heading."""
    times = [leaf for leaf in leaves if leaf.role in SLOT_ROLES]
    return times or [leaf for leaf in leaves if _is_year(leaf)]


def _is_year(leaf: Leaf) -> bool:
    """Whether the last line of a heading that is none but its unit says a year and nothing else."""
    lines = [chunk.text for chunk in leaf.chunks]
    return any(is_year_heading(text) for text in (*lines, leaf.text))


def _common_top(times: list[Leaf]) -> float:
    """The baseline on which most of the columns of time begin."""
    tops = sorted(leaf.chunks[0].baseline for leaf in times)
    levels = [chunk.baseline for leaf in times for chunk in leaf.chunks]
    for baseline in tops:
        if 2 * sum(abs(level - baseline) <= 1 for level in levels) >= len(times):
            return baseline - 1
    return tops[-1] - 1


def _parents(
    leaves: tuple[Leaf, ...], spanning: list[Chunk], over_times: list[Chunk]
) -> tuple[Parent, ...]:
    found: dict[tuple[int, int], list[Chunk]] = {}
    taken = set(map(id, over_times))
    for chunk in spanning:
        under = [
            number
            for number, leaf in enumerate(leaves)
            if any(overlap(chunk, c) for c in leaf.chunks if c.baseline > chunk.baseline)
        ]
        if id(chunk) not in taken and len(under) >= MIN_CHILDREN:
            found.setdefault((under[0], under[-1]), []).append(chunk)
    divided = _divided(leaves)
    times = [number for number, leaf in enumerate(leaves) if leaf in divided]
    levels: list[list[Chunk]] = []
    for chunk in sorted(over_times, key=lambda chunk: (chunk.baseline, chunk.x0)):
        if levels and chunk.baseline - levels[-1][0].baseline <= 1:
            levels[-1].append(chunk)
        else:
            levels.append([chunk])
    for level in levels:
        for chunk, run in zip(level, _shared_out(level, times, leaves), strict=False):
            found.setdefault((run[0], run[-1]), []).append(chunk)
    return tuple(Parent(tuple(chunks), *span) for span, chunks in found.items())


def _shared_out(above: list[Chunk], below: list[int], leaves: tuple[Leaf, ...]) -> list[list[int]]:
    """Which run of the columns `below` each of `above` stands over: in whose middle it stands."""
    best: tuple[float, list[list[int]]] = (float("inf"), [])
    for cuts in itertools.combinations(range(1, len(below)), len(above) - 1):
        runs = [below[a:b] for a, b in itertools.pairwise((0, *cuts, len(below)))]
        off = sum(
            abs(chunk.middle - (leaves[run[0]].x0 + leaves[run[-1]].x1) / 2)
            for chunk, run in zip(above, runs, strict=True)
        )
        best = min(best, (off, runs), key=lambda pair: pair[0])
    return best[1]
