"""Where the columns of a table without upright rules end: in the white that its lines leave."""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.contracts.table import SLOT_ROLES, Role
from pipeline.extract.tables.chunks import Chunk
from pipeline.extract.tables.grid import runs_of
from pipeline.extract.tables.open_headings import Leaf, OpenHeader

EDGE_ROOM = 3.0  # points kept free between a table's outermost letters and its edge
PITCH_SLACK = 0.15  # of the step from heading to heading: steps this alike are equal columns
LEFT_SLACK = 2.0  # points between the beginnings of a heading and of its column's lines
MIN_WIDER = 10.0  # points by which a column's lines must be wider than its heading to tell
MAX_SEAM = 6.0  # points between the ends of fills that stand beside each other
LETTER_GAP = 1.0  # points: letters of a word are no farther apart

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn upright around a table: x of rules and x of the ends of fills and rules."""

    rules: tuple[float, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """The x of every column's left edge and of the last one's right edge, and the white around
    each inner one, in which it may move. `fixed`: those that a heading's place tells."""

    xs: tuple[float, ...]
    whites: tuple[Gap, ...]
    fixed: frozenset[int] = frozenset()


def fixed_edges(xs: tuple[float, ...]) -> Edges:
    """The columns of a ruled table: no edge may move."""
    inner = xs[1:-1]
    return Edges(xs, tuple((x, x) for x in inner), frozenset(range(1, len(xs) - 1)))


def column_edges(header: OpenHeader, body: Sequence[Chunk], drawn: Drawn) -> Edges:
    """Where the columns below `header` end.

    Between two headings a drawn rule tells, then the end of a fill, then the widest white that the
    fewest lines cross. Quarters and months are as wide as they stand apart.
    """
    leaves = header.leaves
    ink = [span for chunk in body for span in _ink(chunk)]
    whites = [_between(one, two, ink, drawn) for one, two in itertools.pairwise(leaves)]
    left, right = _sides([*header.chunks, *body])
    edges = [left, *((low + high) / 2 for low, high in whites), right]
    fixed: set[int] = set()
    for run in _runs(leaves):
        fixed |= _even_out(edges, whites, leaves, run, body)
    return Edges(tuple(edges), tuple(whites), frozenset(fixed))


def narrowed(edges: Edges, body: Sequence[Chunk]) -> Edges:
    """The edges of a table that goes on with the lines of `body`: moved to the white they leave."""
    if not body:
        return edges
    ink = [span for chunk in body for span in _ink(chunk)]
    whites = [_widest_white(low, high, _across(low, high, ink)) for low, high in edges.whites]
    left, right = _sides(body)
    inner = [
        min(max(x, low), high) if number in edges.fixed else (low + high) / 2
        for number, (x, (low, high)) in enumerate(zip(edges.xs[1:], whites, strict=False), 1)
    ]
    xs = (min(left, edges.xs[0]), *inner, max(right, edges.xs[-1]))
    return Edges(xs, tuple(whites), edges.fixed)


def _sides(chunks: Sequence[Chunk]) -> Gap:
    return min(c.x0 for c in chunks) - EDGE_ROOM, max(c.x1 for c in chunks) + EDGE_ROOM


def _ink(chunk: Chunk) -> list[Gap]:
    """Where the chunk's letters stand, words apart."""
    inked = [(c.x0, c.x1) for c in chunk.clusters if c.text.strip()]
    found: list[Gap] = []
    start, end = inked[0]
    for x0, x1 in inked[1:]:
        if x0 - end <= LETTER_GAP:
            end = max(end, x1)
        else:
            found.append((start, end))
            start, end = x0, x1
    return [*found, (start, end)]


def _between(one: Leaf, two: Leaf, ink: Sequence[Gap], drawn: Drawn) -> Gap:
    """The white between two columns; a rule's place twice where one is drawn."""
    low, high = one.x1, two.x0
    if low >= high:
        middle = (low + high) / 2
        return middle, middle
    for places in (drawn.rules, drawn.edges):
        inside = [x for x in places if low - LETTER_GAP <= x <= high + LETTER_GAP]
        if inside:
            middle = median(inside) if max(inside) - min(inside) > MAX_SEAM else _mean(inside)
            return middle, middle
    return _widest_white(low, high, _across(low, high, ink))


def _mean(places: Sequence[float]) -> float:
    return (min(places) + max(places)) / 2


def _across(low: float, high: float, ink: Sequence[Gap]) -> list[Gap]:
    """The ink between `low` and `high`."""
    return [(max(low, x0), min(high, x1)) for x0, x1 in ink if x0 < high and x1 > low]


def _widest_white(low: float, high: float, crossing: list[Gap]) -> Gap:
    """The widest of the stretches from `low` to `high` that the fewest of `crossing` cover."""
    places = sorted({low, high, *(x for span in crossing for x in span)})
    if len(places) < 2:
        return low, high
    starts, ends = (sorted(side) for side in zip(*crossing, strict=True)) if crossing else ([], [])
    counts = [bisect_right(starts, a) - bisect_right(ends, a) for a in places[:-1]]
    fewest = min(counts)
    best, start = (low, low), None
    for (a, b), count in zip(itertools.pairwise(places), counts, strict=True):
        start = (a if start is None else start) if count == fewest else None
        if start is not None and b - start > best[1] - best[0]:
            best = (start, b)
    return best


def _runs(leaves: Sequence[Leaf]) -> list[tuple[int, int]]:
    """First and last of the columns of quarters or months that stand beside each other."""
    times = [n for n, leaf in enumerate(leaves) if leaf.role in SLOT_ROLES]
    return [run for run in runs_of(times) if run[1] - run[0] >= 2]


def _even_out(
    edges: list[float],
    whites: list[Gap],
    leaves: Sequence[Leaf],
    run: tuple[int, int],
    body: Sequence[Chunk],
) -> set[int]:
    """Columns of time are of one width: their edges lie half way between their headings.

    Moves them there, and returns which they are.
    """
    first, last = run
    starts_left = _begin_left(leaves, body)
    places = [leaf.x0 if starts_left else leaf.middle for leaf in leaves[first : last + 1]]
    steps = [b - a for a, b in itertools.pairwise(places)]
    step = median(steps)
    if max(abs(s - step) for s in steps) > PITCH_SLACK * step:
        return set()
    back = EDGE_ROOM if starts_left else step / 2
    wanted = [place - back for place in places] + [places[-1] - back + step]
    for number, x in zip(range(first, last + 2), wanted, strict=True):
        if 0 < number < len(leaves):
            low, high = whites[number - 1]
            edges[number] = min(max(x, low), high)
    return set(range(first, last + 2))


def _begin_left(leaves: Sequence[Leaf], body: Sequence[Chunk]) -> bool:
    """Whether headings begin where the lines below them do, instead of standing in the middle."""
    votes = []
    for leaf, after in itertools.zip_longest(leaves, leaves[1:]):
        if leaf.role in (*SLOT_ROLES, Role.ITEM):
            continue
        end = after.x0 if after else float("inf")
        start, middle = leaf.x0, leaf.middle
        lines = [c for c in body if c.x0 <= middle <= c.x1]
        mine = [c for c in lines if start - MIN_WIDER < c.middle and c.x0 < end]
        if mine and max(c.x1 for c in mine) - min(c.x0 for c in mine) > (
            leaf.x1 - start + MIN_WIDER
        ):
            votes.append(abs(min(c.x0 for c in mine) - start) <= LEFT_SLACK)
    return len(votes) >= 2 and all(votes)
